"""Access tokens for the tool's server: OAuth 2.0 client credentials with a signed assertion.

After the 1EdTech Security Framework 1.0 (section 4.1), RFC 6749 (4.4, 5.2) and RFC 7523. Tokens are
random; only their SHA-256 is kept. Refusals speak to programmers, in RFC 6749's ASCII English.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, KeyBase
from lti1p3platform.constants import LTI_1P3_ACCESS_TOKEN_REQUIRED_CLAIMS
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import tables
from lti_tool.demo_lms.tool_keys import NoToolKeys, ToolKeys

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
SCORE = _AGS + "score"
LINE_ITEM = _AGS + "lineitem"
LINE_ITEM_READ = _AGS + "lineitem.readonly"
RESULT_READ = _AGS + "result.readonly"
GRANTABLE = frozenset({SCORE, LINE_ITEM, LINE_ITEM_READ, RESULT_READ})

TOKEN_LIFE_S = 3600
ASSERTION_LIFE_LIMIT_S = 3600
LEEWAY_S = 60
JTI_LIMIT = 255


@dataclass(frozen=True)
class Client:
    """Whom a token may be given to, and the address that an assertion must be meant for."""

    client_id: str
    token_url: str


@dataclass(frozen=True)
class Granted:
    """An access token, in clear, and the scopes that it is good for."""

    access_token: str
    scopes: frozenset[str]

    def to_json(self) -> dict[str, Any]:
        """The answer of RFC 6749, section 5.1."""
        return {
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": TOKEN_LIFE_S,
            "scope": " ".join(sorted(self.scopes)),
        }


@dataclass(frozen=True)
class TokenRefusal:
    """Why there is no token: an error code of RFC 6749, a sentence, an HTTP status."""

    error: str
    description: str
    status: int = 400

    def to_json(self) -> dict[str, str]:
        """The answer of RFC 6749, section 5.2."""
        return {"error": self.error, "error_description": self.description}


def grant(
    conn: Connection, form: Mapping[str, str], client: Client, keys: ToolKeys, now: datetime
) -> Granted | TokenRefusal:
    """A new token for a request whose every part is right; its assertion is used up.

    Of the scopes asked for, those that this LMS has are granted.
    """
    missing = sorted(name for name in LTI_1P3_ACCESS_TOKEN_REQUIRED_CLAIMS if not form.get(name))
    if missing:
        return TokenRefusal("invalid_request", f"missing: {', '.join(missing)}")
    if form["grant_type"] != "client_credentials":
        return TokenRefusal("unsupported_grant_type", "grant_type must be client_credentials")
    if form["client_assertion_type"] != ASSERTION_TYPE:
        return TokenRefusal("invalid_request", f"client_assertion_type must be {ASSERTION_TYPE}")
    scopes = GRANTABLE.intersection(form["scope"].split())
    if not scopes:
        return TokenRefusal("invalid_scope", "none of the scopes asked for exists here")
    refusal = _use_up(conn, form["client_assertion"], client, keys, now)
    return refusal or _new_token(conn, client.client_id, scopes, now)


def scopes_of(
    conn: Connection, access_token: str, client_id: str, now: datetime
) -> frozenset[str] | None:
    """What a token is good for; None if it is not the client's, unknown, or expired."""
    table = tables.access_tokens
    found = conn.execute(
        sa.select(table.c.scopes).where(
            table.c.digest == _digest(access_token),
            table.c.client_id == client_id,
            table.c.expires_at > now,
        )
    ).scalar_one_or_none()
    return None if found is None else frozenset(found)


def _use_up(
    conn: Connection, assertion: str, client: Client, keys: ToolKeys, now: datetime
) -> TokenRefusal | None:
    """Refuse a bad assertion; remember a good one, so that it is good only once."""
    try:
        claims = _checked_claims(assertion, client, keys, now)
    except NoToolKeys as error:
        return TokenRefusal("temporarily_unavailable", str(error), 503)
    except (JoseError, ValueError) as error:
        return TokenRefusal("invalid_client", f"client_assertion: {error}", 401)
    expires_at = datetime.fromtimestamp(claims["exp"], UTC) + timedelta(seconds=LEEWAY_S)
    table = tables.assertions
    conn.execute(sa.delete(table).where(table.c.expires_at < now))
    new = insert(table).values(client_id=client.client_id, jti=claims["jti"], expires_at=expires_at)
    if conn.scalar(new.on_conflict_do_nothing().returning(table.c.jti)) is None:
        return TokenRefusal("invalid_client", "client_assertion: its jti was used before", 401)
    return None


def _checked_claims(
    assertion: str, client: Client, keys: ToolKeys, now: datetime
) -> dict[str, Any]:
    def key_for(signed: GuestProtocol) -> KeyBase:
        kid = signed.headers().get("kid")
        found = keys.find(kid) if isinstance(kid, str) else None
        if found is None:
            raise ValueError(f"the tool has no key with kid {kid!r}")
        return found

    claims = jwt.decode(assertion, key_for, algorithms=["RS256"]).claims
    now_s = int(now.timestamp())
    registry = jwt.JWTClaimsRegistry(
        now=now_s,
        leeway=LEEWAY_S,
        iss={"essential": True, "value": client.client_id},
        sub={"essential": True, "value": client.client_id},
        aud={"essential": True, "value": client.token_url},
        exp={"essential": True},
        iat={"essential": True},
        jti={"essential": True},
    )
    registry.validate(claims)
    if claims["exp"] > now_s + ASSERTION_LIFE_LIMIT_S + LEEWAY_S:
        raise ValueError(f"exp is more than {ASSERTION_LIFE_LIMIT_S} s ahead")
    if len(claims["jti"]) > JTI_LIMIT:
        raise ValueError(f"jti is longer than {JTI_LIMIT} characters")
    return claims


def _new_token(conn: Connection, client_id: str, scopes: frozenset[str], now: datetime) -> Granted:
    token = secrets.token_urlsafe(32)
    table = tables.access_tokens
    conn.execute(sa.delete(table).where(table.c.expires_at < now))
    conn.execute(
        sa.insert(table).values(
            digest=_digest(token),
            client_id=client_id,
            scopes=sorted(scopes),
            expires_at=now + timedelta(seconds=TOKEN_LIFE_S),
        )
    )
    return Granted(token, scopes)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
