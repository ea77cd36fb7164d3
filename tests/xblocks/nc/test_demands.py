"""xblocks.nc.demands: codes, tool changes and air cutting, milled and turned."""

from __future__ import annotations

import math

import pytest

from tests.xblocks.nc.turning.shafts import FIRST
from xblocks.attempt import GradedAttempt, Mark
from xblocks.nc.demands import notes_of
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import grade

POCKET = exercise_text("first-pocket")
MILLED = (FOLDER / "first-pocket.nc").read_text("utf-8")
SHAFT = exercise_text(FIRST)
TURNED = (FOLDER / f"{FIRST}.nc").read_text("utf-8")


def mark_of(criterion: str, demand: str, program: str = MILLED, source: str = POCKET) -> Mark:
    """The mark of one criterion whose part of the rubric is `demand`."""
    asked = source.replace("rubric:\n", f"rubric:\n  {demand}\n")
    attempt = grade(asked, program, 7, "a")
    assert isinstance(attempt, GradedAttempt), attempt
    (mark,) = [one for one in attempt.marks if one.id == criterion]
    lost = math.fsum(remark.cost for remark in mark.remarks)
    assert mark.points + lost == pytest.approx(mark.out_of)
    return mark


def remarks_of(mark: Mark) -> list[tuple[str, int | None, float]]:
    return [(one.id, one.line, one.cost) for one in mark.remarks]


# -- codes -----------------------------------------------------------------------------------------


def test_who_uses_what_is_required_and_nothing_forbidden_loses_nothing() -> None:
    demand = "codes: {points: 6, required: [G43, G03], forbidden: [G02, G81]}"
    assert mark_of("codes", demand).points == 6.0


def test_a_forbidden_code_is_told_at_the_line_where_it_was_executed_first() -> None:
    first = MILLED.splitlines().index("G90 G54") + 1
    mark = mark_of("codes", "codes: {points: 6, required: [G43], forbidden: [G54, G02]}")
    assert remarks_of(mark) == [("forbidden-code", first, 2.0)]
    assert "G54" in mark.remarks[0].message["zh-Hans"]


def test_a_required_code_that_is_only_written_is_missing() -> None:
    unreached = MILLED.replace("M30", "M30\nG41 D01") + "(G41)\n"
    mark = mark_of("codes", "codes: {points: 6, required: [G41]}", unreached)
    assert [(one.id, one.cost) for one in mark.remarks] == [("missing-code", 6.0)]
    assert "G41" in mark.remarks[0].message["en"]


def test_codes_in_subprograms_and_macros_count() -> None:
    called = MILLED.replace("M30", "M98 P2\nG65 P3\nM30").rstrip("%\n")
    called += "\nO2\nG19\nM99\nO3\nIF [1 EQ 1] GOTO 5\nN5 G18\nM99\n%\n"
    demand = "codes: {points: 6, required: [M98, G19, G65, IF, GOTO, G18]}"
    assert mark_of("codes", demand, called).points == 6.0


def test_every_fault_costs_its_share_and_all_of_them_all() -> None:
    names = "required: [G41, G81, G83], forbidden: [G43]"
    assert mark_of("codes", f"codes: {{points: 10, {names}}}").points == 0.0
    assert mark_of("codes", f"codes: {{points: 10, {names}, share: 0.1}}").points == 0.0
    one = "codes: {points: 10, required: [G43, G41, G01], share: 0.5}"
    assert mark_of("codes", one).points == 5.0


def test_codes_of_a_turning_cycle_count() -> None:
    demand = "codes: {points: 4, required: [G96, G71], forbidden: [G97]}"
    mark = mark_of("codes", demand, TURNED, SHAFT)
    assert [one.id for one in mark.remarks] == ["forbidden-code", "missing-code"]


def test_a_part_half_done_earns_no_more_than_half_for_its_codes() -> None:
    half = "\n".join(MILLED.splitlines()[:22]) + "\nM30\n%\n"
    mark = mark_of("codes", "codes: {points: 10, forbidden: [G02]}", half)
    assert [one.id for one in mark.remarks] == ["unfinished"]
    assert 0 < mark.points < 10


# -- air -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("program", "source"), [(MILLED, POCKET), (TURNED, SHAFT)])
def test_little_air_costs_nothing_much_air_everything(program: str, source: str) -> None:
    demand = "air_cutting: {points: 4, full_percent: 15, none_percent: 30}"
    assert mark_of("air-cutting", demand, program, source).points == 4.0
    strict = "air_cutting: {points: 4, full_percent: 0, none_percent: 1}"
    assert mark_of("air-cutting", strict, program, source).points == 0.0


def test_air_is_told_at_the_move_that_spends_longest_in_it() -> None:
    wandering = MILLED.replace("M30", "G90 G01 X-200 F100\nM30")
    line = wandering.splitlines().index("G90 G01 X-200 F100") + 1
    demand = "air_cutting: {points: 4, full_percent: 30, none_percent: 200}"
    mark = mark_of("air-cutting", demand, wandering)
    assert [(one.id, one.line) for one in mark.remarks] == [("air-cutting", line)]
    assert 0 < mark.points < 4


# -- tool changes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("program", "source"), [(MILLED, POCKET), (TURNED, SHAFT)])
def test_tool_changes_up_to_the_limit_cost_nothing(program: str, source: str) -> None:
    demand = "tool_changes: {points: 4, full: 2, none: 4}"
    assert mark_of("tool-changes", demand, program, source).points == 4.0


def test_the_first_change_too_many_is_where_points_are_lost() -> None:
    mark = mark_of("tool-changes", "tool_changes: {points: 4, full: 1, none: 3}")
    second = MILLED.splitlines().index("T2 M06") + 1
    assert remarks_of(mark) == [("tool-changes", second, 2.0)]


def test_calling_the_tool_in_the_spindle_is_no_change() -> None:
    again = MILLED.replace("T1 M06", "T1 M06\nT1 M06")
    demand = "tool_changes: {points: 4, full: 2, none: 4}"
    assert mark_of("tool-changes", demand, again).points == 4.0


# -- what a learner is told ------------------------------------------------------------------------


def test_the_learner_reads_every_demand_before_writing() -> None:
    demands = (
        "codes: {points: 1, required: [G41], forbidden: [G02]}\n"
        "  air_cutting: {points: 1, full_percent: 20, none_percent: 50}\n"
        "  tool_changes: {points: 1, full: 2, none: 4}"
    )
    exercise = parse_exercise(POCKET.replace("rubric:\n", f"rubric:\n  {demands}\n"))
    assert isinstance(exercise, Exercise)
    notes = notes_of(exercise.rubric)
    assert notes["codes"]["zh-Hans"] == "必须用 G41；不能用 G02。"
    assert notes["codes"]["en"] == "Required: G41. Not allowed: G02."
    assert "20 %" in notes["air-cutting"]["en"]
    assert "2次" in notes["tool-changes"]["zh-Hans"]
    assert exercise.out_of == 103.0
