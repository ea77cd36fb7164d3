"""The codes of the lathe controls: name, group, group number, meaning, and its title twice.

Group numbers are those of Fanuc's lathe G-code list. Systems A and B share most codes; where they
differ each has a table of its own.
"""

from __future__ import annotations

from xblocks.nc.engine.language.dialect_codes import M_CODES, MOTION, ONE_SHOT, Row

_NOT_SHARED = frozenset(
    {"G09", "G17", "G18", "G19", "G43", "G49", "G61", "G64"}
    | {"G40", "G41", "G42", "G90", "G91", "G92", "G93", "G94", "G95", "G97"}
)

LATHE: tuple[Row, ...] = (
    *(row for row in MOTION if row[0] not in _NOT_SHARED),
    ("G18", "plane", "16", "zx", "选择 ZX 平面", "plane ZX"),
    ("G27", ONE_SHOT, "00", "reference-check", "返回参考点检测", "reference point check"),
    ("G40", "radius", "07", "off", "取消刀尖半径补偿", "tool-nose radius compensation off"),
    ("G41", "radius", "07", "left", "刀尖半径左补偿", "tool-nose radius compensation left"),
    ("G42", "radius", "07", "right", "刀尖半径右补偿", "tool-nose radius compensation right"),
    ("G54.1", "work", "14", "G54.1", "附加工件坐标系", "additional work coordinates"),
    ("G65", "call", "00", "once", "宏程序调用", "macro call"),
    ("G66", "call", "12", "after-moves", "宏程序模态调用", "modal macro call"),
    ("G66.1", "call", "12", "each-block", "宏程序每段调用", "macro call in each block"),
    ("G67", "call", "12", "off", "取消宏程序模态调用", "modal macro call off"),
    ("G70", ONE_SHOT, "00", "finishing", "精加工循环", "finishing cycle"),
    ("G71", ONE_SHOT, "00", "rough-turning", "外圆、内孔粗车循环", "roughing along Z"),
    ("G72", ONE_SHOT, "00", "rough-facing", "端面粗车循环", "roughing along X"),
    ("G73", ONE_SHOT, "00", "pattern-repeating", "仿形粗车循环", "pattern repeating"),
    ("G74", ONE_SHOT, "00", "peck-facing", "端面切槽（钻孔）循环", "face grooving and drilling"),
    ("G75", ONE_SHOT, "00", "peck-turning", "外圆切槽循环", "grooving across the axis"),
    ("G76", ONE_SHOT, "00", "threading", "复合螺纹切削循环", "threading in several passes"),
    ("G83", "drilling", "10", "face-drilling", "端面钻孔循环", "drilling in the face"),
    ("G84", "drilling", "10", "face-tapping", "端面攻丝循环", "tapping in the face"),
    ("G85", "drilling", "10", "face-boring", "端面镗孔循环", "boring in the face"),
    ("G80", "drilling", "10", "off", "取消固定循环", "canned cycle off"),
    ("G96", "speed", "02", "surface", "恒线速", "constant surface speed"),
    ("G97", "speed", "02", "revolutions", "恒转速", "spindle speed in rpm"),
)

SYSTEM_A: tuple[Row, ...] = (
    ("G32", "motion", "01", "thread", "螺纹切削", "thread cutting"),
    ("G50", ONE_SHOT, "00", "preset", "坐标系设定、主轴限速", "set coordinates, limit the speed"),
    ("G90", "motion", "01", "turning-cycle", "外圆、内孔切削循环", "turning cycle"),
    ("G92", "motion", "01", "threading-cycle", "螺纹切削循环", "threading cycle"),
    ("G94", "motion", "01", "facing-cycle", "端面切削循环", "facing cycle"),
    ("G98", "feed", "05", "per-minute", "每分钟进给", "feed per minute"),
    ("G99", "feed", "05", "per-revolution", "每转进给", "feed per revolution"),
)

SYSTEM_B: tuple[Row, ...] = (
    ("G33", "motion", "01", "thread", "螺纹切削", "thread cutting"),
    ("G77", "motion", "01", "turning-cycle", "外圆、内孔切削循环", "turning cycle"),
    ("G78", "motion", "01", "threading-cycle", "螺纹切削循环", "threading cycle"),
    ("G79", "motion", "01", "facing-cycle", "端面切削循环", "facing cycle"),
    ("G90", "distance", "03", "absolute", "绝对编程", "absolute"),
    ("G91", "distance", "03", "incremental", "增量编程", "incremental"),
    ("G92", ONE_SHOT, "00", "preset", "坐标系设定、主轴限速", "set coordinates, limit the speed"),
    ("G94", "feed", "05", "per-minute", "每分钟进给", "feed per minute"),
    ("G95", "feed", "05", "per-revolution", "每转进给", "feed per revolution"),
    ("G98", "return", "11", "initial", "返回初始平面", "return to the initial level"),
    ("G99", "return", "11", "r-level", "返回 R 平面", "return to the R level"),
)

LATHE_M_CODES: tuple[Row, ...] = (
    *(row for row in M_CODES if row[0] != "M06"),
    ("M10", "clamping", "M", "chuck-clamp", "卡盘夹紧", "chuck clamp"),
    ("M11", "clamping", "M", "chuck-unclamp", "卡盘松开", "chuck unclamp"),
    ("M12", "tailstock", "M", "in", "尾座前进", "tailstock forward"),
    ("M13", "tailstock", "M", "out", "尾座后退", "tailstock back"),
    ("M28", "rigid", "M", "off", "取消刚性攻丝方式", "rigid tapping mode off"),
    ("M29", "rigid", "M", "on", "刚性攻丝方式", "rigid tapping mode"),
    ("M31", "conveyor", "M", "on", "排屑器开", "chip conveyor on"),
    ("M33", "conveyor", "M", "off", "排屑器关", "chip conveyor off"),
    ("M40", "gear", "M", "neutral", "主轴空挡", "spindle gear neutral"),
    ("M41", "gear", "M", "first", "主轴低速挡", "spindle gear 1"),
    ("M42", "gear", "M", "second", "主轴中速挡", "spindle gear 2"),
    ("M43", "gear", "M", "third", "主轴高速挡", "spindle gear 3"),
    ("M44", "gear", "M", "fourth", "主轴最高速挡", "spindle gear 4"),
    ("M68", "clamping", "M", "chuck-clamp", "卡盘夹紧", "chuck clamp"),
    ("M69", "clamping", "M", "chuck-unclamp", "卡盘松开", "chuck unclamp"),
    ("M78", "tailstock", "M", "in", "尾座前进", "tailstock forward"),
    ("M79", "tailstock", "M", "out", "尾座后退", "tailstock back"),
)
"""Chuck, tailstock, conveyor and gears have the numbers that many shops use; the part does not
depend on them."""
