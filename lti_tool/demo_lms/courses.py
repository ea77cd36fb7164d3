"""Who is in which course, and what there is to do: read from the database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import tables
from lti_tool.demo_lms.texts import Text


@dataclass(frozen=True)
class Person:
    """Someone who may enter, in their role in a course or, on the front page, anywhere."""

    id: uuid.UUID
    name: Text
    family_name: Text
    given_name: Text | None
    about: Text
    role: str

    @property
    def teaches(self) -> bool:
        """Whether they see the class's marks rather than marks of their own."""
        return self.role == "instructor"


@dataclass(frozen=True)
class Course:
    """A course, which launches call the context."""

    id: uuid.UUID
    key: str
    code: str
    title: Text
    school: Text
    about: Text
    picture: str


@dataclass(frozen=True)
class Link:
    """An activity's place in a course; `line_item_id` is None where nothing is marked."""

    id: uuid.UUID
    course_id: uuid.UUID
    activity: str
    kind: str
    title: Text
    about: Text
    line_item_id: uuid.UUID | None


@dataclass(frozen=True)
class Place:
    """A person at an activity of a course of theirs."""

    person: Person
    course: Course
    link: Link


_PERSON = [tables.people.c[name] for name in ("id", "name", "family_name", "given_name", "about")]
_COURSE = [
    tables.courses.c[name] for name in ("id", "key", "code", "title", "school", "about", "picture")
]
_LINK = [
    *(tables.links.c[n] for n in ("id", "course_id", "activity", "kind", "title", "about")),
    tables.line_items.c.id.label("line_item_id"),
]
_LINK_AND_LINE_ITEM = tables.links.outerjoin(
    tables.line_items,
    sa.and_(tables.line_items.c.link_id == tables.links.c.id, tables.line_items.c.declared),
)


def people(conn: Connection) -> list[Person]:
    """Everyone who may enter. Who teaches anywhere is an instructor."""
    # 'instructor' < 'learner', so the least role is the one that sees more.
    role = sa.func.min(tables.members.c.role).label("role")
    rows = conn.execute(
        sa.select(*_PERSON, role)
        .join(tables.members, tables.members.c.person_id == tables.people.c.id)
        .group_by(tables.people.c.id)
        .order_by(tables.people.c.position)
    )
    return [Person(**row) for row in rows.mappings()]


def person_with(conn: Connection, person_id: uuid.UUID) -> Person | None:
    """The person with this id, as on the front page."""
    return next((person for person in people(conn) if person.id == person_id), None)


def learners(conn: Connection, course_id: uuid.UUID) -> list[Person]:
    """The learners of a course."""
    wanted = _members(course_id).where(tables.members.c.role == "learner")
    rows = conn.execute(wanted.order_by(tables.people.c.position))
    return [Person(**row) for row in rows.mappings()]


def member(conn: Connection, course_id: uuid.UUID, person_id: uuid.UUID) -> Person | None:
    """The person in the role that they have in the course; None if they are not in it."""
    wanted = _members(course_id).where(tables.people.c.id == person_id)
    row = conn.execute(wanted).mappings().one_or_none()
    return Person(**row) if row else None


def _members(course_id: uuid.UUID) -> sa.Select[Any]:
    return (
        sa.select(*_PERSON, tables.members.c.role)
        .join(tables.members, tables.members.c.person_id == tables.people.c.id)
        .where(tables.members.c.course_id == course_id)
    )


def courses_of(conn: Connection, person_id: uuid.UUID) -> list[Course]:
    """The courses that the person is a member of."""
    rows = conn.execute(
        sa.select(*_COURSE)
        .join(tables.members, tables.members.c.course_id == tables.courses.c.id)
        .where(tables.members.c.person_id == person_id)
        .order_by(tables.courses.c.position)
    )
    return [Course(**row) for row in rows.mappings()]


def course_of(conn: Connection, person_id: uuid.UUID, key: str) -> Course | None:
    """The person's course with this key."""
    return next((each for each in courses_of(conn, person_id) if each.key == key), None)


def course_exists(conn: Connection, course_id: uuid.UUID) -> bool:
    """Whether there is such a course."""
    return bool(conn.scalar(sa.select(sa.exists().where(tables.courses.c.id == course_id))))


def links_of(conn: Connection, course_id: uuid.UUID) -> list[Link]:
    """The activities of a course in the order of learning."""
    rows = conn.execute(
        sa.select(*_LINK)
        .select_from(_LINK_AND_LINE_ITEM)
        .where(tables.links.c.course_id == course_id)
        .order_by(tables.links.c.position)
    )
    return [Link(**row) for row in rows.mappings()]


def place_of(conn: Connection, person_id: uuid.UUID, link_id: uuid.UUID) -> Place | None:
    """The person at this activity; None if it does not exist or is in no course of theirs."""
    wanted = sa.select(*_LINK).select_from(_LINK_AND_LINE_ITEM).where(tables.links.c.id == link_id)
    row = conn.execute(wanted).mappings().one_or_none()
    if row is None:
        return None
    link = Link(**row)
    person = member(conn, link.course_id, person_id)
    course = next((c for c in courses_of(conn, person_id) if c.id == link.course_id), None)
    return Place(person, course, link) if person and course else None


def note_opening(conn: Connection, place: Place, now: datetime) -> None:
    """Remember that the person has opened the activity; the first time counts."""
    new = insert(tables.openings).values(
        link_id=place.link.id, person_id=place.person.id, first_at=now
    )
    conn.execute(new.on_conflict_do_nothing())


def opened(conn: Connection, person_id: uuid.UUID) -> set[uuid.UUID]:
    """The ids of the links that the person has opened."""
    table = tables.openings
    return set(conn.scalars(sa.select(table.c.link_id).where(table.c.person_id == person_id)))
