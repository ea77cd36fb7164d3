"""An exercise over HTTP: who may call it, what it answers, and what is kept."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse
from xblock.plugin import PLUGIN_CACHE

from lti_tool import catalogue, recording
from lti_tool.db import transaction
from lti_tool.learning_records import attempts
from lti_tool.learning_records.tables import attempts as attempts_table
from lti_tool.web import exercise
from lti_tool.web.session import COOKIE
from lti_tool.xblock_host.tables import fields
from xblocks.attempt import Evidence, GradedAttempt, digest_of

from .exercise_app import NOW, ProbeBlock, app_for, visit
from .exercise_app import catalogue as catalogue_of


@pytest.fixture
def app(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(PLUGIN_CACHE, ("xblock.v1", "probe"), ProbeBlock)
    offered = catalogue_of(probe="<probe/>", acid="<acid/>", broken="<probe")
    monkeypatch.setattr(catalogue, "exercises", lambda: offered)
    return app_for(database)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def opened(database: Engine, **how: Any) -> str:
    with transaction(database) as connection:
        return visit(connection, **how)[0]


def page(client: FlaskClient, token: str, **headers: str) -> TestResponse:
    return client.get("/activity", headers={"Authorization": f"Bearer {token}", **headers})


def usage_in(response: TestResponse) -> str:
    return re.findall(r'data-usage="(\w+)"', response.text)[0]


def call(
    client: FlaskClient, token: str | None, handler: str, data: Any = None, usage: str = ""
) -> TestResponse:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    where = usage or usage_in(page(client, token or ""))
    return client.post(f"/xblock/{where}/handler/{handler}", json=data or {}, headers=headers)


def stored(database: Engine) -> int:
    with transaction(database) as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(fields)) or 0


def graded(database: Engine) -> list[tuple[float, float]]:
    with transaction(database) as connection:
        query = sa.select(attempts_table.c.points, attempts_table.c.out_of)
        return [(row.points, row.out_of) for row in connection.execute(query)]


def attempt(points: float = 7.0, attempt_id: str | None = None) -> GradedAttempt:
    text = "the author's secret"
    evidence = Evidence("nc", text, digest_of(text), "nc/1", 1, {"program": "M30"})
    return GradedAttempt(attempt_id or str(uuid4()), evidence, points, 10.0)


def grade(of: GradedAttempt) -> dict[str, Any]:
    return {"value": of.points, "max_value": of.out_of, "attempt": of.to_json()}


# -- the page ----------------------------------------------------------------------------------


def test_the_page_is_in_the_visitors_language_and_nothing_keeps_it(
    client: FlaskClient, database: Engine
) -> None:
    shown = page(client, opened(database))
    assert '<html lang="zh-Hans">' in shown.text
    assert "<title>标题</title>" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    english = page(client, opened(database, locale="en-GB"))
    assert '<html lang="en">' in english.text


def test_the_cookie_opens_the_page_and_the_page_holds_the_token(
    client: FlaskClient, database: Engine
) -> None:
    token = opened(database)
    shown = client.get(f"/open/{token}", follow_redirects=True)
    assert shown.status_code == 200
    (config,) = re.findall(r'id="gongxue-host">(.*?)</script>', shown.text)
    assert json.loads(config) == {"token": token, "handlers": "/xblock/"}


def test_only_scripts_of_this_page_may_run(client: FlaskClient, database: Engine) -> None:
    token = opened(database)
    first, second = page(client, token), page(client, token)
    (nonce,) = re.findall(r"'nonce-([^']+)'", first.headers["Content-Security-Policy"])
    assert f'<script nonce="{nonce}">window.inline = true</script>' in first.text
    assert nonce not in second.text
    scripts = re.findall(r"script-src ([^;]+)", first.headers["Content-Security-Policy"])
    assert scripts == [f"'self' 'nonce-{nonce}'"]


def test_every_kind_of_resource_stands_in_its_place(client: FlaskClient, database: Engine) -> None:
    shown = page(client, opened(database)).text
    head, body = shown.split("</head>")
    assert "<style>p { margin: 0 }</style>" in head
    assert "<template id='row'></template>" in head
    assert '<script src="/elsewhere.js?a=1&amp;b=&#34;2"></script>' in body
    assert head.index("built/host.js") < head.index("p { margin: 0 }")


def test_only_instructors_see_the_way_to_the_class(client: FlaskClient, database: Engine) -> None:
    assert 'href="/class"' not in page(client, opened(database)).text
    assert 'href="/class"' in page(client, opened(database, role="instructor", subject="t")).text


@pytest.mark.parametrize(
    ("language", "sentence"), [("zh-CN", "重新打开这个活动"), ("en", "open the activity again")]
)
def test_without_a_visit_there_is_a_page_that_says_what_to_do(
    client: FlaskClient, language: str, sentence: str
) -> None:
    headers = {"Accept-Language": language, "Accept": "text/html"}
    refused = client.get("/activity", headers=headers)
    assert refused.status_code == 401
    assert sentence in refused.text
    assert client.get("/activity", headers={"Accept": "application/json"}).is_json


def test_an_activity_that_is_not_installed_or_broken_has_a_page_too(
    client: FlaskClient, database: Engine
) -> None:
    assert page(client, opened(database, activity="gone")).status_code == 404
    broken = page(client, opened(database, activity="broken"))
    assert broken.status_code == 422
    assert "OLX" in broken.text


# -- handlers ----------------------------------------------------------------------------------


def test_a_handler_answers_and_what_it_did_is_kept(client: FlaskClient, database: Engine) -> None:
    token = opened(database)
    assert call(client, token, "do").json == {"done": 1}
    assert call(client, token, "do").json == {"done": 2}
    assert "<p id='done'>2</p>" in page(client, token).text


def test_the_cookie_alone_calls_no_handler(client: FlaskClient, database: Engine) -> None:
    usage = usage_in(client.get(f"/open/{opened(database)}", follow_redirects=True))
    assert client.get_cookie(COOKIE) is not None
    refused = call(client, None, "do", usage=usage)
    assert refused.status_code == 401
    assert set(refused.json["error"]) == {"zh-Hans", "en"}
    assert stored(database) == 0


@pytest.mark.parametrize("token", ["", "wrong", "a b", "é"])
def test_a_wrong_token_calls_no_handler(client: FlaskClient, database: Engine, token: str) -> None:
    usage = usage_in(page(client, opened(database)))
    assert call(client, token, "do", usage=usage).status_code == 401
    assert stored(database) == 0


def test_an_expired_token_calls_no_handler(client: FlaskClient, database: Engine) -> None:
    usage = usage_in(page(client, opened(database)))
    old = opened(database, at=NOW.replace(year=2025))
    assert call(client, old, "do", usage=usage).status_code == 401


def test_a_block_sees_the_whole_request_but_no_token_and_no_cookie(
    client: FlaskClient, database: Engine
) -> None:
    token = opened(database)
    usage = usage_in(client.get(f"/open/{token}", follow_redirects=True))
    answer = client.post(
        f"/xblock/{usage}/handler/echo/some/suffix?q=1",
        data={"field": "车削", "file": (io.BytesIO(b"G01 X1"), "o.nc")},
        headers={"Authorization": f"Bearer {token}", "X-Requested-With": "XMLHttpRequest"},
    )
    seen = json.loads(answer.text)
    assert (seen["method"], seen["suffix"], seen["query"]) == ("POST", "some/suffix", {"q": "1"})
    assert (seen["form"], seen["files"]) == ({"field": "车削"}, {"file": "G01 X1"})
    assert seen["headers"]["x-requested-with"] == "XMLHttpRequest"
    assert not {"authorization", "cookie"} & set(seen["headers"])
    assert token not in answer.text


def test_a_block_answers_with_its_status_and_headers_but_sets_no_cookie(
    client: FlaskClient, database: Engine
) -> None:
    answer = call(client, opened(database), "echo", {})
    assert answer.status == "202 Taken"
    assert answer.headers["X-Block"] == "probe"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_handlers_answer_every_method(client: FlaskClient, database: Engine, method: str) -> None:
    token = opened(database)
    usage = usage_in(page(client, token))
    answer = client.open(
        f"/xblock/{usage}/handler/echo/",
        method=method,
        headers={"Authorization": f"Bearer {token}"},
    )
    assert json.loads(answer.text)["method"] == method


def test_too_large_a_body_is_refused_in_both_languages(
    client: FlaskClient, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exercise, "BODY_LIMIT_BYTES", 1000)
    refused = call(client, opened(database), "do", {"x": "y" * 1000})
    assert refused.status_code == 413
    assert set(refused.json["error"]) == {"zh-Hans", "en"}


def test_what_the_author_wrote_can_not_be_changed(client: FlaskClient, database: Engine) -> None:
    refused = call(client, opened(database, role="instructor"), "retitle")
    assert (refused.status_code, refused.json["id"]) == (403, "authored")
    assert stored(database) == 0


def test_a_handler_that_breaks_down_leaves_nothing_behind(
    client: FlaskClient, database: Engine
) -> None:
    assert call(client, opened(database), "fail").status_code == 500
    assert stored(database) == 0


# -- marks -------------------------------------------------------------------------------------


def test_a_graded_attempt_is_recorded_as_it_is(client: FlaskClient, database: Engine) -> None:
    token, made = opened(database), attempt()
    call(client, token, "do", grade(made))
    with transaction(database) as connection:
        kept = attempts.find(connection, UUID(made.id))
    assert kept is not None
    assert kept.attempt.same_as(made)


def test_a_grade_without_an_attempt_is_recorded_by_its_points(
    client: FlaskClient, database: Engine
) -> None:
    call(client, opened(database), "do", {"value": 3, "max_value": 4})
    assert graded(database) == [(3.0, 4.0)]


def test_a_crash_while_recording_takes_the_blocks_work_back_too(
    client: FlaskClient, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    token = opened(database)
    usage = usage_in(page(client, token))
    monkeypatch.setattr(recording, "record_grades", crash)
    assert call(client, token, "do", grade(attempt()), usage).status_code == 500
    assert stored(database) == 0


def test_another_learners_attempt_id_is_refused_and_nothing_is_kept(
    client: FlaskClient, database: Engine
) -> None:
    first, second = opened(database), opened(database, subject="learner-2")
    made = attempt()
    call(client, first, "do", grade(made))
    before = stored(database)
    refused = call(client, second, "do", grade(made))
    assert (refused.status_code, refused.json["id"]) == (409, "attempt-taken")
    assert (stored(database), graded(database)) == (before, [(7.0, 10.0)])


def test_a_replay_hands_the_block_the_whole_attempt_with_the_text_it_was_graded_on(
    app: Flask, client: FlaskClient, database: Engine
) -> None:
    made = attempt()
    call(client, opened(database), "do", grade(made))
    with app.test_request_context(), transaction(database) as connection:
        kept = attempts.find(connection, UUID(made.id))
        assert kept is not None
        shown = exercise.render_replay(connection, kept, "n0nce", for_instructor=True)
    assert shown is not None
    assert "<p>replay</p>" in shown.body
    assert made.id in shown.body
    assert "the author" in shown.body
    assert '"token": ""' in shown.head


def test_a_reported_mark_has_nothing_to_replay(
    app: Flask, client: FlaskClient, database: Engine
) -> None:
    call(client, opened(database), "do", {"value": 3, "max_value": 4})
    with app.test_request_context(), transaction(database) as connection:
        attempt_id = connection.execute(sa.select(attempts_table.c.id)).scalar_one()
        kept = attempts.find(connection, attempt_id)
        assert kept is not None
        assert exercise.render_replay(connection, kept, "n0nce", for_instructor=True) is None


# -- files -------------------------------------------------------------------------------------


def test_a_file_is_kept_under_its_version_and_asked_for_again_under_another(
    client: FlaskClient, database: Engine
) -> None:
    shown = page(client, opened(database, activity="acid")).text
    (url,) = re.findall(r'data-local-resource-url="([^"]+)"', shown)
    kept = client.get(url)
    assert kept.json == {"test_data": "success"}
    assert "immutable" in kept.headers["Cache-Control"]
    other = client.get("/xblock-resource/acid/other/public/test_data.json")
    assert other.headers["Cache-Control"] == "no-cache"
    again = client.get(url, headers={"If-None-Match": other.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "acid/v/acid.py",
        "acid/v/public/../acid.py",
        "acid/v/public/%2e%2e/acid.py",
        "acid/v/public/..%2facid.py",
        "acid/v/public/..%5cacid.py",
        "acid/v/public/%00",
        "no_such_block/v/public/test_data.json",
    ],
)
def test_no_other_file_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/xblock-resource/{path}").status_code == 404
