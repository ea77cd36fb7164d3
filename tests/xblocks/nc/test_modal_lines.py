"""What is in force on each line."""

from __future__ import annotations

import pytest

from xblocks.nc.engine.control.flow import run_program
from xblocks.nc.engine.control.machine_control import control_of
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.exercise import parse_exercise
from xblocks.nc.exercise_values import Exercise
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.modal_lines import CHECK_BOUNDS, MAX_LINES, LineState, ModalLines, modal_lines


def exercise(name: str) -> Exercise:
    parsed = parse_exercise(exercise_text(name), 1)
    assert isinstance(parsed, Exercise)
    return parsed


MILL, LATHE = exercise("first-pocket"), exercise("thread-shaft")
START = "T1 M06\nG90 G54 G00 X0 Y0 S900 M03\nG43 H1 Z50\n"


def states(program: str, on: Exercise = MILL) -> dict[int, LineState]:
    return {state.line: state for state in run(program, on).lines}


def run(program: str, on: Exercise = MILL) -> ModalLines:
    return modal_lines(read_program(program), on.machine, on.dialect)


def test_a_line_has_what_is_in_force_after_it() -> None:
    state = states(START + "G42 D1 G01 X5. Y-7.5 F200 M08")[4]
    assert state == LineState(
        line=4,
        codes=("G01", "G17", "G21", "G90", "G94", "G42", "G43", "G80", "G98", "G54"),
        tool=1,
        offset=1,
        feed=200.0,
        feed_mode="per-minute",
        speed=900.0,
        spindle="M03",
        coolant="M08",
        position=(5.0, -7.5, 50.0),
        times=1,
    )


def test_a_canned_cycle_stands_in_the_place_of_the_motion() -> None:
    found = states(START + "G99 G83 X5 Z-9 R2 Q3 F80\nX10\nG80\nG01 X0")
    assert [found[line].codes[0] for line in (4, 5, 6, 7)] == ["G17", "G17", "G00", "G01"]
    assert "G83" in found[5].codes
    assert "G99" in found[5].codes


def test_rotation_scaling_and_modal_calls_are_told_only_while_they_last() -> None:
    found = states(START + "G68 X0 Y0 R30\nG69")
    assert "G68" in found[4].codes
    assert "G69" not in found[5].codes


def test_inches_are_told_in_inches() -> None:
    state = states(START + "G20 G01 X1. F10.")[4]
    assert (state.position[0], state.feed) == (1.0, 10.0)


def test_a_lathe_tells_diameters_offsets_and_surface_speed() -> None:
    state = states("T0101\nG50 S2000\nG96 S140 M03\nG00 X38 Z2\nG01 X20 F0.2", LATHE)[5]
    assert (state.tool, state.offset, state.position) == (1, 1, (20.0, 2.0))
    assert (state.speed, state.feed, state.feed_mode) == (140.0, 0.2, "per-revolution")
    assert {"G96", "G99", "G01"} <= set(state.codes)


def test_g97_is_told_on_a_lathe_and_surface_feet_in_inches() -> None:
    found = states("T0101\nG97 S800\nG20\nG96 S300", LATHE)
    assert "G97" in found[2].codes
    assert found[4].speed == pytest.approx(300)


def test_lines_of_a_loop_have_their_last_state_and_their_count() -> None:
    state = states(START + "#1=0\nWHILE[#1LT3]DO1\n#1=#1+1\nG00 X#1\nEND1\nM30")[7]
    assert (state.times, state.position[0]) == (3, 3.0)


def test_the_shape_of_a_lathe_cycle_has_states_too() -> None:
    program = (
        "T0101\nG97 S800 M03\nG00 X38 Z2\nG71 U1 R0.5\nG71 P10 Q20 U0.4 W0.1 F0.2\n"
        "N10 G00 X20\nG01 Z-10 F0.1\nN20 X38\nG70 P10 Q20\nM30"
    )
    found = states(program, LATHE)
    assert (found[7].position, found[7].times) == ((20.0, -10.0), 2)


def test_skipped_blocks_and_those_behind_an_alarm_have_no_state() -> None:
    made = run(START + "GOTO 9\nX5\nN9 M08\nX6 P7 J1\nX8")
    assert [state.line for state in made.lines] == [1, 2, 3, 4, 6]
    assert made.alarm is not None
    assert made.alarm.place.line == 7


@pytest.mark.parametrize(
    "loop",
    [
        "#1=0\nWHILE[#1EQ0]DO1\n#2=#2+1\nEND1",
        "N1 #2=#2+1\nGOTO 1",
        "G91 G00 X0.001\nM99",
        "M99",
    ],
)
def test_a_program_without_end_is_left_unfinished_without_an_alarm(loop: str) -> None:
    made = run(START + loop)
    assert (made.alarm, made.unfinished) == (None, True)
    assert sum(state.times for state in made.lines) <= 2 * CHECK_BOUNDS.steps
    assert made.lines


def test_states_of_a_very_long_program_are_left_out_but_its_alarm_is_not() -> None:
    program = START + "G01 F100\n" + "X1\nX2\n" * (MAX_LINES // 2) + "X3 J5\n"
    made = run(program)
    assert made.lines == ()
    assert made.alarm is not None
    assert made.alarm.place.line == MAX_LINES + 5


@pytest.mark.parametrize("name", ["first-pocket", "first-shaft", "profiled-shaft", "thread-shaft"])
def test_watching_a_program_changes_nothing_about_it(name: str) -> None:
    program = read_program((FOLDER / f"{name}.nc").read_text("utf-8"), bulk_from=0)
    on = exercise(name)
    seen: list[int] = []
    watched = run_program(
        program, control_of(on.machine, on.dialect), lambda block, _: seen.append(block.line)
    )
    alone = run_program(program, control_of(on.machine, on.dialect))
    assert list(watched.moves) == list(alone.moves)
    assert seen[-1] == watched.last_line == alone.last_line
