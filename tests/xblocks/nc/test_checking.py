"""Checking a program while it is being written."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.checking import check
from xblocks.nc.entered_offsets import true_offsets
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.running import MAX_ALARMS, MAX_BYTES
from xblocks.nc.simulating import simulate

MILL, LATHE = exercise_text("first-pocket"), exercise_text("thread-shaft")
REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")


def places(answer: dict[str, object]) -> list[tuple[object, ...]]:
    alarms = answer["alarms"]
    assert isinstance(alarms, list)
    return [(one["id"], one["line"], one["column"], one["end_column"]) for one in alarms]


def test_a_faultless_program_has_no_alarms_and_a_state_on_each_block() -> None:
    answer = check(MILL, REFERENCE, 1)
    assert answer["alarms"] == []
    assert not answer["unfinished"]
    blocks = [
        n for n, text in enumerate(REFERENCE.split("\n"), 1) if text[:1] not in ("", "(", "%")
    ]
    assert [row["line"] for row in answer["lines"]] == blocks


def test_lines_say_only_what_changed() -> None:
    rows = check(MILL, "T1 M06\nM08\nM08\n", 1)["lines"]
    assert rows[0].keys() > {"codes", "tool", "position", "coolant"}
    assert rows[1:] == [{"line": 2, "coolant": "M08"}, {"line": 3}]


@pytest.mark.parametrize("program", ["G00 X1\nG77 U5", "T1 M06\nG43 H1 Z50\nG01 X5\nM30"])
def test_alarms_are_those_of_the_simulation(program: str) -> None:
    answer, simulation = check(MILL, program, 1), simulate(MILL, program, 1)
    assert answer["alarms"] == simulation["alarms"] != []


def test_every_unreadable_word_is_told_at_its_columns() -> None:
    answer = check(MILL, "G00 X1\nG77 U5\n", 1)
    assert places(answer) == [("PS0010", 2, 1, 4), ("PS0009", 2, 5, 7)]


def test_lines_above_an_unreadable_word_keep_their_states() -> None:
    rows = check(MILL, "T1 M06\r\nG00 G90\r\nGOTO 9\r\nN9 G77\r\n", 1)["lines"]
    assert [row["line"] for row in rows] == [1, 2]
    assert check(MILL, "G77", 1)["lines"] == []


def test_a_line_above_that_needs_one_below_raises_no_alarm_of_its_own() -> None:
    answer = check(MILL, "WHILE[1EQ1]DO1\nG77\nEND1", 1)
    assert places(answer) == [("PS0010", 2, 1, 4)]


@pytest.mark.parametrize("program", [None, 7, ["G00"], {"a": 1}, "X" * (MAX_BYTES + 1)])
def test_what_is_not_a_program_is_an_alarm(program: object) -> None:
    answer = check(MILL, program, 1)
    assert len(answer["alarms"]) == 1
    assert answer["lines"] == []


def test_the_longest_program_of_nonsense_has_a_bound_of_alarms() -> None:
    answer = check(MILL, "Ω Q;" * (MAX_BYTES // 5), 1)
    assert 1 <= len(answer["alarms"]) <= MAX_ALARMS
    answer = check(MILL, "G77\n" * (MAX_BYTES // 4), 1)
    assert len(answer["alarms"]) <= MAX_ALARMS


def test_calls_without_end_and_deep_loops_come_to_an_end() -> None:
    spin = "WHILE[1EQ1]DO1\nWHILE[1EQ1]DO2\nWHILE[1EQ1]DO3\n#1=SIN[#1]+1\nEND3\nEND2\nEND1\n"
    assert check(MILL, spin, 1)["unfinished"]
    holes = "T1 M06\nG43 H1 Z50\nS900 M03\nG91 G81 X0.001 Z-1 R-1 F100 K9999\n" * 9 + "M30"
    assert isinstance(check(MILL, holes, 1)["alarms"], list)


def test_the_answer_says_nothing_of_the_reference_or_of_marks() -> None:
    secret = MILL + "\n# SECRET\n"
    written = json.dumps(check(secret, REFERENCE.replace("X7", "X8"), 1))
    assert "SECRET" not in written
    assert not {"points", "marks", "target"} & check(secret, REFERENCE, 1).keys()


@pytest.mark.parametrize("name", ["first-pocket", "first-shaft"])
def test_positions_tell_nothing_of_offsets_that_are_to_be_found(name: str) -> None:
    given = exercise_text(name)
    source = given + "\noffsets: to-find\n"
    elsewhere = re.sub(r"G54: \[(-?\d+), ", lambda found: f"G54: [{int(found[1]) + 1}, ", source)
    assert elsewhere != source
    assert check(source, "G54\nT0101", 1) == check(elsewhere, "G54\nT0101", 1)
    exercise = parse_exercise(source, 1)
    assert isinstance(exercise, Exercise)
    assert check(source, "G54", 1, true_offsets(exercise)) == check(given, "G54", 1)


def test_offsets_that_no_machine_has_are_an_alarm() -> None:
    answer = check(MILL + "\noffsets: to-find\n", "G54", 1, {"work": {"G54": "x"}})
    assert [alarm["id"] for alarm in answer["alarms"]] == ["offsets"]
    assert answer["lines"] == []


def test_an_exercise_with_errors_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="line 1"):
        check("format: 1\n", REFERENCE, 1)


WORDS = "G01 G83 X5. U2 M98P1 #1=2 [ ] ( ) / % ,C1 G65 T0101 N1 é \x00 \n"
NONSENSE = st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([MILL, LATHE]), NONSENSE)
def test_whatever_is_typed_gets_an_answer_that_json_can_say(exercise: str, program: str) -> None:
    answer = check(exercise, program, 1)
    json.dumps(answer, allow_nan=False)
    assert all(set(one["message"]) == {"zh-Hans", "en"} for one in answer["alarms"])
