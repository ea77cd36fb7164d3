"""Strokes, and the numbers by which they are carved (see `reach`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.milling import reach
from xblocks.nc.engine.milling.forms import CONE, ROUND, ROUNDED, Floats, Form
from xblocks.nc.engine.milling.sweeps import SAME_POINT_MM, Sweep

Booleans = npt.NDArray[np.bool_]

_RIM_MM = 1e-9
"""A cell whose centre is so near the rim is on it."""

_MARGIN_MM = 1e-6
"""What is left out as cut by another stroke begins so far within that."""

_HUGE = 1e300
_STEEP_MM = 1e30


@dataclass(frozen=True, slots=True)
class Stroke:
    """A sweep that cuts, or one that only feels what stands in its way."""

    sweep: Sweep
    cuts: bool = True


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where strokes go, as columns: their low ends, the height of the others, the way in the plane,
    and whether they were turned round for that."""

    low: Floats
    z_high: Floats
    dx: Floats
    dy: Floats
    length: Floats
    turned: Booleans


def numbers_of(strokes: Sequence[Stroke]) -> Floats:
    """A row of `reach.COLUMNS` numbers for each straight stroke."""
    count = len(strokes)
    start, end = (
        np.fromiter(
            chain.from_iterable(map(attrgetter(f"sweep.{name}"), strokes)), np.float64, 3 * count
        ).reshape(count, 3)
        for name in ("start", "end")
    )
    forms, which = _forms(strokes)
    cuts = np.fromiter(map(attrgetter("cuts"), strokes), np.bool_, count)
    ways = _ways(start, end)
    s = np.empty((count, reach.COLUMNS))
    _write_ways(s, ways)
    _write_forms(s, forms, which)
    climbing = (s[:, reach.KIND] == ROUNDED) & (s[:, reach.CLIMB] > 0)
    s[climbing, reach.KIND] = reach.CLIMBING
    _write_row_ends(s)
    _write_touch(s)
    s[:, reach.CUTS] = cuts
    _leave_out(s, ways, _go_on(start, end, which, cuts))
    return s


def _forms(strokes: Sequence[Stroke]) -> tuple[list[Form], npt.NDArray[np.intp]]:
    """The forms that differ, and for each stroke which it has."""
    places: dict[Form, int] = {}
    known: dict[int, int] = {}
    which = np.empty(len(strokes), np.intp)
    for at, stroke in enumerate(strokes):
        form = stroke.sweep.form
        place = known.get(id(form))
        if place is None:
            place = known[id(form)] = places.setdefault(form, len(places))
        which[at] = place
    return list(places), which


def _ways(start: Floats, end: Floats) -> _Ways:
    turned = end[:, 2] < start[:, 2]
    low = np.where(turned[:, None], end, start)
    way = np.where(turned[:, None], start, end) - low
    length = np.sqrt(way[:, 0] * way[:, 0] + way[:, 1] * way[:, 1])
    z_high = np.maximum(start[:, 2], end[:, 2])
    # What a plunge sweeps is its form where it is lowest.
    plunges = length < SAME_POINT_MM
    way[plunges], length[plunges], z_high[plunges] = 0.0, 0.0, low[plunges, 2]
    return _Ways(low, z_high, way[:, 0], way[:, 1], length, turned)


def _write_ways(s: Floats, ways: _Ways) -> None:
    moves = ways.length > 0
    length = np.where(moves, ways.length, 1.0)
    s[:, reach.X : reach.Z + 1] = ways.low
    s[:, reach.Z_HIGH] = ways.z_high
    s[:, reach.DX], s[:, reach.DY], s[:, reach.LENGTH] = ways.dx, ways.dy, ways.length
    s[:, reach.UX] = np.where(moves, ways.dx / length, 1.0)
    s[:, reach.UY] = ways.dy / length
    upright = np.abs(s[:, reach.UX]) < SAME_POINT_MM
    s[:, reach.INVERSE_UX] = np.where(upright, _HUGE, 1 / np.where(upright, 1.0, s[:, reach.UX]))
    s[:, reach.CLIMB] = (ways.z_high - ways.low[:, 2]) / length


def _write_forms(s: Floats, forms: Sequence[Form], which: npt.NDArray[np.intp]) -> None:
    columns = np.array(
        [
            (
                form.radius_mm * form.radius_mm,
                (form.radius_mm + _RIM_MM) ** 2,
                max(0.0, form.radius_mm - _MARGIN_MM) ** 2,
                form.flat_mm,
                form.corner_mm,
                form.slope,
                form.kind,
            )
            for form in forms
        ]
    )
    s[:, reach.RADIUS2 : reach.KIND + 1] = columns[which]
    corner = s[:, reach.CORNER]
    s[:, reach.BOW] = np.where(corner > 0, 0.5 / np.where(corner > 0, corner, 1.0), 0.0)


def _write_row_ends(s: Floats) -> None:
    """Left and right the outline's normal is across the way, so that it touches the disc `off`
    before or past the disc's middle; where the way lies along the rows, at one of its ends."""
    dy, ux, uy = s[:, reach.DY], s[:, reach.UX], s[:, reach.UY]
    along_rows = np.abs(dy) < SAME_POINT_MM
    lean = np.where(along_rows, 0.0, 1 / np.where(along_rows, 1.0, dy))
    off = np.sqrt(s[:, reach.RADIUS2]) * ux * np.sign(uy)
    s[:, reach.LEAN] = lean
    s[:, reach.LEFT] = np.where(along_rows, ux < 0, -off * lean)
    s[:, reach.RIGHT] = np.where(along_rows, ux > 0, off * lean)


def _write_touch(s: Floats) -> None:
    climb, slope = s[:, reach.CLIMB], s[:, reach.SLOPE]
    stretch2 = 1 + climb * climb
    s[:, reach.TOUCH2] = climb * climb / stretch2
    s[:, reach.STRETCH] = np.sqrt(stretch2)
    gentle = climb < slope
    room = np.where(gentle, slope * slope - climb * climb, 1.0)
    s[:, reach.TOUCH_RATIO] = np.where(gentle, climb / np.sqrt(room), 0.0)
    s[:, reach.TOUCH_MORE] = np.where(gentle, 0.0, _STEEP_MM)


def _go_on(start: Floats, end: Floats, which: npt.NDArray[np.intp], cuts: Booleans) -> Booleans:
    """Which strokes begin where the last that cut with the same form has ended."""
    goes = np.zeros(len(start), np.bool_)
    for form in range(int(which.max(initial=-1)) + 1):
        with_form = np.flatnonzero(which == form)
        cut_last = np.maximum.accumulate(np.where(cuts[with_form], np.arange(len(with_form)), -1))
        before = np.concatenate(([-1], cut_last[:-1]))
        same = (start[with_form] == end[with_form[before]]).all(axis=1)
        goes[with_form] = same & (before >= 0)
    return goes


def _leave_out(s: Floats, ways: _Ways, goes_on: Booleans) -> None:
    """Where a stroke goes on from another, what it touches from where that ended is cut."""
    s[:, reach.FROM], s[:, reach.TO] = -np.inf, np.inf
    at_low = goes_on & ~ways.turned
    s[at_low, reach.FROM] = np.where(ways.length[at_low] > 0, -_MARGIN_MM, np.inf)
    s[:, reach.GOES_ON] = at_low
    at_high = goes_on & ways.turned & (ways.length > 0)
    s[at_high, reach.TO] = (ways.length + _furthest_touch(s) + _MARGIN_MM)[at_high]


def _furthest_touch(s: Floats) -> Floats:
    """How far past the high end a place may be that the tool touches before it gets there."""
    kind, climb, slope = s[:, reach.KIND], s[:, reach.CLIMB], s[:, reach.SLOPE]
    ball = s[:, reach.CORNER] * np.sqrt(s[:, reach.TOUCH2])
    gentle = np.minimum(climb / np.where(slope > 0, slope, 1.0), 1.0)
    cone = np.maximum(s[:, reach.FLAT], np.sqrt(s[:, reach.RADIUS2]) * gentle)
    rim = s[:, reach.FLAT] + ball
    return np.select(
        [kind == ROUND, kind == CONE, kind == reach.CLIMBING], [ball, cone, rim], np.inf
    )
