"""Packages in Chromium: an LMS's page, the tool in its frame, the package in that: three sites.

A package reads and writes synchronously; what it told survives closing, and an absent network.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request
from playwright.sync_api import Browser, Frame, FrameLocator, Page, expect
from sqlalchemy.engine import Engine
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from content_packages.course import COURSES, Course, read_course
from content_packages.formats import scorm12
from lti_tool.config import Settings
from lti_tool.learning_records.package_tables import package_runs
from lti_tool.web import player
from tests.content_packages.packages import package

from .player_place import Clock, Place, Visitor

pytestmark = pytest.mark.flow

LMS_PAGE = '<!doctype html><iframe src="TOOL" style="width:100%;height:600px"></iframe>'
NOTES_CHARS = 12_000
# A package as they were made for years: it asks at once, and writes when it is left.
OLD_SCO = """<!doctype html><meta charset="utf-8"><p id="said"></p><script>
  var api = parent.API;
  api.LMSInitialize("");
  var before = api.LMSGetValue("cmi.suspend_data");
  document.getElementById("said").textContent =
    api.LMSGetValue("cmi.core.entry") + " " + before.length;
  window.onunload = function () {
    api.LMSSetValue("cmi.suspend_data", new Array(12001).join("数"));
    api.LMSSetValue("cmi.core.exit", "suspend");
    api.LMSFinish("");
  };
</script>"""


def shell_in(page: Page) -> FrameLocator:
    """The shell: the frame in the tool's frame in the LMS's page."""
    return page.frame_locator("iframe").frame_locator("iframe")


@dataclass
class Site:
    """An LMS's page around the tool, and the server of all three sites."""

    place: Place
    port: int = 0
    down: bool = False
    visitors: list[Visitor] = field(default_factory=list)

    def open(self, page: Page, visitor: Visitor, language: str = "zh-Hans") -> Frame:
        """The package's own frame, after a learner opened it."""
        if visitor not in self.visitors:
            self.visitors.append(visitor)
        who = self.visitors.index(visitor)
        page.goto(f"http://127.0.0.1:{self.port}/lms?who={who}&lang={language}")
        inner = shell_in(page).locator("iframe").element_handle().content_frame()
        assert inner is not None
        inner.wait_for_url("**/c/**")
        return inner

    def shell_address(self, visitor: Visitor) -> str:
        """Where the shell is: opened by itself it is nobody's third party, and has storage."""
        return self.place.open(visitor).address.replace("lang=en", "lang=zh-Hans")

    def kept(self, visitor: Visitor) -> dict[str, str]:
        """What the server has of the learner's run."""
        query = sa.select(package_runs.c.cmi).where(package_runs.c.user_id == visitor.user_id)
        with self.place.engine.connect() as connection:
            found: dict[str, str] = connection.execute(query).scalar_one()
        return found

    def wait_for(self, page: Page, visitor: Visitor, element: str, value: str) -> None:
        """The server gets to have this value."""
        for _ in range(50):
            if self.kept(visitor).get(element) == value:
                return
            page.wait_for_timeout(100)
        assert self.kept(visitor).get(element) == value

    def tool(self) -> Flask:
        """The LMS's page and the tool's: one server, two hosts in the browser."""
        app = self.place.app()

        @app.get("/lms")
        def lms() -> str:
            query = request.query_string.decode()
            return LMS_PAGE.replace("TOOL", f"http://localhost:{self.port}/activity?{query}")

        @app.get("/activity")
        def activity() -> Response:
            return player.render_package(self.visitors[int(request.args["who"])], "")

        return app


@pytest.fixture
def site(database: Engine, tmp_path: Path) -> Iterator[Site]:
    settings = Settings(database.url.render_as_string(), packages_folder=str(tmp_path))
    site = Site(Place(settings, database, Clock()))
    tool, foreign = site.tool(), site.place.content_app()

    def by_host(environ: dict[str, str], start_response: object) -> Iterable[bytes]:
        app: Any = foreign if ".packages." in environ["HTTP_HOST"] else tool
        if site.down:
            app = ServiceUnavailable()
        answer: Iterable[bytes] = app(environ, start_response)
        return answer

    server = make_server("127.0.0.1", 0, by_host, threaded=True)
    site.port = server.server_port
    content_url = f"http://packages.localhost:{site.port}"
    site.place.settings = replace(settings, content_url=content_url)
    for app in (tool, foreign):
        app.extensions["gongxue"] = replace(app.extensions["gongxue"], settings=site.place.settings)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    thread.join()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def course(site: Site) -> Course:
    course = read_course(COURSES / "nc-safety")
    assert isinstance(course, Course)
    site.place.install(scorm12.make(course))
    return course


def in_nc_safety() -> Visitor:
    return Visitor(activity="package/nc-safety")


def test_a_learner_reads_leaves_resumes_and_passes_with_the_keyboard(
    site: Site, page: Page, course: Course
) -> None:
    learner = in_nc_safety()
    frame = site.open(page, learner)
    frame.get_by_role("button", name="读完了").press("Enter")
    expect(frame.locator("h1")).to_have_text("零点与坐标轴")
    page.goto("about:blank")
    frame = site.open(page, learner)
    expect(frame.locator("h1")).to_have_text("零点与坐标轴")
    for _ in range(2):
        frame.get_by_role("button", name="读完了").press("Enter")
    for question in course.lessons[-1].quiz:
        frame.get_by_label(question.options[question.answer]["zh-Hans"], exact=True).press("Space")
        page.keyboard.press("Enter")
        expect(frame.locator(".feedback")).to_contain_text("答对了")
        expect(frame.locator("form button")).to_be_focused()
        page.keyboard.press("Enter")
    expect(frame.locator(".standing")).to_contain_text("成绩 100 分，通过")
    site.wait_for(page, learner, "cmi.core.lesson_status", "passed")
    [attempt] = site.place.recorded()
    assert (attempt.activity, attempt.points, attempt.out_of) == ("package/nc-safety", 100, 100)


def test_the_other_language_shows_the_same_place_and_the_same_progress(
    site: Site, page: Page, course: Course
) -> None:
    frame = site.open(page, in_nc_safety(), "en")
    frame.get_by_role("button", name="Read it").click()
    frame.get_by_role("button", name="中文").click()
    expect(frame.locator("h1")).to_have_text(course.lessons[1].title["zh-Hans"])
    expect(frame.locator("p.count")).to_have_text("已完成 1 / 4")


def test_a_phone_shows_a_lesson_without_scrolling_sideways(
    site: Site, chromium: Browser, course: Course
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    frame = site.open(context.new_page(), in_nc_safety())
    for lesson in course.lessons[:-1]:
        expect(frame.locator("h1")).to_have_text(lesson.title["zh-Hans"])
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert frame.evaluate(overflow) <= 0
        frame.get_by_role("button", name="读完了").click()
    context.close()


def test_an_old_package_reads_at_once_what_it_wrote_while_it_was_left(
    site: Site, page: Page
) -> None:
    site.place.install(package(**{"index.html": OLD_SCO}))
    learner = Visitor()
    said = site.open(page, learner).locator("#said")
    expect(said).to_have_text("ab-initio 0")
    page.goto("about:blank")
    site.wait_for(page, learner, "cmi.core.exit", "suspend")
    said = site.open(page, learner).locator("#said")
    expect(said).to_have_text(f"resume {NOTES_CHARS}")


def test_without_a_network_the_window_says_so_and_saves_when_it_is_back(
    site: Site, page: Page, course: Course
) -> None:
    learner = in_nc_safety()
    frame = site.open(page, learner)
    site.wait_for(page, learner, "cmi.core.exit", "suspend")
    site.down = True
    frame.get_by_role("button", name="读完了").click()
    notice = shell_in(page).get_by_role("status").first
    expect(notice).to_contain_text("网络已断开")
    site.down = False
    site.wait_for(page, learner, "cmi.core.lesson_location", course.lessons[1].id)
    expect(notice).to_be_empty()


def test_where_the_browser_gives_storage_a_closed_window_loses_nothing_without_a_network(
    site: Site, page: Page, course: Course
) -> None:
    learner = in_nc_safety()
    page.goto(site.shell_address(learner))
    site.wait_for(page, learner, "cmi.core.exit", "suspend")
    site.down = True
    page.frame_locator("iframe").get_by_role("button", name="读完了").click()
    expect(page.get_by_role("status").first).to_contain_text("进度暂存在这台设备上")
    page.goto("about:blank")
    page.wait_for_timeout(300)  # a beacon on its way meets a server that is down
    site.down = False
    page.goto(site.shell_address(learner))
    heading = page.frame_locator("iframe").locator("h1")
    expect(heading).to_have_text(course.lessons[1].title["zh-Hans"])
    site.wait_for(page, learner, "cmi.core.lesson_location", course.lessons[1].id)


def test_a_window_that_was_overtaken_says_so(site: Site, page: Page, course: Course) -> None:
    learner = in_nc_safety()
    frame = site.open(page, learner)
    other = page.context.new_page()
    site.open(other, learner)
    frame.get_by_role("button", name="读完了").click()
    expect(shell_in(page).get_by_role("status").first).to_contain_text("这个窗口已失效")


def test_a_package_reaches_neither_the_tool_nor_the_rest_of_the_world(
    site: Site, page: Page, course: Course
) -> None:
    frame = site.open(page, in_nc_safety())
    assert frame.evaluate("document.cookie") == ""
    blocked = "fetch(url).then(() => 'open', (error) => error.name)"
    for url in (f"http://localhost:{site.port}/activity?who=0", "http://127.0.0.1:1/"):
        assert frame.evaluate(f"(url) => {blocked}", url) == "TypeError"
    peek = "() => { try { return String(top.document) } catch (error) { return error.name } }"
    assert frame.evaluate(peek) == "SecurityError"
    assert frame.evaluate(
        "() => { try { top.location = 'about:blank' } catch (e) { return e.name } }"
    )
