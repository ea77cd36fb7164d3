"""Chamfer and corner R (``,C`` and ``,R``) between two straight cuts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.command import Command
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.motion import displaced
from xblocks.nc.engine.moves import ARC, FEED, PLANES, Move
from xblocks.nc.engine.offsetting import corner_arc, in_plane
from xblocks.nc.engine.step import Compensation, Corner, Step

Placed = tuple[Move, Command, Compensation | None]

_SMALL_MM = 1e-6


@dataclass(frozen=True, slots=True)
class _Cut:
    """A straight cut that a corner follows."""

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
        fit or two straight cuts do not meet."""
        moves = list(step.moves)
        if self._cut is not None:
            if not moves or moves[0].kind != FEED:
                raise reject("corner-next", command.place)
            yield from self._join(self._cut, moves, command, step)
            self._cut = None
        if step.corner is not None:
            if not moves or moves[-1].kind != FEED:
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
        after, plane = moves[0], cut.corner.plane
        corner = in_plane(cut.move.end, plane)
        back = in_plane(cut.move.start, plane) - corner
        on = in_plane(after.end, plane) - corner
        normal = PLANES[plane][2]
        level = {cut.move.start[normal], cut.move.end[normal], after.end[normal]}
        if len(level) > 1 or abs(back) < _SMALL_MM or abs(on) < _SMALL_MM:
            raise reject("corner-plane", command.place)
        if cut.corner.sense and not _along_axes(back, on, cut.corner.sense):
            raise reject("corner-sense", command.place)
        turn = math.pi - abs(math.atan2((back.conjugate() * on).imag, (back.conjugate() * on).real))
        size = cut.corner.size_mm
        trim = size if cut.corner.letter == "C" else size * math.tan(turn / 2)
        if trim > min(abs(back), abs(on)) + _SMALL_MM:
            raise reject("corner-too-long", cut.command.place, trim_mm=trim)
        leave, enter = corner + back / abs(back) * trim, corner + on / abs(on) * trim
        start, end = (_placed(point, plane, cut.move.end) for point in (leave, enter))
        block = cut.command
        for move in displaced(block, cut.move, cut.move.start, start, None, self.machine):
            yield move, block, cut.compensation
        arc = None
        if cut.corner.letter == "R" and trim > _SMALL_MM:
            bisector = back / abs(back) + on / abs(on)
            centre = corner + bisector / abs(bisector) * math.hypot(trim, size)
            arc = corner_arc(plane, centre, leave, enter)
        between = replace(cut.move, kind=ARC if arc else FEED)
        for move in displaced(block, between, start, end, arc, self.machine):
            yield move, block, cut.compensation
        moves[0:1] = displaced(command, after, end, after.end, None, self.machine)


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
