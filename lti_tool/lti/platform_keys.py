"""The platforms' public keys: kept, and fetched again when a token names one that we don't know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import requests
import sqlalchemy as sa
from joserfc import jwk
from joserfc.errors import JoseError
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.lti import platform_http, tables
from lti_tool.lti.platforms import Platform

FRESH_FOR = timedelta(hours=24)
"""Older keys are fetched again, so that a platform can withdraw one."""
PAUSE = timedelta(seconds=60)
"""The least time between two fetches from a platform: forged tokens can't make us hammer it."""
LARGEST_KEY_SET = 256 * 1024

FetchKeys = Callable[[str], "list[dict[str, Any]] | None"]
"""Gives the JWKs at a key set URL; `None` if they can't be had."""


def fetch_over_http(session: requests.Session) -> FetchKeys:
    """A `FetchKeys` that asks the platform."""

    def fetch(url: str) -> list[dict[str, Any]] | None:
        try:
            answer = platform_http.call(session, "GET", url, headers={"Accept": "application/json"})
            if answer.status_code != requests.codes.ok or len(answer.content) > LARGEST_KEY_SET:
                return None
            found = answer.json()
        except requests.RequestException:
            return None
        keys = found.get("keys") if isinstance(found, dict) else None
        return [_public(k) for k in keys if isinstance(k, dict)] if isinstance(keys, list) else None

    return fetch


def key_for(
    connection: Connection, platform: Platform, kid: str, now: datetime, fetch_keys: FetchKeys
) -> jwk.Key | None:
    """The platform's public key `kid`, or None.

    Keys that are unknown or older than `FRESH_FOR` are fetched, at most once in `PAUSE` for a
    platform; launches that meet meanwhile wait for the one fetch.
    """
    known, fetched_at = _known(connection, platform)
    key = _pick(known, kid)
    if key is None or fetched_at is None or now - fetched_at > FRESH_FOR:
        key = _pick(_refreshed(connection, platform, now, fetch_keys), kid)
    return key


def _known(
    connection: Connection, platform: Platform
) -> tuple[list[dict[str, Any]], datetime | None]:
    table = tables.platform_keys
    query = sa.select(table.c.jwks, table.c.fetched_at).where(table.c.platform_id == platform.id)
    row = connection.execute(query).one_or_none()
    return (row.jwks, row.fetched_at) if row else ([], None)


def _refreshed(
    connection: Connection, platform: Platform, now: datetime, fetch_keys: FetchKeys
) -> list[dict[str, Any]]:
    """The keys after a fetch, if one was due; a failed fetch leaves what we had."""
    table = tables.platform_keys
    claim = (
        insert(table)
        .values(platform_id=platform.id, jwks=[], tried_at=now)
        .on_conflict_do_update(
            index_elements=["platform_id"],
            set_={"tried_at": now},
            where=table.c.tried_at <= now - PAUSE,
        )
        .returning(table.c.platform_id)
    )
    if connection.execute(claim).one_or_none() is not None:
        fetched = fetch_keys(platform.key_set_url)
        if fetched is not None:
            connection.execute(
                sa.update(table)
                .where(table.c.platform_id == platform.id)
                .values(jwks=fetched, fetched_at=now)
            )
    return _known(connection, platform)[0]


def _pick(keys: list[dict[str, Any]], kid: str) -> jwk.Key | None:
    """The first key of that id which can verify; a key that can't be read is passed over."""
    for candidate in keys:
        if candidate.get("kid") == kid and candidate.get("use", "sig") == "sig":
            try:
                return jwk.import_key(candidate)
            except (JoseError, ValueError):
                continue
    return None


def _public(key: dict[str, Any]) -> dict[str, Any]:
    """What of a JWK verifies a signature; private or strange members stay out of our database."""
    names = ("kty", "kid", "alg", "use", "n", "e", "crv", "x", "y")
    values = {name: key[name] for name in names if isinstance(key.get(name), str)}
    return {name: value for name, value in values.items() if value.isprintable()}
