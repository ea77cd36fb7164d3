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

from xblocks.nc.engine import reach
from xblocks.nc.engine.reach import CLIMB, CUTS, GOES_ON, KIND, UX, UY, X, Y, Z
from xblocks.nc.engine.forms import CONE, LEVEL, ROUND
from xblocks.nc.engine.levels import HIGHEST, PER_MM

numba: Any = import_module("numba")
extending: Any = import_module("numba.extending")

NOISE_LEVELS = np.int32(1)
GROUP = np.uint64(16)


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
    reach.level_height,
    reach.round_height,
    reach.cone_height,
    reach.rounded_height,
):
    extending.register_jitable(_formula)


def _level_of(height_mm: float, bottom: float) -> Any:
    """The level of a height, as `levels.to_levels` has it."""
    return np.int32(np.rint(reach.least(reach.greatest(height_mm * PER_MM, bottom), HIGHEST)))


level_of = compiled(_level_of)


def _filling(height: Any) -> Any:
    """The pass that notes the levels that a stroke with this formula reaches on a row's cells."""

    @compiled
    def fill(reached: Any, x: Any, first: Any, past: Any, s: Any, dy: float, bottom: float) -> None:
        for i in range(first, past):
            px = x[i] - s[X]
            along = px * s[UX] + dy * s[UY]
            aside = dy * s[UX] - px * s[UY]
            reached[i] = level_of(height(along, aside, s), bottom)

    return fill


fill_level = _filling(reach.level_height)
fill_round = _filling(reach.round_height)
fill_cone = _filling(reach.cone_height)
fill_rounded = _filling(reach.rounded_height)


def _deepest(levels: Any, j: Any, first: Any, past: Any, reached: Any) -> Any:
    """By how much a row's cells stand above what is reached, at most."""
    most = np.int32(0)
    for i in range(first, past):
        most = max(most, np.int32(levels[j, i] - reached[i]))
    return most


deepest = compiled(_deepest)


def _lower(
    levels: Any, cut_by: Any, j: Any, first: Any, past: Any, reached: Any, line: Any
) -> int:
    """Lower a row's cells to what is reached; the sum of the depths."""
    total = 0
    for i in range(first, past):
        depth = max(np.int32(levels[j, i] - reached[i]), np.int32(0))
        total += depth
        levels[j, i] -= depth
        cut_by[j, i] = line if depth > NOISE_LEVELS else cut_by[j, i]
    return total


lower = compiled(_lower)


def _whole_groups(first: Any, past: Any) -> Any:
    """The end of the whole groups of a row's cells, or of all where they are fewer than one."""
    count = past - first
    return past if count < GROUP else first + count // GROUP * GROUP


whole_groups = compiled(_whole_groups)


def _carving(fill: Any) -> Any:
    """A stroke's way through the rows, with the pass that notes what it reaches."""

    def carve(
        part: Any, x: Any, y: Any, s: Any, bottom: float, line: Any,
        spans: Any, reached: Any, first: Any, past: Any,
    ) -> tuple[int, Any]:
        levels, cut_by = part
        total, most, cuts = 0, np.int32(0), s[CUTS] != 0
        for j in range(first, past):
            a, b = np.uint64(spans[0, j]), np.uint64(spans[3, j])
            if a >= b:
                continue
            end = whole_groups(a, b)
            while True:
                fill(reached, x, a, end, s, y[j] - s[Y], bottom)
                deep = deepest(levels, j, a, end, reached)
                most = max(most, deep)
                if cuts and deep > 0:
                    total += lower(levels, cut_by, j, a, end, reached, line)
                if end == b:
                    break
                a, end = b - GROUP, b
        return total, most

    return numba.njit(carve)


carve_round = _carving(fill_round)
carve_cone = _carving(fill_cone)
carve_rounded = _carving(fill_rounded)


@numba.njit
def carve_level(
    part: Any, x: Any, y: Any, s: Any, bottom: float, line: Any,
    spans: Any, reached: Any, floor: Any, first: Any, past: Any,
) -> tuple[int, Any]:
    levels, cut_by = part
    total, most, cuts = 0, np.int32(0), s[CUTS] != 0
    sloped = s[CLIMB] != 0
    if not (sloped and s[GOES_ON] != 0):
        floor[:] = level_of(s[Z], bottom)
    for j in range(first, past):
        for side in range(3):
            a, b = np.uint64(spans[side, j]), np.uint64(spans[side + 1, j])
            if a >= b or (side == 1 and s[GOES_ON] != 0):
                continue
            end = whole_groups(a, b)
            while True:
                if sloped and side != 1:
                    fill_level(reached, x, a, end, s, y[j] - s[Y], bottom)
                    deep = deepest(levels, j, a, end, reached)
                    if cuts and deep > 0:
                        total += lower(levels, cut_by, j, a, end, reached, line)
                else:
                    deep = deepest(levels, j, a, end, floor)
                    if cuts and deep > 0:
                        total += lower(levels, cut_by, j, a, end, floor, line)
                most = max(most, deep)
                if end == b:
                    break
                a, end = b - GROUP, b
    return total, most
