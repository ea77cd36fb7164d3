"""What a package's report amounts to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lti_tool.learning_records.package_results import (
    Result,
    evidence_in,
    fits,
    is_settable,
    result_of,
)


def cmi(status: str, **score: str) -> dict[str, str]:
    return {
        "cmi.core.lesson_status": status,
        **{f"cmi.core.score.{part}": value for part, value in score.items()},
    }


@pytest.mark.parametrize(
    ("report", "result"),
    [
        (cmi("passed", raw="87.5"), Result("passed", 87.5, 100)),
        (cmi("failed", raw="40", min="0", max="50"), Result("failed", 40, 50)),
        (cmi("completed", raw="15", min="10", max="20"), Result("completed", 5, 10)),
        (cmi("passed", raw="130"), Result("passed", 100, 100)),
        (cmi("passed", raw="3", min="5", max="5"), Result("passed", 3, 100)),
        (cmi("completed"), Result("completed", 1, 1)),
        (cmi("passed"), Result("passed", 1, 1)),
        (cmi("failed"), Result("failed", 0, 1)),
        (cmi("passed", raw="NaN"), Result("passed", 1, 1)),
    ],
)
def test_a_finished_run_has_a_result(report: dict[str, str], result: Result) -> None:
    assert result_of(report) == result


@pytest.mark.parametrize("status", ["incomplete", "browsed", "not attempted", "", "Passed"])
def test_an_unfinished_run_has_no_result(status: str) -> None:
    assert result_of(cmi(status, raw="100")) is None
    assert result_of({}) is None


@given(st.dictionaries(st.sampled_from(["raw", "min", "max"]), st.text() | st.floats().map(str)))
def test_whatever_the_score_the_points_are_in_their_range(score: dict[str, str]) -> None:
    result = result_of(cmi("completed", **score))
    assert result is not None
    assert 0 <= result.points <= result.out_of
    assert result.out_of > 0


@pytest.mark.parametrize(
    "element",
    [
        "cmi.core.lesson_location",
        "cmi.core.score.raw",
        "cmi.suspend_data",
        "cmi.interactions.12.correct_responses.0.pattern",
        "cmi.objectives.0.score.max",
        "cmi.student_preference.language",
    ],
)
def test_what_a_sco_may_set_is_taken(element: str) -> None:
    assert is_settable({element: "x"})


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("cmi.core.student_id", "x"),
        ("cmi.core.credit", "credit"),
        ("cmi.interactions.99999.id", "x"),
        ("cmi.suspend_data\n", "x"),
        ("__proto__", "x"),
        ("cmi.suspend_data", "x" * 64_001),
        ("cmi.suspend_data", 3),
        ("cmi.suspend_data", "a\x00b"),
    ],
)
def test_anything_else_is_not_taken(element: str, value: object) -> None:
    assert not is_settable({element: value})


def test_a_state_of_more_than_a_million_characters_does_not_fit() -> None:
    many = {f"cmi.interactions.{n}.student_response": "x" * 64_000 for n in range(16)}
    assert not fits(many)
    assert fits({"cmi.suspend_data": "x" * 64_000})


def test_the_evidence_leaves_out_bookmark_and_private_notes() -> None:
    report = {
        **cmi("passed", raw="80"),
        "cmi.suspend_data": "opaque",
        "cmi.comments": "private",
        "cmi.interactions.0.student_response": "b",
    }
    assert set(evidence_in(report)) == {
        "cmi.core.lesson_status",
        "cmi.core.score.raw",
        "cmi.interactions.0.student_response",
    }
