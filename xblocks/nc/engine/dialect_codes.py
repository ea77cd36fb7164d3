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
    ("G97", "speed", "13", "revolutions", "恒转速", "spindle speed in rpm"),
    ("G52", ONE_SHOT, "00", "local", "局部坐标系", "local coordinates"),
    ("G92", ONE_SHOT, "00", "preset", "设定工件坐标系", "set work coordinates"),
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
    ("G89", "cycle", "09", "boring-dwell", "镗孔循环（孔底暂停）", "boring with dwell, feed out"),
    ("G98", "return", "10", "initial", "返回初始平面", "return to the initial level"),
    ("G99", "return", "10", "r-level", "返回 R 平面", "return to the R level"),
)

FANUC_CYCLES: tuple[Row, ...] = (
    ("G76", "cycle", "09", "fine-boring", "精镗循环", "fine boring"),
    ("G87", "cycle", "09", "back-boring", "背镗循环", "back boring"),
    ("G88", "cycle", "09", "manual-boring", "镗孔循环（手动退刀）", "boring, manual retract"),
)

FANUC: tuple[Row, ...] = (
    ("G15", "polar", "17", "off", "取消极坐标", "polar coordinates off"),
    ("G16", "polar", "17", "on", "极坐标指令", "polar coordinates on"),
    ("G27", ONE_SHOT, "00", "reference-check", "返回参考点检测", "reference point check"),
    ("G29", ONE_SHOT, "00", "from-reference", "从参考点返回", "back from the reference point"),
    ("G31", ONE_SHOT, "00", "skip", "跳转功能", "skip function"),
    ("G44", "length", "08", "minus", "刀具长度补偿 -", "tool length offset, minus"),
    ("G50", "scaling", "11", "off", "取消比例缩放", "scaling off"),
    ("G51", "scaling", "11", "on", "比例缩放", "scaling"),
    ("G50.1", "mirror", "22", "off", "取消可编程镜像", "mirror image off"),
    ("G51.1", "mirror", "22", "on", "可编程镜像", "mirror image"),
    ("G54.1", "work", "14", "G54.1", "附加工件坐标系", "additional work coordinates"),
    ("G65", "call", "00", "once", "宏程序调用", "macro call"),
    ("G66", "call", "12", "after-moves", "宏程序模态调用", "modal macro call"),
    ("G66.1", "call", "12", "each-block", "宏程序每段调用", "macro call in each block"),
    ("G67", "call", "12", "off", "取消宏程序模态调用", "modal macro call off"),
    ("G68", "rotation", "16", "on", "坐标旋转", "coordinate rotation"),
    ("G69", "rotation", "16", "off", "取消坐标旋转", "coordinate rotation off"),
    ("G92.1", ONE_SHOT, "00", "unset", "取消坐标系设定", "undo G92 and G52"),
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
    ("M98", "flow", "M", "call", "调用子程序", "subprogram call"),
    ("M99", "flow", "M", "return", "子程序结束", "end of subprogram"),
)

FANUC_M_CODES: tuple[Row, ...] = (
    ("M29", "rigid", "M", "on", "刚性攻丝方式", "rigid tapping mode"),
)
