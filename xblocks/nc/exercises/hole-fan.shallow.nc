(LOSES cycle-time:unfinished inner-row:depth-out-of-tolerance outer-row:depth-out-of-tolerance process:unfinished rest:unfinished)
O0021 (HOLE FAN - DEPTH WITHOUT THE DRILL POINT)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
(SPOT)
G90 G54
G00 X0 Y0 S2500 M03
G43 H01 Z50 M08
G65 P9021 R[=outer] A[=first] B[=step] K7 Z-2 F250
G65 P9021 R[=inner] A[=first] B[=2 * step] K4 Z-2 F250
M09
G91 G28 Z0
T2 M06
(DRILL)
G90 G54
G00 X0 Y0 S3500 M03
G43 H02 Z50 M08
G65 P9021 R[=outer] A[=first] B[=step] K7 Z[=0 - depth] F600
G65 P9021 R[=inner] A[=first] B[=2 * step] K4 Z[=0 - depth] F600
M09
G91 G28 Z0
M05
M30
O9021 (R#18 A#1 B#2 K#6 Z#26 F#9)
#31=0 (HOLES MADE)
WHILE[#31 LT #6]DO1
#32=#1+#31*#2 (ANGLE)
G99 G81 X[#18*COS[#32]] Y[#18*SIN[#32]] Z#26 R3 F#9
#31=#31+1
END1
G80
M99
%
