"""The codes of the milling controls: name, group, group number, meaning, and its title twice.

Group numbers are those of Fanuc's machining-centre G-code list.
"""

from __future__ import annotations

Row = tuple[str, str, str, str, str, str]

ONE_SHOT = "one-shot"

MOTION: tuple[Row, ...] = (
    ("G00", "motion", "01", "rapid", "快速定位", "rapid positioning"),
    ("G01", "motion", "01", "line", "直线插补（切削进给）", "straight cut at feed rate"),
    ("G02", "motion", "01", "arc-cw", "顺时针圆弧插补", "clockwise arc"),
    ("G03", "motion", "01", "arc-ccw", "逆时针圆弧插补", "counter-clockwise arc"),
    ("G04", ONE_SHOT, "00", "dwell", "暂停", "dwell"),
    ("G09", "exact", "00", "stop", "准确停止", "exact stop in this block"),
    ("G17", "plane", "02", "xy", "选择 XY 平面", "plane XY"),
    ("G18", "plane", "02", "zx", "选择 ZX 平面", "plane ZX"),
    ("G19", "plane", "02", "yz", "选择 YZ 平面", "plane YZ"),
    ("G20", "unit", "06", "inch", "英制输入", "input in inches"),
    ("G21", "unit", "06", "millimetre", "公制输入", "input in millimetres"),
    ("G28", ONE_SHOT, "00", "reference", "经中间点返回参考点", "to the reference point by way of"),
    ("G53", ONE_SHOT, "00", "machine", "机床坐标系（本段有效）", "machine coordinates, this block"),
    ("G54", "work", "14", "G54", "工件坐标系 1", "work coordinates 1"),
    ("G55", "work", "14", "G55", "工件坐标系 2", "work coordinates 2"),
    ("G56", "work", "14", "G56", "工件坐标系 3", "work coordinates 3"),
    ("G57", "work", "14", "G57", "工件坐标系 4", "work coordinates 4"),
    ("G58", "work", "14", "G58", "工件坐标系 5", "work coordinates 5"),
    ("G59", "work", "14", "G59", "工件坐标系 6", "work coordinates 6"),
    ("G61", "path", "15", "exact", "准确停止方式", "exact stop mode"),
    ("G64", "path", "15", "cutting", "切削方式", "cutting mode"),
    ("G90", "distance", "03", "absolute", "绝对编程", "absolute"),
    ("G91", "distance", "03", "incremental", "增量编程", "incremental"),
    ("G93", "feed", "05", "inverse-time", "反比时间进给", "inverse time feed"),
    ("G94", "feed", "05", "per-minute", "每分钟进给", "feed per minute"),
    ("G95", "feed", "05", "per-revolution", "每转进给", "feed per revolution"),
    ("G96", "speed", "13", "surface", "恒表面切削速度", "constant surface speed"),
    ("G97", "speed", "13", "revolutions", "恒转速", "spindle speed in rpm"),
    ("G52", ONE_SHOT, "00", "local", "局部坐标系", "local coordinates"),
    ("G92", ONE_SHOT, "00", "preset", "设定工件坐标系", "set work coordinates"),
    ("G92.1", ONE_SHOT, "00", "unset", "取消坐标系设定", "undo G92 and G52"),
    ("G30", ONE_SHOT, "00", "second-reference", "返回第二参考点", "to the second reference point"),
    ("G10", ONE_SHOT, "00", "data", "可编程数据输入", "set offsets"),
    ("G40", "radius", "07", "off", "取消刀具半径补偿", "cutter radius compensation off"),
    ("G41", "radius", "07", "left", "刀具半径左补偿", "cutter radius compensation left"),
    ("G42", "radius", "07", "right", "刀具半径右补偿", "cutter radius compensation right"),
    ("G43", "length", "08", "plus", "刀具长度补偿 +", "tool length offset on"),
    ("G49", "length", "08", "off", "取消刀具长度补偿", "tool length offset off"),
)

CYCLES: tuple[Row, ...] = (
    ("G73", "cycle", "09", "chip-breaking", "高速深孔钻循环", "peck drilling, chip breaking"),
    ("G74", "cycle", "09", "left-tapping", "左旋攻丝循环", "left-hand tapping"),
    ("G80", "cycle", "09", "off", "取消固定循环", "canned cycle off"),
    ("G81", "cycle", "09", "drilling", "钻孔循环", "drilling"),
    ("G82", "cycle", "09", "counter-boring", "锪孔循环（孔底暂停）", "drilling with dwell"),
    ("G83", "cycle", "09", "peck-drilling", "深孔钻循环", "peck drilling"),
    ("G84", "cycle", "09", "tapping", "攻丝循环", "tapping"),
    ("G85", "cycle", "09", "reaming", "铰孔循环", "boring, feed out"),
    ("G86", "cycle", "09", "boring", "镗孔循环（主轴停）", "boring, spindle stop"),
    ("G88", "cycle", "09", "manual-boring", "镗孔循环（手动退刀）", "boring, manual retract"),
    ("G89", "cycle", "09", "boring-dwell", "镗孔循环（孔底暂停）", "boring with dwell, feed out"),
    ("G98", "return", "10", "initial", "返回初始平面", "return to the initial level"),
    ("G99", "return", "10", "r-level", "返回 R 平面", "return to the R level"),
)

FANUC_CYCLES: tuple[Row, ...] = (
    ("G76", "cycle", "09", "fine-boring", "精镗循环", "fine boring"),
    ("G87", "cycle", "09", "back-boring", "背镗循环", "back boring"),
)

FANUC: tuple[Row, ...] = (
    ("G05", ONE_SHOT, "00", "high-speed", "高速加工方式", "high-speed machining"),
    ("G05.1", ONE_SHOT, "00", "contour-control", "AI 轮廓控制", "AI contour control"),
    ("G08", ONE_SHOT, "00", "look-ahead", "先行控制", "look-ahead control"),
    ("G11", ONE_SHOT, "00", "data-end", "取消可编程数据输入", "end of data input"),
    ("G13.1", "polar-interpolation", "21", "off", "取消极坐标插补", "polar interpolation off"),
    ("G15", "polar", "17", "off", "取消极坐标", "polar coordinates off"),
    ("G16", "polar", "17", "on", "极坐标指令", "polar coordinates on"),
    ("G23", "stroke-check", "04", "off", "取消存储行程检测", "stored stroke check off"),
    ("G25", "speed-watch", "08", "off", "取消主轴速度波动检测", "spindle speed watch off"),
    ("G27", ONE_SHOT, "00", "reference-check", "返回参考点检测", "reference point check"),
    ("G29", ONE_SHOT, "00", "from-reference", "从参考点返回", "back from the reference point"),
    ("G31", ONE_SHOT, "00", "skip", "跳转功能", "skip function"),
    ("G40.1", "normal-direction", "19", "off", "取消法线方向控制", "normal direction control off"),
    ("G44", "length", "08", "minus", "刀具长度补偿 -", "tool length offset, minus"),
    ("G50", "scaling", "11", "off", "取消比例缩放", "scaling off"),
    ("G51", "scaling", "11", "on", "比例缩放", "scaling"),
    ("G50.1", "mirror", "22", "off", "取消可编程镜像", "mirror image off"),
    ("G51.1", "mirror", "22", "on", "可编程镜像", "mirror image"),
    ("G54.1", "work", "14", "G54.1", "附加工件坐标系", "additional work coordinates"),
    ("G60", ONE_SHOT, "00", "one-direction", "单方向定位", "positioning from one side"),
    ("G62", "path", "15", "corner", "自动拐角倍率", "feed override at corners"),
    ("G63", "path", "15", "tapping", "攻丝方式", "tapping mode"),
    ("G65", "call", "00", "once", "宏程序调用", "macro call"),
    ("G66", "call", "12", "after-moves", "宏程序模态调用", "modal macro call"),
    ("G66.1", "call", "12", "each-block", "宏程序每段调用", "macro call in each block"),
    ("G67", "call", "12", "off", "取消宏程序模态调用", "modal macro call off"),
    ("G68", "rotation", "16", "on", "坐标旋转", "coordinate rotation"),
    ("G69", "rotation", "16", "off", "取消坐标旋转", "coordinate rotation off"),
)

M_CODES: tuple[Row, ...] = (
    ("M00", "flow", "M", "stop", "程序停止", "program stop"),
    ("M01", "flow", "M", "optional-stop", "选择停止", "optional stop"),
    ("M02", "flow", "M", "end", "程序结束", "end of program"),
    ("M03", "spindle", "M", "cw", "主轴正转", "spindle clockwise"),
    ("M04", "spindle", "M", "ccw", "主轴反转", "spindle counter-clockwise"),
    ("M05", "spindle", "M", "stop", "主轴停止", "spindle stop"),
    ("M06", "tool", "M", "change", "换刀", "tool change"),
    ("M07", "coolant", "M", "on", "喷雾冷却开", "mist on"),
    ("M08", "coolant", "M", "on", "冷却液开", "coolant on"),
    ("M09", "coolant", "M", "off", "冷却液关", "coolant off"),
    ("M19", "spindle", "M", "stop", "主轴定向", "spindle orientation"),
    ("M30", "flow", "M", "end", "程序结束并返回开头", "end of program and rewind"),
    ("M48", "override", "M", "on", "进给倍率有效", "feed override enabled"),
    ("M49", "override", "M", "off", "进给倍率无效", "feed override disabled"),
    ("M98", "flow", "M", "call", "调用子程序", "subprogram call"),
    ("M99", "flow", "M", "return", "子程序结束", "end of subprogram"),
)

LINUXCNC_CODES: tuple[Row, ...] = (
    ("G59.1", "work", "14", "G59.1", "工件坐标系 7", "work coordinates 7"),
    ("G59.2", "work", "14", "G59.2", "工件坐标系 8", "work coordinates 8"),
    ("G59.3", "work", "14", "G59.3", "工件坐标系 9", "work coordinates 9"),
    ("G61.1", "path", "15", "exact", "准确停止方式", "exact stop mode"),
    ("G64", "path", "15", "blending", "连续路径方式", "path blending"),
    ("G90.1", "centre", "-", "absolute", "圆心用绝对坐标", "arc centres absolute"),
    ("G91.1", "centre", "-", "incremental", "圆心用增量", "arc centres incremental"),
    ("M60", "flow", "M", "stop", "程序停止", "program stop"),
)

FANUC_M_CODES: tuple[Row, ...] = (
    ("M10", "clamp", "M", "on", "夹紧", "clamp"),
    ("M11", "clamp", "M", "off", "松开", "unclamp"),
    ("M13", "spindle", "M", "cw-wet", "主轴正转、冷却液开", "spindle clockwise and coolant on"),
    ("M14", "spindle", "M", "ccw-wet", "主轴反转、冷却液开", "spindle reversed and coolant on"),
    ("M18", "orientation", "M", "off", "取消主轴定向", "spindle orientation off"),
    ("M28", "rigid", "M", "off", "取消刚性攻丝方式", "rigid tapping mode off"),
    ("M29", "rigid", "M", "on", "刚性攻丝方式", "rigid tapping mode"),
    ("M31", "conveyor", "M", "on", "排屑器开", "chip conveyor on"),
    ("M33", "conveyor", "M", "off", "排屑器关", "chip conveyor off"),
    ("M41", "gear", "M", "1", "主轴一档", "spindle gear 1"),
    ("M42", "gear", "M", "2", "主轴二档", "spindle gear 2"),
    ("M50", "air", "M", "on", "吹气开", "air blast on"),
    ("M51", "air", "M", "off", "吹气关", "air blast off"),
    ("M88", "inner-coolant", "M", "on", "中心出水开", "coolant through the spindle on"),
    ("M89", "inner-coolant", "M", "off", "中心出水关", "coolant through the spindle off"),
)
"""M codes that builders of machining centres commonly give. Those that only clamp, blow or switch
an override do nothing to the part."""

FANUC_ABSENT: tuple[tuple[str, str, str], ...] = (
    ("G06.2", "NURBS 插补是选择功能，请用 G01、G02、G03", "NURBS is an option; use G01, G02, G03"),
    ("G07.1", "圆柱插补需要旋转轴", "cylindrical interpolation needs a rotary axis"),
    ("G107", "圆柱插补需要旋转轴", "cylindrical interpolation needs a rotary axis"),
    ("G12", "Haas 的圆腔循环，请用 G02、G03", "circular pocket of Haas; use G02, G03"),
    ("G13", "Haas 的圆腔循环，请用 G02、G03", "circular pocket of Haas; use G02, G03"),
    ("G12.1", "极坐标插补需要旋转轴", "polar interpolation needs a rotary axis"),
    ("G112", "极坐标插补需要旋转轴", "polar interpolation needs a rotary axis"),
    ("G22", "没有设存储行程检测，请删去", "no stored stroke check is set up; remove it"),
    ("G33", "铣床不能车螺纹，攻丝用 M29 和 G84", "no thread cutting on a mill; tap with M29, G84"),
    ("G37", "没有装对刀仪，请用 G10 L10 写刀长", "no tool setter; write lengths by G10 L10"),
    ("G43.4", "刀尖点控制只在五轴机床上有，请用 G43", "five-axis tool centre control; use G43"),
    ("G43.5", "刀尖点控制只在五轴机床上有，请用 G43", "five-axis tool centre control; use G43"),
    ("G45", "老式刀具偏置，请用 G41、G42", "an old tool offset; use G41, G42"),
    ("G46", "老式刀具偏置，请用 G41、G42", "an old tool offset; use G41, G42"),
    ("G47", "老式刀具偏置，请用 G41、G42", "an old tool offset; use G41, G42"),
    ("G48", "老式刀具偏置，请用 G41、G42", "an old tool offset; use G41, G42"),
    ("G53.1", "倾斜面加工只在五轴机床上有", "tilted planes are for five-axis machines"),
    ("G54.2", "转台动态偏置需要旋转轴", "rotary table offsets need a rotary axis"),
    ("G68.2", "倾斜面加工只在五轴机床上有", "tilted planes are for five-axis machines"),
    ("G84.2", "FANUC 15 格式，请用 M29 和 G84", "FANUC 15 format; use M29 and G84"),
    ("G84.3", "FANUC 15 格式，请用 M29 和 G74", "FANUC 15 format; use M29 and G74"),
    ("G91.1", "圆心 I、J、K 总是增量，请删去它", "I, J, K are always incremental; remove it"),
    ("G103", "Haas 的指令，请用 G08 P0", "a code of Haas; use G08 P0"),
    ("G154", "Haas 的附加坐标系，请用 G54.1 P", "work coordinates of Haas; use G54.1 P"),
    ("G187", "Haas 的指令，请用 G05.1 Q1", "a code of Haas; use G05.1 Q1"),
    ("M21", "有的机床用作镜像，请用 G51.1", "a mirror image on some machines; use G51.1"),
    ("M22", "有的机床用作镜像，请用 G51.1", "a mirror image on some machines; use G51.1"),
    ("M23", "有的机床用作取消镜像，请用 G50.1", "ends a mirror on some machines; use G50.1"),
    ("M60", "没有交换工作台", "there is no pallet changer"),
    ("M97", "Haas 的指令，请用 M98", "a code of Haas; use M98"),
    ("M198", "不能从外部存储器调用，请用 M98", "no calls from outside memory; use M98"),
)
"""Codes that other machines have, with what to write here."""
