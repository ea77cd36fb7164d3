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


def kind_of(activity: str) -> Kind:
    """What sort of activity an id names."""
    if activity == LEARNER_FILE:
        return "file"
    if activity.startswith("package/"):
        return "package"
    return "exercise" if activity in exercises() else "unknown"
