"""From where the turret goes to where its tools cut: machine moves as moves in the workpiece.

The control believes its offset registers; the tool is where it was mounted. What a program does to
the part follows from the second, so that a wrong offset makes a wrong part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.moves import ARC, Arc, Move
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, Point
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element, LatheMove

_WHOLE_TURN = 2 * math.pi - 1e-9


def lathe_moves(
    moves: Sequence[Move], machine: Machine, part_zero_mm: Vector
) -> tuple[LatheMove, ...]:
    """The motions of a lathe's run in workpiece coordinates, (z, r) of the true imaginary tip.

    `part_zero_mm` is the workpiece's zero in machine coordinates, X as a radius: where the part
    really is, whatever G54 says. Dwells, stops and tool changes make no motion and are left out; a
    whole circle becomes two halves.
    """
    mounted = {tool.number: tool.mounted_mm for tool in machine.turret}
    made: list[LatheMove] = []
    for move in moves:
        if move.turning is None or (move.start == move.end and move.arc is None):
            continue
        z, r = mounted.get(move.tool, (0.0, 0.0))
        by = (-part_zero_mm[2] - z, -part_zero_mm[0] - r)
        spindle = move.turning.spindle
        made += (LatheMove(element, move.tool, spindle) for element in elements_of(move, by))
    return tuple(made)


def elements_of(move: Move, by: Point) -> list[Element]:
    """A lathe's move as elements, (z, r) in its own coordinates moved by as much as given."""
    turning = move.turning
    kind = FEED if move.kind == ARC else move.kind
    if turning is None or kind == RAPID:
        return [Element(kind, path.moved(by), move.line) for path in edges_of(move)]
    told = (turning.feed_mm, turning.per_minute, turning.turned)
    return [Element(kind, path.moved(by), move.line, *told) for path in edges_of(move)]


def edges_of(move: Move) -> Iterator[Edge]:
    """The way of a move in the plane of the axis, (z, r) in the move's own coordinates."""
    start, end = point_of(move.start), point_of(move.end)
    arc = move.arc
    if arc is None:
        yield Edge(start, end)
        return
    turn = COUNTER_CLOCKWISE if arc.sweep_rad > 0 else CLOCKWISE
    way = Edge(start, end, (arc.first_mm, arc.second_mm), turn)
    if abs(arc.sweep_rad) < _WHOLE_TURN:
        yield way
        return
    middle = _opposite(arc, start)
    yield replace(way, end=middle)
    yield replace(way, start=middle)


def point_of(place: Vector) -> Point:
    """A machine's place, (x, y, z), as (z, r)."""
    return place[2], place[0]


def _opposite(arc: Arc, start: Point) -> Point:
    return 2 * arc.first_mm - start[0], 2 * arc.second_mm - start[1]
