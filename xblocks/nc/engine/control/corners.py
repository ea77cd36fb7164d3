"""Chamfer and corner R (``,C`` and ``,R``) between two cuts, straight or round."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.motion import displaced
from xblocks.nc.engine.control.offsetting import (
    Piece,
    centre_of,
    corner_arc,
    fillet_centre,
    in_plane,
)
from xblocks.nc.engine.control.step import Compensation, Corner, Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.moves import ARC, FEED, PLANES, Arc, Move

Placed = tuple[Move, Command, Compensation | None]

_SMALL_MM = 1e-6
_TANGENT_RAD = 1e-9


@dataclass(frozen=True, slots=True)
class _Cut:
    """A cut that a corner follows."""

    move: Move
    command: Command
    compensation: Compensation | None
    corner: Corner


class Corners:
    """The cut before a corner waits for the one behind it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._cut: _Cut | None = None

    @property
    def waiting(self) -> bool:
        """Whether a corner waits for its second cut."""
        return self._cut is not None

    def add(self, step: Step, command: Command) -> Iterator[Placed]:
        """The moves of a block, the corner before them put in. Raises `Rejected` where it does not
        fit or two cuts do not meet."""
        moves = list(step.moves)
        if self._cut is not None:
            if not moves or moves[0].kind not in (FEED, ARC):
                raise reject("corner-next", command.place)
            yield from self._join(self._cut, moves, command, step)
            self._cut = None
        if step.corner is not None:
            if not moves or moves[-1].kind not in (FEED, ARC):
                raise reject("corner-next", command.place)
            last = moves.pop()
            self._cut = _Cut(last, command, step.compensation, step.corner)
        for move in moves:
            yield move, command, step.compensation

    def finish(self) -> Iterator[Placed]:
        """A corner at the end of the program has nothing to lie between."""
        cut, self._cut = self._cut, None
        if cut is not None:
            raise reject("corner-next", cut.command.place)
        yield from ()

    def _join(self, cut: _Cut, moves: list[Move], command: Command, step: Step) -> Iterator[Placed]:
        """Shorten the two cuts and put the corner between them."""
        corner, block = cut.corner, cut.command
        before, after = _pieces(cut, moves[0], command)
        back, on = before.start - before.end, after.end - after.start
        if corner.sense and not _along_axes(back, on, corner.sense):
            raise reject("corner-sense", command.place)
        between, leave, enter = _between(before, after, corner)
        if leave is None or enter is None:
            raise reject("corner-too-long", block.place, size_mm=corner.size_mm)
        first, second = _before(before, leave), _behind(after, enter)
        start, end = (_placed(point, corner.plane, cut.move.end) for point in (leave, enter))
        for move in displaced(block, cut.move, cut.move.start, start, first, self.machine):
            yield move, block, cut.compensation
        straight = replace(cut.move, kind=ARC if between else FEED, arc=None)
        for move in displaced(block, straight, start, end, between, self.machine):
            yield move, block, cut.compensation
        moves[0:1] = displaced(command, moves[0], end, moves[0].end, second, self.machine)


def _pieces(cut: _Cut, move: Move, command: Command) -> tuple[Piece, Piece]:
    """The two cuts, with the corner's size as their offset to where they turn. Raises `Rejected`
    where they do not lie in the plane."""
    plane, size = cut.corner.plane, cut.corner.size_mm
    normal = PLANES[plane][2]
    level = {cut.move.start[normal], cut.move.end[normal], move.end[normal]}
    for one in (cut.move, move):
        length = abs(in_plane(one.end, plane) - in_plane(one.start, plane))
        if len(level) > 1 or (one.arc.plane != plane if one.arc else length < _SMALL_MM):
            raise reject("corner-plane", command.place)
    flat = Compensation(1, size, plane)
    before = Piece(cut.move, cut.command, flat, 0j, is_entry=True)
    after = Piece(move, command, flat, 0j)
    into, out = before.direction(before.end), after.direction(after.start)
    beside = Compensation(1 if (into.conjugate() * out).imag >= 0 else -1, size, plane)
    return replace(before, compensation=beside), replace(after, compensation=beside)


def _between(
    before: Piece, after: Piece, corner: Corner
) -> tuple[Arc | None, complex | None, complex | None]:
    """The arc of a corner R (none of a chamfer), and where the corner begins and ends; None for a
    place that is not on its cut."""
    if corner.letter == "C":
        return None, _along(before, corner.size_mm), _along(after, corner.size_mm)
    into, out = before.direction(before.end), after.direction(after.start)
    if abs(cmath.phase(out / into)) < _TANGENT_RAD:
        return None, before.end, after.start
    centre = fillet_centre(before, after)
    if centre is None:
        return None, None, None
    leave, enter = _touched(before, centre), _touched(after, centre)
    if leave is None or enter is None:
        return None, None, None
    return corner_arc(corner.plane, centre, leave, enter), leave, enter


def _along(piece: Piece, size_mm: float) -> complex | None:
    """The point of a cut that is `size_mm` away from the corner, straight."""
    arc = piece.move.arc
    corner = piece.end if piece.is_entry else piece.start
    back = -1 if piece.is_entry else 1
    if arc is None:
        there = corner + back * size_mm * piece.direction(corner)
        return there if size_mm <= abs(piece.end - piece.start) + _SMALL_MM else None
    reach = size_mm / (2 * abs(corner - centre_of(arc)))
    if reach > 1:
        return None
    angle = math.copysign(2 * math.asin(reach), back * arc.sweep_rad)
    there = centre_of(arc) + (corner - centre_of(arc)) * cmath.exp(1j * angle)
    return there if abs(angle) <= abs(arc.sweep_rad) else None


def _touched(piece: Piece, centre: complex) -> complex | None:
    """Where the circle of a corner R touches a cut."""
    arc, size_mm = piece.move.arc, piece.compensation.radius_mm
    if arc is None:
        direction = piece.direction(piece.start)
        ahead = (direction.conjugate() * (centre - piece.start)).real
        length = abs(piece.end - piece.start)
        on = -_SMALL_MM <= ahead <= length + _SMALL_MM
        return piece.start + ahead * direction if on else None
    middle = centre_of(arc)
    apart = centre - middle
    radius = arc.end_radius_mm if piece.is_entry else arc.start_radius_mm
    there = middle + radius * apart / abs(apart) if abs(apart) > _SMALL_MM else middle
    ahead = _turned(there - middle, piece.start - middle, arc)
    touches = abs(abs(there - centre) - size_mm) < _SMALL_MM
    return there if touches and ahead <= abs(arc.sweep_rad) + _TANGENT_RAD else None


def _turned(point: complex, start: complex, arc: Arc) -> float:
    """How far round an arc a point is, seen from its centre."""
    ahead = math.copysign(1.0, arc.sweep_rad) * cmath.phase(point / start)
    return ahead % (2 * math.pi) if ahead < -_TANGENT_RAD else max(0.0, ahead)


def _before(piece: Piece, end: complex) -> Arc | None:
    """What is left of an arc that ends sooner."""
    arc = piece.move.arc
    if arc is None:
        return None
    ahead = _turned(end - centre_of(arc), piece.start - centre_of(arc), arc)
    return replace(
        arc,
        sweep_rad=math.copysign(ahead, arc.sweep_rad),
        end_radius_mm=abs(end - centre_of(arc)),
    )


def _behind(piece: Piece, start: complex) -> Arc | None:
    """What is left of an arc that starts later."""
    arc = piece.move.arc
    if arc is None:
        return None
    ahead = _turned(start - centre_of(arc), piece.start - centre_of(arc), arc)
    return replace(
        arc,
        start_rad=cmath.phase(start - centre_of(arc)),
        sweep_rad=math.copysign(abs(arc.sweep_rad) - ahead, arc.sweep_rad),
        start_radius_mm=abs(start - centre_of(arc)),
    )


def _along_axes(back: complex, on: complex, sense: int) -> bool:
    """Whether one is along one axis and the other in a sense along the other."""
    if abs(back.imag) < _SMALL_MM:
        return abs(on.real) < _SMALL_MM and on.imag * sense > 0
    return abs(back.real) < _SMALL_MM and abs(on.imag) < _SMALL_MM and on.real * sense > 0


def _placed(point: complex, plane: str, like: Vector) -> Vector:
    first, second, _ = PLANES[plane]
    there = list(like)
    there[first], there[second] = point.real, point.imag
    return (there[0], there[1], there[2])
