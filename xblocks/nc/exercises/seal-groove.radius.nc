(LOSES groove:mean-diameter-out-of-tolerance groove:width-out-of-tolerance rest:gouge)
O0024 (SEAL GROOVE - TOOL RADIUS FORGOTTEN)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X[=outside + 2] Y0 S6500 M03
G43 H01 Z50 M08
Z2
(GROOVE, OUTER EDGE: TWO TURNS DOWN, ONE ON THE FLOOR)
G01 Z0 F1000
G03 I[=0 - outside - 2] Z[=0 - depth / 2] F500
G03 I[=0 - outside - 2] Z[=0 - depth]
G03 I[=0 - outside - 2]
(GROOVE, INNER EDGE, CLIMB MILLING)
G01 X[=inside]
G02 I[=0 - inside]
G00 Z2
(RECESS)
X2 Y0
G01 Z0 F1000
G03 I-2 Z-1 F500
#1=2
WHILE[#1 LT [=reach]]DO1
G01 X#1
G03 I-#1
#1=#1+3
END1
G01 X[=reach]
G03 I[=0 - reach]
G00 Z50
M09
G91 G28 Z0
M05
M30
%
