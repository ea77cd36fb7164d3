"""axe-core finds nothing on any page of the product, in both languages, on a desk and a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from lti_tool.demo import System
from tests.flows.accessibility import violations, violations_on_desk_and_phone
from tests.flows.campus import (
    ARRIVAL_TIMEOUT_MS,
    CHINESE,
    ENGLISH,
    Words,
    enter,
    eventually,
    open_activity,
    write_program,
)
from tests.flows.conftest import DESK, PHONE, fresh_page
from tests.flows.test_learner import COLLISION, REFERENCE

pytestmark = pytest.mark.flow
LANGUAGES = pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh-Hans", "en"])

# A page with a fault of its own, and around a frame of another origin with one in a shadow tree.
OUTER = """<!doctype html><html lang="en"><title>Outer</title><main><h1>Outer</h1><img src="x.png">
<iframe title="Inner" src="http://inner.example/"></iframe></main></html>"""
INNER = """<!doctype html><html lang="en"><title>Inner</title><main aria-label="Inner">
<div id="host"></div></main><script>
document.getElementById("host").attachShadow({ mode: "open" }).innerHTML =
  '<p style="color: #bbb; background: #fff">Pale</p>';
</script></html>"""
HTML = {"content_type": "text/html"}


def test_axe_reports_faults_also_in_a_shadow_tree_in_a_frame_of_another_origin(
    chromium: Browser,
) -> None:
    with fresh_page(chromium, DESK) as page:
        page.route("http://outer.example/", lambda route: route.fulfill(body=OUTER, **HTML))
        page.route("http://inner.example/", lambda route: route.fulfill(body=INNER, **HTML))
        page.route("**/x.png", lambda route: route.abort())
        page.goto("http://outer.example/")
        found = violations(page)
    pale, without_text = found
    assert pale.startswith("serious color-contrast")
    assert "iframe > #host > p" in pale
    assert without_text.startswith("critical image-alt")


@LANGUAGES
def test_a_learners_pages_are_open_to_everybody(
    running_system: System, chromium: Browser, words: Words
) -> None:
    lms_url = running_system.settings.lms_url
    with fresh_page(chromium, DESK, words.locale) as page:
        page.goto(f"{lms_url}/?language={words.language}")
        fine(page)
        enter(page, lms_url, words, words.learner)
        fine(page)
        page.goto(f"{lms_url}/course/cnc-programming")
        fine(page)
        mill(page, lms_url, words)
        page.goto(f"{lms_url}/gradebook/cnc-programming")
        fine(page)
        credit(page, lms_url, words)


@LANGUAGES
def test_an_instructors_pages_are_open_to_everybody(
    running_system: System, chromium: Browser, words: Words
) -> None:
    lms_url = running_system.settings.lms_url
    with fresh_page(chromium, DESK, words.locale) as page:
        enter(page, lms_url, words, words.teacher)
        page.goto(f"{lms_url}/gradebook/cnc-programming")
        fine(page)
        read(page, lms_url)
        frame = open_milling(page, lms_url)
        submit(page, frame, words, COLLISION)
        frame.get_by_role("link", name=words.class_attempts).click()
        row = frame.get_by_role("row").filter(has_text=words.proof)
        row.get_by_role("link", name=words.open_replay).first.wait_for()
        fine(page)
        row.get_by_role("link", name=words.open_replay).first.click()
        expect(frame.get_by_text(words.identical)).to_be_visible()
        fine(page)


def test_the_reactor_is_open_to_everybody_before_the_start_and_running(
    running_system: System, chromium: Browser
) -> None:
    lms_url = running_system.settings.lms_url
    with fresh_page(chromium, PHONE, CHINESE.locale) as page:
        frame = open_reactor(page, lms_url, CHINESE)
        frame.get_by_role("button", name=CHINESE.start_run).wait_for()
        fine(page)
    with fresh_page(chromium, DESK, ENGLISH.locale) as page:
        frame = open_reactor(page, lms_url, ENGLISH)
        start = frame.get_by_role("button", name=ENGLISH.start_run)
        start.wait_for()
        fine(page)
        start.press("Enter")
        page.set_viewport_size(PHONE)
        every_tab_is_fine(page, frame)
        page.set_viewport_size(DESK)
        every_tab_is_fine(page, frame)


def open_reactor(page: Page, lms_url: str, words: Words) -> FrameLocator:
    enter(page, lms_url, words, words.teacher)
    return open_activity(page, lms_url, "chemical-process", "process/cstr-start-up")


def every_tab_is_fine(page: Page, frame: FrameLocator) -> None:
    tabs = frame.get_by_role("tab")
    tabs.first.wait_for()
    for tab in tabs.all():
        tab.click()
        assert violations(page) == []


def test_pages_that_tell_of_trouble_are_open_to_everybody(
    running_system: System, chromium: Browser
) -> None:
    settings = running_system.settings
    with fresh_page(chromium, DESK) as page:
        for address in (
            f"{settings.lms_url}/nothing-here",
            f"{settings.tool_url}/class",
            f"{settings.tool_url}/lti/launch",
            f"{settings.bank_url}/file",
        ):
            page.goto(address)
            fine(page)


def fine(page: Page) -> None:
    assert violations_on_desk_and_phone(page) == []


def open_milling(page: Page, lms_url: str) -> FrameLocator:
    frame = open_activity(page, lms_url, "cnc-programming", "nc/first-pocket")
    expect(frame.locator("nc-exercise").get_by_role("heading").first).to_be_visible()
    return frame


def submit(page: Page, frame: FrameLocator, words: Words, program: str) -> None:
    write_program(page, frame, program)
    frame.get_by_role("button", name=words.submit, exact=True).click()
    report = frame.locator("gongxue-report")
    expect(report).to_contain_text(words.of_hundred, timeout=ARRIVAL_TIMEOUT_MS)


def mill(page: Page, lms_url: str, words: Words) -> None:
    """Before a submit, with the report of a collision, and a mark that reaches the gradebook."""
    frame = open_milling(page, lms_url)
    fine(page)
    submit(page, frame, words, COLLISION)
    fine(page)
    submit(page, frame, words, REFERENCE)
    expect(page.get_by_role("status")).to_contain_text("100 / 100", timeout=ARRIVAL_TIMEOUT_MS)


def credit(page: Page, lms_url: str, words: Words) -> None:
    """The learner's file, and the page that proves one of its results."""

    def proven() -> bool:
        frame = open_activity(page, lms_url, "cnc-programming", "file")
        frame.locator(".balance strong").wait_for()
        return frame.locator(".evidence li").filter(has_text=words.proof).count() > 0

    assert eventually(proven)
    fine(page)
    proofs = page.frame_locator("iframe[name=activity]").locator(".evidence li")
    with page.context.expect_page() as opened:
        proofs.filter(has_text=words.proof).get_by_role("link").first.click()
    expect(opened.value.get_by_text(words.identical)).to_be_visible()
    fine(opened.value)


def read(page: Page, lms_url: str) -> None:
    """A package's lesson, and a question of its quiz that was answered."""
    frame = open_activity(page, lms_url, "cnc-programming", "package/nc-safety")
    lesson = frame.frame_locator("iframe").frame_locator("iframe")
    expect(lesson.get_by_role("heading", level=1)).to_be_visible()
    fine(page)
    lesson.locator("nav").get_by_role("button").last.click()
    quiz = lesson.locator("gongxue-quiz")
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button").click()
    fine(page)
