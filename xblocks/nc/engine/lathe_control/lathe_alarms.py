"""What a lathe's control says of its cycles, corners, angles, tools and travel.

Numbers, form and manner are those of `alarms`; a key here has one sentence, for turning.
"""

from __future__ import annotations

from xblocks.attempt import text
from xblocks.nc.engine.alarms import Alarm, Place, Rejected


def reject_turning(wrong: str, place: Place, **values: object) -> Rejected:
    """The alarm of one key of `LATHE_ALARMS`, to be raised, with `values` in its sentence."""
    number, zh, en = LATHE_ALARMS[wrong]
    return Rejected(Alarm(number, place, text(zh.format(**values), en.format(**values))))


MAX_PASSES = 2000
"""Where a cycle is refused: far more than any part takes."""

MAX_SHAPE_PASSES = 500_000
"""Where a shape is refused: its blocks times its passes, some seconds of computing."""


def check_passes(count: float, code: str, place: Place, blocks: int = 1) -> None:
    """Raise `Rejected` for so many passes that it must be a slip of the decimal point, or for a
    shape of so many blocks that they can't all be followed as often."""
    if count > MAX_PASSES:
        raise reject_turning("cycle-endless", place, code=code, limit=MAX_PASSES)
    if count * blocks > MAX_SHAPE_PASSES:
        raise reject_turning("shape-too-long", place, code=code, blocks=blocks)


LATHE_ALARMS: dict[str, tuple[str, str, str]] = {
    "no-end-point": (
        "PS0057",
        "由角度 ,A = {angle_deg:g}° 算不出终点：直线与要求的坐标平行。请检查 ,A 和坐标。",
        "No end point follows from ,A = {angle_deg:g} degrees: the line runs along the coordinate "
        "asked for. Check ,A and the coordinate.",
    ),
    "lines-parallel": (
        "PS0058",
        "两条直线的角度相同，没有交点。请检查 ,A。",
        "The two lines have one angle and do not meet. Check ,A.",
    ),
    "cycle-depth": (
        "PS0062",
        "{code} 的切削深度必须大于 0。请检查 {letters}。",
        "The depth of cut of {code} must be above 0. Check {letters}.",
    ),
    "cycle-repeats": (
        "PS0062",
        "{code} 的重复次数 R 必须至少为 1。",
        "The number of repeats R of {code} must be at least 1.",
    ),
    "cycle-endless": (
        "PS0062",
        "{code} 要走刀 {limit} 次以上：切深太小。请检查切深的单位和小数点。",
        "{code} would take more than {limit} passes: the depth of cut is too small. Check its unit "
        "and decimal point.",
    ),
    "thread-depth": (
        "PS0062",
        "{code} 的牙高（{height_mm:g} mm）必须大于 0，并大于最小切深和精车余量；"
        "首次切深也必须大于 0。请检查 P、Q、R。",
        "The thread height of {code} ({height_mm:g} mm) must be above 0, above the least depth and "
        "above the finishing allowance; and the first depth above 0. Check P, Q and R.",
    ),
    "profile-empty": (
        "PS0063",
        "{code} 的 P 到 Q 之间没有精加工轮廓。请检查顺序号。",
        "There is no finished shape between P and Q of {code}. Check the sequence numbers.",
    ),
    "profile-not-monotone": (
        "PS0064",
        "{code} 的轮廓必须沿 {axes} 单调变化。有凹槽的轮廓请用类型 II（首段同时写 X 和 Z）。",
        "The shape of {code} must go one way along {axes}. For a shape with hollows use type II "
        "(X and Z in its first block).",
    ),
    "profile-turns-back": (
        "PS0064",
        "{code} 的轮廓沿 {axes} 折返了。类型 II（首段同时写 X 和 Z）也必须沿 {axes} 单调变化；"
        "退刀写在 Q 所指的段后面。",
        "The shape of {code} turns back along {axes}. One of type II (X and Z in its first block), "
        "too, must go one way along {axes}; the retraction belongs behind the block of Q.",
    ),
    "profile-first-block": (
        "PS0065",
        "{code} 的轮廓首段（P 所指的段）必须是 G00 或 G01 直线移动{axes_zh}。",
        "The first block of the shape of {code}, which P names, must be a straight move by G00 or "
        "G01{axes_en}.",
    ),
    "angle-alone": (
        "PS0056",
        "只写角度 ,A 的程序段后面，下一段必须是 G01，并写角度 ,A 和终点 X、Z。",
        "A block with an angle ,A alone must be followed by a G01 with ,A and its end point X, Z.",
    ),
    "spindle-stands": (
        "PS0011",
        "每转进给（G99，系统 B 为 G95）或螺纹切削时主轴没有转。请先写 S 和 M03。",
        "Feed per revolution (G99, in system B G95) or a thread while the spindle stands. Write S "
        "and M03 first.",
    ),
    "radius-negative": (
        "PS0023",
        "车床圆弧的 R 不能是负数（{word}）：大于半圆的圆弧请用 I、K。",
        "R of an arc is not negative on a lathe ({word}). Use I and K for more than half a turn.",
    ),
    "corner-words": (
        "PS0053",
        "{word}：一个程序段只能写一个倒角或倒圆（I、K、C、R）。",
        "{word}: a block takes one chamfer or corner only (I, K, C or R).",
    ),
    "corner-axis": (
        "PS0054",
        "{word}：I、K 倒角只能写在单独沿 X 或单独沿 Z 移动的 G01 段"
        "（沿 Z 用 I，沿 X 用 K），C、R 要和坐标写在一起。斜线请用 ,C 或 ,R。",
        "{word}: a chamfer by I or K belongs in a G01 along X alone or Z alone (I with Z, K with "
        "X), and C or R in a block with coordinates. On a slope write ,C or ,R.",
    ),
    "shape-too-long": (
        "RUNAWAY",
        "{code} 的轮廓有 {blocks} 段，走刀次数又太多，模拟到此停止。请加大切深或减少轮廓段数。",
        "The shape of {code} has {blocks} blocks and takes too many passes; it was stopped here. "
        "Cut deeper, or use fewer blocks.",
    ),
    "shape-words": (
        "PS0061",
        "{code} 没有写 P 和 Q。请写出轮廓首段和末段的顺序号，例如 P10 Q20。",
        "{code} lacks P and Q. Name the first and the last block of the shape, as in P10 Q20.",
    ),
    "shape-missing": (
        "PS0063",
        "{code}：本程序里没有顺序号 N{number}，或者它在 P 所指的段之前。",
        "{code}: this program has no sequence number N{number}, or it stands before that of P.",
    ),
    "shape-command": (
        "PS0325",
        "{word} 不能用在 P 到 Q 之间的轮廓里。轮廓只能用 G00～G03，不能调用程序。",
        "{word} can't stand between P and Q. A shape takes G00 to G03 and calls no program.",
    ),
    "cycle-compensated": (
        "PS0327",
        "{word} 不能在刀尖半径补偿中使用。请先用 G40 取消补偿。",
        "{word} can't be used with tool-nose radius compensation. Write G40 first.",
    ),
    "cycle-words": (
        "PS0062",
        "{code} 缺少 {letters}。请补上。",
        "{code} lacks {letters}. Add them.",
    ),
    "tool-format": (
        "PS0043",
        "{word} 没有选刀位。车床的 T 要写四位：刀位号加补偿号，例如 T0101。",
        "{word} selects no station. On a lathe T has four digits, the station and its offset, as "
        "in T0101.",
    ),
    "no-station": (
        "PS0043",
        "刀架上没有 {word} 的刀位。请用刀具表里的刀号。",
        "The turret has no tool in the station of {word}. Use a number from the tool table.",
    ),
    "turret-over-travel-plus": (
        "OT0500",
        "{axis} 轴正向超程：要到机床坐标 {position_mm:.3f} mm，软限位是 {limit_mm:.3f} mm。"
        "请检查坐标、小数点、工件坐标系（G54～G59、G50）和刀具补偿（T0101）。",
        "Axis {axis} would pass its plus limit: machine position {position_mm:.3f} mm, limit "
        "{limit_mm:.3f} mm. Check the coordinate, the decimal point, the work coordinates (G54 to "
        "G59, G50) and the tool offset (T0101).",
    ),
    "turret-over-travel-minus": (
        "OT0501",
        "{axis} 轴负向超程：要到机床坐标 {position_mm:.3f} mm，软限位是 {limit_mm:.3f} mm。"
        "请检查坐标、小数点、工件坐标系（G54～G59、G50）和刀具补偿（T0101）。",
        "Axis {axis} would pass its minus limit: machine position {position_mm:.3f} mm, limit "
        "{limit_mm:.3f} mm. Check the coordinate, the decimal point, the work coordinates (G54 to "
        "G59, G50) and the tool offset (T0101).",
    ),
    "offset-data": (
        "PS1144",
        "G10 的格式不对。请写 G10 P1 X Z R Q（磨损）、G10 P10001 X Z R Q（形状）、"
        "G10 P0 X Z（坐标系偏移）或 G10 L2 P1 X Z。",
        "G10 is not written correctly. Write G10 P1 X Z R Q for wear, G10 P10001 X Z R Q for "
        "geometry, G10 P0 X Z for the work shift, or G10 L2 P1 X Z.",
    ),
    "thread-angle": (
        "PS0062",
        "G76 的 {word} 不对：P 是六位数 mmrraa，刀尖角 aa 只能是 00、29、30、55、60、80。",
        "{word} of G76 is wrong: P is six digits mmrraa, and the angle aa is 00, 29, 30, 55, 60 or "
        "80.",
    ),
}
