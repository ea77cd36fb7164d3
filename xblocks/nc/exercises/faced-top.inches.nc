(LOSES cycle-time:nothing-cut process:nothing-cut program:nothing-cut top:nothing-cut)
O0022 (FACED TOP - PROGRAMMED IN INCHES)
G17 G20 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X-100 Y-20 S[=rpm:0] M03
G43 H01 Z50 M08
Z3
G01 Z[=0 - depth] F2000
X100 F[=round(0.95 * tooth * 5 * rpm)]
G00 Y20
G01 X-100
G00 Z50
M09
G91 G28 Z0
M05
M30
%
