"""The only place that wires the parts together: the tool, its content origin, the credit bank."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from sqlalchemy.engine import Engine
from werkzeug.exceptions import MisdirectedRequest
from werkzeug.wrappers import Request

from lti_tool.config import Settings, settings_from
from lti_tool.db import engine_for
from lti_tool.demo_lms.app import create_lms
from lti_tool.demo_lms.platform import ToolRegistration
from lti_tool.lti.login import LAUNCH_PATH
from lti_tool.web import activity, class_page, content, dashboard, exercise, launch, pages
from lti_tool.web import credits as credit_pages
from lti_tool.web.launch import LOGIN_PATH
from lti_tool.web.parts import Parts

Clock = Callable[[], datetime]
REQUEST_LIMIT_BYTES = 16 * 1024 * 1024


def utc_now() -> datetime:
    """The present time in UTC."""
    return datetime.now(UTC)


def _flask(settings: Settings, engine: Engine, now: Clock) -> Flask:
    app = Flask("lti_tool.web")
    app.config["MAX_CONTENT_LENGTH"] = REQUEST_LIMIT_BYTES
    app.extensions["gongxue"] = Parts(engine, settings, now)
    app.register_blueprint(pages.blueprint)
    return app


def create_tool(settings: Settings, engine: Engine, now: Clock = utc_now) -> WSGIApplication:
    """The tool, and on the hosts below `content_url` the packages' foreign content."""
    tool = _flask(settings, engine, now)
    for room in (launch, activity, exercise, class_page, dashboard):
        tool.register_blueprint(room.blueprint)
    tool.extensions["gongxue_open_activity"] = activity.open_activity
    foreign = _flask(settings, engine, now)
    foreign.register_blueprint(content.content_blueprint)
    return by_host(settings, tool, foreign)


def create_bank(settings: Settings, engine: Engine, now: Clock = utc_now) -> Flask:
    """The credit bank, a service of its own."""
    bank = _flask(settings, engine, now)
    bank.register_blueprint(credit_pages.api)
    bank.register_blueprint(credit_pages.file_pages)
    return bank


def by_host(settings: Settings, tool: WSGIApplication, foreign: WSGIApplication) -> WSGIApplication:
    """Requests go to the tool on its own host, to the foreign content below the content host.

    Neither ever answers for the other: a package must not reach a page of the tool on its own
    origin. Any other host is refused (421).
    """
    tool_host = urlsplit(settings.tool_url).hostname
    content_host = urlsplit(settings.content_url).hostname

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = urlsplit("//" + Request(environ).host).hostname or ""
        if host == tool_host:
            return tool(environ, start_response)
        if host.endswith(f".{content_host}"):
            return foreign(environ, start_response)
        return MisdirectedRequest()(environ, start_response)

    return answer


def tool_registration(settings: Settings) -> ToolRegistration:
    """What the demo LMS knows of the tool."""
    return ToolRegistration(
        client_id="gongxue",
        deployment_id="1",
        login_url=settings.tool_url + LOGIN_PATH,
        launch_urls=(settings.tool_url + LAUNCH_PATH,),
        jwks_url=f"{settings.tool_url}/lti/jwks.json",
    )


def from_environment() -> WSGIApplication:
    """The service that the environment's SERVICE names (tool, bank or lms), for a WSGI server."""
    settings = settings_from(os.environ)
    engine = engine_for(settings.database_url)
    service = os.environ.get("SERVICE", "tool")
    if service == "bank":
        return create_bank(settings, engine)
    if service == "lms":
        return create_lms(engine, settings.lms_url, tool_registration(settings))
    return create_tool(settings, engine)
