"""Take away what tools sweep: strokes in, what each of them met out.

The loop of `compiled` is used where numba is installed (``gongxue[fast]``). Without it every
stroke is a few numpy operations on the cells within its bounds. Both come to the same heights, to
the last bit, as they run the same formulas (`reach`) and count in whole levels (`levels`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.milling import reach
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import CONE, LEVEL, ROUND, ROUNDED, Floats
from xblocks.nc.engine.milling.levels import HIGHEST, PER_MM, Levels, to_levels, to_mm
from xblocks.nc.engine.milling.strokes import Stroke, numbers_of
from xblocks.nc.engine.milling.sweeps import SAME_POINT_MM, lowest

try:
    from xblocks.nc.engine.milling import compiled
except ImportError:
    compiled = None  # type: ignore[assignment] # the extra is not installed

HELIX_CHORD_ERROR_MM = 0.0005
"""How far the chords are off by which helices of curved undersides are carved."""

NOISE_LEVELS = 1
"""A cell lowered by no more keeps the line that cut it: rounding is not a cut."""

_CHUNK = 16_384
"""So many strokes are laid out at a time."""

_SPARE_CELLS = 16
_BAND_ROWS = 32
_BAND_CELLS = 16_000
_HEIGHTS: dict[int, Callable[[Any, Any, Any], Any]] = {
    LEVEL: reach.level_height,
    ROUND: reach.round_height,
    ROUNDED: reach.rounded_height,
    reach.CLIMBING: reach.climbing_height,
    CONE: reach.cone_height,
}

Counts = npt.NDArray[np.int64]
Lines = npt.NDArray[np.int32]
Cells = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Met:
    """For each stroke: the volume removed, and by how much material stood above the form."""

    removed_mm3: Floats
    deepest_mm: Floats


@dataclass(frozen=True, slots=True)
class _Part:
    """The part while it is carved: `bottom` is the stock's, as a level."""

    levels: Levels
    cut_by: npt.NDArray[np.int32]
    grid: Field
    bottom: float


def carve(grid: Field, strokes: Sequence[Stroke]) -> Met:
    """Lower the field's cells to the strokes' envelopes, in their order, no further than its
    bottom. Its heights are then whole levels."""
    part = _part(grid)
    met = np.zeros((len(strokes), 2), np.int64)
    for first in range(0, len(strokes), _CHUNK):
        some = slice(first, first + _CHUNK)
        _carve_chunk(part, strokes[some], met[some])
    columns = len(grid.x)
    grid.heights[...], grid.cut_by[...] = to_mm(part.levels[:, :columns]), part.cut_by[:, :columns]
    return Met(met[:, 0] / PER_MM * grid.cell_mm**2, met[:, 1] / PER_MM)


def carved_in_stages(
    grid: Field, strokes: Sequence[Stroke], ends: Iterable[int]
) -> Iterator[Levels]:
    """The levels of the field's cells as `carve` makes them, each time that as many strokes are
    done as `ends` tells next. They are lowered further in place; the field itself is not."""
    part, first = _part(grid), 0
    for end in ends:
        if first < end:
            some = strokes[first:end]
            _carve_chunk(part, some, np.zeros((len(some), 2), np.int64))
        first = end
        yield part.levels[:, : len(grid.x)]


def _carve_chunk(part: _Part, strokes: Sequence[Stroke], met: Counts) -> None:
    """Add up for each stroke the depths, and note the deepest, in levels."""
    turning = np.array([stroke.sweep.turn is not None for stroke in strokes])
    if not turning.any():
        _carve_lines(part, strokes, met)
        return
    pieces, owners = _straightened(strokes)
    found = np.zeros((len(pieces), 2), np.int64)
    for run in _runs(np.array([piece.sweep.turn is None for piece in pieces])):
        if pieces[run.start].sweep.turn is None:
            _carve_lines(part, pieces[run], found[run])
        else:
            found[run] = [_carve_arc(part, piece) for piece in pieces[run]]
    np.add.at(met[:, 0], owners, found[:, 0])
    np.maximum.at(met[:, 1], owners, found[:, 1])


def _straightened(strokes: Sequence[Stroke]) -> tuple[list[Stroke], npt.NDArray[np.intp]]:
    """The strokes, helices without a closed form in chords, and to which stroke each belongs."""
    pieces: list[Stroke] = []
    owners: list[int] = []
    for at, stroke in enumerate(strokes):
        sweep, own = stroke.sweep, [stroke]
        level = abs(sweep.start[2] - sweep.end[2]) < SAME_POINT_MM
        if sweep.turn is not None and sweep.form.kind != LEVEL and not level:
            own = [replace(stroke, sweep=one) for one in sweep.chords(HELIX_CHORD_ERROR_MM)]
        pieces += own
        owners += [at] * len(own)
    return pieces, np.array(owners, np.intp)


def _runs(alike: npt.NDArray[np.bool_]) -> Iterator[slice]:
    """Where neighbours are alike."""
    ends = [0, *(np.flatnonzero(alike[1:] != alike[:-1]) + 1).tolist(), len(alike)]
    for first, past in pairwise(ends):
        yield slice(first, past)


def _part(grid: Field) -> _Part:
    """Rows are longer by `_SPARE_CELLS`, so that the compiled loop can do whole groups of cells."""
    spare = ((0, 0), (0, _SPARE_CELLS))
    levels = np.pad(to_levels(grid.heights).astype(np.int32), spare)
    bottom = float(to_levels(grid.bottom_mm))
    return _Part(levels, np.pad(grid.cut_by, spare), grid, bottom)


def _rows(part: _Part, numbers: Floats) -> Counts:
    """From which row to which each stroke may reach."""
    y, dy, r = numbers[:, reach.Y], numbers[:, reach.DY], np.sqrt(numbers[:, reach.RIM2])
    front, grid = part.grid.stock.low_mm[1], part.grid
    first = reach.first_cell(np.minimum(y, y + dy) - r, front, grid.cell_mm, len(grid.y))
    past = reach.past_cell(np.maximum(y, y + dy) + r, front, grid.cell_mm, len(grid.y))
    return np.column_stack([first, past]).astype(np.int64)


def _carve_lines(part: _Part, strokes: Sequence[Stroke], met: Counts) -> None:
    """Straight strokes, by the compiled loop where there is one. Sloped ones of rounded rims are
    left to numpy: their steps to the touch slow the loop down for all others."""
    numbers = numbers_of(strokes)
    rows = _rows(part, numbers)
    lines = np.fromiter(map(attrgetter("sweep.line"), strokes), np.int32, len(strokes))
    climbing = numbers[:, reach.KIND] == reach.CLIMBING
    for run in _runs(climbing):
        if compiled is None or climbing[run.start]:
            for at in range(run.start, run.stop):
                first, past = rows[at].tolist()
                met[at] = _carve_line(part, numbers[at], first, past, int(lines[at]))
        else:
            _carve_compiled(compiled, part, numbers[run], rows[run], lines[run], met[run])


def _carve_compiled(
    loop: Any, part: _Part, numbers: Floats, rows: Counts, lines: Lines, met: Counts
) -> None:
    grid = part.grid
    loop.carve_lines(
        (part.levels, part.cut_by),
        (np.pad(grid.x, (0, _SPARE_CELLS)), grid.y),
        (grid.stock.low_mm[0], grid.cell_mm, part.bottom),
        numbers,
        rows,
        lines,
        met,
    )


def _carve_line(part: _Part, s: Floats, first: int, past: int, line: int) -> tuple[int, int]:
    """One straight stroke, some rows at a time where it is long, as a slanting one covers few of
    the cells within its bounds."""
    grid, total, deepest = part.grid, 0, 0
    left, cell, count = grid.stock.low_mm[0], grid.cell_mm, len(grid.x)
    low, high = reach.row_ends(grid.y[first:past] - s[reach.Y], s)
    begin = reach.first_cell(s[reach.X] + low, left, cell, count).astype(np.intp)
    end = reach.past_cell(s[reach.X] + high, left, cell, count).astype(np.intp)
    covered = np.flatnonzero(begin < end)
    if not covered.size:
        return 0, 0
    cells = len(covered) * int(end[covered].max() - begin[covered].min())
    step = _BAND_ROWS if cells > _BAND_CELLS else len(covered)
    for top in range(0, len(covered), step):
        band = slice(int(covered[top]), int(covered[min(top + step, len(covered)) - 1]) + 1)
        rows = slice(first + band.start, first + band.stop)
        more, deep = _carve_band(part, s, rows, begin[band], end[band], line)
        total, deepest = total + more, max(deepest, deep)
    return total, deepest


def _carve_band(
    part: _Part, s: Floats, rows: slice, begin: Cells, end: Cells, line: int
) -> tuple[int, int]:
    """What a straight stroke takes of some rows, from their cells `begin` to `end`."""
    columns = slice(int(begin.min()), int(end.max()))
    if int(part.levels[rows, columns].max()) <= to_levels(s[reach.Z], part.bottom):
        return 0, 0
    dy = (part.grid.y[rows] - s[reach.Y])[:, None]
    px = (part.grid.x[columns] - s[reach.X])[None, :]
    along = px * s[reach.UX] + dy * s[reach.UY]
    aside = dy * s[reach.UX] - px * s[reach.UY]
    levels = to_levels(_HEIGHTS[int(s[reach.KIND])](along, aside, s), part.bottom)
    at = np.arange(columns.start, columns.stop)
    levels = np.where((at >= begin[:, None]) & (at < end[:, None]), levels, HIGHEST)
    return _take(part, (rows, columns), levels, line, cuts=bool(s[reach.CUTS]))


def _carve_arc(part: _Part, stroke: Stroke) -> tuple[int, int]:
    """One arc: the sum of the depths, and the deepest."""
    grid, sweep = part.grid, stroke.sweep
    window = grid.window(sweep.bounds())
    before = part.levels[window]
    if before.size == 0 or int(before.max()) <= to_levels(sweep.bottom_mm):
        return 0, 0
    reached = lowest(sweep, grid.x[None, window[1]], grid.y[window[0], None])
    return _take(part, window, to_levels(reached, part.bottom), sweep.line, cuts=stroke.cuts)


def _take(
    part: _Part, window: tuple[slice, slice], reached: Floats, line: int, *, cuts: bool
) -> tuple[int, int]:
    """Lower a window's cells to what is reached; the sum of the depths, and the deepest."""
    levels = part.levels[window]
    depth = levels - reached.astype(np.int32)
    deepest = int(depth.max())
    if deepest <= 0:
        return 0, 0
    if not cuts:
        return 0, deepest
    np.maximum(depth, 0, out=depth)
    levels -= depth
    part.cut_by[window][depth > NOISE_LEVELS] = line
    return int(depth.sum(dtype=np.int64)), deepest
