from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from lti_tool.db import transaction
from lti_tool.demo_lms import gradebook
from lti_tool.demo_lms.catalogue import (
    CHEMICAL,
    CHEN_WEI,
    CNC,
    ENGINEER_LI,
    WANG_FANG,
    Activity,
    Catalogue,
    Person,
    seed,
)
from lti_tool.demo_lms.scores import LineItem, Score
from tests.lti_tool.demo_lms.running import POCKET, Lms

MOMENT = datetime(2026, 11, 21, 12, 15, tzinfo=UTC)


def give_mark(
    lms: Lms, person: Person, given: float, activity: Activity = POCKET, comment: str | None = None
) -> None:
    """Let the mark stand in the gradebook as of `MOMENT`."""
    with transaction(lms.engine) as conn:
        column = gradebook.column(conn, CNC.id, CNC.line_item_id(activity))
        assert column is not None
        score = Score(person.id, MOMENT, given, 100.0, "Completed", "FullyGraded", comment)
        gradebook.record(conn, column, score, MOMENT)


class Words(HTMLParser):
    """The words of a page, as a reader sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.found += data.split()

    def __str__(self) -> str:
        return " ".join(self.found)


def test_the_front_page_offers_the_people_and_says_that_there_is_no_password(lms: Lms) -> None:
    shown = str(Words(lms.browser(None).get("/").text))
    for word in ("王芳", "陈伟", "李工", "学员", "教师", "不需要密码"):
        assert word in shown


def test_the_front_page_reads_in_english_for_an_english_browser(lms: Lms) -> None:
    answer = lms.browser(None, "en-GB,en;q=0.9").get("/")
    shown = str(Words(answer.text))
    assert '<html lang="en">' in answer.text
    for word in ("Wang Fang", "Chen Wei", "Engineer Li", "no password"):
        assert word in shown


def test_a_reader_of_neither_language_gets_chinese(lms: Lms) -> None:
    assert '<html lang="zh-Hans">' in lms.browser(None, "de-DE").get("/").text


def test_the_chosen_language_stays_through_the_visit(lms: Lms) -> None:
    browser = lms.browser()
    switched = browser.get("/course/cnc-programming?language=en")
    assert switched.url == f"{lms.url}/course/cnc-programming"
    assert "CNC Programming" in switched.text
    assert "Chemical Process Operation" in browser.get("/courses").text


def test_no_chinese_is_left_in_an_english_page_but_faces_and_the_switch(lms: Lms) -> None:
    browser = lms.browser(language="en")
    for path in ("/courses", "/course/chemical-process", "/gradebook/cnc-programming"):
        words = str(Words(browser.get(path).text)).replace("中文", "")
        assert re.findall(r"[\u3000-\u9fff]", words) == ["王"]


def test_the_courses_of_both_schools_are_there(lms: Lms) -> None:
    shown = str(Words(lms.browser().get("/courses").text))
    for word in ("数控编程入门", "机械工业学院", "化工过程操作", "石油和化工学院"):
        assert word in shown


def test_an_activity_is_not_begun_then_opened_then_marked(lms: Lms) -> None:
    browser = lms.browser()
    assert _states(browser.get("/course/cnc-programming").text) == ["未开始", "未开始", "未开始"]
    browser.launch()
    assert _states(browser.get("/course/cnc-programming").text) == [
        "未开始",
        "已打开，尚无成绩",
        "未开始",
    ]
    give_mark(lms, WANG_FANG, 87.5)
    assert _states(browser.get("/course/cnc-programming").text) == [
        "未开始",
        "成绩 87.5 / 100",
        "未开始",
    ]
    assert "已有成绩 1 / 3" in str(Words(browser.get("/courses").text))


def test_the_instructor_sees_how_many_learners_have_a_mark(lms: Lms) -> None:
    give_mark(lms, CHEN_WEI, 62)
    shown = _states(lms.browser(ENGINEER_LI).get("/course/cnc-programming").text)
    assert shown == ["0 / 2 名学员已有成绩", "1 / 2 名学员已有成绩", "0 / 2 名学员已有成绩"]


def test_an_activity_opens_the_tool_in_a_frame_that_may_fill_the_screen(lms: Lms) -> None:
    answer = lms.browser().get("/course/cnc-programming/nc/first-pocket")
    assert f'data-launch="/launch/{CNC.link_id(POCKET)}"' in answer.text
    assert 'allow="fullscreen"' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-src 'self' http: https:;" in policy, "tools frame what is their partners'"
    assert "default-src 'none'" in policy


def test_the_mark_in_the_header_can_be_refreshed(lms: Lms) -> None:
    browser = lms.browser()
    path = f"/marks/{CNC.link_id(POCKET)}"
    assert browser.get(path).json() == {"mark": None}
    give_mark(lms, WANG_FANG, 100)
    assert browser.get(path).json() == {"mark": "100 / 100"}
    assert lms.browser(CHEN_WEI).get(path).json() == {"mark": None}


def test_a_learner_sees_their_own_marks_with_beijing_time_and_comment(lms: Lms) -> None:
    give_mark(lms, WANG_FANG, 87.5, comment="<b>圆角欠切</b>")
    give_mark(lms, CHEN_WEI, 61)
    shown = lms.browser().get("/gradebook/cnc-programming").text
    assert "87.5 / 100" in shown
    assert "2026-11-21 20:15" in shown
    assert "评语：&lt;b&gt;圆角欠切&lt;/b&gt;" in shown
    assert "61 / 100" not in shown
    assert "陈伟" not in shown


def test_the_instructor_sees_the_whole_class_with_a_tools_own_line_items(lms: Lms) -> None:
    give_mark(lms, WANG_FANG, 87.5)
    give_mark(lms, CHEN_WEI, 61)
    with transaction(lms.engine) as conn:
        item = LineItem("期末作品", 10.0, None, None, None)
        gradebook.add_column(conn, WANG_FANG.id, CNC.id, item, MOMENT)
    shown = str(Words(lms.browser(ENGINEER_LI).get("/gradebook/cnc-programming").text))
    for word in ("王芳", "陈伟", "87.5 / 100", "61 / 100", "期末作品", "2026-11-21 20:15"):
        assert word in shown


def test_a_course_without_marks_says_so(lms: Lms) -> None:
    bare = replace(CHEMICAL, key="bare", activities=(CHEMICAL.activities[-1],))
    with transaction(lms.engine) as conn:
        seed(conn, MOMENT, Catalogue((WANG_FANG, ENGINEER_LI), (bare,)))
    for person in (WANG_FANG, ENGINEER_LI):
        assert "这门课没有计分的活动" in lms.browser(person).get("/gradebook/bare").text


def test_whoever_is_in_no_course_has_none(lms: Lms) -> None:
    stranger = replace(WANG_FANG, key="stranger")
    with transaction(lms.engine) as conn:
        seed(conn, MOMENT, Catalogue((stranger,), (replace(CNC, key="other", activities=()),)))
    browser = lms.browser(stranger)
    assert browser.get("/course/cnc-programming").status_code == 404
    assert browser.get(f"/marks/{CNC.link_id(POCKET)}").status_code == 404
    assert browser.get(f"/launch/{CNC.link_id(POCKET)}").status_code == 404


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_nobody_is_shown_the_front_page_instead_of_courses(lms: Lms, language: str) -> None:
    browser = lms.browser(None, language)
    pages = (
        "/courses",
        "/course/cnc-programming",
        "/course/cnc-programming/nc/first-pocket",
        "/gradebook/cnc-programming",
    )
    for path in pages:
        assert browser.get(path).url == f"{lms.url}/"


def test_switching_person_leads_back_to_the_choice(lms: Lms) -> None:
    browser = lms.browser()
    answer = browser.session.post(f"{lms.url}/sign-out", timeout=10)
    assert answer.url == f"{lms.url}/"
    assert browser.get("/courses").url == f"{lms.url}/"


def test_what_does_not_exist_is_said_to_be_missing_in_the_readers_language(lms: Lms) -> None:
    assert "没有这个页面" in lms.browser().get("/course/cnc-programming/nowhere").text
    answer = lms.browser(None, "en").get("/nowhere")
    assert (answer.status_code, "There is no such page" in answer.text) == (404, True)
    wrong = lms.browser(None).session.post(f"{lms.url}/sign-in", data={"person": "me"}, timeout=10)
    assert wrong.status_code == 404


def test_the_session_is_kept_from_scripts_and_from_other_sites(lms: Lms) -> None:
    form = {"person": str(WANG_FANG.id)}
    url = f"{lms.url}/sign-in"
    answer = lms.browser(None).session.post(url, data=form, timeout=10, allow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("demo_lms=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def _states(html: str) -> list[str]:
    """What the course page says of each activity that is marked."""
    found = re.findall(r'<p class="state">(.*?)</p>', html, re.DOTALL)
    return [str(Words(each)) for each in found]
