"""Any installed XBlock runs: the acid block's own checks, in Chromium, in another site's frame.

The page around the frame is on 127.0.0.1 and the tool on localhost: two sites, as an LMS and the
tool are. Debian's Chromium blocks third-party cookies: only the partitioned cookie opens the page.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, request
from playwright.sync_api import Browser, Frame, Page, expect
from sqlalchemy.engine import Engine
from werkzeug.serving import make_server
from xblock.plugin import PLUGIN_CACHE

from lti_tool import catalogue
from lti_tool.db import transaction

from .exercise_app import ProbeBlock, app_for, visit
from .exercise_app import catalogue as catalogue_of

pytestmark = pytest.mark.flow

FOUR_SCOPES = 4
CHECKS_OF_ONE_BLOCK = 2 + 4 * FOUR_SCOPES
FAMILY = '<acid_parent name="parent"><acid name="left"/><acid name="right"/></acid_parent>'
HTML_FRAME = """<!doctype html><title>LMS</title><script>
addEventListener("message", (event) => { window.told = event.data; });
</script><iframe src="OPENED" style="width: 100%; height: 300px"></iframe>"""


@dataclass(frozen=True)
class Site:
    """The tool, and a page of another site that frames it."""

    engine: Engine
    port: int

    def activity(self, page: Page, activity: str) -> Frame:
        """The activity, opened by a learner in the other site's frame."""
        with transaction(self.engine) as connection:
            token, _ = visit(connection, activity)
        page.goto(f"http://127.0.0.1:{self.port}/lms/{token}")
        frame = page.frames[1]
        frame.wait_for_url("**/activity")
        return frame


def _app(engine: Engine) -> Flask:
    app = app_for(engine)

    @app.get("/lms/<token>")
    def lms(token: str) -> str:
        opened = f"http://localhost:{request.environ['SERVER_PORT']}/open/{token}"
        return HTML_FRAME.replace("OPENED", opened)

    return app


@pytest.fixture
def site(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setitem(PLUGIN_CACHE, ("xblock.v1", "probe"), ProbeBlock)
    offered = catalogue_of(acid="<acid/>", family=FAMILY, thumbs="<thumbs/>")
    monkeypatch.setattr(catalogue, "exercises", lambda: offered)
    server = make_server("127.0.0.1", 0, _app(database), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(database, server.server_port)
    server.shutdown()
    thread.join()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_every_check_of_the_acid_block_passes(site: Site, page: Page) -> None:
    frame = site.activity(page, "acid")
    expect(frame.locator(".pass")).to_have_count(CHECKS_OF_ONE_BLOCK)
    expect(frame.locator(".fail, .error, .unknown")).to_have_count(0)


def test_a_parent_and_its_children_pass_too(site: Site, page: Page) -> None:
    frame = site.activity(page, "family")
    of_the_family = 2
    expect(frame.locator(".pass")).to_have_count(3 * CHECKS_OF_ONE_BLOCK + of_the_family)
    expect(frame.locator(".fail, .error, .unknown")).to_have_count(0)


def test_what_a_learner_does_is_there_after_a_reload(site: Site, page: Page) -> None:
    frame = site.activity(page, "thumbs")
    frame.locator(".upvote").click()
    expect(frame.locator(".upvote .count")).to_have_text("1")
    page.reload()
    expect(page.frames[1].locator(".upvote .count")).to_have_text("1")


def test_the_lms_is_told_how_high_the_activity_is(site: Site, page: Page) -> None:
    site.activity(page, "acid")
    page.wait_for_function("window.told?.subject === 'lti.frameResize' && window.told.height > 300")


def test_when_the_visit_has_ended_the_page_says_so_once(site: Site, page: Page) -> None:
    frame = site.activity(page, "thumbs")
    page.route("**/xblock/**", lambda route: route.fulfill(status=401, json={}))
    frame.locator(".upvote").click()
    frame.locator(".upvote").click()
    expect(frame.get_by_role("alert")).to_have_text(
        "学习会话已结束，新的操作不会保存。请回到课程页面，重新打开这个活动。"
    )
