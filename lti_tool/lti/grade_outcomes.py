"""What became of a score that was sent, told from the platform's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

LONGEST_TEXT = 500
LATER_WANTED = "later point in time"
"""Open edX says so, with a 400, where the specification asks for a 409."""
TEMPORARY = frozenset({401, 408, 409, 425, 429})
"""401 after a new token: the platform may not have fetched our newest key yet. 409 for a line item:
another sender is making it."""


@dataclass(frozen=True)
class Sent:
    """The platform took the score, for this line item."""

    line_item_url: str


@dataclass(frozen=True)
class AlreadyNewer:
    """The platform has a score of this learner that is as new or newer: nothing is left to do."""


@dataclass(frozen=True)
class Refused:
    """The platform will not take this score however often it is sent.

    `status` is its HTTP status, if it was asked at all; `text` is for an administrator.
    """

    status: int | None
    text: str


@dataclass(frozen=True)
class Unreachable:
    """The score did not arrive, but may if sent again (after `retry_after_s` seconds, if given)."""

    text: str
    retry_after_s: float | None


Outcome = Sent | AlreadyNewer | Refused | Unreachable


def wants_later(answer: requests.Response) -> bool:
    """Whether a score was turned away because the platform has one as new or newer."""
    if answer.status_code == requests.codes.bad_request:
        return LATER_WANTED in answer.text.lower()
    return bool(answer.status_code == requests.codes.conflict)


def failure_of(answer: requests.Response, now: datetime) -> Refused | Unreachable:
    """What any other answer but 2xx means."""
    status, text = answer.status_code, answer.text[:LONGEST_TEXT]
    if status in TEMPORARY or status >= 500:
        return Unreachable(f"HTTP {status}: {text}", _retry_after_s(answer, now))
    return Refused(status, text)


def _retry_after_s(answer: requests.Response, now: datetime) -> float | None:
    """The header's seconds, or those until its date; None if it says neither."""
    value = answer.headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
