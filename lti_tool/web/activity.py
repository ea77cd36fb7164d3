"""The page of a visit's activity: an exercise, a package, or the learner's file at the bank."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from flask import Blueprint
from werkzeug.wrappers import Response

from lti_tool import catalogue
from lti_tool.db import transaction
from lti_tool.lti import keys
from lti_tool.lti.visits import Visit
from lti_tool.web import exercise, player
from lti_tool.web.parts import page, parts, speak
from lti_tool.web.session import require_visit_and_token

blueprint = Blueprint("activity", __name__)

TICKET_TYPE = "gongxue-ticket+jwt"
TICKET_LIFE = timedelta(seconds=60)


@blueprint.get("/activity")
def activity_page() -> Response:
    """The activity that the visit was launched for."""
    return open_activity(*require_visit_and_token())


def open_activity(visit: Visit, token: str) -> Response:
    """The page of the visit's activity, for the browser that holds the visit's token."""
    speak(visit.locale)
    kind = catalogue.kind_of(visit.activity)
    if kind == "exercise":
        return exercise.render_activity(visit, token)
    if kind == "package":
        return player.render_package(visit, token)
    if kind == "file":
        return Response(_file_page(visit), mimetype="text/html")
    body = page("activity/unknown.html", activity=visit.activity)
    return Response(body, 404, mimetype="text/html")


def _file_page(visit: Visit) -> str:
    """A page that opens the learner's file at the credit bank with a fresh, single-use ticket."""
    settings, now = parts().settings, parts().now()
    if settings.bank_url is None:
        return page("activity/no_bank.html")
    claims = {
        "iss": settings.tool_url,
        "aud": settings.bank_url,
        "iat": int(now.timestamp()),
        "exp": int((now + TICKET_LIFE).timestamp()),
        "jti": str(uuid4()),
        "sub": str(visit.user_id),
        "name": visit.name,
        "locale": visit.locale,
    }
    with transaction(parts().engine) as connection:
        ticket = keys.sign(connection, {"typ": TICKET_TYPE}, claims, now)
    return page("activity/file.html", bank_url=settings.bank_url, ticket=ticket)
