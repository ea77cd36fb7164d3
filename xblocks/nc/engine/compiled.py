"""The removal loop for numba: straight strokes, compiled once and kept on disk.

Importing it raises ImportError where numba is not installed. Of each row of cells only the span is
visited that the stroke covers; where a stroke goes on from the one before, what that one has just
cut is left out.

The compiled code is kept under the digest of these sources: numba itself would run stale code
after an edit of a function that the loop calls from another module.
"""

from __future__ import annotations

import hashlib
import math
import os
from pathlib import Path
from typing import Any

import numpy as np

from xblocks.nc.engine import compiled_rows, forms
from xblocks.nc.engine.compiled_rows import (
    NOISE_MM,
    carve_cells,
    carve_crescent,
    compiled,
    numba,
)
from xblocks.nc.engine.forms import LEVEL

_MARGIN_MM = 1e-6
_FEW = 16


def _cache_folder() -> str:
    """Where this version's compiled code is kept, in the operator's cache folder or the user's."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in (__file__, compiled_rows.__file__, forms.__file__):
        digest.update(Path(source).read_bytes())
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return str(Path(base).expanduser() / "gongxue-nc" / digest.hexdigest()[:16])


def _edge_crossing(
    y: float, ax: float, ay: float, bx: float, by: float, low: float, high: float
) -> tuple[float, float]:
    """`low` and `high` widened to where the edge from a to b crosses the row."""
    if min(ay, by) <= y <= max(ay, by) and ay != by:
        x = ax + (y - ay) / (by - ay) * (bx - ax)
        return min(low, x), max(high, x)
    return low, high


edge_crossing = compiled(_edge_crossing)


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


row_span = compiled(_row_span)


def _new_cells(y: float, s: Any, low: float, high: float) -> tuple[float, float, float, float]:
    """What of a row's span a stroke may lower that goes on, level or rising, from another: two
    spans, the second empty but for level undersides, of which only the crescent is new."""
    ux, uy = s[13], s[14]
    start = -(y - s[1]) * uy - _MARGIN_MM
    if ux > NOISE_MM:
        low = max(low, s[0] + start / ux)
    elif ux < -NOISE_MM:
        high = min(high, s[0] + start / ux)
    elif start > 0:
        return np.inf, -np.inf, np.inf, -np.inf
    room = (s[6] - _MARGIN_MM) ** 2 - (y - s[1]) ** 2
    if s[10] != LEVEL or s[2] != s[5] or room <= 0:
        return low, high, np.inf, -np.inf
    half = math.sqrt(room)
    return low, min(high, s[0] - half), max(low, s[0] + half), high


new_cells = compiled(_new_cells)


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


goes_on = compiled(_goes_on)


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
        flat = s[10] == LEVEL and s[2] == s[5]
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
                if i0 < i1 <= i0 + _FEW and go_on and flat and s[11] > 0:
                    span = (np.uint64(j), np.uint64(i0), np.uint64(i1))
                    py, line = y[j] - s[1], lines[n]
                    total, depth_mm = carve_crescent(heights, cut_by, x, s, py, bottom, line, span)
                    met[n, 0] += total
                    met[n, 1] = max(met[n, 1], depth_mm)
                elif i0 < i1:
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
        met[n, 1] = max(met[n, 1], bits.view(np.float64)[0])


def _kept(function: Any) -> Any:
    """The function compiled, its code kept in `_cache_folder` if that can be written."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = _cache_folder()
    try:
        return numba.njit(function, cache=True)
    except RuntimeError:
        return numba.njit(function)
    finally:
        numba.config.CACHE_DIR = before


carve_lines = _kept(_carve_lines)
