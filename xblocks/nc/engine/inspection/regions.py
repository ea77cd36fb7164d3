"""What a drawing encloses, seen from above: rounded rectangles, holes, rings, and what is grown.

A region gives the signed distance to its wall, and stations: places on the wall at which a part is
measured. A circle is a rounded rectangle whose corners meet, a slot one with round ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from xblocks.nc.engine.milling.forms import Floats

Place = tuple[float, float]

_CORNER_ANGLES = (math.pi / 12, math.pi / 4, 5 * math.pi / 12)
_SIDE_SHARES = (-0.7, 0.0, 0.7)
_ROUND_STATIONS = 12
_SPOTS, _HOLE_SPOTS = 25, 9


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the nominal wall: its point, the normal pointing out of the region, and its side.

    `side` is ``+length``, ``-length``, ``+width``, ``-width`` or ``corner`` of a rounded rectangle;
    ``hole`` of a pattern; ``outer`` or ``inner`` of a ring; ``edge`` of a contour. `index` pairs
    stations of opposite sides, and tells the holes of a pattern apart.
    """

    x_mm: float
    y_mm: float
    normal_x: float
    normal_y: float
    side: str
    index: int

    def moved(self, outward_mm: float) -> Station:
        """The same station so far along its normal."""
        return replace(
            self,
            x_mm=self.x_mm + outward_mm * self.normal_x,
            y_mm=self.y_mm + outward_mm * self.normal_y,
        )


class Region(Protocol):
    """An area of the drawing."""

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance to the wall, negative inside (`x` and `y` broadcast)."""

    def stations(self) -> list[Station]:
        """The places on the wall at which it is measured, going round."""

    def bounds(self) -> tuple[float, float, float, float]:
        """Least x, least y, greatest x, greatest y, or more."""

    def spots(self) -> tuple[Floats, Floats]:
        """Places all over the region and about it, one row of each coordinate."""

    @property
    def half_width_mm(self) -> float:
        """How far it is from the wall to the middle, where the region is narrowest."""


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

    def bounds(self) -> tuple[float, float, float, float]:
        """A square about the centre that holds the outline however it is turned."""
        reach = math.hypot(self.length_mm, self.width_mm) / 2
        return self.x_mm - reach, self.y_mm - reach, self.x_mm + reach, self.y_mm + reach

    def spots(self) -> tuple[Floats, Floats]:
        """An even grid over the bounds."""
        return spread(self.bounds())

    @property
    def half_width_mm(self) -> float:
        """Half of the shorter side."""
        return min(self.length_mm, self.width_mm) / 2

    def stations(self) -> list[Station]:
        """Three places on each straight side and three on each corner's arc."""
        half = (self.length_mm / 2, self.width_mm / 2)
        r = self.corner_radius_mm
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
                    made.append(self._station(place, normal, mark + name, index))
        if r > 0:
            for su, sv in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
                for angle in _CORNER_ANGLES:
                    normal_u, normal_v = su * math.cos(angle), sv * math.sin(angle)
                    place = [su * (half[0] - r) + r * normal_u, sv * (half[1] - r) + r * normal_v]
                    made.append(self._station(place, (normal_u, normal_v), "corner", len(made)))
        return made

    def _station(
        self, place: list[float], normal: tuple[float, float], side: str, index: int
    ) -> Station:
        c, s = math.cos(self.angle_rad), math.sin(self.angle_rad)
        (u, v), (nu, nv) = place, normal
        return Station(
            self.x_mm + u * c - v * s,
            self.y_mm + u * s + v * c,
            nu * c - nv * s,
            nu * s + nv * c,
            side,
            index,
        )


@dataclass(frozen=True, slots=True)
class Holes:
    """Equal circles at several places."""

    places: tuple[Place, ...]
    diameter_mm: float

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance to the nearest circle, negative inside one."""
        least = np.full(np.broadcast_shapes(x.shape, y.shape), np.inf)
        for px, py in self.places:
            least = np.minimum(least, np.hypot(x - px, y - py))
        return least - self.diameter_mm / 2

    def bounds(self) -> tuple[float, float, float, float]:
        """What holds all circles."""
        return _around(self.places, self.diameter_mm / 2)

    def spots(self) -> tuple[Floats, Floats]:
        """An even grid over each circle."""
        reach = self.diameter_mm / 2
        grids = [spread(_around([place], reach), _HOLE_SPOTS) for place in self.places]
        x, y = zip(*grids, strict=True)
        return np.concatenate(x), np.concatenate(y)

    @property
    def half_width_mm(self) -> float:
        """Half of the diameter."""
        return self.diameter_mm / 2

    def stations(self) -> list[Station]:
        """Twelve places round each circle."""
        return [
            station
            for index, place in enumerate(self.places)
            for station in _round(place, self.diameter_mm / 2, 1.0, "hole", index)
        ]


@dataclass(frozen=True, slots=True)
class Ring:
    """What lies between two circles about one centre."""

    x_mm: float
    y_mm: float
    inner_mm: float
    outer_mm: float

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance to the nearer circle, negative between the two. The diameters are
        `inner_mm` and `outer_mm`."""
        middle, half = (self.inner_mm + self.outer_mm) / 4, (self.outer_mm - self.inner_mm) / 4
        return np.abs(np.hypot(x - self.x_mm, y - self.y_mm) - middle) - half

    def bounds(self) -> tuple[float, float, float, float]:
        """What holds the outer circle."""
        return _around([(self.x_mm, self.y_mm)], self.outer_mm / 2)

    def spots(self) -> tuple[Floats, Floats]:
        """Circles between the two walls."""
        angles = np.linspace(0.0, 2 * math.pi, 48, endpoint=False)[None, :]
        radii = np.linspace(self.inner_mm / 2, self.outer_mm / 2, 7)[1:-1, None]
        x, y = self.x_mm + radii * np.cos(angles), self.y_mm + radii * np.sin(angles)
        return x.ravel(), y.ravel()

    @property
    def half_width_mm(self) -> float:
        """Half of the ring's width."""
        return (self.outer_mm - self.inner_mm) / 4

    def stations(self) -> list[Station]:
        """Twelve places on each of the two walls."""
        centre = (self.x_mm, self.y_mm)
        return [
            *_round(centre, self.outer_mm / 2, 1.0, "outer", 0),
            *_round(centre, self.inner_mm / 2, -1.0, "inner", 0),
        ]


@dataclass(frozen=True, slots=True)
class Grown:
    """A region whose wall is moved outward, or inward if `by_mm` is negative."""

    region: Region
    by_mm: float

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance to the moved wall."""
        return self.region.distance(x, y) - self.by_mm

    def bounds(self) -> tuple[float, float, float, float]:
        """What holds the grown region."""
        x0, y0, x1, y1 = self.region.bounds()
        reach = max(0.0, self.by_mm)
        return x0 - reach, y0 - reach, x1 + reach, y1 + reach

    def spots(self) -> tuple[Floats, Floats]:
        """Places between the region's wall and where it is moved to."""
        moved = [
            station.moved(-share * self.by_mm)
            for station in self.stations()
            for share in (0.25, 0.5, 0.75)
        ]
        return np.array([one.x_mm for one in moved]), np.array([one.y_mm for one in moved])

    @property
    def half_width_mm(self) -> float:
        """That of the region, and what it is grown by."""
        return self.region.half_width_mm + self.by_mm

    def stations(self) -> list[Station]:
        """The region's stations, each moved along its normal."""
        return [station.moved(self.by_mm) for station in self.region.stations()]


def spread(bounds: tuple[float, float, float, float], count: int = _SPOTS) -> tuple[Floats, Floats]:
    """An even grid of places over a rectangle, one row of each coordinate."""
    x0, y0, x1, y1 = bounds
    across, along = np.meshgrid(np.linspace(x0, x1, count), np.linspace(y0, y1, count))
    return across.ravel(), along.ravel()


def _around(places: Iterable[Place], reach_mm: float) -> tuple[float, float, float, float]:
    x, y = zip(*places, strict=True)
    return min(x) - reach_mm, min(y) - reach_mm, max(x) + reach_mm, max(y) + reach_mm


def _round(
    centre: Place, radius_mm: float, outward: float, side: str, index: int
) -> Iterable[Station]:
    for step in range(_ROUND_STATIONS):
        angle = 2 * math.pi * step / _ROUND_STATIONS
        c, s = math.cos(angle), math.sin(angle)
        x, y = centre[0] + radius_mm * c, centre[1] + radius_mm * s
        yield Station(x, y, outward * c, outward * s, side, index)
