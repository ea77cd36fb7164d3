"""A database for each module of this room, and in it a registered platform that answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lti_tool import db
from lti_tool.lti import keys, platforms
from lti_tool.lti.platforms import Platform
from tests.lti_tool.lti.platform import NOW, LearningPlatform, serving


@pytest.fixture(scope="module")
def lti_database(server_url: str, template: str) -> Iterator[Engine]:
    """An engine on a migrated database that the module's tests leave empty."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = db.engine_for(server_url, pool_size=1).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine = db.engine_for(
        sa.make_url(server_url).set(database=name).render_as_string(hide_password=False)
    )
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def connection(lti_database: Engine) -> Iterator[Connection]:
    """A connection in a transaction that is rolled back after the test."""
    with lti_database.connect() as connected:
        yield connected


@pytest.fixture
def lms(connection: Connection) -> Iterator[LearningPlatform]:
    """A platform that answers on this machine, and knows the tool's keys."""
    with serving(LearningPlatform()) as platform:
        platform.tool_keys = lambda: keys.jwks(connection, NOW)
        yield platform


@pytest.fixture
def registered(connection: Connection, lms: LearningPlatform) -> Platform:
    """The same platform, as the tool knows it."""
    return register(connection, lms)


def register(connection: Connection, lms: LearningPlatform) -> Platform:
    """Register the platform with the tool."""
    made = platforms.register(
        connection,
        issuer=lms.issuer,
        client_id=lms.client_id,
        auth_login_url=f"{lms.url}/authorize",
        auth_token_url=f"{lms.url}/token",
        key_set_url=f"{lms.url}/jwks",
        token_audience=lms.token_audience,
        deployment_ids=[lms.deployment_id],
        now=NOW,
    )
    assert isinstance(made, Platform)
    return made
