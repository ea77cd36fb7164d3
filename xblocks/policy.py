"""What a learner may know of their attempts, and when: the author's policy.

The server takes off what the policy hides before anything is sent; the browser is never asked to
hide it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

AFTER_EACH: Final = "after-each"
AFTER_LAST: Final = "after-last"
MARKS_ONLY: Final = "marks-only"
FULL_MARKS: Final = "after-full-marks"
NEVER: Final = "never"


@dataclass(frozen=True, slots=True)
class Policy:
    """How often a learner may submit (None: no limit), when they read why points were lost
    (`feedback`: `AFTER_EACH`, `AFTER_LAST` or `MARKS_ONLY`), and when they see the reference
    solution (`solution`: `NEVER`, `FULL_MARKS` or `AFTER_LAST`)."""

    attempts: int | None = None
    feedback: str = AFTER_EACH
    solution: str = NEVER

    def withheld(self, attempts_left: int | None) -> str | None:
        """Why feedback is not to be shown now; None if it is."""
        if self.feedback == AFTER_EACH or (self.feedback == AFTER_LAST and attempts_left == 0):
            return None
        return self.feedback

    def shows_solution(
        self, summaries: Sequence[Mapping[str, Any]], attempts_left: int | None
    ) -> bool:
        """Whether a learner with these attempts may see the solution."""
        if self.solution == FULL_MARKS:
            return any(one["points"] >= one["out_of"] for one in summaries)
        return self.solution == AFTER_LAST and attempts_left == 0


def policy_of(data: Mapping[str, Any]) -> Policy:
    """The policy of an author's text, whose `policy` its JSON Schema found right."""
    return Policy(**data.get("policy", {}))


def without_feedback(attempt: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """An attempt as JSON with its marks alone: no remark, no measurement, and the reason."""
    marks = [
        {**{key: value for key, value in mark.items() if key != "measurements"}, "remarks": []}
        for mark in attempt["marks"]
    ]
    return {**attempt, "marks": marks, "remarks": [], "withheld": reason}
