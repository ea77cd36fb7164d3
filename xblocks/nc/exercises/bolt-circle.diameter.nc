(LOSES cycle-time:nothing-cut holes:nothing-cut process:nothing-cut program:nothing-cut rest:nothing-cut)
O0015 (BOLT CIRCLE - DIAMETER FOR RADIUS)
G15 G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
(SPOT)
G90 G54
G00 X0 Y0 S2000 M03
G43 H01 Z50 M08
G16
G99 G81 X[=circle] Y[=start] Z-2.5 R3 F200
G91 Y[=step] K[=count - 1:0]
G90 G15 G80 M09
G91 G28 Z0
T2 M06
(DRILL)
G90 G54
G00 X0 Y0 S3000 M03
G43 H02 Z50 M08
G16
G99 G83 X[=circle] Y[=start] Z[=0 - depth - point] R3 Q5 F500
G91 Y[=step] K[=count - 1:0]
G90 G15 G80 M09
G91 G28 Z0
M05
M30
%
