"""The removal loop for numba: straight strokes, compiled once and kept on disk.

Importing it raises ImportError where numba is not installed. The compiled code is kept under the
digest of its sources: numba itself would run stale code after an edit of a function that the loop
calls from another module.
"""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from xblocks.nc.engine.milling import compiled_rows, forms, levels, reach
from xblocks.nc.engine.milling.compiled_rows import (
    GROUP,
    ROUNDING,
    carve_stroke,
    compiled,
    level_of,
    numba,
)
from xblocks.nc.engine.milling.forms import LEVEL
from xblocks.nc.engine.milling.reach import CLIMB, COLUMNS, CORE2, GOES_ON, KIND, X, Y

as_numbers: Any = import_module("numba.np.unsafe.ndarray").to_fixed_tuple


def _cache_folder() -> str:
    """Where this version's compiled code is kept, in the operator's cache folder or the user's."""
    digest = hashlib.sha256(numba.__version__.encode())
    sources = (compiled_rows.__file__, forms.__file__, levels.__file__, reach.__file__)
    for source in (__file__, *sources):
        digest.update(Path(source).read_bytes())
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return str(Path(base).expanduser() / "gongxue-nc" / digest.hexdigest()[:16])


def _note_spans(
    spans: Any, y: Any, s: Any, places: Any, bottom: float, first: Any, past: Any
) -> None:
    """For each row: from which cell to which the stroke covers it; within that, from which to which
    it is of one level, which others of its cells are not; and below which level it does not go."""
    left, cell, count = places
    one_level = s[KIND] == LEVEL
    whole = one_level and s[CLIMB] == 0 and s[GOES_ON] == 0
    for j in range(first, past):
        dy = y[j] - s[Y]
        low, high = reach.row_ends(dy, s)
        begin = reach.first_cell(s[X] + low, left, cell, count)
        end = reach.past_cell(s[X] + high, left, cell, count)
        room = s[CORE2] - dy * dy
        half = np.sqrt(reach.greatest(room, 0.0))
        core = reach.first_cell(s[X] - half, left, cell, count)
        beyond = reach.past_cell(s[X] + half, left, cell, count)
        in_core = one_level and room > 0.0
        core = core if in_core else end
        beyond = beyond if in_core else end
        core = begin if whole else reach.least(reach.greatest(core, begin), end)
        beyond = end if whole else reach.least(reach.greatest(beyond, core), end)
        spans[0, j], spans[1, j] = np.int32(begin), np.int32(core)
        spans[2, j], spans[3, j] = np.int32(beyond), np.int32(end)
        spans[4, j] = level_of(reach.row_lowest(dy, s), bottom) - ROUNDING


note_spans = compiled(_note_spans)


def _carve_lines(
    part: tuple[Any, Any],
    centres: tuple[Any, Any],
    sizes: tuple[float, float, float],
    strokes: Any,
    rows: Any,
    lines: Any,
    met: Any,
) -> None:
    """Carve straight strokes in their order; `met` gets the sum of depths and the deepest of each.

    `part` is levels and lines of the cells, their rows longer by a group than the stock; `centres`
    their x and y, `sizes` the stock's left side, the cells' side and the stock's bottom as a level;
    `rows` tells from which row to which each stroke may reach.
    """
    (x, y), (left, cell, bottom) = centres, sizes
    places = (left, cell, float(len(x) - GROUP))
    spans, reached = np.empty((5, len(y)), np.int32), np.empty(len(x), np.int32)
    for n in range(len(strokes)):
        s = as_numbers(strokes[n], COLUMNS)
        first, past = np.uint64(rows[n, 0]), np.uint64(rows[n, 1])
        note_spans(spans, y, s, places, bottom, first, past)
        scratch = (spans, reached, first, past)
        met[n, 0], met[n, 1] = carve_stroke(part, centres, s, bottom, lines[n], scratch)


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
