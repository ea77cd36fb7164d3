"""One PostgreSQL, one way to a transaction.

Every room declares its tables on `metadata`; times are `timestamptz`, ids are UUIDs that the caller
makes, structured values are JSONB.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class NoDatabase(RuntimeError):
    """The database can't be reached, in one sentence."""


def engine_for(database_url: str, pool_size: int = 10) -> Engine:
    """An engine on psycopg 3 whose sessions speak UTC."""
    url = sa.make_url(database_url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, pool_size=pool_size, max_overflow=10, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def _utc(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.close()
        connection.commit()

    return engine


def check_reachable(engine: Engine) -> None:
    """Raise `NoDatabase` unless the database answers."""
    try:
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
    except sa.exc.OperationalError as error:
        shown = engine.url.render_as_string(hide_password=True)
        reason = str(error.orig).strip().splitlines()[0]
        raise NoDatabase(f"The database at {shown} does not answer: {reason}") from error


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection whose work is committed whole at the end, or not at all."""
    with engine.begin() as connection:
        yield connection


def insert_new(connection: Connection, table: sa.Table, row: Mapping[str, object]) -> bool:
    """Insert a row; False, and nothing changed, if one with its key is there already."""
    query = insert(table).values(row).on_conflict_do_nothing().returning(sa.literal(1))
    return connection.execute(query).first() is not None
