(LOSES left:diameter-out-of-tolerance right:diameter-out-of-tolerance roughness:too-rough waist:profile-out-of-tolerance waist:radius-out-of-tolerance)
O0107 (WAISTED ROLLER - NO FINISHING CYCLE)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2000
G96 S120 M03
G00 X50 Z2 M08
(DIAMETER)
G90 X[=d+0.6] Z-59.9 F0.25
G00 X50 Z2
M09
G28 U0 W0
T0202
G50 S2000
G96 S120 M03
G00 X52 Z2 M08
(WAIST)
G73 U5 W0 R5
G73 P100 Q200 U0.6 W0 F0.2
N100 G00 G42 X[=d-0.03]
G01 Z-15 F0.1
G02 X[=d-0.03] Z-45 R[=waist]
G01 Z-60
X48
N200 G40 X52
M09
G28 U0 W0
M05
M30
%
