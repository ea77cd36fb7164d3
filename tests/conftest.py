"""Real parts for the tests: one PostgreSQL for the run, a database for each test that asks."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, sync_playwright
from sqlalchemy.engine import Connection, Engine

from lti_tool import db, migrations
from lti_tool.embedded_postgres import running
from tests import browser

# Continuous integration tries the same examples each time, and so judges the change alone; any
# other run tries new ones.
# No example has a deadline: tests assert behaviour, never time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def embedded_server() -> Iterator[str]:
    """An embedded PostgreSQL in a short folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gx", dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        with running(Path(folder) / "pg", *FAST) as url:
            yield url


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL server: the one that DATABASE_URL names, or an embedded one."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with embedded_server() as url:
        yield url


@pytest.fixture(scope="session")
def template(server_url: str) -> Iterator[str]:
    """The name of a migrated, empty database that tests are copied from."""
    name = f"template_{uuid.uuid4().hex[:12]}"
    admin = _admin(server_url)
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine = db.engine_for(_named(server_url, name))
    migrations.upgrade(engine)
    engine.dispose()
    yield name
    with admin.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@contextmanager
def copy_of(server_url: str, template: str) -> Iterator[Engine]:
    """An engine on a copy of the template, until the end of the block."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = _admin(server_url)
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine = db.engine_for(_named(server_url, name))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers of all tests of the run: there can be only one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, which blocks third-party cookies as it comes."""
    path = browser.path()
    assert path, "Chromium is missing: run `make browser`"
    launched = playwright.chromium.launch(executable_path=path, args=browser.arguments())
    yield launched
    launched.close()


@pytest.fixture
def database(server_url: str, template: str) -> Iterator[Engine]:
    """An engine on a fresh, migrated database of the test's own."""
    with copy_of(server_url, template) as engine:
        yield engine


@pytest.fixture(scope="session")
def untouched(server_url: str, template: str) -> Iterator[Engine]:
    """An engine on a migrated database in which nothing is ever committed."""
    with copy_of(server_url, template) as engine:
        yield engine


@pytest.fixture
def connection(untouched: Engine) -> Iterator[Connection]:
    """A connection in a transaction that is rolled back after the test."""
    with untouched.connect() as connected:
        yield connected


def _admin(server_url: str) -> Engine:
    return db.engine_for(server_url, pool_size=1).execution_options(isolation_level="AUTOCOMMIT")


def _named(server_url: str, name: str) -> str:
    return sa.make_url(server_url).set(database=name).render_as_string(hide_password=False)
