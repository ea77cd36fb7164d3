"""Rows of cells for the compiled loop: how low a stroke reaches, and what stands above that.

Importing it raises ImportError where numba is not installed. Each row is done in passes that a
compiler can turn into vector instructions. Cells are counted by unsigned numbers, as others would
be taken from the row's end where below zero.
"""

from __future__ import annotations

import math
from importlib import import_module
from typing import Any

import numpy as np

from xblocks.nc.engine import forms
from xblocks.nc.engine.forms import CONE, LEVEL, ROUND, ROUNDED

numba: Any = import_module("numba")

NOISE_MM = 1e-9
"""A cell lowered by less keeps the line that cut it."""


def compiled(function: Any, **options: Any) -> Any:
    """The function compiled, as a part of those that call it."""
    return numba.njit(function, **options)


round_rise = compiled(forms.round_rise)
rounded_rise = compiled(forms.rounded_rise)
cone_rise = compiled(forms.cone_rise)


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


fill_level = compiled(_fill_level)


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


fill_sloped = compiled(_fill_sloped)


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


standing = compiled(_standing)


def _total(depth: Any, first: Any, past: Any) -> float:
    """The sum of a row's depths."""
    total = 0.0
    for i in range(first, past):
        total += depth[i]
    return total


total_of = compiled(_total, fastmath={"reassoc", "nsz"})


def _greatest(bits: Any, first: Any, past: Any) -> int:
    """The greatest of whole numbers. The bits of numbers from zero up are in the same order, and
    compilers compare whole numbers many at a time."""
    most = 0
    for i in range(first, past):
        most = max(most, bits[i])
    return most


greatest = compiled(_greatest)


def _lower(heights: Any, j: Any, first: Any, past: Any, reach: Any, bottom: float) -> None:
    """Lower a row's cells to the reach."""
    for i in range(first, past):
        heights[j, i] = min(heights[j, i], max(reach[i], bottom))


lower = compiled(_lower)


def _blame(cut_by: Any, j: Any, first: Any, past: Any, depth: Any, line: int) -> None:
    """Note the line where a cell is lowered by more than noise."""
    for i in range(first, past):
        cut_by[j, i] = line if depth[i] > NOISE_MM else cut_by[j, i]


blame = compiled(_blame)


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
        bottom_of_stroke = min(s[2], s[5])
        for i in range(first, past):
            reach[i] = bottom_of_stroke
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


carve_cells = compiled(_carve_cells)


def _carve_crescent(
    heights: Any, cut_by: Any, x: Any, s: Any, py: float, bottom: float, line: int, span: Any
) -> tuple[float, float]:
    """A level stroke of a level tool on a few cells: the sum of the depths, and the deepest."""
    j, first, past = span
    length, ux, uy, r2 = s[12], s[13], s[14], s[6] * s[6]
    floor = max(s[2], bottom)
    total, most = 0.0, 0.0
    for i in range(first, past):
        depth = heights[j, i] - floor
        if depth > 0:
            px = x[i] - s[0]
            along, aside = px * ux + py * uy, py * ux - px * uy
            behind = min(max(along - length, 0.0), along)
            if behind * behind + aside * aside <= r2:
                heights[j, i] = floor
                cut_by[j, i] = line if depth > NOISE_MM else cut_by[j, i]
                total += depth
                most = max(most, depth)
    return total, most


carve_crescent = compiled(_carve_crescent)
