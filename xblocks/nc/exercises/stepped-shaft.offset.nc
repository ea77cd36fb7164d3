(LOSES chamfer:profile-out-of-tolerance chamfer:taper-out-of-tolerance large:diameter-out-of-tolerance small:diameter-out-of-tolerance)
O0102 (STEPPED SHAFT - OFFSET OF THE OTHER TOOL)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2000
G96 S120 M03
G00 X54 Z4 M08
(FACE)
G94 X-1.6 Z1 F0.2
Z0
(ROUGHING, 0.6 MM LEFT ON THE DIAMETER)
G90 X[=(50.6+d2)/2] Z-[=l2-0.1] F0.25
X[=d2+0.6]
X[=(d1+d2)/2+0.6] Z-[=l1-0.1]
X[=d1+0.6]
G00 X54 Z4
M09
G28 U0 W0
T0201
G50 S2000
G96 S160 M03
G00 X54 Z2 M08
(FINISHING)
X[=d1-6]
G01 Z0 F0.1
X[=d1-2]
X[=d1-0.02] Z-1
Z-[=l1]
X[=d2-0.02]
Z-[=l2]
X54
G00 Z2
M09
G28 U0 W0
M05
M30
%
