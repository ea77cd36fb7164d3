"""What the codes of a machining centre are for, in a sentence, with an example."""

from __future__ import annotations

from xblocks.nc.engine.language.code_help import SHARED_HELP, code_help_of

MILLING_HELP = {
    **SHARED_HELP,
    **code_help_of("""
G01 = G01 X50. F200.
沿直线切削到终点，速度为 F。
Cuts in a straight line to the end point at feed F.
G02 = G02 X40. Y20. R15. F200.
在所选平面内顺时针走圆弧到终点。R 是半径，或用 I、J、K 给圆心（从起点算）。
Cuts a clockwise arc to the end point. R is the radius; or I, J, K lead from start to centre.
G03 = G03 X40. Y20. I-10. J0. F200.
在所选平面内逆时针走圆弧到终点。R 是半径，或用 I、J、K 给圆心（从起点算）。
Cuts a counter-clockwise arc to the end point. R is the radius; or I, J, K lead to the centre.
G05 = G05 P10000
高速加工：P10000 开，P0 关。零件形状不变。
High-speed machining: P10000 is on, P0 off. The part stays the same.
G05.1 = G05.1 Q1
AI 轮廓控制：Q1 开，Q0 关。零件形状不变。
AI contour control: Q1 is on, Q0 off. The part stays the same.
G08 = G08 P1
先行控制：P1 开，P0 关。零件形状不变。
Look-ahead control: P1 is on, P0 off. The part stays the same.
G09 = G09 G01 X50. F200.
本段终点减速到位后再走下一段，拐角清楚。
Comes to a full stop at the end of this block, so that the corner is sharp.
G10 = G10 L2 P1 X-300. Y-200. Z-350.
把数据写入零点偏置（L2）或刀补表（L10、L12）。
Writes work offsets (L2) or tool offsets (L10 length, L12 radius).
G11 = G11
结束 G10 的数据输入。
Ends data input by G10.
G13.1 = G13.1
取消极坐标插补。本机没有这种插补，写了不起作用。
Ends polar interpolation, which this machine does not have: it changes nothing.
G15 = G15
取消极坐标，恢复直角坐标。
Ends polar coordinates.
G16 = G16 G00 X50. Y30.
极坐标：平面第一轴是半径，第二轴是角度，适合圆周分布的孔。
Polar coordinates: the plane's first axis is a radius, its second an angle. Good for bolt circles.
G17 = G17
圆弧、半径补偿和钻孔循环在 XY 平面，Z 是钻孔方向。
Arcs, compensation and cycles are in plane XY; Z is the drilling axis.
G18 = G18
圆弧、半径补偿和循环在 ZX 平面，Y 是钻孔方向。
Arcs, compensation and cycles are in plane ZX; Y is the drilling axis.
G19 = G19
圆弧、半径补偿和循环在 YZ 平面，X 是钻孔方向。
Arcs, compensation and cycles are in plane YZ; X is the drilling axis.
G23 = G23
取消存储行程检测。
Turns the stored stroke check off.
G25 = G25
取消主轴速度波动检测。
Turns the watch over the spindle speed off.
G28 = G91 G28 Z0.
经中间点快速返回参考点。写成 G91 G28 Z0 时从当前位置直接抬刀。
Goes by way of the point given to the reference point. G91 G28 Z0 goes straight up.
G29 = G29 X50. Y30.
从参考点经 G28 的中间点移到终点。
Goes from the reference point by way of the point of G28 to the end point.
G31 = G31 Z-20. F100.
像 G01 一样移动，测头碰到工件就停止。
Moves like G01 and stops when the probe touches.
G40.1 = G40.1
取消法线方向控制。
Ends normal direction control.
G41 = G41 D01 G01 X20. F300.
刀具在前进方向的左边，离轮廓一个半径（D 号里的值）。先建立补偿再切轮廓。
The cutter keeps a radius (that of D) to the left of the path. Lead in before the contour.
G42 = G42 D01 G01 X20. F300.
刀具在前进方向的右边，离轮廓一个半径（D 号里的值）。先建立补偿再切轮廓。
The cutter keeps a radius (that of D) to the right of the path. Lead in before the contour.
G43 = G43 H01 Z50.
加上 H 号里的刀长，Z 从此是刀尖的位置。换刀后第一次下刀前写。
Adds the tool length of H, so that Z is where the tip is. Write it before going down.
G44 = G44 H01 Z50.
减去 H 号里的刀长，很少用。
Takes the tool length of H off. Seldom used.
G49 = G49
取消刀长补偿。先抬到安全高度。
Ends the length offset. Go to a safe height first.
G50 = G50
取消比例缩放。
Ends scaling.
G51 = G51 X0. Y0. Z0. P500
以 X、Y、Z 为中心缩放，P500 是 0.5 倍。
Scales about X, Y, Z; P500 is a factor of 0.5.
G50.1 = G50.1 X0.
取消所写轴的镜像；不写轴则全部取消。
Ends the mirror image of the axes named, or of all.
G51.1 = G51.1 X0.
在 X0 处镜像，之后的形状左右相反。
Mirrors what follows at X0.
G60 = G60 X50. Y20.
总从同一方向到达终点，消除反向间隙。
Comes to the end point from one side always, against backlash.
G61 = G61
以后每段都准确停止，直到 G64。
Every block ends with a full stop from here on, until G64.
G62 = G62
内拐角处自动降低进给。
Slows down in inside corners.
G63 = G63
攻丝方式：进给倍率和进给保持无效。
Tapping mode: feed override and feed hold do not count.
G64 = G64
各段之间不停顿，连续切削。一般用它。
Cuts on from block to block without stopping. The usual mode.
G68 = G68 X0. Y0. R30.
坐标绕 X、Y 点转 R 度，逆时针为正。
Turns the coordinates about X, Y by R degrees, counter-clockwise if positive.
G69 = G69
取消坐标旋转。
Ends the rotation.
G73 = G73 X20. Y10. Z-30. R2. Q5. F80.
每钻 Q 深退一点断屑，不退出孔，比 G83 快。
Drills by pecks of Q and backs off a little to break the chip; faster than G83.
G74 = G74 X20. Y10. Z-20. R5. F100.
攻左旋螺纹：反转攻入，正转退出。
Taps a left-hand thread: in with the spindle reversed, out forwards.
G76 = G76 X20. Y10. Z-20. R2. Q0.5 F50.
精镗：到孔底主轴定向，让刀 Q 后退出，不划伤孔壁。
Fine boring: at the bottom the spindle is oriented and the tool moves aside by Q.
G80 = G80
取消固定循环，钻完最后一个孔要写。
Ends the canned cycle. Write it after the last hole.
G81 = G99 G81 X20. Y10. Z-12. R2. F100.
钻孔：快速到 R，进给到 Z，快速退出。之后每写一个位置就钻一个孔。
Drills: rapid to R, feed to Z, rapid out. Every position that follows is another hole.
G82 = G82 X20. Y10. Z-8. R2. P500 F80.
像 G81，孔底停留 P 毫秒，用于锪平和沉孔。
Like G81, with a dwell of P milliseconds at the bottom: for counterbores.
G83 = G83 X20. Y10. Z-40. R2. Q5. F80.
深孔：每钻 Q 深就退到 R 排屑，再快速下去接着钻。
Deep holes: after every Q out to R to clear chips, and back down.
G84 = M29 S500 / G84 X20. Y10. Z-20. R5. F625.
攻右旋螺纹：攻入后主轴反转退出。每分钟进给时 F = 转速 × 螺距。
Taps: in, then out with the spindle reversed. In feed per minute F is speed times pitch.
G85 = G85 X20. Y10. Z-20. R2. F60.
铰孔：进给到底，以进给退出。
Reaming: feed in and feed out.
G86 = G86 X20. Y10. Z-20. R2. F60.
镗孔：到底主轴停，快速退出。
Boring: feed in, stop the spindle, rapid out.
G87 = G87 X20. Y10. Z-5. R-25. Q3. F60.
背镗：从孔的下面向上镗。R 是下面的起点，Q 是偏移量。
Back boring: cuts upwards from below. R is the level below, Q the shift aside.
G88 = G88 X20. Y10. Z-20. R2. P500 F60.
镗到底停主轴，由操作者手动退刀。
Bores to the bottom and stops for the operator to retract.
G89 = G89 X20. Y10. Z-20. R2. P500 F60.
镗到底停留 P 毫秒，以进给退出。
Bores to the bottom, dwells P milliseconds, feeds out.
G90 = G90
坐标是从工件零点算起的位置。
Coordinates are positions from the work zero.
G91 = G91 G01 X10. F200.
坐标是从当前位置算起的移动量。用完记得写回 G90。
Coordinates are distances from where the tool is. Go back to G90 afterwards.
G92 = G92 X0. Y0.
把当前位置定为所写的坐标，不移动。一般用 G54 而不用它。
Makes the present place the coordinates written, without moving. G54 is the better way.
G93 = G93 G01 X10. F2.
F 是 1 除以本段分钟数，每段切削都要写 F。
F is one over the minutes that the block takes; every cut needs its own F.
G94 = G94 G01 X10. F200.
F 是每分钟进给，mm/min。
F is the feed per minute.
G95 = G95 G01 X10. F0.1
F 是每转进给，mm/r。
F is the feed per turn of the spindle.
G96 = G96 S100
S 是恒表面速度，m/min。
S is a constant surface speed in metres a minute.
G97 = G97 S1000
S 是转速，r/min。
S is the speed in turns a minute.
G98 = G98 G81 X20. Z-12. R2. F100.
钻完每个孔退到循环开始前的高度，孔之间有障碍时用。
After each hole back to the level where the cycle began: where something is in the way.
G99 = G99 G81 X20. Z-12. R2. F100.
钻完每个孔退到 R 高度，省时间。
After each hole back to R only, which saves time.
M06 = T2 M06
换上 T 号刀具。先抬到参考点。
Puts tool T into the spindle. Go up to the reference point first.
M10 = M10
夹紧。
Clamps.
M11 = M11
松开。
Unclamps.
M13 = S1000 M13
主轴正转并打开冷却液。
Spindle clockwise and coolant on.
M14 = S1000 M14
主轴反转并打开冷却液。
Spindle counter-clockwise and coolant on.
M18 = M18
取消主轴定向。
Ends the orientation of the spindle.
M28 = M28
取消刚性攻丝方式。
Ends rigid tapping.
M29 = M29 S500
刚性攻丝：主轴与 Z 轴同步，下一段写 G84 或 G74。
Rigid tapping: spindle and Z in step. G84 or G74 follows.
M31 = M31
排屑器打开。
Turns the chip conveyor on.
M33 = M33
排屑器关闭。
Turns the chip conveyor off.
M41 = M41
主轴一档，低速大扭矩。
Spindle gear 1: slow and strong.
M42 = M42
主轴二档，高速。
Spindle gear 2: fast.
M50 = M50
吹气打开。
Turns the air blast on.
M51 = M51
吹气关闭。
Turns the air blast off.
M88 = M88
主轴中心出水打开，用于深孔。
Turns the coolant through the spindle on, for deep holes.
M89 = M89
主轴中心出水关闭。
Turns the coolant through the spindle off.
"""),
}
"""By code, all of the dialect's."""
