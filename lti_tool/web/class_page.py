"""The page of an instructor's class: how it stands, its attempts, and what has not arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from babel.dates import get_timezone
from flask import Blueprint, request
from werkzeug.wrappers import Response

from lti_tool import class_attempts, jobs
from lti_tool.class_attempts import BestMark, Line, Order, Wanted
from lti_tool.db import transaction
from lti_tool.lti import people
from lti_tool.web.parts import gettext, page, parts, title_of
from lti_tool.web.session import require_instructor
from lti_tool.web.spreadsheet import csv_file

blueprint = Blueprint("class_page", __name__)

NAME_LIMIT = 100
WAITING_SHOWN = 5


@dataclass(frozen=True)
class Row:
    """One attempt in the class's table."""

    line: Line
    title: str
    deliveries: tuple[jobs.Delivery, ...]


@dataclass(frozen=True)
class Waiting:
    """A delivery that has not arrived, and whose result it carries."""

    delivery: jobs.Delivery
    learner: str


@blueprint.get("/class")
def show() -> str:
    """How the class stands, and a page of its attempts, with what became of their marks."""
    visit, wanted = require_instructor(), _wanted()
    with transaction(parts().engine) as connection:
        links = people.links_of(connection, visit.context_key)
        listing = class_attempts.listing(connection, visit.context_key, wanted)
        sent = jobs.of_attempts(connection, [line.id for line in listing.lines])
        summary = class_attempts.summary(connection, visit.context_key)
        late = jobs.not_delivered(connection, links, WAITING_SHOWN)
        names = people.names(connection, [delivery.user_id for delivery in late.first])
    titles = _titles([*(one.activity for one in summary), *(one.activity for one in listing.lines)])
    return page(
        "attempts/class.html",
        wanted=wanted,
        listing=listing,
        first=(listing.page - 1) * class_attempts.PAGE_ROWS + 1,
        rows=_rows(listing.lines, titles, sent),
        summary=summary,
        titles=titles,
        waiting=[Waiting(d, names.get(d.user_id, "")) for d in late.first],
        waiting_more=late.count - len(late.first),
    )


def _wanted() -> Wanted:
    order: Order = "learner" if request.args.get("order") == "learner" else "newest"
    name = request.args.get("name", "").strip()[:NAME_LIMIT]
    return Wanted(name, order, request.args.get("page", 1, int))


def _titles(activities: list[str]) -> dict[str, str]:
    """The title of each activity, found once: a package's is read from the disk."""
    return {activity: title_of(activity) for activity in set(activities)}


def _rows(lines: tuple[Line, ...], titles: dict[str, str], sent: list[jobs.Delivery]) -> list[Row]:
    of_attempt: dict[UUID, list[jobs.Delivery]] = {}
    for delivery in sent:
        of_attempt.setdefault(delivery.attempt_id, []).append(delivery)
    return [Row(line, titles[line.activity], tuple(of_attempt.get(line.id, ()))) for line in lines]


@blueprint.get("/class/best-marks.csv")
def best_marks() -> Response:
    """Every learner's best mark in every activity, as a file for a spreadsheet."""
    visit = require_instructor()
    with transaction(parts().engine) as connection:
        marks = class_attempts.best_marks(connection, visit.context_key)
    titles = _titles([mark.activity for mark in marks])
    head = (
        gettext("Learner"),
        gettext("Id in the learning platform"),
        gettext("Exercise"),
        gettext("Best mark"),
        gettext("Out of"),
        gettext("Attempts"),
        gettext("Last submitted"),
    )
    body = csv_file([head, *(_cells(mark, titles[mark.activity]) for mark in marks)])
    name = gettext("Best marks of the class")
    return _download(body, f"{name} {_local(parts().now()):%Y-%m-%d}.csv")


def _cells(mark: BestMark, title: str) -> tuple[str | float, ...]:
    last = f"{_local(mark.last_at):%Y-%m-%d %H:%M}"
    points = round(mark.points, 2)
    return (mark.learner, mark.subject, title, points, mark.out_of, mark.attempts, last)


def _local(at: datetime) -> datetime:
    return at.astimezone(get_timezone(parts().settings.time_zone))


def _download(body: bytes, name: str) -> Response:
    response = Response(body, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
