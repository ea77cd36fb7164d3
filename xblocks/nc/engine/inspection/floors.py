"""The floors of a part: depth and flatness, at the field's cells or, where those are too coarse, at
places of the feature's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.inspection.checks import Check, worst
from xblocks.nc.engine.inspection.probing import exact_heights
from xblocks.nc.engine.inspection.regions import Place
from xblocks.nc.engine.inspection.target import Feature, Limits, target_heights
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import Floats
from xblocks.nc.engine.milling.part import Machined

_CLEAR_SHARE = 0.1
"""Places of a feature's own keep this share of its half width from its wall."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A feature's floor at places on it: how high it is, how high it should be, and which line cut
    it; `rise_mm` is what of that is the floor's own form."""

    x: Floats
    y: Floats
    heights: Floats
    nominal: Floats
    rise_mm: Floats
    cut_by: npt.NDArray[np.int32]


def floor_of(
    feature: Feature, features: Sequence[Feature], part: Machined, shift: Place = (0.0, 0.0)
) -> Floor:
    """The floor at all cells well inside the feature in which no other goes deeper; at places of
    its own if there are none or the floor is a cone, moved by `shift` to where the cone really
    is. Possibly none."""
    grid = part.field
    cells = floor_cells(feature, features, grid)
    if feature.section.fall == 0 and cells.any():
        rows, columns = np.nonzero(cells)
        x, y = grid.x[columns], grid.y[rows]
        return _floor(feature, grid, (x, y), grid.heights[cells], grid.cut_by[cells])
    x, y = _own_places(feature, features, grid)
    heights, cut_by = exact_heights(part, x + shift[0], y + shift[1])
    return _floor(feature, grid, (x, y), heights, cut_by)


def has_floor(feature: Feature, features: Sequence[Feature], grid: Field) -> bool:
    """Whether the drawing shows anything of the feature's floor or cone."""
    if feature.thread is not None or floor_cells(feature, features, grid).any():
        return True
    return _own_places(feature, features, grid)[0].size > 0


def floor_cells(
    feature: Feature, features: Sequence[Feature], grid: Field
) -> npt.NDArray[np.bool_]:
    """The cells well inside the feature in which no other feature goes deeper."""
    clear_mm = max(grid.cell_mm, feature.section.fillet_mm)
    return _showing(feature, features, grid, (grid.x[None, :], grid.y[:, None]), clear_mm)


def _showing(
    feature: Feature,
    features: Sequence[Feature],
    grid: Field,
    at: tuple[Floats, Floats],
    clear_mm: float,
) -> npt.NDArray[np.bool_]:
    removes = feature.removes(*at)
    shown: npt.NDArray[np.bool_] = removes <= -clear_mm
    x, y = (places[shown] for places in np.broadcast_arrays(*at))
    floor = feature.floor(removes[shown], grid.top_mm, grid.bottom_mm)
    shown[shown] = (target_heights(features, grid, x, y) == floor) & (floor < grid.top_mm)
    return shown


def _own_places(
    feature: Feature, features: Sequence[Feature], grid: Field
) -> tuple[Floats, Floats]:
    x, y = feature.region.spots()
    low, high = grid.stock.low_mm, grid.stock.high_mm
    on_stock = (x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1])
    share_mm = 0.0 if feature.section.is_cone else _CLEAR_SHARE * feature.region.half_width_mm
    clear_mm = max(min(grid.cell_mm, share_mm), feature.section.fillet_mm)
    shown = on_stock & _showing(feature, features, grid, (x, y), clear_mm)
    return x[shown], y[shown]


def _floor(
    feature: Feature,
    grid: Field,
    at: tuple[Floats, Floats],
    heights: Floats,
    cut_by: npt.NDArray[np.int32],
) -> Floor:
    nominal = feature.floor(feature.removes(*at), grid.top_mm, grid.bottom_mm)
    rise = nominal - max(grid.bottom_mm, grid.top_mm - feature.depth_mm)
    return Floor(*at, heights, nominal, rise, cut_by)


def floor_checks(feature: Feature, floor: Floor) -> list[Check]:
    """The depth at its worst place, and flatness where it is asked for."""
    deviation = floor.nominal - floor.heights
    limits, flatness_mm = feature.tolerances.depth, feature.tolerances.flatness_mm
    at = worst(range(len(deviation)), limits, lambda at: float(deviation[at]))
    off = round(float(deviation[at]), 4)
    checks = [_check("depth", feature.depth_mm, off, limits, floor, at)]
    if flatness_mm is not None:
        level = floor.heights - floor.rise_mm
        uneven = round(float(level.max() - level.min()), 4)
        odd = int(np.abs(level - np.median(level)).argmax())
        checks.append(_check("flatness", 0.0, uneven, Limits(0.0, flatness_mm), floor, odd))
    return checks


def _check(
    name: str, nominal: float, deviation: float, limits: Limits, floor: Floor, at: int
) -> Check:
    place = (float(floor.x[at]), float(floor.y[at]))
    return Check(name, nominal, deviation, limits, int(floor.cut_by[at]), at_mm=place)
