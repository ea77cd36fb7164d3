"""The surface of a turned part: its boundary as edges, and where a line parallel to the axis meets
it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from xblocks.nc.engine.turning.contour import (
    CLOCKWISE,
    COUNTER_CLOCKWISE,
    Edge,
    Point,
    dot,
    minus,
    plus,
    scaled,
)
from xblocks.nc.engine.turning.curves import RESOLUTION_MM, Curve, crossings
from xblocks.nc.engine.turning.profile import Profile, Slab, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """An edge of the boundary, and the number of the move that made it (0: the stock)."""

    edge: Edge
    cut_by: int


@dataclass(frozen=True, slots=True)
class Wall:
    """A place on a line parallel to the axis where material begins, to the right, or ends."""

    z_mm: float
    begins: bool
    cut_by: int


def boundary(part: Profile) -> list[Piece]:
    """All edges between material and none, the axis included; what is upright is blamed on the
    move that made the surface beside it."""
    pieces: list[Piece] = []
    for slab in part:
        for span in slab.spans:
            for curve in (span.low, span.high):
                pieces.append(Piece(curve_edge(curve, slab.z0_mm, slab.z1_mm), curve.cut_by))
    empty = Slab(-math.inf, -math.inf, ())
    for left, right in pairwise((empty, *part, empty)):
        if left.z1_mm == right.z0_mm:
            pieces += _upright(left.spans, right.spans, left.z1_mm)
        else:
            pieces += _upright(left.spans, (), left.z1_mm) if left.spans else []
            pieces += _upright((), right.spans, right.z0_mm) if right.spans else []
    return pieces


def walls_at(part: Profile, r_mm: float, z0_mm: float, z1_mm: float) -> list[Wall]:
    """Where the surface is met at a radius, ascending, between two places."""
    level = Curve(z0_mm, r_mm)
    marks: list[tuple[float, bool, int]] = []
    end_before = -math.inf
    for slab in part:
        if slab.z1_mm < z0_mm or slab.z0_mm > z1_mm:
            continue
        if slab.z0_mm > end_before + RESOLUTION_MM:
            marks.append((end_before, False, 0))
        curves = [curve for span in slab.spans for curve in (span.low, span.high)]
        places = sorted(
            z
            for curve in curves
            for z in crossings(curve, level)
            if slab.z0_mm + RESOLUTION_MM < z < slab.z1_mm - RESOLUTION_MM
        )
        for a, b in pairwise([slab.z0_mm, *places, slab.z1_mm]):
            middle = (a + b) / 2
            inside = any(span.low.at(middle) < r_mm < span.high.at(middle) for span in slab.spans)
            nearest = min(curves, key=lambda curve: abs(curve.at(middle) - r_mm))
            marks.append((a, inside, nearest.cut_by))
        end_before = slab.z1_mm
    marks.append((end_before, False, 0))
    return [
        Wall(here[0], here[1], max(before[2], here[2]))
        for before, here in pairwise(marks)
        if before[1] != here[1] and z0_mm <= here[0] <= z1_mm
    ]


def curve_edge(curve: Curve, z0: float, z1: float) -> Edge:
    """A curve between two places, ascending."""
    start, end = (z0, curve.at(z0)), (z1, curve.at(z1))
    if not curve.side:
        return Edge(start, end)
    turn = CLOCKWISE if curve.side > 0 else COUNTER_CLOCKWISE
    return Edge(start, end, (curve.z_mm, curve.r_mm), turn)


def distance(edge: Edge, point: Point) -> float:
    """How far a point is from an edge."""
    if edge.centre is not None:
        out = minus(point, edge.centre)
        if math.hypot(*out) and edge.passes(math.atan2(out[1], out[0])):
            return abs(math.hypot(*out) - edge.radius_mm)
        return min(math.dist(point, edge.start), math.dist(point, edge.end))
    along = minus(edge.end, edge.start)
    length2 = dot(along, along)
    share = dot(minus(point, edge.start), along) / length2 if length2 else 0.0
    return math.dist(point, plus(edge.start, scaled(along, max(0.0, min(1.0, share)))))


def _upright(left: tuple[Span, ...], right: tuple[Span, ...], z: float) -> list[Piece]:
    """Where there is material on one side of a place only."""
    ends = [(curve.at(z), curve) for span in (*left, *right) for curve in (span.low, span.high)]
    ends.sort(key=lambda end: end[0])
    on_left, on_right = _material(left, z), _material(right, z)
    pieces = []
    for (a, below), (b, above) in pairwise(ends):
        middle = (a + b) / 2
        if b - a > RESOLUTION_MM and on_left(middle) != on_right(middle):
            pieces.append(Piece(Edge((z, a), (z, b)), max(below.cut_by, above.cut_by)))
    return pieces


def _material(spans: tuple[Span, ...], z: float) -> Callable[[float], bool]:
    """Whether there is material at a radius; the spans lie one above the other."""
    lows, highs = [span.low.at(z) for span in spans], [span.high.at(z) for span in spans]

    def is_there(r_mm: float) -> bool:
        at = bisect_left(lows, r_mm) - 1
        return at >= 0 and r_mm < highs[at]

    return is_there
