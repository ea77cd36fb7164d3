"""What the word of an address says, by the codes that it stands beside or that are in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xblocks.attempt import Text, text
from xblocks.nc.engine.language.dialect import TURNING, Dialect


@dataclass(frozen=True, slots=True)
class AddressHelp:
    """What words of these addresses say beside any of `codes`; with no codes, otherwise."""

    letters: tuple[str, ...]
    codes: tuple[str, ...]
    text: Text


def address_help(dialect: Dialect) -> Iterator[AddressHelp]:
    """The help of a control's addresses; of several that apply to a word the first is meant."""
    for head, zh, en in _rows(_TURNING if dialect.process == TURNING else _MILLING):
        letters, _, when = head.partition(" | ")
        codes = tuple(_codes(when.split(), dialect))
        known = tuple(letter for letter in letters.split() if letter in dialect.addresses)
        if known and (codes or not when):
            yield AddressHelp(known, codes, text(zh, en))


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    """Three lines each: letters ``| group:meaning``, Chinese, English."""
    lines = [line for line in table.split("\n") if line]
    yield from zip(lines[::3], lines[1::3], lines[2::3], strict=True)


def _codes(when: list[str], dialect: Dialect) -> Iterator[str]:
    """The codes of ``group``, ``group:meaning`` each; a group alone is all of it that is not
    off."""
    for condition in when:
        group, _, meaning = condition.partition(":")
        for code in dialect.codes.values():
            if code.group == group and code.meaning == (meaning or code.meaning) != "off":
                yield code.name


_BOTH = """
N
程序段号。GOTO、M99 P 和车床循环的 P、Q 用它找程序段。
The number of the block, by which GOTO, M99 P and the cycles of a lathe find it.
O
程序号，写在程序或子程序开头。
The number of a program, at its start.
P | flow:call
要调用的子程序号；前面多出的位数是次数（P31000 调用 O1000 三次）。
The subprogram to call; digits in front of its four are repeats (P31000 calls O1000 three times).
L | flow:call call
调用的次数。
How often it is called.
P | flow:return
返回到这个段号，而不是调用处的下一段。
The number of the block to go on at.
P | call
要调用的宏程序号。
The macro to call.
P | one-shot:dwell
停留的时间，毫秒。
How long to stand still, in milliseconds.
X U | one-shot:dwell
停留的时间，秒。
How long to stand still, in seconds.
X Y Z U W | one-shot:reference one-shot:second-reference
经过的中间点，再从那里去参考点。
The point to go by on the way to the reference point.
X Y Z | one-shot:machine
机床坐标系里的终点。
The end point in machine coordinates.
L | one-shot:data
写哪张表：L2 零点偏置，L10、L12 刀补，L20 附加零点。
Which table is written: L2 work offsets, L10 and L12 tool offsets, L20 additional work offsets.
P | one-shot:data
表里的第几号。
Which entry of the table.
P | work
附加工件坐标系的号。
Which of the additional work coordinates.
"""

_MILLING = (
    _BOTH
    + """
R | one-shot:data
写入刀补表的数值。
The value that is written to the tool offset.
X Y Z | one-shot:data
写入零点偏置的数值。
The value that is written to the work offset.
X Y Z | one-shot:local
局部零点在工件坐标系里的位置。
Where the local zero is in the work coordinates.
X Y Z | one-shot:preset
当前位置从此叫这个坐标。
What the present place is called from here on.
X Y Z | mirror:on
在这个位置镜像。
Where to mirror.
P | scaling:on
缩放的倍数：P1000 是 1 倍。
The factor: P1000 is 1.
I J K | scaling:on
X、Y、Z 各自的倍数：I1000 是 1 倍。
The factor of X, Y or Z: 1000 is 1.
R | rotation:on
旋转的角度，逆时针为正。
The angle, counter-clockwise if positive.
X Y | cycle
孔的位置。在循环里每写一个位置就加工一个孔。
Where the hole is. Within a cycle every position is a hole.
Z | cycle
孔底的 Z（G91 时从 R 平面算起）。
The bottom of the hole (from the R level under G91).
R | cycle
R 平面：快速下到这里，再进给（G91 时从初始平面算起）。
The R level: rapid down to here, then feed (from the initial level under G91).
Q | cycle:peck-drilling cycle:chip-breaking
每次钻的深度，正数。
The depth of each peck, positive.
Q | cycle:fine-boring cycle:back-boring
让刀的距离，正数。
How far the tool moves aside, positive.
P | cycle
孔底停留的时间，毫秒。
The dwell at the bottom, in milliseconds.
K L | cycle
重复的次数，用 G91 时孔距相等。
How often to repeat: evenly spaced holes under G91.
X Y | polar:on
极坐标：平面第一轴是半径，第二轴是角度。
Polar coordinates: the plane's first axis is the radius, the second the angle.
R | motion:arc-cw motion:arc-ccw
圆弧半径；圆心角大于 180° 时写负数。
The radius of the arc; negative if it turns more than 180 degrees.
I J K | motion:arc-cw motion:arc-ccw
从圆弧起点到圆心的距离（I 沿 X，J 沿 Y，K 沿 Z）。
From the start of the arc to its centre (I along X, J along Y, K along Z).
X Y Z | distance:incremental
从当前位置移动的距离（G91 增量）。
How far to move from here (G91, incremental).
X Y Z
终点的坐标，从工件零点算起（G90 绝对）。
Where to, from the work zero (G90, absolute).
,C
在这段和下一段之间倒角。
A chamfer between this block and the next.
,R
在这段和下一段之间倒圆角。
A fillet between this block and the next.
F | feed:per-revolution
进给速度，mm/r。
The feed, a turn of the spindle.
F | feed:inverse-time
1 除以本段的分钟数。
One over the minutes of the block.
F
进给速度，每分钟。
The feed, a minute.
S | speed:surface
表面速度，m/min。
The surface speed in metres a minute.
S
主轴转速，r/min。
The speed of the spindle in turns a minute.
T
刀号，和 M06 一起换刀。
The tool that M06 changes to.
H
刀长补偿号，一般与刀号相同。
The register of the tool's length, usually the tool's number.
D
半径补偿号，一般与刀号相同。
The register of the cutter's radius, usually the tool's number.
"""
)

_TURNING = (
    _BOTH
    + """
R | one-shot:data
写入刀补表的刀尖圆弧半径。
The nose radius that is written to the tool offset.
X Z U W | one-shot:data
写入表里的数值；U、W 是在原值上增加。
The value that is written; U and W are added to what is there.
P | one-shot:finishing one-shot:rough-turning one-shot:rough-facing one-shot:pattern-repeating
轮廓第一段的段号 N。
The N of the contour's first block.
Q | one-shot:finishing one-shot:rough-turning one-shot:rough-facing one-shot:pattern-repeating
轮廓最后一段的段号 N。
The N of the contour's last block.
U | one-shot:rough-turning
没有 P、Q 时是背吃刀量（半径）；有 P、Q 时是 X 方向的精车余量（直径）。
Without P and Q the depth of a pass (a radius); with them what is left on X (a diameter).
W | one-shot:rough-facing
没有 P、Q 时是背吃刀量；有 P、Q 时是 Z 方向的精车余量。
Without P and Q the depth of a pass; with them what is left on Z.
U | one-shot:rough-facing one-shot:finishing
X 方向的精车余量（直径）。
What is left on X for finishing (a diameter).
W | one-shot:rough-turning one-shot:finishing
Z 方向的精车余量。
What is left on Z for finishing.
U W | one-shot:pattern-repeating
没有 P、Q 时是第一刀的退让量（U 为半径）；有 P、Q 时是精车余量（U 为直径）。
Without P and Q how far the first pass stays away (U a radius); with them what is left.
R | one-shot:pattern-repeating
车几刀。
The number of passes.
R | one-shot:rough-turning one-shot:rough-facing
每刀的退刀量。
How far each pass backs off.
P | one-shot:peck-facing one-shot:peck-turning
X 方向的量（半径，微米）：G75 每次切深，G74 每次横移。
Along X (a radius, micrometres): the peck of G75, the step of G74.
Q | one-shot:peck-facing one-shot:peck-turning
Z 方向的量（微米）：G74 每次切深，G75 每次横移。
Along Z (micrometres): the peck of G74, the step of G75.
R | one-shot:peck-facing one-shot:peck-turning
第一段是每次的退刀量；第二段是槽底的让刀量。
In the first block what each peck backs off; in the second how far it moves aside at the bottom.
P | one-shot:threading
没有 X、Z 时是精车次数、倒角量、牙型角各两位；有 X、Z 时是牙高（半径，微米）。
Without X, Z two digits each: finishing passes, run-out, angle. With them the height (micrometres).
Q | one-shot:threading
没有 X、Z 时是最小切深；有 X、Z 时是第一刀切深（半径，微米）。
Without X, Z the least depth of a pass; with them the first (a radius, micrometres).
R | one-shot:threading
没有 X、Z 时是精车余量；有 X、Z 时是锥螺纹起点和终点的半径差。
Without X, Z what is left to finish; with them the taper, start less end (a radius).
F | motion:thread motion:threading-cycle one-shot:threading
螺纹的导程。
The lead of the thread.
R | motion:turning-cycle motion:facing-cycle motion:threading-cycle
锥度：起点减终点（G94、G79 沿 Z，其余按半径）。
The taper: start less end (along Z when facing, else a radius).
S | one-shot:preset
恒线速时的最高转速，r/min。
The most that the spindle may turn under constant surface speed.
X Z | one-shot:preset
当前位置从此叫这个坐标。
What the present place is called from here on.
R | motion:arc-cw motion:arc-ccw
圆弧半径。
The radius of the arc.
I K | motion:arc-cw motion:arc-ccw
从圆弧起点到圆心的距离（I 沿 X，按半径；K 沿 Z）。
From the start of the arc to its centre (I along X, as a radius; K along Z).
X | distance:incremental
X 方向移动的距离，按直径（G91 增量）。
How far to move along X, by diameter (G91, incremental).
Z | distance:incremental
Z 方向移动的距离（G91 增量）。
How far to move along Z (G91, incremental).
X
终点的直径。
The diameter to go to.
Z
终点的 Z 坐标，从工件零点算起。
The Z to go to, from the work zero.
U
X 方向移动的距离，按直径（增量）。
How far to move along X, by diameter (incremental).
W
Z 方向移动的距离（增量）。
How far to move along Z (incremental).
,C C
倒角的大小。
The size of a chamfer.
,R R
倒圆角的半径。
The radius of a fillet.
,A A
直线与 Z 轴的夹角。
The angle between the line and the Z axis.
F | feed:per-minute
进给速度，每分钟。
The feed, a minute.
F
进给速度，mm/r。
The feed, a turn of the spindle.
S | speed:surface
切削速度（恒线速），m/min。
The surface speed in metres a minute.
S
主轴转速，r/min。
The speed of the spindle in turns a minute.
T
前两位是刀位，后两位是刀补号：T0202。
Two digits for the station and two for the offset: T0202.
"""
)
