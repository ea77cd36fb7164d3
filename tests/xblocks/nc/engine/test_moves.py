"""Moves: arcs as points."""

from __future__ import annotations

import math

import pytest

from xblocks.nc.engine.moves import Arc, arc_points, chord_count


@pytest.mark.parametrize("radius_mm", [0.01, 1.0, 50.0, 1e4, 1e8, 1e14])
def test_chords_are_off_by_no_more_than_asked_and_hardly_less(radius_mm: float) -> None:
    error_mm = 0.001
    sweep_rad = min(2 * math.pi, 1e4 / radius_mm)
    count = chord_count(Arc("xy", 0.0, 0.0, 0.0, sweep_rad, radius_mm, radius_mm), error_mm)
    half = sweep_rad / count / 2
    assert 2 * radius_mm * math.sin(half / 2) ** 2 <= error_mm * (1 + 1e-9)
    if count > 1:
        wider = sweep_rad / (count - 1) / 2
        assert 2 * radius_mm * math.sin(wider / 2) ** 2 > error_mm or wider > math.pi / 3


def test_the_points_of_an_arc_begin_and_end_at_the_ends_of_the_move() -> None:
    start, end = (2.0, 0.0, 1.0), (0.0, 2.0, 4.0)
    points = arc_points(Arc("xy", 0.0, 0.0, 0.0, math.pi / 2, 2.0, 2.0), start, end, 0.01)
    assert (points[0], points[-1]) == (start, end)
    assert all(math.hypot(x, y) == pytest.approx(2.0) for x, y, _ in points)
    assert [z for _, _, z in points] == sorted(z for _, _, z in points)
