"""Trapezoidal profiles: times of closed forms."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.timing import timed

SLOW = replace(machine(), acceleration_mm_per_s2=(500.0, 250.0, 1000.0))


def seconds(source: str, on: Machine = SLOW) -> list[float]:
    moves = run_text("T1 M06\nF3000\n" + source, on).moves[1:]
    return [move.duration_s for move in timed(moves, on)]


def test_a_machine_without_inertia_keeps_its_times() -> None:
    moves = run_text("G00 X100\nG01 X200 F600").moves
    assert timed(moves, machine()) == moves


def test_a_long_move_takes_its_length_at_the_feed_and_one_ramp_more() -> None:
    # 3000 mm/min is 50 mm/s, reached in 0.1 s with 500 mm/s2: 100 / 50 + 50 / 500
    assert seconds("G01 X100") == pytest.approx([2.1])
    assert seconds("G01 Y100") == pytest.approx([2.2])


def test_a_short_move_never_reaches_its_feed() -> None:
    assert seconds("G01 X2") == pytest.approx([2 * math.sqrt(2 / 500)])


def test_the_slower_axis_limits_a_slanting_move() -> None:
    # along 3:4 the X axis would allow 500 / 0.6, Y only 250 / 0.8
    assert seconds("G01 X60 Y80") == pytest.approx([100 / 50 + 50 / 312.5])


def test_the_control_stops_at_corners_and_not_on_straight_joints() -> None:
    assert sum(seconds("G01 X50\nX100")) == pytest.approx(2.1)
    assert seconds("G01 X50\nY50") == pytest.approx([1.1, 1.2])
    assert sum(seconds("G01 X50\nX50.5 Y0.01\nX100")) == pytest.approx(2.1, abs=0.05)
    assert sum(seconds("G01 X50\nG00 X100")) > 1.1 + 50 / 200


def test_a_tangent_arc_is_run_through_and_a_tight_one_slows_down() -> None:
    line, arc = seconds("G01 X50\nG03 X60 Y10 J10")
    assert line < 1.1
    assert arc == pytest.approx(math.pi * 5 / 50 + 0.1, abs=0.02)
    tight = seconds("G01 X50\nG03 X50.1 Y0.1 J0.1")
    assert tight[1] > math.pi * 0.05 / 5


def test_exact_stops_rest_at_the_end_of_the_block_and_cutting_mode_runs_through() -> None:
    through = seconds("G64 G01 X50\nX100")
    assert sum(through) == pytest.approx(2.1)
    for exact in ("G61 G01 X50\nX100", "G09 G01 X50\nX100"):
        assert seconds(exact) == pytest.approx([1.1, 1.1])
    for other in ("G62", "G63", "G61 G64"):
        assert seconds(f"{other} G01 X50\nX100") == pytest.approx(through)
    assert sum(seconds("G61 G01 X50\nG64 X100\nX150")) == pytest.approx(1.1 + 2.1)
    assert sum(seconds("G09 G01 X50\nX100\nX150")) == pytest.approx(1.1 + 2.1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=1, max_size=12))
def test_inertia_never_makes_a_program_faster_and_much_acceleration_hardly_slower(
    points: list[tuple[int, int]],
) -> None:
    source = "\n".join(f"G01 X{x} Y{y}" for x, y in points)
    fast = replace(machine(), acceleration_mm_per_s2=(1e8, 1e8, 1e8))
    plain = sum(seconds(source, machine()))
    assert sum(seconds(source)) >= plain - 1e-9
    assert sum(seconds(source, fast)) == pytest.approx(plain, rel=1e-3, abs=1e-6)
