"""The attempts that were graded: each once, and what stands for a learner's mark."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from lti_tool.db import insert_new
from lti_tool.learning_records.tables import attempts
from xblocks.attempt import GradedAttempt, canonical

Kept = Literal["new", "exists", "exists-with-different-content"]


@dataclass(frozen=True)
class StoredAttempt:
    """A graded attempt, whose it is, and when it was made.

    `link_id` is the place in a course where the learner met the activity. Whoever holds the
    `evidence_token` may see and replay the attempt; it is drawn when the attempt is first kept.
    """

    user_id: UUID
    link_id: UUID
    activity: str
    attempt: GradedAttempt
    only_if_higher: bool
    submitted_at: datetime
    evidence_token: str


def digest_of(attempt: GradedAttempt) -> str:
    """``sha256:…`` of the attempt's canonical JSON: evidence, marks and all."""
    return "sha256:" + hashlib.sha256(canonical(attempt.to_json()).encode()).hexdigest()


def keep(connection: Connection, stored: StoredAttempt) -> Kept:
    """Keep an attempt under its id; an id that is already kept is told apart by its content."""
    attempt, digest = stored.attempt, digest_of(stored.attempt)
    values = {
        "id": UUID(attempt.id),
        "user_id": stored.user_id,
        "link_id": stored.link_id,
        "activity": stored.activity,
        "points": attempt.points,
        "out_of": attempt.out_of,
        "only_if_higher": stored.only_if_higher,
        "graded": attempt.to_json(),
        "digest": digest,
        "evidence_token": stored.evidence_token,
        "submitted_at": stored.submitted_at,
    }
    if insert_new(connection, attempts, values):
        return "new"
    kept = connection.execute(
        sa.select(attempts.c.digest, attempts.c.user_id, attempts.c.link_id).where(
            attempts.c.id == values["id"]
        )
    ).one()
    same = tuple(kept) == (digest, stored.user_id, stored.link_id)
    return "exists" if same else "exists-with-different-content"


def find(connection: Connection, attempt_id: UUID) -> StoredAttempt | None:
    """The attempt of this id."""
    row = connection.execute(sa.select(attempts).where(attempts.c.id == attempt_id)).one_or_none()
    return None if row is None else _stored(row)


def standing(connection: Connection, user_id: UUID, link_id: UUID) -> StoredAttempt | None:
    """The attempt that counts for a learner at a place: the best or the last, as its block says."""
    rows = connection.execute(
        sa.select(attempts)
        .where(attempts.c.user_id == user_id, attempts.c.link_id == link_id)
        .order_by(attempts.c.submitted_at, attempts.c.id)
    ).all()
    if not rows:
        return None
    if rows[-1].only_if_higher:
        return _stored(max(rows, key=lambda row: row.points / row.out_of))
    return _stored(rows[-1])


def _stored(row: Row[tuple[object, ...]]) -> StoredAttempt:
    return StoredAttempt(
        user_id=row.user_id,
        link_id=row.link_id,
        activity=row.activity,
        attempt=GradedAttempt.from_json(row.graded),
        only_if_higher=row.only_if_higher,
        submitted_at=row.submitted_at,
        evidence_token=row.evidence_token,
    )
