(LOSES ball:profile-out-of-tolerance ball:radius-out-of-tolerance fillet:profile-out-of-tolerance fillet:radius-out-of-tolerance neck:diameter-out-of-tolerance roughness:too-rough)
O0104 (BALL END - NO FINISHING CYCLE)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2500
G96 S180 M03
G00 X36 Z2 M08
(ROUGHING)
G71 U1.5 R0.5
G71 P100 Q200 U0.5 W0.1 F0.25
N100 G00 X0
G42 G01 Z0 F0.08
G03 X[=d-0.02] Z-[=r] R[=r]
G01 Z-[=l]
G02 X[=big-0.02] Z-[=l+f] R[=f]
G01 X35
N200 G40 X36
M09
G28 U0 W0
T0202
G50 S2500
G96 S220 M03
G00 X36 Z2 M08
(FINISHING)
M09
G28 U0 W0
M05
M30
%
