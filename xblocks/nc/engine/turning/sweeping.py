"""What a rounded convex tool sweeps along a line or an arc, as regions of exact lines and arcs.

Along a line it is the hull of both ends, rounded. Along an arc a point is swept either by the tool
where it starts or where it ends, or by the first part of the tool's outline to reach it: by a round
corner, which sweeps a part of a ring, or by a straight side while it moves outward, which sweeps a
strip between two arcs. A side moves outward along at most two parts of an arc, and a strip so
limited does not cross itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from xblocks.nc.engine.turning.contour import (
    COUNTER_CLOCKWISE,
    Edge,
    Point,
    cross,
    left_of,
    minus,
    plus,
    polar,
    scaled,
)
from xblocks.nc.engine.turning.curves import RESOLUTION_MM
from xblocks.nc.engine.turning.profile import Profile, profile_of

Outline = tuple[Edge, ...]


def stamp(core: Sequence[Point], radius_mm: float, centre: Point, cut_by: int = 0) -> Profile:
    """What the tool covers when its centre is at `centre`."""
    return profile_of(rounded([plus(centre, point) for point in core], radius_mm), cut_by)


def sweep(
    core: Sequence[Point], radius_mm: float, path: Edge, cut_by: int = 0
) -> tuple[Profile, ...]:
    """What the tool covers on its way: regions that together are the swept one, and may overlap."""
    if path.centre is None:
        ends = [plus(end, point) for end in (path.start, path.end) for point in core]
        return (profile_of(rounded(hull(ends), radius_mm), cut_by),)
    outlines = [
        *_rings(core, radius_mm, path),
        *_strips(core, radius_mm, path),
    ]
    ends_of_path = (stamp(core, radius_mm, end, cut_by) for end in (path.start, path.end))
    return (*ends_of_path, *(profile_of(outline, cut_by) for outline in outlines))


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull, counter-clockwise."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    chains = []
    for way in (ordered, ordered[::-1]):
        chain: list[Point] = []
        for point in way:
            while len(chain) > 1 and _turns_right(chain[-2], chain[-1], point):
                chain.pop()
            chain.append(point)
        chains.append(chain[:-1])
    return chains[0] + chains[1]


def rounded(corners: Sequence[Point], radius_mm: float) -> Outline:
    """The outline `radius_mm` outside a convex polygon that goes counter-clockwise."""
    if len(corners) == 1:
        east, west = (plus(corners[0], (side * radius_mm, 0.0)) for side in (1, -1))
        halves = ((east, west), (west, east))
        return tuple(Edge(a, b, corners[0], COUNTER_CLOCKWISE) for a, b in halves)
    sides = _sides(corners, radius_mm)
    outline: list[Edge] = []
    for (_, side), (corner, following) in zip(sides, sides[1:] + sides[:1], strict=True):
        outline.append(side)
        if radius_mm:
            outline.append(Edge(side.end, following.start, corner, COUNTER_CLOCKWISE))
    return tuple(outline)


def _turns_right(a: Point, b: Point, c: Point) -> bool:
    along, on = minus(b, a), minus(c, b)
    return cross(along, on) <= 1e-12 * (math.hypot(*along) + math.hypot(*on))


def _outward(a: Point, b: Point) -> Point:
    """The unit normal of a side that has the polygon on its left."""
    along = minus(b, a)
    return scaled(left_of(along), -1 / math.hypot(*along))


def _sides(corners: Sequence[Point], radius_mm: float) -> list[tuple[Point, Edge]]:
    """Each corner with the straight side of the rounded outline that follows it."""
    following = (*corners[1:], corners[0])
    return [
        (a, Edge(a, b).moved(scaled(_outward(a, b), radius_mm)))
        for a, b in zip(corners, following, strict=True)
    ]


def _rings(core: Sequence[Point], radius_mm: float, path: Edge) -> Iterator[Outline]:
    """The part of a ring that each round corner sweeps; a sector where the ring has no hole."""
    centre = path.centre
    if not radius_mm or centre is None:
        return
    outer, inner = path.radius_mm + radius_mm, path.radius_mm - radius_mm
    begin, end = _ccw_angles(path)
    for corner in core:
        about = plus(centre, corner)
        a, b = polar(about, outer, begin), polar(about, outer, end)
        outside = Edge(a, b, about, COUNTER_CLOCKWISE)
        if inner <= RESOLUTION_MM:
            yield outside, Edge(b, about), Edge(about, a)
        else:
            c, d = polar(about, inner, end), polar(about, inner, begin)
            yield outside, Edge(b, c), Edge(c, d, about, -COUNTER_CLOCKWISE), Edge(d, a)


def _strips(core: Sequence[Point], radius_mm: float, path: Edge) -> Iterator[Outline]:
    """What each straight side sweeps while it moves outward."""
    if len(core) < 2 or path.centre is None:
        return
    for _, side in _sides(core, radius_mm):
        normal = _outward(side.start, side.end)
        for begin, end in outward_parts(path, normal):
            ahead = path.part(begin, end)
            one, other = ahead.moved(side.start), ahead.moved(side.end)
            back = other.reversed()
            yield one, Edge(one.end, other.end), back, Edge(other.start, one.start)


def outward_parts(path: Edge, normal: Point) -> list[tuple[float, float]]:
    """The shares of an edge between which it moves to the side that `normal` points to."""
    if path.centre is None:
        forward = normal[0] * path.heading(0.0)[0] + normal[1] * path.heading(0.0)[1]
        return [(0.0, 1.0)] if forward > 1e-12 else []
    begin, sweep_rad = path.start_rad, path.sweep_rad
    facing = math.atan2(normal[1], normal[0])
    low, high = _ccw_angles(path)
    first = facing - math.pi if path.turn == COUNTER_CLOCKWISE else facing
    parts = []
    for turns in range(-3, 4):
        a = max(low, first + turns * 2 * math.pi)
        b = min(high, first + turns * 2 * math.pi + math.pi)
        if b - a > 1e-9:
            parts.append(tuple(sorted(((a - begin) / sweep_rad, (b - begin) / sweep_rad))))
    return [(max(0.0, a), min(1.0, b)) for a, b in sorted(parts)]


def _ccw_angles(path: Edge) -> tuple[float, float]:
    """The angles between which an arc lies, ascending."""
    begin, end = path.start_rad, path.start_rad + path.sweep_rad
    return min(begin, end), max(begin, end)
