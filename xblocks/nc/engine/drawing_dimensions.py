"""Dimensions straight from the drawing: angles ,A, chamfers ,C and corner roundings ,R.

A line may be given by its end, by an angle and one coordinate of its end, or by an angle alone if
the next line has an angle and its whole end: then they meet where the two cross. Angles count from
the +Z axis, counter-clockwise seen with X up. ,C and ,R stand in the line before the corner; ,C is
measured from the corner along both lines. All this is for straight lines, as on the control.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.contour import (
    CLOCKWISE,
    COUNTER_CLOCKWISE,
    Edge,
    Point,
    cross,
    dot,
    left_of,
    minus,
    plus,
    scaled,
)
from xblocks.nc.engine.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_moves import FEED, Element
from xblocks.nc.engine.meetings import meetings

_FLAT = 1e-9

PlaceOf = Callable[[int], Place]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One block with G01: what it says of its end (r is a RADIUS), of its angle in degrees, and of
    the corner with the next one. None is a word left out."""

    line: int
    feed_mm: float
    z_mm: float | None = None
    r_mm: float | None = None
    angle_deg: float | None = None
    chamfer_mm: float | None = None
    round_mm: float | None = None


def drawn_elements(
    start: Point, lines: Sequence[DrawnLine], place_of: PlaceOf
) -> tuple[Element, ...]:
    """The elements at feed that consecutive blocks mean. Raises `Rejected`, at the place of a
    program line, where they have no end point (PS0056, PS0057, PS0058) or a corner does not fit
    (PS0051, PS0055)."""
    ends = _ends(start, lines, place_of)
    elements: list[Element] = []
    at = start
    for index, drawn in enumerate(lines):
        before = start if index == 0 else ends[index - 1]
        size = drawn.chamfer_mm or drawn.round_mm
        if not size:
            elements += _line(drawn, at, ends[index])
            at = ends[index]
            continue
        if index + 1 == len(lines):
            raise reject_turning("corner-without-move", place_of(drawn.line))
        corner = _corner(before, ends[index], ends[index + 1], drawn, place_of)
        _check_room(at, corner.start, before, ends[index], size, drawn, place_of)
        elements += _line(drawn, at, corner.start)
        elements.append(Element(FEED, corner, drawn.line, drawn.feed_mm))
        at = corner.end
        if math.dist(at, ends[index]) > math.dist(ends[index + 1], ends[index]) + _FLAT:
            length = math.dist(ends[index + 1], ends[index])
            place = place_of(lines[index + 1].line)
            raise reject_turning("corner-too-short", place, size_mm=size, length_mm=length)
    return tuple(elements)


def _line(drawn: DrawnLine, start: Point, end: Point) -> list[Element]:
    if math.dist(start, end) <= _FLAT:
        return []
    return [Element(FEED, Edge(start, end), drawn.line, drawn.feed_mm)]


def _ends(start: Point, lines: Sequence[DrawnLine], place_of: PlaceOf) -> list[Point]:
    ends: list[Point] = []
    for index, drawn in enumerate(lines):
        before = ends[-1] if ends else start
        if drawn.z_mm is None and drawn.r_mm is None and drawn.angle_deg is not None:
            following = lines[index + 1] if index + 1 < len(lines) else None
            ends.append(_crossing(before, drawn, following, place_of))
        else:
            ends.append(_end(before, drawn, place_of))
    return ends


def _end(before: Point, drawn: DrawnLine, place_of: PlaceOf) -> Point:
    """The end that a block's own words give; a coordinate left out stays unless an angle moves
    it."""
    z, r = drawn.z_mm, drawn.r_mm
    if drawn.angle_deg is None or (z is not None and r is not None):
        return (before[0] if z is None else z, before[1] if r is None else r)
    along, up = _heading(drawn.angle_deg)
    known = along if z is not None else up
    if abs(known) < _FLAT:
        raise reject_turning("no-end-point", place_of(drawn.line), angle_deg=drawn.angle_deg)
    if z is not None:
        return z, before[1] + (z - before[0]) * up / along
    wanted = 0.0 if r is None else r
    return before[0] + (wanted - before[1]) * along / up, wanted


def _crossing(
    before: Point, drawn: DrawnLine, following: DrawnLine | None, place_of: PlaceOf
) -> Point:
    """Where a line of known angle meets the next, which is known by its angle and its end."""
    if (
        following is None
        or following.angle_deg is None
        or following.z_mm is None
        or following.r_mm is None
    ):
        raise reject_turning("angle-without-end", place_of(drawn.line))
    end = (following.z_mm, following.r_mm)
    one = Edge(before, plus(before, _heading(drawn.angle_deg or 0.0)))
    other = Edge(minus(end, _heading(following.angle_deg)), end)
    crossing = meetings(one, other)
    if not crossing:
        raise reject_turning("lines-parallel", place_of(following.line))
    return crossing[0]


def _heading(angle_deg: float) -> Point:
    """The unit vector at an angle from +Z; exact along the axes."""
    angle = math.radians(angle_deg)
    along, up = math.cos(angle), math.sin(angle)
    return (0.0 if abs(along) < 1e-15 else along, 0.0 if abs(up) < 1e-15 else up)


def _corner(
    before: Point, corner: Point, after: Point, drawn: DrawnLine, place_of: PlaceOf
) -> Edge:
    """The chamfer or the rounding between the lines to and from a corner."""
    lengths = math.dist(before, corner), math.dist(corner, after)
    if min(lengths) <= _FLAT:
        raise reject_turning("corner-without-move", place_of(drawn.line))
    arriving = scaled(minus(corner, before), 1 / lengths[0])
    leaving = scaled(minus(after, corner), 1 / lengths[1])
    if drawn.chamfer_mm:
        begin = plus(corner, scaled(arriving, -drawn.chamfer_mm))
        return Edge(begin, plus(corner, scaled(leaving, drawn.chamfer_mm)))
    radius = drawn.round_mm or 0.0
    bend = math.atan2(cross(arriving, leaving), dot(arriving, leaving))
    if abs(bend) < _FLAT:
        raise reject_turning("corner-without-move", place_of(drawn.line))
    reach = radius * math.tan(abs(bend) / 2)
    begin, end = plus(corner, scaled(arriving, -reach)), plus(corner, scaled(leaving, reach))
    turn = COUNTER_CLOCKWISE if bend > 0 else CLOCKWISE
    return Edge(begin, end, plus(begin, scaled(left_of(arriving), turn * radius)), turn)


def _check_room(
    at: Point,
    begin: Point,
    before: Point,
    corner: Point,
    size: float,
    drawn: DrawnLine,
    place_of: PlaceOf,
) -> None:
    """Raise `Rejected` if the corner begins before the line does, behind an earlier corner too."""
    if dot(minus(begin, at), minus(corner, before)) < -_FLAT:
        length = math.dist(at, corner)
        place = place_of(drawn.line)
        raise reject_turning("corner-too-short", place, size_mm=size, length_mm=length)
