"""What a lathe's control says of its cycles, corners and tool-nose radius compensation.

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


def check_passes(count: float, code: str, place: Place) -> None:
    """Raise `Rejected` for so many passes that it must be a slip of the decimal point."""
    if count > MAX_PASSES:
        raise reject_turning("cycle-endless", place, code=code, limit=MAX_PASSES)


LATHE_ALARMS: dict[str, tuple[str, str, str]] = {
    "no-intersection": (
        "PS0033",
        "刀尖半径补偿算不出交点：相邻两段的等距线不相交。请检查轮廓或减小刀尖圆弧半径。",
        "Tool-nose radius compensation finds no intersection: the paths beside these two blocks do "
        "not meet. Check the contour, or use a smaller nose radius.",
    ),
    "start-on-arc": (
        "PS0034",
        "刀尖半径补偿不能在圆弧 G02/G03 段建立或取消。请用 G00 或 G01 段写 {word}。",
        "Tool-nose radius compensation can't start or end on an arc. Write {word} in a block with "
        "G00 or G01.",
    ),
    "interference": (
        "PS0041",
        "刀尖半径补偿会过切：这一段比刀尖圆弧半径 {radius_mm:.3f} mm 还小，补偿后方向相反。"
        "请换刀尖圆弧更小的刀片或修改轮廓。",
        "Tool-nose radius compensation would overcut: this block is too small for the nose radius "
        "of {radius_mm:.3f} mm, and the path beside it runs backwards. Use a smaller nose radius "
        "or change the contour.",
    ),
    "corner-too-short": (
        "PS0055",
        "倒角或倒圆（{size_mm:g} mm）比所在的移动量 {length_mm:.3f} mm 还长。"
        "请减小 ,C 或 ,R，或加长移动量。",
        "The chamfer or corner of {size_mm:g} mm does not fit into a move of {length_mm:.3f} mm. "
        "Lower ,C or ,R, or lengthen the move.",
    ),
    "corner-without-move": (
        "PS0051",
        "倒角 ,C 或倒圆 ,R 后面没有可连接的直线段。请在下一段写 G01 移动。",
        "After a chamfer ,C or corner ,R there is no straight block to join. Follow it with a G01 "
        "move.",
    ),
    "angle-without-end": (
        "PS0056",
        "只写了角度 ,A 的程序段，下一段必须写角度 ,A 和终点 X、Z。",
        "A block with an angle ,A alone must be followed by one with ,A and its end point X, Z.",
    ),
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
        "{code} 的牙高（{height_mm:g} mm）必须大于 0，并大于首次切深和精车余量。请检查 P、Q、R。",
        "The thread height of {code} ({height_mm:g} mm) must be above 0, above the first depth and "
        "above the finishing allowance. Check P, Q and R.",
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
    "profile-first-block": (
        "PS0065",
        "{code} 的轮廓首段（P 所指的段）必须是 G00 或 G01 直线移动{axes_zh}。",
        "The first block of the shape of {code}, which P names, must be a straight move by G00 or "
        "G01{axes_en}.",
    ),
}
