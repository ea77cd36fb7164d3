from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import (
    BrowserContext,
    FrameLocator,
    Page,
    Playwright,
    Route,
)
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request, Response

from lti_tool.config import Settings
from lti_tool.db import transaction
from lti_tool.lti import tables
from lti_tool.lti.visits import Visit
from lti_tool.web import launch, session
from lti_tool.web.parts import Parts
from tests import browser
from tests.lti_tool.lti.conftest import register
from tests.lti_tool.lti.platform import (
    NOW,
    TARGET,
    TOOL_URL,
    LearningPlatform,
    answering,
    serving,
)

ENGLISH = {"Accept-Language": "en"}


def tool_on(engine: Engine, tool_url: str) -> Flask:
    """The tool's launch pages, with a page in the place of the activity's that tells who is in."""
    app = Flask("lti_tool.web")
    settings = Settings(database_url=str(engine.url), tool_url=tool_url)
    app.extensions["gongxue"] = Parts(engine, settings, lambda: NOW)
    app.extensions["gongxue_open_activity"] = inside
    app.register_blueprint(launch.blueprint)
    app.add_url_rule("/activity", view_func=lambda: inside(session.require_visit(), "cookie"))
    return app


def inside(visit: Visit, token: str) -> Response:
    shown = "by cookie" if token == "cookie" else "by token"
    return Response(f"{visit.name} {visit.activity} {shown}", mimetype="text/plain")


@pytest.fixture
def lms(database: Engine) -> Iterator[LearningPlatform]:
    with serving(LearningPlatform()) as platform, transaction(database) as connection:
        register(connection, platform)
        connection.commit()
        yield platform


@pytest.fixture
def client(database: Engine) -> FlaskClient:
    return tool_on(database, TOOL_URL).test_client()


def login(client: FlaskClient, lms: LearningPlatform, **extra: str) -> TestResponse:
    asked = {
        "iss": lms.issuer,
        "login_hint": "7",
        "target_link_uri": TARGET,
        "client_id": lms.client_id,
        **extra,
    }
    return client.post("/lti/login", data=asked, base_url=TOOL_URL, headers=ENGLISH)


def answer_of(lms: LearningPlatform, url: str, **claims: Any) -> dict[str, str]:
    """What the platform would have the browser post."""
    query = parse_qs(urlsplit(url).query)
    token = lms.sign(lms.message(query["nonce"][0], **claims))
    return {"state": query["state"][0], "id_token": token}


def post(client: FlaskClient, form: Mapping[str, str], **headers: str) -> TestResponse:
    return client.post("/lti/launch", data=form, base_url=TOOL_URL, headers={**ENGLISH, **headers})


class Attributes(HTMLParser):
    """The attributes of every tag of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(dict(attrs))

    def value(self, **known: str) -> dict[str, str | None]:
        wanted = {name.replace("_", "-"): value for name, value in known.items()}
        return next(a for a in self.found if wanted.items() <= a.items())


# -- the three ways --------------------------------------------------------------------------------


def test_a_browser_that_keeps_the_cookie_is_let_in(
    client: FlaskClient, lms: LearningPlatform
) -> None:
    begun = login(client, lms)
    assert begun.status_code == 302
    launched = post(client, answer_of(lms, begun.location))
    assert (launched.status_code, launched.location) == (303, "/activity")
    assert client.get("/activity", base_url=TOOL_URL).text == "王芳 nc/first-pocket by cookie"


def test_the_cookies_are_of_the_kind_that_an_iframe_keeps(
    client: FlaskClient, lms: LearningPlatform
) -> None:
    begun = login(client, lms)
    launched = post(client, answer_of(lms, begun.location))
    set_by_login, dropped = begun.headers["Set-Cookie"], launched.headers.getlist("Set-Cookie")
    for cookie in (set_by_login, *dropped):
        assert cookie.startswith("__Host-gongxue")
        for attribute in ("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"):
            assert attribute in cookie
    assert "Max-Age=600" in set_by_login
    assert any("login" in cookie and "Max-Age=0" in cookie for cookie in dropped)


def test_the_platforms_storage_stands_in_for_the_cookie(
    client: FlaskClient, lms: LearningPlatform
) -> None:
    page = login(client, lms, lti_storage_target="_parent")
    store = Attributes(page.text).value(data_launch="store")
    assert (store["data-target"], store["data-origin"]) == ("_parent", lms.url)
    client.delete_cookie(_login_cookie(page), domain="tool.example")

    form = answer_of(lms, store["data-next"] or "")
    proof = Attributes(post(client, form).text)
    prove = proof.value(data_launch="prove")
    assert prove["data-key"] == store["data-key"]
    assert proof.value(name="id_token")["value"] == form["id_token"]

    kept = {**form, "browser_secret": store["data-secret"] or ""}
    opened = post(client, kept, Origin=TOOL_URL)
    assert opened.text == "王芳 nc/first-pocket by token"
    assert "Set-Cookie" not in opened.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_sites_page_cannot_let_the_reader_in_under_a_strangers_name(
    client: FlaskClient, lms: LearningPlatform, origin: str
) -> None:
    page = login(client, lms, lti_storage_target="_parent")
    store = Attributes(page.text).value(data_launch="store")
    client.delete_cookie(_login_cookie(page), domain="tool.example")
    known = {
        **answer_of(lms, store["data-next"] or ""),
        "browser_secret": store["data-secret"] or "",
    }
    answer = post(client, known, Origin=origin)
    assert "data-new-window" in answer.text
    assert "王芳 nc/first-pocket" not in answer.text


def test_without_cookie_and_storage_the_login_is_offered_again_in_a_new_window(
    client: FlaskClient, lms: LearningPlatform
) -> None:
    begun = login(client, lms, lti_message_hint="<7>")
    client.delete_cookie(_login_cookie(begun), domain="tool.example")
    page = post(client, answer_of(lms, begun.location))
    attributes = Attributes(page.text)
    assert page.status_code == 200
    form = attributes.value(action="/lti/login")
    assert (form["method"], form["target"], form["rel"]) == ("post", "_blank", "noopener")
    assert attributes.value(name="lti_message_hint")["value"] == "<7>"
    assert attributes.value(name="iss")["value"] == lms.issuer
    assert "id_token" not in page.text


def test_a_window_of_its_own_without_cookies_is_told_to_allow_them(
    client: FlaskClient, lms: LearningPlatform
) -> None:
    begun = login(client, lms)
    client.delete_cookie(_login_cookie(begun), domain="tool.example")
    page = post(client, answer_of(lms, begun.location), **{"Sec-Fetch-Dest": "document"})
    assert page.status_code == 401
    assert "cookies-blocked" in page.text


def _login_cookie(response: TestResponse) -> str:
    return response.headers["Set-Cookie"].partition("=")[0]


# -- refusals --------------------------------------------------------------------------------------


def test_a_refused_launch_is_told_in_the_readers_language_and_leaves_nothing(
    client: FlaskClient, lms: LearningPlatform, database: Engine
) -> None:
    begun = login(client, lms)
    form = answer_of(lms, begun.location, deployment_id="2")
    page = post(client, form)
    assert page.status_code == 403
    assert "deployment-unknown" in page.text
    assert "This deployment of the tool in the platform is not registered here." in page.text
    chinese = post(client, form, **{"Accept-Language": "zh-CN"})
    assert "工具在学习平台里的这个部署没有登记。" in chinese.text
    assert '<html lang="zh-Hans"' in chinese.text
    for response in (page, chinese):
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
    with database.connect() as connection:
        for table in (tables.users, tables.contexts, tables.links, tables.visits):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0


def test_a_replayed_launch_is_refused_by_the_same_browser_too(
    client: FlaskClient, lms: LearningPlatform
) -> None:
    begun = login(client, lms)
    form = answer_of(lms, begun.location)
    assert post(client, form).status_code == 303
    again = post(client, form)
    assert again.status_code == 401
    assert "replayed" in again.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_platform_is_refused_without_showing_its_markup(
    client: FlaskClient, method: str
) -> None:
    asked = {"iss": "<script>1</script>", "login_hint": "7", "target_link_uri": TARGET}
    how = {"query_string": asked} if method == "GET" else {"data": asked}
    page = client.open("/lti/login", method=method, base_url=TOOL_URL, headers=ENGLISH, **how)
    assert page.status_code == 401
    assert "platform-unknown" in page.text
    assert "<script>1" not in page.text


@pytest.mark.parametrize("path", ["/lti/login", "/lti/launch"])
def test_an_empty_request_is_a_bad_request(client: FlaskClient, path: str) -> None:
    assert client.post(path, base_url=TOOL_URL).status_code == 400


# -- what an administrator needs -------------------------------------------------------------------


def test_the_public_keys_are_served(client: FlaskClient) -> None:
    (key,) = client.get("/lti/jwks.json").get_json()["keys"]
    assert key["alg"] == "RS256"
    assert "d" not in key


def test_the_configuration_names_addresses_that_exist(client: FlaskClient) -> None:
    config = client.get("/lti/config.json").get_json()
    assert config["oidc_initiation_url"] == f"{TOOL_URL}/lti/login"
    assert config["redirect_uris"] == [config["target_link_uri"]] == [TARGET]
    assert client.get(urlsplit(config["public_jwk_url"]).path).status_code == 200
    assert "title" in config


# -- in a real browser -----------------------------------------------------------------------------

COURSE = """<!doctype html><html lang="zh"><title>LMS</title>
<iframe name="tool" style="width:100%;height:420px"
  src="{login}&lti_message_hint=1{target}"></iframe>
<script>
  const kept = new Map();
  addEventListener("message", (event) => {{
    const {{ subject, message_id, key, value }} = event.data;
    if (event.origin !== "{tool}" || !{stores}) return;
    if (subject === "lti.put_data") kept.set(key, value);
    event.source.postMessage(
      {{ subject: subject + ".response", message_id, key, value: kept.get(key) }}, event.origin);
  }});
</script></html>"""
AUTHORIZED = """<!doctype html><form method="post" action="{to}">
<input name="state" value="{state}"><input name="id_token" value="{id_token}"></form>
<script>document.forms[0].submit();</script></html>"""


class BrowsableLms(LearningPlatform):
    """A platform with a course page around the tool and, if asked, storage for it."""

    tool_url = ""
    announces = ""
    """The storage target that the login names, or none."""
    stores = True

    def _answer(self, request: Request) -> Response:
        if request.path == "/course":
            return Response(self._course(), content_type="text/html")
        if request.path == "/authorize":
            asked = request.args
            token = self.sign(
                self.message(asked["nonce"], target_link_uri=self.tool_url + "/lti/launch")
            )
            to, state = asked["redirect_uri"], asked["state"]
            page = AUTHORIZED.format(to=to, state=state, id_token=token)
            return Response(page, content_type="text/html")
        return super()._answer(request)

    def _course(self) -> str:
        login_url = (
            f"{self.tool_url}/lti/login?iss={self.issuer}&login_hint=7&client_id={self.client_id}"
            f"&target_link_uri={self.tool_url}/lti/launch"
        )
        target = f"&lti_storage_target={self.announces}" if self.announces else ""
        return COURSE.format(
            login=login_url, target=target, tool=self.tool_url, stores=json.dumps(self.stores)
        )


@pytest.fixture
def course(database: Engine) -> Iterator[BrowsableLms]:
    """An LMS at 127.0.0.1 and, on another site, the tool at localhost."""
    with serving(BrowsableLms()) as platform:
        app = tool_on(database, "")
        with answering(app) as port:
            platform.tool_url = f"http://localhost:{port}"
            app.extensions["gongxue"] = tool_on(database, platform.tool_url).extensions["gongxue"]
            with transaction(database) as connection:
                register(connection, platform)
            yield platform


def opened(playwright: Playwright, profile: Path, cookies: bool, locale: str) -> BrowserContext:
    """A Chromium that blocks third-party cookies, as a fresh one does, or even all cookies."""
    preferences = {} if cookies else {"default_content_setting_values": {"cookies": 2}}
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(json.dumps({"profile": preferences}))
    return playwright.chromium.launch_persistent_context(
        str(profile), executable_path=browser.path(), args=browser.arguments(), locale=locale
    )


def in_the_frame(context: BrowserContext, course: BrowsableLms) -> tuple[Page, FrameLocator]:
    page = context.new_page()
    page.goto(f"{course.url}/course")
    return page, page.frame_locator("iframe[name=tool]")


@pytest.mark.flow
@pytest.mark.parametrize(
    ("cookies", "announces", "way"),
    [(True, "", "by cookie"), (True, "_parent", "by cookie"), (False, "_parent", "by token")],
)
def test_the_activity_opens_inside_another_sites_page(
    playwright: Playwright,
    course: BrowsableLms,
    tmp_path: Path,
    cookies: bool,
    announces: str,
    way: str,
) -> None:
    course.announces = announces
    with opened(playwright, tmp_path / "profile", cookies, "zh-CN") as context:
        _, frame = in_the_frame(context, course)
        frame.get_by_text(f"王芳 nc/first-pocket {way}").wait_for(timeout=15_000)


@pytest.mark.flow
def test_a_frame_that_keeps_no_cookie_opens_the_activity_in_a_window_of_its_own(
    playwright: Playwright, course: BrowsableLms, tmp_path: Path
) -> None:
    with opened(playwright, tmp_path / "profile", True, "zh-CN") as context:
        page = context.new_page()
        page.route("**/lti/login?**", without_cookies)
        page.goto(f"{course.url}/course")
        button = page.frame_locator("iframe[name=tool]").locator("[data-new-window] button")
        with context.expect_page() as window:
            button.click(timeout=15_000)
        window.value.get_by_text("王芳 nc/first-pocket by cookie").wait_for(timeout=15_000)


def without_cookies(route: Route) -> None:
    """As a browser that knows no partitioned cookies: what the frame sets is not kept."""
    answer = route.fetch(max_redirects=0)
    kept = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
    route.fulfill(response=answer, headers=kept)


@pytest.mark.flow
@pytest.mark.parametrize(("announces", "stores"), [("", False), ("_parent", False)])
def test_a_browser_that_blocks_everything_gets_a_button_and_an_explanation(
    playwright: Playwright, course: BrowsableLms, tmp_path: Path, announces: str, stores: bool
) -> None:
    course.announces, course.stores = announces, stores
    with opened(playwright, tmp_path / "profile", False, "en") as context:
        _, frame = in_the_frame(context, course)
        button = frame.locator("[data-new-window] button")
        button.wait_for(timeout=15_000)
        with context.expect_page() as window:
            button.click()
        window.value.get_by_text("cookies-blocked").wait_for(timeout=15_000)
