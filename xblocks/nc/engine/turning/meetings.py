"""Where two edges meet, taken as the whole line or circle that each lies on."""

from __future__ import annotations

import math

from xblocks.nc.engine.turning.contour import Edge, Point, cross, dot, left_of, minus, plus, scaled

_PARALLEL = 1e-12
_TOUCH_MM2 = 1e-9


def meetings(one: Edge, other: Edge) -> tuple[Point, ...]:
    """The points common to both: one of two lines, up to two with a circle; a touch is one."""
    if one.centre is None and other.centre is None:
        return _of_lines(one, other)
    if one.centre is not None and other.centre is not None:
        return _of_circles(one.centre, one.radius_mm, other.centre, other.radius_mm)
    line, arc = (one, other) if one.centre is None else (other, one)
    return _of_line_and_circle(line, arc.centre or arc.start, arc.radius_mm)


def _of_lines(one: Edge, other: Edge) -> tuple[Point, ...]:
    a, b = one.heading(0.0), other.heading(0.0)
    across = cross(a, b)
    if abs(across) < _PARALLEL:
        return ()
    share = cross(minus(other.start, one.start), b) / across
    return (plus(one.start, scaled(a, share)),)


def _of_line_and_circle(line: Edge, centre: Point, radius_mm: float) -> tuple[Point, ...]:
    heading = line.heading(0.0)
    foot = plus(line.start, scaled(heading, dot(minus(centre, line.start), heading)))
    return _either_way(foot, heading, radius_mm**2 - math.dist(foot, centre) ** 2)


def _of_circles(a: Point, a_mm: float, b: Point, b_mm: float) -> tuple[Point, ...]:
    apart = math.dist(a, b)
    if apart < _PARALLEL:
        return ()
    towards = scaled(minus(b, a), 1 / apart)
    along = (apart**2 + a_mm**2 - b_mm**2) / (2 * apart)
    return _either_way(plus(a, scaled(towards, along)), left_of(towards), a_mm**2 - along**2)


def _either_way(foot: Point, heading: Point, reach2_mm2: float) -> tuple[Point, ...]:
    if reach2_mm2 < -_TOUCH_MM2:
        return ()
    reach = math.sqrt(max(0.0, reach2_mm2))
    points = (plus(foot, scaled(heading, reach)), plus(foot, scaled(heading, -reach)))
    return points if reach else points[:1]
