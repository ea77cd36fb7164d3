"""Removal beside this machine's memory: ``python -m tests.bench.nc_cutting``.

Every figure is a median of runs that alternate with ``np.minimum`` on a million cells in cache, so
that a busy machine slows both. A cell counts when it lies within the bounds of a stroke.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from xblocks.nc.engine import removal
from xblocks.nc.engine.field import Box, Field, untouched
from xblocks.nc.engine.forms import Form, disc
from xblocks.nc.engine.removal import STROKE_WORK_CELLS, carve, work_cells
from xblocks.nc.engine.strokes import Stroke
from xblocks.nc.engine.sweeps import Sweep

STOCK = Box((0.0, 0.0, -20.0), (100.0, 100.0, 0.0))
CELL_MM = 0.1
ROUNDS = 3
FORMS = {"flat D6": disc(3.0), "ball D6": Form(3.0, 0.0, corner_mm=3.0)}


def strokes_along(points: np.ndarray, form: Form) -> list[Stroke]:
    """A stroke from each point to the next."""
    rows = [tuple(row) for row in points.tolist()]
    return [Stroke(Sweep(a, b, form, line)) for line, (a, b) in enumerate(pairwise(rows), 1)]


def finishing(count: int, step_mm: float = 0.25) -> np.ndarray:
    """Lines to and fro over a wavy surface, in steps of `step_mm`, as a CAM system writes them."""
    a_line = int(90 / step_mm)
    at = np.arange(count + 1)
    row, along = np.divmod(at, a_line)
    x = 5 + step_mm * np.where(row % 2 == 0, along, a_line - 1 - along)
    y = 5 + 90 * row / max(1, row.max())
    return np.column_stack([x, y, -2 + np.sin(x / 7) * np.cos(y / 9)])


def long_cuts(count: int) -> np.ndarray:
    """Level lines right across, each layer lower, so that every one cuts what it covers."""
    at = np.arange(count + 1)
    side = np.where(at % 2 == 0, 4.0, 96.0)
    return np.column_stack([side, 4 + (at * 37 % 920) / 10, -at * 18 / count])


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def minimum_rate(dtype: type) -> float:
    """Cells a second of an in-place minimum of two arrays that stay in the cache."""
    low, high = np.zeros(100_000, dtype), np.ones(100_000, dtype)

    def work() -> None:
        for _ in range(100):
            np.minimum(high, low, out=high)

    return 100 * low.size / min(seconds(work) for _ in range(3))


def measure(name: str, strokes: Sequence[Stroke]) -> None:
    grid: Field = untouched(STOCK, CELL_MM)
    cells = sum(work_cells(one, grid) - STROKE_WORK_CELLS for one in strokes)
    times, ratios = [], []
    for _ in range(ROUNDS):
        grid = untouched(STOCK, CELL_MM)
        memory = minimum_rate(np.float64), minimum_rate(np.float32)
        times.append(seconds(partial(carve, grid, strokes)))
        ratios.append([cells / times[-1] / rate for rate in memory])
    taken = statistics.median(times)
    of64, of32 = (statistics.median(row) for row in zip(*ratios, strict=True))
    print(
        f"{name:34} {len(strokes):7d} strokes {taken:8.3f} s {len(strokes) / taken:10,.0f} /s "
        f"{cells / taken / 1e9:7.3f} Gcell/s {of64:7.1%} of float64 minimum {of32:7.1%} of float32"
    )


def main() -> None:
    """Print the table: with numba where it is installed, and with numpy alone."""
    loops = (
        [("numpy", None)]
        if removal.compiled is None
        else [("numba", removal.compiled), ("numpy", None)]
    )
    for loop, module in loops:
        removal.compiled = module
        share = 1 if module else 50
        if module:
            first = seconds(
                lambda: carve(untouched(STOCK, 1.0), strokes_along(long_cuts(2), FORMS["flat D6"]))
            )
            print(f"numba: first call {first:.2f} s (compiling, or from the cache)")
        for tool, form in FORMS.items():
            level = finishing(200_000 // share)
            level[:, 2] = -3.0
            measure(f"{loop} {tool} 0.25 mm level", strokes_along(level, form))
            measure(f"{loop} {tool} 0.25 mm wavy", strokes_along(finishing(200_000 // share), form))
            measure(f"{loop} {tool} long level", strokes_along(long_cuts(2000 // share), form))


if __name__ == "__main__":
    sys.exit(main())
