(LOSES cycle-time:unfinished process:unfinished rest:gouge rest:unfinished step:depth-out-of-tolerance step:wall-out-of-tolerance)
O0011 (FIRST STRAIGHT CUT - TOOL CENTRE ON THE DRAWN EDGE)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X[=edge] Y75 S2400 M03
G43 H01 Z50 M08
Z2
(FIRST LAYER, CLIMB MILLING TOWARDS THE FRONT)
G01 Z[=0 - depth / 2] F1000
Y-15 F500
G00 Z2
Y75
(SECOND LAYER)
G01 Z[=0 - depth] F1000
Y-15 F500
G00 Z50
M09
G91 G28 Z0
M05
M30
%
