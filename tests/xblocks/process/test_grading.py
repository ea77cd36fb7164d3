"""Marks: what a run earns, what it loses and why; the same evidence gives the same bits."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from xblocks.attempt import GradedAttempt, Refusal, replay
from xblocks.process.exercises import exercise_text, names
from xblocks.process.grading import ENGINE, grade, regrade

NAME = "cstr-start-up"
TEXT = exercise_text(NAME)
SEEDS = (0, 1, 7, 2**32 - 1)


def log(name: str) -> dict[str, Any]:
    source = files("xblocks.process.exercises").joinpath(f"{NAME}.{name}.json")
    read: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return read


def graded(given: Any, seed: int = 1) -> GradedAttempt:
    attempt = grade(TEXT, given, seed, "attempt")
    assert isinstance(attempt, GradedAttempt), attempt
    return attempt


def refused(given: Any) -> tuple[str, int | None]:
    refusal = grade(TEXT, given, 1, "attempt")
    assert isinstance(refusal, Refusal)
    assert refusal.remarks[0].message["zh-Hans"]
    return refusal.remarks[0].id, refusal.remarks[0].line


def losses(attempt: GradedAttempt) -> dict[str, float]:
    """What each criterion or rule cost, by name."""
    lost = {m.id: round(m.out_of - m.points, 2) for m in attempt.marks if m.points < m.out_of}
    return lost | {r.id: r.cost for r in attempt.remarks if r.cost}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_run_earns_every_point(seed: int) -> None:
    attempt = graded(log("reference"), seed)
    assert (attempt.points, attempt.out_of) == (100.0, 100.0)
    assert [r.id for r in attempt.remarks] == ["end-success"]
    assert all(not mark.remarks for mark in attempt.marks)


@pytest.mark.parametrize("seed", SEEDS)
def test_feeding_before_cooling_loses_the_step_and_a_deduction(seed: int) -> None:
    attempt = graded(log("wrong-order"), seed)
    assert losses(attempt) == {"feed/feed-pump": 6.0, "safety/no-cooling": 10.0}
    assert attempt.points == 84.0
    remark = next(m for m in attempt.marks if m.id == "feed/feed-pump").remarks[0]
    assert (remark.id, remark.at_s, remark.cost) == ("step-out-of-order", 10.0, 6.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_runaway_loses_the_later_steps_and_is_deducted_for_the_trip(seed: int) -> None:
    attempt = graded(log("wrong-runaway"), seed)
    lost = losses(attempt)
    assert lost["safety/trip"] == 25.0
    assert lost["safety/hot"] == 8.0
    assert lost["safety/unacknowledged"] == 3.0
    assert lost["heat/at-60"] == 7.0
    assert lost["feed/feed-pump"] == 6.0
    assert "prepare/water" not in lost
    assert attempt.points == 0.0


def test_an_acknowledged_alarm_costs_nothing_more() -> None:
    given = log("wrong-runaway")
    given["actions"] += [[640, "TI101.H.ACK", 1], [641, "TI101.HH.ACK", 1]]
    assert "safety/unacknowledged" not in losses(graded(given))


def test_a_late_step_says_how_late_and_loses_in_proportion() -> None:
    given = log("reference")
    given["actions"][-1][0] += 180
    given["end_s"] = 1700
    mark = next(m for m in graded(given).marks if m.id == "load/full-load")
    assert 0.0 < mark.points < 8.0
    assert mark.remarks[0].id == "step-late"
    assert mark.remarks[0].cost == pytest.approx(8.0 - mark.points)


def test_a_poor_quality_names_its_worst_moment() -> None:
    given = log("reference")
    given["actions"] += [[1200, "TIC101.SP", 72.0], [1320, "TIC101.SP", 77.0]]
    given["end_s"] = 2000
    mark = next(m for m in graded(given).marks if m.id == "quality/temperature")
    assert mark.points < 15.0
    assert mark.remarks[0].id == "quality-deviation"
    assert 1200 < (mark.remarks[0].at_s or 0) < 1600


def test_doing_nothing_earns_nothing() -> None:
    attempt = graded({"actions": [], "end_s": 2700})
    assert attempt.points == 0.0
    assert attempt.remarks[-1].id == "end-timeout"


def test_the_run_may_be_handed_in_early() -> None:
    attempt = graded({"actions": [[5, "P102", 1]], "end_s": 5})
    assert attempt.points == 4.0
    assert attempt.remarks[-1].id == "end-handed-in"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ("log-shape", None)),
        ([], ("log-shape", None)),
        ({"actions": []}, ("log-shape", None)),
        ({"actions": [], "end_s": 5, "score": 100}, ("log-shape", None)),
        ({"actions": {}, "end_s": 5}, ("log-shape", None)),
        ({"actions": [], "end_s": 5.5}, ("log-end", None)),
        ({"actions": [], "end_s": True}, ("log-end", None)),
        ({"actions": [], "end_s": -1}, ("log-end", None)),
        ({"actions": [], "end_s": 2701}, ("log-end", None)),
        ({"actions": [[1, "P102", 1]] * 5001, "end_s": 9}, ("log-shape", None)),
        ({"actions": [[1, "P102", 1], [1, "P102"]], "end_s": 9}, ("action-shape", 2)),
        ({"actions": [{"t": 1}], "end_s": 9}, ("action-shape", 1)),
        ({"actions": [[1, 102, 1]], "end_s": 9}, ("action-shape", 1)),
        ({"actions": [["1", "P102", 1]], "end_s": 9}, ("action-time", 1)),
        ({"actions": [[1.5, "P102", 1]], "end_s": 9}, ("action-time", 1)),
        ({"actions": [[-1, "P102", 1]], "end_s": 9}, ("action-time", 1)),
        ({"actions": [[10, "P102", 1]], "end_s": 9}, ("action-time", 1)),
        ({"actions": [[5, "P102", 1], [4, "P102", 0]], "end_s": 9}, ("action-time", 2)),
        ({"actions": [[5, "P109", 1]], "end_s": 9}, ("unknown-tag", 1)),
        ({"actions": [[5, "P102", "on"]], "end_s": 9}, ("wrong-type", 1)),
        ({"actions": [[5, "TIC101.SP", float("inf")]], "end_s": 9}, ("wrong-type", 1)),
        ({"actions": [[5, "TIC101.SP", 1e9]], "end_s": 9}, ("out-of-range", 1)),
        ({"actions": [[5, "TIC101.SP", None]], "end_s": 9}, ("wrong-type", 1)),
    ],
)
def test_a_malformed_log_is_refused_at_its_action(
    given: Any, expected: tuple[str, int | None]
) -> None:
    assert refused(given) == expected


def test_nothing_can_be_done_after_the_end() -> None:
    given = log("reference")
    given["end_s"] = 2000
    given["actions"].append([1900, "P101", 0])
    assert refused(given) == ("action-after-end", len(given["actions"]))


def test_a_wrong_exercise_is_refused_and_not_graded() -> None:
    refusal = grade("plant: [", log("reference"), 1, "attempt")
    assert isinstance(refusal, Refusal)
    assert refusal.remarks[0].id == "exercise-text"


def test_the_log_that_was_given_is_left_as_it_was() -> None:
    given = log("reference")
    before = copy.deepcopy(given)
    graded(given)
    assert given == before


def test_the_evidence_replays_to_the_same_bits_through_json() -> None:
    attempt = GradedAttempt.from_json(
        json.loads(json.dumps(graded(log("wrong-runaway"), 99).to_json()))
    )
    again = replay(attempt.evidence, attempt.id)
    assert isinstance(again, GradedAttempt)
    assert again.same_as(attempt)


def test_another_process_with_another_hash_seed_gives_the_same_bits() -> None:
    script = (
        "import json, sys; from xblocks.attempt import canonical, Evidence;"
        "from xblocks.process.grading import regrade;"
        "e = Evidence(**json.load(sys.stdin)); print(canonical(regrade(e, 'attempt').to_json()))"
    )
    attempt = graded(log("wrong-order"), 12345)
    evidence = json.dumps(attempt.to_json()["evidence"])
    printed = [
        subprocess.run(
            [sys.executable, "-c", script],
            input=evidence,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "4711")
    ]
    assert printed[0] == printed[1]
    assert GradedAttempt.from_json(json.loads(printed[0])).same_as(attempt)


def test_another_engines_evidence_is_graded_by_this_one_which_names_itself() -> None:
    made = graded(log("reference"))
    again = regrade(replace(made.evidence, engine="process/0"), made.id)
    assert isinstance(again, GradedAttempt)
    assert again.same_as(made)
    assert again.evidence.engine == ENGINE


def test_every_shipped_exercise_has_a_reference_and_two_wrong_runs() -> None:
    folder = files("xblocks.process.exercises")
    for name in names():
        beside = [f.name for f in folder.iterdir() if f.name.startswith(f"{name}.")]
        assert f"{name}.reference.json" in beside
        assert len([f for f in beside if ".wrong-" in f]) >= 2
