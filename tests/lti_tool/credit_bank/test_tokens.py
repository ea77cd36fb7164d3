"""Tokens: what is refused, with which reason, and whose keys decide."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.claims import REPORT
from lti_tool.credit_bank.issuers import KeyCache, KeysUnavailable, register_issuer
from lti_tool.credit_bank.tables import issuers
from lti_tool.credit_bank.tokens import Refused, Token, read_token
from tests.lti_tool.credit_bank.issuing import (
    BANK,
    FIRST,
    ISS,
    NOW,
    SECOND,
    PublishedKeys,
    jwks_server,
    report_claims,
    signed,
    unsigned,
)


@pytest.fixture
def bank(connection: Connection) -> Connection:
    register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    return connection


def read(bank: Connection, compact: str, keys: PublishedKeys | None = None) -> Token | Refused:
    return read_token(bank, compact, REPORT, NOW, keys or PublishedKeys(), BANK)


def reason(answer: Token | Refused) -> tuple[str, int]:
    assert isinstance(answer, Refused), answer
    assert answer.message["zh-Hans"] != answer.message["en"]
    return answer.id, answer.status


def tampered(compact: str) -> str:
    header, payload, signature = compact.split(".")
    claims = report_claims(scaled=1.0)
    forged = unsigned({}, claims).split(".")[1]
    assert forged != payload
    return f"{header}.{forged}.{signature}"


def hmac_with_public_key() -> str:
    """The old trick: the public key, which everybody has, used as the secret of HS256."""
    header = {"alg": "HS256", "kid": "first", "typ": REPORT.typ}
    signing_input = unsigned(header, report_claims()).rstrip(".")
    mac = hmac.digest(FIRST.as_pem(private=False), signing_input.encode(), "sha256")
    return f"{signing_input}.{urlsafe_b64encode(mac).decode().rstrip('=')}"


def with_header(**header: Any) -> str:
    claims = report_claims()
    return unsigned({"alg": "RS256", "kid": "first", "typ": REPORT.typ, **header}, claims, b"x")


REFUSALS: dict[str, tuple[Callable[[], str], str, int]] = {
    "nothing": (lambda: "", "malformed", 400),
    "no jws": (lambda: "a.b.c", "malformed", 400),
    "non-ascii text": (lambda: "é.é.é", "malformed", 400),
    "claims that are no object": (
        lambda: unsigned({"alg": "RS256", "typ": REPORT.typ}, [1]),
        "malformed",
        400,
    ),
    "a header that is no object": (lambda: unsigned("alg", {}), "malformed", 400),
    "critical header members": (lambda: with_header(crit=["exp"], exp=1), "malformed", 400),
    "more than 64 kB": (lambda: signed(report_claims(name="x" * 50_000)), "too-large", 413),
    "alg none": (
        lambda: unsigned({"alg": "none", "kid": "first", "typ": REPORT.typ}, report_claims()),
        "algorithm-not-allowed",
        401,
    ),
    "hs256 with the public key": (hmac_with_public_key, "algorithm-not-allowed", 401),
    "the typ of a ticket": (
        lambda: signed(report_claims(), typ="gongxue-ticket+jwt"),
        "wrong-type",
        400,
    ),
    "an issuer nobody registered": (
        lambda: signed(report_claims(iss="https://elsewhere.example")),
        "issuer-unknown",
        403,
    ),
    "no issuer": (lambda: signed(report_claims(iss=None)), "issuer-unknown", 403),
    "no kid": (
        lambda: unsigned({"alg": "RS256", "typ": REPORT.typ}, report_claims(), b"x"),
        "key-unknown",
        401,
    ),
    "a kid that is not published": (
        lambda: signed(report_claims(), key=SECOND),
        "key-unknown",
        401,
    ),
    "a kid that is no text": (lambda: with_header(kid=["first"]), "key-unknown", 401),
    "es256 under the kid of an rsa key": (
        lambda: signed(report_claims(), key=SECOND, kid="first"),
        "key-unknown",
        401,
    ),
    "another key under the same kid": (
        lambda: signed(report_claims(), key=RSAKey.generate_key(2048, {"kid": "first"})),
        "signature-wrong",
        401,
    ),
    "claims changed after signing": (
        lambda: tampered(signed(report_claims(scaled=0.1))),
        "signature-wrong",
        401,
    ),
    "no signature": (
        lambda: unsigned({"alg": "RS256", "kid": "first", "typ": REPORT.typ}, report_claims()),
        "signature-wrong",
        401,
    ),
    "another bank's audience": (
        lambda: signed(report_claims(aud="https://bank.example")),
        "wrong-audience",
        401,
    ),
    "the past": (
        lambda: signed(report_claims(exp=int(NOW.timestamp()))),
        "expired",
        401,
    ),
    "the future": (
        lambda: signed(report_claims(iat=int((NOW + timedelta(minutes=2)).timestamp()))),
        "not-yet-issued",
        401,
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_report_is_refused_that_has(name: str, bank: Connection) -> None:
    compact, expected, status = REFUSALS[name]
    assert reason(read(bank, compact())) == (expected, status)


def test_a_right_report_is_read_with_rs256_and_es256(bank: Connection) -> None:
    keys = PublishedKeys([FIRST.as_dict(private=False), SECOND.as_dict(private=False)])
    for key in (FIRST, SECOND):
        claims = report_claims()
        answer = read(bank, signed(claims, key=key), keys)
        assert isinstance(answer, Token)
        assert answer.claims == claims


def test_one_of_several_audiences_is_enough(bank: Connection) -> None:
    assert isinstance(read(bank, signed(report_claims(aud=["https://a.example", BANK]))), Token)


def test_a_key_that_was_rotated_in_is_fetched_and_the_report_accepted(bank: Connection) -> None:
    keys = PublishedKeys()
    assert isinstance(read(bank, signed(report_claims()), keys), Token)
    keys.published = [SECOND.as_dict(private=False)]
    assert isinstance(read(bank, signed(report_claims(), key=SECOND), keys), Token)
    assert reason(read(bank, signed(report_claims()), keys)) == ("key-unknown", 401)


def test_an_issuer_that_was_shut_out_is_refused(bank: Connection) -> None:
    bank.execute(sa.update(issuers).values(active=False))
    assert reason(read(bank, signed(report_claims()))) == ("issuer-unknown", 403)
    register_issuer(bank, ISS, f"{ISS}/jwks", "工学平台", NOW)
    assert isinstance(read(bank, signed(report_claims())), Token)


def test_an_issuer_whose_keys_cannot_be_had_is_asked_to_wait(bank: Connection) -> None:
    def down(_jwks_url: str, _fresh: bool) -> tuple[Any, ...]:
        raise KeysUnavailable("down")

    answer = read_token(bank, signed(report_claims()), REPORT, NOW, down, BANK)
    assert reason(answer) == ("keys-unavailable", 503)


BAD_KEYS: dict[str, dict[str, Any]] = {
    "a secret": {"kty": "oct", "k": "c2VjcmV0"},
    "no modulus": {"kty": "RSA", "e": "AQAB"},
    "a modulus that is a number": {"kty": "RSA", "n": 5, "e": "AQAB"},
    "an empty modulus": {"kty": "RSA", "n": "", "e": "AQAB"},
    "an even exponent": {"kty": "RSA", "n": FIRST.as_dict(private=False)["n"], "e": "AQAA"},
    "a short modulus": {"kty": "RSA", "n": "wQ" * 85 + "E", "e": "AQAB"},
    "a key for encryption": {**FIRST.as_dict(private=False), "use": "enc"},
    "a key for another algorithm": {**FIRST.as_dict(private=False), "alg": "RS512"},
}


@pytest.mark.filterwarnings("ignore:Key size should be")
@pytest.mark.parametrize("name", BAD_KEYS)
def test_no_report_is_verified_by(name: str, bank: Connection) -> None:
    keys = PublishedKeys([{**BAD_KEYS[name], "kid": "first"}])
    assert reason(read(bank, signed(report_claims()), keys))[1] == 401


def test_an_elliptic_key_of_another_curve_verifies_nothing(bank: Connection) -> None:
    other = ECKey.generate_key("P-384", {"kid": "second"}).as_dict(private=False)
    answer = read(bank, signed(report_claims(), key=SECOND), PublishedKeys([other]))
    assert reason(answer) == ("signature-wrong", 401)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"jti": "1"}, "jti"),
        ({"sub": ""}, "sub"),
        ({"exp": "soon"}, "exp"),
        ({"exp": 1e30}, "exp"),
        ({"aud": 5}, "aud"),
        ({"name": 7}, "name"),
        ({"achievement": None}, "achievement"),
    ],
)
def test_claims_of_another_form_are_refused_with_their_place(
    changed: dict[str, Any], place: str, bank: Connection
) -> None:
    answer = read(bank, signed(report_claims(**changed)))
    assert reason(answer) == ("claims-malformed", 400)
    assert isinstance(answer, Refused)
    assert answer.message["en"].startswith(f"{place}: ")


@pytest.mark.parametrize(
    "changed",
    [
        {"scaled": 1.01},
        {"scaled": -0.1},
        {"scaled": "1"},
        {"scaled": True},
        {"evidence_url": "javascript:alert(1)"},
        {"evidence_url": "data:text/html,x"},
        {"evidence_digest": "md5:00"},
        {"title": {"en": "only English"}},
        {"activity": "nc/first-pocket"},
    ],
)
def test_an_achievement_of_another_form_is_refused(
    changed: dict[str, Any], bank: Connection
) -> None:
    claims = report_claims()
    claims["achievement"] = {**claims["achievement"], **changed}
    assert reason(read(bank, signed(claims))) == ("claims-malformed", 400)


@pytest.mark.parametrize("name", ["\0", "\ud800", "王\0芳"])
def test_text_that_no_database_keeps_is_refused(name: str, bank: Connection) -> None:
    assert reason(read(bank, signed(report_claims(name=name)))) == ("malformed", 400)


def test_numbers_that_json_does_not_have_are_refused(bank: Connection) -> None:
    assert reason(read(bank, signed(report_claims(scaled=float("nan"))))) == ("malformed", 400)


ANY_SHARED = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@ANY_SHARED
@given(st.text(max_size=300) | st.from_regex(r"[\w-]{0,80}\.[\w-]{0,80}\.[\w-]{0,80}"))
def test_whatever_a_stranger_sends_is_refused_and_never_a_crash(
    bank: Connection, compact: str
) -> None:
    assert reason(read(bank, compact))[1] in (400, 401, 403)


def test_a_header_or_claims_nested_without_end_are_refused(bank: Connection) -> None:
    deep = urlsafe_b64encode(b'{"a":' + b"[" * 40_000).decode().rstrip("=")
    assert reason(read(bank, f"{deep}.{deep}.x"))[0] in ("malformed", "too-large")
    header = signed(report_claims()).split(".")[0]
    assert reason(read(bank, f"{header}.{deep}.x")) == ("malformed", 400)


# The cache of keys, over real HTTP.


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_keys_are_fetched_once_an_hour_and_afresh_at_most_every_ten_seconds() -> None:
    published = [FIRST.as_dict(private=False)]
    clock = Clock()
    cache = KeyCache(clock)
    with jwks_server(lambda: json.dumps({"keys": published}).encode()) as (url, asked):
        for _ in range(3):
            assert [key["kid"] for key in cache(url, False)] == ["first"]
        assert len(asked) == 1
        published.append(SECOND.as_dict(private=False))
        assert len(cache(url, False)) == 1
        assert len(cache(url, True)) == 2
        for _ in range(5):
            cache(url, True)
        assert len(asked) == 2
        clock.now_s = 10.0
        cache(url, True)
        assert len(asked) == 3
        clock.now_s = 10.0 + 3600.0
        cache(url, False)
        assert len(asked) == 4


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{}", 200),
        (b"[1]", 200),
        (b"not json", 200),
        (b'{"keys": 5}', 200),
        (b"[" * 200_000, 200),
        (b"x" * 300_000, 200),
        (b'{"keys": []}', 404),
        (b'{"keys": []}', 302),
    ],
)
def test_what_is_no_key_set_makes_the_keys_unavailable(body: bytes, status: int) -> None:
    with jwks_server(lambda: body, status) as (url, _asked), pytest.raises(KeysUnavailable):
        KeyCache()(url, False)


def test_a_server_that_does_not_answer_makes_the_keys_unavailable() -> None:
    with jwks_server(lambda: b"") as (url, _asked):
        pass
    with pytest.raises(KeysUnavailable, match="does not answer"):
        KeyCache()(url, False)


def test_an_issuer_that_is_down_is_not_called_again_at_once() -> None:
    clock = Clock()
    cache = KeyCache(clock)
    with jwks_server(lambda: b'{"keys": []}', 503) as (url, asked):
        for _ in range(5):
            with pytest.raises(KeysUnavailable):
                cache(url, False)
        assert len(asked) == 1
        clock.now_s = 10.0
        with pytest.raises(KeysUnavailable):
            cache(url, False)
        assert len(asked) == 2
