(LOSES boss:not-cut cycle-time:unfinished process:unfinished program:stopped-by-alarm rest:unfinished)
O0012 (FIRST ARC - ARCS WITHOUT THE TOOL RADIUS)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X[=0 - half_length - 10] Y-60 S2400 M03
G43 H01 Z50 M08
Z2
G01 Z[=0 - depth] F1000
(ONCE ROUND, CLOCKWISE)
Y[=half_width - radius] F500
G02 X[=radius - half_length] Y[=half_width + 10] R[=radius]
G01 X[=half_length - radius]
G02 X[=half_length + 10] Y[=half_width - radius] R[=radius]
G01 Y[=radius - half_width]
G02 X[=half_length - radius] Y[=0 - half_width - 10] R[=radius]
G01 X[=radius - half_length]
G02 X[=0 - half_length - 10] Y[=radius - half_width] R[=radius]
G01 Y0
G00 Z50
M09
G91 G28 Z0
M05
M30
%
