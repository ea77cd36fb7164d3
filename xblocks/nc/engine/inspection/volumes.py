"""How much is missing from a part or left on it, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from xblocks.nc.engine.inspection.regions import Place
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import Floats


@dataclass(frozen=True, slots=True)
class Amount:
    """Material missing or left beyond the allowance: how much; where it is worst, how thick it is
    and at which height of the part, and the line that cut there last."""

    volume_mm3: float
    deepest_mm: float
    line: int
    at_mm: Place
    height_mm: float


def gouge(part: Field, target: Floats, allowance_mm: float, wall_mm: float) -> Amount:
    """What is missing, but for the cells within `wall_mm` of a wall of the target."""
    low = _widened(target, np.minimum, wall_mm, part.cell_mm)
    return _amount(part, np.maximum(low - part.heights - allowance_mm, 0.0), allowance_mm)


def excess(part: Field, target: Floats, allowance_mm: float, wall_mm: float) -> Amount:
    """What is left, but for the cells within `wall_mm` of a wall of the target."""
    high = _widened(target, np.maximum, wall_mm, part.cell_mm)
    return _amount(part, np.maximum(part.heights - high - allowance_mm, 0.0), allowance_mm)


def _amount(part: Field, off: Floats, allowance_mm: float) -> Amount:
    row, column = np.unravel_index(int(off.argmax()), off.shape)
    most = float(off[row, column])
    return Amount(
        volume_mm3=float(off.sum()) * part.cell_mm**2,
        deepest_mm=most + allowance_mm if most > 0 else 0.0,
        line=int(part.cut_by[row, column]),
        at_mm=(float(part.x[column]), float(part.y[row])),
        height_mm=float(part.heights[row, column]),
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
