"""The second step of a launch: the platform's signed answer, checked clause by clause.

Why not PyLTI1p3's `MessageLaunch`: it takes a token again and again (its nonce is never spent, and
the token's own hash may stand in for the browser's cookie), reads only the first audience, lets a
token without `exp`, `iat` or `target_link_uri` pass, and answers an unknown issuer with a crash.
None of that can be mended from outside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.lti import tables
from lti_tool.lti.id_token import Expected, refused_by_token, signed_claims
from lti_tool.lti.login import LIFETIME, PlatformStorage, sha256_of, storage_of
from lti_tool.lti.message import Launch, Message, launch_in
from lti_tool.lti.platform_keys import FetchKeys
from lti_tool.lti.platforms import platform
from lti_tool.lti.refusals import LaunchRefusal, refusal

ERROR_CODE = re.compile(r"[a-z_]{1,60}")


@dataclass(frozen=True)
class NeedsProof:
    """A launch in order, but from a browser that did not show its secret.

    The secret may lie in the platform's `storage`; else only a new window, which starts again with
    the `parameters` of the login, can tell the browser by its cookie.
    """

    state: str
    storage: PlatformStorage | None
    parameters: Mapping[str, str]
    locale: str | None


def finish_launch(
    connection: Connection,
    form: Mapping[str, str],
    browser_secret: str | None,
    now: datetime,
    fetch_keys: FetchKeys,
    tool_url: str,
) -> Launch | LaunchRefusal | NeedsProof:
    """The launch that the posted form proves; its login is then spent, no other form can use it.

    Of a refused launch nothing is stored (but the platform's public keys may have been refreshed).
    """
    login = _login(connection, form, now)
    if isinstance(login, LaunchRefusal):
        return login
    if browser_secret is not None and not _is_secret_of(login, browser_secret):
        return refusal("browser-foreign")
    found = _message(connection, login, form["id_token"], now, fetch_keys, tool_url)
    launch = found if isinstance(found, LaunchRefusal) else launch_in(found)
    if isinstance(launch, LaunchRefusal):
        return launch
    if browser_secret is None:
        of = platform(connection, login.platform_id)
        storage = storage_of(of, login.storage_target)
        return NeedsProof(login.state, storage, login.parameters, launch.locale)
    return launch if _spend(connection, login, now) else refusal("replayed")


def _login(
    connection: Connection, form: Mapping[str, str], now: datetime
) -> sa.Row[Any] | LaunchRefusal:
    if "error" in form:
        code = form["error"]
        return refusal("platform-declined", code if ERROR_CODE.fullmatch(code) else "error")
    for name in ("state", "id_token"):
        if not form.get(name):
            return refusal("form-incomplete", name)
    if not tables.is_storable(form["state"]):
        return refusal("state-unknown")
    query = sa.select(tables.logins).where(tables.logins.c.state == form["state"])
    login = connection.execute(query).one_or_none()
    if login is None:
        return refusal("state-unknown")
    if login.used_at is not None:
        return refusal("replayed")
    return login if now - login.created_at <= LIFETIME else refusal("login-expired")


def _is_secret_of(login: sa.Row[Any], secret: str) -> bool:
    return compare_digest(sha256_of(secret), login.secret_sha256)


def _message(
    connection: Connection,
    login: sa.Row[Any],
    id_token: str,
    now: datetime,
    fetch_keys: FetchKeys,
    tool_url: str,
) -> Message | LaunchRefusal:
    expected = Expected(platform(connection, login.platform_id), login.nonce, now)
    claims = signed_claims(connection, id_token, expected, fetch_keys)
    if isinstance(claims, LaunchRefusal):
        return claims
    refused = refused_by_token(claims, expected)
    announced = login.parameters.get("lti_deployment_id")
    return refused or Message(claims, expected.platform, announced, tool_url)


def _spend(connection: Connection, login: sa.Row[Any], now: datetime) -> bool:
    """Whether this launch, and no other at the same moment, got the login's nonce."""
    spent = connection.execute(
        sa.update(tables.logins)
        .where(tables.logins.c.state == login.state, tables.logins.c.used_at.is_(None))
        .values(used_at=now)
    )
    return spent.rowcount == 1
