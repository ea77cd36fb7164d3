"""Who has been here: the learners and the links of a course, for its instructors and its grades."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.lti import tables


def links_of(connection: Connection, context_key: uuid.UUID) -> Sequence[uuid.UUID]:
    """The ids of all links of a course that were ever opened."""
    query = sa.select(tables.links.c.id).where(tables.links.c.context_key == context_key)
    return connection.scalars(query).all()


def names(connection: Connection, user_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The display names of these users; a user whose platform tells no name has an empty one."""
    query = sa.select(tables.users.c.id, tables.users.c.name).where(tables.users.c.id.in_(user_ids))
    return {row.id: row.name for row in connection.execute(query)}


def subject_of(connection: Connection, user_id: uuid.UUID) -> str:
    """What the platform calls this user. Raises sqlalchemy.exc.NoResultFound."""
    query = sa.select(tables.users.c.subject).where(tables.users.c.id == user_id)
    return str(connection.execute(query).scalar_one())
