(LOSES groove-2:diameter-out-of-tolerance groove-3:diameter-out-of-tolerance groove-4:diameter-out-of-tolerance)
O0110 (PULLEY - DEEPER EACH TIME)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2500
G96 S250 M03
G00 X66 Z2 M08
(DIAMETER)
X59.97
G01 Z-52 F0.15
X66
M09
G28 U0 W0
T0303
G97 S800 M03
G00 X64 Z-[=first+3] M08
(GROOVES)
M98 P040210
G00 X66
M09
G28 U0
G28 W0
M05
M30
O0210 (ONE GROOVE)
G01 U-[=64-floor] F0.08
G00 U[=64-floor]
W-2
G01 U-[=64-floor]
W2
G00 U[=63.5-floor]
W-[=pitch]
M99
%
