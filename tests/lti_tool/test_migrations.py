"""The migrations make exactly the tables that the code declares."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine

import lti_tool
from lti_tool import db, migrations


@pytest.fixture(autouse=True)
def every_table_is_declared() -> None:
    """Importing every module of the server declares every table."""
    for module in pkgutil.walk_packages(lti_tool.__path__, "lti_tool."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def test_the_migrated_database_has_the_shape_of_the_code(database: Engine) -> None:
    ours = set(db.metadata.tables)

    def only_ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in ours

    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": only_ours})
        assert compare_metadata(context, db.metadata) == []


def test_migrating_again_changes_nothing(database: Engine) -> None:
    migrations.upgrade(database)
    with database.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() is not None
