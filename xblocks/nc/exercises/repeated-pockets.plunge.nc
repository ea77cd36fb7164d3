(LOSES process:plunge)
O0018 (REPEATED POCKETS - STRAIGHT DOWN)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X0 Y0 S4000 M03
G43 H01 Z50 M08
G52 X[=0 - pitch] Y0
M98 P118
G52 X0 Y0
M98 P118
G52 X[=pitch] Y0
M98 P118
G52 X0 Y0
G00 Z50
M09
G91 G28 Z0
M05
M30
O0118 (ONE POCKET ABOUT THE LOCAL ZERO, TWO LAYERS)
G90 G00 X-7 Y0
Z5
G01 Z0 F1000
M98 P218 L2
G00 Z5
M99
O0218 (ONE LAYER FROM THE LEVEL OF THE TOOL)
G91 G01 Z[=0 - depth / 2] F300
G90 X7 F500
X0
G41 D01 X-8 Y[=8 - half_width]
G03 X0 Y[=0 - half_width] R8
G01 X[=half_length - 6]
G03 X[=half_length] Y[=6 - half_width] R6
G01 Y[=half_width - 6]
G03 X[=half_length - 6] Y[=half_width] R6
G01 X[=6 - half_length]
G03 X[=0 - half_length] Y[=half_width - 6] R6
G01 Y[=6 - half_width]
G03 X[=6 - half_length] Y[=0 - half_width] R6
G01 X0
G03 X8 Y[=8 - half_width] R8
G40 G01 X-7 Y0
M99
%
