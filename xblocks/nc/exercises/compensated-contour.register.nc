(LOSES contour:profile-gone-out-of-tolerance contour:profile-left-out-of-tolerance)
O0013 (COMPENSATED CONTOUR - FINISHED WITH THE ROUGHING REGISTER)
G17 G21 G40 G49 G80 G90
G10 L12 P11 R10.3
G91 G28 Z0
T1 M06
G90 G54
G00 X-70 Y-70 S1500 M03
G43 H01 Z50 M08
Z2
(ROUGH IN TWO LAYERS)
G01 Z-3 F1000
D11
M98 P113
G01 Z-6 F1000
D11
M98 P113
(FINISH)
G01 Z-6 F1000
D11
M98 P113
G00 Z50
M09
G91 G28 Z0
M05
M30
O0113 (ONCE ROUND, CLOCKWISE)
G01 G41 X[=0 - half_length] Y-50 F350
Y[=half_width - chamfer]
X[=chamfer - half_length] Y[=half_width]
X[=half_length - radius]
G02 X[=half_length] Y[=half_width - radius] R[=radius]
G01 Y[=0 - half_width]
X[=half_hollow]
G03 X[=0 - half_hollow] R[=hollow]
G01 X-60
G40 X-70 Y-70 F1000
M99
%
