"""Access tokens for the platforms' services: got with a signed assertion, kept until they expire.

OAuth 2 client credentials as the LTI security framework 4.1 asks for them.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import requests
from pylti1p3.exception import LtiServiceException

from lti_tool.lti import platform_http
from lti_tool.lti.keys import SigningKey
from lti_tool.lti.platforms import Platform

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_LASTS_S = 60
ASSERTION_BACKDATED_S = 5
"""Platforms whose clock is a little behind ours refuse an assertion from the future."""
USED_UNTIL = timedelta(seconds=60)
"""How long before its expiry a token is no longer used."""
DEFAULT_LIFE_S = 3600

TokenKey = tuple[uuid.UUID, str]


@dataclass(frozen=True)
class AccessToken:
    """A bearer token, and until when we use it."""

    value: str
    use_until: datetime


class AccessTokens:
    """The tokens of one process: one for each platform (issuer and client id) and set of scopes."""

    def __init__(self) -> None:
        self._tokens: dict[TokenKey, AccessToken] = {}
        self._lock = threading.Lock()

    def known(self, platform: Platform, scopes: Sequence[str], now: datetime) -> str | None:
        """A token that can still be used, or None."""
        with self._lock:
            token = self._tokens.get(_key(platform, scopes))
        return token.value if token and now < token.use_until else None

    def keep(self, platform: Platform, scopes: Sequence[str], token: AccessToken) -> None:
        """`token` is the one to use from now on."""
        with self._lock:
            self._tokens[_key(platform, scopes)] = token

    def forget(self, platform: Platform, scopes: Sequence[str], value: str) -> None:
        """The token of that value is not used again."""
        with self._lock:
            token = self._tokens.get(_key(platform, scopes))
            if token and token.value == value:
                del self._tokens[_key(platform, scopes)]


def _key(platform: Platform, scopes: Sequence[str]) -> TokenKey:
    return platform.id, " ".join(sorted(scopes))


def fetch_token(
    session: requests.Session,
    platform: Platform,
    key: SigningKey,
    scopes: Sequence[str],
    now: datetime,
) -> AccessToken:
    """A new token from the platform.

    Raises pylti1p3.exception.LtiServiceException if the platform refuses, requests.RequestException
    if it can't be reached or its answer can't be read.
    """
    answer = platform_http.call(
        session,
        "POST",
        platform.auth_token_url,
        headers={"Accept": "application/json"},
        data={
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": _assertion(platform, key, now),
            "scope": " ".join(sorted(scopes)),
        },
    )
    if answer.status_code != requests.codes.ok:
        raise LtiServiceException(answer)
    body = answer.json()
    value = body.get("access_token") if isinstance(body, dict) else None
    if not isinstance(value, str) or not value:
        raise requests.exceptions.InvalidJSONError("the token endpoint gave no access_token")
    return AccessToken(value, now + timedelta(seconds=_life_s(body)) - USED_UNTIL)


def _assertion(platform: Platform, key: SigningKey, now: datetime) -> str:
    issued_at = int(now.timestamp())
    return key.sign(
        {},
        {
            "iss": platform.client_id,
            "sub": platform.client_id,
            "aud": platform.token_audience or platform.auth_token_url,
            "iat": issued_at - ASSERTION_BACKDATED_S,
            "exp": issued_at + ASSERTION_LASTS_S,
            "jti": str(uuid.uuid4()),
        },
    )


def _life_s(body: dict[str, object]) -> float:
    try:
        life_s = float(str(body.get("expires_in", DEFAULT_LIFE_S)))
    except ValueError:
        return DEFAULT_LIFE_S
    return life_s if 0 < life_s < 10 * DEFAULT_LIFE_S else DEFAULT_LIFE_S
