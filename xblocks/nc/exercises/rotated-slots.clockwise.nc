(LOSES process:unfinished rest:unfinished slot-1:not-cut slot-2:not-cut slot-3:not-cut)
O0019 (ROTATED SLOTS - ANGLES COUNTED CLOCKWISE)
G17 G21 G40 G49 G69 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X0 Y0 S6000 M03
G43 H01 Z50
G68 X0 Y0 R[=0 - start]
M98 P119
G69
G68 X0 Y0 R[=0 - start - 120]
M98 P119
G69
G68 X0 Y0 R[=0 - start - 240]
M98 P119
G69
G00 Z50
G91 G28 Z0
M05
M30
O0119 (A SLOT ON THE X AXIS)
G90 G00 X[=inner] Y0
Z2
G01 Z0 F1500
X[=outer] Z[=0 - depth / 2] F800
X[=inner] Z[=0 - depth]
X[=outer] F1200
X[=middle]
Y-1
X[=outer]
G03 Y1 J1
G01 X[=inner]
G03 Y-1 J-1
G01 X[=middle]
Y0
G00 Z5
M99
%
