"""What the codes of a lathe are for, in a sentence, with an example."""

from __future__ import annotations

from xblocks.nc.engine.language.code_help import SHARED_HELP, code_help_of

_LATHE = {
    **SHARED_HELP,
    **code_help_of("""
G01 = G01 X40. Z-20. F0.2
沿直线切削到终点，进给为 F。外圆、端面、锥面都用它车。
Cuts in a straight line to the end point at feed F: cylinders, faces and tapers.
G02 = G02 X40. Z-20. R5. F0.1
顺时针走圆弧到终点（刀架在后时从上面看）。R 是半径，或用 I、K 给圆心（从起点算）。
Cuts a clockwise arc to the end point. R is the radius; or I, K lead from start to centre.
G03 = G03 X40. Z-20. R5. F0.1
逆时针走圆弧到终点（刀架在后时从上面看）。R 是半径，或用 I、K 给圆心（从起点算）。
Cuts a counter-clockwise arc to the end point. R is the radius; or I, K lead to the centre.
G10 = G10 P1 X-0.05 Z0.
把数据写入刀补表：P1 是 1 号磨损，P10001 是 1 号形状；L2 写零点偏置。
Writes tool offsets: P1 is wear 1, P10001 geometry 1; L2 writes work offsets.
G18 = G18
在 ZX 平面加工，车床总是这样。
Plane ZX, as always on a lathe.
G41 = G41 G01 X40. F0.15
刀具在前进方向的左边，按刀尖圆弧半径补偿，锥面和圆弧才准确。
The tool is left of the path; its nose radius is allowed for, so that tapers and arcs are right.
G42 = G42 G01 X40. F0.15
刀具在前进方向的右边，按刀尖圆弧半径补偿。从右向左车外圆时用它。
The tool is right of the path; its nose radius is allowed for. For turning towards the chuck.
G70 = G70 P10 Q20
按 N10 到 N20 的轮廓精车一刀，写在粗车循环之后。
Finishes along the contour from N10 to N20, after roughing.
G71 = G71 U2. R0.5 / G71 P10 Q20 U0.6 W0.1 F0.25
沿 Z 方向分层粗车 N10 到 N20 的轮廓。第一段 U 是背吃刀量，第二段 U、W 是精车余量。
Roughs the contour N10 to N20 in passes along Z. First U is the depth; second U, W are left.
G72 = G72 W2. R0.5 / G72 P10 Q20 U0.6 W0.1 F0.2
沿 X 方向分层粗车端面轮廓。第一段 W 是背吃刀量。
Roughs the contour in passes along X. The first W is the depth of a pass.
G73 = G73 U6. W3. R3 / G73 P10 Q20 U0.6 W0.1 F0.2
按轮廓形状分 R 次车，适合锻件、铸件毛坯。
Repeats the contour R times, each nearer: for forgings and castings.
G74 = G74 R0.5 / G74 Z-30. Q5000 F0.1
沿 Z 方向断续切入：钻孔或切端面槽。Q 以微米计。
Pecks along Z: drilling or face grooves. Q counts micrometres.
G75 = G75 R0.5 / G75 X30. Z-20. P2000 Q2500 F0.08
沿 X 方向断续切槽。P 是每次切深，Q 是每次横移，都以微米计。
Pecks along X: grooves. P is the peck and Q the step, both in micrometres.
G76 = G76 P020060 Q50 R0.05 / G76 X27.4 Z-25. P1300 Q400 F2.
螺纹分多刀车好。第二段 P 是牙高，Q 是第一刀深度（微米），F 是导程。
Cuts a thread in passes. The second P is its height, Q the first depth (micrometres), F the lead.
G80 = G80
取消固定循环。
Ends the canned cycle.
G83 = G83 Z-40. R-5. Q5000 F0.1
在端面上钻孔：从 R 处起每钻 Q 深退一次，到 Z 后快退。刀具在轴线上。
Drills in the face: pecks of Q from R down to Z, then out in rapid. The tool is on the axis.
G84 = M29 S200 / G84 Z-20. R-5. F1.5
在端面上攻丝：F 等于螺距（每转进给），到底后主轴反转退出。
Taps in the face: F is the pitch (feed a turn); the spindle turns back on the way out.
G85 = G85 Z-30. R-5. F0.08
在端面上镗孔或铰孔：以进给进、以进给退。
Bores or reams in the face: in and out at feed.
G96 = G96 S150 M03
恒线速：S 是 m/min，直径越小转得越快。先限制最高转速。
Constant surface speed: S in m/min, faster on smaller diameters. Limit the speed first.
G97 = G97 S800 M03
恒转速：S 是 r/min。车螺纹和钻孔用它。
S is the speed in turns a minute. For threads and drilling.
M10 M68 = M10
卡盘夹紧。
Clamps the chuck.
M11 M69 = M11
卡盘松开。
Opens the chuck.
M12 M78 = M12
尾座前进，顶住工件。
Brings the tailstock up.
M13 M79 = M13
尾座后退。
Takes the tailstock back.
M28 = M28
取消刚性攻丝方式。
Ends rigid tapping.
M29 = M29 S200
刚性攻丝：主轴与 Z 轴同步，下一段写 G84。
Rigid tapping: spindle and Z in step. G84 follows.
M31 = M31
排屑器开。
Switches the chip conveyor on.
M33 = M33
排屑器关。
Switches the chip conveyor off.
M40 = M40
主轴空挡。
Spindle out of gear.
M41 = M41
主轴低速挡。
Spindle in its lowest gear.
M42 = M42
主轴中速挡。
Spindle in its second gear.
M43 = M43
主轴高速挡。
Spindle in its third gear.
M44 = M44
主轴最高速挡。
Spindle in its highest gear.
"""),
}

LATHE_A_HELP = {
    **_LATHE,
    **code_help_of("""
G28 = G28 U0. W0.
经中间点快速返回参考点。写成 U0 W0 时从当前位置直接退回。
Goes by way of the point given to the reference point. U0 W0 goes straight back.
G32 = G32 X28.5 Z-25. F2.
车一刀螺纹，F 是导程。前后要留出加速和减速的距离。
Cuts one pass of a thread; F is the lead. Leave way to speed up and slow down.
G50 = G50 S2000
写 S：限制恒线速时的最高转速。写 X、Z：设定坐标系。
With S it limits the speed under G96. With X, Z it sets the coordinates.
G90 = G90 X40. Z-30. F0.2
车外圆或内孔一刀，再回到起点。只改 X 就再车一刀；R 为锥度。
One turning pass and back to the start. A new X is another pass; R is a taper.
G92 = G92 X28.5 Z-25. F2.
车一刀螺纹再回到起点。F 是导程；只改 X 就再车一刀。
One pass of a thread and back to the start. F is the lead; a new X is another pass.
G94 = G94 X20. Z-2. F0.15
车端面一刀，再回到起点。只改 Z 就再车一刀。
One facing pass and back to the start. A new Z is another pass.
G98 = G98 G01 Z-10. F100.
F 是每分钟进给，mm/min。
F is the feed per minute.
G99 = G99 G01 Z-10. F0.2
F 是每转进给，mm/r，车床通常用它。
F is the feed per turn of the spindle, the usual way on a lathe.
"""),
}
"""By code, all of G-code system A."""

LATHE_B_HELP = {
    **_LATHE,
    **code_help_of("""
G28 = G91 G28 X0. Z0.
经中间点快速返回参考点。写成 G91 G28 X0 Z0 时从当前位置直接退回。
Goes by way of the point given to the reference point. G91 G28 X0 Z0 goes straight back.
G33 = G33 X28.5 Z-25. F2.
车一刀螺纹，F 是导程。前后要留出加速和减速的距离。
Cuts one pass of a thread; F is the lead. Leave way to speed up and slow down.
G77 = G77 X40. Z-30. F0.2
车外圆或内孔一刀，再回到起点。只改 X 就再车一刀；R 为锥度。
One turning pass and back to the start. A new X is another pass; R is a taper.
G78 = G78 X28.5 Z-25. F2.
车一刀螺纹再回到起点。F 是导程；只改 X 就再车一刀。
One pass of a thread and back to the start. F is the lead; a new X is another pass.
G79 = G79 X20. Z-2. F0.15
车端面一刀，再回到起点。只改 Z 就再车一刀。
One facing pass and back to the start. A new Z is another pass.
G90 = G90
坐标是从工件零点算起的位置，X 是直径。
Coordinates are positions from the work zero; X is a diameter.
G91 = G91 G01 X2. F0.1
坐标是从当前位置算起的移动量，X 按直径。用完记得写回 G90。
Coordinates are distances from where the tool is, X by diameter. Go back to G90 afterwards.
G92 = G92 S2000
写 S：限制恒线速时的最高转速。写 X、Z：设定坐标系。
With S it limits the speed under G96. With X, Z it sets the coordinates.
G94 = G94 G01 Z-10. F100.
F 是每分钟进给，mm/min。
F is the feed per minute.
G95 = G95 G01 Z-10. F0.2
F 是每转进给，mm/r，车床通常用它。
F is the feed per turn of the spindle, the usual way on a lathe.
G98 = G98
固定循环之后退到初始平面。
After a canned cycle back to the initial level.
G99 = G99
固定循环之后退到 R 平面。
After a canned cycle back to the R level.
"""),
}
"""By code, all of G-code system B."""
