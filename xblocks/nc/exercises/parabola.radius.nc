(LOSES far:profile-out-of-tolerance far:radius-out-of-tolerance geometry:gouge middle:profile-out-of-tolerance middle:radius-out-of-tolerance near:profile-out-of-tolerance near:radius-out-of-tolerance process:depth-of-cut)
O0113 (PARABOLA - RADIUS WRITTEN AS X)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2500
G96 S200 M03
G00 X56 Z2 M08
(ROUGHING IN LAYERS, 0.5 MM LEFT ON THE RADIUS)
#1=[=d/2]
#3=23
WHILE [#3 GT 1] DO1
IF [#3 GE #1] GOTO 10
#2=[=k]*#3*#3
G00 X[2*#3+1]
G01 Z[0.2-#2] F0.25
U2
GOTO 20
N10 G00 X[2*#3+1]
G01 Z-34.9 F0.25
U2
N20 G00 Z2
#3=#3-2
END1
(ALONG THE CURVE)
G00 X1 Z2
G01 Z0.2
#3=0
WHILE [#3 LT #1] DO1
X[2*#3+1] Z[0.2-[=k]*#3*#3]
#3=#3+0.5
END1
X[=d+1] Z-[=l-0.2]
Z-34.9
X54
G00 Z2
M09
G28 U0 W0
T0202
G50 S2500
G96 S250 M03
G00 X0 Z2 M08
(FINISHING)
G42 G01 Z0 F0.12
#3=0.5
WHILE [#3 LT #1] DO1
G01 X[#3] Z-[[=k]*#3*#3]
#3=#3+0.5
END1
X[2*#1] Z-[=l]
Z-35
X54
G00 G40 X56
Z2
M09
G28 U0 W0
M05
M30
%
