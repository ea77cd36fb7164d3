"""How much is missing from a part or left on it, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.inspection.regions import Place
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import Floats


@dataclass(frozen=True, slots=True)
class Amount:
    """Material missing or left beyond the allowance: how much, and on which area; where it is
    worst, how thick it is and at which height of the part, and the line that cut there last."""

    volume_mm3: float
    area_mm2: float
    deepest_mm: float
    line: int
    at_mm: Place
    height_mm: float


def gouge(part: Field, target: Floats, allowance_mm: float, wall_mm: float) -> Amount:
    """What is missing. Smooth surfaces may be off by the allowance at right angles to them; beside
    walls and creases, up to `wall_mm` away, the lowest place of the target counts."""
    low = _widened(target, np.minimum, wall_mm, part.cell_mm)
    edges = _edges(target, allowance_mm, wall_mm, part.cell_mm)
    missing = np.where(edges, low, target) - part.heights
    return _amount(part, missing, _allowed(target, edges, allowance_mm, part.cell_mm))


def excess(part: Field, target: Floats, allowance_mm: float, wall_mm: float) -> Amount:
    """What is left, allowed as for `gouge`; beside walls the target's highest place counts."""
    high = _widened(target, np.maximum, wall_mm, part.cell_mm)
    edges = _edges(target, allowance_mm, wall_mm, part.cell_mm)
    left = part.heights - np.where(edges, high, target)
    return _amount(part, left, _allowed(target, edges, allowance_mm, part.cell_mm))


def _edges(
    target: Floats, allowance_mm: float, wall_mm: float, cell_mm: float
) -> npt.NDArray[np.bool_]:
    """The cells beside a wall or crease: there a wall that is off by less than a cell, as it may
    be, changes heights by as much as it is high."""
    wide = np.pad(target, 1, mode="reflect", reflect_type="odd")
    across, along = wide[:, 1:-1], wide[1:-1]
    bends = np.maximum(
        np.abs(across[2:] - 2 * target + across[:-2]),
        np.abs(along[:, 2:] - 2 * target + along[:, :-2]),
    )
    bent = (bends > allowance_mm).astype(float)
    return _widened(bent, np.maximum, wall_mm, cell_mm) > 0


def _allowed(
    target: Floats, edges: npt.NDArray[np.bool_], allowance_mm: float, cell_mm: float
) -> Floats:
    """How far each height may be off: the allowance, more where a smooth surface slopes."""
    wide = np.pad(target, 1, mode="reflect", reflect_type="odd")
    fall_y = (wide[2:, 1:-1] - wide[:-2, 1:-1]) / (2 * cell_mm)
    fall_x = (wide[1:-1, 2:] - wide[1:-1, :-2]) / (2 * cell_mm)
    allowed: Floats = allowance_mm * np.sqrt(1 + fall_x**2 + fall_y**2)
    return np.where(edges, allowance_mm, allowed)


def _amount(part: Field, off: Floats, allowed: Floats) -> Amount:
    beyond = np.maximum(off - allowed, 0.0)
    at = np.unravel_index(int(beyond.argmax()), beyond.shape)
    row, column = at
    return Amount(
        volume_mm3=float(beyond.sum()) * part.cell_mm**2,
        area_mm2=float(np.count_nonzero(beyond)) * part.cell_mm**2,
        deepest_mm=float(off[at]) if beyond[at] > 0 else 0.0,
        line=int(part.cut_by[at]),
        at_mm=(float(part.x[column]), float(part.y[row])),
        height_mm=float(part.heights[at]),
    )


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
