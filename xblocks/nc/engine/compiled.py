"""The removal loop for numba: straight strokes, compiled once and kept on disk.

Importing it raises ImportError where numba is not installed. A row of cells is done in passes that
a compiler can turn into vector instructions: how low the stroke reaches, whether anything stands
above that, and only then the lowering. Where a stroke goes on from the one before, what that one
has just cut is left out.

The compiled code is kept under the digest of these sources: numba itself would run stale code
after an edit of a function that the loop calls from another module.
"""

from __future__ import annotations

import hashlib
import math
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from xblocks.nc.engine import forms
from xblocks.nc.engine.forms import CONE, LEVEL, ROUND, ROUNDED

numba: Any = import_module("numba")

_MARGIN_MM = 1e-6
_NOISE_MM = 1e-9


def _cache_folder() -> str:
    """Where this version's compiled code is kept, in the operator's cache folder or the user's."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in (__file__, forms.__file__):
        digest.update(Path(source).read_bytes())
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return str(Path(base).expanduser() / "gongxue-nc" / digest.hexdigest()[:16])


def _compiled(function: Any, **options: Any) -> Any:
    """The function compiled, as a part of those that call it."""
    return numba.njit(function, **options)


round_rise = _compiled(forms.round_rise)
rounded_rise = _compiled(forms.rounded_rise)
cone_rise = _compiled(forms.cone_rise)


def _edge_crossing(
    y: float, ax: float, ay: float, bx: float, by: float, low: float, high: float
) -> tuple[float, float]:
    """`low` and `high` widened to where the edge from a to b crosses the row."""
    if min(ay, by) <= y <= max(ay, by) and ay != by:
        x = ax + (y - ay) / (by - ay) * (bx - ax)
        return min(low, x), max(high, x)
    return low, high


edge_crossing = _compiled(_edge_crossing)


def _row_span(y: float, s: Any, ux: float, uy: float) -> tuple[float, float]:
    """From where to where the swept capsule covers the row at `y`; empty if the first is more."""
    r = s[6] + _MARGIN_MM
    low, high = np.inf, -np.inf
    for end in (0, 3):
        room = r * r - (y - s[end + 1]) ** 2
        if room >= 0:
            low, high = min(low, s[end] - math.sqrt(room)), max(high, s[end] + math.sqrt(room))
    for side in (-r, r):
        dx, dy = -uy * side, ux * side
        low, high = edge_crossing(y, s[0] + dx, s[1] + dy, s[3] + dx, s[4] + dy, low, high)
    return low, high


row_span = _compiled(_row_span)


def _fill_level(reach: Any, x: Any, first: Any, past: Any, s: Any, py: float) -> None:
    """How low a level stroke reaches at cells of a row."""
    length, ux, uy = s[12], s[13], s[14]
    z, flat, corner, slope, r2 = min(s[2], s[5]), s[7], s[8], s[9], s[6] * s[6]
    kind = int(s[10])
    for i in range(first, past):
        px = x[i] - s[0]
        along, aside = px * ux + py * uy, py * ux - px * uy
        behind = np.minimum(np.maximum(along - length, 0.0), along)
        square = behind * behind + aside * aside
        if kind == ROUND:
            height = z + round_rise(square, corner)
        elif kind == ROUNDED:
            height = z + rounded_rise(square, flat, corner)
        elif kind == CONE:
            height = z + cone_rise(square, flat, slope)
        else:
            height = z
        reach[i] = height if square <= r2 else np.inf


fill_level = _compiled(_fill_level)


def _fill_sloped(reach: Any, x: Any, first: Any, past: Any, s: Any, py: float) -> None:
    """How low a sloped stroke reaches at cells of a row; see `sweeps` for the formulas."""
    length, ux, uy = s[12], s[13], s[14]
    flat, corner, slope, r2, kind = s[7], s[8], s[9], s[6] * s[6], int(s[10])
    climb = (s[5] - s[2]) / length
    sign, steep = math.copysign(1.0, climb), abs(climb)
    share = steep / math.sqrt(1 + steep * steep)
    ratio = steep / math.sqrt(slope * slope - steep * steep) if steep < slope else np.inf
    for i in range(first, past):
        px = x[i] - s[0]
        along, aside = px * ux + py * uy, py * ux - px * uy
        aside2 = aside * aside
        room = r2 - aside2
        half = np.sqrt(np.maximum(room, 0.0))
        touch = half
        if kind == ROUND:
            touch = half * share
        elif kind == CONE and steep < slope:
            tip = np.sqrt(np.maximum(flat * flat - aside2, 0.0))
            touch = np.minimum(np.maximum(tip, np.sqrt(aside2) * ratio), half)
        behind = np.minimum(np.maximum(sign * touch, along - length), along)
        height = s[2] + climb * (along - behind)
        if kind == ROUND:
            height += round_rise(behind * behind + aside2, corner)
        elif kind == CONE:
            height += cone_rise(behind * behind + aside2, flat, slope)
        reach[i] = height if (room >= 0) & (np.abs(behind) <= half) else np.inf


fill_sloped = _compiled(_fill_sloped)


def _standing(
    heights: Any, j: Any, first: Any, past: Any, reach: Any, depth: Any, bottom: float
) -> int:
    """How many cells stand above the reach; their depth, not below zero, is noted."""
    count = 0
    for i in range(first, past):
        over = heights[j, i] - max(reach[i], bottom)
        depth[i] = max(over, 0.0)
        count += over > 0
    return count


standing = _compiled(_standing)


def _total(depth: Any, first: Any, past: Any) -> float:
    """The sum of a row's depths."""
    total = 0.0
    for i in range(first, past):
        total += depth[i]
    return total


total_of = _compiled(_total, fastmath={"reassoc", "nsz"})


def _greatest(bits: Any, first: Any, past: Any) -> int:
    """The greatest of whole numbers. The bits of numbers from zero up are in the same order, and
    compilers compare whole numbers many at a time."""
    most = 0
    for i in range(first, past):
        most = max(most, bits[i])
    return most


greatest = _compiled(_greatest)


def _lower(heights: Any, j: Any, first: Any, past: Any, reach: Any, bottom: float) -> None:
    """Lower a row's cells to the reach."""
    for i in range(first, past):
        heights[j, i] = min(heights[j, i], max(reach[i], bottom))


lower = _compiled(_lower)


def _blame(cut_by: Any, j: Any, first: Any, past: Any, depth: Any, line: int) -> None:
    """Note the line where a cell is lowered by more than noise."""
    for i in range(first, past):
        cut_by[j, i] = line if depth[i] > _NOISE_MM else cut_by[j, i]


blame = _compiled(_blame)


def _carve_cells(  # noqa: PLR0913, PLR0917 # a tuple of arrays costs more here than the cutting
    heights: Any,
    cut_by: Any,
    x: Any,
    reach: Any,
    depth: Any,
    bits: Any,
    s: Any,
    py: float,
    bottom: float,
    line: int,
    j: Any,
    first: Any,
    past: Any,
) -> tuple[float, int]:
    """One stroke on neighbouring cells of a row: the sum of the depths, and the bits of the
    deepest."""
    if s[2] != s[5] and s[12] > 0:
        fill_sloped(reach, x, first, past, s, py)
    elif s[10] == LEVEL and past - first > 4:
        # Within the capsule a level stroke of a level tool is all of one height.
        for i in range(first, past):
            reach[i] = s[2] if s[2] < s[5] else s[5]
        fill_level(reach, x, first, first + np.uint64(2), s, py)
        fill_level(reach, x, past - np.uint64(2), past, s, py)
    else:
        fill_level(reach, x, first, past, s, py)
    if standing(heights, j, first, past, reach, depth, bottom) == 0:
        return 0.0, 0
    if s[11] > 0:
        lower(heights, j, first, past, reach, bottom)
        blame(cut_by, j, first, past, depth, line)
    return total_of(depth, first, past), greatest(bits, first, past)


carve_cells = _compiled(_carve_cells)


def _new_cells(y: float, s: Any, low: float, high: float) -> tuple[float, float, float, float]:
    """What of a row's span a stroke may lower that goes on, level or rising, from another: two
    spans, the second empty but for level undersides, of which only the crescent is new."""
    ux, uy = s[13], s[14]
    start = -(y - s[1]) * uy - _MARGIN_MM
    if ux > _NOISE_MM:
        low = max(low, s[0] + start / ux)
    elif ux < -_NOISE_MM:
        high = min(high, s[0] + start / ux)
    elif start > 0:
        return np.inf, -np.inf, np.inf, -np.inf
    room = (s[6] - _MARGIN_MM) ** 2 - (y - s[1]) ** 2
    if s[10] != LEVEL or s[2] != s[5] or room <= 0:
        return low, high, np.inf, -np.inf
    half = math.sqrt(room)
    return low, min(high, s[0] - half), max(low, s[0] + half), high


new_cells = _compiled(_new_cells)


def _goes_on(strokes: Any, n: int) -> bool:
    """Whether a stroke begins where the one before, with the same form, has cut."""
    if n == 0 or strokes[n - 1, 11] == 0 or strokes[n, 2] > strokes[n, 5]:
        return False
    same = True
    for k in range(3):
        same &= strokes[n, k] == strokes[n - 1, k + 3]
    for k in range(6, 11):
        same &= strokes[n, k] == strokes[n - 1, k]
    return same


goes_on = _compiled(_goes_on)


def _carve_lines(
    heights: Any,
    cut_by: Any,
    places: tuple[Any, Any],
    sizes: tuple[float, float],
    strokes: Any,
    lines: Any,
    met: Any,
) -> None:
    """Carve straight strokes in their order; `met` gets the sum of depths and the deepest of each.

    `places` are the cells' x and y, `sizes` the cells' side and the stock's bottom.
    A stroke's numbers are start (3), end (3), radius, flat, corner, slope and kind of its form,
    whether it cuts, its length in the plane and its direction there (2).
    """
    (x, y), (cell, bottom) = places, sizes
    left, front = x[0] - 0.5 * cell, y[0] - 0.5 * cell
    reach, depth = np.empty(len(x)), np.empty(len(x))
    deep_bits = depth.view(np.int64)
    bits = np.zeros(1, np.int64)
    for n in range(len(strokes)):
        s = strokes[n]
        go_on = goes_on(strokes, n)
        if go_on and s[12] == 0:
            continue
        r = s[6] + _MARGIN_MM
        first = max(0, math.ceil((min(s[1], s[4]) - r - front) / cell - 0.5))
        last = min(len(y) - 1, math.floor((max(s[1], s[4]) + r - front) / cell - 0.5))
        most = 0
        for j in range(first, last + 1):
            low, high = row_span(y[j], s, s[13], s[14])
            spans = (low, high, np.inf, -np.inf)
            if go_on:
                spans = new_cells(y[j], s, low, high)
            for k in (0, 2):
                if spans[k] > spans[k + 1]:
                    continue
                i0 = max(0, math.ceil((spans[k] - left) / cell - 0.5))
                i1 = min(len(x), math.floor((spans[k + 1] - left) / cell - 0.5) + 1)
                if i0 < i1:
                    total, deep = carve_cells(
                        heights,
                        cut_by,
                        x,
                        reach,
                        depth,
                        deep_bits,
                        s,
                        y[j] - s[1],
                        bottom,
                        lines[n],
                        np.uint64(j),
                        np.uint64(i0),
                        np.uint64(i1),
                    )
                    met[n, 0] += total
                    most = max(most, deep)
        bits[0] = most
        met[n, 1] = bits.view(np.float64)[0]


def _kept(function: Any) -> Any:
    """The function compiled, its code kept in `_cache_folder`."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = _cache_folder()
    try:
        return numba.njit(function, cache=True)
    finally:
        numba.config.CACHE_DIR = before


carve_lines = _kept(_carve_lines)
