"""A closed contour of lines and arcs, as a region of the drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.inspection.regions import Station, spread
from xblocks.nc.engine.milling.forms import Floats
from xblocks.nc.engine.turning.contour import CLOCKWISE, Edge

_SPACING_MM = 2.0
_LEAST_STATIONS, _MOST_STATIONS = 3, 60


@dataclass(frozen=True, slots=True)
class Contour:
    """The area within edges that lead from one to the next and back to the first, in (x, y).

    An arc is in the sense of its `turn`; one that ends where it starts is a whole circle.
    """

    edges: tuple[Edge, ...]

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance to the contour, negative inside."""
        shape = np.broadcast_shapes(x.shape, y.shape)
        px, py = np.broadcast_to(x, shape), np.broadcast_to(y, shape)
        least = np.full(shape, np.inf)
        inside = np.zeros(shape, dtype=np.bool_)
        for edge in self.edges:
            if edge.centre is None:
                least = np.minimum(least, _to_line(edge, px, py))
                inside ^= _crosses(edge.start, edge.end, px, py)
            else:
                least = np.minimum(least, _to_arc(edge, px, py))
                inside ^= _crosses(edge.start, edge.end, px, py) ^ _in_segment(edge, px, py)
        return np.where(inside, -least, least)

    def bounds(self) -> tuple[float, float, float, float]:
        """What holds all edges."""
        low, high = zip(*(_bounds(edge) for edge in self.edges), strict=True)
        (x0, y0), (x1, y1) = zip(*low, strict=True), zip(*high, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def spots(self) -> tuple[Floats, Floats]:
        """An even grid over the bounds."""
        return spread(self.bounds())

    @property
    def half_width_mm(self) -> float:
        """Not known of a contour: as if it were wide."""
        return math.inf

    def stations(self) -> list[Station]:
        """Places along every edge, two millimetres apart at most on all but the longest."""
        outward = 1.0 if self._is_counter_clockwise() else -1.0
        return [
            _station(edge, share, outward, index)
            for index, edge in enumerate(self.edges)
            for share in _shares(edge)
        ]

    def _is_counter_clockwise(self) -> bool:
        """By the area that the chords enclose, and the segments between arcs and chords."""
        doubled = 0.0
        for edge in self.edges:
            (xa, ya), (xb, yb) = edge.start, edge.end
            sweep = _sweep(edge)
            doubled += xa * yb - xb * ya
            doubled += edge.radius_mm**2 * (sweep - math.sin(sweep))
        return doubled > 0


def _sweep(edge: Edge) -> float:
    """What an arc turns through: a whole turn where it ends at its start."""
    if edge.centre is not None and edge.start == edge.end:
        return 2 * math.pi * edge.turn
    return edge.sweep_rad


def _bounds(edge: Edge) -> tuple[tuple[float, float], tuple[float, float]]:
    if edge.centre is not None and edge.start == edge.end:
        (x, y), r = edge.centre, edge.radius_mm
        return (x - r, y - r), (x + r, y + r)
    return edge.bounds()


def _shares(edge: Edge) -> Iterator[float]:
    length = abs(_sweep(edge)) * edge.radius_mm if edge.centre else edge.length_mm
    count = min(_MOST_STATIONS, max(_LEAST_STATIONS, math.ceil(length / _SPACING_MM)))
    return ((step + 0.5) / count for step in range(count))


def _station(edge: Edge, share: float, outward: float, index: int) -> Station:
    """To the right of a counter-clockwise contour is outside."""
    if edge.centre is None:
        (x, y), (hx, hy) = edge.at(share), edge.heading(share)
        return Station(x, y, outward * hy, -outward * hx, "edge", index)
    angle = edge.start_rad + share * _sweep(edge)
    c, s = math.cos(angle), math.sin(angle)
    x, y = edge.centre[0] + edge.radius_mm * c, edge.centre[1] + edge.radius_mm * s
    side = outward * edge.turn
    return Station(x, y, side * c, side * s, "edge", index)


def _to_line(edge: Edge, x: Floats, y: Floats) -> Floats:
    (xa, ya), (xb, yb) = edge.start, edge.end
    dx, dy = xb - xa, yb - ya
    share = np.clip(((x - xa) * dx + (y - ya) * dy) / (dx * dx + dy * dy), 0.0, 1.0)
    return np.hypot(x - xa - share * dx, y - ya - share * dy)


def _to_arc(edge: Edge, x: Floats, y: Floats) -> Floats:
    cx, cy = edge.centre or edge.start
    ahead = (edge.turn * (np.arctan2(y - cy, x - cx) - edge.start_rad)) % (2 * math.pi)
    to_ends = np.minimum(
        np.hypot(x - edge.start[0], y - edge.start[1]), np.hypot(x - edge.end[0], y - edge.end[1])
    )
    to_circle = np.abs(np.hypot(x - cx, y - cy) - edge.radius_mm)
    return np.where(ahead <= abs(_sweep(edge)), to_circle, to_ends)


def _crosses(
    start: tuple[float, float], end: tuple[float, float], x: Floats, y: Floats
) -> npt.NDArray[np.bool_]:
    """Whether a ray to the right crosses the straight line between the two points."""
    (xa, ya), (xb, yb) = start, end
    if ya == yb:
        return np.zeros(x.shape, dtype=np.bool_)
    passes = (ya > y) != (yb > y)
    result: npt.NDArray[np.bool_] = passes & (x < xa + (y - ya) * (xb - xa) / (yb - ya))
    return result


def _in_segment(edge: Edge, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
    """Whether a place lies between an arc and its chord."""
    cx, cy = edge.centre or edge.start
    in_circle = np.hypot(x - cx, y - cy) < edge.radius_mm
    if edge.start == edge.end:
        return in_circle
    (xa, ya), (xb, yb) = edge.start, edge.end
    across = (xb - xa) * (y - ya) - (yb - ya) * (x - xa)
    # A place on the chord counts where `_crosses` counts it: to its right, or above a level one.
    on_left = yb < ya or (yb == ya and xb > xa)
    left = across >= 0 if on_left else across > 0
    beyond = left if edge.turn == CLOCKWISE else ~left
    result: npt.NDArray[np.bool_] = in_circle & beyond
    return result
