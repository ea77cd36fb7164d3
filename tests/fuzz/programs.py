"""Programs made of decisions: mostly what a control accepts, so that runs get far, with a hostile
word, block or statement now and then."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fuzz.choices import Choices
from xblocks.nc.engine.language.dialect import Dialect

MAX_PARTS = 30
_HOSTILE_ONCE_IN = 500
_SENSELESS_ONCE_IN = 4

_HOSTILE_NUMBERS = (
    *("", "-", "+", ".", "-.", "1.2.3", "--1", "99999999", "99999999.", "123456789", "-99999999"),
    *("0.00000001", ".00000001", "00000000000000000001", "- 5", "+5", ". 5", "1 2 3", "1E5", "0"),
    *("-0", "-0.", "#", "#0", "#1", "-#1", "#[#1]", "#3000", "#5041", "#99999", "[", "[]", "[1"),
    *("[1+]", "[#1/0]", "[1/3]", "[SQRT[-1]]", "[TAN[90]]", "[EXP[200]]", "[LN[0]]", "[-1]"),
    *(
        "[[[[[1]]]]]",
        "[[[[[[1]]]]]]",
        "[#1EQ#0]",
        "[BCD[99999999]]",
        "[1E9]",
        "[99999999*99999999]",
    ),
)
_CODE = re.compile(r"G([0-9]+)(\.[0-9])?")
_OPERANDS = (
    *("1", "2", "0", "0.5", "360", "99999999", "#1", "#2", "#100", "#500", "#0", "#4", "#5041"),
    *(
        "#4001",
        "#5221",
        "#2001",
        "#13001",
        "#[#1]",
        "#[#1+100]",
        "SIN[#1]",
        "COS[30]",
        "ATAN[1]/[#2]",
    ),
    *("SQRT[#1]", "ABS[#2]", "ROUND[#1]", "FIX[#2]", "FUP[#2]", "LN[#1]", "EXP[#1]", "BIN[#1]"),
    *("BCD[#1]", "TAN[#1]", "ASIN[#1]", "ACOS[#2]", "[#1+1]", "[#1-#2]", "-#1", "--2"),
)
_OPERATORS = ("+", "-", "*", "/", " MOD ", " AND ", " OR ", " XOR ")
_COMPARISONS = ("LT", "GT", "EQ", "NE", "LE", "GE")
_JUNK = "GMXYZIJKRPQHDTSFNOLUW#[]=+-*/.,0123456789 ();%:\t\0WHILEDOENDGOTOIFTHEN面（Ｘ１²\u00a0"


def number(choices: Choices, low: float, high: float, digits: int = 3) -> str:
    """A number within bounds as a learner writes it, now and then a hostile one."""
    if choices.one_in(_HOSTILE_ONCE_IN):
        return choices.pick(_HOSTILE_NUMBERS)
    share = choices.below(1001) / 1000
    value = round(low + share * (high - low), choices.pick((0, 0, 1, digits)))
    written = f"{value:g}"
    return written if "." in written or choices.one_in(4) else written + "."


def expression(choices: Choices, depth: int = 0) -> str:
    """A macro expression, mostly well formed."""
    if choices.one_in(80):
        return choices.pick(_HOSTILE_NUMBERS)
    parts = [choices.pick(_OPERANDS)]
    for _ in range(choices.below(4)):
        inner = choices.pick(_OPERANDS)
        if depth < 4 and choices.one_in(4):
            inner = f"[{expression(choices, depth + 1)}]"
        parts += [choices.pick(_OPERATORS), inner]
    return "".join(parts)


def program(choices: Choices, dialect: Dialect) -> str:
    """A program of up to `MAX_PARTS` parts, each of one or a few blocks, with its subprograms."""
    blocks = ["O1", *_head(choices)]
    for _ in range(1 + choices.below(MAX_PARTS)):
        if not choices.left:
            break
        part = choices.pick(PARTS)
        made = part(choices, dialect)
        if not _knows(dialect, made) and not choices.one_in(_HOSTILE_ONCE_IN):
            made = [_axes(choices)]
        blocks += made if not choices.one_in(200) else [_spoiled(choices, made[0])]
    if not choices.one_in(6):
        blocks += ["G40 G80", "M30"]
    for name in (2, 3):
        blocks += [f"O{name}", *_subprogram(choices, dialect)]
    return choices.pick(("\n", "\n", "\n", "\r\n", "\r", ";\n")).join(blocks)


def _knows(dialect: Dialect, blocks: list[str]) -> bool:
    """Whether the dialect has the G codes and corners of the blocks."""
    codes = {f"G{whole.zfill(2)}{part}" for block in blocks for whole, part in _CODE.findall(block)}
    corners = {letter for block in blocks for letter in (",C", ",R") if letter in block}
    return codes <= dialect.codes.keys() and corners <= dialect.addresses.keys()


def _head(choices: Choices) -> list[str]:
    if choices.one_in(8):
        return []
    return [
        f"{choices.pick(('G21', 'G21', 'G21', 'G20'))} G17 G40 G49 G80 G90 G94",
        f"T{1 + choices.below(4)} M06",
        f"S{choices.pick((800, 3000, 99999))} {choices.pick(('M03', 'M03', 'M04'))}",
        f"G90 G54 G00 X{number(choices, -20, 20)} Y{number(choices, -20, 20)}",
        f"G43 H{1 + choices.below(4)} Z{number(choices, 2, 20)}",
        f"G01 F{number(choices, 50, 900)}",
    ]


def _subprogram(choices: Choices, dialect: Dialect) -> list[str]:
    blocks = []
    for _ in range(choices.below(4)):
        blocks += choices.pick((_lines, _lines, _assignments, _calls))(choices, dialect)
    return [*blocks, choices.pick(("M99", "M99", "M99", "M99 P7", "M30"))]


def _spoiled(choices: Choices, block: str) -> str:
    """The block with one character taken out, doubled or replaced."""
    at = choices.below(max(1, len(block)))
    middle = choices.pick(("", block[at : at + 1] * 2, choices.pick(_JUNK)))
    return block[:at] + middle + block[at + 1 :]


# -- parts -----------------------------------------------------------------------------------------

Part = Callable[[Choices, Dialect], list[str]]


def _axes(choices: Choices, reach: float = 40.0) -> str:
    words = []
    for letter in "XYZ":
        if not choices.one_in(3):
            low, high = (-12.0, 12.0) if letter == "Z" else (-reach, reach)
            words.append(letter + number(choices, low, high))
    return " ".join(words)


def _lines(choices: Choices, dialect: Dialect) -> list[str]:
    code = choices.pick(("G00", "G01", "G01", "", "G91 G01", "G90 G01", "G90 G00"))
    corner = choices.pick(("", "", "", "", "", "", "", ",R1", ",C0.5", ",R99"))
    after = [f"G01 X{number(choices, -40, 40)}"] if corner else []
    return [f"{code} {_axes(choices)} {corner}", *after]


def _arcs(choices: Choices, dialect: Dialect) -> list[str]:
    code, radius = choices.pick(("G02", "G03")), 1 + choices.below(40)
    plane = choices.pick(("", "", "", "G17", "G18", "G19"))
    shape = choices.below(5)
    if shape == 0:
        return [f"{plane} {code} I{radius} J{number(choices, -5, 5)}"]
    if shape == 1:
        return [f"G17 G91 {code} X{2 * radius} Y0 I{radius} Z{number(choices, -3, 3)}", "G90"]
    if shape == 2:
        return [f"G17 G91 {code} X{radius} Y{radius} R{radius + choices.below(3)}", "G90"]
    if shape == 3:
        return [f"G18 G91 {code} X{radius} Z0 R-{radius}", "G17 G90"]
    return [f"{plane} {code} {_axes(choices)} R{number(choices, -60, 60)}"]


def _compensation(choices: Choices, dialect: Dialect) -> list[str]:
    side = choices.pick(("G41", "G42"))
    blocks = [f"{side} D{1 + choices.below(4)} G01 X{number(choices, -40, 40)} Y5"]
    for _ in range(choices.below(6)):
        blocks += choices.pick((_lines, _lines, _arcs, _modes))(choices, dialect)
    return [*blocks, f"G40 G01 X{number(choices, -60, 60)} Y{number(choices, -60, 60)}"]


def _cycles(choices: Choices, dialect: Dialect) -> list[str]:
    code = choices.pick(
        ("G73", "G74", "G76", "G81", "G82", "G83", "G84", "G85", "G86", "G87", "G89")
    )
    level, mode = choices.pick(("G98", "G99", "")), choices.pick(("G90", "G90", "G91"))
    z, r = ("-6", "-2") if mode == "G91" else (number(choices, -15, 0), number(choices, 1, 5))
    words = choices.pick(("", "Q2.", "Q0.01", "P500", "Q1. P200", "K3", "L2", "K0", "I1. J1."))
    block = f"{mode} {level} {code} X{number(choices, -30, 30)} Z{z} R{r} {words}"
    return [block, *(_axes(choices) for _ in range(choices.below(3))), "G80 G90"]


_MODES = (
    *("G17", "G18", "G19", "G20", "G21", "G90", "G91", "G94", "G95", "G93", "G98", "G99", "G64"),
    *("G61", "G40", "G49", "G80", "G69", "G50", "G15", "G96", "G97", "G67", "M03", "M04", "M05"),
    *("M08", "M09", "M00", "M01", "M19", "M29 S500", "/M08", "/2 M09", "G09", "G04 X1.", "G04 P50"),
)


def _modes(choices: Choices, dialect: Dialect) -> list[str]:
    return [choices.pick(_MODES)]


def _figures(choices: Choices, dialect: Dialect) -> list[str]:
    angle, x = number(choices, -200, 200), number(choices, -20, 20)
    begin, end = choices.pick(
        (
            (f"G68 X{x} Y0 R{angle}", "G69"),
            (f"G51 X{x} Y0 Z0 P{choices.pick((500, 1, 2000, 0, 99999999))}", "G50"),
            (f"G51 X0 Y0 Z0 I{x} J{x} K1.", "G50"),
            (f"G51.1 X{x}", "G50.1 X0"),
            ("G16", "G15"),
            (f"G52 X{x} Y1.", "G52 X0 Y0"),
            (f"G92 X{x} Y{x}", "G92.1 X0"),
        )
    )
    inside = [one for _ in range(choices.below(4)) for one in _motions(choices, dialect)]
    return [begin, *inside, *([end] if not choices.one_in(5) else [])]


def _motions(choices: Choices, dialect: Dialect) -> list[str]:
    return choices.pick((_lines, _lines, _arcs, _cycles))(choices, dialect)


def _offsets(choices: Choices, dialect: Dialect) -> list[str]:
    x = number(choices, -10, 10)
    return [
        choices.pick(
            (
                *(f"G10 L2 P{choices.below(8)} X{x} Z{x}", f"G10 L20 P{choices.below(60)} X{x}"),
                *(f"G10 L12 P{choices.below(5)} R{x}", f"G10 L10 P1 R{x}", f"G10 L11 P1 R{x}"),
                *(f"G10 L13 P2 R{x}", f"G{54 + choices.below(6)}", f"G54.1 P{choices.below(60)}"),
                *("G53 G90 G00 Z0", "G91 G28 Z0", "G90 G28 X5.", "G29 X1.", "G30 Z0", "G27 X0"),
                *(
                    f"G43 H{choices.below(6)} Z5.",
                    "G44 H2 Z5.",
                    "G49",
                    "H0",
                    f"D{choices.below(6)}",
                ),
                *(f"G31 X{x} F50", f"T{choices.below(6)} M06", f"S{choices.below(9999)}"),
                f"F{number(choices, 0, 999)}",
            )
        )
    ]


def _assignments(choices: Choices, dialect: Dialect) -> list[str]:
    target = choices.pick(
        (
            "#1",
            "#2",
            "#3",
            "#100",
            "#500",
            "#[#1]",
            "#5221",
            "#2001",
            "#13002",
            "#3006",
            "#33",
            "#10",
        )
    )
    return [f"{target}={expression(choices)}"]


def _control(choices: Choices, dialect: Dialect) -> list[str]:
    inside = [one for _ in range(choices.below(3)) for one in _motions(choices, dialect)]
    condition = f"#1 {choices.pick(_COMPARISONS)} {expression(choices)}"
    level = choices.pick((1, 1, 1, 2, 2, 3, 3, 4))
    return choices.pick(
        (
            [
                "#1=0",
                f"WHILE[#1 LT {choices.below(9)}]DO{level}",
                *inside,
                "#1=#1+1",
                f"END{level}",
            ],
            [f"IF[{condition}]THEN#2={expression(choices)}"],
            ["#1=0", f"N{7 + choices.below(2)}", *inside, "#1=#1+1", "IF[#1LT3]GOTO7"],
            [f"IF[{condition}]GOTO{choices.pick(('7', '8', '#1', '9999'))}", *inside, "N7"],
            [f"DO{level}", *inside, f"IF[{condition}]GOTO9", f"END{level}", "N9"],
            [f"#3000={choices.below(300)}(STOP)"],
            [f"WHILE[{condition}]DO{level}", *inside],
        )
    )


def _calls(choices: Choices, dialect: Dialect) -> list[str]:
    repeats = choices.pick(("", "", "L2", "L0", "L9999"))
    name = choices.pick((2, 3, 3, 1, 9))
    arguments = " ".join(
        choices.pick("ABCDEFHIJKMQRSTUVWXYZ") + number(choices, -9, 9)
        for _ in range(choices.below(5))
    )
    return choices.pick(
        (
            [f"M98 P{name} {repeats}"],
            [f"M98 P{choices.below(9)}000{name}"],
            [f"G65 P{name} {repeats} {arguments}"],
            [f"G66 P{name} {arguments}", *_motions(choices, dialect), "G67"],
            [f"G66.1 P{name} {arguments}", *_motions(choices, dialect), "G67"],
            ["M99"],
        )
    )


def _any_words(choices: Choices, dialect: Dialect) -> list[str]:
    """Codes and addresses of the dialect without sense."""
    if not choices.one_in(_SENSELESS_ONCE_IN):
        return _lines(choices, dialect)
    codes, letters = sorted(dialect.codes), sorted(dialect.addresses)
    words = []
    for _ in range(1 + choices.below(6)):
        if choices.one_in(2):
            words.append(choices.pick(codes))
        else:
            words.append(choices.pick(letters) + number(choices, -20, 20))
    return [" ".join(words)]


def _junk(choices: Choices, dialect: Dialect) -> list[str]:
    if not choices.one_in(_SENSELESS_ONCE_IN):
        return _arcs(choices, dialect)
    return ["".join(choices.pick(_JUNK) for _ in range(choices.below(30)))]


PARTS: tuple[Part, ...] = (
    *(_lines,) * 5,
    *(_arcs,) * 4,
    *(_compensation,) * 3,
    *(_cycles,) * 3,
    *(_modes,) * 3,
    *(_figures,) * 3,
    *(_offsets,) * 3,
    *(_assignments,) * 3,
    *(_control,) * 2,
    *(_calls,) * 2,
    _any_words,
    _junk,
)
"""What a program is made of; the likely parts stand several times."""
