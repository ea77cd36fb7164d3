"""An XBlock activity in the LMS's frame: its page, its handlers, its files.

Handlers answer only to a token in the header, never to the cookie: another site can make a browser
send the cookie, but not the header.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import webob
from flask import Blueprint, abort, jsonify, make_response, request, url_for
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from sqlalchemy.engine import Connection
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from lti_tool import catalogue, recording
from lti_tool.db import transaction
from lti_tool.learning_records.attempts import StoredAttempt
from lti_tool.lti.visits import Visit
from lti_tool.web.parts import language, page, parts, title_of
from lti_tool.web.session import require_bearer
from lti_tool.xblock_host import host
from xblocks.attempt import text

blueprint = Blueprint("exercise", __name__)

BODY_LIMIT_BYTES = 16 * 1024 * 1024
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOT_FOR_BLOCKS = ("HTTP_AUTHORIZATION", "HTTP_COOKIE", "HTTP_TRANSFER_ENCODING")
NOT_FROM_BLOCKS = ("set-cookie", "content-length", "transfer-encoding", "connection")
SCRIPT_TYPES = ("application/javascript", "text/javascript")
A_YEAR = "public, max-age=31536000, immutable"
TOO_LARGE = text("提交的内容太大（上限 16 MB）。", "That is too large: the limit is 16 MB.")
TAKEN = text(
    "这个编号的作答已经存在，但内容不同。请刷新页面后重新提交。",
    "An attempt with this id exists with different content. Reload the page and submit again.",
)
NOT_INSTALLED = text("这个活动已不再安装。", "This activity is not installed any more.")


class _AttemptTaken(Exception):
    """The browser gave an attempt an id that another attempt has. Rolls the transaction back."""


@dataclass(frozen=True)
class Shown:
    """A rendered activity, for a page to put in its head and its body."""

    head: Markup
    body: Markup


def render_activity(visit: Visit, token: str) -> Response:
    """The page of the visit's activity. Its scripts hold the token; nothing keeps the page."""
    olx = catalogue.olx_of(visit.activity)
    if olx is None:
        abort(404)
    nonce = secrets.token_urlsafe(16)
    with transaction(parts().engine) as connection:
        place = _place(olx, visit.link_id, visit.activity, visit.user_id, visit.is_instructor)
        rendered = host.render(connection, place, "student_view")
        if isinstance(rendered, host.Page):
            _record(connection, visit, rendered.grades)
    if isinstance(rendered, host.Refused):
        return _refusal_page(rendered)
    body = page(
        "exercise.html",
        shown=_shown(rendered, token, nonce),
        title=title_of(visit.activity),
        is_instructor=visit.is_instructor,
    )
    response = make_response(body)
    response.headers["Content-Security-Policy"] = content_security_policy(nonce)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def render_replay(
    connection: Connection, stored: StoredAttempt, nonce: str, *, for_instructor: bool
) -> Shown | None:
    """A stored attempt as its exercise shows it; None if there is nothing to look at.

    The block gets the whole attempt; it keeps the author's text, which may hold the solution, from
    the browser, and from all but an instructor what its policy hides from the learner.
    """
    olx, attempt = catalogue.olx_of(stored.activity), stored.attempt.to_json()
    if olx is None or stored.attempt.evidence.engine == recording.REPORT:
        return None
    place = _place(olx, stored.link_id, stored.activity, stored.user_id, is_staff=True)
    context = {"attempt": attempt, "for_instructor": for_instructor}
    rendered = host.render(connection, place, "replay_view", context)
    return None if isinstance(rendered, host.Refused) else _shown(rendered, "", nonce)


@blueprint.route(
    "/xblock/<usage>/handler/<handler>",
    defaults={"suffix": ""},
    methods=METHODS,
    strict_slashes=False,
)
@blueprint.route("/xblock/<usage>/handler/<handler>/<path:suffix>", methods=METHODS)
def handler(usage: str, handler: str, suffix: str) -> Response:
    """What a block answers its script. Its work and its grades are kept together or not at all."""
    visit = require_bearer()
    olx = catalogue.olx_of(visit.activity)
    if olx is None:
        return _json(404, "not-installed", NOT_INSTALLED)
    try:
        call = _webob_request()
    except RequestEntityTooLarge:
        return _json(413, "too-large", TOO_LARGE)
    try:
        with transaction(parts().engine) as connection:
            place = _place(olx, visit.link_id, visit.activity, visit.user_id, visit.is_instructor)
            answer = host.handle(connection, place, usage, handler, suffix, call)
            if isinstance(answer, host.Handled):
                _record(connection, visit, answer.grades)
    except _AttemptTaken:
        return _json(409, "attempt-taken", TAKEN)
    if isinstance(answer, host.Refused):
        return _json(answer.status, answer.id, answer.message)
    return _from_webob(answer.response)


@blueprint.get("/xblock-resource/<block_type>/<version>/<path:uri>")
def resource(block_type: str, version: str, uri: str) -> Response:
    """A block's public file: kept for a year under its present version, else asked for again."""
    found = host.resource(block_type, uri)
    if found is None:
        abort(404)
    response = Response(found.content, mimetype=found.mimetype)
    response.headers["Cache-Control"] = A_YEAR if version == found.version else "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.add_etag()
    return response.make_conditional(request)


def _record(connection: Connection, visit: Visit, grades: tuple[host.GradeEvent, ...]) -> None:
    recorded = recording.record_grades(connection, visit, grades, parts().now())
    if any(one.kept == "exists-with-different-content" for one in recorded):
        raise _AttemptTaken


def _place(olx: str, link_id: UUID, activity: str, user_id: UUID, is_staff: bool) -> host.Place:
    """The link and the activity together are the place: a link may be given another activity."""
    return host.Place(
        usage=f"{link_id} {activity}",
        olx=olx,
        user_id=str(user_id),
        is_staff=is_staff,
        language=language(),
        handler_url=_handler_url,
        resource_url=_resource_url,
    )


def _handler_url(usage: str, handler: str, suffix: str) -> str:
    return url_for("exercise.handler", usage=usage, handler=handler, suffix=suffix)


def _resource_url(block_type: str, uri: str) -> str:
    version = host.resource_version(block_type)
    return url_for("exercise.resource", block_type=block_type, version=version, uri=uri)


def _shown(rendered: host.Page, token: str, nonce: str) -> Shown:
    config = {"token": token, "handlers": f"{request.script_root}/xblock/"}
    runtime = url_for("static", filename="built/host.js")
    start = Markup(
        '<script type="application/json" id="gongxue-host">{}</script><script src="{}"></script>'
    ).format(htmlsafe_json_dumps(config), runtime)
    head = Markup("\n").join([start, *(_tag(found, nonce) for found in rendered.head)])
    foot = Markup("\n").join(_tag(found, nonce) for found in rendered.foot)
    # The block's own markup: written by the installed XBlock, which escapes what it shows.
    html = Markup(rendered.html)  # noqa: S704
    return Shown(head, html + foot)


def _tag(found: host.Resource, nonce: str) -> Markup:
    """The resource as HTML. Texts are the installed block's own code; URLs are escaped."""
    text_of = Markup(found.data)  # noqa: S704
    is_url = found.kind == "url"
    if found.mimetype == "text/css":
        link = Markup('<link rel="stylesheet" href="{}">')
        return link.format(found.data) if is_url else Markup("<style>{}</style>").format(text_of)
    if found.mimetype in SCRIPT_TYPES:
        inline = Markup('<script nonce="{}">{}</script>')
        linked = Markup('<script src="{}"></script>')
        return linked.format(found.data) if is_url else inline.format(nonce, text_of)
    if found.mimetype == "text/html" and not is_url:
        return text_of
    raise ValueError(f"a block asks for a resource of the unknown type {found.mimetype}")


def content_security_policy(nonce: str) -> str:
    """Scripts only from here, or with this page's nonce; nothing from other sites."""
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'nonce-{nonce}'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _webob_request() -> webob.Request:
    """The request as blocks know requests, without the learner's token and cookies."""
    request.max_content_length = BODY_LIMIT_BYTES
    body = request.get_data(cache=False)
    environ = {name: value for name, value in request.environ.items() if name not in NOT_FOR_BLOCKS}
    environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return webob.Request(environ)


def _from_webob(answer: webob.Response) -> Response:
    headers = [pair for pair in answer.headerlist if pair[0].lower() not in NOT_FROM_BLOCKS]
    response = Response(answer.body, answer.status, headers)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _json(status: int, reason: str, message: Mapping[str, str]) -> Response:
    return make_response(jsonify(id=reason, error=message), status)


def _refusal_page(refused: host.Refused) -> Response:
    sentence = refused.message[language()]
    return make_response(
        page("trouble.html", sentence=sentence, status=refused.status), refused.status
    )
