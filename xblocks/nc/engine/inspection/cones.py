"""Measure what slopes: countersinks, chamfered edges, and the fillets of floors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xblocks.nc.engine.inspection.checks import DEG, Check, place_of, wall_check, worst
from xblocks.nc.engine.inspection.probing import REACH_MM, Post, Rays, Wall, surface_along, walls_at
from xblocks.nc.engine.inspection.regions import Station
from xblocks.nc.engine.inspection.target import Feature, Limits, target_heights
from xblocks.nc.engine.inspection.walls import circle_checks
from xblocks.nc.engine.milling.forms import Floats
from xblocks.nc.engine.milling.part import Machined

_RINGS = (0.25, 0.75)
"""Where a cone is probed, as shares of its width."""

_MISSING_SHARE = 0.7
_LOOKED_AT = 81
_FILLET_ANGLES = np.radians([15.0, 30.0, 45.0, 60.0, 75.0])


@dataclass(frozen=True, slots=True)
class _Edge:
    """A cone at one station: its upper edge, as a wall, and its full angle."""

    wall: Wall
    angle_deg: float


def countersink_checks(
    feature: Feature, features: Sequence[Feature], part: Machined
) -> list[Check] | None:
    """Diameter at the top, position and angle; None if it was not cut."""
    edges = _edges(feature, features, part)
    if not edges:
        return None
    walls = [edge.wall for edge in edges]
    return [*circle_checks(feature, walls, feature.outline.length_mm), _angle(feature, edges)]


def chamfer_checks(
    feature: Feature, features: Sequence[Feature], part: Machined
) -> list[Check] | None:
    """The width at its worst place, and the angle; None if it was not cut."""
    edges = _edges(feature, features, part)
    if not edges:
        return None
    limits = feature.tolerances.size
    outward = 1.0 if feature.inside else -1.0
    wall = worst([edge.wall for edge in edges], limits, lambda wall: outward * wall.offset_mm)
    nominal = (feature.depth_mm - feature.from_depth_mm) / feature.section.fall
    width = wall_check("chamfer-width", nominal, outward * wall.offset_mm, limits, (wall,))
    return [width, _angle(feature, edges)]


def _angle(feature: Feature, edges: list[_Edge]) -> Check:
    nominal = 2 * math.degrees(math.atan(1 / feature.section.fall))
    limits = Limits.either_way(feature.tolerances.angle_deg)
    edge = worst(edges, limits, lambda edge: edge.angle_deg - nominal)
    off = round(edge.angle_deg - nominal, 3)
    at = place_of(edge.wall)
    return Check("cone-angle", nominal, off, limits, edge.wall.line, unit=DEG, at_mm=at)


def _edges(feature: Feature, features: Sequence[Feature], part: Machined) -> list[_Edge]:
    """The cone at every station at which the drawing shows it, from two rings of probed places."""
    stations, widths = _shown(feature, features, part)
    if not stations:
        return []
    outward = 1.0 if feature.inside else -1.0
    top = part.field.top_mm - feature.from_depth_mm
    void_mm = min(REACH_MM, (1 - _RINGS[1]) * feature.region.half_width_mm)
    rings = []
    for share in _RINGS:
        inward = share * widths
        moved = [one.moved(-outward * float(by)) for one, by in zip(stations, inward, strict=True)]
        levels = top - feature.section.fall * inward
        found = walls_at(feature, moved, part, levels, void_mm)
        rings.append((inward, levels, found))
    (in_1, z_1, upper), (in_2, z_2, lower) = rings
    over_1, over_2 = (
        outward * np.array([wall.offset_mm for wall in found]) for found in (upper, lower)
    )
    if (over_1 <= -np.minimum(_MISSING_SHARE * widths, void_mm)).all():
        return []
    run = ((in_2 - over_2) - (in_1 - over_1)) / (z_1 - z_2)
    edge = over_1 - in_1 + (top - z_1) * run
    angles = 2 * np.degrees(np.arctan(run))
    return [
        _Edge(Wall(station, round(outward * float(off), 4), wall.line), float(angle))
        for station, off, wall, angle in zip(stations, edge, upper, angles, strict=True)
    ]


def _shown(
    feature: Feature, features: Sequence[Feature], part: Machined
) -> tuple[list[Station], Floats]:
    """The stations at which the cone shows, and how wide it is there."""
    grid, outward = part.field, 1.0 if feature.inside else -1.0
    stations = feature.region.stations()
    reach = (feature.depth_mm - feature.from_depth_mm) / feature.section.fall
    inward = np.linspace(0.0, reach, _LOOKED_AT)[None, 1:]
    x, y, nx, ny = (
        np.array([[getattr(one, name)] for one in stations])
        for name in ("x_mm", "y_mm", "normal_x", "normal_y")
    )
    px, py = x - outward * inward * nx, y - outward * inward * ny
    nominal = feature.floor(feature.removes(px, py), grid.top_mm, grid.bottom_mm)
    low, high = grid.stock.low_mm, grid.stock.high_mm
    shows = (target_heights(features, grid, px, py) == nominal) & (
        (px > low[0]) & (px < high[0]) & (py > low[1]) & (py < high[1])
    )
    count = np.where(shows.all(axis=1), shows.shape[1], shows.argmin(axis=1))
    free = np.flatnonzero(count >= shows.shape[1] // 10)
    return [stations[at] for at in free], inward[0, count[free] - 1]


def fillet_checks(feature: Feature, posts: Sequence[Post], part: Machined) -> list[Check]:
    """By how much the surface between wall and floor is off, at right angles to the fillet."""
    radius, limits = feature.section.fillet_mm, Limits.either_way(feature.tolerances.corner_mm)
    stations = [post.station for post in posts if _is_plain(post.station, feature)]
    if radius == 0 or not stations:
        return []
    centre_z = part.field.top_mm - feature.depth_mm + radius
    found: list[Wall] = []
    for angle in _FILLET_ANGLES:
        rays = _into_fillet(feature, stations, float(angle), centre_z)
        offsets, lines = surface_along(rays, part, min(radius, REACH_MM))
        found += [
            Wall(one, round(float(off), 4), int(line))
            for one, off, line in zip(stations, offsets, lines, strict=True)
        ]
    wall = max(found, key=lambda wall: abs(wall.offset_mm))
    return [wall_check("fillet", radius, -wall.offset_mm, limits, (wall,))]


def _into_fillet(
    feature: Feature, stations: Sequence[Station], angle_rad: float, centre_z: float
) -> Rays:
    """From the fillet's centre into the material, at an angle below the level."""
    radius = feature.section.fillet_mm
    outward = 1.0 if feature.inside else -1.0
    across, down = math.cos(angle_rad), math.sin(angle_rad)
    moved = [one.moved(-outward * radius * (1 - across)) for one in stations]
    normals = np.array([(one.normal_x, one.normal_y) for one in stations])
    places = np.array([(one.x_mm, one.y_mm, centre_z - radius * down) for one in moved])
    directions = np.column_stack((outward * across * normals, np.full(len(stations), -down)))
    return Rays(places, directions)


def _is_plain(station: Station, feature: Feature) -> bool:
    """Whether the section at a station is that of a straight wall, or of a whole circle."""
    return station.side != "corner" or feature.outline.is_circle
