"""What a machinist standing by would have noticed: trouble that does not stop the control."""

from __future__ import annotations

from dataclasses import dataclass

from xblocks.attempt import Text, text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed at a line of the program, `at_s` seconds after the start."""

    id: str
    line: int
    message: Text
    at_s: float = 0.0


def finding(wrong: str, line: int, **values: object) -> Finding:
    """The finding of one key of `FINDINGS`, with `values` in the places of its sentence."""
    zh, en = FINDINGS[wrong]
    return Finding(wrong, line, text(zh.format(**values), en.format(**values)))


FINDINGS: dict[str, tuple[str, str]] = {
    "rapid-in-material": (
        "快速移动 G00 切进了材料，最深 {depth_mm:.2f} mm。请先抬刀到安全高度，"
        "下刀和切削用 G01{hint_zh}。",
        "A rapid move (G00) ran {depth_mm:.2f} mm deep into material. Retract to a safe height "
        "first, and enter material with G01{hint_en}.",
    ),
    "spindle-stopped": (
        "主轴没有转就切削了材料。请在切削前写 S 和 M03。",
        "The tool cut with the spindle at rest. Write S and M03 before cutting.",
    ),
    "spindle-reversed": (
        "主轴反转（M04）时切削，右旋铣刀会崩刃。请用 M03。",
        "The tool cut with the spindle reversed (M04), which breaks a right-hand cutter. Use M03.",
    ),
    "no-tool": (
        "主轴上没有刀具就执行切削进给。请先换刀，例如 T1 M06。",
        "A cutting move without a tool in the spindle. Change tools first, as in T1 M06.",
    ),
    "no-coolant": (
        "没有开冷却液就切削。请在切削前写 M08。",
        "The tool cut without coolant. Write M08 before cutting.",
    ),
    "flute-too-short": (
        "切削处材料高出刀尖 {depth_mm:.2f} mm，超过刃长 {limit_mm:.2f} mm，刀柄会挤压材料。"
        "请分层切削或换长刃刀。",
        "Material stood {depth_mm:.2f} mm above the tip, more than the flute length of "
        "{limit_mm:.2f} mm: the shank rubs. Cut in steps or use a longer tool.",
    ),
    "holder-collision": (
        "刀柄（夹头）撞上工件：刀具只伸出 {limit_mm:.2f} mm。请减小深度或换伸出更长的刀具"
        "{hint_zh}。",
        "The tool holder hit the workpiece: the tool sticks out only {limit_mm:.2f} mm. Go less "
        "deep or use a tool that sticks out further{hint_en}.",
    ),
    "clamp-collision": (
        "刀具撞上{name_zh}。请检查刀路高度和范围{hint_zh}。",
        "The tool hit the {name_en}. Check the height and extent of the path{hint_en}.",
    ),
    "table-collision": (
        "刀尖低于工作台面 {depth_mm:.2f} mm，刀具撞工作台。请检查 Z 坐标{hint_zh}。",
        "The tip went {depth_mm:.2f} mm below the table's face: the tool hit the table. Check "
        "Z{hint_en}.",
    ),
    "shank-collision": (
        "刀柄直柄部分撞上材料：刃长只有 {limit_mm:.2f} mm，柄比刀刃粗。请减小深度或换刀{hint_zh}。",
        "The shank, wider than the cutter, ran into material: the flutes are only {limit_mm:.2f} "
        "mm long. Go less deep or change the tool{hint_en}.",
    ),
    "plunge": (
        "这把刀中心没有切削刃，不能直接向下扎刀。请先钻孔，或斜线、螺旋下刀。",
        "This tool has no cutting edge at its centre and can't plunge into solid material. Drill "
        "first, or ramp or spiral down.",
    ),
    "cut-sideways": (
        "这把刀只能沿轴线切削，不能横向走刀切材料。请先抬刀再移动。",
        "This tool cuts along its axis only, but moved sideways in material. Retract before "
        "moving.",
    ),
    "surface-speed-low": (
        "切削速度 {value:.0f} m/min 太低，推荐 {low:g}～{high:g} m/min。请加大 S。",
        "The cutting speed of {value:.0f} m/min is too low; {low:g} to {high:g} m/min is right. "
        "Raise S.",
    ),
    "surface-speed-high": (
        "切削速度 {value:.0f} m/min 太高，刀具会很快磨损，推荐 {low:g}～{high:g} m/min。请减小 S。",
        "The cutting speed of {value:.0f} m/min is too high and wears the tool; {low:g} to "
        "{high:g} m/min is right. Lower S.",
    ),
    "chip-load-low": (
        "每齿进给 {value:.3f} mm 太小，刀刃只摩擦不切削，推荐 {low:g}～{high:g} mm。"
        "请加大 F 或减小 S。",
        "The feed of {value:.3f} mm a tooth is too small: the edge rubs. {low:g} to {high:g} mm is "
        "right. Raise F or lower S.",
    ),
    "chip-load-high": (
        "每齿进给 {value:.3f} mm 太大，容易崩刃，推荐 {low:g}～{high:g} mm。请减小 F 或加大 S。",
        "The feed of {value:.3f} mm a tooth is too large and may chip the edge; {low:g} to "
        "{high:g} mm is right. Lower F or raise S.",
    ),
    "power": (
        "切削功率约 {value:.1f} kW，超过主轴的 {limit:g} kW，主轴会闷车。请减小切深、切宽或 F。",
        "The cut takes about {value:.1f} kW, more than the spindle's {limit:g} kW: it would stall. "
        "Cut less deep or wide, or lower F.",
    ),
    "feed-clamped": (
        "F{value:g} 超过机床最大进给 {limit:g} mm/min，机床按最大值运行。请改小 F。",
        "F{value:g} is above the machine's largest feed of {limit:g} mm/min, which it used. "
        "Lower F.",
    ),
    "speed-clamped": (
        "S{value:g} 超过主轴最高转速 {limit:g} r/min，机床按最高转速运行。请改小 S。",
        "S{value:g} is above the spindle's top speed of {limit:g} rpm, which it used. Lower S.",
    ),
    "arc-without-motion": (
        "圆弧起点与终点相同且用 R 编程，机床不动。整圆请用 I、J 给出圆心。",
        "An arc by R that ends where it starts: the machine does not move. Give a full circle its "
        "centre by I, J.",
    ),
    "run-away": (
        "切削量超出了模拟的上限，程序到此为止。请减少重复走刀。",
        "The program cuts more than can be simulated and was stopped here. Repeat fewer passes.",
    ),
    "no-end": (
        "程序没有以 M30 或 M02 结束（机床会报 PS5010）。请在最后写 M30。",
        "The program does not end with M30 or M02 (the control says PS5010). Write M30 last.",
    ),
}

NO_LENGTH_OFFSET = ("，并检查是否漏写刀具长度补偿 G43 H", ", and whether G43 H is missing")
