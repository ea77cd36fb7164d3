"""The gradebook: line items (its columns), the scores that arrive, and the marks that stand.

Scores are kept as they arrive. The mark that stands is the learner's latest score that was fully
graded, brought to the line item's own maximum; a fully graded score without points takes it away.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from lti1p3platform.score import UpdateScoreStatus
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import courses, tables
from lti_tool.demo_lms.scores import FULLY_GRADED, BadBody, LineItem, Score
from lti_tool.demo_lms.texts import Text, text


@dataclass(frozen=True)
class Column:
    """A line item as the gradebook holds it."""

    id: uuid.UUID
    course_id: uuid.UUID
    link_id: uuid.UUID | None
    label: Text
    score_maximum: float
    resource_id: str | None
    tag: str | None
    declared: bool


@dataclass(frozen=True)
class Mark:
    """What a learner has for a line item: `given` of `maximum`, as of `at`."""

    line_item_id: uuid.UUID
    person_id: uuid.UUID
    given: float
    maximum: float
    at: datetime
    comment: str | None


_COLUMN = [
    tables.line_items.c[name]
    for name in (
        "id",
        "course_id",
        "link_id",
        "label",
        "score_maximum",
        "resource_id",
        "tag",
        "declared",
    )
]


def columns(conn: Connection, course_id: uuid.UUID) -> list[Column]:
    """The line items of a course: those of its links in their order, then the tool's own."""
    rows = conn.execute(
        sa.select(*_COLUMN)
        .outerjoin(tables.links, tables.links.c.id == tables.line_items.c.link_id)
        .where(tables.line_items.c.course_id == course_id)
        .order_by(
            tables.line_items.c.declared.desc(),
            tables.links.c.position,
            tables.line_items.c.created_at,
            tables.line_items.c.id,
        )
    )
    return [Column(**row) for row in rows.mappings()]


def column(
    conn: Connection, course_id: uuid.UUID, line_item_id: uuid.UUID, locked: bool = False
) -> Column | None:
    """The course's line item with this id; `locked` keeps others off until the transaction ends."""
    table = tables.line_items
    wanted = sa.select(*_COLUMN).where(table.c.id == line_item_id, table.c.course_id == course_id)
    row = conn.execute(wanted.with_for_update() if locked else wanted).mappings().one_or_none()
    return Column(**row) if row else None


def add_column(
    conn: Connection, new_id: uuid.UUID, course_id: uuid.UUID, item: LineItem, now: datetime
) -> Column | BadBody:
    """A new line item of the course, made by a tool."""
    if item.link_id is not None and not _is_link(conn, course_id, item.link_id):
        return BadBody("unknown-link", f"resourceLinkId {item.link_id} is no link of this course")
    made = Column(
        id=new_id,
        course_id=course_id,
        link_id=item.link_id,
        label=text(item.label, item.label),
        score_maximum=item.score_maximum,
        resource_id=item.resource_id,
        tag=item.tag,
        declared=False,
    )
    conn.execute(sa.insert(tables.line_items).values(**asdict(made), created_at=now))
    return made


def change_column(conn: Connection, line_item_id: uuid.UUID, item: LineItem) -> None:
    """Give a line item another label, maximum, resource id and tag; its link stays."""
    conn.execute(
        sa.update(tables.line_items)
        .where(tables.line_items.c.id == line_item_id)
        .values(
            label=text(item.label, item.label),
            score_maximum=item.score_maximum,
            resource_id=item.resource_id,
            tag=item.tag,
        )
    )


def drop_column(conn: Connection, line_item_id: uuid.UUID) -> None:
    """Remove a line item with its scores."""
    conn.execute(sa.delete(tables.line_items).where(tables.line_items.c.id == line_item_id))


def record(
    conn: Connection, column: Column, score: Score, now: datetime
) -> UpdateScoreStatus | BadBody:
    """Keep a learner's score, unless one with the same or a later timestamp is there.

    The caller holds the lock of `column`, so that of two scores at once one is first.
    """
    person = courses.member(conn, column.course_id, score.user_id)
    if person is None:
        return BadBody("unknown-user", f"userId {score.user_id} is nobody in this course")
    if person.teaches:
        return BadBody("not-a-learner", f"userId {score.user_id} is not a learner in this course")
    table = tables.scores
    latest = conn.scalar(
        sa.select(sa.func.max(table.c.timestamp)).where(
            table.c.line_item_id == column.id, table.c.person_id == person.id
        )
    )
    if latest is not None and score.timestamp <= latest:
        return UpdateScoreStatus.OLD_TIMESTAMP
    conn.execute(
        sa.insert(table).values(
            line_item_id=column.id,
            person_id=person.id,
            timestamp=score.timestamp,
            score_given=score.given,
            score_maximum=score.maximum,
            activity_progress=score.activity_progress,
            grading_progress=score.grading_progress,
            comment=score.comment,
            received_at=now,
        )
    )
    return UpdateScoreStatus.SUCCESS


def marks(
    conn: Connection, course_id: uuid.UUID, person_id: uuid.UUID | None = None
) -> dict[tuple[uuid.UUID, uuid.UUID], Mark]:
    """The marks that stand in a course, by (person, line item): everyone's, or one person's."""
    scores, items = tables.scores, tables.line_items
    age = sa.func.row_number().over(
        partition_by=(scores.c.line_item_id, scores.c.person_id),
        order_by=scores.c.timestamp.desc(),
    )
    graded = (
        sa.select(scores, items.c.score_maximum.label("item_maximum"), age.label("age"))
        .join(items, items.c.id == scores.c.line_item_id)
        .where(items.c.course_id == course_id, scores.c.grading_progress == FULLY_GRADED)
        .subquery()
    )
    latest = sa.select(graded).where(graded.c.age == 1)
    if person_id is not None:
        latest = latest.where(graded.c.person_id == person_id)
    return {
        (row.person_id, row.line_item_id): Mark(
            line_item_id=row.line_item_id,
            person_id=row.person_id,
            # Exactly what was given where the maxima agree.
            given=row.score_given * (row.item_maximum / row.score_maximum),
            maximum=row.item_maximum,
            at=row.timestamp,
            comment=row.comment,
        )
        for row in conn.execute(latest)
        if row.score_given is not None
    }


def _is_link(conn: Connection, course_id: uuid.UUID, link_id: uuid.UUID) -> bool:
    return any(link.id == link_id for link in courses.links_of(conn, course_id))
