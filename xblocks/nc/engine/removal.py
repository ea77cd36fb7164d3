"""Take away what tools sweep: strokes in, what each of them met out.

The compiled loop of `compiled` is used where numba is installed (``gongxue[fast]``); it computes
in the same order of operations, so heights are the same to the last bit. Without it every stroke
is a few numpy operations on the cells within its bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xblocks.nc.engine.field import Field
from xblocks.nc.engine.forms import Floats
from xblocks.nc.engine.sweeps import Sweep, lowest

STROKE_WORK_CELLS = 2000
"""What a stroke costs besides its cells."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A sweep that cuts, or one that only feels what stands in its way."""

    sweep: Sweep
    cuts: bool = True


@dataclass(frozen=True, slots=True)
class Met:
    """For each stroke: the volume removed, and by how much material stood above the form."""

    removed_mm3: Floats
    deepest_mm: Floats


def work_cells(stroke: Stroke, grid: Field) -> int:
    """The computing that a stroke takes, in cells visited."""
    rows, columns = grid.window(stroke.sweep.bounds())
    cells: int = (rows.stop - rows.start) * (columns.stop - columns.start)
    return cells + STROKE_WORK_CELLS


def carve(grid: Field, strokes: Sequence[Stroke]) -> Met:
    """Lower the field's cells to the strokes' envelopes, in their order, no further than its
    bottom."""
    removed = np.zeros(len(strokes))
    deepest = np.zeros(len(strokes))
    for index, stroke in enumerate(strokes):
        removed[index], deepest[index] = _carve_one(grid, stroke)
    return Met(removed, deepest)


def _carve_one(grid: Field, stroke: Stroke) -> tuple[float, float]:
    sweep = stroke.sweep
    window = grid.window(sweep.bounds())
    before = grid.heights[window]
    if before.size == 0 or float(before.max()) <= sweep.bottom_mm:
        return 0.0, 0.0
    reach = lowest(sweep, grid.x[None, window[1]], grid.y[window[0], None])
    np.maximum(reach, grid.bottom_mm, out=reach)
    depth = before - reach
    deepest = float(depth.max())
    if deepest <= 0:
        return 0.0, 0.0
    if not stroke.cuts:
        return 0.0, deepest
    touched = depth > 0
    np.minimum(before, reach, out=before)
    grid.cut_by[window][touched] = sweep.line
    return float(depth[touched].sum()) * grid.cell_mm**2, deepest
