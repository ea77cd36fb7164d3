"""Signed tokens that issuers send: reports of achievements, and tickets that open a file.

Both are compact JWS (RFC 7515), RS256 or ES256, with `typ` and `kid` in the header and the claims
of RFC 7519. A token that can't be accepted is a `Refused` value; whatever it was, nothing is
stored.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from jsonschema import Draft202012Validator
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.bilingual import Text, both
from lti_tool.credit_bank.issuers import FetchKeys, Issuer, Jwk, KeysUnavailable, active_issuer
from lti_tool.credit_bank.shapes import misfits

SIZE_LIMIT_BYTES = 64 * 1024
CLOCK_SKEW_S = 60
ALGORITHMS = {"RS256": "RSA", "ES256": "EC"}
RSA_KEY_MIN_BITS = 2048


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a token was not accepted: a stable id, the HTTP status that fits, and words.

    With status 503 the same token may be accepted later; with any other it won't be.
    """

    id: str
    status: int
    message: Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of token: its `typ` and the schema of its claims."""

    typ: str
    claims: Draft202012Validator


@dataclass(frozen=True, slots=True)
class Token:
    """A token whose signature, times, audience and form were checked; `key` verified it."""

    issuer: Issuer
    claims: Mapping[str, Any]
    key: Jwk
    compact: str


def read_token(
    connection: Connection,
    compact: str,
    kind: Kind,
    now: datetime,
    fetch_keys: FetchKeys,
    bank_url: str,
) -> Token | Refused:
    """The token, if everything about it is right at `now`; else the first thing that is not."""
    if len(compact.encode("utf-8", "replace")) > SIZE_LIMIT_BYTES:
        return refused("too-large")
    parts = _parts(compact)
    if parts is None:
        return refused("malformed")
    header, claims = parts
    if header.get("typ") != kind.typ:
        return refused("wrong-type")
    if header.get("alg") not in ALGORITHMS:
        return refused("algorithm-not-allowed")
    iss = claims.get("iss")
    issuer = active_issuer(connection, iss) if isinstance(iss, str) else None
    if issuer is None:
        return refused("issuer-unknown")
    key = _key(issuer, header, fetch_keys)
    if isinstance(key, Refused):
        return key
    if not signed_by(compact, key):
        return refused("signature-wrong")
    trouble = _claims_trouble(claims, kind, now, bank_url)
    return trouble or Token(issuer, claims, key, compact)


_REASONS: Mapping[str, tuple[int, str, str]] = {
    "too-large": (413, "内容超过 64 KB。", "It is larger than 64 kB."),
    "malformed": (400, "这不是有效的 JWS 紧凑格式。", "It is not a compact JWS of a JSON object."),
    "wrong-type": (
        400,
        "JWS 头部的 typ 不是所要求的类型。",
        "Its header has not the typ asked for.",
    ),
    "algorithm-not-allowed": (
        401,
        "只接受 RS256 或 ES256 签名。",
        "Only signatures by RS256 or ES256 are accepted.",
    ),
    "issuer-unknown": (
        403,
        "签发机构未在学分银行登记。",
        "Its issuer is not registered at this bank.",
    ),
    "key-unknown": (
        401,
        "签发机构没有公布此密钥（kid），或密钥不适用。",
        "Its issuer publishes no usable key with this kid.",
    ),
    "keys-unavailable": (
        503,
        "暂时无法取得签发机构的公钥，请稍后重试。",
        "Its issuer's keys can't be had at present; try again later.",
    ),
    "signature-wrong": (401, "签名无效。", "Its signature is wrong."),
    "wrong-audience": (401, "接收方（aud）不是本学分银行。", "It is not addressed to this bank."),
    "expired": (401, "已过期。", "It has expired."),
    "not-yet-issued": (401, "签发时间（iat）在将来。", "It was issued in the future."),
    "ticket-used": (401, "此凭据已使用过。", "This ticket was used before."),
    "ticket-too-long": (
        401,
        "凭据有效期超过 60 秒。",
        "The ticket is valid for more than 60 seconds.",
    ),
    "exists-with-different-content": (
        409,
        "已有相同编号、内容不同的报告。",
        "A report with this id and different content exists.",
    ),
}


def refused(reason: str) -> Refused:
    """The refusal for one of the reasons that this module lists."""
    status, zh, en = _REASONS[reason]
    return Refused(reason, status, both(zh, en))


def misfit_claims(place: str, message: Text) -> Refused:
    """The refusal for claims that do not have the form that their kind asks for."""
    zh, en = f"{place}：{message['zh-Hans']}。", f"{place}: {message['en']}."
    return Refused("claims-malformed", 400, both(zh, en))


def _parts(compact: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Header and claims, unverified; None if it is no compact JWS of a JSON object, or of one that
    can't be stored, or with header members that must be understood (`crit`): we know none.
    """
    segments = compact.split(".")
    if len(segments) != 3 or not compact.isascii():
        return None
    header, claims = _object(segments[0]), _object(segments[1])
    if header is None or claims is None or "crit" in header:
        return None
    return header, claims


def claims_of(compact: str) -> dict[str, Any] | None:
    """The claims of a token that was accepted once; None if the text is no token."""
    parts = _parts(compact)
    return parts[1] if parts else None


def _object(segment: str) -> dict[str, Any] | None:
    try:
        text = urlsafe_b64decode(segment + "=" * (-len(segment) % 4)).decode()
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and all(map(_storable, _strings(value))) else None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, member names too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]


def _storable(text: str) -> bool:
    """Whether PostgreSQL can keep it: no NUL and no half of a surrogate pair."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)


def _key(issuer: Issuer, header: Mapping[str, Any], fetch_keys: FetchKeys) -> Jwk | Refused:
    """The issuer's key that the header names; fetched once more if the known ones lack it."""
    try:
        for fresh in (False, True):
            for key in fetch_keys(issuer.jwks_url, fresh):
                if key.get("kid") == header.get("kid") is not None and _suits(key, header["alg"]):
                    return key
    except KeysUnavailable:
        return refused("keys-unavailable")
    return refused("key-unknown")


def _suits(key: Jwk, alg: str) -> bool:
    return (
        key.get("kty") == ALGORITHMS[alg]
        and key.get("alg", alg) == alg
        and key.get("use", "sig") == "sig"
    )


def signed_by(compact: str, key: Jwk) -> bool:
    """Whether this public key, which suits the header's algorithm, verifies the signature."""
    registry = jws.JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        jws.deserialize_compact(compact, _public_key(key), registry=registry)
    except (JoseError, ValueError, TypeError, KeyError):
        # Whatever is wrong with a key or a signature that somebody else made, it verifies nothing.
        return False
    return True


def _public_key(key: Jwk) -> RSAKey | ECKey:
    """Only the members that verifying needs. Raises for a key that is malformed or too weak."""
    if key["kty"] == "RSA":
        rsa = RSAKey.import_key({"kty": "RSA", "n": key["n"], "e": key["e"]})
        if rsa.public_key.key_size < RSA_KEY_MIN_BITS:
            raise ValueError(f"an RSA key of {rsa.public_key.key_size} bits is too weak")
        return rsa
    if key["crv"] != "P-256":
        raise ValueError("ES256 needs the curve P-256")
    return ECKey.import_key({"kty": "EC", "crv": "P-256", "x": key["x"], "y": key["y"]})


def _claims_trouble(
    claims: Mapping[str, Any], kind: Kind, now: datetime, bank_url: str
) -> Refused | None:
    found = misfits(kind.claims, claims)
    if found:
        return misfit_claims(found[0].place or "claims", found[0].message)
    aud = claims["aud"]
    if bank_url not in ([aud] if isinstance(aud, str) else aud):
        return refused("wrong-audience")
    now_s = now.timestamp()
    if claims["exp"] <= now_s:
        return refused("expired")
    if claims["iat"] > now_s + CLOCK_SKEW_S:
        return refused("not-yet-issued")
    return None


def moment(text: str) -> datetime | None:
    """The moment that an RFC 3339 text names, in UTC; None if it names none."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
