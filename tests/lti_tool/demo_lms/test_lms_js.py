"""The scripts of the LMS's pages, in a real browser with a tool on another site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lti_tool.db import transaction
from lti_tool.demo_lms import gradebook
from lti_tool.demo_lms.catalogue import CNC, WANG_FANG
from lti_tool.demo_lms.scores import Score
from tests.lti_tool.demo_lms.running import POCKET, Lms

pytestmark = pytest.mark.flow


@pytest.fixture
def page(chromium: Browser, lms: Lms) -> Iterator[Page]:
    """Wang Fang at her courses, on a phone."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.goto(lms.url)
    opened.get_by_role("button", name="以王芳的身份进入").click()
    opened.get_by_role("link", name="数控编程入门").click()
    yield opened
    context.close()


def test_a_tool_without_cookies_launches_with_what_it_kept_in_the_lms(page: Page) -> None:
    page.get_by_role("link", name="铣方槽").click()
    tool = page.frame_locator("iframe")
    expect(tool.get_by_role("heading", name="launched")).to_be_visible()
    expect(tool.locator("#state")).to_have_text("kept")
    frame = page.locator("iframe").bounding_box()
    assert frame is not None
    assert frame["width"] == 390
    assert frame["y"] + frame["height"] == 844


def test_a_new_mark_appears_in_the_header_by_itself(page: Page, lms: Lms) -> None:
    page.clock.install()
    page.get_by_role("link", name="铣方槽").click()
    mark = page.get_by_role("status")
    expect(mark).to_contain_text("暂无")
    with transaction(lms.engine) as conn:
        column = gradebook.column(conn, CNC.id, CNC.line_item_id(POCKET))
        assert column is not None
        now = datetime.now(UTC)
        score = Score(WANG_FANG.id, now, 92.5, 100.0, "Completed", "FullyGraded", None)
        gradebook.record(conn, column, score, now)
    page.clock.fast_forward(5_000)
    expect(mark).to_contain_text("92.5 / 100")


def test_a_tool_that_returns_within_its_frame_gives_the_window_back(page: Page) -> None:
    expect(page.get_by_role("heading", name="学习活动")).to_be_visible()
    course = page.url
    page.get_by_role("link", name="铣方槽").click()
    tool = page.frame_locator("iframe")
    expect(tool.get_by_role("heading", name="launched")).to_be_visible()
    tool.locator("body").evaluate(f"() => {{ location.href = {course!r} }}")
    page.wait_for_url(course)
    expect(page.get_by_role("heading", name="学习活动")).to_be_visible()


def test_the_page_scrolls_sideways_nowhere_on_a_phone(page: Page, lms: Lms) -> None:
    for path in ("/courses", "/course/cnc-programming", "/gradebook/cnc-programming"):
        page.goto(lms.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_what_is_kept_is_kept_apart_by_origin_and_within_limits(page: Page) -> None:
    answers: list[dict[str, Any]] = page.evaluate(
        """async () => {
          const { answer, newStorage } = await import("/static/storage.js");
          const storage = newStorage();
          const put = (key, value) => ({ subject: "lti.put_data", message_id: "1", key, value });
          const get = (key) => ({ subject: "lti.get_data", message_id: "2", key });
          const full = newStorage();
          for (let i = 0; i < 50; i++) answer(full, "https://a", put(`key ${i}`, "value"));
          return [
            answer(storage, "https://a", put("state", "kept")),
            answer(storage, "https://a", get("state")),
            answer(storage, "https://b", get("state")),
            answer(storage, "https://a", put("long", "x".repeat(4096))),
            answer(storage, "https://a", put("number", 5)),
            answer(storage, "https://a", { subject: "lti.get_data", message_id: "3" }),
            answer(full, "https://a", put("one more", "value")),
            answer(full, "https://a", put("key 7", "another")),
            answer(storage, "https://a", put("state", null)),
            answer(storage, "https://a", get("state")),
            answer(storage, "https://a", { subject: "lti.capabilities", message_id: "4" }),
            answer(storage, "https://a", { subject: "lti.frameResize", height: 5 }),
            answer(storage, "https://a", "junk"),
          ];
        }"""
    )
    assert answers[0] == {
        "subject": "lti.put_data.response",
        "message_id": "1",
        "key": "state",
        "value": "kept",
    }
    assert [answers[1]["value"], answers[2]["value"]] == ["kept", None]
    codes = [answer["error"]["code"] for answer in answers[3:7]]
    assert codes == ["storage_exhaustion", "bad_request", "bad_request", "storage_exhaustion"]
    assert answers[7]["value"] == "another"
    assert [answers[8]["value"], answers[9]["value"]] == [None, None]
    subjects = [each["subject"] for each in answers[10]["supported_messages"]]
    assert subjects == ["lti.capabilities", "lti.put_data", "lti.get_data"]
    assert answers[11:] == [None, None]
