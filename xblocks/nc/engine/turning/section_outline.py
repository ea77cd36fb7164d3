"""The outlines of a half section: its boundary as closed ways around the material."""

from __future__ import annotations

import math

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.profile import Profile, spans_at
from xblocks.nc.engine.turning.turned_surface import boundary, curve_edge

Outline = tuple[Edge, ...]

_DIGITS = 6


def outlines(part: Profile) -> tuple[Outline, ...]:
    """Closed outlines with the material on their left, the axis included; holes go the other way.

    Where two ends lie within rounding of each other, they are one corner.
    """
    waiting: dict[Point, list[Edge]] = {}
    for edge in _directed(part):
        waiting.setdefault(_corner(edge.start), []).append(edge)
    found: list[Outline] = []
    while waiting:
        begin = next(iter(waiting))
        way = [_taken(waiting, begin)]
        while _corner(way[-1].end) != begin and waiting:
            corner = _nearest(waiting, way[-1].end)
            if math.dist(corner, way[-1].end) > math.dist(begin, way[-1].end):
                break
            way.append(_taken(waiting, corner))
        found.append(tuple(way))
    return tuple(found)


def _directed(part: Profile) -> list[Edge]:
    """All edges of the boundary, each with the material on its left."""
    directed: list[Edge] = []
    for slab in part:
        for span in slab.spans:
            directed.append(curve_edge(span.low, slab.z0_mm, slab.z1_mm))
            directed.append(curve_edge(span.high, slab.z0_mm, slab.z1_mm).reversed())
    for piece in boundary(part):
        (z, a), (end_z, b) = piece.edge.start, piece.edge.end
        if z == end_z:
            on_right = any(low < (a + b) / 2 < high for low, high in spans_at(part, z))
            directed.append(piece.edge.reversed() if on_right == (b > a) else piece.edge)
    return directed


def _corner(point: Point) -> Point:
    return round(point[0], _DIGITS), round(point[1], _DIGITS)


def _taken(waiting: dict[Point, list[Edge]], corner: Point) -> Edge:
    edges = waiting[corner]
    edge = edges.pop()
    if not edges:
        del waiting[corner]
    return edge


def _nearest(waiting: dict[Point, list[Edge]], point: Point) -> Point:
    """The corner at a point; were it rounded the other way, the one next to it."""
    corner = _corner(point)
    return corner if corner in waiting else min(waiting, key=lambda one: math.dist(one, point))
