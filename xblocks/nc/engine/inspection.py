"""Measure the finished part against the drawing, as an inspector would.

Floors and surfaces are compared cell by cell, walls are probed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.field import Field
from xblocks.nc.engine.forms import Floats
from xblocks.nc.engine.milling import Machined
from xblocks.nc.engine.probing import REACH_MM, Wall, probe_walls
from xblocks.nc.engine.target import STEP, Feature, target_heights

UNCERTAINTY_MM = 0.002
"""What the probe may err by; within it the judgement is for the part."""

_NOT_CUT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Check:
    """One measured dimension: by how much it is off, what is allowed, and the line that made it.

    `id` is ``length``, ``width``, ``diameter``, ``position``, ``wall`` (one that has none
    opposite), ``corner``, ``depth`` or ``flatness``. A positive deviation of a size or wall is too
    large; of a depth, too deep. `beyond_reach` tells that it is at least so much.
    """

    id: str
    nominal_mm: float
    deviation_mm: float
    tolerance_mm: float
    line: int
    beyond_reach: bool = False

    @property
    def passed(self) -> bool:
        """Whether the deviation is within the tolerance."""
        return abs(self.deviation_mm) <= self.tolerance_mm + UNCERTAINTY_MM


@dataclass(frozen=True, slots=True)
class Measured:
    """A feature's checks; `cut` is False if there is nothing of it in the part."""

    feature: Feature
    cut: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Gouge:
    """Material missing beyond the allowance: how much, how deep, and the line that cut deepest."""

    volume_mm3: float
    deepest_mm: float
    line: int


def measure(feature: Feature, features: tuple[Feature, ...], part: Machined) -> Measured:
    """The checks of one feature of the part."""
    grid = part.field
    floor = floor_cells(feature, features, grid)
    heights = grid.heights[floor]
    nominal = max(grid.bottom_mm, grid.top_mm - feature.depth_mm)
    if heights.size == 0:
        return Measured(feature, cut=False, checks=())
    actual_depth = grid.top_mm - float(np.median(heights))
    if actual_depth < _NOT_CUT_SHARE * (grid.top_mm - nominal):
        return Measured(feature, cut=False, checks=())
    floors = _floor_checks(feature, nominal, heights, grid.cut_by[floor])
    walls = probe_walls(feature, features, part, actual_depth)
    return Measured(feature, cut=True, checks=(*_wall_checks(feature, walls), *floors))


def gouge(part: Field, target: Floats, allowance_mm: float, wall_mm: float) -> Gouge:
    """What is missing, but for the cells within `wall_mm` of a wall of the target."""
    low = _widened(target, np.minimum, wall_mm, part.cell_mm)
    missing = np.maximum(low - part.heights - allowance_mm, 0.0)
    worst = np.unravel_index(int(missing.argmax()), missing.shape)
    deepest = float(missing[worst])
    return Gouge(
        volume_mm3=float(missing.sum()) * part.cell_mm**2,
        deepest_mm=deepest + allowance_mm if deepest > 0 else 0.0,
        line=int(part.cut_by[worst]),
    )


def excess_mm3(part: Field, target: Floats, allowance_mm: float, wall_mm: float) -> float:
    """The volume of what is left, but for the cells within `wall_mm` of a wall of the target."""
    high = _widened(target, np.maximum, wall_mm, part.cell_mm)
    return float(np.maximum(part.heights - high - allowance_mm, 0.0).sum()) * part.cell_mm**2


def progress(part: Field, target: Floats) -> float:
    """The share of the material to be removed that is gone, 0 to 1."""
    wanted = part.top_mm - target
    total = float(wanted.sum())
    if total <= 0:
        return 1.0
    return float(np.minimum(part.top_mm - part.heights, wanted).sum()) / total


def _widened(heights: Floats, choose: np.ufunc, wall_mm: float, cell_mm: float) -> Floats:
    """The least or greatest height within `wall_mm` of each cell, one cell at least."""
    for _ in range(max(1, math.ceil(wall_mm / cell_mm))):
        heights = _neighbourhood(heights, choose)
    return heights


def _neighbourhood(heights: Floats, choose: np.ufunc) -> Floats:
    """The least or greatest height of each cell and its eight neighbours."""
    rows = heights.copy()
    choose(rows[1:], heights[:-1], out=rows[1:])
    choose(rows[:-1], heights[1:], out=rows[:-1])
    result = rows.copy()
    choose(result[:, 1:], rows[:, :-1], out=result[:, 1:])
    choose(result[:, :-1], rows[:, 1:], out=result[:, :-1])
    return result


# -- floors ----------------------------------------------------------------------------------------


def floor_cells(
    feature: Feature, features: tuple[Feature, ...], grid: Field
) -> npt.NDArray[np.bool_]:
    """The cells well inside the feature in which no other feature goes deeper."""
    x, y = grid.x[None, :], grid.y[:, None]
    nominal = max(grid.bottom_mm, grid.top_mm - feature.depth_mm)
    inside = feature.removes(x, y) <= -grid.cell_mm
    result: npt.NDArray[np.bool_] = inside & (target_heights(features, grid, x, y) == nominal)
    return result


def _floor_checks(
    feature: Feature, nominal: float, heights: Floats, cut_by: npt.NDArray[np.int32]
) -> list[Check]:
    """The depth at its worst place, and flatness where it is asked for."""
    deviation = nominal - heights
    worst = int(np.abs(deviation).argmax())
    off, tolerances = round(float(deviation[worst]), 4), feature.tolerances
    line = int(cut_by[worst])
    checks = [Check("depth", feature.depth_mm, off, tolerances.depth_mm, line)]
    if tolerances.flatness_mm is not None:
        uneven = round(float(heights.max() - heights.min()), 4)
        odd = int(np.abs(heights - np.median(heights)).argmax())
        checks.append(Check("flatness", 0.0, uneven, tolerances.flatness_mm, int(cut_by[odd])))
    return checks


# -- dimensions ------------------------------------------------------------------------------------


def _wall_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    if not walls:
        return []
    if feature.outline.is_circle:
        return _circle_checks(feature, walls)
    checks = []
    for name, nominal in (
        ("length", feature.outline.length_mm),
        ("width", feature.outline.width_mm),
    ):
        pairs = _pairs(walls, name)
        if pairs:
            checks.append(_size_check(feature, name, nominal, pairs))
    checks += _position_checks(feature, walls)
    checks += _lone_wall_checks(feature, walls)
    corners = [wall for wall in walls if wall.station.side == "corner"]
    if corners and (feature.kind.startswith("rectangular") or feature.kind == STEP):
        worst = max(corners, key=lambda wall: abs(wall.offset_mm))
        checks.append(
            _check(
                "corner",
                feature.outline.corner_radius_mm,
                worst.offset_mm,
                feature.tolerances.corner_mm,
                (worst,),
            )
        )
    return checks


def _pairs(walls: list[Wall], name: str) -> list[tuple[Wall, Wall]]:
    """Opposite stations of two sides, at the same level."""
    plus = [wall for wall in walls if wall.station.side == "+" + name]
    minus = [wall for wall in walls if wall.station.side == "-" + name]
    if len(plus) != len(minus):
        return []
    return list(zip(plus, minus, strict=True))


def _size_check(
    feature: Feature, name: str, nominal: float, pairs: list[tuple[Wall, Wall]]
) -> Check:
    worst = max(pairs, key=lambda pair: abs(pair[0].offset_mm + pair[1].offset_mm))
    deviation = worst[0].offset_mm + worst[1].offset_mm
    return _check(name, nominal, deviation, feature.tolerances.size_mm, worst)


def _position_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    pairs = [pair for name in ("length", "width") for pair in _pairs(walls, name)]
    if not pairs:
        return []
    worst = max(pairs, key=lambda pair: abs(pair[0].offset_mm - pair[1].offset_mm))
    deviation = abs(worst[0].offset_mm - worst[1].offset_mm) / 2
    return [_check("position", 0.0, deviation, feature.tolerances.position_mm, worst)]


def _lone_wall_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    """The worst place of each side whose opposite the drawing doesn't have, as in a step."""
    checks = []
    for name in ("length", "width"):
        sides = [[w for w in walls if w.station.side == sign + name] for sign in "+-"]
        if bool(sides[0]) != bool(sides[1]):
            worst = max(*sides, key=len)
            worst_wall = max(worst, key=lambda wall: abs(wall.offset_mm))
            off, allowed = worst_wall.offset_mm, feature.tolerances.position_mm
            checks.append(_check("wall", 0.0, off, allowed, (worst_wall,)))
    return checks


def _circle_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    """Diameter by the worst radius; position by the shift that fits the offsets best."""
    offsets = np.array([wall.offset_mm for wall in walls])
    x = np.array([wall.station.normal_x for wall in walls])
    y = np.array([wall.station.normal_y for wall in walls])
    shift = 2 * np.array([(offsets * x).mean(), (offsets * y).mean()])
    centred = offsets - shift[0] * x - shift[1] * y
    worst = walls[int(np.abs(centred).argmax())]
    size = 2 * float(centred[int(np.abs(centred).argmax())])
    farthest = walls[int(np.abs(offsets - centred).argmax())]
    tolerances = feature.tolerances
    return [
        _check("diameter", feature.outline.length_mm, size, tolerances.size_mm, (worst,)),
        _check("position", 0.0, float(np.hypot(*shift)), tolerances.position_mm, (farthest,)),
    ]


def _check(
    name: str, nominal: float, deviation: float, tolerance: float, walls: tuple[Wall, ...]
) -> Check:
    """The check, blamed on the wall that is further off."""
    blamed = max(walls, key=lambda wall: abs(wall.offset_mm))
    beyond = abs(blamed.offset_mm) >= REACH_MM
    return Check(name, nominal, round(deviation, 4), tolerance, blamed.line, beyond)
