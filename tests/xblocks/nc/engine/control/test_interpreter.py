"""The interpreter: modal state, offsets, times, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.control.interpreter import execute, run
from xblocks.nc.engine.control.modal import power_on
from xblocks.nc.engine.language.dialect import FANUC_MILL, LINUXCNC, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.moves import STOP

MICROMETRE = replace(machine(), calculator_decimal=False)


def test_without_a_point_the_least_increment_counts_where_the_machine_says_so() -> None:
    (calculator,) = run_text("G00 X10").moves
    (micrometre, with_point) = run_text("G00 X10\nX10.", MICROMETRE).moves
    assert calculator.end[0] == 10.0
    assert micrometre.end[0] == 0.010
    assert with_point.end[0] == 10.0


def test_inches_without_a_point_count_in_ten_thousandths() -> None:
    (move,) = run_text("G20 G01 X10000 F1000", MICROMETRE).moves
    assert move.end[0] == pytest.approx(25.4)
    assert move.feed_mm_per_min == pytest.approx(254.0)


def test_of_two_codes_of_one_group_the_last_holds() -> None:
    first, second = run_text("G90 G91 G01 G00 X5\nX5").moves
    assert (first.kind, second.end[0]) == ("rapid", 10.0)


def test_a_rejected_block_changes_nothing_and_stops_the_program() -> None:
    made = run_text("G00 X10\nG91 S500 M03 G02 X5 F100\nG00 X50")
    assert made.alarm is not None
    assert made.alarm.id == "PS0022"
    assert [move.end[0] for move in made.moves] == [10.0]
    assert (made.last_line, made.ended) == (2, False)


def test_a_tool_change_raises_the_spindle_first_and_stops_it() -> None:
    moves = run_text("G53 Z-100\nS900 M03\nG01 X1 F100\nT2 M06\nG01 X2").moves
    assert [move.kind for move in moves] == ["rapid", "feed", "rapid", "tool", "feed"]
    assert moves[2].end[2] == 0.0
    assert (moves[1].spindle_rpm, moves[4].spindle_rpm) == (900.0, 0.0)
    assert (moves[1].tool, moves[4].tool) == (0, 2)


def test_the_spindle_starts_before_the_motion_of_its_block_and_stops_after_it() -> None:
    started, stopped, rest = run_text("G01 X1 F100 S700 M03\nX2 M05\nX3").moves
    assert [started.spindle_rpm, stopped.spindle_rpm, rest.spindle_rpm] == [700, 700, 0]


def test_times_are_those_of_the_longest_axis_at_rapid_and_of_the_path_at_feed() -> None:
    rapid, feed, arc, dwell = run_text(
        "G00 X120 Y60\nG01 X150 Y100 F100\nG03 X150 Y100 I-10\nG04 P250"
    ).moves
    assert rapid.duration_s == pytest.approx(120 / 12_000 * 60)
    assert feed.duration_s == pytest.approx(50 / 100 * 60)
    assert arc.duration_s == pytest.approx(2 * 3.141592653589793 * 10 / 100 * 60)
    assert dwell.duration_s == 0.25


def test_feed_and_speed_above_the_machine_are_held_and_noticed() -> None:
    made = run_text("G01 X10 F99999 S99999 M03\nM30")
    assert made.moves[0].feed_mm_per_min == pytest.approx(10_000)
    assert made.moves[0].spindle_rpm == 24_000
    assert [one.id for one in made.findings] == ["speed-clamped", "feed-clamped"]


def test_an_arc_by_radius_that_ends_where_it_starts_does_not_move_and_is_noticed() -> None:
    made = run_text("G02 X0 Y0 R5 F100\nM30")
    assert made.moves == ()
    assert [one.id for one in made.findings] == ["arc-without-motion"]


def test_a_program_without_an_end_is_noticed_at_its_last_block() -> None:
    made = run_text("G00 X1\nG00 X2\n\n(no more)")
    assert [(one.id, one.line) for one in made.findings] == [("no-end", 2)]
    assert run_text("").findings[0].id == "no-end"


def test_blocks_with_a_skip_are_left_out_only_while_their_switch_is_on() -> None:
    source = "G00 X1\n/X2\n/2 X3\nM30"
    switched = replace(machine(), skip_switches=frozenset({2}))
    assert [move.end[0] for move in run_text(source).moves] == [1, 2, 3]
    assert [move.end[0] for move in run_text(source, switched).moves] == [1, 2]


def test_an_optional_stop_stops_only_while_its_switch_is_on() -> None:
    source = "G00 X1\nM01\nM00\nM30"
    switched = replace(machine(), optional_stop=True)
    assert [move.line for move in run_text(source).moves if move.kind == STOP] == [3]
    assert [move.line for move in run_text(source, switched).moves if move.kind == STOP] == [2, 3]


MOTIONS = ["G00", "G01", "G02", "G03", "G04", "G28", "G53", "G17", "G18", "G19"]
MODES = ["G20", "G21", "G43", "G49", "G54", "G55", "G90", "G91", "M03", "M05", "M06", "M00", "M30"]
AXES = ["X0", "X10", "X-5.", "Y3", "Y-8.5", "Z-2", "Z5", "I4", "J-3", "K2", "R6", "R-9"]
OTHERS = ["F0", "F200", "S800", "T1", "T2", "T7", "H1", "H2", "H0", "P500", "N5"]
WORDS = st.sampled_from(MOTIONS + MODES + AXES + OTHERS)


@given(st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=12).map("\n".join))
def test_any_readable_program_ends_or_raises_one_alarm_in_its_text(source: str) -> None:
    program = read_program(source)
    assert check_words(program, FANUC_MILL) == ()
    made = run(program, machine(), FANUC_MILL)
    at = (0.0, 0.0, 0.0)
    for move in made.moves:
        assert move.start == at
        assert move.duration_s >= 0
        at = move.end
    if made.alarm is not None:
        line = source.split("\n")[made.alarm.place.line - 1]
        assert 1 <= made.alarm.place.column < made.alarm.place.end_column <= len(line) + 1


def test_executing_a_block_leaves_the_state_before_it_as_it_was() -> None:
    state = power_on(FANUC_MILL, (0.0, 0.0, 0.0))
    before = repr(state)
    (block,) = read_program("G91 G18 G01 X5 F100 S300 M03").blocks
    assert not isinstance(execute(block, state, machine(), FANUC_MILL), Alarm)
    assert repr(state) == before


def test_a_cut_to_machine_coordinates_wants_a_feed() -> None:
    source = "G01 G53 G90 X1.\nM30"
    made = run(read_program(source), machine(), LINUXCNC)
    assert made.alarm is not None
    assert (made.alarm.id, made.moves) == ("PS0011", ())
