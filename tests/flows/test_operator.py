"""A worker starts the reactor up from the keyboard, is marked step by step, and earns credit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from lti_tool.demo import System
from tests.flows.accessibility import violations
from tests.flows.campus import (
    ARRIVAL_TIMEOUT_MS,
    CHINESE,
    ENGLISH,
    Words,
    enter,
    eventually,
    open_activity,
)
from tests.flows.conftest import DESK, fresh_page

pytestmark = pytest.mark.flow

STEPS = 11


@pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh-Hans", "en"])
def test_a_worker_starts_the_reactor_up_and_the_instructor_replays_it(
    running_system: System, chromium: Browser, words: Words
) -> None:
    lms_url = running_system.settings.lms_url
    with fresh_page(chromium, DESK, words.locale) as page:
        enter(page, lms_url, words, words.learner)
        frame = open_activity(page, lms_url, "chemical-process", "process/cstr-start-up")
        frame.get_by_role("button", name=words.start_run).press("Enter")
        start_up(frame, words)
        hand_in(page, frame, words)
        credit_stands_in_the_file(page, lms_url)
    with fresh_page(chromium, DESK, words.locale) as page:
        enter(page, lms_url, words, words.teacher)
        frame = open_activity(page, lms_url, "chemical-process", "process/cstr-start-up")
        frame.get_by_role("link", name=words.class_attempts).click()
        frame.get_by_role("link", name=words.open_replay).first.click()
        expect(frame.get_by_text(words.identical)).to_be_visible()
        expect(frame.locator("process-replay gongxue-report")).to_be_visible()
        assert violations(page) == []


def start_up(frame: FrameLocator, words: Words) -> None:
    """The procedure, by keys alone: pumps, set points and modes in their order."""
    frame.get_by_role("button", name="10×").press("Enter")
    pump(frame, words, "P102")
    automatic(frame, words, "LIC101", "50")
    automatic(frame, words, "TIC101", "60")
    pump(frame, words, "P101")
    automatic(frame, words, "FIC101", "8")
    done(frame, 5)
    frame.get_by_role("button", name="60×").press("Enter")
    done(frame, 7)
    set_point(frame, "TIC101", "70")
    done(frame, 8)
    set_point(frame, "TIC101", "77")
    done(frame, 9)
    set_point(frame, "FIC101", "15")
    done(frame, STEPS)


def pump(frame: FrameLocator, words: Words, tag: str) -> None:
    frame.get_by_role("button", name=re.compile(words.start_pump.format(tag))).press("Enter")


def set_point(frame: FrameLocator, tag: str, value: str) -> None:
    entry = frame.locator(f"process-faceplate[data-tag={tag}]").get_by_role("textbox").first
    entry.fill(value)
    entry.press("Enter")


def automatic(frame: FrameLocator, words: Words, tag: str, value: str) -> None:
    set_point(frame, tag, value)
    plate = frame.locator(f"process-faceplate[data-tag={tag}]")
    button = plate.get_by_role("button", name=words.automatic)
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")


def done(frame: FrameLocator, steps: int) -> None:
    """Wait until so many steps of the procedure are done."""
    count = frame.locator("process-procedure")
    expect(count).to_contain_text(
        re.compile(rf"\b({steps}|{steps + 1}) ?(/|of) ?{STEPS}\b"), timeout=90_000
    )


def hand_in(page: Page, frame: FrameLocator, words: Words) -> None:
    """The report has a mark for each step, and the gradebook the sum."""
    frame.get_by_role("button", name=words.hand_in, exact=True).first.press("Enter")
    frame.get_by_role("dialog").get_by_role("button", name=words.hand_in).press("Enter")
    report = frame.locator("gongxue-report")
    expect(report).to_contain_text(words.of_hundred)
    assert violations(page) == []
    status = page.get_by_role("status")
    expect(status).to_contain_text(
        re.compile(r"(8|9|10)\d(\.\d+)? / 100"), timeout=ARRIVAL_TIMEOUT_MS
    )


def credit_stands_in_the_file(page: Page, lms_url: str) -> None:
    def credited() -> bool:
        frame = open_activity(page, lms_url, "chemical-process", "file")
        return float(frame.locator(".balance strong").inner_text()) >= 1.0

    assert eventually(credited)
