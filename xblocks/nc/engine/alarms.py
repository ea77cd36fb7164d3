"""What the control says when it can't go on: Fanuc's numbers, with a sentence on how to mend it.

The numbers and their meaning are Fanuc's (series 0i, list of PS and OT alarms); the sentences are
ours. One number may have several sentences, so the table is keyed by what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from xblocks.attempt import Text, text
from xblocks.nc.engine.alarms_flow import FLOW
from xblocks.nc.engine.alarms_path import PATH


@dataclass(frozen=True, slots=True)
class Place:
    """Columns `column` up to, not including, `end_column` of a line; all count from 1."""

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """A block that the control refuses. `id` is Fanuc's number, such as ``PS0020``."""

    id: str
    place: Place
    message: Text


class Rejected(Exception):
    """Leaves the checking of a block; the interpreter turns it into its `alarm`."""

    def __init__(self, alarm: Alarm) -> None:
        super().__init__(alarm.id)
        self.alarm = alarm


def alarm(wrong: str, place: Place, **values: object) -> Alarm:
    """The alarm for one key of `ALARMS`, with `values` in the places of its sentence."""
    number, zh, en = ALARMS[wrong]
    return Alarm(number, place, text(zh.format(**values), en.format(**values)))


def reject(wrong: str, place: Place, **values: object) -> Rejected:
    """The same as `alarm`, to be raised."""
    return Rejected(alarm(wrong, place, **values))


ALARMS: dict[str, tuple[str, str, str]] = {
    **FLOW,
    **PATH,
    "too-many-digits": (
        "PS0003",
        "{word} 的数字超过 8 位。请减少小数位数。",
        "{word} has more than 8 digits. Use fewer decimals.",
    ),
    "no-number": (
        "PS0005",
        "地址 {letter} 后面没有数字。请补上数值，例如 {letter}10。",
        "There is no number after {letter}. Write one, such as {letter}10.",
    ),
    "no-words": (
        "PS0005",
        "“{letter}”不是程序字：每个程序字是一个字母加数字。说明文字请写在半角括号 ( ) 里。",
        "“{letter}” is no word: a word is one letter and a number. Put remarks in brackets ( ).",
    ),
    "letter-o": (
        "PS0005",
        "“{word}”里是字母 O，不是数字零。要写零请改成数字 0，例如 G00；程序号写成 O0001。",
        "“{word}” has the letter O, not a zero. For a zero type the digit 0, as in G00; a program "
        "number is written O0001.",
    ),
    "sign": (
        "PS0006",
        "{word} 的负号用得不对：这个地址不能带负号，或者负号后没有数字。",
        "The minus sign in {word} is wrong: this address takes none, or no number follows it.",
    ),
    "point": (
        "PS0007",
        "{word} 的小数点用得不对：这个地址不能带小数点，或者小数点多于一个。",
        "The decimal point in {word} is wrong: this address takes none, or there are several.",
    ),
    "unreadable": (
        "PS0009",
        "控制系统读不懂“{word}”。请删去它，或改成“字母+数字”的程序字。",
        "The control can't read “{word}”. Remove it, or write a word: a letter and a number.",
    ),
    "named-program": (
        "PS0009",
        "“{word}”：本机床的程序和子程序用数字编号。请写 O0001，并用 M98 P0001 调用。",
        "“{word}”: programs of this machine have numbers. Write O0001, and call it by M98 P0001.",
    ),
    "full-width": (
        "PS0009",
        "“{word}”是全角字符。请切换到英文输入法，改成半角“{half}”。",
        "“{word}” is a full-width character. Switch the input method and type “{half}”.",
    ),
    "open-comment": (
        "PS0009",
        "注释的左括号“(”在本行没有配上右括号“)”。请补上“)”。",
        "The comment opened by “(” is not closed on this line. Add “)”.",
    ),
    "address": (
        "PS0009",
        "本机床没有地址 {letter}（{word}）。请检查程序字的字母。",
        "This machine has no address {letter} ({word}). Check the letter of the word.",
    ),
    "skip-inside": (
        "PS0009",
        "跳段符“/”只能写在程序段开头（可在顺序号 N 之后）。",
        "The block skip “/” belongs at the start of the block (or after its N).",
    ),
    "unused-word": (
        "PS0009",
        "{word} 在本程序段中没有作用：没有用到它的指令。请删去它，或补上漏写的 G 代码。",
        "{word} does nothing in this block: no code here uses it. Remove it, or add the G code "
        "that was meant.",
    ),
    "unknown-g": (
        "PS0010",
        "本机床没有 {word} 指令。请改用可用的代码。",
        "This machine has no {word}. Use one of the codes that it knows.",
    ),
    "unknown-m": (
        "PS0010",
        "本机床没有 {word}：M 代码由机床厂规定。请查机床说明书，删去它或改用可用的代码。",
        "This machine has no {word}: M codes are the builder's. Look it up in the machine's "
        "manual, and remove it or use one of the codes that it knows.",
    ),
    "absent-code": (
        "PS0010",
        "本机床没有 {word}：{zh}。",
        "This machine has no {word}: {en}.",
    ),
    "two-one-shot": (
        "PS0010",
        "一个程序段里只能有一个非模态 G 代码（{first} 与 {word}）。请分成两段。",
        "A block takes one non-modal G code only ({first} and {word}). Use two blocks.",
    ),
    "contradiction": (
        "PS0010",
        "{first} 与 {word} 相互矛盾，不能写在同一程序段。请分成两段。",
        "{first} and {word} contradict each other. Put them in two blocks.",
    ),
    "too-many-m": (
        "PS0010",
        "一个程序段最多写 3 个 M 代码。请分成两段。",
        "A block takes 3 M codes at most. Use two blocks.",
    ),
    "reference-axes": (
        "PS0010",
        "{word} 没有写要回零的轴。请写出轴，例如 G91 G28 Z0。",
        "{word} does not name the axes to send home. Name them, as in G91 G28 Z0.",
    ),
    "machine-incremental": (
        "PS0010",
        "G53 只能用绝对方式。请在本段或之前写 G90。",
        "G53 works in absolute mode only. Write G90 in this block or before it.",
    ),
    "machine-axes": (
        "PS0010",
        "G53 没有写目标轴。请写出轴，例如 G53 Z0。",
        "G53 does not say where to go. Name the axes, as in G53 Z0.",
    ),
    "no-feed": (
        "PS0011",
        "切削进给没有进给速度。请在本段或之前写 F，例如 F200。",
        "A cutting move has no feed rate. Write F in this block or before it, such as F200.",
    ),
    "arc-end": (
        "PS0020",
        "圆弧终点不在圆上：起点半径 {start_mm:.3f} mm，终点半径 {end_mm:.3f} mm，"
        "允差 {tolerance_mm:.3f} mm。请检查终点坐标和 I、J、K（从起点到圆心的增量）。",
        "The end point is not on the arc: radius {start_mm:.3f} mm at the start, {end_mm:.3f} mm "
        "at the end, {tolerance_mm:.3f} mm allowed. Check the end point and I, J, K (from start "
        "to centre).",
    ),
    "arc-radius-short": (
        "PS0020",
        "半径 R {radius_mm:.3f} mm 太小：起点到终点的弦长是 {chord_mm:.3f} mm，"
        "R 至少为弦长的一半。",
        "The radius R {radius_mm:.3f} mm is too small: start and end are {chord_mm:.3f} mm apart, "
        "and R must be at least half of that.",
    ),
    "arc-plane": (
        "PS0021",
        "{word} 不在当前圆弧平面 {plane} 内。请改选平面（G17/G18/G19）或改正地址。",
        "{word} is not in the arc's plane {plane}. Select the plane (G17/G18/G19) or mend the "
        "address.",
    ),
    "arc-no-centre": (
        "PS0022",
        "圆弧没有给出半径 R，也没有给出圆心 I、J、K。请补上一种。",
        "The arc has neither a radius R nor a centre I, J, K. Give one of them.",
    ),
    "arc-zero-radius": (
        "PS0023",
        "圆弧半径为零。请检查 {word}。",
        "The arc's radius is zero. Check {word}.",
    ),
    "arc-zero-feed": (
        "PS0025",
        "圆弧插补的进给速度是 F0。请给出大于零的 F。",
        "The feed rate of an arc is F0. Give an F above zero.",
    ),
    "offset-number": (
        "PS0030",
        "刀具补偿号 {word} 不存在。请用刀具表里的号，例如 H01。",
        "There is no tool offset {word}. Use a number from the tool table, such as H01.",
    ),
    "tool-number": (
        "PS0043",
        "刀库里没有 {word}。请用刀具表里的刀号。",
        "The magazine has no {word}. Use a number from the tool table.",
    ),
    "tool-none": (
        "PS0043",
        "M06 换刀前没有选刀。请先写 T，例如 T1 M06。",
        "M06 without a tool selected. Write T first, as in T1 M06.",
    ),
    "address-twice": (
        "PS5074",
        "同一程序段里地址 {letter} 写了两次（{word}）。请只保留一个。",
        "The address {letter} stands twice in one block ({word}). Keep one of them.",
    ),
    "over-travel-plus": (
        "OT0500",
        "{axis} 轴正向超程：要到机床坐标 {position_mm:.3f} mm，软限位是 {limit_mm:.3f} mm。"
        "请检查坐标、小数点、工件坐标系（G54～G59）和刀具长度补偿（G43）。",
        "Axis {axis} would pass its plus limit: machine position {position_mm:.3f} mm, limit "
        "{limit_mm:.3f} mm. Check the coordinate, the decimal point, the work coordinates "
        "(G54 to G59) and the tool length offset (G43).",
    ),
    "over-travel-minus": (
        "OT0501",
        "{axis} 轴负向超程：要到机床坐标 {position_mm:.3f} mm，软限位是 {limit_mm:.3f} mm。"
        "请检查坐标、小数点、工件坐标系（G54～G59）和刀具长度补偿（G43）。",
        "Axis {axis} would pass its minus limit: machine position {position_mm:.3f} mm, limit "
        "{limit_mm:.3f} mm. Check the coordinate, the decimal point, the work coordinates "
        "(G54 to G59) and the tool length offset (G43).",
    ),
}
