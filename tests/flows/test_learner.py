"""One learner's whole path, and the instructor's look at it, in each language."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, expect

import xblocks.nc.exercises
from lti_tool.demo import System
from tests.flows.campus import (
    ARRIVAL_TIMEOUT_MS,
    CHINESE,
    ENGLISH,
    Words,
    enter,
    eventually,
    open_activity,
    read_course,
    write_program,
)
from tests.flows.conftest import DESK, fresh_page

pytestmark = pytest.mark.flow

REFERENCE = (files(xblocks.nc.exercises) / "first-pocket.nc").read_text("utf-8")
SHAFT = (files(xblocks.nc.exercises) / "thread-shaft.nc").read_text("utf-8")
COLLISION = (files(xblocks.nc.exercises) / "first-pocket.rapid.nc").read_text("utf-8")
LANGUAGES = pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh-Hans", "en"])


@LANGUAGES
def test_a_learner_studies_mills_and_earns_credit_and_the_instructor_replays_it(
    running_system: System, chromium: Browser, words: Words
) -> None:
    settings = running_system.settings
    with fresh_page(chromium, DESK, words.locale) as page:
        enter(page, settings.lms_url, words, words.learner)
        study(page, settings.lms_url, words)
        mill(page, settings.lms_url, words)
        marks_stand_in_the_gradebook(page, settings.lms_url, words)
        credit_stands_in_the_file(page, settings.lms_url, words)
        turn(page, settings.lms_url, words)
    with fresh_page(chromium, DESK, words.locale) as page:
        enter(page, settings.lms_url, words, words.teacher)
        replay(page, settings.lms_url, words)


def study(page: Page, lms_url: str, words: Words) -> None:
    frame = open_activity(page, lms_url, "cnc-programming", "package/nc-safety")
    read_course(frame, words)
    expect(page.get_by_role("status")).to_contain_text("100 / 100", timeout=ARRIVAL_TIMEOUT_MS)


def mill(page: Page, lms_url: str, words: Words) -> None:
    """An alarm stands at its line and column; a wrong program loses marks, a right one none."""
    frame = open_activity(page, lms_url, "cnc-programming", "nc/first-pocket")
    write_program(page, frame, "O0001\nG90 G54\nG01 X10. Y?5.\nM30\n")
    frame.get_by_role("button", name=words.simulate, exact=True).click()
    alarm = frame.get_by_role("button", name=words.line_three).first
    expect(alarm).to_be_visible()
    alarm.click()
    write_program(page, frame, COLLISION)
    frame.get_by_role("button", name=words.submit, exact=True).click()
    report = frame.locator("gongxue-report")
    expect(report).to_contain_text(words.of_hundred)
    write_program(page, frame, REFERENCE)
    frame.get_by_role("button", name=words.submit, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("100 / 100", timeout=ARRIVAL_TIMEOUT_MS)


def marks_stand_in_the_gradebook(page: Page, lms_url: str, words: Words) -> None:
    page.goto(f"{lms_url}/gradebook/cnc-programming")
    for activity in (words.safety, words.pocket):
        row = page.get_by_role("row").filter(has_text=activity)
        expect(row).to_contain_text("100 / 100")


def credit_stands_in_the_file(page: Page, lms_url: str, words: Words) -> None:
    """Both achievements certify the unit, as soon as the worker has reported them."""

    def credited() -> bool:
        frame = open_activity(page, lms_url, "cnc-programming", "file")
        return frame.locator(".balance strong").inner_text() == "1.0"

    assert eventually(credited)
    proofs = page.frame_locator("iframe[name=activity]").locator(".evidence li")
    with page.context.expect_page() as opened:
        proofs.filter(has_text=words.proof).get_by_role("link").first.click()
    expect(opened.value.get_by_text(words.identical)).to_be_visible()
    opened.value.close()


def turn(page: Page, lms_url: str, words: Words) -> None:
    """The shaft is shown in section, and its reference program earns every point."""
    frame = open_activity(page, lms_url, "cnc-programming", "nc/thread-shaft")
    write_program(page, frame, SHAFT)
    frame.get_by_role("button", name=words.simulate, exact=True).click()
    expect(frame.locator("nc-section svg").first).to_be_visible()
    frame.get_by_role("button", name=words.submit, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("100 / 100", timeout=ARRIVAL_TIMEOUT_MS)


def replay(page: Page, lms_url: str, words: Words) -> None:
    frame = open_activity(page, lms_url, "cnc-programming", "nc/first-pocket")
    frame.get_by_role("link", name=words.class_attempts).click()
    row = frame.get_by_role("row").filter(has_text="100.0 / 100").filter(has_text=words.proof)
    row.first.get_by_role("link", name=words.open_replay).click()
    expect(frame.get_by_text(words.identical)).to_be_visible()
