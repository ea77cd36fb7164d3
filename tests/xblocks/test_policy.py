"""xblocks.policy: what a learner may know of their attempts, and when."""

from __future__ import annotations

import pytest

from xblocks.policy import (
    AFTER_EACH,
    AFTER_LAST,
    FULL_MARKS,
    MARKS_ONLY,
    Policy,
    policy_of,
    without_feedback,
)

HALF, FULL = {"points": 5.0, "out_of": 10.0}, {"points": 10.0, "out_of": 10.0}


@pytest.mark.parametrize(
    ("feedback", "left", "withheld"),
    [
        (AFTER_EACH, 3, None),
        (AFTER_EACH, None, None),
        (AFTER_LAST, 1, AFTER_LAST),
        (AFTER_LAST, 0, None),
        (AFTER_LAST, None, AFTER_LAST),
        (MARKS_ONLY, 0, MARKS_ONLY),
    ],
)
def test_feedback_is_withheld_until_it_is_due(
    feedback: str, left: int | None, withheld: str | None
) -> None:
    assert Policy(feedback=feedback).withheld(left) == withheld


@pytest.mark.parametrize(
    ("solution", "attempts", "left", "shown"),
    [
        ("never", [FULL], 0, False),
        (FULL_MARKS, [HALF], 0, False),
        (FULL_MARKS, [FULL, HALF], 3, True),
        (AFTER_LAST, [FULL], 1, False),
        (AFTER_LAST, [HALF], None, False),
        (AFTER_LAST, [HALF], 0, True),
    ],
)
def test_the_solution_is_shown_when_it_is_due(
    solution: str, attempts: list[dict[str, float]], left: int | None, *, shown: bool
) -> None:
    assert Policy(solution=solution).shows_solution(attempts, left) is shown


def test_a_text_without_a_policy_limits_and_hides_nothing_but_the_solution() -> None:
    assert policy_of({}) == Policy(None, "after-each", "never")
    assert policy_of({"policy": {"attempts": 2}}).attempts == 2


def test_without_feedback_only_the_points_are_left() -> None:
    mark = {"id": "a", "points": 1.0, "remarks": [{"id": "x"}], "measurements": [{"id": "y"}]}
    shown = without_feedback({"id": "1", "marks": [mark], "remarks": [{"id": "z"}]}, MARKS_ONLY)
    assert shown == {
        "id": "1",
        "marks": [{"id": "a", "points": 1.0, "remarks": []}],
        "remarks": [],
        "withheld": MARKS_ONLY,
    }
