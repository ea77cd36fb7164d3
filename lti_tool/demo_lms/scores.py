"""Scores and line items as tools send them: read, checked, and refused with a reason.

After Assignment and Grade Services 2.0. A refusal speaks to the tool's programmer: a stable id and
an English sentence.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lti1p3platform.score import ActivityProgress, GradeProgress

LABEL_LIMIT = 255
NUMBER_LIMIT = 1e9
FULLY_GRADED = GradeProgress.FULLYGRADED.value


@dataclass(frozen=True)
class BadBody:
    """What is wrong with a body: a stable id and a sentence."""

    id: str
    message: str


@dataclass(frozen=True)
class Score:
    """A learner's score for a line item at a moment.

    `given` is None when there is nothing to give yet; else `given` >= 0 and `maximum` > 0, and more
    than the maximum is extra credit.
    """

    user_id: uuid.UUID
    timestamp: datetime
    given: float | None
    maximum: float | None
    activity_progress: str
    grading_progress: str
    comment: str | None


@dataclass(frozen=True)
class LineItem:
    """A column of the gradebook as a tool describes it."""

    label: str
    score_maximum: float
    link_id: uuid.UUID | None
    resource_id: str | None
    tag: str | None


class _Bad(Exception):
    def __init__(self, bad_id: str, message: str) -> None:
        self.body = BadBody(bad_id, message)


def read_score(fields: Mapping[str, Any]) -> Score | BadBody:
    """The score that a JSON object states, or the first thing that is wrong with it."""
    try:
        given, maximum = _points(fields)
        return Score(
            user_id=_user_id(fields),
            timestamp=_timestamp(fields),
            given=given,
            maximum=maximum,
            activity_progress=_one_of(
                fields, "activityProgress", {each.value for each in ActivityProgress}
            ),
            grading_progress=_one_of(
                fields, "gradingProgress", {each.value for each in GradeProgress}
            ),
            comment=_optional_text(fields, "comment"),
        )
    except _Bad as bad:
        return bad.body


def read_line_item(fields: Mapping[str, Any]) -> LineItem | BadBody:
    """The line item that a JSON object describes, or the first thing that is wrong with it."""
    try:
        label = _optional_text(fields, "label")
        if not label or not label.strip() or len(label) > LABEL_LIMIT:
            raise _Bad("bad-label", f"label must be a text of 1 to {LABEL_LIMIT} characters")
        maximum = _number(fields, "scoreMaximum")
        if maximum is None or maximum <= 0:
            raise _Bad("bad-maximum", "scoreMaximum must be a number above 0")
        return LineItem(
            label=label.strip(),
            score_maximum=maximum,
            link_id=_link_id(fields),
            resource_id=_optional_text(fields, "resourceId"),
            tag=_optional_text(fields, "tag"),
        )
    except _Bad as bad:
        return bad.body


def _points(fields: Mapping[str, Any]) -> tuple[float | None, float | None]:
    given, maximum = _number(fields, "scoreGiven"), _number(fields, "scoreMaximum")
    if given is not None and given < 0:
        raise _Bad("bad-score", "scoreGiven must be 0 or more")
    if given is not None and maximum is None:
        raise _Bad("bad-maximum", "scoreMaximum must come with scoreGiven")
    if maximum is not None and maximum <= 0:
        raise _Bad("bad-maximum", "scoreMaximum must be above 0")
    return given, maximum


def _number(fields: Mapping[str, Any], name: str) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _Bad("not-a-number", f"{name} must be a number")
    if not abs(value) <= NUMBER_LIMIT:
        raise _Bad("not-a-number", f"{name} must be a number below {NUMBER_LIMIT:g}")
    return float(value)


def _user_id(fields: Mapping[str, Any]) -> uuid.UUID:
    value = fields.get("userId")
    if not isinstance(value, str):
        raise _Bad("no-user", "userId must be a text")
    try:
        return uuid.UUID(value)
    except ValueError:
        raise _Bad("unknown-user", f"userId {value!r} is nobody in this course") from None


def _link_id(fields: Mapping[str, Any]) -> uuid.UUID | None:
    value = _optional_text(fields, "resourceLinkId")
    try:
        return None if value is None else uuid.UUID(value)
    except ValueError:
        raise _Bad("unknown-link", f"resourceLinkId {value!r} is no link of this course") from None


def _timestamp(fields: Mapping[str, Any]) -> datetime:
    value = fields.get("timestamp")
    message = "timestamp must be ISO 8601 with a time zone, such as 2026-11-21T20:15:00+08:00"
    if not isinstance(value, str) or "T" not in value:
        raise _Bad("bad-timestamp", message)
    try:
        moment = datetime.fromisoformat(value)
        zoned = moment.tzinfo is not None
        in_utc = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Bad("bad-timestamp", message) from None
    if not zoned:
        raise _Bad("bad-timestamp", message)
    return in_utc


def _one_of(fields: Mapping[str, Any], name: str, values: set[str]) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or value not in values:
        raise _Bad("bad-progress", f"{name} must be one of {', '.join(sorted(values))}")
    return value


def _optional_text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and (not isinstance(value, str) or "\0" in value):
        raise _Bad("not-a-text", f"{name} must be a text")
    return value
