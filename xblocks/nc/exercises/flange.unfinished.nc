(LOSES chamfer:profile-out-of-tolerance chamfer:taper-out-of-tolerance face:face-out-of-tolerance hub:diameter-out-of-tolerance rim:diameter-out-of-tolerance step:diameter-out-of-tolerance)
O0106 (FLANGE - NO FINISHING CYCLE)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2000
G96 S250 M03
G00 X104 Z2 M08
(ROUGHING)
G72 W1.8 R0.5
G72 P100 Q200 U0.4 W0.2 F0.25
N100 G00 Z-26
G01 X95.95 F0.1
Z-[=h2]
X[=step-0.03]
Z-[=h1]
X[=hub-0.03]
Z-1
X[=hub-2] Z0
X-1.6
N200 Z2
M09
G28 U0 W0
T0202
G50 S2000
G96 S300 M03
G00 X104 Z2 M08
(FINISHING)
M09
G28 U0 W0
M05
M30
%
