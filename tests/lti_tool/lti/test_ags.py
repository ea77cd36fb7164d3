from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Connection
from werkzeug.wrappers import Response

from lti_tool.lti import keys
from lti_tool.lti.access_tokens import AccessTokens
from lti_tool.lti.ags import AgsClient, Gradebook, Score, scores_url
from lti_tool.lti.grade_outcomes import AlreadyNewer, Outcome, Refused, Sent, Unreachable
from lti_tool.lti.platforms import Platform
from tests.lti_tool.lti.conftest import register
from tests.lti_tool.lti.platform import (
    AGS,
    ALL_SCOPES,
    NOW,
    LearningPlatform,
    json_answer,
    plain_session,
    serving,
)

SCORE = Score("learner-7", 7.5, 10, NOW)
Send = Callable[..., Outcome]


@pytest.fixture
def gradebook(lms: LearningPlatform, registered: Platform) -> Gradebook:
    """A link whose platform named its line item, under an address with a query."""
    lms.line_items.append({"id": f"{lms.url}/lineitem/1?type_id=3", "resourceLinkId": "other"})
    return Gradebook(
        platform=registered,
        link_id=UUID(int=1),
        resource_link_id="course-v1:GX+NC+1@block 7",
        title="第一个型腔",
        activity="nc/first-pocket",
        line_item_url=f"{lms.url}/lineitem/1?type_id=3",
        line_items_url=f"{lms.url}/lineitems",
        scopes=tuple(ALL_SCOPES),
    )


@pytest.fixture
def send(connection: Connection) -> Iterator[Send]:
    """Sends by one client, whose tokens live on from one send to the next."""
    key = keys.signing_key(connection, NOW)
    session = plain_session()
    client = AgsClient(session, AccessTokens())

    def send_score(gradebook: Gradebook, score: Score = SCORE, now: datetime = NOW) -> Outcome:
        return client.send_score(gradebook, score, key, now)

    yield send_score
    session.close()


def asked(lms: LearningPlatform, path: str) -> list[Any]:
    return [told for told in lms.told if told.path.startswith(path)]


def test_a_score_arrives_whole(lms: LearningPlatform, gradebook: Gradebook, send: Send) -> None:
    assert send(gradebook) == Sent(f"{lms.url}/lineitem/1?type_id=3")
    assert lms.scores["/lineitem/1?type_id=3"] == [
        {
            "userId": "learner-7",
            "scoreGiven": 7.5,
            "scoreMaximum": 10,
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
            "timestamp": "2026-11-21T12:00:00+00:00",
        }
    ]


def test_a_score_of_zero_is_sent_as_a_score(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    send(gradebook, replace(SCORE, given=0, comment="超时"))
    (told,) = lms.scores["/lineitem/1?type_id=3"]
    assert (told["scoreGiven"], told["comment"]) == (0, "超时")


def test_times_are_sent_in_whole_seconds_of_utc(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    beijing = timezone(timedelta(hours=8))
    send(gradebook, replace(SCORE, at=datetime(2026, 11, 21, 20, 0, 0, 999999, beijing)))
    (told,) = lms.scores["/lineitem/1?type_id=3"]
    assert told["timestamp"] == "2026-11-21T12:00:00+00:00"


@given(st.from_regex(r"[a-z0-9%+@:/]{1,20}(\?[a-z=&?/%]{1,20})?", fullmatch=True))
def test_scores_ends_the_path_and_leaves_the_query(rest: str) -> None:
    path, _, query = rest.partition("?")
    made, _, left = scores_url(f"https://lms.example/{rest}").partition("?")
    assert made == f"https://lms.example/{path}".rstrip("/") + "/scores"
    assert left == query


# -- tokens ----------------------------------------------------------------------------------------


def test_one_token_serves_many_scores(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    for second in range(3):
        send(gradebook, replace(SCORE, at=NOW + timedelta(seconds=second)))
    assert len(asked(lms, "/token")) == 1


def test_a_token_is_renewed_before_it_expires(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    send(gradebook)
    lms.now = NOW + timedelta(minutes=59, seconds=1)
    send(gradebook, replace(SCORE, at=lms.now), lms.now)
    assert len(asked(lms, "/token")) == 2


def test_a_token_that_the_platform_dropped_is_replaced_once(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    send(gradebook)
    lms.tokens.clear()
    assert isinstance(send(gradebook, replace(SCORE, at=NOW + timedelta(seconds=1))), Sent)
    assert len(asked(lms, "/token")) == 2


def test_a_platform_that_takes_no_token_is_asked_again_later(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    lms.instead = [Response("no", 401), Response("no", 401)]
    assert isinstance(send(gradebook), Unreachable)
    assert len(asked(lms, "/lineitem")) == 2


def test_the_assertion_goes_to_the_audience_that_the_platform_wants(
    connection: Connection, gradebook: Gradebook, send: Send, lms: LearningPlatform
) -> None:
    lms.token_audience = "https://lms.example/oauth2"
    assert isinstance(send(gradebook), Refused)
    assert isinstance(send(replace(gradebook, platform=register(connection, lms))), Sent)


def test_two_tenants_of_one_issuer_never_share_a_token(
    connection: Connection, lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    with serving(LearningPlatform(client_id="other")) as other:
        other.tool_keys = lms.tool_keys
        theirs = replace(
            gradebook,
            platform=register(connection, other),
            line_item_url=f"{other.url}/lineitem/1",
        )
        assert isinstance(send(gradebook), Sent)
        assert isinstance(send(theirs), Sent)
    assert theirs.platform.issuer == gradebook.platform.issuer
    mine, others = ({told.token for told in p.told if told.token} for p in (lms, other))
    assert not mine & others


def test_a_token_is_asked_for_the_scope_that_is_needed_and_no_other(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    send(gradebook)
    (told,) = asked(lms, "/token")
    assert told.body["scope"] == AGS + "score"


def test_a_token_endpoint_that_speaks_nonsense_is_asked_again_later(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    broken = replace(gradebook.platform, auth_token_url=f"{lms.url}/lineitem/1")
    for body in ("<html>", "[]", "{}", '{"access_token": 7}'):
        lms.instead = [Response(body, 200)]
        assert isinstance(send(replace(gradebook, platform=broken)), Unreachable)


# -- line items ------------------------------------------------------------------------------------


def test_a_link_without_a_line_item_gets_one(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    sent = send(replace(gradebook, line_item_url=None))
    made = lms.line_items[-1]
    assert sent == Sent(made["id"])
    assert made == {
        "id": f"{lms.url}/lineitem/2?type_id=3",
        "scoreMaximum": 10,
        "label": "第一个型腔",
        "resourceLinkId": "course-v1:GX+NC+1@block 7",
        "resourceId": "nc/first-pocket",
        "tag": "gongxue-mark",
    }


def test_a_line_item_that_exists_is_not_made_twice(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    bare = replace(gradebook, line_item_url=None)
    first = send(bare)
    assert send(bare, replace(SCORE, at=NOW + timedelta(seconds=1))) == first
    assert len(lms.line_items) == 2


@pytest.mark.parametrize(
    "link_format",
    [
        '<{}>; rel="next"',
        "<{}>; rel=next",
        '<https://lms.example/Prev>; rel="prev", <{}>; rel="next"',
        '<{}>; rel="next", <https://lms.example/Last>; rel="last"',
    ],
)
def test_a_line_item_is_found_on_a_later_page(
    lms: LearningPlatform, gradebook: Gradebook, send: Send, link_format: str
) -> None:
    lms.page_size, lms.link_format = 2, link_format
    lms.line_items = [{"id": f"{lms.url}/lineitem/{n}", "resourceLinkId": str(n)} for n in range(5)]
    sent = send(replace(gradebook, line_item_url=None, resource_link_id="4"))
    assert sent == Sent(f"{lms.url}/lineitem/4")
    assert len(lms.line_items) == 5
    assert [t.path for t in asked(lms, "/lineitems")][-1] == "/lineitems?From=4"


@pytest.mark.parametrize("following", ["/lineitems", "http://elsewhere.example/lineitems"])
def test_pages_that_lead_in_a_circle_or_elsewhere_are_not_followed(
    lms: LearningPlatform, gradebook: Gradebook, send: Send, following: str
) -> None:
    lms.page_size, lms.link_format = 0, f'<{following}>; rel="next"'
    outcome = send(replace(gradebook, line_item_url=None))
    assert isinstance(outcome, Refused)
    assert outcome.status is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"scopes": ()}, "does not let us send"),
        ({"line_item_url": None, "line_items_url": None}, "names neither"),
        ({"line_item_url": None, "scopes": (AGS + "score",)}, "Missing required scope"),
        (
            {"line_item_url": None, "scopes": (AGS + "score", AGS + "lineitem.readonly")},
            "Missing required scope",
        ),
    ],
)
def test_a_link_that_takes_no_score_is_refused(
    gradebook: Gradebook, send: Send, changes: dict[str, Any], why: str
) -> None:
    outcome = send(replace(gradebook, **changes))
    assert isinstance(outcome, Refused)
    assert why in outcome.text


# -- what a platform answers -----------------------------------------------------------------------


def test_a_score_that_is_not_newer_is_told_so(gradebook: Gradebook, send: Send) -> None:
    send(gradebook)
    assert send(gradebook) == AlreadyNewer()


def test_open_edx_says_not_newer_with_a_400(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    said = ["Score timestamp can only be updated to a later point in time"]
    lms.instead = [json_answer(said, 400)]
    assert send(gradebook) == AlreadyNewer()


@pytest.mark.parametrize("status", [400, 403, 404, 410, 422])
def test_a_score_that_will_never_be_taken_is_refused(
    lms: LearningPlatform, gradebook: Gradebook, send: Send, status: int
) -> None:
    lms.instead = [Response("用户不在课程中", status)]
    assert send(gradebook) == Refused(status, "用户不在课程中")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_platform_in_trouble_is_asked_again_later(
    lms: LearningPlatform, gradebook: Gradebook, send: Send, status: int
) -> None:
    lms.instead = [Response("busy", status)]
    assert send(gradebook) == Unreachable(f"HTTP {status}: busy", None)


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        ("120", 120.0),
        ("Sat, 21 Nov 2026 12:02:00 GMT", 120.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("²", None),
    ],
)
def test_a_platform_says_when_to_come_back(
    lms: LearningPlatform, gradebook: Gradebook, send: Send, value: str, wait_s: float | None
) -> None:
    busy = Response("slow down", 429)
    busy.headers["Retry-After"] = value.encode().decode("latin-1")
    lms.instead = [busy]
    outcome = send(gradebook)
    assert isinstance(outcome, Unreachable)
    assert outcome.retry_after_s == wait_s


def test_a_conflict_over_a_line_item_is_no_newer_score(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    lms.instead = [json_answer([]), Response("being made", 409)]
    assert isinstance(send(replace(gradebook, line_item_url=None)), Unreachable)


def test_a_platform_that_is_down_is_asked_again_later(gradebook: Gradebook, send: Send) -> None:
    down = replace(gradebook, line_item_url="http://127.0.0.1:1/lineitem/1")
    assert isinstance(send(down), Unreachable)


def test_a_redirect_is_not_followed_with_our_token(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    with serving(LearningPlatform()) as other:
        moved = Response(status=307, headers={"Location": f"{other.url}/lineitem/1/scores"})
        lms.instead = [moved]
        assert isinstance(send(gradebook), Refused)
        assert other.told == []


def test_an_address_that_is_not_http_is_not_called(gradebook: Gradebook, send: Send) -> None:
    local = replace(gradebook, line_item_url="file:///etc/passwd")
    assert send(local) == Refused(None, "'file:///etc/passwd/scores' is not an http(s) address")


def test_many_threads_share_one_client(
    lms: LearningPlatform, gradebook: Gradebook, send: Send
) -> None:
    found: list[Outcome] = []

    def work(number: int) -> None:
        found.append(send(gradebook, replace(SCORE, subject=f"learner-{number}")))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(outcome) for outcome in found] == [Sent] * 8
    assert len(lms.scores["/lineitem/1?type_id=3"]) == 8
