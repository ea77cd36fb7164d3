"""Find the surfaces of a part, as a measuring machine's probe would.

Walls are too steep for a grid of cells. From each station the height of the part is computed,
exactly, at places along a ray into the material; the surface is where that height passes the ray.
So it is found to a tenth of a micrometre, whatever the cells' size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.inspection.regions import Station
from xblocks.nc.engine.inspection.target import CONES, LEVEL_FLOOR, Feature, target_heights
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import Floats
from xblocks.nc.engine.milling.part import Machined
from xblocks.nc.engine.milling.sweeps import Sweep, lowest

REACH_MM = 1.0
"""How far from its nominal place a surface is looked for; one further off is reported as this
far."""

_WITHIN_MM = REACH_MM - 1e-4
_COARSE_PARTS = 40
_FINE_PARTS = (50, 20)
_LEVELS = (0.2, 0.9)
_ASIDE_MM = 0.1
"""A station so near to another feature's edge, along the wall, is not clear of it."""

Booleans = npt.NDArray[np.bool_]
Lines = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Wall:
    """Where the wall is at a station: `offset_mm` along the outward normal from the nominal place,
    and the line of the program that cut it (0: none did)."""

    station: Station
    offset_mm: float
    line: int


@dataclass(frozen=True, slots=True)
class Post:
    """A station at which the drawing has a wall to measure: how high the material behind it stands,
    and from which height down the wall is straight (lower where the edge is broken)."""

    station: Station
    standing_mm: float
    straight_mm: float


@dataclass(frozen=True, slots=True)
class Rays:
    """Lines into the material: where each has its nominal surface, and its unit direction; columns
    are x, y, z."""

    places: Floats
    directions: Floats


def posts_of(feature: Feature, features: Sequence[Feature], grid: Field) -> list[Post]:
    """The feature's stations on the stock and clear of other features."""
    stations = feature.region.stations()
    x, y = (np.array([getattr(one, name) for one in stations]) for name in ("x_mm", "y_mm"))
    nx, ny = (np.array([getattr(one, name) for one in stations]) for name in _NORMAL)
    outward = 1.0 if feature.inside else -1.0
    steps = np.array([-_void_mm(feature), _material_mm(feature)])[:, None, None] * outward
    aside = np.array([0.0, -_ASIDE_MM, _ASIDE_MM])[:, None]
    px, py = x + steps * nx - aside * ny, y + steps * ny + aside * nx
    low, high = grid.stock.low_mm, grid.stock.high_mm
    on_stock = (px > low[0]) & (px < high[0]) & (py > low[1]) & (py < high[1])
    whole = [replace(one, section=LEVEL_FLOOR) for one in features if one.kind not in CONES]
    cut, standing = target_heights(whole, grid, px, py)
    floor = max(grid.bottom_mm, grid.top_mm - feature.depth_mm)
    broken = target_heights([one for one in features if one.kind in CONES], grid, x, y)
    free = (on_stock.all(axis=0) & (cut == floor) & (standing > floor)).all(axis=0)
    standing = standing.min(axis=0)
    return [
        Post(stations[at], float(standing[at]), min(float(standing[at]), float(broken[at])))
        for at in np.flatnonzero(free)
    ]


_NORMAL = ("normal_x", "normal_y")


def _void_mm(feature: Feature) -> float:
    """How far a wall is looked for on the side without material: not beyond the feature."""
    return min(REACH_MM, feature.region.half_width_mm) if feature.inside else REACH_MM


def _material_mm(feature: Feature) -> float:
    """How far from its wall the drawing has material: not beyond a boss."""
    return REACH_MM if feature.inside else min(REACH_MM, feature.region.half_width_mm)


def probe_walls(
    feature: Feature, posts: Sequence[Post], part: Machined, actual_depth_mm: float
) -> list[Wall]:
    """The walls at all posts of a feature, near the top and near the floor."""
    if not posts:
        return []
    gone = np.array([part.field.top_mm - post.straight_mm for post in posts])
    straight = actual_depth_mm - gone - feature.section.fillet_mm
    tops = np.array([post.straight_mm for post in posts])
    stations = [post.station for post in posts]
    return [
        wall
        for share in _LEVELS
        for wall in walls_at(feature, stations, part, tops - share * straight)
    ]


def walls_at(
    feature: Feature,
    stations: Sequence[Station],
    part: Machined,
    levels_mm: Floats,
    void_mm: float | None = None,
) -> list[Wall]:
    """The wall at each station, at its level, looked for from `void_mm` before it; if left out, as
    far as the feature is free."""
    outward = 1.0 if feature.inside else -1.0
    places = np.array([[one.x_mm, one.y_mm, 0.0] for one in stations])
    places[:, 2] = levels_mm
    normals = np.array([[one.normal_x, one.normal_y, 0.0] for one in stations])
    offsets, lines = surface_along(
        Rays(places, outward * normals), part, _void_mm(feature) if void_mm is None else void_mm
    )
    return [
        Wall(station, outward * _rounded(float(offset)), int(line))
        for station, offset, line in zip(stations, offsets, lines, strict=True)
    ]


def _rounded(offset_mm: float) -> float:
    """To a tenth of a micrometre; what was found within reach stays within it."""
    if abs(offset_mm) >= REACH_MM:
        return offset_mm
    return max(-_WITHIN_MM, min(_WITHIN_MM, round(offset_mm, 4)))


def surface_along(rays: Rays, part: Machined, void_mm: float) -> tuple[Floats, Lines]:
    """How far along each ray from its place material begins, looked for from `void_mm` before the
    place, and the line that cut what was before it. Beyond reach, the reach."""
    near = list(_sweeps_near(part.sweeps, rays.places))
    count = len(rays.places)
    steps = np.tile(np.linspace(-void_mm, REACH_MM, _COARSE_PARTS + 1), (count, 1))
    first, lines = _first_standing(rays, steps, near, part.field.top_mm)
    last = steps.shape[1]
    inside, outside = first == 0, first == last
    parts = _COARSE_PARTS
    for finer in _FINE_PARTS:
        width = (void_mm + REACH_MM) / parts
        begin = steps[np.arange(count), np.clip(first, 1, steps.shape[1] - 1) - 1]
        steps = begin[:, None] + np.linspace(0.0, width, finer + 1)[None, :]
        first, lines = _first_standing(rays, steps, near, part.field.top_mm)
        parts *= finer
    middle = steps[np.arange(count), np.minimum(first, _FINE_PARTS[-1])] - width / finer / 2
    return np.where(inside, -void_mm, np.where(outside, REACH_MM, middle)), lines


def exact_heights(part: Machined, x: Floats, y: Floats) -> tuple[Floats, Lines]:
    """The part's heights at places that need not be cell centres (one row of each), and the line
    that cut each."""
    places = np.column_stack((x, y))
    heights = np.full(len(x), part.field.top_mm)
    cut_by = np.zeros(len(x), dtype=np.int32)
    for sweep, near in _sweeps_near(part.sweeps, places):
        _lower(sweep, near, x, y, heights, cut_by)
    return np.maximum(heights, part.field.bottom_mm), cut_by


def _sweeps_near(sweeps: Sequence[Sweep], places: Floats) -> Iterator[tuple[Sweep, Booleans]]:
    """The sweeps that may pass within reach of a place, each with the places that it may; without
    those of threads, as it is the core of a threaded hole that is probed."""
    sweeps = [sweep for sweep in sweeps if not sweep.form.threads]
    if not sweeps:
        return
    bounds = np.array([sweep.bounds() for sweep in sweeps])
    x, y = places[:, 0], places[:, 1]
    near = (
        (bounds[:, 0:1] <= x + REACH_MM)
        & (bounds[:, 2:3] >= x - REACH_MM)
        & (bounds[:, 1:2] <= y + REACH_MM)
        & (bounds[:, 3:4] >= y - REACH_MM)
    )
    for at in np.flatnonzero(near.any(axis=1)):
        yield sweeps[at], near[at]


def _first_standing(
    rays: Rays, steps: Floats, sweeps: Sequence[tuple[Sweep, Booleans]], top_mm: float
) -> tuple[npt.NDArray[np.intp], Lines]:
    """For each row of steps into the material: the first at which the part stands above the ray,
    and the line that cut the place before it."""
    x, y, z = (
        rays.places[:, axis : axis + 1] + steps * rays.directions[:, axis : axis + 1]
        for axis in range(3)
    )
    highest = float(z.max())
    heights = np.full(x.shape, top_mm)
    cut_by = np.zeros(x.shape, dtype=np.int32)
    for sweep, near in sweeps:
        if sweep.bottom_mm < highest:
            _lower(sweep, near, x, y, heights, cut_by)
    standing = heights > z
    first = np.where(standing.any(axis=1), standing.argmax(axis=1), steps.shape[1])
    return first, cut_by[np.arange(len(steps)), np.maximum(first - 1, 0)]


def _lower(
    sweep: Sweep, near: Booleans, x: Floats, y: Floats, heights: Floats, cut_by: Lines
) -> None:
    reach = lowest(sweep, x[near], y[near])
    before, lines = heights[near], cut_by[near]
    lines[reach < before] = sweep.line
    heights[near], cut_by[near] = np.minimum(before, reach), lines
