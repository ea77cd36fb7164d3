from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from lti_tool.demo_lms.catalogue import CHEN_WEI, CNC, ENGINEER_LI, FILE, WANG_FANG
from lti_tool.demo_lms.tokens import LINE_ITEM, RESULT_READ, SCORE
from tests.lti_tool.demo_lms.running import CLIENT_ID, POCKET, Lms, fields

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"


def test_a_launch_tells_the_tool_who_opens_what_and_where_the_marks_go(lms: Lms) -> None:
    claims = lms.browser().launch()
    assert claims["iss"] == lms.url
    assert claims["aud"] == CLIENT_ID
    assert claims["nonce"] == "a-nonce"
    assert claims["exp"] - claims["iat"] <= 300
    assert claims["sub"] == str(WANG_FANG.id)
    assert (claims["name"], claims["family_name"], claims["given_name"]) == ("王芳", "王", "芳")
    assert claims["locale"] == "zh-CN"
    assert claims[LTI + "message_type"] == "LtiResourceLinkRequest"
    assert claims[LTI + "version"] == "1.3.0"
    assert claims[LTI + "deployment_id"] == "1"
    assert claims[LTI + "target_link_uri"] == lms.tool.registration.launch_urls[0]
    assert claims[LTI + "roles"] == ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]
    assert claims[LTI + "context"]["id"] == str(CNC.id)
    assert claims[LTI + "context"]["title"] == "数控编程入门"
    assert claims[LTI + "resource_link"]["id"] == str(CNC.link_id(POCKET))
    assert claims[LTI + "custom"] == {"activity": "nc/first-pocket"}
    assert claims[LTI + "launch_presentation"] == {
        "document_target": "iframe",
        "return_url": f"{lms.url}/course/cnc-programming",
        "locale": "zh-CN",
    }
    assert claims[AGS]["lineitems"] == lms.items_url()
    assert claims[AGS]["lineitem"] == lms.item_url()
    assert set(claims[AGS]["scope"]) == {SCORE, LINE_ITEM, RESULT_READ}


def test_the_tool_is_told_that_the_page_keeps_data_for_it(lms: Lms) -> None:
    begun = lms.browser().begin()
    assert begun["lti_storage_target"] == "_parent"
    assert begun["iss"] == lms.url
    assert begun["lti_deployment_id"] == "1"


def test_the_learning_file_is_launched_without_a_line_item(lms: Lms) -> None:
    claims = lms.browser().launch(FILE)
    assert claims[LTI + "custom"] == {"activity": "file"}
    assert "lineitem" not in claims[AGS]


def test_an_english_reader_is_launched_in_english(lms: Lms) -> None:
    browser = lms.browser()
    browser.get("/courses?language=en")
    claims = browser.launch()
    assert (claims["name"], claims["locale"]) == ("Wang Fang", "en")
    assert claims[LTI + "context"]["title"] == "CNC Programming"


def test_an_instructor_is_launched_as_one_and_without_a_made_up_given_name(lms: Lms) -> None:
    claims = lms.browser(ENGINEER_LI).launch()
    assert claims[LTI + "roles"] == ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"]
    assert "given_name" not in claims


def test_a_tool_may_post_its_request(lms: Lms) -> None:
    browser = lms.browser()
    asked = dict(parse_qsl(urlsplit(browser.authorize(browser.begin()).url).query))
    answer = browser.session.post(lms.addresses.authorize_url, data=asked, timeout=10)
    assert fields(answer)["state"] == "a-state"


def test_the_answer_may_go_to_any_registered_address(lms: Lms) -> None:
    browser = lms.browser()
    other = lms.tool.registration.launch_urls[1]
    answer = browser.authorize(browser.begin(), redirect_uri=other)
    assert f'action="{other}"' in answer.text


@dataclass(frozen=True)
class Wrong:
    """A request that is right but for `changes`, and what is said of it."""

    changes: dict[str, str]
    status: int
    said: str


WRONG = (
    Wrong({"redirect_uri": "http://evil.example/launch"}, 400, "redirect_uri"),
    Wrong({"client_id": "somebody-else"}, 400, "client_id"),
    Wrong({"response_type": "code"}, 400, "response_type=id_token"),
    Wrong({"response_mode": "query"}, 400, "response_mode=form_post"),
    Wrong({"scope": "profile"}, 400, "scope=openid"),
    Wrong({"prompt": "login"}, 400, "prompt=none"),
    Wrong({"nonce": ""}, 400, "nonce"),
    Wrong({"state": ""}, 400, "state"),
    Wrong({"login_hint": str(CHEN_WEI.id)}, 403, "not begun by"),
    Wrong({"lti_message_hint": "WyJmb3JnZWQiXQ.c2lnbmF0dXJl"}, 403, "not begun by"),
)


def test_a_wrong_request_is_refused_with_its_reason_and_sends_nothing(
    lms: Lms, subtests: pytest.Subtests
) -> None:
    browser = lms.browser(language="en")
    begun = browser.begin()
    for wrong in WRONG:
        with subtests.test(changes=wrong.changes):
            answer = browser.authorize(begun, **wrong.changes)
            assert answer.status_code == wrong.status
            assert wrong.said in answer.text
            assert 'name="id_token"' not in answer.text


def test_a_launch_that_took_too_long_is_refused(lms: Lms) -> None:
    browser = lms.browser(language="en")
    begun = browser.begin()
    lms.clock.ahead = timedelta(seconds=301)
    answer = browser.authorize(begun)
    assert answer.status_code == 403
    assert "took too long" in answer.text


def test_somebody_elses_launch_is_refused_even_for_the_same_person(lms: Lms) -> None:
    begun = lms.browser().begin()
    answer = lms.browser(language="en").authorize(begun)
    assert answer.status_code == 403
    assert 'name="id_token"' not in answer.text


def test_a_browser_that_left_its_cookie_behind_is_asked_to_come_again_once(lms: Lms) -> None:
    browser = lms.browser()
    begun = browser.begin()
    browser.session.cookies.clear()
    first = browser.authorize(begun)
    assert 'http-equiv="refresh"' in first.text
    assert "again=1" in first.text
    second = browser.authorize(begun, again="1")
    assert second.status_code == 403
    assert "请先在首页选择身份" in second.text


def test_nobody_launches_without_signing_in(lms: Lms) -> None:
    assert lms.browser(None).get(f"/launch/{CNC.link_id(POCKET)}").status_code == 403


def test_an_unknown_activity_is_not_launched(lms: Lms) -> None:
    assert lms.browser().get(f"/launch/{CNC.id}").status_code == 404


def test_the_key_set_holds_the_public_key_alone(lms: Lms) -> None:
    (key,) = requests.get(lms.addresses.jwks_url, timeout=10).json()["keys"]
    assert (key["kty"], key["alg"], key["use"]) == ("RSA", "RS256", "sig")
    assert "d" not in key
