"""The half section while it is turned, for the browser to play forwards and backwards.

A section is written as one list: the corners of each outline (see `view`), and an empty one after
it. A stage is ``[move, at, gone, corners]``: during that move of the run `gone` entries of the list
give way to others from the place `at` on. So a stage is undone by putting back what it replaced.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.turning.making import Turning
from xblocks.nc.turning.view import section_view

MOST_STAGES = 2_000
MOST_CORNERS = 200_000
"""Where a program changes more of the section, its stages become longer."""

Corners = list[list[float]]
Stage = list[Any]


def stages_view(stock: Profile, made: Turning) -> list[Stage]:
    """The stages that lead from the stock to the part that was made, in the run's order. They have
    no more corners than `MOST_CORNERS` and those of the part."""
    shown, stages, corners = _corners(stock), list[Stage](), 0
    changes = list(_changes(stock, made))
    for number, (move, part) in enumerate(changes, start=1):
        if corners > MOST_CORNERS * number / len(changes) and number < len(changes):
            continue
        now = _corners(part)
        if now != shown:
            stages.append([move, *_difference(shown, now)])
            corners, shown = corners + len(stages[-1][-1]), now
    return stages


def _changes(stock: Profile, made: Turning) -> Sequence[tuple[int, Profile]]:
    """The moves of the run that left another part than was there, or the last of some of them."""
    changes: list[tuple[int, Profile]] = []
    before = stock
    for owner, passed in zip(made.owners, made.turned.passed, strict=False):
        if passed.left is not before:
            changes.append((owner, passed.left))
            before = passed.left
    together = math.ceil(len(changes) / MOST_STAGES)
    return changes[::-together][::-1] if changes else []


def _corners(part: Profile) -> Corners:
    return [corner for outline in section_view(part) for corner in (*outline, [])]


def _difference(before: Corners, after: Corners) -> tuple[int, int, Corners]:
    """From where on how many entries give way to which."""
    shorter = min(len(before), len(after))
    begin = _alike(zip(before, after, strict=False))
    end = min(_alike(zip(reversed(before), reversed(after), strict=False)), shorter - begin)
    return begin, len(before) - begin - end, after[begin : len(after) - end]


def _alike(pairs: Iterator[tuple[list[float], list[float]]]) -> int:
    """How many pairs at the beginning are alike."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
