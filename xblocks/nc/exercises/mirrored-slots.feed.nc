(LOSES process:chip-load-high)
O0020 (MIRRORED SLOTS - FEED OF A LARGER TOOL)
G17 G21 G40 G49 G80 G90
G91 G28 Z0
T1 M06
G90 G54
G00 X0 Y0 S4500 M03
G43 H01 Z50 M08
M98 P120
G51.1 X0
M98 P120
G50.1 X0
G00 Z50
M09
G91 G28 Z0
M05
M30
O0120 (RIGHT SLOT: DOWN ALONG THE CENTRE LINE, BACK, THEN ROUND THE WALL)
G90 G00 X[=reach * cos(first)] Y[=reach * sin(first)]
Z2
G01 Z0 F1000
G03 X[=reach * cos(last)] Y[=reach * sin(last)] Z[=0 - depth / 2] R[=reach] F450
G02 X[=reach * cos(first)] Y[=reach * sin(first)] Z[=0 - depth] R[=reach]
G01 X[=(reach + 1) * cos(first)] Y[=(reach + 1) * sin(first)] F1500
G03 X[=(reach + 1) * cos(last)] Y[=(reach + 1) * sin(last)] R[=reach + 1]
G03 X[=(reach - 1) * cos(last)] Y[=(reach - 1) * sin(last)] I[=0 - cos(last)] J[=0 - sin(last)]
G02 X[=(reach - 1) * cos(first)] Y[=(reach - 1) * sin(first)] R[=reach - 1]
G03 X[=(reach + 1) * cos(first)] Y[=(reach + 1) * sin(first)] I[=cos(first)] J[=sin(first)]
G01 X[=reach * cos(first)] Y[=reach * sin(first)]
G00 Z5
M99
%
