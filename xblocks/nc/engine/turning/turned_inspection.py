"""Measure a turned part against its drawing, as an inspector would: exactly, on its half section.

A feature is what the drawing dimensions, with nominal sizes and the limits of their deviations. It
is measured where it is furthest off.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xblocks.nc.engine.turning.contour import Edge, Point, polar
from xblocks.nc.engine.turning.curves import RESOLUTION_MM, Curve
from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.lathe_moves import THREAD
from xblocks.nc.engine.turning.meetings import meetings
from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.engine.turning.turned_surface import Piece, Wall, boundary, distance, walls_at

UNCERTAINTY_MM = 0.0005
"""Within it the judgement is for the part."""

REACH_MM = 2.0
"""How far from its nominal place a surface is looked for."""

_RAYS = 9
_ON_SURFACE_MM = 1e-7


@dataclass(frozen=True, slots=True)
class Size:
    """A nominal size, in mm or for an angle in degrees, and the limits of its deviation, as on the
    drawing: 40 with -0.05 and -0.02."""

    nominal: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured: `deviation` is actual less nominal, None if there was nothing to measure.
    `line` is the program line that made the worst place, 0 if none did."""

    id: str
    size: Size
    deviation: float | None
    line: int

    @property
    def passed(self) -> bool:
        """Whether the deviation is within its limits."""
        if self.deviation is None:
            return False
        low, high = self.size.lower - UNCERTAINTY_MM, self.size.upper + UNCERTAINTY_MM
        return low <= self.deviation <= high


@dataclass(frozen=True, slots=True)
class Diameter:
    """A cylinder, or a groove's floor, between two places along the axis; `inside` for a bore."""

    z0_mm: float
    z1_mm: float
    size: Size
    inside: bool = False

    def measure(self, turned: Turned) -> Result:
        """The diameter where it is furthest off."""
        found = [
            (2 * r, curve.cut_by)
            for curve, z0, z1 in surface(turned.profile, self.z0_mm, self.z1_mm, self.inside)
            for r in curve.range(z0, z1)
        ]
        return result_of("diameter", self.size, found, turned)


@dataclass(frozen=True, slots=True)
class Length:
    """The distance along the axis between two faces, each given by where it should be, (z, r), r
    being a radius at which it stands: shoulders, and the walls of a groove."""

    from_face: Point
    to_face: Point
    size: Size

    def measure(self, turned: Turned) -> Result:
        """The distance between the faces next to where they should be."""
        one, other = (_face(turned.profile, face) for face in (self.from_face, self.to_face))
        if one is None or other is None:
            return result_of("length", self.size, [], turned)
        blamed = max(one.cut_by, other.cut_by)
        return result_of("length", self.size, [(abs(other.z_mm - one.z_mm), blamed)], turned)


@dataclass(frozen=True, slots=True)
class Face:
    """A face at a place along the axis, the nominal of its size; `r_mm` is a radius at which it
    stands."""

    r_mm: float
    size: Size

    def measure(self, turned: Turned) -> Result:
        """Where the face next to its nominal place is."""
        found = _face(turned.profile, (self.size.nominal, self.r_mm))
        places = [] if found is None else [(found.z_mm, found.cut_by)]
        return result_of("face", self.size, places, turned)


@dataclass(frozen=True, slots=True)
class Taper:
    """A cone between two places: half of its angle, in degrees, positive where the surface rises
    towards +Z."""

    z0_mm: float
    z1_mm: float
    size: Size
    inside: bool = False

    def measure(self, turned: Turned) -> Result:
        """The angle of the line from one end of the surface to the other, but for what a thread
        took of it."""
        found = list(surface(turned.profile, self.z0_mm, self.z1_mm, self.inside))
        curves = [one for one in found if not threaded(one[0].cut_by, turned)] or found
        if not curves:
            return result_of("taper", self.size, [], turned)
        (first, z0, _), (last, _, z1) = curves[0], curves[-1]
        angle = math.degrees(math.atan2(last.at(z1) - first.at(z0), z1 - z0))
        blamed = max(curve.cut_by for curve, _, _ in curves)
        return result_of("taper", self.size, [(angle, blamed)], turned)


@dataclass(frozen=True, slots=True)
class Radius:
    """A fillet or a ball about `centre`, (z, r), between two angles counted from +Z."""

    centre: Point
    start_deg: float
    end_deg: float
    size: Size

    def measure(self, turned: Turned) -> Result:
        """The radius of the circle that fits the surface best, in least squares."""
        pieces = boundary(turned.profile)
        angles = np.radians(np.linspace(self.start_deg, self.end_deg, _RAYS))
        met = [self._meet(float(angle), pieces) for angle in angles]
        on_surface = [place for place in met if place is not None]
        if len(on_surface) < 3:
            return result_of("radius", self.size, [], turned)
        z, r = np.array([point for point, _ in on_surface]).T
        system = np.column_stack((2 * z, 2 * r, np.ones_like(z)))
        (a, b, c), *_ = np.linalg.lstsq(system, z * z + r * r, rcond=None)
        radius = float(np.sqrt(c + a * a + b * b))
        blamed = max(cut_by for _, cut_by in on_surface)
        return result_of("radius", self.size, [(radius, blamed)], turned)

    def _meet(self, angle: float, pieces: list[Piece]) -> tuple[Point, int] | None:
        """Where a ray from the centre meets the surface next to the nominal arc."""
        nominal = polar(self.centre, self.size.nominal, angle)
        ray = Edge(self.centre, nominal)
        met = [
            (math.dist(point, nominal), point, piece.cut_by)
            for piece in pieces
            if distance(piece.edge, nominal) <= REACH_MM
            for point in meetings(ray, piece.edge)
            if distance(piece.edge, point) < _ON_SURFACE_MM
        ]
        off, point, cut_by = min(met, default=(math.inf, nominal, 0))
        return (point, cut_by) if off <= REACH_MM else None


def threaded(cut_by: int, turned: Turned) -> bool:
    """Whether the move of this number cut a thread."""
    return cut_by > 0 and turned.moves[cut_by - 1].element.kind == THREAD


def result_of(name: str, size: Size, found: list[tuple[float, int]], turned: Turned) -> Result:
    """The result of the worst of what was found, each with the number of the move that made it."""
    if not found:
        return Result(name, size, None, 0)
    actual, cut_by = max(found, key=lambda one: _beyond(size, one[0] - size.nominal))
    line = turned.moves[cut_by - 1].element.line if cut_by else 0
    return Result(name, size, round(actual - size.nominal, 6), line)


def _beyond(size: Size, deviation: float) -> float:
    """How far a deviation is from the middle of its limits."""
    return abs(deviation - (size.lower + size.upper) / 2)


def surface(
    part: Profile, z0_mm: float, z1_mm: float, inside: bool
) -> Iterator[tuple[Curve, float, float]]:
    """The outer, or the innermost, curves of the part between two places, ascending."""
    for slab in part:
        z0, z1 = max(slab.z0_mm, z0_mm), min(slab.z1_mm, z1_mm)
        if z1 - z0 > RESOLUTION_MM:
            yield (slab.spans[0].low if inside else slab.spans[-1].high), z0, z1


def _face(part: Profile, nominal: Point) -> Wall | None:
    """The wall next to where a face should be; None if there is none within reach."""
    z, r = nominal
    walls = walls_at(part, r, z - REACH_MM, z + REACH_MM)
    return min(walls, key=lambda wall: abs(wall.z_mm - z), default=None)
