"""The database's shape, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

from lti_tool.credit_bank import ledger_ddl
from lti_tool.db import transaction

MIGRATION_LOCK = 0x676F6E6778756530
"""The advisory lock under which the shape is changed, by one process at a time."""


def upgrade(engine: Engine) -> None:
    """Bring the database to the present shape; one that has it is left as it is.

    The ledger's functions and triggers are code, not shape: they are installed anew each time.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with transaction(engine) as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        ledger_ddl.install(connection)
