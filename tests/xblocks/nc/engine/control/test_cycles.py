"""Canned cycles: what programs from the shop do with them."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.engine.programs import run_text
from xblocks.nc.engine.moves import Move

READY = "S500 M03\nG00 Z20\n"


def moves(source: str) -> tuple[Move, ...]:
    """The moves behind the first rapid of a program that ends without an alarm."""
    made = run_text(READY + source)
    assert made.alarm is None, made.alarm
    return made.moves[1:]


def levels(source: str) -> list[float]:
    """The Z of every move's end."""
    return [round(move.end[2], 6) for move in moves(source)]


def holes(source: str) -> list[tuple[float, float]]:
    """Where the cuts went down, in X and Y."""
    return [
        (round(move.end[0], 6), round(move.end[1], 6))
        for move in moves(source)
        if move.kind == "feed" and move.end[2] < move.start[2]
    ]


@pytest.mark.parametrize(("code", "way"), [("G84", 1), ("G74", -1)])
def test_peck_tapping_goes_back_reversed_after_every_q(code: str, way: int) -> None:
    tapping = moves(f"M29 S500\n{code} X5 Y0 Z-5 R0 Q2 F500\nG80")
    cuts = [(move.end[2], move.spindle_rpm * way) for move in tapping if move.kind == "feed"]
    assert cuts == [(-2, 500), (-1, -500), (-4, 500), (-3, -500), (-5, 500), (0, -500)]


def test_a_tap_does_not_take_over_the_peck_of_the_drill_before_it() -> None:
    found = levels("G83 X1 Y0 Z-5 R0 Q2 F100\nG84 X5 F500\nG80")
    assert found[-5:] == [20, 0, -5, 0, 20]


def test_holes_of_a_subprogram_do_not_dwell_as_long_as_its_number() -> None:
    drilled = moves("G82 X0 Y0 Z-2 R1 P100 L0 F99\nM98 P1000\nG80\nM30\nO1000\nX5\nX10\nM99")
    assert [move.duration_s for move in drilled if move.kind == "dwell"] == [0.1, 0.1]


def test_a_block_without_its_own_axes_drills_where_the_tool_stands() -> None:
    assert holes("X3 Y4\nG81 Z-5 R2 F100\nR1\nF50\nG80") == [(3, 4), (3, 4)]


def test_the_return_level_may_change_from_hole_to_hole_over_a_clamp() -> None:
    found = levels("G99 G81 X1 Z-5 R2 F100\nX2\nG98 X3\nG99 X4\nG80")
    assert found == [20, 2, -5, 2, 2, -5, 2, 2, -5, 20, 20, 2, -5, 2]


def test_g80_may_move_in_its_own_block_and_ends_the_cycle() -> None:
    assert levels("G81 X1 Z-5 R2 F100\nG80 Z30\nX9")[-2:] == [30, 30]
    assert levels("G81 X1 Z-5 R2 F100\nG80 G00 X9 Z40")[-1] == 40


@pytest.mark.parametrize("none", ["K0", "L0"])
def test_no_repeats_only_store_the_cycle(none: str) -> None:
    assert holes(f"G81 X1 Y1 Z-5 R2 {none} F100\nX2\nG80") == [(2, 0)]


def test_cycles_turn_with_rotation_and_scale_with_scaling() -> None:
    assert holes("G68 X0 Y0 R90\nG81 X10 Y0 Z-5 R2 F100\nG80 G69") == [(0, 10)]
    assert holes("G51 X0 Y0 Z0 I2000 J2000 K1000\nG81 X10 Y1 Z-5 R2 F100\nG80 G50") == [(20, 2)]


def test_cycles_drill_along_the_third_axis_of_the_plane() -> None:
    along = moves("G18 G81 X3 Z4 Y-5 R-1 F100\nG80 G17")
    assert [move.end for move in along][-3:] == [(3, -1, 4), (3, -5, 4), (3, 0, 4)]


def test_fine_boring_shifts_by_i_and_j_or_by_q() -> None:
    by_pair = [move.end for move in moves("G76 X5 Y0 Z-5 R2 I0.3 J0.4 F100\nG80")]
    assert by_pair[-3:] == [(5.3, 0.4, -5), (5.3, 0.4, 20), (5, 0, 20)]
