"""Grading on a lathe: what a program earns, and why it does not earn more."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.turning.shafts import (
    ATTEMPT,
    FIRST,
    PROFILED,
    REFERENCE_TARGET,
    SOURCE,
    THREADED,
    graded,
    marks,
    program,
    with_target,
)
from xblocks.attempt import GradedAttempt, Refusal, replay
from xblocks.nc.exercises import exercise_text
from xblocks.nc.grading import grade
from xblocks.nc.proving import losses_of

REFERENCE = program(FIRST)


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


@pytest.mark.parametrize("name", [FIRST, PROFILED, THREADED])
def test_the_reference_earns_every_point_and_replays_to_the_last_bit(name: str) -> None:
    attempt = graded(program(name), exercise_text(name))
    assert (attempt.points, attempt.out_of) == (100.0, 100.0)
    assert attempt.remarks == ()
    again = replay(attempt.evidence, ATTEMPT)
    assert isinstance(again, GradedAttempt)
    assert attempt.same_as(again)


@pytest.mark.parametrize("written", ["", "%\nO1\nM30\n%", "T0101\nG00 X100 Z100\nM30"])
def test_a_program_that_cuts_nothing_earns_nothing_and_is_told_so(written: str) -> None:
    attempt = graded(written)
    assert attempt.points == 0.0
    assert {remark.id for mark in attempt.marks for remark in mark.remarks} == {"nothing-cut"}
    assert_consistent(attempt)


def test_what_a_lathe_can_not_read_is_refused() -> None:
    refusal = grade(SOURCE, "T0101\nG81 X10", 7, ATTEMPT)
    assert isinstance(refusal, Refusal)
    assert (refusal.remarks[0].id, refusal.remarks[0].line) == ("PS0010", 2)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("M30\n%", "%", {"program:no-end"}),
        ("G96 S160 M03", "M05\nG98", {"process:spindle-stopped"}),
        ("G96 S160 M03", "G96 S160 M04", {"process:spindle-reversed"}),
        ("G50 S2000\n", "", {"process:speed-unlimited"}),
        ("G96 S160 M03", "G96 S60 M03", {"process:surface-speed-low"}),
        ("G96 S160 M03", "G96 S260 M03", {"process:surface-speed-high"}),
        ("F0.25", "F0.5", {"process:feed-high"}),
        ("F0.1\nX28", "F0.2\nX28", {"roughness:too-rough"}),
        ("Z2 M08\n(FINISHING)", "Z2\n(FINISHING)", {"process:no-coolant"}),
        ("X34.6\nG01 Z-24.9\nX40\nG00 Z2\n", "", {"process:depth-of-cut"}),
        ("\nZ0\nG01 X-1.6 F0.15\nG00 X54 Z2", "", {"face:not-cut"}),
        ("X29.984 Z-1", "X29.944 Z-1", {"d30:diameter-out-of-tolerance"}),
        ("Z-65\nX54", "Z-64.8\nX54", {"d46:length-out-of-tolerance"}),
        ("Z-65\nX54", "Z-77\nX54", {"rest:gouge", "d46:length-out-of-tolerance"}),
        ("X28\nX29.984 Z-1", "X29.984", {"chamfer:taper-out-of-tolerance"}),
    ],
)
def test_a_mistake_costs_what_it_should(old: str, new: str, lost: set[str]) -> None:
    assert old in REFERENCE
    attempt = graded(REFERENCE.replace(old, new, 1))
    assert losses_of(attempt) >= lost
    assert_consistent(attempt)


def test_a_remark_names_the_line_that_cut_too_deep_and_both_sizes() -> None:
    written = REFERENCE.replace("X37.97\n", "X37.85\n")
    (remark,) = marks(graded(written))["d38"].remarks
    assert remark.line == written[: written.index("Z-45\nX46")].count("\n") + 1
    assert "37.850 mm" in remark.message["en"]
    assert "0/-0.062 mm" in remark.message["zh-Hans"]


def test_the_chuck_is_in_the_way() -> None:
    attempt = graded(REFERENCE.replace("Z-65\nX54", "Z-82\nX54"))
    assert "process:obstacle-collision" in losses_of(attempt)
    crash = next(one for one in marks(attempt)["process"].remarks if one.cost)
    assert "卡盘" in crash.message["zh-Hans"]
    assert marks(attempt)["process"].points == 0


@pytest.mark.parametrize("start", ["Z5", "Z5.3", "Z5.7", "Z6.1"])
def test_the_chamfer_at_a_thread_is_right_wherever_the_thread_begins(start: str) -> None:
    written = program(THREADED).replace("G00 X24 Z6 M08", f"G00 X24 {start} M08")
    assert start in written
    assert graded(written, exercise_text(THREADED)).points == 100.0


def test_a_thread_of_another_pitch_is_worth_nothing() -> None:
    attempt = graded(program(f"{THREADED}.pitch"), exercise_text(THREADED))
    assert marks(attempt)["thread"].points == 0


def test_over_travel_and_an_alarm_stop_the_program_and_what_was_cut_is_graded() -> None:
    attempt = graded(REFERENCE.replace("Z-65\nX54", "Z-65\nX540"))
    assert {"process:over-travel", "program:stopped-by-alarm"} <= losses_of(attempt)
    assert marks(attempt)["d46"].points == 14
    assert_consistent(attempt)


def test_half_a_part_earns_only_a_share_of_the_other_points() -> None:
    rough = REFERENCE[: REFERENCE.index("X38.6")] + "G00 X54\nM30\n"
    attempt = graded(rough)
    assert {"process:unfinished", "rest:unfinished"} <= losses_of(attempt)
    assert marks(attempt)["d30"].points == 0
    assert_consistent(attempt)


def test_a_reference_program_as_target_gives_full_points_for_its_own_part() -> None:
    source = with_target(SOURCE, REFERENCE_TARGET)
    cut = "T0101\nG97 S800 M03\nG00 X{x} Z3 M08\nG01 Z-40 F0.2\nX52\nM30\n"
    assert marks(graded(cut.format(x=46), source))["geometry"].points == 60
    short = marks(graded(cut.format(x=47), source))["geometry"]
    assert [remark.id for remark in short.remarks] == ["excess"]
    assert 30 < short.points < 60
    deep = marks(graded(cut.format(x=45.6), source))["geometry"]
    assert [(remark.id, remark.line) for remark in deep.remarks] == [("gouge", 4)]


BLOCKS = sorted(
    {line for name in (FIRST, PROFILED, THREADED) for line in program(name).split("\n")} - {"%", ""}
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), min_size=5, max_size=30))
def test_any_blocks_in_any_order_have_a_consistent_mark(chosen: list[str]) -> None:
    written = "T0101\nG97 S800 M03\nG00 X52 Z2\n" + "\n".join(chosen)
    attempt = grade(SOURCE, written, 7, ATTEMPT)
    if isinstance(attempt, GradedAttempt):
        assert_consistent(attempt)
        assert attempt.same_as(graded(written))
