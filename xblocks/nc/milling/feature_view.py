"""What a learner may see of a feature, as JSON: its dimensions with their tolerances, and the lines
that draw it."""

from __future__ import annotations

import math
from typing import Any

from xblocks.nc.engine.inspection.drawn_contour import Contour
from xblocks.nc.engine.inspection.regions import Grown, Holes, Outline, Place, Region, Ring
from xblocks.nc.engine.inspection.target import Feature, Limits, ThreadSize
from xblocks.nc.engine.turning.contour import polar

_CHORD_MM = 0.02


def feature_view(feature: Feature) -> dict[str, Any]:
    """The feature as a rounded rectangle about its centre, or by its lines: `paths` are closed
    rows of points where it is no rounded rectangle, else None."""
    x0, y0, x1, y1 = feature.region.bounds()
    plain = feature.region if isinstance(feature.region, Outline) else None
    box = plain or Outline((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0, 0.0)
    return {
        "id": feature.id,
        "kind": feature.kind,
        "title": feature.title,
        "removes": "inside" if feature.inside else "outside",
        "centre_mm": [box.x_mm, box.y_mm],
        "size_mm": [box.length_mm, box.width_mm],
        "corner_radius_mm": box.corner_radius_mm,
        "angle_deg": round(math.degrees(box.angle_rad), 6),
        "depth_mm": feature.depth_mm,
        "tolerances_mm": _tolerances_view(feature),
        "points": feature.points,
        "paths": None if plain else [_rounded(path) for path in _paths(feature.region)],
        "callout": _callout(feature),
        "places_mm": _places(feature.region),
        "corners_mm": _corners(feature.region),
        "from_depth_mm": feature.from_depth_mm,
        "floor": {
            "fillet_mm": feature.section.fillet_mm,
            "fall": feature.section.fall,
            "cone": feature.section.is_cone,
        },
        "thread": _thread_view(feature.thread),
    }


def _places(region: Region) -> list[list[float]] | None:
    """The centres of equal circles, None where a region is something else."""
    if isinstance(region, Holes):
        return [list(place) for place in region.places]
    if isinstance(region, Outline) and region.is_circle:
        return [[region.x_mm, region.y_mm]]
    return None


def _corners(region: Region) -> list[list[float]] | None:
    """The corners of a contour in its order: [x, y] where a line ends, [x, y, radius] where an arc
    does; None where a region is no contour."""
    if not isinstance(region, Contour):
        return None
    return [[*edge.end, edge.radius_mm] if edge.centre else list(edge.end) for edge in region.edges]


def _thread_view(thread: ThreadSize | None) -> dict[str, Any] | None:
    if thread is None:
        return None
    return {
        "nominal_mm": thread.nominal_mm,
        "pitch_mm": thread.pitch_mm,
        "left_hand": thread.left_hand,
    }


def _tolerances_view(feature: Feature) -> dict[str, Any]:
    allowed = feature.tolerances
    return {
        "size": _limits_view(allowed.size),
        "width": _limits_view(allowed.width or allowed.size),
        "fit": allowed.size.fit,
        "position": allowed.position_mm,
        "depth": _limits_view(allowed.depth),
        "corner": allowed.corner_mm,
        "flatness": allowed.flatness_mm,
        "profile": allowed.profile_mm,
        "angle": allowed.angle_deg,
        "ra_um": allowed.ra_um,
    }


def _limits_view(limits: Limits) -> float | list[float]:
    """Plus or minus one number, or the lower and the upper limit."""
    return limits.upper if limits.even else [limits.lower, limits.upper]


def _callout(feature: Feature) -> str:
    """What a drawing writes at a feature that its outline does not tell, in the signs of both
    languages' drawings: 6×⌀8, M8×1.25-LH, ⌀12×90°, C1."""
    region, thread = feature.region, feature.thread
    count = f"{len(region.places)}×" if isinstance(region, Holes) else ""
    if thread is not None:
        hand = "-LH" if thread.left_hand else ""
        return f"{count}M{thread.nominal_mm:g}×{thread.pitch_mm:g}{hand}"
    if feature.section.is_cone:
        angle = 2 * math.degrees(math.atan(1 / feature.section.fall))
        width = (feature.depth_mm - feature.from_depth_mm) / feature.section.fall
        if isinstance(region, Grown):
            return f"C{width:g}" if round(angle, 6) == 90 else f"{width:g}×{angle / 2:g}°"
        return f"{count}⌀{2 * width:g}×{angle:g}°"
    if isinstance(region, Holes):
        return f"{count}⌀{region.diameter_mm:g}"
    if isinstance(region, Ring):
        width = (region.outer_mm - region.inner_mm) / 2
        return f"⌀{(region.outer_mm + region.inner_mm) / 2:g}×{width:g}"
    return ""


# -- lines -----------------------------------------------------------------------------------------


def _paths(region: Region) -> list[list[Place]]:
    if isinstance(region, Holes):
        return [_circle(place, region.diameter_mm / 2) for place in region.places]
    if isinstance(region, Ring):
        centre = (region.x_mm, region.y_mm)
        return [_circle(centre, region.outer_mm / 2), _circle(centre, region.inner_mm / 2)]
    if isinstance(region, Contour):
        return [_along(region)]
    if isinstance(region, Grown):
        return _grown(region)
    return []


def _circle(centre: Place, radius_mm: float) -> list[Place]:
    count = _count(2 * math.pi, radius_mm)
    return [polar(centre, radius_mm, 2 * math.pi * step / count) for step in range(count)]


def _count(sweep_rad: float, radius_mm: float) -> int:
    """Into how many chords an arc is drawn."""
    half = math.acos(max(0.5, 1 - _CHORD_MM / max(radius_mm, _CHORD_MM)))
    return max(1, math.ceil(abs(sweep_rad) / (2 * half)))


def _along(contour: Contour) -> list[Place]:
    return [
        edge.at(step / count)
        for edge in contour.edges
        for count in (_count(edge.sweep_rad, edge.radius_mm) if edge.centre else 1,)
        for step in range(count)
    ]


def _grown(region: Grown) -> list[list[Place]]:
    inner = region.region
    if isinstance(inner, Outline):
        by = 2 * region.by_mm
        corner = max(0.0, inner.corner_radius_mm + region.by_mm)
        return [_rectangle(inner, inner.length_mm + by, inner.width_mm + by, corner)]
    if isinstance(inner, Holes):
        return [_circle(place, inner.diameter_mm / 2 + region.by_mm) for place in inner.places]
    return []


def _rectangle(at: Outline, length: float, width: float, corner: float) -> list[Place]:
    """A rounded rectangle about an outline's centre, turned as that is."""
    c, s = math.cos(at.angle_rad), math.sin(at.angle_rad)
    steps = _count(math.pi / 2, corner) if corner else 0
    points = []
    for quarter in range(4):
        u = (length / 2 - corner) * (1, -1, -1, 1)[quarter]
        v = (width / 2 - corner) * (1, 1, -1, -1)[quarter]
        for step in range(steps + 1):
            angle = math.pi / 2 * (quarter + (step / steps if steps else 0.0))
            points.append((u + corner * math.cos(angle), v + corner * math.sin(angle)))
    return [(at.x_mm + u * c - v * s, at.y_mm + u * s + v * c) for u, v in points]


def _rounded(path: list[Place]) -> list[list[float]]:
    return [[round(x, 4), round(y, 4)] for x, y in path]
