"""Parts of lathe programs made of decisions."""

from __future__ import annotations

from tests.fuzz.choices import Choices
from tests.fuzz.words import axes, number
from xblocks.nc.engine.language.dialect import Dialect


def head(choices: Choices, dialect: Dialect) -> list[str]:
    """A tool, a turning spindle, a feed, and a place before the bar."""
    if choices.one_in(8):
        return []
    limit = "G50" if "G32" in dialect.codes else "G92"
    speed = choices.pick(("G97 S800", "G97 S1500", f"{limit} S2000\nG96 S150"))
    tool = 1 + choices.below(5)
    return [
        f"{choices.pick(('G21', 'G21', 'G21', 'G20'))} G40 {speed} {choices.pick(('M03', 'M04'))}",
        f"T0{tool}0{choices.pick((tool, tool, tool, 0, 9))}",
        f"G00 X{number(choices, 40, 60)} Z{number(choices, 1, 8)}",
        f"G01 F{choices.pick(('0.2', '0.05', '0.8'))}",
    ]


def lines(choices: Choices, dialect: Dialect) -> list[str]:
    """Straight moves, to a diameter or on by U and W, with corners and angles."""
    code = choices.pick(("G00", "G01", "G01", "G01", ""))
    letters = choices.pick(("XZ", "XZ", "X", "Z", "UW", "U", "W", "XW", "UZ"))
    words = [
        letter + number(choices, *{"X": (0, 50), "Z": (-40, 5), "U": (-9, 9), "W": (-9, 9)}[letter])
        for letter in letters
    ]
    corner = choices.pick((*("",) * 12, ",C1.", ",R1.", "R2.", "C1.", ",A150.", "A-45.", "K-1."))
    after = [f"G01 Z{number(choices, -40, 0)}"] if corner else []
    return [" ".join([code, *words, corner]), *after]


def arcs(choices: Choices, dialect: Dialect) -> list[str]:
    """Arcs by radius or centre."""
    radius = 1 + choices.below(12)
    side = choices.pick(("", "-"))
    return [
        choices.pick(
            (
                f"G02 U{2 * radius} W-{radius} R{radius}",
                f"G03 U{2 * radius} W-{radius} R{radius}",
                f"G03 U{2 * radius} W-{radius} I0 K-{radius}",
                f"G02 X{number(choices, 0, 50)} Z{number(choices, -40, 0)} R{side}{radius}",
                f"G03 {axes(choices, 20.0, 'XZ')} I{radius} K{side}{radius}",
            )
        )
    ]


def compensation(choices: Choices, dialect: Dialect) -> list[str]:
    """Nose radius compensation about a few moves."""
    inside = [one for _ in range(choices.below(5)) for one in _moves(choices, dialect)]
    return [
        f"{choices.pick(('G42', 'G42', 'G41'))} G01 X{number(choices, 5, 40)} Z1.",
        *inside,
        f"G40 G00 X{number(choices, 50, 60)} Z{number(choices, 1, 9)}",
    ]


def _moves(choices: Choices, dialect: Dialect) -> list[str]:
    return choices.pick((lines, lines, arcs))(choices, dialect)


def single_cycles(choices: Choices, dialect: Dialect) -> list[str]:
    """G90, G92, G94, or in system B G77, G78, G79."""
    codes = ("G90", "G92", "G94") if "G32" in dialect.codes else ("G77", "G78", "G79")
    taper = choices.pick(("", "", f"R{number(choices, -5, 5)}"))
    begin = (
        f"{choices.pick(codes)} X{number(choices, 5, 40)} Z{number(choices, -30, 0)} {taper} F1.5"
    )
    return [begin, *(f"X{number(choices, 5, 40)}" for _ in range(choices.below(4))), "G00 U1."]


def shapes(choices: Choices, dialect: Dialect) -> list[str]:
    """G71, G72 or G73 about a shape that mostly grows, perhaps finished by G70."""
    code = choices.pick(("G71", "G71", "G72", "G73"))
    first = {
        "G71": f"X{number(choices, 0, 15)}",
        "G72": f"Z{number(choices, -30, -5)}",
        "G73": "X5.",
    }
    words = {"G71": "U1.5 R0.5", "G72": "W1.5 R0.5", "G73": "U6. W2. R3"}[code]
    inside = []
    for _ in range(1 + choices.below(5)):
        inside.append(
            choices.pick(
                (
                    f"G01 W-{choices.below(9)}",
                    f"G01 U{choices.below(9)}",
                    f"G01 U{choices.below(9)} W-{choices.below(9)}",
                    "G02 U6. W-3. R3.",
                    "G03 U4. W-2. R2.",
                    *lines(choices, dialect)[:1],
                )
            )
        )
    allowance = choices.pick(("U0.4 W0.1", "U0.4", "", "U-0.4 W0.1", f"U{number(choices, -3, 3)}"))
    return [
        f"{code} {words}",
        f"{code} P70 Q71 {allowance} F0.3",
        f"N70 G00 {first[code]}",
        *inside,
        f"N71 {choices.pick(('U1.', 'U1.', 'G01 X50.', 'W1.', ''))}",
        *choices.pick(([], ["G70 P70 Q71"], ["G70 P70 Q72"])),
    ]


def pecks_and_threads(choices: Choices, dialect: Dialect) -> list[str]:
    """G74, G75, G76 and threads of one pass."""
    x, z = number(choices, 5, 40), number(choices, -30, 0)
    thread = "G32" if "G32" in dialect.codes else "G33"
    return choices.pick(
        (
            ["G74 R0.5", f"G74 Z{z} Q{choices.pick((3000, 500, 1, 0))} F0.1"],
            ["G74 R0.5", f"G74 X{x} Z{z} P2000 Q3000 F0.1"],
            ["G75 R0.5", f"G75 X{x} Z{z} P{choices.pick((2000, 100, 1))} Q2000 F0.1"],
            ["G76 P020060 Q100 R0.05", f"G76 X{x} Z{z} P975 Q{choices.pick((400, 20, 1))} F1.5"],
            [f"G76 X{x} Z{z} K1. D400 F1.5 A60"],
            [f"{thread} X{x} Z{z} F{choices.pick(('1.5', '0.01', '40.'))}", f"{thread} W-5."],
        )
    )


_MODES = (
    *("G96 S120", "G97 S900", "G98 F100", "G99 F0.2", "G50 S1500", "G92 S1500", "M03", "M04"),
    *("M05", "M08", "M09", "M00", "M01", "G04 X1.", "G04 U0.5", "G04 P100", "G40", "G20", "G21"),
    *("G28 U0 W0", "G30 U0", "G27 X0", "G53 X0 Z0", "G54", "G55", "G52 X1. Z1.", "G52 X0 Z0"),
    *("G50 X100. Z50.", "G50 U2.", "G92.1 X0", "G90", "G91", "G94", "G95", "T0101", "T0303"),
    *("T0202", "T0404", "T0500", "T0017", "G10 P1 X1. Z1.", "G10 P1 U0.5", "G10 P10001 X5."),
    *("G10 L2 P1 X1.", "/M08", "S900", "F0.1", "#5221=1", "#2001=0.5", "#2701=3"),
)


def modes(choices: Choices, dialect: Dialect) -> list[str]:
    """What stays in force, offsets and coordinates."""
    return [choices.pick(_MODES)]


PARTS = (
    *(lines,) * 6,
    *(arcs,) * 3,
    *(compensation,) * 2,
    *(single_cycles,) * 2,
    *(shapes,) * 3,
    *(pecks_and_threads,) * 2,
    *(modes,) * 4,
)
"""What lathe programs are made of besides what all programs may have."""
