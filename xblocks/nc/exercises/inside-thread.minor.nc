(LOSES bore:diameter-out-of-tolerance mouth:profile-out-of-tolerance mouth:taper-out-of-tolerance thread:pitch-out-of-tolerance)
O0112 (INSIDE THREAD - BORED TO THE NOMINAL DIAMETER)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2000
G96 S120 M03
G00 X54 Z0 M08
(FACE)
G01 X20 F0.15
G00 Z2
M09
G28 U0 W0
T0303
G97 S1200 M03
G00 X21 Z2 M08
(BORING)
G90 X[=(21.5+minor)/2] Z-[=l+5.9] F0.15
X[=minor-0.5]
G00 X[=minor+8]
G41 G01 Z0 F0.08
X[=minor+4]
X[=d] Z-2
Z-[=l+6]
X21
G00 G40 X20.5
Z5
M09
G28 U0 W0
T0404
G97 S700 M03
G00 X21 Z6 M08
(THREAD)
G76 P020060 Q100 R0.05
G76 X[=d] Z-[=l-0.5*p] P[=541*p:0] Q300 F[=p]
M09
G28 U0 W0
M05
M30
%
