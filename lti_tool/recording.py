"""The use case: what a learner achieved is recorded, and all that follows from it is set going.

Attempt, xAPI statement and deliveries are written in the caller's one transaction: after a crash
there are all of them or none. Every id follows from the attempt's own, so whatever is repeated is
recognised.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

from sqlalchemy.engine import Connection

from lti_tool import jobs
from lti_tool.learning_records import attempts, store
from lti_tool.learning_records.learner import Learner
from lti_tool.learning_records.statement import statement_for
from xblocks.attempt import Evidence, GradedAttempt, canonical, digest_of

REPORTED_BY_XBLOCK = "xblock"
REPORTED_BY_PACKAGE = "scorm12"
"""Kinds of evidence that are somebody else's report."""
REPORT = "report/1"
"""The engine of such evidence: it can be shown, not replayed."""


class Grade(Protocol):
    """A grade that an XBlock published: its points, and the attempt if the block hands one out."""

    @property
    def usage(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def max_value(self) -> float: ...
    @property
    def only_if_higher(self) -> bool | None: ...
    @property
    def attempt(self) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True)
class Recorded:
    """What became of an attempt: `new`, `exists`, or `exists-with-different-content` (not kept)."""

    attempt_id: UUID
    kept: attempts.Kept


def record(
    connection: Connection,
    learner: Learner,
    attempt: GradedAttempt,
    now: datetime,
    only_if_higher: bool = True,
) -> Recorded:
    """Keep an attempt with its statement and deliveries; a repeat changes nothing.

    An instructor's own attempt is kept, and neither sent to the gradebook (an LMS refuses it) nor
    reported to the credit bank.
    """
    stored = attempts.StoredAttempt(
        user_id=learner.user_id,
        link_id=learner.link_id,
        activity=learner.activity,
        attempt=attempt,
        only_if_higher=only_if_higher,
        submitted_at=now,
        evidence_token=secrets.token_urlsafe(24),
    )
    attempt_id = UUID(attempt.id)
    kept = attempts.keep(connection, stored)
    if kept == "new":
        actor = (learner.issuer, learner.subject)
        store.keep(connection, statement_for(attempt, learner.activity, actor, now), now)
        for purpose in () if learner.is_instructor else jobs.PURPOSES:
            delivery = jobs.new_delivery(attempt_id, learner.user_id, learner.link_id, purpose, now)
            jobs.defer(connection, delivery)
    return Recorded(attempt_id, kept)


def record_grades(
    connection: Connection, learner: Learner, grades: Sequence[Grade], now: datetime
) -> list[Recorded]:
    """Record every grade that an XBlock published while it answered one request."""
    return [
        record(connection, learner, _attempt_of(learner, grade, now, place), now, _climbs(grade))
        for place, grade in enumerate(grades)
    ]


def _climbs(grade: Grade) -> bool:
    return bool(grade.only_if_higher)


def _attempt_of(learner: Learner, grade: Grade, now: datetime, place: int) -> GradedAttempt:
    """The attempt in the grade, or, for a block that hands none out, one that says just the
    grade.
    """
    if grade.attempt is not None:
        return GradedAttempt.from_json(grade.attempt)
    moment = f"{grade.usage}/{now.isoformat()}/{place}"
    points = {"value": grade.value, "max_value": grade.max_value}
    return reported(
        uuid5(learner.user_id, moment),
        REPORTED_BY_XBLOCK,
        grade.usage,
        points,
        grade.value,
        grade.max_value,
    )


def reported(
    attempt_id: UUID, kind: str, content: str, report: Any, points: float, out_of: float
) -> GradedAttempt:
    """An attempt whose mark is somebody else's report, such as a package's: it can't be replayed.

    `content` identifies what was worked on; points beyond 0 to `out_of` are clamped.
    """
    evidence = Evidence(
        kind=kind,
        exercise=content,
        digest=digest_of(content),
        engine=REPORT,
        seed=0,
        input=report,
    )
    canonical(report)  # raises TypeError for what is not JSON, before anything is written
    whole = out_of if out_of > 0 else 1.0
    return GradedAttempt(str(attempt_id), evidence, min(max(points, 0.0), whole), whole)
