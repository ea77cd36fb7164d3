"""What every service answers: whether it is alive, and errors that a person can read."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from lti_tool.db import check_reachable
from lti_tool.web.parts import gettext, page, parts

blueprint = Blueprint("pages", __name__)


@blueprint.get("/health")
def health() -> dict[str, str]:
    """Whether this service and its database answer."""
    check_reachable(parts().engine)
    return {"status": "ok"}


def _sentences() -> dict[int, str]:
    return {
        400: gettext("The request is incomplete or can't be read."),
        401: gettext("Your visit has ended. Open the activity again from your course."),
        403: gettext("This page is not for your role. Ask your instructor if you need it."),
        404: gettext("There is no such page. Open the activity again from your course."),
        405: gettext("This address can't be used in that way."),
        413: gettext("That is too large: 16 MB at most."),
    }


@blueprint.app_errorhandler(HTTPException)
def trouble(error: HTTPException) -> Response | tuple[str | Response, int]:
    """An HTTP error as a page, or as JSON where the caller speaks JSON."""
    if error.response is not None:
        return error.get_response()
    status = error.code or 500
    sentence = _sentences().get(
        status, gettext("Something broke on our side. Your work is kept; try again in a minute.")
    )
    if request.is_json or request.accept_mimetypes.best == "application/json":
        return jsonify(error=sentence), status
    return page("trouble.html", sentence=sentence, status=status), status
