"""Learners' field values for the length of one request: read when asked for, written together.

Values pass through as JSON text, so that a block always reads what a later request would read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSON, insert
from sqlalchemy.engine import Connection

from lti_tool.xblock_host.tables import fields


class Group(NamedTuple):
    """The fields that are stored side by side; `user_id` and `block_id` are empty for all."""

    scope: str
    user_id: str
    block_id: str


class Unstorable(ValueError):
    """A value that JSON can't hold, such as NaN."""


def lock(conn: Connection, name: str) -> None:
    """Wait until no other transaction holds the lock `name`, and hold it to the end of this one."""
    key = sa.func.hashtextextended(name, sa.literal(0, sa.BigInteger))
    conn.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


class State:
    """The stored values that one request sees. Nothing is written before `flush`.

    `shared_lock` names the lock that is taken before the first value which learners share is read,
    so that what one adds to it another does not overwrite; `None` takes none.
    """

    def __init__(self, conn: Connection, shared_lock: str | None) -> None:
        self._conn = conn
        self._shared_lock = shared_lock
        self._texts: dict[Group, dict[str, str]] = {}
        self._changed: set[tuple[Group, str]] = set()

    def has(self, group: Group, field: str) -> bool:
        """Whether the field has a value."""
        return field in self._group(group)

    def get(self, group: Group, field: str) -> Any:
        """A copy of the field's value. Raises KeyError if it has none."""
        return json.loads(self._group(group)[field])

    def put(self, group: Group, values: Mapping[str, Any]) -> None:
        """Let the fields have these values. Raises `Unstorable`, and then changes none."""
        try:
            texts = {name: json.dumps(value, allow_nan=False) for name, value in values.items()}
        except (TypeError, ValueError, RecursionError) as error:
            raise Unstorable(str(error)) from error
        self._group(group).update(texts)
        self._changed.update((group, name) for name in texts)

    def drop(self, group: Group, field: str) -> None:
        """Let the field have no value."""
        if self._group(group).pop(field, None) is not None:
            self._changed.add((group, field))

    def flush(self) -> None:
        """Write what was changed since the last `flush`."""
        written, dropped = [], []
        for group, name in sorted(self._changed):
            key = {**group._asdict(), "field": name}
            text = self._texts[group].get(name)
            if text is None:
                dropped.append({f"old_{column}": value for column, value in key.items()})
            else:
                written.append({**key, "text": text})
        if written:
            self._conn.execute(_UPSERT, written)
        if dropped:
            self._conn.execute(_DELETE, dropped)
        self._changed.clear()

    def _group(self, group: Group) -> dict[str, str]:
        if group not in self._texts:
            if not group.user_id and self._shared_lock is not None:
                lock(self._conn, self._shared_lock)
            query = sa.select(fields.c.field, sa.cast(fields.c.value, sa.Text).label("text")).where(
                fields.c.scope == group.scope,
                fields.c.user_id == group.user_id,
                fields.c.block_id == group.block_id,
            )
            self._texts[group] = {row.field: row.text for row in self._conn.execute(query)}
        return self._texts[group]


def _upsert() -> sa.Insert:
    statement = insert(fields).values(
        {
            **{column.name: sa.bindparam(column.name) for column in fields.primary_key},
            "value": sa.cast(sa.bindparam("text", type_=sa.Text), JSON),
        }
    )
    return statement.on_conflict_do_update(
        index_elements=list(fields.primary_key), set_={"value": statement.excluded.value}
    )


_UPSERT = _upsert()
_DELETE = sa.delete(fields).where(
    *(column == sa.bindparam(f"old_{column.name}") for column in fields.primary_key)
)
