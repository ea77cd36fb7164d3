"""The pages of a launch, and the endpoints that a tool is registered with.

`/launch/<link>` sends the browser to the tool's login address; the tool sends it back to
`/lti/authorize`, which answers with a page that posts the signed message to the tool (1EdTech
Security Framework 1.0, section 5.1; OpenID Connect, implicit flow).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

import flask
from flask import Blueprint
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature

from lti_tool.db import transaction
from lti_tool.demo_lms import courses
from lti_tool.demo_lms.message import FlaskLaunch
from lti_tool.demo_lms.parts import language, lms, page, trouble, visit
from lti_tool.demo_lms.platform import FlaskLogin, FlaskRequest, ToolRegistration
from lti_tool.demo_lms.texts import TEXTS, Text, text
from lti_tool.demo_lms.tokens import Granted

blueprint = Blueprint("launches", __name__)

HINT_LIFE_S = 300
REQUIRED = {
    "response_type": "id_token",
    "response_mode": "form_post",
    "prompt": "none",
}


@dataclass(frozen=True)
class LaunchRefusal:
    """Why nothing is launched: a stable id, a sentence in both languages, an HTTP status."""

    id: str
    message: Text
    status: int = 400


NOT_SIGNED_IN = LaunchRefusal(
    "not-signed-in",
    text(
        "请先在首页选择身份，再打开课程里的活动。",
        "Choose who you are on the front page first, then open the activity in its course.",
    ),
    403,
)
FOREIGN_HINT = LaunchRefusal(
    "foreign-launch",
    text(
        "这次打开不是由当前登录者发起的。请回到课程重新打开活动。",
        "This launch was not begun by whoever is signed in. Open the activity again from its "
        "course.",
    ),
    403,
)
EXPIRED_HINT = LaunchRefusal(
    "expired-launch",
    text(
        "打开活动用时过长，已失效。请回到课程重新打开。",
        "Opening the activity took too long. Open it again from its course.",
    ),
    403,
)
UNKNOWN_CLIENT = LaunchRefusal(
    "unknown-client",
    text("这个工具没有在本平台登记。", "This tool is not registered here (client_id)."),
)
FOREIGN_REDIRECT = LaunchRefusal(
    "unregistered-redirect",
    text(
        "工具给出的返回地址没有登记。",
        "The address that the tool asks to be answered at is not registered (redirect_uri).",
    ),
)


@blueprint.get("/launch/<uuid:link_id>")
def launch(link_id: uuid.UUID) -> ResponseReturnValue:
    """Begin the launch of an activity, inside the frame of its page."""
    here = visit()
    if here is None:
        return _refuse(NOT_SIGNED_IN)
    person_id, visit_id = here
    with transaction(lms().engine) as conn:
        if courses.place_of(conn, person_id, link_id) is None:
            flask.abort(404)
        login = FlaskLogin(FlaskRequest(), lms().platform(conn))
    until = int(lms().now().timestamp()) + HINT_LIFE_S
    hint = [str(link_id), str(person_id), visit_id, until]
    login.set_lti_message_hint(hint=lms().hints.dumps(hint))
    sent: ResponseReturnValue = login.initiate_login(str(person_id))
    return sent


@blueprint.route("/lti/authorize", methods=["GET", "POST"])
def authorize() -> ResponseReturnValue:
    """Answer the tool's authentication request with the launch message, or say why not.

    The browser comes here from the tool's site and may therefore leave this site's cookie behind.
    The first time without one it is asked to come again by a page of this site: that brings it.
    """
    if flask.request.method == "POST":
        return flask.redirect(f"{flask.request.path}?{urlencode(flask.request.form)}", 303)
    asked = flask.request.args.to_dict()
    if visit() is None and "again" not in asked:
        return page("again.html", None, url=f"?{urlencode(asked | {'again': '1'})}")
    refusal = _check_request(asked, lms().tool)
    link_id = refusal or _hinted_link(asked)
    if isinstance(link_id, LaunchRefusal):
        return _refuse(link_id)
    return _send_message(asked, link_id)


def _send_message(asked: dict[str, str], link_id: uuid.UUID) -> ResponseReturnValue:
    with transaction(lms().engine) as conn:
        place = courses.place_of(conn, uuid.UUID(asked["login_hint"]), link_id)
        if place is None:
            flask.abort(404)
        courses.note_opening(conn, place, lms().now())
        message = FlaskLaunch(FlaskRequest(asked), lms().platform(conn), place, language())
        said = {key: TEXTS[key][language()] for key in ("opening", "continue")}
        sent: str = message.lti_launch(language=language(), said=said)
    return sent


def _check_request(asked: dict[str, str], tool: ToolRegistration) -> LaunchRefusal | None:
    if asked.get("client_id") != tool.client_id:
        return UNKNOWN_CLIENT
    if asked.get("redirect_uri") not in tool.launch_urls:
        return FOREIGN_REDIRECT
    if "openid" not in asked.get("scope", "").split():
        return _bad_parameter("scope", "openid")
    for name, value in REQUIRED.items():
        if asked.get(name) != value:
            return _bad_parameter(name, value)
    for name in ("nonce", "state", "login_hint", "lti_message_hint"):
        if not asked.get(name):
            return _bad_parameter(name, "…")
    return None


def _bad_parameter(name: str, value: str) -> LaunchRefusal:
    message = text(
        f"工具的请求不符合规范：缺少 {name}={value}。",
        f"The tool's request does not follow the specification: it lacks {name}={value}.",
    )
    return LaunchRefusal("bad-parameter", message)


def _hinted_link(asked: dict[str, str]) -> uuid.UUID | LaunchRefusal:
    """The link that this very visit is launching, by the hints that it sent along."""
    here = visit()
    if here is None:
        return NOT_SIGNED_IN
    try:
        link_id, person_id, visit_id, until = lms().hints.loads(asked["lti_message_hint"])
    except BadSignature:
        return FOREIGN_HINT
    if (uuid.UUID(person_id), visit_id) != here or asked["login_hint"] != person_id:
        return FOREIGN_HINT
    if until <= lms().now().timestamp():
        return EXPIRED_HINT
    return uuid.UUID(link_id)


def _refuse(refusal: LaunchRefusal) -> ResponseReturnValue:
    flask.current_app.logger.warning("launch refused: %s", refusal.id)
    return trouble("launch-refused", refusal.message, refusal.status, target="_top")


@blueprint.get("/lti/jwks")
def jwks() -> ResponseReturnValue:
    """The public key that launch messages are signed with."""
    with transaction(lms().engine) as conn:
        return flask.jsonify(lms().platform(conn).get_jwks())


@blueprint.post("/lti/token")
def token() -> ResponseReturnValue:
    """An access token for the tool's server."""
    with transaction(lms().engine) as conn:
        answer = lms().platform(conn).get_access_token(flask.request.form.to_dict())
    status = 200 if isinstance(answer, Granted) else answer.status
    return flask.jsonify(answer.to_json()), status, {"Cache-Control": "no-store"}
