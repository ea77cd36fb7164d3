"""Removal beside this machine's memory: ``python -m tests.bench.nc_cutting``.

Times are of the processor, medians of runs that alternate with ``np.minimum`` in place on a million
float32 (a million updates of cells that stay in the cache), so that a busy machine slows both.
Cells are those within the outline of a stroke, whether it lowers them or not. FreeCAD's times are
recorded, not measured: its PathSimulator on the same grid, on a machine with such a minimum rate as
is printed with them.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from xblocks.nc.engine.milling import removal
from xblocks.nc.engine.milling.field import Box, Field, untouched
from xblocks.nc.engine.milling.forms import Floats, Form, disc
from xblocks.nc.engine.milling.removal import carve
from xblocks.nc.engine.milling.strokes import Stroke
from xblocks.nc.engine.milling.sweeps import Sweep, lowest
from xblocks.nc.exercises import FOLDER, STARTER, exercise_text
from xblocks.nc.grading import grade

STOCK = Box((0.0, 0.0, -20.0), (100.0, 100.0, 0.0))
CELL_MM = 0.1
ROUNDS = 5
SHORT, LONG = 200_000, 2_000
SAMPLES = 40
FLAT, BALL, CONE, BULL = "flat", "ball", "cone", "bull"
FREECAD_S = {FLAT: 2.48, BALL: 2.79}
FREECAD_MINIMUM = 10.9e9
"""FreeCAD 0.20.2, 200,000 segments of 0.25 mm of a 6-mm tool on 1000 x 1000 cells, and the float32
minimum rate of the machine that it was measured on."""


@dataclass(frozen=True, slots=True)
class Case:
    """A form of tool and its strokes."""

    name: str
    tool: str
    strokes: Sequence[Stroke]
    compares: bool = False


def form(tool: str, diameter_mm: float) -> Form:
    """A level underside, a half ball, a cone of 118 degrees or a rim rounded by 1 mm."""
    r = diameter_mm / 2
    return {
        FLAT: disc(r),
        BALL: Form(r, 0.0, corner_mm=r),
        CONE: Form(r, 0.0, slope=1 / math.tan(math.radians(59))),
        BULL: Form(r, r - 1.0, corner_mm=1.0),
    }[tool]


def along(points: Floats, shape: Form) -> list[Stroke]:
    """A stroke from each point to the next."""
    rows = [tuple(row) for row in points.tolist()]
    return [Stroke(Sweep(a, b, shape, line)) for line, (a, b) in enumerate(pairwise(rows), 1)]


def finishing(count: int, wave_mm: float, step_mm: float = 0.25) -> Floats:
    """Lines to and fro over a level or wavy surface in short steps, as a CAM system writes them."""
    a_line = int(90 / step_mm)
    row, on_line = np.divmod(np.arange(count + 1), a_line)
    x = 5 + step_mm * np.where(row % 2 == 0, on_line, a_line - 1 - on_line)
    y = 5 + 90 * row / max(1, row.max())
    return np.column_stack([x, y, -3 + wave_mm * np.sin(x / 7) * np.cos(y / 9)])


def long_cuts(count: int, shape: Form, drop_mm: float) -> list[Stroke]:
    """Lines right across, each lower than the one before, so that every one cuts what it covers;
    from end to end each goes down by `drop_mm`."""
    made = []
    for at in range(count):
        y, beyond = 6 + at * 37 % 880 / 10, 6 + (at + 1) * 37 % 880 / 10
        z = -0.1 - at * 15 / count
        a, b = (6.0, y, z), (94.0, beyond, z - drop_mm)
        made.append(Stroke(Sweep(a, b, shape, at + 1)))
    return made


def cases() -> list[Case]:
    made = []
    for tool in (FLAT, BALL, CONE, BULL):
        shape = form(tool, 6.0)
        for surface, wave_mm in (("level", 0.0), ("wavy", 1.0)):
            # Sloped strokes of rounded rims are carved by numpy: a hundredth of them will do.
            count = SHORT // 100 if tool == BULL and wave_mm else SHORT
            strokes = along(finishing(SHORT, wave_mm)[: count + 1], shape)
            made.append(Case(f"{tool} D6 0.25 mm {surface}", tool, strokes, tool in FREECAD_S))
    for tool in (FLAT, BALL, CONE, BULL):
        for way, drop_mm in (("level", 0.0), ("sloped", 1.0)):
            count = LONG // 100 if tool == BULL and drop_mm else LONG
            strokes = long_cuts(count, form(tool, 10.0), drop_mm)
            made.append(Case(f"{tool} D10 long {way}", tool, strokes))
    return made


def cells_within(strokes: Sequence[Stroke]) -> float:
    """The cells within the strokes' outlines."""
    area = 0.0
    for stroke in strokes:
        sweep, r = stroke.sweep, stroke.sweep.form.radius_mm
        area += 2 * r * math.dist(sweep.start[:2], sweep.end[:2]) + math.pi * r * r
    return area / CELL_MM**2


def seconds(work: Callable[[], object]) -> float:
    """The processor's time."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def minimum_rate() -> float:
    """Cells a second of ``np.minimum`` in place on a million float32."""
    low, high = np.zeros(1_000_000, np.float32), np.ones(1_000_000, np.float32)
    np.minimum(high, low, out=high)
    return 20 * low.size / seconds(lambda: [np.minimum(high, low, out=high) for _ in range(20)])


@contextmanager
def without_numba() -> Iterator[None]:
    """As where the extra is not installed."""
    kept, removal.compiled = removal.compiled, None  # type: ignore[assignment] # as an import fails
    try:
        yield
    finally:
        removal.compiled = kept


def measure(case: Case) -> None:
    """One line: time, rate, share of the minimum rate, FreeCAD's time as so many of ours, error."""
    cells = cells_within(case.strokes)
    times, shares, rates = [], [], []
    for _ in range(ROUNDS):
        grid = untouched(STOCK, CELL_MM)
        rates.append(minimum_rate())
        times.append(seconds(partial(carve, grid, case.strokes)))
        shares.append(cells / times[-1] / rates[-1])
    taken = statistics.median(times)
    beside = ""
    if case.compares:
        as_there = statistics.median(rates) / FREECAD_MINIMUM
        ratio = FREECAD_S[case.tool] / taken
        beside = f"{ratio:5.1f} x FreeCAD as recorded ({ratio / as_there:.1f} x by minimum rates)"
    print(
        f"{case.name:24} {len(case.strokes):7d} strokes {taken:6.3f} s {cells / taken / 1e9:6.2f} "
        f"Gcell/s {statistics.median(shares):6.1%} of minimum; "
        f"error {error_um(grid, case.strokes):.3f} um {beside}"
    )


def error_um(grid: Field, strokes: Sequence[Stroke]) -> float:
    """By how much sampled cells differ from the exact formula, in float64."""
    chance = np.random.default_rng(1)
    start, end = (
        np.array([getattr(stroke.sweep, name) for stroke in strokes]) for name in ("start", "end")
    )
    r = strokes[0].sweep.form.radius_mm
    low, high = np.minimum(start, end) - r, np.maximum(start, end) + r
    worst = 0.0
    for j, i in chance.integers(100, 900, (SAMPLES, 2)).tolist():
        x, y = grid.x[i], grid.y[j]
        near = (low[:, 0] <= x) & (x <= high[:, 0]) & (low[:, 1] <= y) & (y <= high[:, 1])
        place = (np.array([x]), np.array([y]))
        reached = (lowest(strokes[at].sweep, *place)[0] for at in np.flatnonzero(near).tolist())
        exact = max(min(reached, default=np.inf), grid.bottom_mm)
        worst = max(worst, abs(min(exact, grid.top_mm) - float(grid.heights[j, i])))
    return worst * 1000


def is_the_same(case: Case, count: int) -> bool:
    """Whether numpy alone makes the same part of the first strokes, to the last bit."""
    strokes, grids = case.strokes[:count], (untouched(STOCK, CELL_MM), untouched(STOCK, CELL_MM))
    met = [carve(grids[0], strokes)]
    with without_numba():
        met.append(carve(grids[1], strokes))
    return all(
        np.array_equal(one, other)
        for one, other in (
            [grid.heights for grid in grids],
            [grid.cut_by for grid in grids],
            [each.removed_mm3 for each in met],
            [each.deepest_mm for each in met],
        )
    )


FIRST = """
import time
begin = time.perf_counter(), time.process_time()
from tests.bench.nc_cutting import *
carve(untouched(STOCK, 1.0), along(finishing(2, 1.0), form(BALL, 6.0)))
wall_s, processor_s = (
    now - then for now, then in zip((time.perf_counter(), time.process_time()), begin)
)
print(f"{wall_s:.2f} s on the clock ({processor_s:.2f} s of the processor)")
"""
PEAK = """
import resource
from tests.bench.nc_cutting import *
case = Case("", BALL, along(finishing(SHORT, 1.0), form(BALL, 6.0)))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
carve(untouched(STOCK, CELL_MM), case.strokes)
print(f"{(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB")
"""


def of_a_process(script: str, cache: str) -> str:
    """What a fresh interpreter prints, its compiled code kept in `cache`."""
    command = [sys.executable, "-c", script]
    kept = {**os.environ, "NUMBA_CACHE_DIR": cache}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=kept).stdout


def pocket(count: int) -> list[Stroke]:
    """A program by hand: a pocket of 80 mm in 10-mm steps, deeper and deeper."""
    at = np.arange(count + 1)
    row, on_line = np.divmod(at, 9)
    x = 10 + 10.0 * np.where(row % 2 == 0, on_line, 8 - on_line)
    return along(np.column_stack([x, 10 + 4.0 * (row % 20), -1.0 - row // 20]), form(FLAT, 10.0))


def two_hundred_lines() -> str:
    """The first exercise's solution, its first pass repeated until the program has 200 lines."""
    lines = (FOLDER / f"{STARTER}.nc").read_text("utf-8").splitlines()
    after = lines.index("X-27 Y-7") + 1
    square = ["X7", "Y7", "X-27", "Y-7"] * ((200 - len(lines)) // 4)
    return "\n".join([*lines[:after], *square, *lines[after:]])


def main() -> None:
    """Print the table."""
    if removal.compiled is None:
        print("numba is not installed: everything is done by numpy alone, which takes a while")
    with tempfile.TemporaryDirectory() as cache:
        first, again = (of_a_process(FIRST, cache).strip() for _ in range(2))
        peak = of_a_process(PEAK, cache).strip()
    print(f"imports and first cut of a process: cold {first}, from the cache {again}")
    print(f"peak of 200,000 strokes on 1000 x 1000 cells, above the strokes themselves: {peak}")
    made = cases()
    for case in made:
        measure(case)
    equal = all(is_the_same(case, 1000 if "long" not in case.name else 50) for case in made)
    print(
        f"numpy alone makes the same heights, lines, volumes and depths: {'yes' if equal else 'NO'}"
    )
    with without_numba():
        grid, strokes = untouched(STOCK, 0.2), pocket(500)
        taken = statistics.median(seconds(partial(carve, grid, strokes)) for _ in range(ROUNDS))
    print(f"numpy alone, 500 blocks on 500 x 500 cells: {taken:.3f} s")
    exercise, program = exercise_text(STARTER), two_hundred_lines()
    grade(exercise, program, 0, "warm")
    taken = statistics.median(
        seconds(partial(grade, exercise, program, 0, "again")) for _ in range(ROUNDS)
    )
    print(f"a program of {len(program.splitlines())} lines graded, warm: {taken:.3f} s")


if __name__ == "__main__":
    sys.exit(main())
