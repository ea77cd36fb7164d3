"""Lines and arcs in the half plane through the spindle's axis: what turning paths are made of.

A point is ``(z_mm, r_mm)``: z to the right along the axis, r up to the tool, a RADIUS. Seen so
(a turret behind the spindle), G03 turns counter-clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

Point = tuple[float, float]

COUNTER_CLOCKWISE, CLOCKWISE = 1, -1

_FULL_TURN = 2 * math.pi
_SAME_ANGLE_RAD = 1e-12


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line from `start` to `end`, or the arc about `centre` in the sense of `turn`."""

    start: Point
    end: Point
    centre: Point | None = None
    turn: int = 0

    @property
    def radius_mm(self) -> float:
        """The arc's radius, at its start; 0 for a line."""
        return math.dist(self.start, self.centre) if self.centre else 0.0

    @property
    def start_rad(self) -> float:
        """The angle at which an arc starts, seen from its centre."""
        return _angle(self.centre or self.start, self.start)

    @property
    def sweep_rad(self) -> float:
        """The angle an arc turns through, positive counter-clockwise; 0 for a line."""
        if self.centre is None:
            return 0.0
        ahead = (self.turn * (_angle(self.centre, self.end) - self.start_rad)) % _FULL_TURN
        return 0.0 if _FULL_TURN - ahead < _SAME_ANGLE_RAD else self.turn * ahead

    @property
    def length_mm(self) -> float:
        """The length along the edge."""
        if self.centre is None:
            return math.dist(self.start, self.end)
        return abs(self.sweep_rad) * self.radius_mm

    def at(self, share: float) -> Point:
        """The point this share of the way along, 0 at the start and 1 at the end."""
        if share in (0.0, 1.0):
            return self.end if share else self.start
        if self.centre is None:
            (za, ra), (zb, rb) = self.start, self.end
            return za + share * (zb - za), ra + share * (rb - ra)
        return polar(self.centre, self.radius_mm, self.start_rad + share * self.sweep_rad)

    def heading(self, share: float) -> Point:
        """The unit vector of travel this share of the way along."""
        if self.centre is None:
            length = math.dist(self.start, self.end)
            return (self.end[0] - self.start[0]) / length, (self.end[1] - self.start[1]) / length
        angle = self.start_rad + share * self.sweep_rad + self.turn * math.pi / 2
        return math.cos(angle), math.sin(angle)

    def moved(self, by: Point) -> Edge:
        """The same edge elsewhere."""
        centre = plus(self.centre, by) if self.centre else None
        return replace(self, start=plus(self.start, by), end=plus(self.end, by), centre=centre)

    def part(self, begin: float, end: float) -> Edge:
        """From one share of the way to another."""
        return replace(self, start=self.at(begin), end=self.at(end))

    def reversed(self) -> Edge:
        """The same way back."""
        return Edge(self.end, self.start, self.centre, -self.turn)

    def bounds(self) -> tuple[Point, Point]:
        """The lowest and the highest coordinates that the edge reaches."""
        points = [self.start, self.end]
        if self.centre is not None:
            points += (
                polar(self.centre, self.radius_mm, quarter * math.pi / 2)
                for quarter in range(4)
                if self.passes(quarter * math.pi / 2)
            )
        return (
            (min(z for z, _ in points), min(r for _, r in points)),
            (max(z for z, _ in points), max(r for _, r in points)),
        )

    def passes(self, angle_rad: float) -> bool:
        """Whether an arc goes through this angle, seen from its centre."""
        ahead = (self.turn * (angle_rad - self.start_rad)) % _FULL_TURN
        return ahead <= abs(self.sweep_rad)


def plus(a: Point, b: Point) -> Point:
    """The sum of two vectors."""
    return a[0] + b[0], a[1] + b[1]


def minus(a: Point, b: Point) -> Point:
    """The vector from `b` to `a`."""
    return a[0] - b[0], a[1] - b[1]


def dot(a: Point, b: Point) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1]


def cross(a: Point, b: Point) -> float:
    """Positive where `b` points to the left of `a`."""
    return a[0] * b[1] - a[1] * b[0]


def scaled(a: Point, by: float) -> Point:
    """The vector, that many times as long."""
    return a[0] * by, a[1] * by


def left_of(heading: Point) -> Point:
    """The vector a quarter turn counter-clockwise."""
    return -heading[1], heading[0]


def polar(centre: Point, radius_mm: float, angle_rad: float) -> Point:
    """The point at an angle and a distance from `centre`."""
    return (
        centre[0] + radius_mm * math.cos(angle_rad),
        centre[1] + radius_mm * math.sin(angle_rad),
    )


def closed(points: Sequence[Point]) -> tuple[Edge, ...]:
    """The polygon through the points, back to the first."""
    return tuple(Edge(a, b) for a, b in zip(points, (*points[1:], points[0]), strict=True))


def _angle(centre: Point, point: Point) -> float:
    return math.atan2(point[1] - centre[1], point[0] - centre[0])
