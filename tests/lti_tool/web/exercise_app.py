"""The web part of hosted exercises on its own, with visits of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import webob
from flask import Flask, redirect
from sqlalchemy.engine import Connection, Engine
from web_fragments.fragment import Fragment
from werkzeug.wrappers import Response
from xblock.core import XBlock
from xblock.fields import Integer, Scope, String

from lti_tool.catalogue import Exercise
from lti_tool.config import Settings
from lti_tool.lti.message import Launch
from lti_tool.lti.platforms import Platform, register
from lti_tool.lti.visits import Visit, open_visit
from lti_tool.web import exercise, pages
from lti_tool.web.parts import Parts
from lti_tool.web.session import require_visit_and_token, set_cookie

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
ISSUER = "http://127.0.0.1:8000"


class ProbeBlock(XBlock):
    """Shows what reaches a block from outside, and answers in odd ways."""

    done = Integer(scope=Scope.user_state, default=0)
    title = String(scope=Scope.content, default="")

    def student_view(self, context: Any = None) -> Fragment:
        fragment = Fragment(f"<p id='done'>{self.done}</p>")
        fragment.add_javascript("window.inline = true")
        fragment.add_javascript_url('/elsewhere.js?a=1&b="2')
        fragment.add_css("p { margin: 0 }")
        fragment.add_resource("<template id='row'></template>", "text/html")
        return fragment

    def replay_view(self, context: Mapping[str, Any]) -> Fragment:
        fragment = Fragment("<p>replay</p>")
        fragment.initialize_js("Probe", dict(context))
        return fragment

    @XBlock.handler
    def echo(self, request: webob.Request, suffix: str = "") -> webob.Response:
        """What the request was, with headers that only the server may set."""
        files = {
            name: part.file.read().decode()
            for name, part in request.POST.items()
            if hasattr(part, "file")
        }
        seen = {
            "method": request.method,
            "suffix": suffix,
            "query": dict(request.GET),
            "form": {name: part for name, part in request.POST.items() if isinstance(part, str)},
            "files": files,
            "headers": {name.lower(): value for name, value in request.headers.items()},
        }
        response = webob.Response(json.dumps(seen), status="202 Taken", charset="utf-8")
        response.headers["X-Block"] = "probe"
        response.set_cookie("__Host-gongxue", "stolen")
        return response

    @XBlock.json_handler
    def do(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Count, and publish the grade that the caller gives."""
        self.done += 1
        if data:
            self.runtime.publish(self, "grade", data)
        return {"done": self.done}

    @XBlock.json_handler
    def retitle(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Try to change what the author wrote."""
        self.title = "mine"
        return {}

    @XBlock.json_handler
    def fail(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Break down after a change."""
        self.done = 99
        self.save()
        raise RuntimeError("a bug in the block")


def catalogue(**olx: str) -> dict[str, Exercise]:
    """A catalogue with an activity for each OLX."""
    title = {"zh-Hans": "标题", "en": "Title"}
    return {name: Exercise(name, title, text) for name, text in olx.items()}


def app_for(engine: Engine) -> Flask:
    """A tool that has only exercises; `/open/<token>` stands for a finished launch."""
    app = Flask("lti_tool.web")
    settings = Settings("postgresql:///none")
    app.extensions["gongxue"] = Parts(engine, settings, lambda: NOW)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(exercise.blueprint)

    @app.get("/open/<token>")
    def opened(token: str) -> Response:
        answer = redirect("/activity")
        set_cookie(answer, token)
        return answer

    @app.get("/activity")
    def activity() -> Response:
        return exercise.render_activity(*require_visit_and_token())

    return app


def launch_of(
    connection: Connection, activity: str, role: str, subject: str, locale: str
) -> Launch:
    platform = register(
        connection,
        issuer=ISSUER,
        client_id="gongxue",
        auth_login_url=ISSUER + "/auth",
        auth_token_url=ISSUER + "/token",
        key_set_url=ISSUER + "/jwks",
        deployment_ids=["1"],
        now=NOW,
    )
    assert isinstance(platform, Platform)
    return Launch(
        platform_id=platform.id,
        issuer=ISSUER,
        client_id="gongxue",
        deployment_id="1",
        subject=subject,
        name="王芳",
        locale=locale,
        roles=frozenset({role}),
        context_id="course",
        context_title="Course",
        link_id=f"link of {activity}",
        link_title="Link",
        activity=activity,
        target_link_uri="http://localhost:8001/lti/launch",
        line_item_url=None,
        line_items_url=None,
        scopes=(),
        return_url=None,
    )


def visit(
    connection: Connection,
    activity: str = "probe",
    role: str = "learner",
    subject: str = "learner-1",
    locale: str = "zh-CN",
    at: datetime = NOW,
) -> tuple[str, Visit]:
    """A visit that a launch has just opened, and its token."""
    return open_visit(connection, launch_of(connection, activity, role, subject, locale), at)
