"""Grading: what a program earns, and why it does not earn more."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.test_exercise import with_reference_program
from xblocks.attempt import GradedAttempt, Mark, Refusal, replay
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import grade, regrade, simulate
from xblocks.nc.proving import losses_of

SOURCE = exercise_text("first-pocket")
REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")
ATTEMPT = "6d9c5f5e-6f3a-4f3f-9d53-0d2f6b8f3a11"


def graded(program: str, source: str = SOURCE) -> GradedAttempt:
    attempt = grade(source, program, 7, ATTEMPT)
    assert isinstance(attempt, GradedAttempt), attempt
    return attempt


def marks(attempt: GradedAttempt) -> dict[str, Mark]:
    return {mark.id: mark for mark in attempt.marks}


def assert_consistent(attempt: GradedAttempt) -> None:
    lines = attempt.evidence.input["program"].count("\n") + 1
    for mark in attempt.marks:
        assert 0 <= mark.points <= mark.out_of
        costs = math.fsum(remark.cost for remark in mark.remarks)
        assert costs == pytest.approx(mark.out_of - mark.points, abs=1e-9)
        for remark in mark.remarks:
            assert remark.line is not None
            assert 1 <= remark.line <= lines
    assert attempt.points == pytest.approx(math.fsum(mark.points for mark in attempt.marks))
    assert attempt.out_of == pytest.approx(math.fsum(mark.out_of for mark in attempt.marks))


def test_the_reference_earns_every_point_without_a_remark() -> None:
    attempt = graded(REFERENCE)
    assert (attempt.points, attempt.out_of) == (100.0, 100.0)
    assert attempt.remarks == ()
    assert all(mark.remarks == () for mark in attempt.marks)


def test_the_same_evidence_gives_the_same_attempt_to_the_last_bit() -> None:
    attempt = graded(REFERENCE.replace("X15 Y-14", "X15.004 Y-14"))
    again = regrade(attempt.evidence, ATTEMPT)
    assert isinstance(again, GradedAttempt)
    assert attempt.same_as(again)
    assert attempt.same_as(GradedAttempt.from_json(attempt.to_json()))
    replayed = replay(attempt.evidence, ATTEMPT)
    assert isinstance(replayed, GradedAttempt)
    assert attempt.same_as(replayed)


@pytest.mark.parametrize("program", ["", "%\nO1\nM30\n%", "(nothing)", "G00 X0 Y0\nM30"])
def test_a_program_that_cuts_nothing_earns_nothing_and_is_told_so(program: str) -> None:
    attempt = graded(program)
    assert attempt.points == 0.0
    assert {remark.id for mark in attempt.marks for remark in mark.remarks} == {"nothing-cut"}
    assert_consistent(attempt)


@pytest.mark.parametrize(
    ("program", "wrong", "line", "column"),
    [
        ("G00 X10\nG01 Y@", "PS0005", 2, 5),
        ("G00 X10\nG33 Z-5", "PS0010", 2, 1),
        (None, "not-a-program", 1, 1),
        (["G00"], "not-a-program", 1, 1),
        ("(" + "x" * 200_000 + ")", "program-too-long", 1, 1),
        ("X1\n" * 20_001, "program-too-long", 1, 1),
    ],
)
def test_what_no_control_could_read_is_refused(
    program: object, wrong: str, line: int, column: int
) -> None:
    refusal = grade(SOURCE, program, 7, ATTEMPT)
    assert isinstance(refusal, Refusal)
    remark = refusal.remarks[0]
    assert (remark.id, remark.line, remark.column) == (wrong, line, column)


def test_an_exercise_with_an_error_is_no_fault_of_the_learner() -> None:
    refusal = grade("format: 1\n", REFERENCE, 7, ATTEMPT)
    assert isinstance(refusal, Refusal)
    assert {remark.id for remark in refusal.remarks} == {"exercise"}


def test_an_alarm_stops_the_program_and_what_was_cut_is_graded() -> None:
    program = REFERENCE.replace("G03 X32 Y-1 I0 J-1", "G03 X32 Y-1")
    attempt = graded(program)
    assert [remark.id for remark in attempt.remarks] == ["PS0022"]
    assert attempt.remarks[0].column == 1
    assert marks(attempt)["pocket"].points == 40
    assert marks(attempt)["program"].remarks[0].id == "stopped-by-alarm"
    assert 40 < attempt.points < 100
    assert_consistent(attempt)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("M30\n%", "%", {"program:no-end"}),
        ("S3000 M03", "S3000", {"process:spindle-stopped"}),
        ("S4500 M03", "S4500 M04", {"process:spindle-reversed"}),
        ("Z50 M08\nZ2\nG01 Z-2", "Z50\nZ2\nG01 Z-2", {"process:no-coolant"}),
        ("F400", "F20", {"cycle-time:cycle-time"}),
        ("S4500", "S45000", {"process:speed-clamped"}),
        (
            "Y14\nG03 X14 Y15 I-1 J0\nG01 X-34\nG03 X-35 Y14 I0",
            "Y14.3\nG03 X14 Y15.3 I-1 J0\nG01 X-34\nG03 X-35 Y14.3 I0",
            {"pocket:width-out-of-tolerance", "pocket:position-out-of-tolerance"},
        ),
        ("G43 H02", "G43 H01", {"slot:not-cut"}),
    ],
)
def test_a_mistake_costs_what_it_should(old: str, new: str, lost: set[str]) -> None:
    assert old in REFERENCE
    attempt = graded(REFERENCE.replace(old, new, 1))
    assert losses_of(attempt) >= lost
    assert losses_of(attempt) - lost <= {"pocket:corner-out-of-tolerance"}
    assert_consistent(attempt)


def test_half_a_part_earns_only_a_share_of_the_other_points() -> None:
    until_slot = REFERENCE[: REFERENCE.index("X-15 Y-10")] + "G00 Z50\nM30\n"
    half = until_slot.replace("-4.5", "-1.5").replace("Z-6", "Z-3")
    attempt = graded(half)
    assert "process:unfinished" in losses_of(attempt)
    assert 0 < marks(attempt)["process"].points < 18
    assert_consistent(attempt)


def test_over_travel_costs_process_points_too() -> None:
    attempt = graded(REFERENCE.replace("G00 X56 Y0", "G00 X560 Y0"))
    assert {"process:over-travel", "program:stopped-by-alarm"} <= losses_of(attempt)
    assert attempt.remarks[0].id == "OT0500"
    assert_consistent(attempt)


def test_forgetting_the_length_offset_is_a_crash_that_names_it() -> None:
    attempt = graded(REFERENCE.replace("G43 H01 Z50", "Z50"))
    crash = next(one for one in marks(attempt)["process"].remarks if one.cost)
    assert crash.id in ("table-collision", "holder-collision")
    assert "G43" in crash.message["zh-Hans"]


def test_a_reference_program_as_target_gives_full_points_for_its_own_part() -> None:
    source = with_reference_program()
    cut = "T1 M06\nS900 M03 M08\nG43 H1 Z5\nG00 X0 Y0\nG01 Z-3 F100\nX{x}\nM05\nM30\n"
    assert marks(graded(cut.format(x=20), source))["geometry"].points == 50
    short = marks(graded(cut.format(x=10), source))["geometry"]
    assert [remark.id for remark in short.remarks] == ["excess"]
    assert 20 < short.points < 40
    long = marks(graded(cut.format(x=30), source))["geometry"]
    assert [remark.id for remark in long.remarks] == ["gouge"]


def test_a_thin_layer_over_all_of_a_reference_part_is_no_little_fault() -> None:
    source = with_reference_program()
    cut = "T1 M06\nS900 M03 M08\nG43 H1 Z5\nG00 X0 Y0\nG01 Z{z} F100\nX20\nM05\nM30\n"
    right, high, deep = (
        marks(graded(cut.format(z=z), source))["geometry"] for z in (-3, -2.9, -3.1)
    )
    assert right.points == 50
    assert high.points < 25
    assert deep.points < 25


BLOCKS = [line for line in REFERENCE.split("\n") if line not in ("%", "")]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_part_of_the_reference_in_any_order_has_a_consistent_mark(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(BLOCKS), min_size=5, max_size=40))
    attempt = graded("T1 M06\nS3000 M03\nG43 H01 Z2\n" + "\n".join(chosen))
    assert_consistent(attempt)
    assert attempt.same_as(graded(attempt.evidence.input["program"]))


def test_simulating_is_possible_for_whatever_can_be_graded() -> None:
    shown = simulate(SOURCE, REFERENCE, 7)
    assert shown["alarms"] == shown["findings"] == []
