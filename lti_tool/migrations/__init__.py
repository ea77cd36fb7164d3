"""The database's shape: Alembic's migrations, and procrastinate's own schema."""

from __future__ import annotations

import importlib
import pkgutil

import sqlalchemy as sa
from sqlalchemy.engine import Engine

import lti_tool
from lti_tool import db


def upgrade(engine: Engine) -> None:
    """Bring the database to the present shape."""
    for module in pkgutil.walk_packages(lti_tool.__path__, "lti_tool."):
        if module.name.endswith("tables") or module.name in ("lti_tool.jobs",):
            importlib.import_module(module.name)
    with db.transaction(engine) as connection:
        db.metadata.create_all(connection)
        try:
            ddl = importlib.import_module("lti_tool.credit_bank.ledger_ddl").DDL
        except ImportError:
            ddl = ()
        for statement in ddl:
            connection.execute(sa.text(statement))
