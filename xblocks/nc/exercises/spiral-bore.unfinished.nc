(LOSES cycle-time:unfinished pocket:depth-out-of-tolerance pocket:diameter-out-of-tolerance pocket:flatness-out-of-tolerance process:unfinished rest:unfinished)
O0023 (SPIRAL BORE - WALL NOT FINISHED)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X6 Y0 S1600 M03
G43 H01 Z50 M08
Z2
G01 Z0 F1000
(HELIX, 2 MM A TURN)
M98 P123 L[=depth / 2:0]
(FLATTEN THE FLOOR)
G90 G03 I-6 F400
G01 X0
(WALL)
G00 Z50
M09
G91 G28 Z0
T2 M06
(CHAMFER)
G90 G54
G00 X0 Y0 S2500 M03
G43 H02 Z50 M08
Z2
G01 Z[=0 - chamfer - 1] F1000
G03 X[=edge] Y0 I[=edge / 2] J0 F300
G03 I[=0 - edge]
G03 X0 Y0 I[=0 - edge / 2] J0
G00 Z50
M09
G91 G28 Z0
M05
M30
O0123 (ONE TURN OF THE HELIX)
G91 G03 I-6 Z-2 F300
M99
%
