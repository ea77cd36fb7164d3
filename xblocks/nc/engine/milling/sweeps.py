"""The solid that a moving tool sweeps, as the lowest height it reaches at any place.

For a place P and a path c(t) with tip height z(t), the envelope is the minimum over t of
z(t) + f(|P - c(t)|), where f is the rise of the tool's underside (see `forms`). `lowest` is exact,
to rounding, for every form along straight lines, level, sloped or plunging, and along level arcs
in XY; along helices for level undersides, and for the others by bisection (`helices`). Arcs in ZX
and YZ, and those whose two radii differ, are taken as chords `CHORD_ERROR_MM` off at most.

On a level path the nearest point of the path is the lowest. On a sloped line the height is a convex
function of how far the tool is behind the place, so its minimum is where the path is as steep as
the underside, held within the line and within the rim.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.milling.forms import CONE, LEVEL, ROUND, Floats, Form
from xblocks.nc.engine.milling.reach import rim_touch
from xblocks.nc.engine.moves import ARC, Arc, Move, arc_bounds, arc_points

CHORD_ERROR_MM = 0.001
_EVEN_RADIUS_MM = 0.002
SAME_POINT_MM = 1e-9


@dataclass(frozen=True, slots=True)
class Turn:
    """An arc of constant radius in XY: `sweep_rad` is positive counter-clockwise."""

    x_mm: float
    y_mm: float
    radius_mm: float
    start_rad: float
    sweep_rad: float

    def arc(self) -> Arc:
        """The same as an arc of a move."""
        r = self.radius_mm
        return Arc("xy", self.x_mm, self.y_mm, self.start_rad, self.sweep_rad, r, r)


@dataclass(frozen=True, slots=True)
class Sweep:
    """A form whose lowest point goes from `start` to `end`, straight or along `turn`."""

    start: Vector
    end: Vector
    form: Form
    line: int
    turn: Turn | None = None

    @property
    def bottom_mm(self) -> float:
        """The lowest height that the form reaches."""
        return min(self.start[2], self.end[2])

    @property
    def is_plunge(self) -> bool:
        """Whether it goes straight up or down."""
        level = math.hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])
        return self.turn is None and level < SAME_POINT_MM

    def direction(self) -> tuple[float, float, float]:
        """Length in the XY plane, not 0, and the unit vector there, of a straight sweep."""
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        length = math.hypot(dx, dy)
        return length, dx / length, dy / length

    def bounds(self) -> tuple[float, float, float, float]:
        """Least x, least y, greatest x, greatest y that the sweep covers."""
        (xa, ya, _), (xb, yb, _), r = self.start, self.end, self.form.radius_mm
        if self.turn is not None:
            (xa, ya, _), (xb, yb, _) = arc_bounds(self.turn.arc(), self.start, self.end)
        return min(xa, xb) - r, min(ya, yb) - r, max(xa, xb) + r, max(ya, yb) + r

    def chords(self, error_mm: float) -> tuple[Sweep, ...]:
        """The sweep along straight lines that are off its arc by no more than given."""
        if self.turn is None:
            return (self,)
        points = arc_points(self.turn.arc(), self.start, self.end, error_mm)
        return tuple(replace(self, start=a, end=b, turn=None) for a, b in pairwise(points))


def sweeps_of(move: Move, start: Vector, end: Vector, forms: Sequence[Form]) -> tuple[Sweep, ...]:
    """The sweeps of a move whose tip goes from `start` to `end`; the arc's centre moves along."""
    return tuple(sweep for form in forms for sweep in _sweeps_of_form(move, start, end, form))


def _sweeps_of_form(move: Move, start: Vector, end: Vector, form: Form) -> tuple[Sweep, ...]:
    up = form.above_mm
    start, end = (start[0], start[1], start[2] + up), (end[0], end[1], end[2] + up)
    arc = move.arc
    if move.kind != ARC or arc is None:
        return (Sweep(start, end, form, move.line),)
    if arc.plane == "xy" and abs(arc.start_radius_mm - arc.end_radius_mm) <= _EVEN_RADIUS_MM:
        turn = Turn(
            arc.first_mm + start[0] - move.start[0],
            arc.second_mm + start[1] - move.start[1],
            (arc.start_radius_mm + arc.end_radius_mm) / 2,
            arc.start_rad,
            arc.sweep_rad,
        )
        return (Sweep(start, end, form, move.line, turn),)
    points = arc_points(arc, move.start, move.end, CHORD_ERROR_MM)
    dx, dy, dz = (start[axis] - move.start[axis] for axis in range(3))
    shifted = [(x + dx, y + dy, z + dz) for x, y, z in points]
    return tuple(Sweep(a, b, form, move.line) for a, b in pairwise(shifted))


def lowest(sweep: Sweep, x: Floats, y: Floats) -> Floats:
    """The lowest height of the sweep at each place (`x` and `y` broadcast); infinity where it
    isn't."""
    z0, z1 = sweep.start[2], sweep.end[2]
    if sweep.turn is not None:
        if abs(z0 - z1) >= SAME_POINT_MM:
            return _helix(sweep, sweep.turn, x, y)
        return _over(sweep, _turn_distance2(sweep, sweep.turn, x, y))
    if sweep.is_plunge:
        return _over(sweep, (x - sweep.start[0]) ** 2 + (y - sweep.start[1]) ** 2)
    length, ux, uy = sweep.direction()
    px, py = x - sweep.start[0], y - sweep.start[1]
    along, aside = px * ux + py * uy, py * ux - px * uy
    if z0 == z1:
        behind = np.minimum(np.maximum(along - length, 0.0), along)
        return _over(sweep, behind * behind + aside * aside)
    return _sloped(sweep, length, along, aside)


def _over(sweep: Sweep, distance2: Floats) -> Floats:
    """The height of the form at its lowest over places at these squared distances from it."""
    form = sweep.form
    inside = distance2 <= form.radius_mm * form.radius_mm
    if form.kind == LEVEL:
        return np.where(inside, sweep.bottom_mm, np.inf)
    return np.where(inside, sweep.bottom_mm + form.rise(distance2), np.inf)


# -- lines -----------------------------------------------------------------------------------------


def _sloped(sweep: Sweep, length: float, along: Floats, aside: Floats) -> Floats:
    form = sweep.form
    climb = (sweep.end[2] - sweep.start[2]) / length
    aside2 = aside * aside
    room = form.radius_mm * form.radius_mm - aside2
    half = np.sqrt(np.maximum(room, 0.0))
    # behind: how far the tool is behind the place when it touches lowest, ahead if negative
    behind = math.copysign(1.0, climb) * _behind(form, abs(climb), aside2, half)
    behind = np.minimum(np.maximum(behind, along - length), along)
    inside = (room >= 0) & (np.abs(behind) <= half)
    height = sweep.start[2] + climb * (along - behind)
    if form.kind != LEVEL:
        height += form.rise(behind * behind + aside2)
    return np.where(inside, height, np.inf)


def _behind(form: Form, climb: float, aside2: Floats, half: Floats) -> Floats:
    """How far behind the place the lowest touch is on an endless line, 0 to `half`."""
    if form.kind == LEVEL:
        return half
    if form.kind == ROUND:
        return half * (climb / math.sqrt(1 + climb * climb))
    if form.kind == CONE:
        tip = np.sqrt(np.maximum(form.flat_mm * form.flat_mm - aside2, 0.0))
        if climb >= form.slope:
            return half
        ratio = climb / math.sqrt(form.slope * form.slope - climb * climb)
        return np.minimum(np.maximum(tip, np.sqrt(aside2) * ratio), half)
    touch2 = climb * climb / (1 + climb * climb)
    touch: Floats = rim_touch(np.sqrt(aside2), form.flat_mm, form.corner_mm, touch2)
    return np.minimum(touch, half)


# -- arcs ------------------------------------------------------------------------------------------


def _turn_distance2(sweep: Sweep, turn: Turn, x: Floats, y: Floats) -> Floats:
    """Squared distances to the nearest point of an arc."""
    angle, distance = _ahead(turn, x, y)
    to_start2 = (x - sweep.start[0]) ** 2 + (y - sweep.start[1]) ** 2
    to_end2 = (x - sweep.end[0]) ** 2 + (y - sweep.end[1]) ** 2
    return np.where(
        angle <= abs(turn.sweep_rad),
        (distance - turn.radius_mm) ** 2,
        np.minimum(to_start2, to_end2),
    )


def _ahead(turn: Turn, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The angle from the arc's start to each place in the direction of travel, and the distance."""
    dx, dy = x - turn.x_mm, y - turn.y_mm
    direction = math.copysign(1.0, turn.sweep_rad)
    angle = (direction * (np.arctan2(dy, dx) - turn.start_rad)) % (2 * math.pi)
    return angle, np.hypot(dx, dy)


def _helix(sweep: Sweep, turn: Turn, x: Floats, y: Floats) -> Floats:
    """The form covers a place while the angle is within `half` of its own, whole turns included."""
    angle, distance = _ahead(turn, x, y)
    half = _angular_reach(turn.radius_mm, sweep.form.radius_mm, distance)
    whole = abs(turn.sweep_rad)
    climb = (sweep.end[2] - sweep.start[2]) / whole
    result = np.full(angle.shape, np.inf)
    for turns in (-2 * math.pi, 0.0, 2 * math.pi):
        first = np.maximum(-half, -(angle + turns))
        last = np.minimum(half, whole - (angle + turns))
        covered = first <= last
        if covered.any():
            least = _turning_least(
                sweep.form, turn.radius_mm, distance[covered], climb, first[covered], last[covered]
            )
            height = sweep.start[2] + climb * (angle[covered] + turns) + least
            result[covered] = np.minimum(result[covered], height)
    return result


def _angular_reach(path_mm: float, radius_mm: float, distance: Floats) -> Floats:
    """By what angle a disc on a circle may be before or past a place that it still covers; below
    zero where it never does."""
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = (distance**2 + path_mm**2 - radius_mm**2) / (2 * distance * path_mm)
    reach = np.arccos(np.clip(np.nan_to_num(cosine, nan=1.0), -1.0, 1.0))
    reach = np.where(np.abs(distance - path_mm) <= radius_mm, reach, -1.0)
    return np.where(distance + path_mm <= radius_mm, 2 * math.pi, reach)


_STEPS = 96
_BISECTIONS = 30


def _turning_least(
    form: Form, path_mm: float, distance: Floats, climb: float, first: Floats, last: Floats
) -> Floats:
    """The least of climb * angle + rise, the tool going from `first` to `last` past each place.

    There may be several minima where the tool reaches over the arc's centre, so the best of evenly
    spaced angles is found, and about it, by bisection, where the derivative passes through zero.
    """

    def height(angle: Floats) -> Floats:
        return climb * angle + form.rise(_chord2(path_mm, distance, angle))

    if form.kind == LEVEL:
        return climb * (last if climb < 0 else first)
    step = (last - first) / _STEPS
    best, least = first, height(first)
    for count in range(1, _STEPS + 1):
        angle = first + count * step
        here = height(angle)
        best = np.where(here < least, angle, best)
        least = np.minimum(here, least)
    low, high = np.maximum(best - step, first), np.minimum(best + step, last)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        away = np.sqrt(_chord2(path_mm, distance, middle))
        pull = form.steepness(away) * path_mm * distance * np.sin(middle)
        rising = climb * away + pull > 0
        high = np.where(rising, middle, high)
        low = np.where(rising, low, middle)
    return np.minimum(least, height((low + high) / 2))


def _chord2(path_mm: float, distance: Floats, angle: Floats) -> Floats:
    chord = 2 * np.sin(angle / 2)
    chord2: Floats = np.square(distance - path_mm) + path_mm * distance * chord * chord
    return chord2
