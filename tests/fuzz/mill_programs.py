"""Parts of milling programs made of decisions."""

from __future__ import annotations

from tests.fuzz.choices import Choices
from tests.fuzz.words import axes, number
from xblocks.nc.engine.language.dialect import Dialect


def head(choices: Choices, dialect: Dialect) -> list[str]:
    """A tool, a turning spindle, a length offset and a feed."""
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


def lines(choices: Choices, dialect: Dialect) -> list[str]:
    """Straight moves, now and then with a corner."""
    code = choices.pick(("G00", "G01", "G01", "", "G91 G01", "G90 G01", "G90 G00"))
    corner = choices.pick(("", "", "", "", "", "", "", ",R1", ",C0.5", ",R99"))
    after = [f"G01 X{number(choices, -40, 40)}"] if corner else []
    return [f"{code} {axes(choices)} {corner}", *after]


def arcs(choices: Choices, dialect: Dialect) -> list[str]:
    """Arcs by centre and radius, and helices, in all planes."""
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
    return [f"{plane} {code} {axes(choices)} R{number(choices, -60, 60)}"]


def compensation(choices: Choices, dialect: Dialect) -> list[str]:
    """Cutter radius compensation about a few moves."""
    side = choices.pick(("G41", "G42"))
    blocks = [f"{side} D{1 + choices.below(4)} G01 X{number(choices, -40, 40)} Y5"]
    for _ in range(choices.below(6)):
        blocks += choices.pick((lines, lines, arcs, modes))(choices, dialect)
    return [*blocks, f"G40 G01 X{number(choices, -60, 60)} Y{number(choices, -60, 60)}"]


def cycles(choices: Choices, dialect: Dialect) -> list[str]:
    """A canned cycle at a few places."""
    code = choices.pick(
        ("G73", "G74", "G76", "G81", "G82", "G83", "G84", "G85", "G86", "G87", "G89")
    )
    level, mode = choices.pick(("G98", "G99", "")), choices.pick(("G90", "G90", "G91"))
    z, r = ("-6", "-2") if mode == "G91" else (number(choices, -15, 0), number(choices, 1, 5))
    words = choices.pick(("", "Q2.", "Q0.01", "P500", "Q1. P200", "K3", "L2", "K0", "I1. J1."))
    block = f"{mode} {level} {code} X{number(choices, -30, 30)} Z{z} R{r} {words}"
    return [block, *(axes(choices) for _ in range(choices.below(3))), "G80 G90"]


_MODES = (
    *("G17", "G18", "G19", "G20", "G21", "G90", "G91", "G94", "G95", "G93", "G98", "G99", "G64"),
    *("G61", "G40", "G49", "G80", "G69", "G50", "G15", "G96", "G97", "G67", "M03", "M04", "M05"),
    *("M08", "M09", "M00", "M01", "M19", "M29 S500", "/M08", "/2 M09", "G09", "G04 X1.", "G04 P50"),
)


def modes(choices: Choices, dialect: Dialect) -> list[str]:
    """What stays in force."""
    return [choices.pick(_MODES)]


def figures(choices: Choices, dialect: Dialect) -> list[str]:
    """A few moves turned, scaled, mirrored, by angle, or shifted."""
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
    inside = [one for _ in range(choices.below(4)) for one in motions(choices, dialect)]
    return [begin, *inside, *([end] if not choices.one_in(5) else [])]


def motions(choices: Choices, dialect: Dialect) -> list[str]:
    """A move or a cycle."""
    return choices.pick((lines, lines, arcs, cycles))(choices, dialect)


def offsets(choices: Choices, dialect: Dialect) -> list[str]:
    """Offsets, coordinates, reference points, tools."""
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


PARTS = (
    *(lines,) * 5,
    *(arcs,) * 4,
    *(compensation,) * 3,
    *(cycles,) * 3,
    *(modes,) * 3,
    *(figures,) * 3,
    *(offsets,) * 3,
)
"""What milling programs are made of besides what all programs may have."""
