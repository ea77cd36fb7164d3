"""Who may report achievements to the bank, and the public keys that they publish."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.tables import issuers

JWKS_LIMIT_BYTES = 256 * 1024
FETCH_TIMEOUT_S = 5.0
KEPT_S = 3600.0
REFETCH_AFTER_S = 10.0

Jwk = Mapping[str, Any]
FetchKeys = Callable[[str, bool], tuple[Jwk, ...]]
"""The keys at a JWKS URL; not from a cache if the second argument is true. Raises
`KeysUnavailable`.
"""


class KeysUnavailable(Exception):
    """An issuer's keys can't be had at present, in one sentence."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Somebody whose reports the bank accepts."""

    iss: str
    jwks_url: str
    name: str


def register_issuer(
    connection: Connection, iss: str, jwks_url: str, name: str, now: datetime
) -> None:
    """Reports of `iss`, signed with the keys at `jwks_url`, are accepted from now on.

    An issuer that was registered before gets this URL and name, and is active again.
    """
    changed = {"jwks_url": jwks_url, "name": name, "active": True}
    statement = insert(issuers).values(iss=iss, registered_at=now, **changed)
    connection.execute(statement.on_conflict_do_update(index_elements=["iss"], set_=changed))


def active_issuer(connection: Connection, iss: str) -> Issuer | None:
    """The registered, active issuer of this name."""
    found = connection.execute(
        sa.select(issuers.c.iss, issuers.c.jwks_url, issuers.c.name).where(
            issuers.c.iss == iss, issuers.c.active
        )
    ).one_or_none()
    return Issuer(*found) if found else None


class KeyCache:
    """Fetches JWKS over HTTP and keeps each for an hour.

    After a forced or failed fetch the next of that URL waits ten seconds, so that tokens with
    invented key ids, or an issuer that is down, can't hold the bank up. `clock` answers seconds
    that never run backwards.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, tuple[Jwk, ...]]] = {}
        self._tried_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def __call__(self, jwks_url: str, fresh: bool) -> tuple[Jwk, ...]:
        with self._lock:
            kept = self._usable(jwks_url, fresh)
        if kept is not None:
            return kept
        try:
            keys = fetch_jwks(jwks_url)
        except KeysUnavailable:
            with self._lock:
                self._tried_at[jwks_url] = self._clock()
            raise
        with self._lock:
            self._kept[jwks_url] = (self._clock(), keys)
        return keys

    def _usable(self, jwks_url: str, fresh: bool) -> tuple[Jwk, ...] | None:
        """The keys to answer with; None if they must be fetched. Raises `KeysUnavailable`."""
        now = self._clock()
        just_tried = now - self._tried_at.get(jwks_url, float("-inf")) < REFETCH_AFTER_S
        fetched_at, keys = self._kept.get(jwks_url, (float("-inf"), ()))
        if now - fetched_at >= KEPT_S:
            if just_tried:
                raise KeysUnavailable(f"{jwks_url} did not answer a few seconds ago")
            return None
        if fresh and not just_tried:
            self._tried_at[jwks_url] = now
            return None
        return keys


def fetch_jwks(jwks_url: str) -> tuple[Jwk, ...]:
    """The keys of the JWKS at this URL, at most 256 KiB within five seconds. Raises
    `KeysUnavailable`.
    """
    try:
        with requests.get(
            jwks_url,
            timeout=FETCH_TIMEOUT_S,
            stream=True,
            allow_redirects=False,
            headers={"Accept": "application/jwk-set+json, application/json"},
        ) as response:
            if response.status_code != 200:
                raise KeysUnavailable(f"{jwks_url} answers {response.status_code}")
            body = response.raw.read(JWKS_LIMIT_BYTES + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise KeysUnavailable(f"{jwks_url} does not answer: {type(error).__name__}") from error
    return _keys(jwks_url, body)


def _keys(jwks_url: str, body: bytes) -> tuple[Jwk, ...]:
    if len(body) > JWKS_LIMIT_BYTES:
        raise KeysUnavailable(f"{jwks_url} answers more than {JWKS_LIMIT_BYTES} bytes")
    try:
        keys = json.loads(body)["keys"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeysUnavailable(f"{jwks_url} is not a JSON Web Key Set") from error
    if not isinstance(keys, list):
        raise KeysUnavailable(f"{jwks_url} is not a JSON Web Key Set")
    return tuple(key for key in keys if isinstance(key, dict))
