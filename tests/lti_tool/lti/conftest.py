"""A registered platform that answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Connection

from lti_tool.lti import keys, platforms
from lti_tool.lti.platforms import Platform
from tests.lti_tool.lti.platform import NOW, LearningPlatform, serving


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
