"""Blocks to begin with: what programs and cycles are written from, with numbers to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xblocks.attempt import Text, text


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Blocks under a name that may be typed to find them."""

    name: str
    title: Text
    blocks: str


def _skeletons(table: str) -> tuple[Skeleton, ...]:
    """Parted by empty lines: name, Chinese and English title on a line, the blocks below."""
    return tuple(_skeleton(part) for part in table.split("\n\n") if part.strip())


def _skeleton(part: str) -> Skeleton:
    head, _, blocks = part.strip().partition("\n")
    name, zh, en = head.split(" | ")
    return Skeleton(name, text(zh, en), blocks)


_MACROS = """
IF | 条件转移 | jump on a condition
IF [#1 GT 10.] GOTO 100

WHILE | 循环 | loop
#1=0
WHILE [#1 LT 5] DO1
#1=#1+1
END1

M98 | 调用子程序 | subprogram call
M98 P1000

G65 | 宏程序调用 | macro call
G65 P9100 A1. B2.
"""

_MILLING = (
    """
START | 程序开头：换刀、主轴、刀长 | start: tool, spindle, length offset
G17 G21 G40 G49 G80 G90
G91 G28 Z0.
T1 M06
G90 G54 G00 X0. Y0. S1000 M03
G43 H1 Z50. M08

END | 程序结尾 | end of the program
G00 Z50. M09
G91 G28 Z0.
M05
M30

G02 | 圆弧，用半径 | arc by its radius
G02 X10. Y0. R5.

G02IJ | 圆弧，用圆心 | arc by its centre
G02 X10. Y0. I5. J0.

G41 | 建立和取消半径补偿 | compensation on and off
G41 D1 G01 X10. Y0. F200.
Y30.
G40 G01 X0. Y40.

G68 | 坐标旋转 | rotation
G68 X0. Y0. R30.
G69

G73 | 高速深孔钻 | peck drilling, chip breaking
G99 G73 X0. Y0. Z-30. R2. Q5. F80.
X20.
G80

G76 | 精镗 | fine boring
G99 G76 X0. Y0. Z-20. R2. Q0.5 F50.
G80

G81 | 钻孔 | drilling
G99 G81 X0. Y0. Z-12. R2. F100.
X20.
G80

G82 | 锪孔 | counterboring
G99 G82 X0. Y0. Z-8. R2. P500 F80.
G80

G83 | 深孔钻 | peck drilling
G99 G83 X0. Y0. Z-40. R2. Q5. F80.
X20.
G80

G84 | 刚性攻丝 | rigid tapping
M29 S500
G99 G84 X0. Y0. Z-20. R5. F500.
X20.
G80

G85 | 铰孔 | reaming
G99 G85 X0. Y0. Z-20. R2. F60.
G80

"""
    + _MACROS
)

_LATHE = (
    """
G71 | 外圆粗车和精车 | roughing and finishing along Z
G71 U2. R0.5
G71 P10 Q20 U0.6 W0.1 F0.25
N10 G00 X30.
G01 Z-20. F0.1
N20 X50.
G70 P10 Q20

G72 | 端面粗车和精车 | roughing and finishing along X
G72 W2. R0.5
G72 P10 Q20 U0.6 W0.1 F0.2
N10 G00 Z-10.
G01 X30. F0.1
N20 Z1.
G70 P10 Q20

G73 | 仿形粗车和精车 | pattern repeating and finishing
G73 U6. W3. R3
G73 P10 Q20 U0.6 W0.1 F0.2
N10 G00 X30.
G01 Z-20. F0.1
N20 X50.
G70 P10 Q20

G74 | 端面钻孔 | drilling along Z
G74 R0.5
G74 Z-30. Q5000 F0.1

G75 | 切槽 | grooving
G75 R0.5
G75 X30. Z-20. P2000 Q2500 F0.08

G76 | 螺纹复合循环 | threading in several passes
G76 P020060 Q50 R0.05
G76 X27.4 Z-25. P1300 Q400 F2.

G02 | 圆弧，用半径 | arc by its radius
G02 X40. Z-5. R5.

"""
    + _MACROS
)

_SYSTEM_A = """
START | 程序开头：换刀、主轴 | start: tool, spindle
G21 G40 G97 G99
G28 U0. W0.
T0101
G50 S2000
G96 S150 M03
G00 X52. Z2. M08

END | 程序结尾 | end of the program
M09
G28 U0. W0.
M05
M30

G90 | 外圆切削循环 | turning cycle
G90 X46. Z-20. F0.2
X42.

G94 | 端面切削循环 | facing cycle
G94 X20. Z-1. F0.15
Z-2.

G92 | 螺纹切削循环 | threading cycle
G92 X29.1 Z-20. F2.
X28.5

"""

_SYSTEM_B = """
START | 程序开头：换刀、主轴 | start: tool, spindle
G21 G40 G97 G95
G91 G28 X0. Z0.
G90
T0101
G92 S2000
G96 S150 M03
G00 X52. Z2. M08

END | 程序结尾 | end of the program
M09
G91 G28 X0. Z0.
M05
M30

G77 | 外圆切削循环 | turning cycle
G77 X46. Z-20. F0.2
X42.

G79 | 端面切削循环 | facing cycle
G79 X20. Z-1. F0.15
Z-2.

G78 | 螺纹切削循环 | threading cycle
G78 X29.1 Z-20. F2.
X28.5

"""

SKELETONS: Mapping[str, tuple[Skeleton, ...]] = {
    "fanuc-mill": _skeletons(_MILLING),
    "fanuc-lathe-a": _skeletons(_SYSTEM_A + _LATHE),
    "fanuc-lathe-b": _skeletons(_SYSTEM_B + _LATHE),
}
"""By dialect."""
