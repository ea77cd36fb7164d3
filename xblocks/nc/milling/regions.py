"""From an author's feature to its region: where on the drawing it is, and what encloses it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xblocks.nc.engine.inspection.drawn_contour import Contour
from xblocks.nc.engine.inspection.regions import Holes, Outline, Place, Region, Ring
from xblocks.nc.engine.inspection.target import (
    CONTOUR_BOSS,
    CONTOUR_POCKET,
    COUNTERSINK,
    FACE,
    HOLE_PATTERN,
    RING_GROOVE,
    SLOT,
    THREADED_HOLE,
)
from xblocks.nc.engine.milling.field import Box
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, Point

_BEYOND_MM = 1.0
_CHORD_SLACK = 1e-9


def region_of(data: Mapping[str, Any], stock: Box) -> Region:
    """The region of an entry that `feature_problems` found right, but for a chamfered edge, which
    has that of the feature whose edge it is."""
    build = _REGIONS.get(data["kind"])
    return build(data, stock) if build else _outline(data, stock)


def places_of(data: Mapping[str, Any]) -> tuple[Place, ...]:
    """The centres of a pattern's holes, in the order in which they are counted."""
    if "places_mm" in data:
        return tuple(_place(place) for place in data["places_mm"])
    x, y = _place(data["centre_mm"])
    if "bolt_circle" in data:
        circle = data["bolt_circle"]
        count, first = circle["count"], float(circle.get("start_deg", 0))
        angles = [math.radians(first + 360 * step / count) for step in range(count)]
        reach = circle["diameter_mm"] / 2
        return tuple((x + reach * math.cos(a), y + reach * math.sin(a)) for a in angles)
    if "grid" not in data:
        return ((x, y),)
    columns, rows = data["grid"]["columns"], data["grid"]["rows"]
    along, across = data["grid"]["spacing_mm"]
    c, s = math.cos(_angle(data)), math.sin(_angle(data))
    return tuple(
        (x + u * c - v * s, y + u * s + v * c)
        for v in ((row - (rows - 1) / 2) * across for row in range(rows))
        for u in ((column - (columns - 1) / 2) * along for column in range(columns))
    )


def edges_of(points: Sequence[Mapping[str, Any]]) -> tuple[Edge, ...] | int:
    """The edges of a contour, or the index of the first point that no line or arc of its radius
    leads to."""
    start = _place(points[-1]["to"])
    edges = []
    for index, point in enumerate(points):
        end = _place(point["to"])
        edge = _edge(start, end, point)
        if edge is None:
            return index
        edges.append(edge)
        start = end
    return tuple(edges)


def _edge(start: Point, end: Point, point: Mapping[str, Any]) -> Edge | None:
    chord = math.dist(start, end)
    if chord == 0:
        return None
    if "radius_mm" not in point:
        return Edge(start, end)
    radius = float(point["radius_mm"])
    away2 = radius**2 - (chord / 2) ** 2
    if away2 < -_CHORD_SLACK * radius**2:
        return None
    turn = CLOCKWISE if point["turn"] == "cw" else COUNTER_CLOCKWISE
    away = math.sqrt(max(0.0, away2)) * turn * math.copysign(1.0, radius)
    dx, dy = (end[0] - start[0]) / chord, (end[1] - start[1]) / chord
    centre = ((start[0] + end[0]) / 2 - away * dy, (start[1] + end[1]) / 2 + away * dx)
    return Edge(start, end, centre, turn)


def _place(numbers: Sequence[float]) -> Place:
    return float(numbers[0]), float(numbers[1])


def _angle(data: Mapping[str, Any]) -> float:
    return math.radians(data.get("angle_deg", 0))


def _outline(data: Mapping[str, Any], stock: Box) -> Outline:
    x, y = _place(data["centre_mm"])
    if "diameter_mm" in data:
        diameter = float(data["diameter_mm"])
        return Outline(x, y, diameter, diameter, diameter / 2)
    length, width = (float(value) for value in data["size_mm"])
    return Outline(x, y, length, width, float(data["corner_radius_mm"]), _angle(data))


def _slot(data: Mapping[str, Any], stock: Box) -> Outline:
    (x0, y0), (x1, y1), width = data["from_mm"], data["to_mm"], float(data["width_mm"])
    length = math.hypot(x1 - x0, y1 - y0) + width
    along = math.atan2(y1 - y0, x1 - x0) + _angle(data)
    return Outline((x0 + x1) / 2, (y0 + y1) / 2, length, width, width / 2, along)


def _face(data: Mapping[str, Any], stock: Box) -> Outline:
    """The whole top, or a part of it."""
    (x0, y0, _), (x1, y1, _) = stock.low_mm, stock.high_mm
    x, y = _place(data.get("centre_mm", ((x0 + x1) / 2, (y0 + y1) / 2)))
    length, width = data.get("size_mm", (x1 - x0 + _BEYOND_MM, y1 - y0 + _BEYOND_MM))
    return Outline(x, y, float(length), float(width), 0.0, _angle(data))


def _holes(data: Mapping[str, Any], stock: Box) -> Region:
    places, diameter = places_of(data), float(data["diameter_mm"])
    if len(places) == 1:
        return Outline(*places[0], diameter, diameter, diameter / 2)
    return Holes(places, diameter)


def _ring(data: Mapping[str, Any], stock: Box) -> Ring:
    middle, width = float(data["diameter_mm"]), float(data["width_mm"])
    return Ring(*_place(data["centre_mm"]), middle - width, middle + width)


def _contour(data: Mapping[str, Any], stock: Box) -> Contour:
    edges = edges_of(data["contour_mm"])
    if isinstance(edges, int):
        raise ValueError(f"point {edges} of the contour can't be reached")
    return Contour(edges)


_REGIONS: Mapping[str, Callable[[Mapping[str, Any], Box], Region]] = {
    SLOT: _slot,
    FACE: _face,
    HOLE_PATTERN: _holes,
    COUNTERSINK: _holes,
    THREADED_HOLE: _holes,
    RING_GROOVE: _ring,
    CONTOUR_POCKET: _contour,
    CONTOUR_BOSS: _contour,
}
"""How the region of a kind is built, where it isn't a rounded rectangle about a centre."""
