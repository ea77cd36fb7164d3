import math

import pytest

from xblocks.nc.engine.turning.contour import Edge, Point, cross, minus
from xblocks.nc.engine.turning.insert import (
    TIPS,
    boring_bar,
    drill,
    grooving_insert,
    threading_insert,
    turning_holder,
    turning_insert,
)
from xblocks.nc.engine.turning.profile import extent
from xblocks.nc.engine.turning.sweeping import stamp, sweep


def is_convex(polygon: tuple[Point, ...]) -> bool:
    following = (*polygon[1:], *polygon[:1])
    after = (*following[1:], *following[:1])
    return all(
        cross(minus(b, a), minus(c, b)) > -1e-9
        for a, b, c in zip(polygon, following, after, strict=True)
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_programmed_point_touches_the_axes_that_its_orientation_names(orientation: int) -> None:
    insert = turning_insert(
        included_deg=55, lead_deg=93, edge_mm=8, nose_radius_mm=0.8, orientation=orientation
    )
    (z0, r0), (z1, r1) = extent(stamp(insert.core, 0.8, insert.centre_from_tip))
    tip_z, tip_r = TIPS[orientation]
    if tip_z:
        assert (z1 if tip_z > 0 else z0) == pytest.approx(0, abs=1e-9)
    if tip_r:
        assert (r1 if tip_r > 0 else r0) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_inserts_and_their_holders_are_convex_and_counter_clockwise(orientation: int) -> None:
    insert = turning_insert(
        included_deg=35, lead_deg=93, edge_mm=8, nose_radius_mm=0.4, orientation=orientation
    )
    assert is_convex(insert.core)
    if orientation in (3, 4):
        assert is_convex(turning_holder(insert, width_mm=20, length_mm=100))
    if orientation in (1, 2):
        assert is_convex(boring_bar(insert, diameter_mm=12, length_mm=60))
    if orientation < 5:
        grooving = grooving_insert(
            width_mm=3, depth_mm=9, corner_radius_mm=0.2, orientation=orientation, axial=True
        )
        assert is_convex(grooving.core)


def test_a_drill_reaches_its_diameter_behind_its_cone() -> None:
    tool = drill(diameter_mm=20, point_deg=90, flute_mm=50)
    region = sweep(tool.core, 0.0, Edge((5, 0), (-30, 0)))[0]
    assert extent(region) == ((-30, -10), (55, 10))


def test_a_thread_insert_stands_upright_with_half_its_angle_on_each_side() -> None:
    insert = threading_insert(included_deg=60, nose_radius_mm=0.1, height_mm=2, orientation=8)
    (_, _), (z1, r1), (z2, r2) = insert.core
    assert (z1, r1) == pytest.approx((2 * math.tan(math.radians(30)), 2))
    assert (z2, r2) == pytest.approx((-z1, r1))
