"""The activities that the tool offers: exercises found by entry point, packages found in their
folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Literal

from lxml import etree

LEARNER_FILE = "file"
BARE_XBLOCK = "xblock/"


@dataclass(frozen=True)
class Exercise:
    """An XBlock activity: its id, its title and its OLX."""

    id: str
    title: str
    olx: str


Kind = Literal["exercise", "package", "file", "unknown"]


@cache
def exercises() -> Mapping[str, Exercise]:
    """Every ready exercise of the installed libraries (entry-point group ``gongxue.library``)."""
    found = {}
    for point in entry_points(group="gongxue.library"):
        for activity, olx in point.load()():
            title = etree.fromstring(olx.encode()).get("display_name", activity)
            found[activity] = Exercise(activity, title, olx)
    return found


def olx_of(activity: str) -> str | None:
    """The OLX of a library's exercise, or of ``xblock/<type>``: an installed XBlock as it comes."""
    exercise = exercises().get(activity)
    if exercise:
        return exercise.olx
    block_type = activity.removeprefix(BARE_XBLOCK)
    installed = entry_points(group="xblock.v1", name=block_type)
    return f"<{block_type}/>" if activity.startswith(BARE_XBLOCK) and installed else None


def kind_of(activity: str) -> Kind:
    """What sort of activity an id names."""
    if activity == LEARNER_FILE:
        return "file"
    if activity.startswith("package/"):
        return "package"
    return "exercise" if olx_of(activity) else "unknown"


def title_of(activity: str) -> str:
    """The activity's title, or its id where it is not installed any more."""
    exercise = exercises().get(activity)
    return exercise.title if exercise else activity
