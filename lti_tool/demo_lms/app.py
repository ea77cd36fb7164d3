"""The demo LMS as a Flask application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import flask
from flask import Flask
from flask.typing import ResponseReturnValue
from itsdangerous import URLSafeSerializer
from jinja2 import StrictUndefined
from sqlalchemy.engine import Engine
from werkzeug.exceptions import HTTPException, InternalServerError

from lti_tool.db import transaction
from lti_tool.demo_lms import keys, launches, pages, services
from lti_tool.demo_lms.parts import Lms, trouble
from lti_tool.demo_lms.platform import ToolRegistration
from lti_tool.demo_lms.texts import TEXTS
from lti_tool.demo_lms.tool_keys import ToolKeys

COOKIE = "demo_lms"
BODY_LIMIT_BYTES = 1_000_000


def utc_now() -> datetime:
    """The present time."""
    return datetime.now(UTC)


def create_lms(
    engine: Engine,
    lms_url: str,
    tool: ToolRegistration,
    now: Callable[[], datetime] = utc_now,
) -> Flask:
    """The demo LMS that people find at `lms_url` (no slash at the end) and that knows one tool.

    The tables must be there; what is in them is `catalogue.seed`'s work. The first LMS on a
    database makes the RSA key that all of them sign with.
    """
    with transaction(engine) as conn:
        session_key = keys.session_key(conn)
        key = keys.platform_key(conn)
    app = Flask("lti_tool.demo_lms")
    # Lax, so that it needs no HTTPS in any browser; `launches.authorize` gets on with that.
    app.config.update(
        SECRET_KEY=session_key,
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=lms_url.startswith("https://"),
        MAX_CONTENT_LENGTH=BODY_LIMIT_BYTES,
    )
    app.jinja_env.undefined = StrictUndefined
    app.extensions["demo_lms"] = Lms(
        engine=engine,
        url=lms_url,
        key=key,
        tool=tool,
        tool_keys=ToolKeys(tool.jwks_url),
        hints=URLSafeSerializer(session_key, salt="launch"),
        now=now,
    )
    for module in (pages, launches, services):
        app.register_blueprint(module.blueprint)
    app.before_request(_choose_language)
    app.register_error_handler(HTTPException, _show_trouble)
    _protect(app)
    return app


def _choose_language() -> ResponseReturnValue | None:
    """``?language=en`` on any page chooses the language, and shows the page again without it."""
    chosen = flask.request.args.get("language")
    if chosen not in ("zh-Hans", "en"):
        return None
    flask.session["language"] = chosen
    return flask.redirect(flask.request.path)


def _show_trouble(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if flask.request.path.startswith("/lti/courses/"):
        return flask.jsonify(error=error.name), status
    key = "broken" if isinstance(error, InternalServerError) else "not-found"
    if status not in (404, 500):
        return error
    return trouble(key, TEXTS[f"{key}-about"], status)


def _protect(app: Flask) -> None:
    """Let pages load what is the LMS's own, and be framed by nobody else."""
    policy = "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            # A tool may lead on to its partners, such as a credit bank; an LMS can't know them.
            "frame-src 'self' http: https:",
            "form-action 'self' http: https:",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        )
    )

    def add_headers(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not flask.request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(add_headers)
