(LOSES process:over-travel program:stopped-by-alarm relief:diameter-out-of-tolerance relief:position-out-of-tolerance relief:width-out-of-tolerance thread:pitch-out-of-tolerance)
O0114 (BOLT, SYSTEM B - LEFT IN INCREMENTS)
G21 G40 G97 G95 G90
G28 X50 Z50
T0101
G92 S2200
G96 S140 M03
G00 X40 Z4 M08
(FACE)
G79 X-0.8 Z0 F0.12
(ROUGHING)
G77 X[=shank+0.6] Z-54.9 F0.25
X[=(shank+d)/2+0.6] Z-[=l+3.9]
X[=d+0.6]
(FINISHING)
G00 X[=d-8]
G01 Z0 F0.1
X[=d-4]
X[=d-0.15] Z-1.925
Z-[=l+4]
X[=shank-0.02]
Z-55
X38
G00 Z4
M09
G28 X50 Z50
T0303
(GROOVE)
G91
G97 S800 M03
G00 X40 Z-[=l+4] M08
G01 X[=d-3] F0.06
G00 X40
M09
G28 X50 Z-20
T0404
(THREAD)
G97 S800 M03
G00 X[=d+4] Z6 M08
G78 X[=d-0.8] Z-[=l+2] F1.5
X[=d-1.3]
X[=d-1.6]
X[=d-1.8]
X[=d-1.95]
X[=d-1.95]
G00 X40
M09
G28 X50 Z50
M05
M30
%
