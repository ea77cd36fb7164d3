"""The xAPI 1.0.3 statement about an attempt: a pure function of it and of its learner."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from xblocks.attempt import GradedAttempt

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
EXTENSION = "urn:gongxue:xapi:extension:"


def activity_iri(activity: str) -> str:
    """The IRI by which an activity is known everywhere."""
    return f"urn:gongxue:activity:{activity}"


def statement_id(attempt_id: str) -> UUID:
    """The id of the statement about an attempt."""
    return uuid5(UUID(attempt_id), "statement")


def statement_for(
    attempt: GradedAttempt, activity: str, actor: tuple[str, str], at: datetime
) -> dict[str, Any]:
    """The statement that the actor (home page, account name) completed the activity at this time.

    The actor is the account by which the LMS knows the learner: no name and no address.
    """
    home_page, account = actor
    return {
        "id": str(statement_id(attempt.id)),
        "version": "1.0.3",
        "actor": {"objectType": "Agent", "account": {"homePage": home_page, "name": account}},
        "verb": {"id": COMPLETED, "display": {"en": "completed", "zh-Hans": "完成"}},
        "object": {
            "objectType": "Activity",
            "id": activity_iri(activity),
            "definition": {"type": SIMULATION},
        },
        "result": {
            "completion": True,
            "score": {
                "scaled": attempt.scaled,
                "raw": attempt.points,
                "min": 0,
                "max": attempt.out_of,
            },
            "extensions": {
                EXTENSION + "attempt": attempt.id,
                EXTENSION + "exercise-digest": attempt.evidence.digest,
                EXTENSION + "engine": attempt.evidence.engine,
            },
        },
        "timestamp": at.isoformat(),
    }
