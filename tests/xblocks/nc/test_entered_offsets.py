"""xblocks.nc.entered_offsets: the control believes what was entered, the part is where it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.xblocks.nc.turning.shafts import FIRST
from xblocks.attempt import GradedAttempt, Refusal, replay
from xblocks.nc.entered_offsets import true_offsets
from xblocks.nc.exercise import Exercise, parse_exercise, public_view
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import grade, simulate
from xblocks.nc.proving import losses_of

NAMES = ("first-pocket", FIRST)


def to_find(name: str) -> tuple[str, str, dict[str, Any]]:
    """The text, the reference program and the true offsets of an exercise with touching off."""
    source = exercise_text(name) + "\noffsets: to-find\n"
    exercise = parse_exercise(source)
    assert isinstance(exercise, Exercise)
    offsets = true_offsets(exercise)
    assert offsets is not None
    return source, (FOLDER / f"{name}.nc").read_text("utf-8"), offsets


def graded(source: str, program: str, offsets: object) -> GradedAttempt:
    attempt = grade(source, program, 7, "a", offsets)
    assert isinstance(attempt, GradedAttempt), attempt
    return attempt


@pytest.mark.parametrize("name", NAMES)
def test_true_offsets_earn_what_given_ones_do_and_belong_to_the_evidence(name: str) -> None:
    source, program, offsets = to_find(name)
    attempt = graded(source, program, offsets)
    assert attempt.points == attempt.out_of
    assert attempt.evidence.input == {"program": program, "offsets": offsets}
    again = replay(attempt.evidence, attempt.id)
    assert isinstance(again, GradedAttempt)
    assert attempt.same_as(again)


def test_a_length_that_is_too_short_by_a_tenth_mills_a_tenth_too_deep() -> None:
    source, program, offsets = to_find("first-pocket")
    offsets["tools"]["1"] = [offsets["tools"]["1"][0] - 0.1]
    lost = losses_of(graded(source, program, offsets))
    assert "pocket:depth-out-of-tolerance" in lost
    assert not any(one.startswith("slot:depth") for one in lost)


def test_a_work_zero_beside_the_true_one_mills_beside_the_place() -> None:
    source, program, offsets = to_find("first-pocket")
    offsets["work"]["G54"][1] += 0.3
    lost = losses_of(graded(source, program, offsets))
    assert {"pocket:position-out-of-tolerance", "slot:position-out-of-tolerance"} <= lost


def test_a_turned_diameter_follows_the_tool_offset() -> None:
    source, program, offsets = to_find(FIRST)
    offsets["tools"]["2"][0] -= 0.2
    lost = losses_of(graded(source, program, offsets))
    assert {f"d{size}:diameter-out-of-tolerance" for size in (30, 38, 46)} <= lost


@pytest.mark.parametrize("name", NAMES)
def test_offsets_that_were_not_entered_are_zero_and_cut_no_good_part(name: str) -> None:
    source, program, _ = to_find(name)
    attempt = graded(source, program, None)
    assert attempt.points < attempt.out_of / 2


def test_where_offsets_are_given_what_is_sent_changes_nothing() -> None:
    source, program = exercise_text("first-pocket"), to_find("first-pocket")[1]
    attempt = graded(source, program, {"tools": {"1": [0]}})
    assert attempt.points == attempt.out_of
    assert attempt.evidence.input == {"program": program}


@pytest.mark.parametrize(
    "offsets",
    [
        [],
        "G54",
        {"wear": {}},
        {"work": {"G55": [0, 0, 0]}},
        {"work": {"G54": [0, 0]}},
        {"work": []},
        {"tools": {"1": 125}},
        {"tools": {"1": [True]}},
        {"tools": {"1": ["125"]}},
        {"tools": {"1": [float("nan")]}},
        {"tools": {"1": [1e9]}},
    ],
)
def test_what_is_no_offset_is_refused_without_using_an_attempt(offsets: object) -> None:
    source, program, _ = to_find("first-pocket")
    refused = grade(source, program, 7, "a", offsets)
    assert isinstance(refused, Refusal)
    assert [remark.id for remark in refused.remarks] == ["offsets"]
    assert simulate(source, program, 7, offsets)["readable"] is False


@pytest.mark.parametrize("name", NAMES)
def test_a_learner_sees_none_of_the_true_offsets(name: str) -> None:
    source, program, offsets = to_find(name)
    exercise = parse_exercise(source)
    assert isinstance(exercise, Exercise)
    view = public_view(exercise, 7)
    assert view["offsets"]["work"] == ["G54"]
    assert view["offsets"]["tools"] == [1, 2]
    shown = [view, simulate(source, program, 7, offsets)]
    assert view["machine"]["work_offsets_mm"] is None
    for tools in (one["tools"] for one in shown):
        assert {tool.get("length_mm", tool.get("mounted_mm")) for tool in tools} == {None}
    assert json.dumps(shown[0]).count("-450") == 0
