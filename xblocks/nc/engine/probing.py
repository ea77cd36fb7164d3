"""Find the walls of a part, as a measuring machine's probe would.

Walls are too steep for a grid of cells. From each station the height of the part is computed,
exactly, at places along the wall's normal; the wall is where that height passes the probing level.
So a wall is found to a micrometre, whatever the cells' size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.field import Field
from xblocks.nc.engine.forms import Floats
from xblocks.nc.engine.milling import Machined
from xblocks.nc.engine.sweeps import Sweep, lowest
from xblocks.nc.engine.target import Feature, Station, stations_of, target_heights

REACH_MM = 1.0
"""How far from its nominal place a wall is looked for; one further off is reported as this far."""

_COARSE = np.linspace(-REACH_MM, REACH_MM, 41)
_FINE_PARTS = 50
_LEVELS = (0.2, 0.9)

Booleans = npt.NDArray[np.bool_]
Lines = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Wall:
    """Where the wall is at a station: `offset_mm` along the outward normal from the nominal place,
    and the line of the program that cut it (0: none did)."""

    station: Station
    offset_mm: float
    line: int


def probe_walls(
    feature: Feature, features: tuple[Feature, ...], part: Machined, actual_depth_mm: float
) -> list[Wall]:
    """The walls at all stations of a feature, near the top and near the floor."""
    stations = _free_stations(feature, features, part.field)
    if not stations:
        return []
    probe = _Probe(part, stations, 1.0 if feature.inside else -1.0)
    top = part.field.top_mm
    return [wall for share in _LEVELS for wall in probe.walls(top - share * actual_depth_mm)]


def _free_stations(feature: Feature, features: tuple[Feature, ...], grid: Field) -> list[Station]:
    """The stations at which the drawing has a wall, on the stock and clear of other features."""
    free = []
    floor = max(grid.bottom_mm, grid.top_mm - feature.depth_mm)
    toward_material = np.array([-REACH_MM, REACH_MM]) * (1.0 if feature.inside else -1.0)
    low, high = grid.stock.low_mm, grid.stock.high_mm
    for station in stations_of(feature.outline):
        x = station.x_mm + toward_material * station.normal_x
        y = station.y_mm + toward_material * station.normal_y
        on_stock = (x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1])
        cut, standing = target_heights(features, grid, x, y)
        if on_stock.all() and cut == floor and standing == grid.top_mm:
            free.append(station)
    return free


class _Probe:
    """The stations of one feature, with the sweeps that pass near each. `direction` is that of the
    normal that points into the material: 1 outward (pockets), -1 inward (bosses)."""

    def __init__(self, part: Machined, stations: Sequence[Station], direction: float) -> None:
        self._stations = stations
        self._direction = direction
        self._top_mm = part.field.top_mm
        self._x = np.array([[station.x_mm] for station in stations])
        self._y = np.array([[station.y_mm] for station in stations])
        self._normal_x = np.array([[station.normal_x] for station in stations])
        self._normal_y = np.array([[station.normal_y] for station in stations])
        self._near = list(self._sweeps_near(part.sweeps))

    def _sweeps_near(self, sweeps: Sequence[Sweep]) -> list[tuple[Sweep, Booleans]]:
        if not sweeps:
            return []
        bounds = np.array([sweep.bounds() for sweep in sweeps])
        x, y = self._x.T, self._y.T
        near = (
            (bounds[:, 0:1] <= x + REACH_MM)
            & (bounds[:, 2:3] >= x - REACH_MM)
            & (bounds[:, 1:2] <= y + REACH_MM)
            & (bounds[:, 3:4] >= y - REACH_MM)
        )
        return [(sweep, row) for sweep, row in zip(sweeps, near, strict=True) if row.any()]

    def walls(self, level_mm: float) -> list[Wall]:
        """The wall at every station at one level: coarsely first, then finely where it was met."""
        count = len(self._stations)
        first, _ = self._first_standing(level_mm, np.tile(_COARSE, (count, 1)))
        step = _COARSE[1] - _COARSE[0]
        begin = _COARSE[np.clip(first, 1, len(_COARSE) - 1) - 1]
        fine = begin[:, None] + np.linspace(0.0, step, _FINE_PARTS + 1)[None, :]
        found, lines = self._first_standing(level_mm, fine)
        met = fine[np.arange(count), np.minimum(found, _FINE_PARTS)] - step / _FINE_PARTS / 2
        met = np.where(first == 0, -REACH_MM, np.where(first == len(_COARSE), REACH_MM, met))
        return [
            Wall(station, round(float(self._direction * offset), 4), int(line))
            for station, offset, line in zip(self._stations, met, lines, strict=True)
        ]

    def _first_standing(self, level_mm: float, steps: Floats) -> tuple[npt.NDArray[np.intp], Lines]:
        """For each row of steps into the material: the first at which the part stands above the
        level, and the line that cut the place before it."""
        x = self._x + self._direction * steps * self._normal_x
        y = self._y + self._direction * steps * self._normal_y
        heights = np.full(x.shape, self._top_mm)
        cut_by = np.zeros(x.shape, dtype=np.int32)
        for sweep, near in self._near:
            if sweep.bottom_mm >= level_mm:
                continue
            reach = lowest(sweep, x[near], y[near])
            before, lines = heights[near], cut_by[near]
            lines[reach < before] = sweep.line
            heights[near], cut_by[near] = np.minimum(before, reach), lines
        standing = heights > level_mm
        first = np.where(standing.any(axis=1), standing.argmax(axis=1), steps.shape[1])
        return first, cut_by[np.arange(len(steps)), np.maximum(first - 1, 0)]
