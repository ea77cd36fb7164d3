from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from joserfc import jwt

from lti_tool.demo_lms import tables
from lti_tool.demo_lms.tokens import LINE_ITEM_READ, SCORE, TOKEN_LIFE_S
from tests.lti_tool.demo_lms.running import CLIENT_ID, KEY, OTHER_KEY, Lms


def test_a_tool_that_proves_who_it_is_gets_a_token_for_the_scopes_that_exist(lms: Lms) -> None:
    answer = lms.ask_token(lms.assertion(), SCORE, "https://example.org/scope/of-nobody")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    given = answer.json()
    assert given["scope"] == SCORE
    assert given["token_type"] == "Bearer"
    assert given["expires_in"] == TOKEN_LIFE_S


def test_the_audience_may_be_one_of_several(lms: Lms) -> None:
    several = ["https://elsewhere.example", lms.addresses.token_url]
    assert lms.ask_token(lms.assertion(aud=several), SCORE).status_code == 200


WRONG_CLAIMS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"aud": "https://elsewhere.example/token"}, "aud"),
    ({"aud": None}, "aud"),
    ({"iss": "somebody-else"}, "iss"),
    ({"sub": "somebody-else"}, "sub"),
    ({"exp": None}, "exp"),
    ({"exp": "soon"}, "exp"),
    ({"iat": None}, "iat"),
    ({"jti": None}, "jti"),
    ({"jti": ""}, "jti"),
    ({"jti": "x" * 256}, "jti"),
)


def test_an_assertion_with_a_wrong_claim_is_refused_by_the_claims_name(
    lms: Lms, subtests: pytest.Subtests
) -> None:
    for changes, said in WRONG_CLAIMS:
        with subtests.test(changes=changes):
            _assert_refused(lms.ask_token(lms.assertion(**changes), SCORE), said)


def test_an_assertion_out_of_its_time_is_refused(lms: Lms, subtests: pytest.Subtests) -> None:
    now_s = int(lms.clock().timestamp())
    cases = (
        ({"exp": now_s - 61}, "expired"),
        ({"exp": now_s + 3600 + 120}, "exp is more than 3600 s ahead"),
        ({"iat": now_s + 120, "exp": now_s + 180}, "issued in the future"),
    )
    for changes, said in cases:
        with subtests.test(changes=changes):
            _assert_refused(lms.ask_token(lms.assertion(**changes), SCORE), said)


def test_an_assertion_counts_once(lms: Lms) -> None:
    assertion = lms.assertion()
    assert lms.ask_token(assertion, SCORE).status_code == 200
    _assert_refused(lms.ask_token(assertion, SCORE), "jti was used before")


def test_a_foreign_key_is_refused(lms: Lms) -> None:
    _assert_refused(lms.ask_token(lms.assertion(key=OTHER_KEY), SCORE), "no key with kid 'second'")


def test_a_foreign_key_under_the_tools_kid_is_refused(lms: Lms) -> None:
    claims = jwt.decode(lms.assertion(), KEY, algorithms=["RS256"]).claims
    forged = jwt.encode({"alg": "RS256", "kid": KEY.kid}, claims, OTHER_KEY, algorithms=["RS256"])
    _assert_refused(lms.ask_token(forged, SCORE), "bad_signature")


def test_the_public_key_does_not_serve_as_a_shared_secret(lms: Lms) -> None:
    claims = jwt.decode(lms.assertion(), KEY, algorithms=["RS256"]).claims
    # joserfc would not sign with such a secret, so the attack is made by hand.
    parts = [{"alg": "HS256", "typ": "JWT", "kid": KEY.kid}, claims]
    signed = b".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    seal = hmac.digest(KEY.as_pem(private=False), signed, "sha256")
    forged = signed + b"." + urlsafe_b64encode(seal).rstrip(b"=")
    _assert_refused(lms.ask_token(forged.decode(), SCORE), "unsupported_algorithm")


def test_junk_is_refused(lms: Lms, subtests: pytest.Subtests) -> None:
    for junk in ("junk", "a.b.c", "..", "é.é.é"):
        with subtests.test(junk=junk):
            _assert_refused(lms.ask_token(junk, SCORE), "client_assertion")


def test_a_tool_may_change_its_key_at_any_time(lms: Lms) -> None:
    lms.token(SCORE)
    lms.tool.published = [OTHER_KEY]
    assert lms.ask_token(lms.assertion(key=OTHER_KEY), SCORE).status_code == 200
    assert lms.tool.asked_for_keys == 2


def test_a_tool_whose_keys_cannot_be_read_is_told_to_come_later(lms: Lms) -> None:
    lms.tool.up = False
    answer = lms.ask_token(lms.assertion(), SCORE)
    assert (answer.status_code, answer.json()["error"]) == (503, "temporarily_unavailable")


def test_a_request_with_a_wrong_field_is_refused_with_the_specifications_error(
    lms: Lms, subtests: pytest.Subtests
) -> None:
    cases = (
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"client_assertion_type": "urn:example:other"}, "invalid_request"),
        ({"client_assertion": ""}, "invalid_request"),
        ({"scope": "https://example.org/scope/of-nobody"}, "invalid_scope"),
    )
    for changes, error in cases:
        with subtests.test(changes=changes):
            answer = lms.ask_token(lms.assertion(), SCORE, **changes)
            assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_a_token_is_good_only_for_its_scope(lms: Lms) -> None:
    answer = _get(lms.items_url(), lms.token(SCORE))
    assert answer.status_code == 403
    assert answer.json()["error"].startswith("insufficient_scope")


def test_a_token_expires(lms: Lms) -> None:
    token = lms.token(LINE_ITEM_READ)
    assert _get(lms.items_url(), token).status_code == 200
    lms.clock.ahead = timedelta(seconds=TOKEN_LIFE_S + 1)
    expired = _get(lms.items_url(), token)
    assert (expired.status_code, expired.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_token_that_was_never_given_opens_nothing(lms: Lms) -> None:
    assert _get(lms.items_url(), "junk").status_code == 401
    assert requests.get(lms.items_url(), timeout=10).status_code == 401


def test_tokens_are_not_stored_in_clear(lms: Lms) -> None:
    token = lms.token(SCORE)
    with lms.engine.connect() as conn:
        (kept,) = conn.execute(sa.select(tables.access_tokens)).mappings()
    assert token not in str(kept)
    assert kept["client_id"] == CLIENT_ID


def _get(url: str, token: str) -> requests.Response:
    return requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=10)


def _assert_refused(answer: requests.Response, said: str) -> None:
    assert answer.status_code == 401, answer.text
    assert answer.json()["error"] == "invalid_client"
    assert said in answer.json()["error_description"]
