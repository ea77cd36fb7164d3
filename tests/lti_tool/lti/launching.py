"""A login and the launch that answers it, for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.lti import tables
from lti_tool.lti.launch import NeedsProof, finish_launch
from lti_tool.lti.login import LoginRedirect, start_login
from lti_tool.lti.message import Launch
from lti_tool.lti.platform_keys import fetch_over_http
from lti_tool.lti.refusals import LaunchRefusal
from tests.lti_tool.lti.platform import NOW, TARGET, TOOL_URL, LearningPlatform, plain_session

KEPT_ONLY_OF_GOOD_LAUNCHES = (tables.users, tables.contexts, tables.links, tables.visits)


@dataclass(frozen=True)
class Begun:
    """A login as the browser and the platform know it."""

    state: str
    nonce: str
    secret: str


def begin(connection: Connection, lms: LearningPlatform, **extra: str) -> Begun:
    """A login that the platform asked for."""
    asked = {
        "iss": lms.issuer,
        "login_hint": "7",
        "target_link_uri": TARGET,
        "client_id": lms.client_id,
        **extra,
    }
    begun = start_login(connection, asked, NOW, TOOL_URL)
    assert isinstance(begun, LoginRedirect)
    (nonce,) = parse_qs(urlsplit(begun.url).query)["nonce"]
    return Begun(begun.state, nonce, begun.secret)


def finish(
    connection: Connection,
    begun: Begun,
    id_token: str,
    now: datetime = NOW,
    secret: str | None = "",
    form: Mapping[str, str] | None = None,
) -> Launch | LaunchRefusal | NeedsProof:
    """What the tool makes of the platform's answer, posted by the browser that began or another."""
    return finish_launch(
        connection,
        {"state": begun.state, "id_token": id_token, **(form or {})},
        begun.secret if secret == "" else secret,
        now,
        fetch_over_http(plain_session()),
        TOOL_URL,
    )


def refused(connection: Connection, begun: Begun, id_token: str, **how: Any) -> tuple[str, int]:
    """The reason and the status of a refusal, of which nothing was kept."""
    found = finish(connection, begun, id_token, **how)
    assert isinstance(found, LaunchRefusal), found
    for table in KEPT_ONLY_OF_GOOD_LAUNCHES:
        assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    spent = sa.select(tables.logins.c.used_at).where(tables.logins.c.state == begun.state)
    assert connection.scalar(spent) is None
    return found.id, found.status
