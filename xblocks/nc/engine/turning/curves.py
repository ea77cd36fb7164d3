"""The curves that bound a turned part: r as a function of z, straight or half of a circle."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from xblocks.nc.engine.turning.contour import Edge, Point, polar

RESOLUTION_MM = 1e-7
"""What is narrower or thinner than a tenth of a nanometre is nothing."""


@dataclass(frozen=True, slots=True)
class Curve:
    """For `side` 0 the line through (`z_mm`, `r_mm`) with `slope`; else the upper (1) or lower (-1)
    half of the circle about that point. `cut_by` is the number of the move that made it, counted
    from 1; 0 is the stock."""

    z_mm: float
    r_mm: float
    slope: float = 0.0
    radius_mm: float = 0.0
    side: int = 0
    cut_by: int = 0

    def at(self, z_mm: float) -> float:
        """The radius at `z_mm`; a circle is held at its ends."""
        along = z_mm - self.z_mm
        if not self.side:
            return self.r_mm + self.slope * along
        return self.r_mm + self.side * math.sqrt(max(0.0, self.radius_mm**2 - along * along))

    def range(self, z0_mm: float, z1_mm: float) -> tuple[float, float]:
        """The least and the greatest radius between two places."""
        a, b = self.at(z0_mm), self.at(z1_mm)
        low, high = (a, b) if a < b else (b, a)
        if self.side and z0_mm < self.z_mm < z1_mm:
            top = self.r_mm + self.side * self.radius_mm
            return min(low, top), max(high, top)
        return low, high

    def area(self, z0_mm: float, z1_mm: float) -> float:
        """The integral of r between two places, in mm2."""
        if not self.side:
            return (self.at(z0_mm) + self.at(z1_mm)) / 2 * (z1_mm - z0_mm)
        return self.r_mm * (z1_mm - z0_mm) + self.side * self._under_circle(z0_mm, z1_mm)

    def square(self, z0_mm: float, z1_mm: float) -> float:
        """The integral of r squared between two places, in mm3."""
        width = z1_mm - z0_mm
        if not self.side:
            a, b = self.at(z0_mm), self.at(z1_mm)
            return (a * a + a * b + b * b) / 3 * width
        u, v = z0_mm - self.z_mm, z1_mm - self.z_mm
        return (
            (self.r_mm**2 + self.radius_mm**2) * width
            - (v**3 - u**3) / 3
            + 2 * self.r_mm * self.side * self._under_circle(z0_mm, z1_mm)
        )

    def mirrored(self) -> Curve:
        """The same on the other side of the axis."""
        return replace(self, r_mm=-self.r_mm, slope=-self.slope, side=-self.side)

    def _under_circle(self, z0_mm: float, z1_mm: float) -> float:
        radius = self.radius_mm

        def under(z_mm: float) -> float:
            along = max(-radius, min(radius, z_mm - self.z_mm))
            height = math.sqrt(radius * radius - along * along)
            return (along * height + radius * radius * math.asin(along / radius)) / 2

        return under(z1_mm) - under(z0_mm)


def monotone(edge: Edge, cut_by: int) -> list[tuple[float, float, Curve]]:
    """The edge as curves, each with the z where it begins and ends, ascending; what is upright
    has none."""
    if edge.centre is None:
        (za, ra), (zb, rb) = edge.start, edge.end
        if abs(zb - za) <= RESOLUTION_MM:
            return []
        slope = (rb - ra) / (zb - za)
        return [(min(za, zb), max(za, zb), Curve(za, ra, slope, cut_by=cut_by))]
    begin, sweep, radius = edge.start_rad, edge.sweep_rad, edge.radius_mm
    end = begin + sweep
    low, high = min(begin, end), max(begin, end)
    first = math.ceil(low / math.pi)
    turns = [n * math.pi for n in range(first, math.floor(high / math.pi) + 1)]
    angles = [low, *turns, high]
    pieces = []
    for a, b in pairwise(angles):
        za, zb = (polar(edge.centre, radius, angle)[0] for angle in (a, b))
        if abs(zb - za) > RESOLUTION_MM:
            side = 1 if math.sin((a + b) / 2) > 0 else -1
            curve = Curve(*edge.centre, radius_mm=radius, side=side, cut_by=cut_by)
            pieces.append((min(za, zb), max(za, zb), curve))
    return pieces


def crossings(f: Curve, g: Curve) -> tuple[float, ...]:
    """Where the curves may cross: at most two places, of the whole lines and circles."""
    if not f.side and not g.side:
        if f.slope == g.slope:
            return ()
        return (f.z_mm + (g.at(f.z_mm) - f.r_mm) / (f.slope - g.slope),)
    if f.side and g.side:
        return _circles((f.z_mm, f.r_mm), f.radius_mm, (g.z_mm, g.r_mm), g.radius_mm)
    line, circle = (g, f) if f.side else (f, g)
    return _line_and_circle(line, circle)


def _line_and_circle(line: Curve, circle: Curve) -> tuple[float, ...]:
    height = line.at(circle.z_mm) - circle.r_mm
    steep = 1 + line.slope * line.slope
    inside = steep * circle.radius_mm**2 - height * height
    if inside < 0:
        return ()
    middle, reach = -line.slope * height / steep, math.sqrt(inside) / steep
    return circle.z_mm + middle - reach, circle.z_mm + middle + reach


def _circles(a: Point, a_mm: float, b: Point, b_mm: float) -> tuple[float, ...]:
    along, up = b[0] - a[0], b[1] - a[1]
    apart2 = along * along + up * up
    if apart2 == 0:
        return ()
    share = (apart2 + a_mm * a_mm - b_mm * b_mm) / (2 * apart2)
    inside = a_mm * a_mm / apart2 - share * share
    if inside < 0:
        return ()
    reach = math.sqrt(inside)
    middle = a[0] + share * along
    return middle - reach * up, middle + reach * up
