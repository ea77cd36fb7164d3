"""The activities that the tool offers: exercises found by entry point, packages found in their
folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Literal

from lti_tool import packages
from xblocks.attempt import Text, text

LEARNER_FILE = "file"
BARE_XBLOCK = "xblock/"
PACKAGE = "package/"


@dataclass(frozen=True)
class Exercise:
    """An XBlock activity: its id, its title in both languages and its OLX."""

    id: str
    title: Text
    olx: str


Kind = Literal["exercise", "package", "file", "unknown"]


@cache
def exercises() -> Mapping[str, Exercise]:
    """Every ready exercise of the installed libraries (entry-point group ``gongxue.library``)."""
    found = {}
    for point in entry_points(group="gongxue.library"):
        for activity, title, olx in point.load()():
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
    if activity.startswith(PACKAGE):
        return "package"
    return "exercise" if olx_of(activity) else "unknown"


def title_of(activity: str, packages_folder: str) -> Text:
    """The activity's title in both languages, or its id where it is not installed any more."""
    exercise = exercises().get(activity)
    if exercise:
        return exercise.title
    package = packages.find(Path(packages_folder), activity.removeprefix(PACKAGE))
    title = package.title if package and activity.startswith(PACKAGE) else activity
    return text(title, title)
