"""A browser that lets nobody but the LMS keep a cookie: LTI's storage takes their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from lti_tool.demo import System
from tests import browser
from tests.flows.campus import CHINESE, enter, open_activity, write_program
from tests.flows.test_learner import REFERENCE

pytestmark = pytest.mark.flow
ALLOW, BLOCK = 1, 2


def test_a_learner_whose_browser_blocks_the_tools_cookies_works_as_any_other(
    running_system: System, playwright: Playwright, tmp_path: Path
) -> None:
    lms_url = running_system.settings.lms_url
    cookies = {
        "default_content_setting_values": {"cookies": BLOCK},
        "content_settings": {"exceptions": {"cookies": {f"{lms_url},*": {"setting": ALLOW}}}},
    }
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps({"profile": cookies}))
    with playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=browser.path(), args=browser.arguments(), locale="zh-CN"
    ) as context:
        page = context.new_page()
        enter(page, lms_url, CHINESE, CHINESE.learner)
        frame = open_activity(page, lms_url, "cnc-programming", "nc/first-pocket")
        write_program(page, frame, REFERENCE)
        frame.get_by_role("button", name=CHINESE.submit, exact=True).click()
        expect(frame.locator("gongxue-report")).to_contain_text(CHINESE.of_hundred)
        frame = open_activity(page, lms_url, "cnc-programming", "file")
        expect(frame.locator(".balance strong")).to_be_visible()
        assert {cookie["domain"] for cookie in context.cookies()} == {"127.0.0.1"}
