"""What a class did, as its instructor reads it: attempts, names and marks in few small queries.

Attempts, learners and deliveries belong to rooms that don't know one another; here they are read
together, and never with their evidence. The list has every attempt; summary and best marks leave
out whoever teaches here, whose own attempts are sent to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.jobs import deliveries
from lti_tool.learning_records.tables import attempts
from lti_tool.lti.tables import is_storable, links, users

PAGE_ROWS = 50
Order = Literal["newest", "learner"]


@dataclass(frozen=True)
class Wanted:
    """Which attempts, in which order, and which page of them, counted from 1."""

    name: str = ""
    order: Order = "newest"
    page: int = 1


@dataclass(frozen=True)
class Line:
    """One attempt: whose, at what, its mark and when."""

    id: UUID
    learner: str
    activity: str
    points: float
    out_of: float
    submitted_at: datetime


@dataclass(frozen=True)
class Listing:
    """Page `page` of `pages` (at least one), and how many attempts are `found` on all of them."""

    lines: tuple[Line, ...]
    found: int
    page: int
    pages: int


@dataclass(frozen=True)
class Summary:
    """How the class stands with an activity; `mean` and `best` of best marks are from 0 to 1."""

    activity: str
    learners: int
    attempts: int
    mean: float
    best: float


@dataclass(frozen=True)
class BestMark:
    """A learner's best attempt at an activity, of how many, and when the last of them was made."""

    learner: str
    subject: str
    activity: str
    points: float
    out_of: float
    attempts: int
    last_at: datetime


def listing(connection: Connection, context_key: UUID, wanted: Wanted) -> Listing:
    """The page of the course's attempts that is wanted, or the last one if there are fewer.

    A learner is found by any part of their name, in capitals or not.
    """
    chosen = _of_course(context_key)
    if wanted.name and is_storable(wanted.name):
        chosen &= users.c.name.icontains(wanted.name, autoescape=True)
    count = sa.select(sa.func.count()).select_from(_WITH_NAMES).where(chosen)
    found = connection.execute(count).scalar_one()
    pages = max(1, -(-found // PAGE_ROWS))
    page = min(max(1, wanted.page), pages)
    query = (
        sa.select(*_LINE)
        .select_from(_WITH_NAMES)
        .where(chosen)
        .order_by(*(_BY_LEARNER if wanted.order == "learner" else _NEWEST))
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
    )
    lines = tuple(Line(**row._mapping) for row in connection.execute(query))
    return Listing(lines, found, page, pages)


def summary(connection: Connection, context_key: UUID) -> list[Summary]:
    """How the learners of the course stand, one line for each activity that has attempts."""
    best = _best(context_key).subquery()
    fraction = best.c.points / best.c.out_of
    query = (
        sa.select(
            best.c.activity,
            sa.func.count().label("learners"),
            # The sum of a bigint is numeric, which would arrive as a Decimal.
            sa.cast(sa.func.sum(best.c.attempts), sa.BigInteger).label("attempts"),
            sa.func.avg(fraction).label("mean"),
            sa.func.max(fraction).label("best"),
        )
        .group_by(best.c.activity)
        .order_by(best.c.activity)
    )
    return [Summary(**row._mapping) for row in connection.execute(query)]


def best_marks(connection: Connection, context_key: UUID) -> list[BestMark]:
    """Every learner's best mark in every activity of the course, by learner."""
    best = _best(context_key).subquery()
    query = (
        sa.select(
            users.c.name.label("learner"),
            users.c.subject,
            best.c.activity,
            best.c.points,
            best.c.out_of,
            best.c.attempts,
            best.c.last_at,
        )
        .join_from(best, users, users.c.id == best.c.user_id)
        .order_by(_ALPHABETICAL, users.c.id, best.c.activity)
    )
    return [BestMark(**row._mapping) for row in connection.execute(query)]


# An attempt whose learner is unknown to us can't be: a launch makes the user first.
_WITH_NAMES = attempts.join(users, users.c.id == attempts.c.user_id)
_LINE = (
    attempts.c.id,
    users.c.name.label("learner"),
    attempts.c.activity,
    attempts.c.points,
    attempts.c.out_of,
    attempts.c.submitted_at,
)
_NEWEST = (attempts.c.submitted_at.desc(), attempts.c.id)
# In GB 18030 the common characters stand in the order of their pinyin, as in a school's list; a
# database's own Chinese collation is not everywhere.
_ALPHABETICAL = sa.func.convert_to(sa.func.lower(users.c.name), "GB18030")
_BY_LEARNER = (_ALPHABETICAL, users.c.id, *_NEWEST)


def _of_course(context_key: UUID) -> sa.ColumnElement[bool]:
    return attempts.c.link_id.in_(_links(context_key))


def _links(context_key: UUID) -> sa.Select[tuple[Any]]:
    return sa.select(links.c.id).where(links.c.context_key == context_key)


def _best(context_key: UUID) -> sa.Select[Any]:
    """Each learner's best attempt at each activity, the first of equals."""
    learners = sa.select(deliveries.c.user_id).where(deliveries.c.link_id.in_(_links(context_key)))
    key = (attempts.c.user_id, attempts.c.activity)
    fraction = attempts.c.points / attempts.c.out_of
    better_first = (fraction.desc(), attempts.c.submitted_at, attempts.c.id)
    ranked = (
        sa.select(
            *key,
            attempts.c.points,
            attempts.c.out_of,
            sa.func.count().over(partition_by=key).label("attempts"),
            sa.func.max(attempts.c.submitted_at).over(partition_by=key).label("last_at"),
            sa.func.row_number().over(partition_by=key, order_by=better_first).label("rank"),
        )
        .where(_of_course(context_key), attempts.c.user_id.in_(learners))
        .subquery()
    )
    return sa.select(ranked).where(ranked.c.rank == 1)
