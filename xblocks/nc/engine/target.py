"""The part as drawn: features with outlines, and the heights that they give.

Every outline is a rounded rectangle, turned: a circle is one whose corners meet, a slot one with
round ends. So one signed distance and one set of places on the wall serve them all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from xblocks.attempt import Text
from xblocks.nc.engine.field import Field
from xblocks.nc.engine.forms import Floats

STEP = "step"
"""A rectangle that reaches over the stock's edge: of its sides the drawing has some."""

_CORNER_ANGLES = (math.pi / 12, math.pi / 4, 5 * math.pi / 12)
_SIDE_SHARES = (-0.7, 0.0, 0.7)


@dataclass(frozen=True, slots=True)
class Outline:
    """A rounded rectangle: `length_mm` along the direction of `angle_rad`, `width_mm` across it."""

    x_mm: float
    y_mm: float
    length_mm: float
    width_mm: float
    corner_radius_mm: float
    angle_rad: float = 0.0

    @property
    def is_circle(self) -> bool:
        """Whether the corners meet on all sides."""
        return self.length_mm == self.width_mm == 2 * self.corner_radius_mm

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance to the outline, negative inside."""
        c, s = math.cos(self.angle_rad), math.sin(self.angle_rad)
        px, py = x - self.x_mm, y - self.y_mm
        u = np.abs(px * c + py * s) - (self.length_mm / 2 - self.corner_radius_mm)
        v = np.abs(py * c - px * s) - (self.width_mm / 2 - self.corner_radius_mm)
        outside = np.hypot(np.maximum(u, 0.0), np.maximum(v, 0.0))
        inside = np.minimum(np.maximum(u, v), 0.0)
        return outside + inside - self.corner_radius_mm


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the nominal wall: its point, the normal pointing out of the outline, and its side.

    `side` is ``+length``, ``-length``, ``+width``, ``-width`` or ``corner``; `index` pairs
    stations of opposite sides.
    """

    x_mm: float
    y_mm: float
    normal_x: float
    normal_y: float
    side: str
    index: int


def stations_of(outline: Outline) -> list[Station]:
    """Three places on each straight side and three on each corner's arc, going round."""
    half = (outline.length_mm / 2, outline.width_mm / 2)
    r = outline.corner_radius_mm
    made: list[Station] = []
    for axis, name in ((0, "length"), (1, "width")):
        straight = half[1 - axis] - r
        if straight <= 0:
            continue
        for sign, mark in ((1, "+"), (-1, "-")):
            for index, share in enumerate(_SIDE_SHARES):
                place = [0.0, 0.0]
                place[axis], place[1 - axis] = sign * half[axis], share * straight
                normal = (sign * (axis == 0), sign * (axis == 1))
                made.append(_station(outline, place, normal, mark + name, index))
    if r > 0:
        for su, sv in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
            for angle in _CORNER_ANGLES:
                normal_u, normal_v = su * math.cos(angle), sv * math.sin(angle)
                place = [su * (half[0] - r) + r * normal_u, sv * (half[1] - r) + r * normal_v]
                made.append(_station(outline, place, (normal_u, normal_v), "corner", len(made)))
    return made


def _station(
    outline: Outline, place: list[float], normal: tuple[float, float], side: str, index: int
) -> Station:
    c, s = math.cos(outline.angle_rad), math.sin(outline.angle_rad)
    (u, v), (nu, nv) = place, normal
    return Station(
        outline.x_mm + u * c - v * s,
        outline.y_mm + u * s + v * c,
        nu * c - nv * s,
        nu * s + nv * c,
        side,
        index,
    )


@dataclass(frozen=True, slots=True)
class Tolerances:
    """What a feature may be off by, plus or minus, in mm; flatness of the floor from its lowest to
    its highest place, None if it is not asked for."""

    size_mm: float
    position_mm: float
    depth_mm: float
    corner_mm: float
    flatness_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A pocket, slot or hole (material removed inside the outline) or a boss (removed outside it).

    The floor is `depth_mm` below the stock's top.
    """

    id: str
    kind: str
    title: Text
    outline: Outline
    inside: bool
    depth_mm: float
    tolerances: Tolerances
    points: float

    def removes(self, x: Floats, y: Floats) -> Floats:
        """Negative where the feature takes material away, by the distance from its wall."""
        distance = self.outline.distance(x, y)
        return distance if self.inside else -distance


def target_heights(features: tuple[Feature, ...], field: Field, x: Floats, y: Floats) -> Floats:
    """The heights that the drawing asks for at the places (`x` and `y` broadcast)."""
    heights = np.full(np.broadcast_shapes(x.shape, y.shape), field.top_mm)
    for feature in features:
        floor = max(field.bottom_mm, field.top_mm - feature.depth_mm)
        cut = feature.removes(x, y) < 0
        heights = np.where(cut, np.minimum(heights, floor), heights)
    return heights
