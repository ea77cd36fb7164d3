"""Arcs: the circle that a block means, its bounds and its chords."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import run_text
from xblocks.nc.engine.moves import Arc, Move, arc_bounds, arc_points

ANGLES = st.floats(0, 2 * math.pi)


def only(source: str) -> Move:
    (move,) = run_text(source).moves
    return move


@given(
    st.floats(1, 80),
    ANGLES,
    st.floats(0.2, 6.0),
    st.sampled_from(["G02", "G03"]),
)
def test_radius_and_centre_give_the_same_arc(
    radius: float, begin: float, sweep: float, code: str
) -> None:
    assume(abs(sweep - math.pi) > 0.05)
    turn = 1 if code == "G03" else -1
    end = begin + turn * sweep
    centre = (-radius * math.cos(begin), -radius * math.sin(begin))
    x, y = (
        centre[0] + radius * math.cos(end),
        centre[1] + radius * math.sin(end),
    )
    by_centre = only(f"{code} X{x:.4f} Y{y:.4f} I{centre[0]:.4f} J{centre[1]:.4f} F100").arc
    signed = radius if sweep < math.pi else -radius
    by_radius = only(f"{code} X{x:.4f} Y{y:.4f} R{signed:.4f} F100").arc
    assert by_centre is not None
    assert by_radius is not None
    assert by_centre.sweep_rad == pytest.approx(turn * sweep, abs=0.01)
    assert by_radius.sweep_rad == pytest.approx(turn * sweep, abs=0.05)


@given(st.floats(0.5, 50), ANGLES, st.floats(-2 * math.pi, 2 * math.pi), st.floats(0.001, 0.1))
def test_chords_stay_within_their_error_and_the_bounds_hold_them(
    radius: float, begin: float, sweep: float, error_mm: float
) -> None:
    assume(abs(sweep) > 0.01)
    arc = Arc("xy", 3.0, -2.0, begin, sweep, radius, radius)
    ends = [
        (3 + radius * math.cos(angle), -2 + radius * math.sin(angle), z)
        for angle, z in ((begin, 0.0), (begin + sweep, -4.0))
    ]
    points = arc_points(arc, ends[0], ends[1], error_mm)
    low, high = arc_bounds(arc, ends[0], ends[1])
    for a, b in pairwise(points):
        middle = [(p + q) / 2 for p, q in zip(a, b, strict=True)]
        sagitta = radius - math.hypot(middle[0] - 3, middle[1] + 2)
        assert -1e-9 <= sagitta <= error_mm + 1e-9
    for point in points:
        for axis in range(3):
            assert low[axis] - 1e-9 <= point[axis] <= high[axis] + 1e-9


def test_an_end_point_a_little_off_is_tolerated_and_reached() -> None:
    move = only("G02 X10.005 Y10 I10 J0 F100")
    assert move.end[:2] == (10.005, 10.0)
    assert move.arc is not None
    assert move.arc.start_radius_mm != move.arc.end_radius_mm
    assert run_text("G02 X10.02 Y10.02 I10 J0 F100").alarm is not None


def test_a_zero_beside_the_plane_of_an_arc_says_nothing() -> None:
    plain = only("G02 X10 Y10 I10 J0 F100")
    assert only("G02 X10 Y10 I10 J0 K0. F100") == plain
    made = run_text("G02 X10 Y10 I10 K1 F100")
    assert made.alarm is not None
    assert made.alarm.id == "PS0021"
