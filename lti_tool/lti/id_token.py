"""The platform's signed answer: who signed it, and whether it is for this login.

The clauses follow the LTI security framework 5.1.3 (authentication response validation).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from sqlalchemy.engine import Connection

from lti_tool.lti.platform_keys import FetchKeys, key_for
from lti_tool.lti.platforms import Platform
from lti_tool.lti.refusals import LaunchRefusal, refusal

ALGORITHMS = ("RS256", "ES256")
LEEWAY_S = 60
"""How far a platform's clock may be off; Moodle's tokens live for 60 s only."""
OLDEST_S = 600
"""A token that was issued earlier is no answer to a login of ours."""

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What a token must be to answer a login."""

    platform: Platform
    nonce: str
    now: datetime


def signed_claims(
    connection: Connection, id_token: str, expected: Expected, fetch_keys: FetchKeys
) -> Claims | LaunchRefusal:
    """The claims of a token that the expected platform signed."""
    try:
        header = jws.extract_compact(id_token.encode()).headers()
    except (JoseError, ValueError):
        return refusal("token-malformed", "id_token is not a compact JWS")
    if not isinstance(header, dict):
        return refusal("token-malformed", "the header is not a JSON object")
    kid, algorithm = header.get("kid"), header.get("alg")
    if algorithm not in ALGORITHMS:
        return refusal("algorithm-refused", "alg is neither RS256 nor ES256")
    if not isinstance(kid, str) or not kid:
        return refusal("key-id-missing")
    key = key_for(connection, expected.platform, kid, expected.now, fetch_keys)
    if key is None:
        return refusal("key-unknown", f"looked at {expected.platform.key_set_url}")
    try:
        registry = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        return jwt.decode(id_token, key, registry=registry).claims
    except (JoseError, ValueError):
        return refusal("signature-wrong")


def refused_by_token(claims: Claims, expected: Expected) -> LaunchRefusal | None:
    """The first clause of 5.1.3 that the claims break, if any."""
    return (
        _issuer(claims, expected)
        or _audience(claims, expected)
        or _authorized_party(claims, expected)
        or _times(claims, expected)
        or _nonce(claims, expected)
    )


def _issuer(claims: Claims, expected: Expected) -> LaunchRefusal | None:
    if claims.get("iss") != expected.platform.issuer:
        return refusal("issuer-wrong", "iss")
    return None


def _audience(claims: Claims, expected: Expected) -> LaunchRefusal | None:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if expected.platform.client_id not in audiences:
        return refusal("audience-wrong", "aud does not hold our client_id")
    if len(audiences) > 1 and "azp" not in claims:
        return refusal("audience-wrong", "several aud, but no azp")
    return None


def _authorized_party(claims: Claims, expected: Expected) -> LaunchRefusal | None:
    if "azp" in claims and claims["azp"] != expected.platform.client_id:
        return refusal("audience-wrong", "azp is not our client_id")
    return None


def _times(claims: Claims, expected: Expected) -> LaunchRefusal | None:
    expires, issued = _seconds(claims.get("exp")), _seconds(claims.get("iat"))
    if expires is None or issued is None:
        return refusal("time-missing", "exp and iat must be numbers")
    now = expected.now.timestamp()
    if expires + LEEWAY_S <= now:
        return refusal("token-expired", f"exp was {now - expires:.0f} s ago")
    if issued < now - OLDEST_S - LEEWAY_S:
        return refusal("token-expired", f"iat was {now - issued:.0f} s ago")
    if issued > now + LEEWAY_S:
        return refusal("token-from-future", f"iat is {issued - now:.0f} s ahead")
    not_before = _seconds(claims.get("nbf", issued))
    if not_before is None or not_before > now + LEEWAY_S:
        return refusal("token-from-future", "nbf")
    return None


def _nonce(claims: Claims, expected: Expected) -> LaunchRefusal | None:
    if claims.get("nonce") != expected.nonce:
        return refusal("nonce-wrong")
    return None


def _seconds(value: object) -> float | None:
    """A NumericDate, or None for anything else, such as a number that is no time at all."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e12 and math.isfinite(value) else None
