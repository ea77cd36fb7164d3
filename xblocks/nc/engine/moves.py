"""What the machine does, move by move: the interpreter's result."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.turning.lathe_moves import Spindle

RAPID, FEED, ARC, DWELL, TOOL, STOP = "rapid", "feed", "arc", "dwell", "tool", "stop"
THREAD = "thread"

PLANES: dict[str, tuple[int, int, int]] = {"xy": (0, 1, 2), "zx": (2, 0, 1), "yz": (1, 2, 0)}
"""First axis, second axis and normal of each plane; counter-clockwise is from first to second."""


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc or helix about a line normal to `plane`.

    `first_mm` and `second_mm` are the centre on the plane's axes, in the coordinates of the move's
    ends. `sweep_rad` is positive counter-clockwise, at most a full turn. The radius goes evenly
    from `start_radius_mm` to `end_radius_mm`, which differ by no more than the control tolerates.
    """

    plane: str
    first_mm: float
    second_mm: float
    start_rad: float
    sweep_rad: float
    start_radius_mm: float
    end_radius_mm: float

    @property
    def length_mm(self) -> float:
        """The length of the path in its plane, on which F counts."""
        return abs(self.sweep_rad) * (self.start_radius_mm + self.end_radius_mm) / 2


@dataclass(frozen=True, slots=True)
class Turning:
    """What a move on a lathe says besides: its spindle, and its feed a turn or a minute; of a
    thread the lead, and the turns past the index mark at its start."""

    spindle: Spindle
    feed_mm: float = 0.0
    per_minute: bool = False
    turned: float = 0.0


@dataclass(frozen=True, slots=True)
class Move:
    """One motion, dwell, tool change or stop.

    `start` and `end` are the spindle nose in machine coordinates; `offset` is what to take off to
    get what the program says (work coordinates plus length offset). `spindle_rpm` is negative for
    M04. `feed_mm_per_min` is the rate along the path, for a rapid that of the rapid. At an
    `exact_stop` (G09, G61) the machine comes to rest before the next move.
    """

    kind: str
    line: int
    start: Vector
    end: Vector
    duration_s: float
    tool: int
    spindle_rpm: float
    coolant: bool
    offset: Vector
    feed_mm_per_min: float = 0.0
    arc: Arc | None = None
    turning: Turning | None = None
    exact_stop: bool = False


@dataclass(frozen=True, slots=True)
class Feeding:
    """A move at feed: its line, how long it took, and whether it cut material or only air."""

    line: int
    duration_s: float
    cuts: bool


def chord_count(arc: Arc, chord_error_mm: float) -> int:
    """How many chords follow the arc, off by no more than given."""
    radius = max(arc.start_radius_mm, arc.end_radius_mm, 1e-9)
    half = 2 * math.asin(math.sqrt(min(0.25, chord_error_mm / (2 * radius))))
    return max(1, math.ceil(abs(arc.sweep_rad) / (2 * half)))


def arc_points(arc: Arc, start: Vector, end: Vector, chord_error_mm: float) -> list[Vector]:
    """Points on the arc from `start` to `end`, both included, the chords off by no more than
    given."""
    count = chord_count(arc, chord_error_mm)
    first, second, normal = PLANES[arc.plane]
    points = [start]
    for step in range(1, count):
        share = step / count
        angle = arc.start_rad + share * arc.sweep_rad
        reach = arc.start_radius_mm + share * (arc.end_radius_mm - arc.start_radius_mm)
        point = [0.0, 0.0, 0.0]
        point[first] = arc.first_mm + reach * math.cos(angle)
        point[second] = arc.second_mm + reach * math.sin(angle)
        point[normal] = start[normal] + share * (end[normal] - start[normal])
        points.append((point[0], point[1], point[2]))
    points.append(end)
    return points


def arc_bounds(arc: Arc, start: Vector, end: Vector) -> tuple[Vector, Vector]:
    """The lowest and highest coordinates that the arc reaches."""
    low = [min(a, b) for a, b in zip(start, end, strict=True)]
    high = [max(a, b) for a, b in zip(start, end, strict=True)]
    first, second, _ = PLANES[arc.plane]
    radius = max(arc.start_radius_mm, arc.end_radius_mm)
    turn = math.copysign(1.0, arc.sweep_rad)
    for quarter in range(4):
        ahead = (turn * (quarter * math.pi / 2 - arc.start_rad)) % (2 * math.pi)
        if ahead > abs(arc.sweep_rad):
            continue
        axis, centre = (first, arc.first_mm) if quarter % 2 == 0 else (second, arc.second_mm)
        if quarter < 2:
            high[axis] = max(high[axis], centre + radius)
        else:
            low[axis] = min(low[axis], centre - radius)
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])
