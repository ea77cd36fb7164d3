"""Mirror image, scaling and rotation of programmed figures (G51.1, G51, G68), in this order."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import PLANES


@dataclass(frozen=True, slots=True)
class Rotation:
    """A turn in a plane about a point of it; positive is counter-clockwise."""

    plane: str
    first_mm: float
    second_mm: float
    angle_deg: float


@dataclass(frozen=True, slots=True)
class Transform:
    """What happens to a programmed point before it counts in work coordinates.

    `mirrors` holds for each axis the coordinate of its mirror or None; a scaled axis goes away
    from `centre_mm` by its factor.
    """

    mirrors: tuple[float | None, float | None, float | None] = (None, None, None)
    centre_mm: Vector = (0.0, 0.0, 0.0)
    factors: Vector = (1.0, 1.0, 1.0)
    rotation: Rotation | None = None

    def forward(self, point: Vector) -> Vector:
        """Where a programmed point lies in work coordinates."""
        turned = list(point)
        for axis in range(3):
            mirror = self.mirrors[axis]
            if mirror is not None:
                turned[axis] = 2 * mirror - turned[axis]
            centre = self.centre_mm[axis]
            turned[axis] = centre + self.factors[axis] * (turned[axis] - centre)
        return _turn((turned[0], turned[1], turned[2]), self.rotation, 1.0)

    def inverse(self, point: Vector) -> Vector:
        """The programmed point that `forward` sends here."""
        turned = list(_turn(point, self.rotation, -1.0))
        for axis in range(3):
            centre = self.centre_mm[axis]
            turned[axis] = centre + (turned[axis] - centre) / self.factors[axis]
            mirror = self.mirrors[axis]
            if mirror is not None:
                turned[axis] = 2 * mirror - turned[axis]
        return (turned[0], turned[1], turned[2])

    def vector(self, step: Vector) -> Vector:
        """What becomes of a distance, such as I, J, K."""
        there, here = self.forward(step), self.forward((0.0, 0.0, 0.0))
        return (there[0] - here[0], there[1] - here[1], there[2] - here[2])

    def radius_factor(self, plane: str) -> float:
        """What R of an arc is multiplied by: the larger factor of its plane."""
        first, second, _ = PLANES[plane]
        return max(abs(self.factors[first]), abs(self.factors[second]))

    def reverses(self, plane: str) -> bool:
        """Whether clockwise becomes counter-clockwise, and left becomes right."""
        first, second, _ = PLANES[plane]
        flips = [
            (self.mirrors[axis] is not None) ^ (self.factors[axis] < 0) for axis in (first, second)
        ]
        return flips[0] != flips[1]


PLAIN = Transform()
"""Every point where it is programmed."""


def _turn(point: Vector, rotation: Rotation | None, sense: float) -> Vector:
    if rotation is None:
        return point
    first, second, _ = PLANES[rotation.plane]
    angle = math.radians(rotation.angle_deg) * sense
    along, across = point[first] - rotation.first_mm, point[second] - rotation.second_mm
    turned = list(point)
    turned[first] = rotation.first_mm + along * math.cos(angle) - across * math.sin(angle)
    turned[second] = rotation.second_mm + along * math.sin(angle) + across * math.cos(angle)
    return (turned[0], turned[1], turned[2])
