(LOSES cycle-time:unfinished groove-1:diameter-out-of-tolerance groove-1:width-out-of-tolerance groove-2:diameter-out-of-tolerance groove-2:width-out-of-tolerance groove-3:diameter-out-of-tolerance groove-3:width-out-of-tolerance land-1:diameter-out-of-tolerance land-2:diameter-out-of-tolerance land-3:diameter-out-of-tolerance land-4:diameter-out-of-tolerance parting:diameter-out-of-tolerance parting:width-out-of-tolerance process:unfinished rest:unfinished)
O0109 (GROOVED PIN - WIDTH OF THE TOOL FORGOTTEN)
G21 G40 G97 G99
G28 U0 W0
T0101
G50 S2200
G96 S140 M03
G00 X34 Z2 M08
(FACE)
Z0
G01 X-0.8 F0.12
G00 X34 Z2
(DIAMETER)
G90 X26.6 Z-[=l+2.9] F0.25
X25.975 Z-[=l+3] F0.1
G00 X34 Z2
M09
G28 U0 W0
T0303
G97 S800 M03
G00 X30 Z-10 M08
(GROOVES)
G75 R0.5
G75 X[=floor] Z-[=10+2*pitch] P1500 Q[=1000*pitch:0] F0.06
(PARTING)
G00 Z-[=l]
G75 R0.5
G75 X3 P2000 F0.05
M09
G28 U0
G28 W0
M05
M30
%
