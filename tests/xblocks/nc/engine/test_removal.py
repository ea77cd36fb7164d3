"""Carving: the compiled loop makes the same part as numpy, and is kept by its sources."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.engine import removal
from xblocks.nc.engine.field import Box, untouched
from xblocks.nc.engine.forms import Form, disc
from xblocks.nc.engine.removal import Met, carve
from xblocks.nc.engine.strokes import Stroke
from xblocks.nc.engine.sweeps import Sweep, Turn

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


def strokes_of(points: list[tuple[float, float, float]], form: Form, feels: bool) -> list[Stroke]:
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
def test_numba_makes_the_same_part_as_numpy(
    points: list[tuple[float, float, float]], form: Form, feels: bool
) -> None:
    pytest.importorskip("numba", reason="the extra gongxue[fast] is not installed")
    strokes = strokes_of(points, form, feels)
    met, heights, cut_by = part_of(strokes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(removal, "compiled", None)
        plain, plain_heights, plain_cut_by = part_of(strokes)
    np.testing.assert_allclose(heights, plain_heights, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(cut_by, plain_cut_by)
    np.testing.assert_allclose(met.deepest_mm, plain.deepest_mm, rtol=0, atol=1e-9)
    np.testing.assert_allclose(met.removed_mm3, plain.removed_mm3, rtol=1e-9, atol=1e-6)


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
