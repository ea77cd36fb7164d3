"""The tool's own keys: it signs with one, and publishes all that a signature may still need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from joserfc import jwk, jwt
from sqlalchemy.engine import Connection

from lti_tool.lti import tables

ALGORITHM = "RS256"
RSA_BITS = 2048
ANNOUNCED_FOR = timedelta(hours=1)
"""How long a new key is published before it signs, for platforms that cache our keys."""
PUBLISHED_FOR = timedelta(days=30)
"""How long a key that signs no more stays published: a report may wait for its reader."""
CREATION_LOCK = 0x676F6E6778756531
"""The advisory lock under which keys are made."""


@dataclass(frozen=True)
class SigningKey:
    """The private key that signs now."""

    kid: str
    private_jwk: Mapping[str, Any]

    def sign(self, header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
        """A compact JWS (RS256) of the claims; `header` adds to `alg` and `kid`, such as `typ`."""
        whole = {"typ": "JWT", **header, "alg": ALGORITHM, "kid": self.kid}
        key = jwk.import_key(dict(self.private_jwk), "RSA")
        return jwt.encode(whole, dict(claims), key, algorithms=[ALGORITHM])


def signing_key(connection: Connection, now: datetime) -> SigningKey:
    """The key that signs at `now`; the first call ever makes it, once for all processes."""
    return _signing_key(connection, now) or _first_key(connection, now)


def sign(
    connection: Connection, header: Mapping[str, Any], claims: Mapping[str, Any], now: datetime
) -> str:
    """A compact JWS of the claims by the key that signs at `now`, with the extra `header`."""
    return signing_key(connection, now).sign(header, claims)


def jwks(connection: Connection, now: datetime) -> dict[str, list[dict[str, Any]]]:
    """The public keys, as a JSON Web Key Set: all that sign, will sign, or lately signed."""
    signing_key(connection, now)
    query = (
        sa.select(tables.tool_keys.c.private_jwk)
        .where(_not_retired(now - PUBLISHED_FOR))
        .order_by(tables.tool_keys.c.created_at, tables.tool_keys.c.kid)
    )
    return {"keys": [_public(private) for private in connection.scalars(query)]}


def rotate(connection: Connection, now: datetime) -> str:
    """Publish a new key, which signs from `now` + `ANNOUNCED_FOR` on. Gives its `kid`."""
    _lock(connection)
    connection.execute(
        sa.update(tables.tool_keys)
        .where(tables.tool_keys.c.retired_at.is_(None))
        .values(retired_at=now + ANNOUNCED_FOR)
    )
    return _make(connection, now).kid


def _signing_key(connection: Connection, now: datetime) -> SigningKey | None:
    query = (
        sa.select(tables.tool_keys.c.kid, tables.tool_keys.c.private_jwk)
        .where(_not_retired(now))
        .order_by(tables.tool_keys.c.created_at, tables.tool_keys.c.kid)
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return row and SigningKey(row.kid, row.private_jwk)


def _first_key(connection: Connection, now: datetime) -> SigningKey:
    _lock(connection)
    return _signing_key(connection, now) or _make(connection, now)


def _lock(connection: Connection) -> None:
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(CREATION_LOCK)))


def _make(connection: Connection, now: datetime) -> SigningKey:
    key = jwk.generate_key("RSA", RSA_BITS)
    made = SigningKey(key.thumbprint(), dict(key.as_dict(private=True)))
    connection.execute(
        sa.insert(tables.tool_keys).values(
            kid=made.kid, private_jwk=made.private_jwk, created_at=now
        )
    )
    return made


def _not_retired(at: datetime) -> sa.ColumnElement[bool]:
    retired_at = tables.tool_keys.c.retired_at
    return sa.or_(retired_at.is_(None), retired_at > at)


def _public(private_jwk: Mapping[str, Any]) -> dict[str, Any]:
    key = jwk.import_key(dict(private_jwk), "RSA")
    public = dict(key.as_dict(private=False))
    return {**public, "kid": key.thumbprint(), "alg": ALGORITHM, "use": "sig"}
