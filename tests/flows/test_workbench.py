"""An author finds both XBlocks in the xblock-sdk workbench, and errors at their line in Studio."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from tests.flows.accessibility import violations
from tests.flows.conftest import DESK, free_ports, fresh_page

pytestmark = pytest.mark.flow
START_TIMEOUT_S = 60.0


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench of the tests' own."""
    (port,) = free_ports(1)
    folder = tmp_path_factory.mktemp("workbench")
    environ = {"WORKBENCH": f"127.0.0.1:{port}", "WORKBENCH_FOLDER": str(folder)}
    log = (folder / "log").open("w")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.workbench"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **environ},
        stdout=log,
        stderr=log,
        start_new_session=True,
    ) as started:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(url)
            yield url
        finally:
            os.killpg(started.pid, signal.SIGTERM)


def wait_for(url: str) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            # The first request makes the scenarios; one that came meanwhile would not find them.
            if requests.get(url, timeout=START_TIMEOUT_S).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail(f"{url} did not answer")


@pytest.mark.parametrize(
    ("scenario", "shown"),
    [("nc_exercise.0", "nc-exercise"), ("process_exercise.0", "process-exercise")],
)
def test_a_learner_finds_the_exercise(
    workbench: str, chromium: Browser, scenario: str, shown: str
) -> None:
    with fresh_page(chromium, DESK) as page:
        page.goto(f"{workbench}/scenario/{scenario}/")
        expect(page.locator(shown).get_by_role("heading").first).to_be_visible()
        assert violations(page, within=shown) == []


@pytest.mark.parametrize("scenario", ["nc_exercise.0", "process_exercise.0"])
def test_an_author_sees_an_error_at_its_line_and_saves_only_a_text_without_one(
    workbench: str, chromium: Browser, scenario: str
) -> None:
    with fresh_page(chromium, DESK) as page:
        page.goto(f"{workbench}/scenario/{scenario}/studio_view/")
        editor = page.locator(".cm-content")
        editor.click()
        page.keyboard.press("Control+Home")
        page.keyboard.insert_text("brief: twice\n")
        save = page.get_by_role("button", name="保存")
        save.click()
        error = page.get_by_role("button", name="第").first
        expect(error).to_be_visible()
        assert violations(page, within="gongxue-studio") == []
        page.reload()
        expect(page.locator(".cm-content")).not_to_contain_text("brief: twice")
        save.click()
        expect(page.get_by_text("已保存").first).to_be_visible()


def test_an_author_sees_the_part_the_variants_and_what_the_reference_earns(
    workbench: str, chromium: Browser
) -> None:
    with fresh_page(chromium, DESK) as page:
        page.goto(f"{workbench}/scenario/nc_exercise.0/studio_view/")
        preview = page.locator("nc-preview")
        expect(preview.get_by_role("heading", name="零件图")).to_be_visible()
        preview.get_by_role("tab", name="变式对照").click()
        expect(preview.get_by_role("button", name="预览种子 0")).to_be_visible()
        editor = page.locator("gongxue-studio .editor .cm-content")
        editor.click()
        page.keyboard.press("Control+End")
        with page.expect_response(lambda response: "studio_preview" in response.url):
            page.keyboard.insert_text("\nsolution: |\n  O1\n  M30\n")
        preview.get_by_role("tab", name="参考程序").click()
        preview.get_by_role("button", name="运行参考程序").click()
        expect(preview.get_by_text("没有切除任何材料").first).to_be_visible()
        assert violations(page, within="gongxue-studio") == []
