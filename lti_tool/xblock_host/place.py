"""Where and for whom an activity is shown, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import webob

from xblocks.attempt import Text


@dataclass(frozen=True)
class Place:
    """One activity at one place of a course, as one person sees it.

    `usage` names the place: learners' work is kept under it, so that two places that show the same
    OLX keep it apart. `handler_url(usage id, handler, suffix)` and `resource_url(block type, uri)`
    make the URLs that blocks hand out.
    """

    usage: str
    olx: str
    user_id: str
    is_staff: bool
    language: str
    handler_url: Callable[[str, str, str], str]
    resource_url: Callable[[str, str], str]


@dataclass(frozen=True)
class Event:
    """Something that a block published. `sequence` counts from 0 within the request."""

    sequence: int
    usage: str
    block_type: str
    kind: str
    data: Any


@dataclass(frozen=True)
class GradeEvent:
    """A grade that a block published for the person who uses it: finite, `max_value` 0 or more.

    `only_if_higher` is as the block said; it may have said nothing. `attempt` is the graded attempt
    as JSON, from a block that hands one out.
    """

    sequence: int
    usage: str
    block_type: str
    value: float
    max_value: float
    only_if_higher: bool | None
    attempt: dict[str, Any] | None

    @property
    def scaled(self) -> float | None:
        """The grade between 0 and 1; None for an activity that is worth nothing."""
        if self.max_value == 0:
            return None
        return min(1.0, max(0.0, self.value / self.max_value))


@dataclass(frozen=True)
class Resource:
    """A script, a style or a piece of HTML that a page needs: its text, or the URL of it."""

    kind: Literal["text", "url"]
    data: str
    mimetype: str


@dataclass(frozen=True)
class Page:
    """A rendered view. Every resource stands once, in the order in which blocks asked for it."""

    html: str
    head: tuple[Resource, ...]
    foot: tuple[Resource, ...]
    grades: tuple[GradeEvent, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Handled:
    """What a handler answered, and what was published on the way."""

    response: webob.Response
    grades: tuple[GradeEvent, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Refused:
    """A request that nothing came of: nothing was stored. `status` is the HTTP status to answer."""

    id: str
    status: int
    message: Text


@dataclass(frozen=True)
class ResourceFile:
    """A file that a block serves, and the version of all the files beside it."""

    content: bytes
    mimetype: str
    version: str


def grades_among(events: tuple[Event, ...]) -> tuple[GradeEvent, ...]:
    """The grades, in their order. A grade event without two finite numbers gives none."""
    return tuple(grade for event in events if (grade := _grade_of(event)) is not None)


def _grade_of(event: Event) -> GradeEvent | None:
    if event.kind != "grade" or not isinstance(event.data, Mapping):
        return None
    value, max_value = _number(event.data.get("value")), _number(event.data.get("max_value"))
    if value is None or max_value is None or max_value < 0:
        return None
    return GradeEvent(
        sequence=event.sequence,
        usage=event.usage,
        block_type=event.block_type,
        value=value,
        max_value=max_value,
        only_if_higher=event.data.get("only_if_higher"),
        attempt=event.data.get("attempt"),
    )


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) < float("inf") else None
