"""What a lathe does, move by move: the result of interpreting a program, cycles included.

Programs write X as a diameter; here every point is (z, r). `x_diameter_mm` gives the program's
number back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from xblocks.nc.engine.turning.contour import Edge

RAPID, FEED, THREAD = "rapid", "feed", "thread"

_CURVED_PARTS = 16


@dataclass(frozen=True, slots=True)
class Element:
    """One motion of the programmed point, the tool's imaginary tip.

    `feed_mm` is per turn of the spindle, or with `per_minute` per minute; for a rapid 0; for a
    thread it is the lead, above 0, along z or, where r goes further, along r. `turned` is by how
    many turns the spindle is past its index mark when a thread element begins.
    """

    kind: str
    path: Edge
    line: int
    feed_mm: float = 0.0
    per_minute: bool = False
    turned: float = 0.0

    @property
    def x_diameter_mm(self) -> float:
        """The X that the program would state for the end."""
        return 2 * self.path.end[1]


@dataclass(frozen=True, slots=True)
class Spindle:
    """`rpm` under G97, or `surface_m_per_min` under G96 held below `limit_rpm` (G50 S); `sense` is
    1 for M03, -1 for M04 and 0 at rest."""

    sense: int
    rpm: float = 0.0
    surface_m_per_min: float = 0.0
    limit_rpm: float = math.inf

    def rpm_at(self, r_mm: float, max_rpm: float) -> float:
        """The speed with the tool at this radius."""
        if not self.surface_m_per_min:
            return min(self.rpm, max_rpm)
        largest = min(self.limit_rpm, max_rpm)
        if r_mm <= 0:
            return largest
        return min(1000 * self.surface_m_per_min / (2 * math.pi * r_mm), largest)


@dataclass(frozen=True, slots=True)
class LatheMove:
    """An element with the tool and the spindle in force. `tool` 0 is an empty turret station."""

    element: Element
    tool: int
    spindle: Spindle


def feed_duration_s(element: Element, spindle: Spindle, max_rpm: float) -> float:
    """The time of an element at feed; infinite if the spindle or the feed stands still.

    Under constant surface speed the path is taken in parts, each at the speed of its middle: exact
    along a line while the speed is below its limit.
    """
    path = element.path
    varies = spindle.surface_m_per_min > 0 and (path.centre or path.start[1] != path.end[1])
    parts = _CURVED_PARTS if varies else 1
    length = path.length_mm
    if element.kind == THREAD:
        length = max(abs(b - a) for a, b in zip(path.start, path.end, strict=True))
    minutes = 0.0
    for part in range(parts):
        rate = feed_rate(element, spindle, path.at((part + 0.5) / parts)[1], max_rpm)
        if rate <= 0:
            return math.inf
        minutes += length / parts / rate
    return minutes * 60


def feed_rate(element: Element, spindle: Spindle, r_mm: float, max_rpm: float) -> float:
    """The feed at a radius, in mm/min; 0 if it waits for a spindle that stands."""
    if element.per_minute:
        return element.feed_mm
    return spindle.rpm_at(abs(r_mm), max_rpm) * element.feed_mm * abs(spindle.sense)
