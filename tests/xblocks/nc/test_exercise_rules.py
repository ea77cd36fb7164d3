"""xblocks.nc.exercise_rules: what is wrong with rubric and policy, each at its place."""

from __future__ import annotations

import pytest

from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.exercises import exercise_text
from xblocks.policy import Policy

POCKET = exercise_text("first-pocket")


def with_rubric(demand: str) -> str:
    return POCKET.replace("rubric:\n", f"rubric:\n  {demand}\n")


@pytest.mark.parametrize(
    ("source", "at", "said"),
    [
        (with_rubric("codes: {points: 1, required: [G2]}"), "[G2]", "two digits"),
        (with_rubric("codes: {points: 1, forbidden: [G71]}"), "[G71]", "no G71"),
        (
            with_rubric("codes: {points: 1, required: [G02], forbidden: [G02]}"),
            "forbidden",
            "required and forbidden",
        ),
        (with_rubric("codes: {points: 1}"), "codes:", "codes are needed"),
        (
            with_rubric("air_cutting: {points: 1, full_percent: 9, none_percent: 9}"),
            "air_cutting",
            "none_percent must be greater",
        ),
        (
            with_rubric("tool_changes: {points: 1, full: 3, none: 3}"),
            "tool_changes",
            "none must be greater",
        ),
        (POCKET + "policy: {feedback: after-last}\n", "policy", "no attempt is the last"),
        (POCKET + "policy: {solution: after-full-marks}\n", "policy", "no solution to show"),
        (POCKET + "policy: {attempts: 0}\n", "policy", "1 or more"),
        (POCKET + "policy: {feedback: often}\n", "policy", "one of"),
        (POCKET + "offsets: lost\n", "offsets", "one of"),
        (
            with_rubric("tool_changes: {points: 1, full: 1, none: 3}").replace(
                "id: slot", "id: tool-changes"
            ),
            "id: tool-changes",
            "already in use",
        ),
    ],
)
def test_a_fault_is_told_at_its_line(source: str, at: str, said: str) -> None:
    found = parse_exercise(source)
    assert isinstance(found, list)
    lines = [number for number, line in enumerate(source.splitlines(), 1) if at in line]
    assert (found[0].line, said in found[0].message["en"]) == (lines[-1], True), found[0]
    assert found[0].message["zh-Hans"]


def test_a_feature_may_have_the_name_of_a_criterion_that_is_not_used() -> None:
    assert isinstance(parse_exercise(POCKET.replace("id: slot", "id: codes")), Exercise)


def test_policy_solution_and_offsets_are_read() -> None:
    text = "policy: {attempts: 3, solution: after-last}\nsolution: M30\noffsets: to-find\n"
    exercise = parse_exercise(POCKET + text)
    assert isinstance(exercise, Exercise)
    assert exercise.policy == Policy(3, "after-each", "after-last")
    assert (exercise.solution, exercise.offsets_to_find) == ("M30", True)


def test_a_text_without_them_gives_offsets_and_limits_nothing() -> None:
    exercise = parse_exercise(POCKET)
    assert isinstance(exercise, Exercise)
    assert (exercise.policy, exercise.solution, exercise.offsets_to_find) == (Policy(), None, False)
