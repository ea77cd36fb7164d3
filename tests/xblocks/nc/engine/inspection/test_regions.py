"""Regions of a drawing: distances, and stations that stand on the wall and look out of it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xblocks.nc.engine.inspection.drawn_contour import Contour
from xblocks.nc.engine.inspection.regions import Grown, Holes, Outline, Region, Ring
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge

PLATE = Outline(3, -4, 40, 20, 5, 0.3)
HALF_ROUND = Contour(
    (
        Edge((0, 0), (20, 0)),
        Edge((20, 0), (20, 10), (20, 5), COUNTER_CLOCKWISE),
        Edge((20, 10), (0, 10)),
        Edge((0, 10), (0, 0), (0, 5), CLOCKWISE),
    )
)
BACKWARD = Contour(tuple(edge.reversed() for edge in reversed(HALF_ROUND.edges)))
DISC = Contour((Edge((8, 0), (8, 0), (5, 0), COUNTER_CLOCKWISE),))


@pytest.mark.parametrize(
    "region",
    [
        PLATE,
        Holes(((0, 0), (20, 5), (-7, 9)), 6),
        Ring(2, 1, 20, 28),
        Grown(PLATE, 1.5),
        Grown(PLATE, -2),
        HALF_ROUND,
        BACKWARD,
        DISC,
    ],
)
def test_stations_are_on_the_wall_and_their_normals_point_out(region: Region) -> None:
    for station in region.stations():
        for step in (-0.01, 0.0, 0.01):
            moved = station.moved(step)
            distance = region.distance(np.array(moved.x_mm), np.array(moved.y_mm))
            assert float(distance) == pytest.approx(step, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.floats(-9, 29), st.floats(-9, 19))
@example(0.0, 1.0)
@example(20.0, 3.0)
def test_the_distance_to_a_contour_is_that_to_the_nearest_of_many_points_on_it(
    x: float, y: float
) -> None:
    points = [edge.at(step / 400) for edge in HALF_ROUND.edges for step in range(400)]
    nearest = min(math.dist((x, y), point) for point in points)
    here = float(HALF_ROUND.distance(np.array(x), np.array(y)))
    assert abs(here) == pytest.approx(nearest, abs=0.03)
    # the left side is an arc turned inward, the right side one turned outward
    right = x >= 0 and ((x <= 20 and 0 < y < 10) or math.dist((x, y), (20, 5)) < 5)
    if nearest > 0.03:  # nearer, the point may lie on the wall between two of the many
        assert (here < 0) == (right and math.dist((x, y), (0, 5)) > 5)


def test_a_contour_may_be_one_whole_circle() -> None:
    x, y = np.array([5.0, 8.5, 1.0]), np.array([0.0, 0.0, 0.0])
    assert DISC.distance(x, y) == pytest.approx([-3, 0.5, 1])
    assert DISC.bounds() == (2, -3, 8, 3)


def test_a_region_lies_within_its_bounds_and_its_spots_cover_it() -> None:
    for region in (PLATE, Holes(((0, 0), (20, 5)), 6), Ring(2, 1, 20, 28), HALF_ROUND):
        x0, y0, x1, y1 = region.bounds()
        for station in region.stations():
            assert x0 - 1e-9 <= station.x_mm <= x1 + 1e-9
            assert y0 - 1e-9 <= station.y_mm <= y1 + 1e-9
        inside = region.distance(*region.spots()) < 0
        assert inside.sum() >= 20
