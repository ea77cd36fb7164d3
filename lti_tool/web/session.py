"""Whose request this is: the visit that its token opens.

A browser shows the token in a cookie when it loads a page, and in the header ``Authorization:
Bearer`` when a page's scripts call the tool. The cookie is of the kind that browsers still keep for
a site inside another site's frame: secure, partitioned, this host's alone.
"""

from __future__ import annotations

from flask import abort, g, jsonify, make_response, request
from werkzeug.wrappers import Response

from lti_tool.db import transaction
from lti_tool.lti.visits import Visit, visit_of
from lti_tool.web.parts import language, page, parts, speak
from xblocks.attempt import text

COOKIE = "__Host-gongxue"
ENDED = text(
    "学习会话已结束或无效。请回到课程页面，重新打开这个活动。",
    "Your visit has ended or is not valid. Go back to your course and open the activity again.",
)


def bearer_token() -> str | None:
    """The token in the header. Only our own pages' scripts can put one there."""
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer":
        return None
    return authorization.token or None


def current_token() -> str | None:
    """The token of this request: the header's, else the cookie's."""
    return bearer_token() or request.cookies.get(COOKIE)


def current_visit() -> Visit | None:
    """The visit of this request. From then on, the answer is in the visitor's language."""
    if "visit" not in g:
        g.visit = _visit_of(current_token())
    visit: Visit | None = g.visit
    return visit


def require_visit() -> Visit:
    """The visit of this request. Without one the request ends here: 401."""
    return require_visit_and_token()[0]


def require_visit_and_token() -> tuple[Visit, str]:
    """The visit of this request, and the token that opened it. Without one: 401."""
    visit, token = current_visit(), current_token()
    if visit is None or token is None:
        abort(_no_visit_answer())
    return visit, token


def require_instructor() -> Visit:
    """The visit of this request, if it is an instructor's: 403 for anybody else, 401 for nobody."""
    visit = require_visit()
    if not visit.is_instructor:
        abort(403)
    return visit


def require_bearer() -> Visit:
    """The visit of a call that must not be forged by another site: a cookie does not open it."""
    visit = _visit_of(bearer_token())
    if visit is None:
        abort(_json_401())
    return visit


def set_cookie(response: Response, token: str) -> None:
    """Let the browser show the token with every page that it loads from this host."""
    response.set_cookie(
        COOKIE, token, path="/", secure=True, httponly=True, samesite="None", partitioned=True
    )


def _visit_of(token: str | None) -> Visit | None:
    if token is None:
        return None
    with transaction(parts().engine) as connection:
        visit = visit_of(connection, token, parts().now())
    if visit is not None:
        speak(visit.locale)
    return visit


def _no_visit_answer() -> Response:
    if request.accept_mimetypes.accept_html:
        body = page("trouble.html", sentence=ENDED[language()], status=401)
        return make_response(body, 401)
    return _json_401()


def _json_401() -> Response:
    return make_response(jsonify(error=ENDED), 401)
