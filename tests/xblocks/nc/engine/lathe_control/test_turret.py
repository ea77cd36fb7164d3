"""From the turret's machine coordinates to the true tip in the workpiece."""

from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.lathe_programs import ZERO, lathe, run_lathe
from xblocks.nc.engine.lathe_control.turret import lathe_moves
from xblocks.nc.engine.machine import example_lathe
from xblocks.nc.engine.turning.contour import CLOCKWISE
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, THREAD

SOURCE = "T0101 G96 S120 M03\nG00 X50. Z5.\nG01 Z-5. F0.2\nG02 X60. Z-10. R5.\nG04 X1.\nM00"


def test_with_right_registers_the_tip_is_where_the_program_says() -> None:
    made = lathe_moves(run_lathe(SOURCE).moves, lathe(), ZERO)
    elements = [move.element for move in made]
    assert [one.kind for one in elements] == [RAPID, FEED, FEED]
    for one, (z, x) in zip(elements, [(5, 50), (-5, 50), (-10, 60)], strict=True):
        assert (one.path.end[0], one.x_diameter_mm) == pytest.approx((z, x))
    assert elements[2].path.centre == pytest.approx((-5, 30))
    assert elements[2].path.turn == CLOCKWISE
    assert (made[1].tool, made[1].spindle.sense) == (1, 1)
    assert (made[1].spindle.surface_m_per_min, made[1].element.feed_mm) == (120, 0.2)


def test_a_tool_that_is_mounted_otherwise_cuts_elsewhere() -> None:
    run = run_lathe(SOURCE)
    long = replace(lathe(), turret=(replace(lathe().turret[0], mounted_mm=(101.5, 59.0)),))
    moved = lathe_moves(run.moves, long, (ZERO[0], 0.0, ZERO[2] + 2.0))
    assert moved[1].element.path.end == pytest.approx((-5 - 0.5 - 2.0, 25))


def test_a_whole_circle_is_two_halves_and_a_thread_keeps_its_phase() -> None:
    run = run_lathe("T0101 S500 M03\nG00 X50. Z0\nG02 X50. Z0 I5. K0 F0.1\nG32 Z-9. F3. Q90000")
    one, other, thread = (move.element for move in lathe_moves(run.moves, lathe(), ZERO)[1:])
    assert one.path.end == other.path.start == pytest.approx((0, 35))
    assert one.path.length_mm + other.path.length_mm == pytest.approx(31.41592653)
    assert (thread.kind, thread.feed_mm, thread.turned) == (THREAD, 3.0, 0.25)


def test_the_example_lathe_has_ninety_nine_stations_for_any_program() -> None:
    turret = example_lathe().turret
    assert [tool.number for tool in turret] == list(range(1, 100))
    assert {tool.mounted_mm for tool in turret} == {(0.0, 0.0)}
