"""The solid that a moving tool sweeps, as the lowest height it reaches at any place.

`lowest` is exact (to rounding) for flat and ball end mills along straight lines, level or sloped,
and along arcs and helices in the XY plane for flat tools, level arcs for ball tools. What is left
(ball helices, arcs in ZX and YZ) is taken as chords.

For a place P and a path c(t) with tip height z(t), the envelope is the minimum over t of
z(t) + f(|P - c(t)|), where f is 0 inside a flat tool and r - sqrt(r^2 - d^2) inside a ball. On a
line both have closed forms: the flat tool's minimum is at the end of the interval in which the
disc covers P; the ball's is where the slope of the path equals the slope of the sphere, held
within that interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.machine import BALL, Vector
from xblocks.nc.engine.moves import ARC, Move, arc_points

Floats = npt.NDArray[np.float64]

CHORD_ERROR_MM = 0.005
_EVEN_RADIUS_MM = 0.002
_SAME_POINT_MM = 1e-9


@dataclass(frozen=True, slots=True)
class Turn:
    """An arc of constant radius in XY: `sweep_rad` is positive counter-clockwise."""

    x_mm: float
    y_mm: float
    radius_mm: float
    start_rad: float
    sweep_rad: float


@dataclass(frozen=True, slots=True)
class Sweep:
    """A tool of `radius_mm` whose tip goes from `start` to `end`, straight or along `turn`."""

    start: Vector
    end: Vector
    radius_mm: float
    ball: bool
    line: int
    turn: Turn | None = None

    @property
    def bottom_mm(self) -> float:
        """The lowest height that the tip reaches."""
        return min(self.start[2], self.end[2])

    def bounds(self) -> tuple[float, float, float, float]:
        """Least x, least y, greatest x, greatest y that the sweep covers (for arcs, at most)."""
        if self.turn is not None:
            reach = self.turn.radius_mm + self.radius_mm
            x, y = self.turn.x_mm, self.turn.y_mm
            return x - reach, y - reach, x + reach, y + reach
        (xa, ya, _), (xb, yb, _), r = self.start, self.end, self.radius_mm
        return min(xa, xb) - r, min(ya, yb) - r, max(xa, xb) + r, max(ya, yb) + r


def sweeps_of(
    move: Move, start: Vector, end: Vector, radius_mm: float, shape: str
) -> tuple[Sweep, ...]:
    """The sweeps of a move whose tip goes from `start` to `end`; the arc's centre moves along."""
    ball = shape == BALL
    arc = move.arc
    if move.kind != ARC or arc is None:
        return (Sweep(start, end, radius_mm, ball, move.line),)
    even = abs(arc.start_radius_mm - arc.end_radius_mm) <= _EVEN_RADIUS_MM
    level = abs(start[2] - end[2]) < _SAME_POINT_MM
    if arc.plane == "xy" and even and (level or not ball):
        turn = Turn(
            arc.first_mm + start[0] - move.start[0],
            arc.second_mm + start[1] - move.start[1],
            (arc.start_radius_mm + arc.end_radius_mm) / 2,
            arc.start_rad,
            arc.sweep_rad,
        )
        return (Sweep(start, end, radius_mm, ball, move.line, turn),)
    points = arc_points(arc, move.start, move.end, CHORD_ERROR_MM)
    dx, dy, dz = (start[axis] - move.start[axis] for axis in range(3))
    shifted = [(x + dx, y + dy, z + dz) for x, y, z in points]
    return tuple(Sweep(a, b, radius_mm, ball, move.line) for a, b in pairwise(shifted))


def lowest(sweep: Sweep, x: Floats, y: Floats) -> Floats:
    """The lowest height of the sweep at each place (`x` and `y` broadcast); infinity where it
    isn't."""
    if sweep.turn is not None:
        if sweep.ball:
            return _ball_level_turn(sweep, sweep.turn, x, y)
        return _flat_turn(sweep, sweep.turn, x, y)
    length = math.hypot(sweep.end[0] - sweep.start[0], sweep.end[1] - sweep.start[1])
    if length < _SAME_POINT_MM:
        return _stamp(sweep, x, y)
    along, aside = _frame(sweep, length, x, y)
    room = sweep.radius_mm**2 - aside * aside
    with np.errstate(invalid="ignore"):
        half = np.sqrt(room)
    if sweep.ball:
        return _ball_line(sweep, length, along, room, half)
    return _flat_line(sweep, length, along, half)


def _frame(sweep: Sweep, length: float, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Distances along the line from its start, and aside from it."""
    ux = (sweep.end[0] - sweep.start[0]) / length
    uy = (sweep.end[1] - sweep.start[1]) / length
    px, py = x - sweep.start[0], y - sweep.start[1]
    return px * ux + py * uy, py * ux - px * uy


def _stamp(sweep: Sweep, x: Floats, y: Floats) -> Floats:
    bottom, r = sweep.bottom_mm, sweep.radius_mm
    distance2 = (x - sweep.start[0]) ** 2 + (y - sweep.start[1]) ** 2
    if not sweep.ball:
        return np.where(distance2 <= r * r, bottom, np.inf)
    return _ball_above(bottom, r, distance2)


def _ball_above(tip: float | Floats, r: float, distance2: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.where(distance2 <= r * r, tip + r - np.sqrt(r * r - distance2), np.inf)


def _flat_line(sweep: Sweep, length: float, along: Floats, half: Floats) -> Floats:
    """`half` is NaN beside the path, which makes every comparison false there."""
    z0, z1 = sweep.start[2], sweep.end[2]
    first = np.maximum(along - half, 0.0)
    last = np.minimum(along + half, length)
    if z0 == z1:
        return np.where(first <= last, z0, np.inf)
    best = last if z1 < z0 else first
    return np.where(first <= last, z0 + (z1 - z0) / length * best, np.inf)


def _ball_line(sweep: Sweep, length: float, along: Floats, room: Floats, half: Floats) -> Floats:
    z0, z1 = sweep.start[2], sweep.end[2]
    slope = (z1 - z0) / length
    # behind: how far the ball's centre is behind the place when it touches lowest
    behind = half * (slope / math.sqrt(1 + slope * slope))
    behind = np.minimum(np.maximum(behind, along - length), along)
    with np.errstate(invalid="ignore"):
        height = z0 + sweep.radius_mm + slope * (along - behind) - np.sqrt(room - behind * behind)
    return np.where(np.abs(behind) <= half, height, np.inf)


def _ahead(turn: Turn, x: Floats, y: Floats) -> tuple[Floats, Any]:
    """The angle from the arc's start to each place in the direction of travel, and the distance."""
    dx, dy = x - turn.x_mm, y - turn.y_mm
    direction = math.copysign(1.0, turn.sweep_rad)
    angle = (direction * (np.arctan2(dy, dx) - turn.start_rad)) % (2 * math.pi)
    return angle, np.hypot(dx, dy)


def _flat_turn(sweep: Sweep, turn: Turn, x: Floats, y: Floats) -> Floats:
    """The disc covers a place while the angle is within `half` of its own, whole turns included."""
    angle, distance = _ahead(turn, x, y)
    r, ra, whole = sweep.radius_mm, turn.radius_mm, abs(turn.sweep_rad)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = (distance**2 + ra**2 - r**2) / (2 * distance * ra)
    half = np.where(
        distance + ra <= r, 2 * math.pi, np.arccos(np.clip(np.nan_to_num(cosine, nan=1.0), -1, 1))
    )
    reached = (np.abs(distance - ra) <= r) | (distance + ra <= r)
    slope = (sweep.end[2] - sweep.start[2]) / whole
    result = np.full(angle.shape, np.inf)
    for turns in (-2 * math.pi, 0.0, 2 * math.pi):
        first = np.maximum(angle + turns - half, 0.0)
        last = np.minimum(angle + turns + half, whole)
        best = last if slope < 0 else first
        covered = reached & (first <= last)
        result = np.where(covered, np.minimum(result, sweep.start[2] + slope * best), result)
    return result


def _ball_level_turn(sweep: Sweep, turn: Turn, x: Floats, y: Floats) -> Floats:
    angle, distance = _ahead(turn, x, y)
    to_start2 = (x - sweep.start[0]) ** 2 + (y - sweep.start[1]) ** 2
    to_end2 = (x - sweep.end[0]) ** 2 + (y - sweep.end[1]) ** 2
    nearest2 = np.where(
        angle <= abs(turn.sweep_rad),
        (distance - turn.radius_mm) ** 2,
        np.minimum(to_start2, to_end2),
    )
    return _ball_above(sweep.start[2], sweep.radius_mm, nearest2)
