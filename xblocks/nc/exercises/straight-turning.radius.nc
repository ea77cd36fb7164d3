(LOSES face:face-out-of-tolerance outside:diameter-out-of-tolerance outside:length-out-of-tolerance process:depth-of-cut process:surface-speed-low)
O0101 (STRAIGHT TURNING - FINISHED TO THE RADIUS)
G21 G40 G97 G99
G28 U0 W0
T0101
G97 S1000 M03
G00 X44 Z0 M08
(FACE)
G01 X-1.6 F0.15
G00 X44 Z2
(ROUGHING, 1 MM LEFT ON THE DIAMETER)
X[=(41+d)/2]
G01 Z-[=l-0.1] F0.25
X42
G00 Z2
X[=d+1]
G01 Z-[=l-0.1]
X42
G00 Z2
(FINISHING)
X[=(d-0.025)/2]
G01 Z-[=l] F0.12
X42
G00 X44 Z2
M09
G28 U0 W0
M05
M30
%
