"""Dimensions straight from the drawing: the ends of lines that are given by their angles, ``,A``.

A line may be given by its end, by an angle and one coordinate of its end, or by an angle alone if
the next line has an angle and its whole end: then they meet where the two cross. Angles count from
the +Z axis, counter-clockwise seen with X up. Points are (z, r), r a RADIUS.
"""

from __future__ import annotations

import math

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.turning.contour import Edge, Point, minus, plus
from xblocks.nc.engine.turning.meetings import meetings

_FLAT = 1e-9


def end_at_z(start: Point, angle_deg: float, z_mm: float, place: Place) -> Point:
    """Where a line at an angle reaches a Z. Raises `Rejected` (PS0057) if it runs across the
    axis."""
    along, up = _heading(angle_deg)
    if abs(along) < _FLAT:
        raise reject_turning("no-end-point", place, angle_deg=angle_deg)
    return z_mm, start[1] + (z_mm - start[0]) * up / along


def end_at_r(start: Point, angle_deg: float, r_mm: float, place: Place) -> Point:
    """Where a line at an angle reaches a radius. Raises `Rejected` (PS0057) if it runs along the
    axis."""
    along, up = _heading(angle_deg)
    if abs(up) < _FLAT:
        raise reject_turning("no-end-point", place, angle_deg=angle_deg)
    return start[0] + (r_mm - start[1]) * along / up, r_mm


def crossing(
    start: Point, angle_deg: float, end: Point, end_angle_deg: float, place: Place
) -> Point:
    """Where a line from `start` meets one to `end`. Raises `Rejected` (PS0058) if they have one
    angle."""
    one = Edge(start, plus(start, _heading(angle_deg)))
    other = Edge(minus(end, _heading(end_angle_deg)), end)
    crossings = meetings(one, other)
    if not crossings:
        raise reject_turning("lines-parallel", place)
    return crossings[0]


def _heading(angle_deg: float) -> Point:
    """The unit vector at an angle from +Z; exact along the axes."""
    angle = math.radians(angle_deg)
    along, up = math.cos(angle), math.sin(angle)
    return (0.0 if abs(along) < 1e-15 else along, 0.0 if abs(up) < 1e-15 else up)
