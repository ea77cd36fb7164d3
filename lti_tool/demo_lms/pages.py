"""The pages that people see: who they are, their courses, an activity, the gradebook."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import flask
from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from lti_tool.db import transaction
from lti_tool.demo_lms import courses, gradebook
from lti_tool.demo_lms.courses import Course, Link, Person
from lti_tool.demo_lms.gradebook import Mark
from lti_tool.demo_lms.parts import (
    language,
    lms,
    page,
    person_here,
    points,
    sign_in,
    sign_out,
    visit,
)
from lti_tool.demo_lms.texts import say

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True)
class Standing:
    """Where the reader stands with an activity; `marked` counts the class's marks."""

    link: Link
    mark: Mark | None
    opened: bool
    marked: int


@blueprint.before_request
def leave_frame() -> ResponseReturnValue | None:
    """Give the whole window to a page that a tool returned to within its frame.

    Before all else: a request that another site caused in a frame comes without this site's cookie.
    """
    framed = flask.request.headers.get("Sec-Fetch-Dest") == "iframe"
    return page("unframe.html", None) if framed else None


@blueprint.get("/")
def front() -> ResponseReturnValue:
    """Choose who you are; whoever has chosen goes on to their courses."""
    with transaction(lms().engine) as conn:
        if person_here(conn):
            return flask.redirect(flask.url_for(".my_courses"))
        return page("front.html", None, people=courses.people(conn))


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Be the person whose id the form gives. There is no password: this is a demonstration."""
    try:
        person_id = uuid.UUID(flask.request.form.get("person", ""))
    except ValueError:
        flask.abort(404)
    with transaction(lms().engine) as conn:
        if courses.person_with(conn, person_id) is None:
            flask.abort(404)
    sign_in(person_id)
    return flask.redirect(flask.url_for(".my_courses"), 303)


@blueprint.post("/sign-out")
def leave() -> ResponseReturnValue:
    """Be nobody again."""
    sign_out()
    return flask.redirect(flask.url_for(".front"), 303)


@blueprint.get("/courses")
def my_courses() -> ResponseReturnValue:
    """The reader's courses, with how far they are."""
    with transaction(lms().engine) as conn:
        person = person_here(conn)
        if person is None:
            return _to_front()
        shown = [
            (course, _standings(conn, course, person))
            for course in courses.courses_of(conn, person.id)
        ]
        return page("courses.html", person, shown=shown)


@blueprint.get("/course/<key>")
def course(key: str) -> ResponseReturnValue:
    """A course: its activities, and where the reader stands with each."""
    with transaction(lms().engine) as conn:
        found = _course_here(conn, key)
        if found is None:
            return _to_front()
        course, person = found
        learners = len(courses.learners(conn, course.id))
        standings = _standings(conn, course, person)
        return page("course.html", person, course=course, standings=standings, learners=learners)


@blueprint.get("/course/<key>/<path:activity>")
def activity(key: str, activity: str) -> ResponseReturnValue:
    """An activity of a course: the tool in a frame that fills the window."""
    with transaction(lms().engine) as conn:
        found = _course_here(conn, key)
        if found is None:
            return _to_front()
        course, person = found
        for standing in _standings(conn, course, person):
            if standing.link.activity == activity:
                origins = " ".join(lms().tool.origins)
                shown = {"course": course, "standing": standing, "origins": origins}
                return page("activity.html", person, **shown)
    flask.abort(404)


@blueprint.get("/marks/<uuid:link_id>")
def my_mark(link_id: uuid.UUID) -> ResponseReturnValue:
    """The reader's mark for an activity: ``{"mark": "92.5 / 100"}``, or null while it has none."""
    here = visit()
    if here is None:
        flask.abort(404)
    with transaction(lms().engine) as conn:
        place = courses.place_of(conn, here[0], link_id)
        if place is None:
            flask.abort(404)
        marks = gradebook.marks(conn, place.course.id, place.person.id)
    mark = next((m for m in marks.values() if m.line_item_id == place.link.line_item_id), None)
    return flask.jsonify(mark=_shown(mark) if mark else None)


@blueprint.get("/gradebook/<key>")
def marks(key: str) -> ResponseReturnValue:
    """The gradebook of a course: the reader's own marks, or the class's for a teacher."""
    with transaction(lms().engine) as conn:
        found = _course_here(conn, key)
        if found is None:
            return _to_front()
        course, person = found
        shown = {
            "course": course,
            "columns": gradebook.columns(conn, course.id),
            "learners": courses.learners(conn, course.id) if person.teaches else [person],
            "marks": gradebook.marks(conn, course.id, None if person.teaches else person.id),
        }
        template = "class_marks.html" if person.teaches else "my_marks.html"
        return page(template, person, **shown)


def _to_front() -> ResponseReturnValue:
    return flask.redirect(flask.url_for("pages.front"))


def _course_here(conn: Connection, key: str) -> tuple[Course, Person] | None:
    """The reader's course with this key, and the reader in their role there.

    None if nobody is signed in. Aborts with 404 if the reader is not in such a course.
    """
    here = person_here(conn)
    if here is None:
        return None
    course = courses.course_of(conn, here.id, key)
    person = courses.member(conn, course.id, here.id) if course else None
    if course is None or person is None:
        flask.abort(404)
    return course, person


def _standings(conn: Connection, course: Course, person: Person) -> list[Standing]:
    marks = gradebook.marks(conn, course.id)
    opened = courses.opened(conn, person.id)
    return [
        Standing(
            link=link,
            mark=marks.get((person.id, link.line_item_id)) if link.line_item_id else None,
            opened=link.id in opened,
            marked=sum(mark.line_item_id == link.line_item_id for mark in marks.values()),
        )
        for link in courses.links_of(conn, course.id)
    ]


def _shown(mark: Mark) -> str:
    given, maximum = points(mark.given), points(mark.maximum)
    return say("mark-of", language(), given=given, maximum=maximum)
