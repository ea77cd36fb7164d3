"""The player's two sides: the tool's page, and the package's own origin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from lti_tool.config import Settings
from lti_tool.jobs import deliveries
from tests.content_packages.packages import manifest, package, zipped

from .player_place import HOST, NOW, Clock, Place, Visitor, Window

FILES = {
    "sound.mp3": b"0123456789",
    "old.html": '<meta charset="gb2312">安全'.encode("gb2312"),
    "app.js": b"let a;",
    "unknown.xyz": b"",
}


@pytest.fixture
def place(database: Engine, tmp_path: Path) -> Place:
    settings = Settings(database.url.render_as_string(), packages_folder=str(tmp_path))
    place = Place(settings, database, Clock())
    place.install(package(**FILES))
    return place


def test_the_page_frames_the_packages_own_origin_and_keeps_the_visits_token(place: Place) -> None:
    status, page = place.tool_page(Visitor())
    assert status == 200
    assert f'src="{HOST}/p/' in page
    assert "allow-top-navigation" not in page
    assert "token of the visit" not in page


def test_a_package_that_is_not_installed_is_told_in_one_sentence(place: Place) -> None:
    status, page = place.tool_page(Visitor(activity="package/unknown"))
    assert status == 404
    assert "not installed" in page


def test_the_shell_begins_with_the_state_that_was_kept(place: Place) -> None:
    visitor = Visitor()
    place.open(visitor).commit(3, suspend_data="here", core__lesson_location="b")
    visit = place.open(visitor).visit()
    assert visit["sequence"] == 3
    assert visit["saved"] == {"cmi.suspend_data": "here", "cmi.core.lesson_location": "b"}
    assert visit["launch"] == "c/index.html"
    assert visit["given"]["cmi.launch_data"] == "speed=1"
    assert visit["given"]["cmi.student_data.mastery_score"] == "80"


def test_the_package_is_not_told_who_the_learner_is(place: Place) -> None:
    given = place.open(Visitor(subject="zhang-san")).visit()["given"]
    assert "zhang-san" not in json.dumps(given)
    assert given["cmi.core.student_name"] == "Learner"


def test_two_learners_have_runs_of_their_own(place: Place) -> None:
    place.open(Visitor()).commit(1, suspend_data="mine")
    assert place.open(Visitor()).visit()["saved"] == {}


def test_a_files_type_is_told_without_an_encoding(place: Place) -> None:
    window = place.open(Visitor())
    assert window.get("c/old.html").headers["Content-Type"] == "text/html"
    assert window.get("c/app.js").headers["Content-Type"] == "text/javascript"
    assert window.get("c/unknown.xyz").headers["Content-Type"] == "application/octet-stream"


def test_a_part_of_a_file_can_be_asked_for(place: Place) -> None:
    response = place.open(Visitor()).get("c/sound.mp3", headers={"Range": "bytes=2-4"})
    assert (response.status_code, response.data) == (206, b"234")


@pytest.mark.parametrize("path", ["shell", "c/index.html", "c/lost.html"])
def test_every_answer_has_the_origins_headers_and_no_cookie(place: Place, path: str) -> None:
    headers = place.open(Visitor()).get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self' 'unsafe-inline'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Permissions-Policy"] == "unload=(self)"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "path", ["c/../package.json", "c/..%2fpackage.json", "c/%2e%2e/package.json", "c//etc/passwd"]
)
def test_no_path_leads_out_of_the_packages_folder(place: Place, path: str) -> None:
    assert place.open(Visitor()).get(path, follow_redirects=True).status_code == 404


@pytest.mark.parametrize(
    "host",
    [
        "http://other.packages.localhost:8001",
        "http://localhost:8001",
        "http://packages.localhost:8001",
        "http://a.old-course.packages.localhost:8001",
    ],
)
def test_the_origin_answers_on_the_packages_own_host_only(place: Place, host: str) -> None:
    window = place.open(Visitor())
    assert window.get("c/index.html", host=host).status_code in (404, 410)


def test_a_token_that_nobody_was_given_opens_nothing(place: Place) -> None:
    english = {"Accept-Language": "en"}
    response = place.browser().get("/p/guess/shell", base_url=HOST, headers=english)
    assert response.status_code == 410
    assert "Open it again from your course" in response.get_data(as_text=True)


def test_a_token_ends_after_eight_hours(place: Place) -> None:
    window = place.open(Visitor())
    place.clock.time = NOW + timedelta(hours=8)
    assert window.get("c/index.html").status_code == 410
    assert window.commit(1, suspend_data="late").status_code == 410


def test_opening_again_ends_the_window_before(place: Place) -> None:
    visitor = Visitor()
    first = place.open(visitor)
    second = place.open(visitor)
    assert first.commit(1, suspend_data="old window").status_code == 410
    assert second.commit(1, suspend_data="new window").json == {"sequence": 1}


def test_a_new_version_of_the_package_begins_a_new_run(place: Place) -> None:
    visitor = Visitor()
    first = place.open(visitor)
    first.commit(1, suspend_data="of the first version")
    place.install(package(**{"index.html": "<p>Second"}))
    assert first.get("c/index.html").data == b"<p>Hello"
    assert first.get("shell").status_code == 410
    assert place.open(visitor).visit()["saved"] == {}


def test_a_commit_merges_into_what_was_kept(place: Place) -> None:
    window = place.open(Visitor())
    window.commit(1, suspend_data="one", core__lesson_location="a")
    window.commit(2, suspend_data="two")
    saved = window.visit()["saved"]
    assert saved == {"cmi.suspend_data": "two", "cmi.core.lesson_location": "a"}


def test_an_old_or_repeated_commit_is_ignored_and_answered(place: Place) -> None:
    window = place.open(Visitor())
    window.commit(5, suspend_data="five")
    assert window.commit(5, suspend_data="again").json == {"sequence": 5}
    assert window.commit(4, suspend_data="four").json == {"sequence": 5}
    assert window.visit()["saved"] == {"cmi.suspend_data": "five"}


@pytest.mark.parametrize(
    ("sequence", "cmi"),
    [
        (0, {"suspend_data": "x"}),
        (-1, {"suspend_data": "x"}),
        (True, {"suspend_data": "x"}),
        ("1", {"suspend_data": "x"}),
        (2**60, {"suspend_data": "x"}),
        (1, {"core__student_id": "x"}),
        (1, {"suspend_data": 3}),
    ],
)
def test_a_commit_that_makes_no_sense_is_refused(place: Place, sequence: Any, cmi: Any) -> None:
    window = place.open(Visitor())
    assert window.commit(sequence, **cmi).status_code == 400
    assert window.visit()["saved"] == {}


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"sequence": 1}', b'{"sequence":1,"set":[]}'])
def test_a_body_that_is_no_commit_is_refused(place: Place, body: bytes) -> None:
    window = place.open(Visitor())
    response = place.browser().post(f"{window.folder}/commit", base_url=HOST, data=body)
    assert response.status_code == 400


def test_a_state_without_bounds_is_refused_and_not_kept(place: Place) -> None:
    window = place.open(Visitor())
    for n in range(15):
        name = f"interactions__{n}__student_response"
        assert window.commit(n + 1, **{name: "x" * 64_000}).status_code == 200
    assert window.commit(99, interactions__99__student_response="x" * 64_000).status_code == 413
    assert window.visit()["sequence"] == 15


def passed(raw: str) -> Callable[[Window, int], TestResponse]:
    return lambda window, at: window.commit(
        at, core__lesson_status="passed", core__score__raw=raw, core__score__max="100"
    )


def test_a_result_is_recorded_as_the_packages_own_report(place: Place) -> None:
    window = place.open(Visitor())
    window.commit(1, core__lesson_status="incomplete", core__score__raw="87.5")
    assert place.recorded() == []
    window.commit(2, core__lesson_status="passed", core__score__max="100")
    [attempt] = place.recorded()
    assert (attempt.activity, attempt.points, attempt.out_of) == ("package/old-course", 87.5, 100)
    evidence = attempt.graded["evidence"]
    assert (evidence["kind"], evidence["engine"]) == ("scorm12", "report/1")
    assert re.fullmatch(r"scorm12 old-course sha256:[0-9a-f]{64}", evidence["exercise"])
    assert evidence["input"]["cmi.core.lesson_status"] == "passed"


def test_a_result_is_recorded_once_however_often_it_is_committed(place: Place) -> None:
    visitor = Visitor()
    window = place.open(visitor)
    passed("80")(window, 1)
    passed("80")(window, 1)
    passed("80")(window, 2)
    window.commit(3, suspend_data="looking back")
    passed("80")(place.open(visitor), 4)
    assert len(place.recorded()) == 1


def test_a_better_result_is_another_attempt(place: Place) -> None:
    window = place.open(Visitor())
    passed("80")(window, 1)
    passed("95")(window, 2)
    assert [attempt.points for attempt in place.recorded()] == [80, 95]


def test_an_instructors_look_is_without_credit_and_sends_no_mark(place: Place) -> None:
    window = place.open(Visitor(is_instructor=True))
    assert window.visit()["given"]["cmi.core.credit"] == "no-credit"
    passed("100")(window, 1)
    with place.engine.connect() as connection:
        assert connection.execute(sa.select(deliveries)).all() == []


def test_a_launch_page_with_a_query_keeps_it(place: Place) -> None:
    text = manifest(href="index.html?start=1")
    place.install(zipped({"imsmanifest.xml": text, "index.html": ""}))
    assert place.open(Visitor()).visit()["launch"] == "c/index.html?start=1"
