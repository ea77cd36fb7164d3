(LOSES chamfer:nothing-cut cycle-time:nothing-cut end-chamfer:nothing-cut fillet:nothing-cut middle:nothing-cut process:nothing-cut program:nothing-cut rest:nothing-cut roughness:nothing-cut seat:nothing-cut shoulder:nothing-cut)
O0105 (MOTOR SHAFT - P AND Q EXCHANGED)
G21 G40 G97 G99
G28 U0
G28 W0
T0101
G50 S1800
G96 S140 M03
G00 X47 Z2 M08
(ROUGHING)
G71 U2.5 R0.5
G71 P200 Q100 U0.6 W0.1 F0.25
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
G70 P100 Q200
M09
G28 U0
G28 W0
M05
M30
%
