"""What every page of the LMS needs: its parts, who is here, in which language."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from http import HTTPStatus
from typing import Any

import flask
from itsdangerous import URLSafeSerializer
from sqlalchemy.engine import Connection, Engine

from lti_tool.demo_lms import courses, texts
from lti_tool.demo_lms.courses import Person
from lti_tool.demo_lms.keys import KeyPair
from lti_tool.demo_lms.platform import Platform, ToolRegistration
from lti_tool.demo_lms.texts import Language, Text
from lti_tool.demo_lms.tool_keys import ToolKeys

BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Lms:
    """What the LMS was made of. `now` answers the present time in UTC."""

    engine: Engine
    url: str
    key: KeyPair
    tool: ToolRegistration
    tool_keys: ToolKeys
    hints: URLSafeSerializer
    now: Callable[[], datetime]

    def platform(self, conn: Connection) -> Platform:
        """The platform for this request."""
        return Platform(conn, self.now(), self.url, self.key, self.tool, self.tool_keys)


def lms() -> Lms:
    """The LMS that answers this request."""
    found: Lms = flask.current_app.extensions["demo_lms"]
    return found


# -- who is here -------------------------------------------------------------------------------


def sign_in(person_id: uuid.UUID) -> None:
    """Let the browser be this person from now on, in a new visit."""
    flask.session["person"] = str(person_id)
    flask.session["visit"] = secrets.token_urlsafe(16)


def sign_out() -> None:
    """Let the browser be nobody; its language stays."""
    flask.session.pop("person", None)
    flask.session.pop("visit", None)


def visit() -> tuple[uuid.UUID, str] | None:
    """The id of whoever is signed in and the id of this visit; None if nobody is."""
    person, visit_id = flask.session.get("person"), flask.session.get("visit")
    return (uuid.UUID(person), visit_id) if person and visit_id else None


def person_here(conn: Connection) -> Person | None:
    """Whoever is signed in; None if nobody is, or the person is no longer there."""
    found = visit()
    return courses.person_with(conn, found[0]) if found else None


# -- in which language -------------------------------------------------------------------------


def language() -> Language:
    """The language that the reader chose, else the browser's, else Chinese."""
    chosen = flask.session.get("language")
    if chosen is None:
        preferred = flask.request.accept_languages.best_match(["zh", "zh-CN", "zh-Hans", "en"])
        chosen = "en" if preferred == "en" else "zh-Hans"
    return "en" if chosen == "en" else "zh-Hans"


def page(template: str, person: Person | None, **values: object) -> str:
    """A page from a template, in the reader's language."""
    spoken = language()
    return flask.render_template(
        template,
        person=person,
        language=spoken,
        t=partial(_sentence, spoken),
        say=partial(_said, spoken),
        points=points,
        beijing=beijing,
        **values,
    )


def trouble(title: str, about: Text, status: int, target: str = "_self") -> tuple[str, int]:
    """A page that says what went wrong and leads back to the front page."""
    shown = page("trouble.html", None, title=title, about=about, target=target)
    return shown, HTTPStatus(status)


def _sentence(spoken: Language, key: str, **values: object) -> str:
    return texts.say(key, spoken, **values)


def _said(spoken: Language, text: Mapping[str, Any]) -> str:
    return str(text[spoken])


def points(value: float) -> str:
    """Points as a person writes them: at most one decimal, none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def beijing(moment: datetime) -> str:
    """A time as ``2026-11-21 20:15``, by Beijing's clock."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
