from __future__ import annotations

import json
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from lti_tool.demo_lms.catalogue import CHEMICAL, CHEN_WEI, CNC, ENGINEER_LI, WANG_FANG
from lti_tool.demo_lms.services import LINE_ITEM_TYPE, SCORE_TYPE
from lti_tool.demo_lms.tokens import LINE_ITEM, LINE_ITEM_READ, RESULT_READ, SCORE
from tests.lti_tool.demo_lms.running import POCKET, Lms

NOBODY = "7f7b6c1a-3a4e-4a52-9f5e-000000000000"


@dataclass
class Service:
    """The gradebook service as a tool with all its scopes calls it."""

    lms: Lms
    token: str

    def call(
        self, method: str, url: str, body: Any = None, media_type: str = LINE_ITEM_TYPE
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is None:
            return requests.request(method, url, headers=headers, timeout=10)
        headers["Content-Type"] = media_type
        # Python's own JSON writes NaN where `requests` would refuse to.
        return requests.request(method, url, headers=headers, data=json.dumps(body), timeout=10)

    def score(self, **changes: Any) -> requests.Response:
        """Post Wang Fang's score for the pocket, right but for `changes`; None leaves one out."""
        body = {
            "userId": str(WANG_FANG.id),
            "scoreGiven": 87.5,
            "scoreMaximum": 100,
            "timestamp": "2026-11-21T12:00:00+00:00",
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
        }
        kept = {name: value for name, value in (body | changes).items() if value is not None}
        return self.call("POST", f"{self.lms.item_url()}/scores", kept, SCORE_TYPE)

    def results(self) -> dict[str, float]:
        """The marks that stand for the pocket, by user."""
        answer = self.call("GET", f"{self.lms.item_url()}/results")
        assert answer.status_code == 200, answer.text
        return {each["userId"]: each["resultScore"] for each in answer.json()}


@pytest.fixture
def service(lms: Lms) -> Service:
    return Service(lms, lms.token(LINE_ITEM, RESULT_READ, SCORE))


def test_a_score_becomes_the_learners_result(service: Service) -> None:
    answer = service.score(comment="圆角欠切 0.2 mm")
    assert (answer.status_code, answer.text) == (200, "")
    (result,) = service.call("GET", f"{service.lms.item_url()}/results").json()
    assert result == {
        "id": f"{service.lms.item_url()}/results/{WANG_FANG.id}",
        "scoreOf": service.lms.item_url(),
        "userId": str(WANG_FANG.id),
        "resultScore": 87.5,
        "resultMaximum": 100.0,
        "comment": "圆角欠切 0.2 mm",
    }


def test_a_score_is_brought_to_the_line_items_maximum(service: Service) -> None:
    service.score(scoreGiven=3, scoreMaximum=4)
    assert service.results() == {str(WANG_FANG.id): 75.0}


def test_a_score_of_nothing_is_a_mark(service: Service) -> None:
    service.score(scoreGiven=0)
    assert service.results() == {str(WANG_FANG.id): 0.0}


def test_a_score_of_the_same_moment_or_before_is_a_conflict_and_changes_nothing(
    service: Service, subtests: pytest.Subtests
) -> None:
    service.score(timestamp="2026-11-21T12:00:00+00:00")
    not_later = (
        "2026-11-21T12:00:00+00:00",
        "2026-11-21T20:00:00+08:00",
        "2026-11-21T11:59:59.999Z",
    )
    for timestamp in not_later:
        with subtests.test(timestamp=timestamp):
            assert service.score(timestamp=timestamp, scoreGiven=1).status_code == 409
            assert service.results() == {str(WANG_FANG.id): 87.5}


def test_a_later_score_takes_the_place_even_when_it_is_lower(service: Service) -> None:
    service.score()
    service.score(timestamp="2026-11-21T12:00:01Z", scoreGiven=60)
    assert service.results() == {str(WANG_FANG.id): 60.0}


def test_of_two_scores_of_one_moment_one_is_kept(service: Service) -> None:
    with ThreadPoolExecutor() as pool:
        answers = [pool.submit(service.score, scoreGiven=given) for given in range(6)]
    statuses = sorted(answer.result().status_code for answer in answers)
    assert statuses == [200, 409, 409, 409, 409, 409]


def test_learners_have_scores_of_their_own(service: Service) -> None:
    service.score()
    service.score(userId=str(CHEN_WEI.id), scoreGiven=50)
    assert service.results() == {str(WANG_FANG.id): 87.5, str(CHEN_WEI.id): 50.0}
    one = service.call("GET", f"{service.lms.item_url()}/results?user_id={CHEN_WEI.id}").json()
    assert [each["userId"] for each in one] == [str(CHEN_WEI.id)]


def test_a_score_that_is_not_fully_graded_stays_out_of_the_gradebook(
    service: Service, subtests: pytest.Subtests
) -> None:
    service.score(timestamp="2026-11-21T12:00:00Z")
    for hour, progress in enumerate(("NotReady", "Pending", "PendingManual", "Failed"), 13):
        with subtests.test(progress=progress):
            later = f"2026-11-21T{hour}:00:00Z"
            answer = service.score(timestamp=later, scoreGiven=1, gradingProgress=progress)
            assert answer.status_code == 200
            assert service.results() == {str(WANG_FANG.id): 87.5}


def test_a_graded_score_without_points_takes_the_mark_away(service: Service) -> None:
    service.score()
    service.score(timestamp="2026-11-21T13:00:00Z", scoreGiven=None, scoreMaximum=None)
    assert service.results() == {}


def test_a_wrong_score_is_refused_with_its_reason(
    service: Service, subtests: pytest.Subtests
) -> None:
    cases = (
        ({"userId": NOBODY}, "unknown-user"),
        ({"userId": str(ENGINEER_LI.id)}, "not-a-learner"),
        ({"scoreGiven": math.nan}, "not-a-number"),
        ({"timestamp": "2026-11-21T12:00:00"}, "bad-timestamp"),
    )
    for changes, error in cases:
        with subtests.test(changes=changes):
            answer = service.score(**changes)
            assert answer.status_code == 400, answer.text
            assert answer.json()["error"].startswith(error)
    assert service.results() == {}


def test_a_body_that_is_no_json_object_is_refused(service: Service) -> None:
    url = f"{service.lms.item_url()}/scores"
    assert service.call("POST", url, [1], SCORE_TYPE).json()["error"].startswith("not-an-object")
    assert service.call("POST", url, {"userId": "x"}, "text/plain").status_code == 415


def test_a_score_for_an_unknown_line_item_is_not_found(service: Service) -> None:
    url = f"{service.lms.items_url()}/{NOBODY}/scores"
    answer = service.call("POST", url, {"userId": str(WANG_FANG.id)}, SCORE_TYPE)
    assert answer.status_code == 404


def test_a_line_item_is_found_in_its_own_course_alone(service: Service) -> None:
    line_item_id = CNC.line_item_id(POCKET)
    url = f"{service.lms.url}/lti/courses/{CHEMICAL.id}/lineitems/{line_item_id}"
    assert service.call("GET", url).status_code == 404


def test_every_endpoint_demands_its_own_scope(lms: Lms, subtests: pytest.Subtests) -> None:
    cases = (
        ("GET", "", SCORE),
        ("POST", "", LINE_ITEM_READ),
        ("GET", "/{item}", RESULT_READ),
        ("PUT", "/{item}", LINE_ITEM_READ),
        ("DELETE", "/{item}", LINE_ITEM_READ),
        ("POST", "/{item}/scores", RESULT_READ),
        ("POST", "/{item}/scores", LINE_ITEM),
        ("GET", "/{item}/results", SCORE),
        ("GET", "/{item}/results", LINE_ITEM),
    )
    for method, path, scope in cases:
        with subtests.test(method=method, path=path, scope=scope):
            url = lms.items_url() + path.format(item=CNC.line_item_id(POCKET))
            answer = Service(lms, lms.token(scope)).call(method, url)
            assert answer.status_code == 403, answer.text
            assert answer.json()["error"].startswith("insufficient_scope")


def test_the_links_line_items_are_listed_in_the_order_of_the_course(service: Service) -> None:
    answer = service.call("GET", service.lms.items_url())
    assert answer.headers["Content-Type"] == "application/vnd.ims.lis.v2.lineitemcontainer+json"
    labels = [item["label"] for item in answer.json()]
    assert labels == ["数控安全与坐标系", "铣方槽", "车螺纹轴"]
    assert "Link" not in answer.headers


def test_line_items_come_page_by_page(service: Service) -> None:
    for number in range(5):
        made = {"label": f"测验 {number}", "scoreMaximum": 10, "tag": "Quiz Tag"}
        assert service.call("POST", service.lms.items_url(), made).status_code == 201
    labels, url, pages = [], f"{service.lms.items_url()}?limit=2&tag=Quiz+Tag", 0
    while url:
        answer = service.call("GET", url)
        labels += [item["label"] for item in answer.json()]
        url = answer.links.get("next", {}).get("url")
        pages += 1
    assert labels == [f"测验 {number}" for number in range(5)]
    assert pages == 3


def test_results_come_page_by_page(service: Service) -> None:
    service.score()
    service.score(userId=str(CHEN_WEI.id))
    first = service.call("GET", f"{service.lms.item_url()}/results?limit=1")
    second = service.call("GET", first.links["next"]["url"])
    users = {each["userId"] for each in first.json() + second.json()}
    assert users == {str(WANG_FANG.id), str(CHEN_WEI.id)}
    assert "Link" not in second.headers


def test_a_page_that_is_no_number_is_refused(service: Service, subtests: pytest.Subtests) -> None:
    for query in ("limit=0", "limit=-1", "limit=all", "page=0", "page=²"):
        with subtests.test(query=query):
            answer = service.call("GET", f"{service.lms.items_url()}?{query}")
            assert answer.status_code == 400
            assert answer.json()["error"].startswith("bad-page")


def test_line_items_can_be_found_by_their_link(service: Service) -> None:
    url = f"{service.lms.items_url()}?resource_link_id={CNC.link_id(POCKET)}&unknown=1"
    (item,) = service.call("GET", url).json()
    assert item["id"] == service.lms.item_url()
    assert service.call("GET", f"{service.lms.items_url()}?resource_id=none").json() == []


def test_a_tools_own_line_item_can_be_made_read_changed_and_removed(service: Service) -> None:
    wish = {
        "label": "期末大作业",
        "scoreMaximum": 50,
        "resourceId": "final",
        "tag": "exam",
        "resourceLinkId": str(CNC.link_id(POCKET)),
    }
    made = service.call("POST", service.lms.items_url(), wish)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in wish} == wish
    url = made.json()["id"]
    assert service.call("GET", url).json() == made.json()
    changed = service.call("PUT", url, wish | {"label": "期末作品", "scoreMaximum": 60})
    assert (changed.json()["label"], changed.json()["scoreMaximum"]) == ("期末作品", 60.0)
    assert service.call("DELETE", url).status_code == 204
    assert service.call("GET", url).status_code == 404


def test_the_line_item_of_a_link_cannot_be_removed(service: Service) -> None:
    answer = service.call("DELETE", service.lms.item_url())
    assert (answer.status_code, answer.json()["error"][:8]) == (403, "declared")


def test_a_wrong_line_item_is_refused_with_its_reason(
    service: Service, subtests: pytest.Subtests
) -> None:
    for changes, error in (
        ({"label": " "}, "bad-label"),
        ({"resourceLinkId": NOBODY}, "unknown-link"),
    ):
        with subtests.test(changes=changes):
            wish = {"label": "测验", "scoreMaximum": 10} | changes
            answer = service.call("POST", service.lms.items_url(), wish)
            assert answer.status_code == 400, answer.text
            assert answer.json()["error"].startswith(error)


def test_an_unknown_course_has_no_line_items(service: Service) -> None:
    url = f"{service.lms.url}/lti/courses/{NOBODY}/lineitems"
    assert service.call("GET", url).status_code == 404
    made = {"label": "测验", "scoreMaximum": 10}
    assert service.call("POST", url, made).status_code == 404


def test_a_method_that_an_endpoint_lacks_is_refused_in_json(service: Service) -> None:
    answer = service.call("DELETE", f"{service.lms.item_url()}/scores")
    assert (answer.status_code, answer.json()["error"]) == (405, "Method Not Allowed")
