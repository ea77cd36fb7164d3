"""Where xAPI statements are kept: each id once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.db import insert_new
from lti_tool.learning_records.tables import statements


def keep(connection: Connection, statement: dict[str, Any], now: datetime) -> bool:
    """Keep a statement; False if one of its id was kept before."""
    row = {"id": UUID(statement["id"]), "statement": statement, "stored_at": now}
    return insert_new(connection, statements, row)


def find(connection: Connection, statement_id: UUID) -> dict[str, Any] | None:
    """The statement of this id, as it was kept."""
    query = sa.select(statements.c.statement).where(statements.c.id == statement_id)
    found: dict[str, Any] | None = connection.execute(query).scalar_one_or_none()
    return found
