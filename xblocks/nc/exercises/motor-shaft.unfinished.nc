(LOSES chamfer:profile-out-of-tolerance chamfer:taper-out-of-tolerance end-chamfer:profile-out-of-tolerance end-chamfer:taper-out-of-tolerance fillet:profile-out-of-tolerance fillet:radius-out-of-tolerance middle:diameter-out-of-tolerance roughness:too-rough seat:diameter-out-of-tolerance shoulder:diameter-out-of-tolerance shoulder:length-out-of-tolerance)
O0105 (MOTOR SHAFT - NO FINISHING CYCLE)
G21 G40 G97 G99
G28 U0
G28 W0
T0101
G50 S1800
G96 S140 M03
G00 X47 Z2 M08
(ROUGHING)
G71 U2.5 R0.5
G71 P100 Q200 U0.6 W0.1 F0.25
N100 G00 X[=d1-6]
G42 G01 Z0 F0.08
X[=d1-0.01] ,C1
Z-[=l1] ,R2
X[=d2-0.037] ,C1
Z-[=l2]
X42.95
Z-110
X46
N200 G40 X47
M09
G28 U0
G28 W0
T0202
G50 S1800
G96 S160 M03
G00 X47 Z2 M08
(FINISHING)
M09
G28 U0
G28 W0
M05
M30
%
