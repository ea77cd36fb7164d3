from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws
from sqlalchemy.engine import Connection, Engine

from lti_tool.db import transaction
from lti_tool.lti import tables
from lti_tool.lti.launch import NeedsProof, finish_launch
from lti_tool.lti.login import PlatformStorage
from lti_tool.lti.message import AGS_ENDPOINT, LTI, Launch
from lti_tool.lti.platforms import Platform
from lti_tool.lti.refusals import REASONS, LaunchRefusal
from lti_tool.lti.visits import open_visit
from tests.lti_tool.lti.conftest import register
from tests.lti_tool.lti.launching import Begun, begin, finish, refused
from tests.lti_tool.lti.platform import (
    MEMBERSHIP,
    NOW,
    TOOL_URL,
    LearningPlatform,
    new_key,
    serving,
    signed,
)

Claims = dict[str, Any]
pytestmark = pytest.mark.usefixtures("registered")


def good(lms: LearningPlatform, begun: Begun) -> str:
    return lms.sign(lms.message(begun.nonce))


def launched(found: object) -> Launch:
    assert isinstance(found, Launch), found
    return found


def test_a_good_launch_tells_who_opens_what(connection: Connection, lms: LearningPlatform) -> None:
    begun = begin(connection, lms)
    launch = launched(finish(connection, begun, good(lms, begun)))
    assert (launch.issuer, launch.client_id, launch.deployment_id) == (lms.issuer, "gongxue", "1")
    assert (launch.subject, launch.name, launch.locale) == ("learner-7", "王芳", "zh-CN")
    assert (launch.context_id, launch.context_title) == ("course-1", "数控铣工")
    assert (launch.link_id, launch.link_title) == ("link-1", "第一个型腔")
    assert (launch.activity, launch.roles) == ("nc/first-pocket", {"learner"})
    assert (launch.line_item_url, launch.line_items_url) == (None, f"{lms.url}/lineitems")
    assert launch.return_url == f"{lms.url}/course"


# -- good launches that platforms really send (certification guide 6.1.2 and 6.1.3) ----------------


Change = Callable[[Claims], None]


def lti(name: str, value: Any) -> Change:
    return lambda claims: claims.update({LTI + name: value})


def put(**values: Any) -> Change:
    return lambda claims: claims.update(values)


def without(name: str) -> Change:
    def change(claims: Claims) -> None:
        del claims[name if name in claims else LTI + name]

    return change


def both(one: Change, other: Change) -> Change:
    def change(claims: Claims) -> None:
        one(claims)
        other(claims)

    return change


def service(**values: Any) -> Change:
    return lambda claims: claims[AGS_ENDPOINT].update(values)


def at(seconds: int, name: str) -> Change:
    return put(**{name: int(NOW.timestamp()) + seconds})


INSTRUCTOR = f"{MEMBERSHIP}#Instructor"
GOOD = {
    "an instructor": lti("roles", [INSTRUCTOR]),
    "an instructor with several roles": lti("roles", [INSTRUCTOR, f"{MEMBERSHIP}#Mentor"]),
    "an instructor with a short role": lti("roles", ["Instructor"]),
    "an unknown role": lti("roles", ["http://school.example/roles#Foreman"]),
    "no role at all": lti("roles", []),
    "an e-mail address only": both(without("name"), put(email="w@school.example")),
    "names only": put(given_name="芳", family_name="王"),
    "no personal data": without("name"),
    "no context": without("context"),
    "no custom title": lti("resource_link", {"id": "link-1"}),
    "no grade service": without(AGS_ENDPOINT),
    "no presentation": without("launch_presentation"),
    "an unknown claim": put(**{"https://lms.example/claim": {"x": 1}}),
    "an audience list with us alone": put(aud=["gongxue"]),
    "an audience list with us first": put(aud=["gongxue", "other"], azp="gongxue"),
    "an audience list with us second": put(aud=["other", "gongxue"], azp="gongxue"),
    "a link id of 255 characters": lti("resource_link", {"id": "r" * 255}),
    "a context id of 255 characters": lti("context", {"id": "c" * 255}),
    "a subject of 255 characters": put(sub="s" * 255),
    "an id with plus and at": lti("resource_link", {"id": "course-v1:GX+NC+1@block 7"}),
    "a token issued 55 s ahead of our clock": at(55, "iat"),
    "a token that expired 55 s ago": at(-55, "exp"),
    "a token issued ten minutes ago": at(-600, "iat"),
    "times with fractions": put(iat=NOW.timestamp() + 0.5, exp=NOW.timestamp() + 60.5),
    "an unusable return address": lti("launch_presentation", {"return_url": "javascript:alert(1)"}),
    "a title that can't be kept": lti("resource_link", {"id": "link-1", "title": "a\0b"}),
    "a locale that is none": lti("launch_presentation", {"locale": "<b>"}),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_launch_is_accepted_with(
    connection: Connection, lms: LearningPlatform, case: str
) -> None:
    begun = begin(connection, lms)
    claims = lms.message(begun.nonce)
    GOOD[case](claims)
    launched(finish(connection, begun, lms.sign(claims)))


def test_a_chinese_name_in_parts_is_written_the_chinese_way(
    connection: Connection, lms: LearningPlatform
) -> None:
    for parts, name in [(("芳", "王"), "王芳"), (("Ada", "Lovelace"), "Ada Lovelace")]:
        begun = begin(connection, lms)
        claims = lms.message(begun.nonce)
        claims.pop("name")
        claims.update(given_name=parts[0], family_name=parts[1])
        assert launched(finish(connection, begun, lms.sign(claims))).name == name


def test_an_unusable_return_address_is_left_out(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    claims = lms.message(begun.nonce, launch_presentation={"return_url": "javascript:alert(1)"})
    assert launched(finish(connection, begun, lms.sign(claims))).return_url is None


def test_a_token_signed_with_es256_is_accepted(
    connection: Connection, lms: LearningPlatform
) -> None:
    lms.keys["curve"] = new_key("EC")
    begun = begin(connection, lms)
    token = lms.sign(lms.message(begun.nonce), kid="curve", alg="ES256")
    launched(finish(connection, begun, token))


# -- bad messages (certification guide 6.1.1, and ours) --------------------------------------------

BAD: dict[str, tuple[Change, str, int]] = {
    "another issuer": (put(iss="https://other.example"), "issuer-wrong", 401),
    "no issuer": (without("iss"), "issuer-wrong", 401),
    "another audience": (put(aud="other"), "audience-wrong", 401),
    "no audience": (without("aud"), "audience-wrong", 401),
    "an empty audience list": (put(aud=[]), "audience-wrong", 401),
    "an audience that is an object": (put(aud={"gongxue": 1}), "audience-wrong", 401),
    "two audiences and no azp": (put(aud=["gongxue", "other"]), "audience-wrong", 401),
    "an azp that is not us": (put(azp="other"), "audience-wrong", 401),
    "no expiry": (without("exp"), "time-missing", 400),
    "no time of issue": (without("iat"), "time-missing", 400),
    "times that are words": (put(exp="soon", iat="now"), "time-missing", 400),
    "an expiry that is infinite": (put(exp=float("inf")), "time-missing", 400),
    "a time of issue that is true": (put(iat=True), "time-missing", 400),
    "an expiry 61 s ago": (at(-61, "exp"), "token-expired", 401),
    "a time of issue 11 minutes 1 s ago": (at(-661, "iat"), "token-expired", 401),
    "a time of issue a day ago": (at(-86400, "iat"), "token-expired", 401),
    "a time of issue 61 s ahead": (at(61, "iat"), "token-from-future", 401),
    "a beginning 61 s ahead": (at(61, "nbf"), "token-from-future", 401),
    "no nonce": (without("nonce"), "nonce-wrong", 401),
    "another nonce": (put(nonce="other"), "nonce-wrong", 401),
    "no message type": (without("message_type"), "message-unknown", 400),
    "an unknown message type": (lti("message_type", "LtiFoo"), "message-unknown", 400),
    "a message type that is a list": (lti("message_type", ["x"]), "message-unknown", 400),
    "a deep linking request": (
        lti("message_type", "LtiDeepLinkingRequest"),
        "message-not-offered",
        400,
    ),
    "no version": (without("version"), "version-wrong", 400),
    "another version": (lti("version", "1.2.0"), "version-wrong", 400),
    "no deployment": (without("deployment_id"), "claim-missing", 400),
    "an unknown deployment": (lti("deployment_id", "2"), "deployment-unknown", 403),
    "a deployment that is a number": (lti("deployment_id", 1), "deployment-unknown", 403),
    "no target": (without("target_link_uri"), "claim-missing", 400),
    "a foreign target": (
        lti("target_link_uri", "https://evil.example/lti/launch"),
        "target-foreign",
        400,
    ),
    "no resource link": (without("resource_link"), "claim-missing", 400),
    "a resource link without id": (lti("resource_link", {"title": "x"}), "claim-missing", 400),
    "a resource link that is a string": (lti("resource_link", "x"), "claim-missing", 400),
    "a resource link id of 256 characters": (
        lti("resource_link", {"id": "r" * 256}),
        "claim-malformed",
        400,
    ),
    "a resource link id with a NUL": (
        lti("resource_link", {"id": "a\0b"}),
        "claim-malformed",
        400,
    ),
    "no subject": (without("sub"), "subject-missing", 403),
    "a subject that is a number": (put(sub=7), "claim-malformed", 400),
    "a subject of 256 characters": (put(sub="s" * 256), "claim-malformed", 400),
    "no roles": (without("roles"), "claim-missing", 400),
    "roles that are one string": (lti("roles", "Learner"), "claim-malformed", 400),
    "roles that are numbers": (lti("roles", [1]), "claim-malformed", 400),
    "a context without id": (lti("context", {"title": "x"}), "claim-malformed", 400),
    "a line item that is no web address": (
        service(lineitem="file:///etc/passwd"),
        "claim-malformed",
        400,
    ),
    "line items that are a list": (service(lineitems=[]), "claim-malformed", 400),
    "grade scopes that are a string": (service(scope="score"), "claim-malformed", 400),
    "no activity": (without("custom"), "activity-missing", 400),
    "an empty activity": (lti("custom", {"activity": ""}), "activity-missing", 400),
    "an activity that is a list": (lti("custom", {"activity": ["x"]}), "claim-malformed", 400),
}


@pytest.mark.parametrize("case", BAD)
def test_a_launch_is_refused_and_leaves_nothing_with(
    connection: Connection, lms: LearningPlatform, case: str
) -> None:
    begun = begin(connection, lms)
    claims = lms.message(begun.nonce)
    change, reason, status = BAD[case]
    change(claims)
    assert refused(connection, begun, lms.sign(claims)) == (reason, status)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("\ud800\0"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
PLACES = [
    ("aud",),
    ("exp",),
    ("nbf",),
    ("sub",),
    ("name",),
    ("given_name",),
    ("locale",),
    (AGS_ENDPOINT,),
    (AGS_ENDPOINT, "scope"),
    (AGS_ENDPOINT, "lineitem"),
    (LTI + "deployment_id",),
    (LTI + "roles",),
    (LTI + "resource_link",),
    (LTI + "resource_link", "id"),
    (LTI + "resource_link", "title"),
    (LTI + "context", "id"),
    (LTI + "context", "title"),
    (LTI + "custom",),
    (LTI + "custom", "activity"),
    (LTI + "launch_presentation",),
    (LTI + "launch_presentation", "return_url"),
    (LTI + "target_link_uri",),
]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.sampled_from(PLACES), value=ODD)
def test_whatever_a_claim_holds_a_launch_is_kept_or_refused(
    connection: Connection, lms: LearningPlatform, place: tuple[str, ...], value: Any
) -> None:
    begun = begin(connection, lms)
    claims = lms.message(begun.nonce)
    inner = claims[place[0]] if len(place) == 2 else claims
    inner[place[-1]] = value
    found = finish(connection, begun, lms.sign(claims))
    if isinstance(found, Launch):
        _, visit = open_visit(connection, found, NOW)
        assert visit.subject == found.subject
    else:
        assert isinstance(found, LaunchRefusal)


# -- bad signatures --------------------------------------------------------------------------------


def coded(part: object) -> str:
    plain = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def unsigned(claims: Claims) -> str:
    return ".".join([coded({"alg": "none", "kid": "first"}), coded(claims), ""])


def with_public_key_as_secret(lms: LearningPlatform, claims: Claims) -> str:
    text = f"{coded({'alg': 'HS256', 'kid': 'first'})}.{coded(claims)}"
    secret = lms.keys["first"].as_pem(private=False)
    return f"{text}.{coded(hmac.digest(secret, text.encode(), 'sha256'))}"


def tampered(token: str) -> str:
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{header}.{coded({**claims, 'sub': 'somebody-else'})}.{signature}"


Forge = Callable[[LearningPlatform, Claims], str]
FORGED: dict[str, tuple[Forge, str, int]] = {
    "alg none": (lambda _, c: unsigned(c), "algorithm-refused", 401),
    "our own public key as an HMAC secret": (
        with_public_key_as_secret,
        "algorithm-refused",
        401,
    ),
    "RS512": (lambda lms, c: lms.sign(c, alg="RS512"), "algorithm-refused", 401),
    "no key id": (
        lambda lms, c: signed(c, lms.keys["first"], {"kid": None}),
        "key-id-missing",
        401,
    ),
    "an unknown key id": (
        lambda lms, c: signed(c, lms.keys["first"], {"kid": "other"}),
        "key-unknown",
        401,
    ),
    "another key under a known id": (
        lambda _, c: signed(c, new_key(), {"kid": "first"}),
        "signature-wrong",
        401,
    ),
    "changed claims": (lambda lms, c: tampered(lms.sign(c)), "signature-wrong", 401),
    "an algorithm that is not the key's": (
        lambda _, c: signed(c, new_key("EC"), {"kid": "first", "alg": "ES256"}),
        "signature-wrong",
        401,
    ),
    "a signature cut off": (
        lambda lms, c: lms.sign(c).rpartition(".")[0] + ".",
        "signature-wrong",
        401,
    ),
    "no token but a word": (lambda _, _c: "token", "token-malformed", 400),
    "three words": (lambda _, _c: "a.b.c", "token-malformed", 400),
    "a header that is a list": (lambda _, _c: f"{coded(['alg'])}.e30.e30", "token-malformed", 400),
    "half a character": (lambda _, _c: "\ud800", "token-malformed", 400),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_launch_is_refused_that_is_signed_with(
    connection: Connection, lms: LearningPlatform, case: str
) -> None:
    begun = begin(connection, lms)
    forge, reason, status = FORGED[case]
    token = forge(lms, lms.message(begun.nonce))
    assert refused(connection, begun, token) == (reason, status)


def test_claims_that_are_no_object_are_refused(
    connection: Connection, lms: LearningPlatform
) -> None:
    header = {"alg": "RS256", "kid": "first"}
    token = jws.serialize_compact(header, b"[1]", lms.keys["first"])
    assert refused(connection, begin(connection, lms), token) == ("signature-wrong", 401)


# -- the browser, and replays ----------------------------------------------------------------------


def test_a_launch_is_good_only_once_even_from_the_same_browser(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    token = good(lms, begun)
    launched(finish(connection, begun, token))
    again = finish(connection, begun, token)
    assert isinstance(again, LaunchRefusal)
    assert (again.id, again.status) == ("replayed", 401)


@pytest.mark.parametrize("secret", [None, "another browser's"])
def test_a_used_launch_is_refused_from_any_other_browser(
    connection: Connection, lms: LearningPlatform, secret: str | None
) -> None:
    begun = begin(connection, lms)
    token = good(lms, begun)
    launched(finish(connection, begun, token))
    again = finish(connection, begun, token, secret=secret)
    assert isinstance(again, LaunchRefusal)
    assert again.id == "replayed"


def test_of_two_identical_launches_at_the_same_moment_one_wins(database: Engine) -> None:
    with serving(LearningPlatform()) as lms:
        with transaction(database) as connection:
            register(connection, lms)
            begun = begin(connection, lms)
            keys = [{**k.as_dict(private=False), "kid": kid} for kid, k in lms.keys.items()]
        form = {"state": begun.state, "id_token": good(lms, begun)}
        ready, found = threading.Barrier(4), []

        def post() -> None:
            ready.wait()
            with transaction(database) as connection:
                args = (form, begun.secret, NOW, lambda _url: keys, TOOL_URL)
                found.append(finish_launch(connection, *args))

        threads = [threading.Thread(target=post) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(type(f).__name__ for f in found) == ["Launch"] + ["LaunchRefusal"] * 3


def test_the_token_of_one_login_does_not_serve_another(
    connection: Connection, lms: LearningPlatform
) -> None:
    mine, theirs = begin(connection, lms), begin(connection, lms)
    assert refused(connection, mine, good(lms, theirs)) == ("nonce-wrong", 401)


def test_another_browser_with_its_own_secret_is_refused(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    how = {"secret": begin(connection, lms).secret}
    assert refused(connection, begun, good(lms, begun), **how) == ("browser-foreign", 401)


def test_the_state_alone_is_no_proof(connection: Connection, lms: LearningPlatform) -> None:
    begun = begin(connection, lms)
    found = finish(connection, begun, good(lms, begun), secret=None)
    assert isinstance(found, NeedsProof)
    assert found.storage is None
    assert found.parameters["login_hint"] == "7"


def test_a_browser_without_a_cookie_may_ask_the_platform_for_its_secret(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms, lti_storage_target="_parent")
    token = good(lms, begun)
    found = finish(connection, begun, token, secret=None)
    assert isinstance(found, NeedsProof)
    assert found.storage == PlatformStorage("_parent", lms.url)
    launched(finish(connection, begun, token))


def test_a_bad_launch_is_refused_before_any_proof_is_asked_for(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    claims = lms.message(begun.nonce, version="1.2.0")
    assert refused(connection, begun, lms.sign(claims), secret=None) == ("version-wrong", 400)


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"state": ""}, ("form-incomplete", 400)),
        ({"id_token": ""}, ("form-incomplete", 400)),
        ({"state": "unknown"}, ("state-unknown", 401)),
        ({"state": "a\0b"}, ("state-unknown", 401)),
        ({"error": "login_required"}, ("platform-declined", 400)),
        ({"error": "call this number: 555"}, ("platform-declined", 400)),
    ],
)
def test_an_answer_that_is_no_launch_is_refused(
    connection: Connection, lms: LearningPlatform, form: dict[str, str], reason: tuple[str, int]
) -> None:
    begun = begin(connection, lms)
    assert refused(connection, begun, good(lms, begun), form=form) == reason


def test_what_a_stranger_writes_into_an_error_is_not_shown(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    found = finish(connection, begun, "x", form={"error": "call this number: 555"})
    assert isinstance(found, LaunchRefusal)
    assert "555" not in found.detail


def test_a_login_is_good_for_ten_minutes(connection: Connection, lms: LearningPlatform) -> None:
    begun = begin(connection, lms)
    late = NOW + timedelta(minutes=10, seconds=1)
    lms.now = late
    how = {"now": late}
    assert refused(connection, begun, good(lms, begun), **how) == ("login-expired", 401)
    lms.now = NOW + timedelta(minutes=10)
    launched(finish(connection, begun, good(lms, begun), now=lms.now))


def test_a_deployment_must_be_the_one_that_the_login_announced(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms, lti_deployment_id="2")
    assert refused(connection, begun, good(lms, begun)) == ("deployment-unknown", 403)


def test_a_token_of_another_tenant_of_the_same_issuer_is_refused(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    lms.client_id = "other"
    register(connection, lms)
    assert refused(connection, begun, good(lms, begun)) == ("audience-wrong", 401)


# -- the platform's keys ---------------------------------------------------------------------------


def test_the_keys_are_fetched_once_for_many_launches(
    connection: Connection, lms: LearningPlatform
) -> None:
    for _ in range(3):
        begun = begin(connection, lms)
        launched(finish(connection, begun, good(lms, begun)))
    assert lms.key_fetches == 1


def test_a_new_key_of_the_platform_is_fetched_when_it_is_first_used(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    launched(finish(connection, begun, good(lms, begun)))
    lms.keys = {"second": new_key()}
    lms.now = NOW + timedelta(minutes=2)
    begun = begin(connection, lms)
    token = lms.sign(lms.message(begun.nonce), kid="second")
    launched(finish(connection, begun, token, now=lms.now))
    assert lms.key_fetches == 2


def test_forged_key_ids_do_not_make_us_ask_the_platform_again_and_again(
    connection: Connection, lms: LearningPlatform
) -> None:
    for kid in ("a", "b", "c"):
        begun = begin(connection, lms)
        token = signed(lms.message(begun.nonce), new_key(), {"kid": kid})
        assert refused(connection, begun, token) == ("key-unknown", 401)
    assert lms.key_fetches == 1


def test_a_key_that_the_platform_withdrew_is_refused_after_a_day(
    connection: Connection, lms: LearningPlatform
) -> None:
    begun = begin(connection, lms)
    launched(finish(connection, begun, good(lms, begun)))
    withdrawn = lms.keys["first"]
    lms.keys = {"second": new_key()}
    tomorrow = NOW + timedelta(hours=25)
    lms.now = tomorrow
    begun = begin(connection, lms)
    connection.execute(sa.update(tables.logins).values(created_at=tomorrow))
    token = signed(lms.message(begun.nonce), withdrawn, {"kid": "first"})
    assert refused(connection, begun, token, now=tomorrow) == ("key-unknown", 401)


def test_a_platform_whose_keys_cannot_be_had_is_refused(
    connection: Connection, lms: LearningPlatform, registered: Platform
) -> None:
    for url in ("http://127.0.0.1:1/jwks", f"{lms.url}/nothing-here"):
        connection.execute(sa.delete(tables.platform_keys))
        connection.execute(sa.update(tables.platforms).values(key_set_url=url))
        begun = begin(connection, lms)
        assert refused(connection, begun, good(lms, begun)) == ("key-unknown", 401)


def test_keys_that_cannot_be_read_are_passed_over(
    connection: Connection, lms: LearningPlatform, registered: Platform
) -> None:
    begun = begin(connection, lms)
    real = {**lms.keys["first"].as_dict(private=False), "kid": "first"}
    odd = [{"kid": "first", "kty": "RSA", "n": "!", "e": "AQAB"}, {"kid": "first", "kty": "new"}]
    args = ({"state": begun.state, "id_token": good(lms, begun)}, begun.secret, NOW)
    launched(finish_launch(connection, *args, lambda _url: [*odd, real], TOOL_URL))


def test_every_reason_is_told_in_both_languages_with_a_client_error() -> None:
    for status, what, remedy in REASONS.values():
        assert status in (400, 401, 403)
        for sentence in (what, remedy):
            assert set(sentence) == {"zh-Hans", "en"}
            assert sentence["zh-Hans"].endswith("。")
            assert sentence["en"].endswith(".")
