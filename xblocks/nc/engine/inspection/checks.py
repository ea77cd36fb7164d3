"""One measured characteristic of a part, and whether it is within its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from xblocks.nc.engine.inspection.probing import REACH_MM, Wall
from xblocks.nc.engine.inspection.regions import Place
from xblocks.nc.engine.inspection.target import Limits

MM, DEG, UM = "mm", "deg", "um"

UNCERTAINTIES: Mapping[str, float] = {MM: 0.002, DEG: 0.02, UM: 0.0}
"""What the probe may err by; within it the judgement is for the part."""

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Check:
    """A characteristic: its nominal value, by how much it is off, its limits, and the line that
    made it so.

    A positive deviation of a size or wall is too large; of a depth, too deep; of a corner, fillet
    or profile, material left. `beyond_reach` tells that it is at least so much. `unit` is ``mm``,
    ``deg`` or ``um``; `at_mm` is where it was measured worst; `number` counts the holes of a
    pattern from 1; `weight` is how many of the feature's checks it stands for.
    """

    id: str
    nominal: float
    deviation: float
    limits: Limits
    line: int
    beyond_reach: bool = False
    unit: str = MM
    at_mm: Place | None = None
    number: int = 0
    weight: int = 1

    @property
    def passed(self) -> bool:
        """Whether the deviation is within its limits."""
        off = UNCERTAINTIES[self.unit]
        return self.limits.lower - off <= self.deviation <= self.limits.upper + off


def worst(found: Sequence[_Found], limits: Limits, deviation: Callable[[_Found], float]) -> _Found:
    """The one that is furthest from the middle of its limits, the first of several."""
    middle = (limits.lower + limits.upper) / 2
    return max(found, key=lambda one: abs(deviation(one) - middle))


def wall_check(
    name: str,
    nominal: float,
    deviation: float,
    limits: Limits,
    walls: Sequence[Wall],
) -> Check:
    """The check, blamed on the wall that is furthest off."""
    blamed = max(walls, key=lambda wall: abs(wall.offset_mm))
    return Check(
        name,
        nominal,
        round(deviation, 4),
        limits,
        blamed.line,
        beyond_reach=abs(blamed.offset_mm) >= REACH_MM,
        at_mm=place_of(blamed),
    )


def place_of(wall: Wall) -> Place:
    """Where a wall's station is."""
    return wall.station.x_mm, wall.station.y_mm
