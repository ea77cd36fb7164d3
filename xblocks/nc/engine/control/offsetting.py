"""The geometry of cutter radius compensation: pieces of path beside the programmed one, and what
joins two of them at a corner.

Points of the plane are complex numbers, first axis + second axis times i; a direction is one of
length 1, and times i it points to the left.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.step import Compensation
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import Parameters
from xblocks.nc.engine.moves import PLANES, Arc, Move

_SMALL_MM = 1e-6
_IGNORED_MM = 0.002
"""Offset ends that are no further apart are one point: programmed digits end at a micrometre."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A move in the plane with its compensation. `begin` is where the cutter's centre starts it;
    `is_entry` tells the move that takes compensation up."""

    move: Move
    command: Command
    compensation: Compensation
    begin: complex
    is_entry: bool = False

    @property
    def start(self) -> complex:
        """The programmed start."""
        return in_plane(self.move.start, self.compensation.plane)

    @property
    def end(self) -> complex:
        """The programmed end."""
        return in_plane(self.move.end, self.compensation.plane)

    @property
    def reach(self) -> complex:
        """The radius to the left as a factor of a direction's left normal."""
        return 1j * self.compensation.side * self.compensation.radius_mm

    def direction(self, at: complex) -> complex:
        """Where the programmed path goes at one of its ends."""
        arc = self.move.arc
        if arc is None:
            return _unit(self.end - self.start)
        return _unit(at - centre_of(arc)) * (1j if arc.sweep_rad > 0 else -1j)

    def offset(self, at: complex) -> complex:
        """Where the cutter's centre is beside one of the ends."""
        return at + self.reach * self.direction(at)


@dataclass(frozen=True, slots=True)
class Link:
    """How the cutter gets from one piece to the next: where it leaves the first, the straight
    points on the way, where it enters the second; or an arc about `about` from one to the other."""

    leave: complex
    way: tuple[complex, ...]
    enter: complex
    about: complex | None = None


def in_plane(point: tuple[float, float, float], plane: str) -> complex:
    """The point's place in the plane."""
    first, second, _ = PLANES[plane]
    return complex(point[first], point[second])


def centre_of(arc: Arc) -> complex:
    """The arc's centre in its plane."""
    return complex(arc.first_mm, arc.second_mm)


def _unit(vector: complex) -> complex:
    return vector / abs(vector)


def _cross(a: complex, b: complex) -> float:
    return (a.conjugate() * b).imag


def _dot(a: complex, b: complex) -> float:
    return (a.conjugate() * b).real


def link(before: Piece, after: Piece, parameters: Parameters) -> Link:
    """The way round the corner between two pieces. Raises `Rejected` where there is none."""
    leave, enter = before.offset(before.end), after.offset(after.start)
    into, out = before.direction(before.end), after.direction(after.start)
    inside = _cross(into, out) * after.compensation.side > 0
    start_up = parameters.start_up
    if before.is_entry and (start_up == "A" or (start_up == "B" and inside)):
        return Link(enter, (), enter)
    if abs(cmath.phase(out / into)) < parameters.straight_rad:
        return Link(leave, (), leave)
    if inside and abs(leave - enter) > _SMALL_MM:
        return _inside(before, after, leave, enter)
    if abs(leave - enter) <= _IGNORED_MM:
        return Link(leave, (), leave)
    if parameters.corner == "arc":
        return Link(leave, (), enter, about=before.end)
    return _outside(before, after, leave, enter)


def bent_entry(piece: Piece) -> Piece:
    """An entry by an arc: from where the cutter stands to beside the arc's end, about a centre on
    the line through both, so that the end is met as programmed."""
    arc = piece.move.arc
    check_piece(piece)
    if arc is None:
        return piece
    goal = piece.offset(piece.end)
    along = _unit(piece.end - centre_of(arc))
    chord = piece.begin - goal
    if abs(_dot(along, chord)) < _SMALL_MM:
        raise reject("compensation-intersection", piece.command.place)
    centre = goal + _dot(chord, chord) / (2 * _dot(along, chord)) * along
    begin, end = cmath.phase(piece.begin - centre), cmath.phase(goal - centre)
    turn = math.copysign(1.0, arc.sweep_rad)
    bent = replace(
        arc,
        first_mm=centre.real,
        second_mm=centre.imag,
        start_rad=begin,
        sweep_rad=turn * ((turn * (end - begin)) % (2 * math.pi)),
        start_radius_mm=abs(piece.begin - centre),
        end_radius_mm=abs(piece.end - centre),
    )
    return replace(piece, move=replace(piece.move, arc=bent))


def change_side(before: Piece, after: Piece) -> Link:
    """From one side of the path to the other: to the vector that stands upright on the start of the
    second piece. An arc ends beside its own end first. Raises `Rejected` behind the entry."""
    if before.is_entry:
        raise reject("compensation-side", after.command.place)
    enter = after.offset(after.start)
    leave = enter if before.move.arc is None else before.offset(before.end)
    return Link(leave, (), enter)


def _outside(before: Piece, after: Piece, leave: complex, enter: complex) -> Link:
    """Along the tangents: to where they meet, or round a sharp corner the radius further on each of
    them. On straight pieces these points are the pieces' own ends."""
    into, out = before.direction(before.end), after.direction(after.start)
    if _dot(into, out) > -1e-9:
        along = _cross(enter - leave, out) / _cross(into, out)
        points = [leave + along * into]
    else:
        radius_before, radius_after = abs(before.reach), abs(after.reach)
        points = [leave + radius_before * into, enter - radius_after * out]
    if before.move.arc is None:
        leave = points.pop(0)
    if after.move.arc is None:
        enter = points.pop() if points else leave
    return Link(leave, tuple(points), enter)


def _inside(before: Piece, after: Piece, leave: complex, enter: complex) -> Link:
    """Where the two offset pieces meet, nearest to the corner."""
    found = _intersections(before, after, leave, enter)
    if not found:
        if abs(leave - enter) <= _IGNORED_MM:
            return Link(leave, (), leave)
        raise reject("compensation-intersection", after.command.place)
    nearest = min(found, key=lambda point: abs(point - before.end))
    return Link(nearest, (), nearest)


def fillet_centre(before: Piece, after: Piece) -> complex | None:
    """The centre of the circle of the pieces' radius that lies beside both, nearest to the corner;
    None if there is none."""
    leave, enter = before.offset(before.end), after.offset(after.start)
    found = _intersections(before, after, leave, enter)
    return min(found, key=lambda point: abs(point - before.end), default=None)


def _intersections(before: Piece, after: Piece, leave: complex, enter: complex) -> list[complex]:
    first, second = before.move.arc, after.move.arc
    into, out = before.direction(before.end), after.direction(after.start)
    if first is None and second is None:
        turn = _cross(into, out)
        return [leave + _cross(enter - leave, out) / turn * into] if abs(turn) > 1e-9 else []
    if second is not None and first is None:
        centre = centre_of(second)
        return _line_circle(leave, into, centre, abs(enter - centre))
    if first is not None and second is None:
        centre = centre_of(first)
        return _line_circle(enter, out, centre, abs(leave - centre))
    if first is None or second is None:
        return []
    here, there = centre_of(first), centre_of(second)
    return _circles(here, abs(leave - here), there, abs(enter - there))


def _line_circle(
    point: complex, direction: complex, centre: complex, radius_mm: float
) -> list[complex]:
    foot = point + _dot(direction, centre - point) * direction
    height = radius_mm**2 - abs(foot - centre) ** 2
    if height < -_SMALL_MM:
        return []
    half = math.sqrt(max(0.0, height))
    return [foot - half * direction, foot + half * direction]


def _circles(a: complex, radius_a: float, b: complex, radius_b: float) -> list[complex]:
    apart = abs(b - a)
    if apart < _SMALL_MM:
        return []
    along = (apart**2 + radius_a**2 - radius_b**2) / (2 * apart)
    height = radius_a**2 - along**2
    if height < -_SMALL_MM:
        return []
    foot = a + along * _unit(b - a)
    across = math.sqrt(max(0.0, height)) * 1j * _unit(b - a)
    return [foot + across, foot - across]


def check_piece(piece: Piece) -> None:
    """Raise `Rejected` where the cutter is too large for the inside of an arc."""
    arc = piece.move.arc
    if arc is None:
        return
    turn = 1 if arc.sweep_rad > 0 else -1
    smallest = min(arc.start_radius_mm, arc.end_radius_mm)
    tool = piece.compensation.radius_mm
    if turn != piece.compensation.side or smallest > tool + _SMALL_MM:
        return
    wrong = "compensation-arc" if smallest < tool - _SMALL_MM else "compensation-centre"
    raise reject(wrong, piece.command.place, arc_mm=smallest, tool_mm=tool)


def trimmed(piece: Piece, end: complex) -> Arc | None:
    """The arc from the piece's begin to `end`, None for a straight piece. Raises `Rejected` where
    the cutter would have to run against the programmed direction: it would cut into what is left.
    """
    arc = piece.move.arc
    if arc is None:
        if not piece.is_entry and _dot(end - piece.begin, piece.direction(piece.end)) < -_SMALL_MM:
            raise reject("compensation-interference", piece.command.place)
        return None
    centre = centre_of(arc)
    from_start = cmath.phase((piece.begin - centre) / (piece.start - centre))
    from_end = cmath.phase((end - centre) / (piece.end - centre))
    sweep = arc.sweep_rad + from_end - from_start
    if sweep * arc.sweep_rad < 0 and abs(sweep) > _SMALL_MM:
        raise reject("compensation-interference", piece.command.place)
    return replace(
        arc,
        start_rad=cmath.phase(piece.begin - centre),
        sweep_rad=sweep,
        start_radius_mm=abs(piece.begin - centre),
        end_radius_mm=abs(end - centre),
    )


def corner_arc(plane: str, about: complex, start: complex, end: complex) -> Arc:
    """The shorter arc about a corner."""
    begin = cmath.phase(start - about)
    sweep = cmath.phase((end - about) / (start - about))
    radius = abs(start - about)
    return Arc(plane, about.real, about.imag, begin, sweep, radius, abs(end - about))
