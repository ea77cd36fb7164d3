"""The circles of many G02 and G03 at once.

`arcs` is the definition: the arithmetic here is its own, operation by operation; hypotenuses and
angles come from the same functions of `math`, as numpy's may differ in the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from xblocks.nc.engine.control.arcs import SAME_POINT_MM
from xblocks.nc.engine.language.plain_lines import Flags, Floats


def circles(
    starts: Floats,
    ends: Floats,
    to_centres: Floats,
    radii: Floats,
    clockwise: Flags,
    tolerance_mm: float,
) -> tuple[Floats, Flags]:
    """The arcs between points of a plane, each of shape (arcs, 2), with the centre by `radii` where
    that is a number, else at `to_centres` from the start.

    The first result has the values of `moves.Arc` in their order, of shape (arcs, 6); the second
    tells where there is no arc, or an alarm.
    """
    along, across = (ends - starts).T
    by_radius, chord = ~np.isnan(radii), _by_pairs(math.hypot, ends - starts)
    half, is_point = chord / 2, chord < SAME_POINT_MM
    refused = by_radius & (is_point | (radii == 0.0) | (half - np.abs(radii) > tolerance_mm))
    height = np.sqrt(np.maximum(0.0, radii * radii - half * half))
    side = height / np.where(is_point, 1.0, chord) * np.where(clockwise == (radii > 0), -1.0, 1.0)
    middles = (starts + ends) / 2 + np.stack([-(side * across), side * along], axis=1)
    centres = np.where(by_radius[:, None], middles, starts + to_centres)

    start_radii, end_radii = (_by_pairs(math.hypot, points - centres) for points in (starts, ends))
    begin, finish = (_by_pairs(_angle, points - centres) for points in (starts, ends))
    refused |= np.abs(start_radii - end_radii) > tolerance_mm
    refused |= start_radii < SAME_POINT_MM
    turn = np.where(clockwise, -1.0, 1.0)
    ahead = np.where(is_point, 2 * math.pi, (turn * (finish - begin)) % (2 * math.pi))
    values = (centres[:, 0], centres[:, 1], begin, turn * ahead, start_radii, end_radii)
    return np.stack(values, axis=1), refused


def _by_pairs(of: Callable[[float, float], float], steps: Floats) -> Floats:
    first, second = steps.T.tolist()
    return np.fromiter(map(of, first, second), np.float64, len(first))


def _angle(first: float, second: float) -> float:
    return math.atan2(second, first)
