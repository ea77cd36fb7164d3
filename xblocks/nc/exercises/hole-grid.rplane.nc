(LOSES process:rapid-in-material)
O0014 (HOLE GRID - R PLANE IN THE STOCK)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
(SPOT)
G90 G54
G00 X[=0 - 1.5 * spacing_x] Y[=0 - spacing_y / 2] S800 M03
G43 H01 Z20 M08
G98 G81 Z-3 R3 F80
X[=0 - 0.5 * spacing_x]
X[=0.5 * spacing_x]
X[=1.5 * spacing_x]
Y[=spacing_y / 2]
X[=0.5 * spacing_x]
X[=0 - 0.5 * spacing_x]
X[=0 - 1.5 * spacing_x]
G80 M09
G91 G28 Z0
T2 M06
(DRILL)
G90 G54
G00 X[=0 - 1.5 * spacing_x] Y[=0 - spacing_y / 2] S850 M03
G43 H02 Z20 M08
G98 G83 Z[=0 - tip] R-5 Q5 F130
X[=0 - 0.5 * spacing_x]
X[=0.5 * spacing_x]
X[=1.5 * spacing_x]
Y[=spacing_y / 2]
X[=0.5 * spacing_x]
X[=0 - 0.5 * spacing_x]
X[=0 - 1.5 * spacing_x]
G80 M09
G91 G28 Z0
M05
M30
%
