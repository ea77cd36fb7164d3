"""What a turner standing by would have noticed: findings that only a lathe gives.

Form and meaning are those of `findings`; the ids that both machines share are the same.
"""

from __future__ import annotations

from xblocks.attempt import text
from xblocks.nc.engine.findings import Finding


def lathe_finding(wrong: str, line: int, **values: object) -> Finding:
    """The finding of one key of `LATHE_FINDINGS`, with `values` in the places of its sentence."""
    zh, en = LATHE_FINDINGS[wrong]
    return Finding(wrong, line, text(zh.format(**values), en.format(**values)))


LATHE_FINDINGS: dict[str, tuple[str, str]] = {
    "rapid-in-material": (
        "快速移动 G00 切进了材料，深 {depth_mm:.2f} mm。请先退到安全位置，切削用 G01。",
        "A rapid move (G00) ran {depth_mm:.2f} mm deep into material. Back off to a safe place "
        "first, and cut with G01.",
    ),
    "no-tool": (
        "没有调用刀具就执行切削进给。请先换刀，例如 T0101。",
        "A cutting move without a tool. Call one first, as in T0101.",
    ),
    "spindle-stopped": (
        "主轴没有转就进给。请在切削前写 S 和 M03 或 M04。",
        "The tool fed with the spindle at rest. Write S and M03 or M04 before cutting.",
    ),
    "spindle-reversed": (
        "主轴转向与刀具不符，刀片背面受力会崩刃。这把刀请用 {code}。",
        "The spindle turns the wrong way for this tool, which would break the insert. Use {code}.",
    ),
    "depth-of-cut": (
        "切削深度（背吃刀量）{depth_mm:.2f} mm 超过刀片允许的 {limit_mm:.2f} mm。请分层车削。",
        "The depth of cut of {depth_mm:.2f} mm is more than the insert stands: {limit_mm:.2f} mm. "
        "Take several passes.",
    ),
    "trailing-edge": (
        "副切削刃（刀片背面）切进了工件，深 {depth_mm:.2f} mm，会过切。"
        "请改用副偏角更大的刀片，或从另一侧车削。",
        "The trailing edge of the insert cut {depth_mm:.2f} mm into the part and gouged it. Use an "
        "insert with more clearance behind the tip, or turn this side from the other direction.",
    ),
    "flank-rubs": (
        "每转进给 {feed_mm:.3f} mm 的螺旋升角 {angle_deg:.1f}° 超过刀片后角 {limit_deg:.1f}°，"
        "后刀面会摩擦。请减小进给或换后角更大的刀片。",
        "At {feed_mm:.3f} mm per turn the helix angle of {angle_deg:.1f} degrees exceeds the "
        "insert's relief angle of {limit_deg:.1f} degrees: its flank rubs. Lower the feed or use "
        "an insert with more relief.",
    ),
    "holder-collision": (
        "刀杆撞上工件，深 {depth_mm:.2f} mm。请检查刀路，或换适合的刀杆。",
        "The tool's shank hit the part, {depth_mm:.2f} mm deep. Check the path, or use a tool that "
        "reaches there.",
    ),
    "obstacle-collision": (
        "刀具撞上{name_zh}。请检查 X、Z 坐标和安全距离。",
        "The tool hit the {name_en}. Check X, Z and the clearance.",
    ),
    "over-travel": (
        "{axis} 轴超程：要到 {position_mm:.3f} mm，行程到 {limit_mm:.3f} mm 为止。"
        "请检查坐标和小数点。",
        "Axis {axis} leaves its travel: {position_mm:.3f} mm, where it ends at {limit_mm:.3f} mm. "
        "Check the coordinate and the decimal point.",
    ),
    "thread-surface-speed": (
        "车螺纹时用了恒线速 G96，主轴转速会变，螺距乱牙。请在螺纹前写 G97。",
        "The thread was cut under constant surface speed (G96): the speed changes, and with it the "
        "lag of the tool. Write G97 before the thread.",
    ),
    "thread-speed-changed": (
        "同一螺纹的各次走刀主轴转速不同（{first_rpm:g} 与 {rpm:g} r/min），会乱牙。"
        "请保持转速不变。",
        "Passes of one thread ran at {first_rpm:g} and {rpm:g} rpm: the grooves will not meet. "
        "Keep the speed.",
    ),
    "thread-lead-changed": (
        "同一螺纹的各次走刀导程不同（{first_mm:g} 与 {lead_mm:g} mm），会乱牙。请检查 F。",
        "Passes of one thread had leads of {first_mm:g} and {lead_mm:g} mm: the grooves cross. "
        "Check F.",
    ),
    "speed-unlimited": (
        "恒线速 G96 没有限制主轴最高转速，车到小直径时转速会一直升高，卡盘夹持不牢。"
        "请在 G96 前写 G50 S（B 体系为 G92 S）。",
        "Constant surface speed (G96) without a limit: towards the axis the spindle runs ever "
        "faster, and the chuck loses its grip. Write G50 S (G92 S in system B) before G96.",
    ),
    "feed-low": (
        "每转进给 {value:.3f} mm/r 太小，推荐 {low:g}～{high:g} mm/r。请加大 F。",
        "The feed of {value:.3f} mm a turn is too small; {low:g} to {high:g} mm is right. Raise F.",
    ),
    "feed-high": (
        "每转进给 {value:.3f} mm/r 太大，容易崩刀，推荐 {low:g}～{high:g} mm/r。请减小 F。",
        "The feed of {value:.3f} mm a turn is too large and may break the insert; {low:g} to "
        "{high:g} mm is right. Lower F.",
    ),
    "feed-too-fast": (
        "进给速度 {rate:.0f} mm/min 超过机床最大 {limit:.0f} mm/min，车不出这个导程。"
        "请降低主轴转速或 F。",
        "The feed of {rate:.0f} mm/min is above the machine's {limit:.0f} mm/min, which can't "
        "follow. Lower the spindle's speed or F.",
    ),
}
