"""Take away what tools sweep: strokes in, what each of them met out.

The loop of `compiled` is used where numba is installed (``gongxue[fast]``); its formulas are the
same and its heights differ by rounding only. Without it every stroke is a few numpy operations on
the cells within its bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from xblocks.nc.engine.field import Field
from xblocks.nc.engine.forms import ROUNDED, Floats
from xblocks.nc.engine.sweeps import Sweep, lowest

try:
    from xblocks.nc.engine import compiled
except ImportError:
    compiled = None  # type: ignore[assignment] # the extra is not installed

NOISE_MM = 1e-9
"""A cell lowered by less keeps the line that cut it: rounding is not a cut."""

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
    met = np.zeros((len(strokes), 2))
    for straight, run in groupby(range(len(strokes)), lambda at: _is_compiled(strokes[at])):
        indices = list(run)
        if straight and compiled is not None:
            part = slice(indices[0], indices[-1] + 1)
            _carve_compiled(compiled, grid, strokes[part], met[part])
        else:
            for index in indices:
                met[index] = _carve_one(grid, strokes[index])
    met[:, 0] *= grid.cell_mm**2
    return Met(met[:, 0], met[:, 1])


def _is_compiled(stroke: Stroke) -> bool:
    """Arcs and sloped lines of rounded rims are too rare to be worth another formula."""
    sweep = stroke.sweep
    level = sweep.start[2] == sweep.end[2] or sweep.is_plunge
    return sweep.turn is None and (level or sweep.form.kind != ROUNDED)


def _carve_compiled(loop: Any, grid: Field, strokes: Sequence[Stroke], met: Floats) -> None:
    numbers = np.array([_numbers(stroke) for stroke in strokes])
    lines = np.array([stroke.sweep.line for stroke in strokes], dtype=np.int32)
    loop.carve_lines(
        grid.heights,
        grid.cut_by,
        (grid.x, grid.y),
        (grid.cell_mm, grid.bottom_mm),
        numbers,
        lines,
        met,
    )
    met[[not stroke.cuts for stroke in strokes], 0] = 0.0


def _numbers(stroke: Stroke) -> tuple[float, ...]:
    sweep, form = stroke.sweep, stroke.sweep.form
    ux, uy = 1.0, 0.0
    length = 0.0
    if not sweep.is_plunge:
        length, ux, uy = sweep.direction()
    shape = (form.radius_mm, form.flat_mm, form.corner_mm, form.slope, form.kind)
    return (*sweep.start, *sweep.end, *shape, stroke.cuts, length, ux, uy)


def _carve_one(grid: Field, stroke: Stroke) -> tuple[float, float]:
    """The sum of the depths, and the deepest."""
    sweep = stroke.sweep
    window = grid.window(sweep.bounds())
    before = grid.heights[window]
    if before.size == 0 or float(before.max()) <= sweep.bottom_mm:
        return 0.0, 0.0
    reach = lowest(sweep, grid.x[None, window[1]], grid.y[window[0], None])
    np.maximum(reach, grid.bottom_mm, out=reach)
    depth = before - reach
    deepest = float(depth.max())
    if deepest <= 0 or not stroke.cuts:
        return 0.0, max(deepest, 0.0)
    np.minimum(before, reach, out=before)
    grid.cut_by[window][depth > NOISE_MM] = sweep.line
    return float(np.maximum(depth, 0.0).sum()), deepest
