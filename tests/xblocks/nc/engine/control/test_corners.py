"""Chamfers and corners R beside lines and arcs: they touch both cuts and leave no step."""

from __future__ import annotations

import cmath
import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import run_text
from xblocks.nc.engine.moves import ARC, Move

CUTS = {
    "line": "G01 X40 Y0",
    "cw": "G02 X40 Y0 R30",
    "ccw": "G03 X40 Y0 R30",
}
ONWARD = {
    "line": "G01 X{x} Y{y}",
    "cw": "G02 X{x} Y{y} R30",
    "ccw": "G03 X{x} Y{y} R30",
}


def moves(source: str) -> tuple[Move, ...]:
    """The moves of a program that ends without an alarm."""
    made = run_text(source)
    assert made.alarm is None, made.alarm
    return made.moves


def alarm(source: str) -> str:
    """The number of the alarm that stops the program."""
    made = run_text(source)
    assert made.alarm is not None
    return made.alarm.id


def heading(move: Move, *, at_end: bool) -> complex:
    """The direction of travel at an end of a move in XY."""
    along = complex(move.end[0] - move.start[0], move.end[1] - move.start[1])
    if move.arc is not None:
        turned = move.arc.start_rad + (move.arc.sweep_rad if at_end else 0.0)
        along = cmath.exp(1j * turned) * (1j if move.arc.sweep_rad > 0 else -1j)
    return along / abs(along)


@given(
    st.sampled_from(sorted(CUTS)),
    st.sampled_from(sorted(ONWARD)),
    st.floats(-150, 150),
    st.floats(0.5, 4),
)
def test_a_corner_r_joins_any_two_cuts_smoothly_with_its_radius(
    first: str, second: str, turn: float, radius: float
) -> None:
    x, y = 40 + 40 * math.cos(math.radians(turn)), 40 * math.sin(math.radians(turn))
    onward = ONWARD[second].format(x=f"{x:.3f}", y=f"{y:.3f}")
    made = run_text(f"F100 {CUTS[first]},R{radius:.3f}\n{onward}")
    if made.alarm is not None:  # the corner turns back on itself
        assert made.alarm.id == "PS0055"
        return
    for before, after in pairwise(made.moves):
        assert before.end == pytest.approx(after.start)
        assert abs(heading(before, at_end=True) - heading(after, at_end=False)) < 1e-4
    if len(made.moves) == 3:
        fillet = made.moves[1].arc
        assert fillet is not None
        assert fillet.end_radius_mm == pytest.approx(round(radius, 3), abs=1e-6)
    for move in made.moves:
        if move.arc is not None:
            reach = complex(move.end[0] - move.arc.first_mm, move.end[1] - move.arc.second_mm)
            assert abs(reach) == pytest.approx(move.arc.end_radius_mm, abs=1e-6)
            turned = move.arc.start_rad + move.arc.sweep_rad
            assert cmath.exp(1j * turned) == pytest.approx(reach / abs(reach), abs=1e-6)


def test_corners_between_lines_are_where_the_drawing_has_them() -> None:
    assert [m.end[:2] for m in moves("F100 G01 X40,R5\nY20")] == [(35, 0), (40, 5), (40, 20)]
    assert [m.end[:2] for m in moves("F100 G01 X40,C5\nY20,R2\nX0")] == [
        *((35, 0), (40, 5), (40, 18)),
        *((38, 20), (0, 20)),
    ]


@pytest.mark.parametrize(("first", "second"), [("line", "cw"), ("ccw", "line"), ("cw", "cw")])
def test_a_chamfer_cuts_each_side_as_far_from_the_corner(first: str, second: str) -> None:
    onward = ONWARD[second].format(x=60, y=-30)
    _, chamfer, _ = moves(f"F100 {CUTS[first]},C3\n{onward}")
    assert chamfer.arc is None
    for end in (chamfer.start, chamfer.end):
        assert math.dist(end[:2], (40, 0)) == pytest.approx(3)


def test_a_corner_between_tangent_cuts_is_none() -> None:
    made = moves("F100 G01 X40,R5\nX50\nX60,R5\nG03 X80 Y20 R20")
    assert [move.end[0] for move in made] == pytest.approx([40, 50, 60, 80])


def test_compensation_goes_round_corners_of_lines_and_arcs() -> None:
    made = moves("G42 D1 G01 X20 Y10 F100\nX60,R8\nG02 X60 Y50 R20\nG01 X20\nG40 X0")
    arcs = [move.arc for move in made if move.kind == ARC and move.arc is not None]
    assert [round(arc.end_radius_mm, 6) for arc in arcs] == [8 + 5, 20 - 5]


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("G01 X40 F100,R5\nG00 Y20", "PS0051"),
        ("G01 X40 F100,R5\nM08\nY20", "PS0051"),
        ("G01 X40 F100,R5\nG01 Y20 Z-1", "PS0051"),
        ("G01 X40 F100,R5\nG03 X40 Y20 Z-1 R10", "PS0051"),
        ("G01 X40 F100,R5\nX20", "PS0055"),
        ("G01 X4 F100,R5\nY20", "PS0055"),
        ("G01 X40 F100,C9\nG02 X40 Y4 R2", "PS0055"),
        ("G02 X4 R2 F100,R9\nG01 X5", "PS0055"),
        ("G41 D1 G01 X20 Y10 F100\nX60,R2\nY50\nX20", "PS0041"),
    ],
)
def test_a_corner_that_does_not_fit_is_an_alarm(source: str, number: str) -> None:
    assert alarm(source) == number
