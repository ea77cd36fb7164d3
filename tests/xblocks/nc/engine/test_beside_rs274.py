"""Beside an independent interpreter: every motion the same, or an alarm in both."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.xblocks.nc.engine.generated import KINDS
from tests.xblocks.nc.engine.rs274 import RS274, Motion, ours, theirs
from xblocks.nc.engine.language.dialect import FANUC_LATHE_A
from xblocks.nc.engine.machine import example_lathe

pytestmark = pytest.mark.skipif(
    RS274 is None,
    reason="NOT COMPARED with an independent interpreter: there is no rs274 here. On Debian: "
    "apt-get install --no-install-recommends linuxcnc-uspace",
)

PROGRAMS_OF_A_KIND = 50

HEAD = "G21 G17 G90 G40 G80 G94 G54\nT1 M6\nG0 X0 Y0 Z50\nG43 H1 Z50\nF100\n"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_generated_programs_move_alike(kind: Callable[[Random], str], tmp_path: Path) -> None:
    for seed in range(PROGRAMS_OF_A_KIND):
        source = kind(Random(seed))  # noqa: S311 - repeatable programs are wanted
        mine, alarm = ours(source)
        judged, error = theirs(source, tmp_path)
        assert (alarm, error) == (None, None), source
        assert len(mine) == len(judged), source
        for index, (one, other) in enumerate(zip(mine, judged, strict=True)):
            assert one.close_to(other), (seed, index, one, other)


@pytest.mark.parametrize(
    "wrong",
    [
        "G2 X10 Y10 I9 J0",
        "G2 X30 R10",
        "G2 X10 Y10",
        "G1 X10 F0",
        "G2 X0 Y0 R5",
        "G0 G1 X5",
        "G17 G18 X5",
        "G1 X5 X6",
        "G81 X5 Y5 Z-5",
        "G81 X5 Y5 R2",
        "G83 X5 Y5 Z-5 R2",
        "G41 D1 G1 X20\nX40\nG18",
        "G41 D1 G1 X20\nX40\nX41 Y1\nX40 Y2\nX20",
        "G41 D1 G1 X20\nX40\nG3 X44 Y4 R4\nG1 Y30",
        "G80\nX10",
        "G0 X10 Q5",
        "M98 P7777",
        "G43 H77 Z5",
        "G77 X5",
        "M123",
        "X1.2.3",
        "#1=[1/0]",
        "#1=SQRT[-1]",
        "G53 X5 G91",
        "G41 D1 G1 X20\nX40\nG42 X60",
        "G41 D1 G1 X20\nX40\nG41 X60",
        "G41 D1 G3 X6 Y3 R4\nG1 X40",
        "G4",
        "G4 X1",
        "G81 X5 Y5 Z-5 R2 L0",
        "G84 X5 Y5 Z-5 R2",
        "M4 S100\nG84 X5 Y5 Z-5 R2",
        "M3 S100\nG74 X5 Y5 Z-5 R2",
        "G86 X5 Y5 Z-5 R2 P1",
        "G88 X5 Y5 Z-5 R2 P1",
        "G10 L10 P77 Z10",
        "G90.1\nG2 X10 Y10 I10",
    ],
)
def test_what_is_wrong_is_an_alarm_in_both(wrong: str, tmp_path: Path) -> None:
    source = HEAD + wrong + "\nM30\n"
    assert ours(source)[1] is not None
    assert theirs(source, tmp_path)[1] is not None


def turned_contour(random: Random) -> str:
    """Lines, arcs by R and by I and K, X as a diameter."""
    x, z = 20.0, 2.0
    blocks = [f"G0 X{x} Z{z}"]
    for _ in range(random.randint(3, 10)):
        kind, size = random.choice("lrik"), round(random.uniform(0.5, 4), 3)
        x, z = round(x + 2 * size, 3), round(z - size, 3)
        blocks.append(
            {
                "l": f"G1 X{x} Z{round(z - random.uniform(0, 3), 3)}",
                "r": f"{random.choice(('G2', 'G3'))} X{x} Z{z} R{size}",
                "i": f"G2 X{x} Z{z} I{size} K0",
                "k": f"G3 X{x} Z{z} I0 K-{size}",
            }[kind]
        )
        z = round(float(blocks[-1].split("Z")[1].split()[0]), 3)
    return "\n".join([*blocks, "G0 X200 Z50"])


def hollow_contour(random: Random) -> str:
    """Lines that turn away from the axis ever more, so that every corner is an inside one (and no
    corner so flat that the other interpreter takes it for straight)."""
    x, z, blocks = 20.0, -5.0, ["G0 X20 Z10", "G1 Z-5"]
    for angle in sorted(random.sample(range(5, 86, 8), random.randint(2, 5))):
        length = random.uniform(6, 12)
        x += 2 * length * math.sin(math.radians(angle))
        z -= length * math.cos(math.radians(angle))
        blocks.append(f"G1 X{x:.4f} Z{z:.4f}")
    return "\n".join(blocks)


def beside(
    head: str, lathe_head: str, body: str, folder: Path
) -> tuple[list[Motion], list[Motion]]:
    """Both interpreters' motions, neither with an alarm."""
    mine, alarm = ours(f"{lathe_head}\n{body}\nM30\n", FANUC_LATHE_A, example_lathe())
    judged, error = theirs(f"G21 G18 G7 G90 G94 F100\n{head}\n{body}\nM2\n", folder)
    assert (alarm, error) == (None, None), body
    return mine, judged


def test_lathe_contours_move_alike_with_x_as_a_diameter(tmp_path: Path) -> None:
    for seed in range(25):
        body = turned_contour(Random(seed))  # noqa: S311 - repeatable programs are wanted
        mine, judged = beside("", "T0101 S500 M03 G98 F100.", body, tmp_path)
        assert len(mine) == len(judged), body
        for one, other in zip(mine, judged, strict=True):
            assert one.close_to(other), (seed, one, other)


def test_nose_compensation_goes_the_same_way_behind_its_entry(tmp_path: Path) -> None:
    for seed in range(25):
        body = hollow_contour(Random(seed))  # noqa: S311 - repeatable programs are wanted
        ours_head = "G10 P10001 R0.8 Q9\nT0101 S500 M03 G98 F100.\nG42"
        mine, judged = beside("G42.1 D1.6 L9", ours_head, body, tmp_path)
        for one, other in zip(mine[1:], judged[1 - len(mine) :], strict=True):
            assert one.close_to(other), (seed, one, other)
