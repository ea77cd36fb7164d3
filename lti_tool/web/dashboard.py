"""One attempt with its replay, for its class's instructor; and what was given up, sent again.

The page of an attempt also opens for whoever holds its evidence link, such as an officer who
follows it from the credit bank.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from sqlalchemy.engine import Connection
from werkzeug.wrappers import Response

from lti_tool import jobs
from lti_tool.db import transaction
from lti_tool.learning_records import attempts
from lti_tool.lti import people
from lti_tool.lti.visits import Visit
from lti_tool.web import exercise
from lti_tool.web.parts import gettext, page, parts, title_of
from lti_tool.web.session import require_instructor
from xblocks.attempt import AlteredEvidence, GradedAttempt, UnknownGrader, replay

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/attempts/<uuid:attempt_id>")
def attempt_page(attempt_id: UUID) -> Response:
    """One attempt of the instructor's class, with its replay."""
    visit = require_instructor()
    with transaction(parts().engine) as connection:
        stored = _of_class(connection, visit, attempt_id)
        learner = people.names(connection, [stored.user_id]).get(stored.user_id, "")
        return _attempt_page(connection, stored, learner, for_instructor=True)


@blueprint.get("/evidence/<uuid:attempt_id>/<token>")
def evidence_page(attempt_id: UUID, token: str) -> Response:
    """The same attempt for whoever holds its evidence link; without the learner's name."""
    with transaction(parts().engine) as connection:
        stored = attempts.find(connection, attempt_id)
        known = "" if stored is None else stored.evidence_token
        if stored is None or not hmac.compare_digest(known.encode(), token.encode()):
            abort(404)
        return _attempt_page(connection, stored, learner="", for_instructor=False)


def _of_class(connection: Connection, visit: Visit, attempt_id: UUID) -> attempts.StoredAttempt:
    stored = attempts.find(connection, attempt_id)
    if stored is None or stored.link_id not in people.links_of(connection, visit.context_key):
        abort(404)
    return stored


def _attempt_page(
    connection: Connection, stored: attempts.StoredAttempt, learner: str, *, for_instructor: bool
) -> Response:
    nonce = secrets.token_urlsafe(16)
    # An evidence link is in the learner's own file.
    shown = exercise.render_replay(connection, stored, nonce, for_instructor=for_instructor)
    body = page(
        "attempts/attempt.html",
        stored=stored,
        learner=learner,
        title=title_of(stored.activity),
        shown=shown,
        verdict=_verdict(stored.attempt),
    )
    headers = {"Content-Security-Policy": exercise.content_security_policy(nonce)}
    return Response(body, headers=headers, mimetype="text/html")


@dataclass(frozen=True)
class Verdict:
    """What came of computing a mark again."""

    identical: bool | None
    sentence: str


def _verdict(attempt: GradedAttempt) -> Verdict:
    """Whether the evidence, graded again just now, gives the same attempt to the last bit."""
    try:
        again = replay(attempt.evidence, attempt.id)
    except UnknownGrader:
        sentence = gettext(
            "This mark was reported by the content itself. It can be shown, not computed again."
        )
        return Verdict(None, sentence)
    except AlteredEvidence:
        return Verdict(False, gettext("The exercise's text has been altered since."))
    same = isinstance(again, GradedAttempt) and _by(again, attempt).same_as(attempt)
    if isinstance(again, GradedAttempt) and again.evidence.engine != attempt.evidence.engine:
        newer = again.evidence.engine
        if same:
            return Verdict(
                True, gettext("Replayed by engine %(newer)s: the same marks.", newer=newer)
            )
        return Verdict(
            False, gettext("Replayed by engine %(newer)s, which marks otherwise.", newer=newer)
        )
    if same:
        return Verdict(True, gettext("Replayed just now: the same marks, to the last bit."))
    return Verdict(False, gettext("Replayed just now: the marks differ from the stored ones."))


def _by(again: GradedAttempt, attempt: GradedAttempt) -> GradedAttempt:
    """The replayed attempt, as if the first attempt's engine had made it."""
    evidence = replace(again.evidence, engine=attempt.evidence.engine)
    return replace(again, evidence=evidence)


@blueprint.post("/deliveries/<uuid:delivery_id>/send-again")
def send_again(delivery_id: UUID) -> Response:
    """Let a delivery that was given up try again; only a form of our own page may ask for it."""
    if request.headers.get("Origin") != parts().settings.tool_url:
        abort(403)
    visit = require_instructor()
    with transaction(parts().engine) as connection:
        delivery = jobs.find(connection, delivery_id)
        links = people.links_of(connection, visit.context_key)
        if delivery is None or delivery.link_id not in links:
            abort(404)
        jobs.send_again(connection, delivery_id, parts().now())
    return redirect(url_for("class_page.show"), 303)
