"""Carving: the compiled loop makes the same part as numpy, and is kept by its sources."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.milling import removal
from xblocks.nc.engine.milling.field import Box, untouched
from xblocks.nc.engine.milling.forms import Form, disc
from xblocks.nc.engine.milling.removal import Met, carve
from xblocks.nc.engine.milling.strokes import Stroke
from xblocks.nc.engine.milling.sweeps import Sweep, Turn, lowest

STOCK = Box((0.0, 0.0, -10.0), (40.0, 30.0, 0.0))
FORMS = (
    disc(4.0),
    Form(4.0, 0.0, corner_mm=4.0),
    Form(4.0, 3.0, corner_mm=1.0),
    Form(4.0, 1.0, slope=1.0),
)
TURN = Turn(20.0, 15.0, 6.0, 0.3, 4.0)
COORDINATE = st.integers(-4, 24).map(lambda value: value * 1.7)
HEIGHT = st.integers(-12, 3).map(float) | st.just(-3.0)
POINT = st.tuples(COORDINATE, COORDINATE, HEIGHT)
STEP = st.tuples(*[st.integers(-3, 3).map(lambda value: value * 0.171)] * 3)
WAY = st.lists(POINT, min_size=2, max_size=6) | st.builds(
    lambda start, steps: [tuple(row) for row in np.cumsum([start, *steps], axis=0).tolist()],
    st.just((20.0, 15.0, -2.0)),
    st.lists(STEP, min_size=1, max_size=20),
)
ALLOWED_MM = 2e-5
"""Two levels."""


def strokes_of(points: list[Vector], form: Form, feels: bool) -> list[Stroke]:
    """One after the other, feeling every third if asked, with an arc in between."""
    made = [
        Stroke(Sweep(a, b, form, line), cuts=not (feels and line % 3 == 0))
        for line, (a, b) in enumerate(pairwise(points), 1)
    ]
    turning = Sweep((0.0, 0.0, -2.0), (0.0, 0.0, -2.0), form, 99, TURN)
    return [*made[:1], Stroke(turning), *made[1:]]


def part_of(strokes: list[Stroke], cell_mm: float = 0.5) -> tuple[Met, np.ndarray, np.ndarray]:
    grid = untouched(STOCK, cell_mm)
    return carve(grid, strokes), grid.heights, grid.cut_by


@settings(max_examples=150, deadline=None)
@given(st.lists(POINT, min_size=2, max_size=7), st.sampled_from(FORMS), st.booleans())
def test_numba_makes_the_same_part_as_numpy_to_the_last_bit(
    points: list[Vector], form: Form, feels: bool
) -> None:
    pytest.importorskip("numba", reason="the extra gongxue[fast] is not installed")
    strokes = strokes_of(points, form, feels)
    met, heights, cut_by = part_of(strokes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(removal, "compiled", None)
        plain, plain_heights, plain_cut_by = part_of(strokes)
    np.testing.assert_array_equal(heights, plain_heights)
    np.testing.assert_array_equal(cut_by, plain_cut_by)
    np.testing.assert_array_equal(met.deepest_mm, plain.deepest_mm)
    np.testing.assert_array_equal(met.removed_mm3, plain.removed_mm3)


@settings(max_examples=100, deadline=None)
@given(WAY, st.sampled_from(FORMS))
def test_the_part_is_the_least_of_the_exact_envelopes(points: list[Vector], form: Form) -> None:
    """Also where strokes leave out what the one before has cut. Places a nanometre from a rim may
    count in or out."""
    strokes = [Stroke(Sweep(a, b, form, 1)) for a, b in pairwise(points)]
    grid = untouched(STOCK, 0.5)
    carve(grid, strokes)
    narrow, wide = grid.heights * 0, grid.heights * 0
    for stroke in strokes:
        for wider_mm, least in ((-1e-8, narrow), (1e-8, wide)):
            sweep = replace(stroke.sweep, form=form.narrower(-wider_mm))
            reach = lowest(sweep, grid.x[None, :], grid.y[:, None])
            np.minimum(least, np.maximum(reach, grid.bottom_mm), out=least)
    assert (grid.heights <= narrow + ALLOWED_MM).all()
    assert (grid.heights >= wide - ALLOWED_MM).all()


@settings(max_examples=50, deadline=None)
@given(WAY, st.sampled_from(FORMS), st.booleans())
def test_what_the_strokes_remove_is_what_the_part_has_lost(
    points: list[Vector], form: Form, feels: bool
) -> None:
    met, heights, cut_by = part_of(strokes_of(points, form, feels), cell_mm=1.0)
    assert met.removed_mm3.sum() == pytest.approx(-heights.sum(), rel=1e-12, abs=1e-9)
    assert met.deepest_mm.max(initial=0.0) <= 10.0
    assert (heights[cut_by > 0] < 0).all()


@settings(max_examples=25, deadline=None)
@given(
    st.floats(1, 12),
    st.floats(0, 6.2),
    st.floats(0.1, 6.28) | st.floats(-6.28, -0.1),
    st.sampled_from(FORMS),
    st.floats(-4, 4),
)
def test_a_helix_is_its_exact_envelope_to_a_micrometre(
    radius: float, begin: float, angle: float, form: Form, climb: float
) -> None:
    """Half a micrometre of it is by the chords, sideways."""
    turn = Turn(20.0, 15.0, radius, begin, angle)
    start, end = (
        (20 + radius * math.cos(at), 15 + radius * math.sin(at)) for at in (begin, begin + angle)
    )
    sweep = Sweep((*start, -3.0), (*end, -3.0 + climb), form, 1, turn)
    grid = untouched(STOCK, 0.8)
    carve(grid, [Stroke(sweep)])
    x, y = grid.x[None, :], grid.y[:, None]
    for wider_mm, sign in ((-0.001, 1), (0.001, -1)):
        other = lowest(replace(sweep, form=form.narrower(-wider_mm)), x, y)
        other = np.clip(other, grid.bottom_mm, 0.0)
        assert (sign * (other - grid.heights) >= -0.001).all()


def test_a_chain_of_short_strokes_makes_the_same_part_as_the_long_one() -> None:
    for form in FORMS:
        ends = np.linspace((3.0, 4.0, -1.0), (35.0, 24.0, -4.0), 130).tolist()
        short = [Stroke(Sweep(tuple(a), tuple(b), form, 7)) for a, b in pairwise(ends)]
        whole = [Stroke(Sweep(short[0].sweep.start, short[-1].sweep.end, form, 7))]
        for chain in (short, [replace(s, sweep=backwards(s.sweep)) for s in reversed(short)]):
            met, heights, _ = part_of(chain)
            other, other_heights, _ = part_of(whole)
            np.testing.assert_allclose(heights, other_heights, rtol=0, atol=ALLOWED_MM)
            assert met.removed_mm3.sum() == pytest.approx(other.removed_mm3[0], rel=1e-6)


def backwards(sweep: Sweep) -> Sweep:
    return replace(sweep, start=sweep.end, end=sweep.start)


def test_no_strokes_leave_the_stock_as_it_is() -> None:
    met, heights, _ = part_of([])
    assert met.removed_mm3.size == 0
    assert (heights == 0).all()


def test_a_stroke_that_feels_takes_nothing_away() -> None:
    stroke = Stroke(Sweep((10.0, 10.0, -3.0), (20.0, 10.0, -3.0), disc(4.0), 1), cuts=False)
    met, heights, cut_by = part_of([stroke])
    assert met.deepest_mm == pytest.approx([3.0])
    assert met.removed_mm3 == [0.0]
    assert (heights == 0).all()
    assert (cut_by == 0).all()


def test_what_is_met_counts_down_to_the_stocks_underside_only() -> None:
    through = Stroke(Sweep((20.0, 15.0, 5.0), (20.0, 15.0, -14.0), disc(4.0), 1))
    met, heights, _ = part_of([through], cell_mm=0.05)
    assert heights.min() == -10.0
    assert met.deepest_mm == pytest.approx([10.0])
    assert met.removed_mm3 == pytest.approx([math.pi * 160], rel=1e-3)
    again, _, _ = part_of([through, replace(through)], cell_mm=0.5)
    assert again.removed_mm3[1] == 0.0
