"""Rows of cells for the compiled loop: how low a stroke reaches, and what it takes away.

Importing it raises ImportError where numba is not installed. The formulas are those of `reach`,
compiled for single numbers; each row is done in passes that a compiler turns into vector
instructions. Those work on many cells at a time and are slow on a rest, so a row is done in whole
groups, the last of which may overlap: a cell done twice is lowered once. Cells are counted by
unsigned numbers, as others would be taken from the row's end where below zero.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from xblocks.nc.engine.milling import reach
from xblocks.nc.engine.milling.forms import CONE, LEVEL, ROUND
from xblocks.nc.engine.milling.levels import HIGHEST, PER_MM
from xblocks.nc.engine.milling.reach import CLIMB, CUTS, GOES_ON, KIND, UX, UY, X, Y, Z

numba: Any = import_module("numba")
extending: Any = import_module("numba.extending")

NOISE_LEVELS = np.int32(1)
OUT = np.int32(HIGHEST)
ROUNDING = np.int32(1)
ONE, GROUP = np.uint64(1), np.uint64(16)
"""So many cells are done together. Rows need as many more than they have."""


def compiled(function: Any) -> Any:
    """The function compiled into those that call it: a call with arrays costs more than a row."""
    return numba.njit(function, forceinline=True)


# What is given is first the types, which do not matter, then the numbers.
extending.overload(reach.choose)(
    lambda wanted, one, other: lambda wanted, one, other: one if wanted else other
)
extending.overload(reach.least)(lambda one, other: lambda one, other: one if one < other else other)
extending.overload(reach.greatest)(
    lambda one, other: lambda one, other: one if one > other else other
)
for _formula in (
    reach.row_ends,
    reach.first_cell,
    reach.past_cell,
    reach.row_lowest,
    reach.level_height,
    reach.round_height,
    reach.cone_height,
    reach.rounded_height,
    reach.rim_rise,
):
    extending.register_jitable(_formula)


def _level_of(height_mm: float, bottom: float) -> Any:
    """The level of a height, as `levels.to_levels` has it."""
    return np.int32(np.rint(reach.least(reach.greatest(height_mm * PER_MM, bottom), HIGHEST)))


level_of = compiled(_level_of)


def _past_groups(first: Any, past: Any) -> Any:
    """The end of the whole groups that cover cells of a row."""
    return first + (past - first + GROUP - ONE) // GROUP * GROUP


past_groups = compiled(_past_groups)


def _deepest(levels: Any, j: Any, first: Any, past: Any, level: Any) -> Any:
    """By how much a row's cells stand above a level, at most."""
    most = np.int32(0)
    for i in range(first, past):
        most = max(most, np.int32(levels[j, i] - level))
    return most


deepest = compiled(_deepest)


def _reaching(height: Any) -> Any:
    """The pass that notes the levels that a stroke with this formula reaches on a row's cells."""

    def reach_row(
        reached: Any, x: Any, first: Any, past: Any, s: Any, dy: float, bottom: float
    ) -> None:
        end = past_groups(first, past)
        for i in range(first, end):
            px = x[i] - s[X]
            along = px * s[UX] + dy * s[UY]
            aside = dy * s[UX] - px * s[UY]
            reached[i] = level_of(height(along, aside, s), bottom)
        for i in range(past, past + GROUP):
            reached[i] = OUT

    return compiled(reach_row)


reach_level = _reaching(reach.level_height)
reach_round = _reaching(reach.round_height)
reach_cone = _reaching(reach.cone_height)
reach_rounded = _reaching(reach.rounded_height)


def _lower(levels: Any, cut_by: Any, j: Any, first: Any, past: Any, reached: Any, line: Any) -> Any:
    """Lower a row's cells to what is reached and note the line; the sum of the depths."""
    total: Any = 0
    for i in range(first, past_groups(first, past)):
        depth = max(np.int32(levels[j, i] - reached[i]), np.int32(0))
        total += depth
        levels[j, i] -= depth
        cut_by[j, i] = line if depth > NOISE_LEVELS else cut_by[j, i]
    return total


lower = compiled(_lower)


def _lower_to(
    levels: Any, cut_by: Any, j: Any, first: Any, past: Any, level: Any, line: Any
) -> Any:
    """Lower a row's cells to a level and note the line; the sum of the depths."""
    total: Any = 0
    for i in range(first, past):
        depth = max(np.int32(levels[j, i] - level), np.int32(0))
        total += depth
        levels[j, i] -= depth
        cut_by[j, i] = line if depth > NOISE_LEVELS else cut_by[j, i]
    return total


lower_to = compiled(_lower_to)


def _take_level(
    levels: Any, cut_by: Any, j: Any, first: Any, past: Any, level: Any, line: Any, cuts: bool
) -> Any:  # fmt: skip
    """Take what stands above a level: the sum of the depths, and the deepest. The cells that are
    left over by whole groups are done as a group that overlaps: what is lowered twice is lowered
    once."""
    total, most = 0, np.int32(0)
    end = past if past - first < GROUP else past_groups(first, past - GROUP + ONE)
    while True:
        deep = deepest(levels, j, first, end, level)
        most = max(most, deep)
        if cuts and deep > 0:
            total += lower_to(levels, cut_by, j, first, end, level, line)
        if end == past:
            return total, most
        first, end = past - GROUP, past


take_level = compiled(_take_level)


def _take_curve(
    part: Any, x: Any, j: Any, dy: float, s: Any, bottom: float, line: Any, scratch: Any
) -> Any:
    """Take what stands above the underside of a row: the sum of the depths, and the deepest."""
    (levels, cut_by), (reached, first, past), kind = part, scratch, int(s[KIND])
    if kind == ROUND:
        reach_round(reached, x, first, past, s, dy, bottom)
    elif kind == CONE:
        reach_cone(reached, x, first, past, s, dy, bottom)
    elif kind == LEVEL:
        reach_level(reached, x, first, past, s, dy, bottom)
    else:
        reach_rounded(reached, x, first, past, s, dy, bottom)
    most = np.int32(0)
    for i in range(first, past_groups(first, past)):
        most = max(most, np.int32(levels[j, i] - reached[i]))
    if most > 0 and s[CUTS] != 0:
        return lower(levels, cut_by, j, first, past, reached, line), most
    return 0, most


take_curve = compiled(_take_curve)


def _carve_stroke(part: Any, centres: Any, s: Any, bottom: float, line: Any, scratch: Any) -> Any:
    """One stroke on the rows from `first` to `past`, whose `spans` are noted."""
    (levels, cut_by), (x, y), (spans, reached, first, past) = part, centres, scratch
    total, most, more, deep = 0, np.int32(0), 0, np.int32(0)
    low, all_level = level_of(s[Z], bottom), s[KIND] == LEVEL and s[CLIMB] == 0
    for j in range(first, past):
        for side in range(3):
            a, b = np.uint64(spans[side, j]), np.uint64(spans[side + 1, j])
            if a >= b or (side == 1 and s[GOES_ON] != 0):
                continue
            if side == 1 or all_level:
                more, deep = take_level(levels, cut_by, j, a, b, low, line, s[CUTS] != 0)
            elif deepest(levels, j, a, b, spans[4, j]) > 0:
                within = (reached, a, b)
                more, deep = take_curve(part, x, j, y[j] - s[Y], s, bottom, line, within)
            else:
                continue
            total += more
            most = max(most, deep)
    return total, most


carve_stroke = numba.njit(_carve_stroke)
