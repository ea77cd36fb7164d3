import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.engine.turning.contour import (
    CLOCKWISE,
    COUNTER_CLOCKWISE,
    Edge,
    Point,
    closed,
    polar,
)
from xblocks.nc.engine.turning.insert import grooving_insert, threading_insert, turning_insert
from xblocks.nc.engine.turning.profile import Profile, cut, profile_of, spans_at, volume_mm3
from xblocks.nc.engine.turning.sweeping import hull, rounded, sweep

BAR = profile_of(closed([(-60, 0), (0, 0), (0, 25), (-60, 25)]))
V_INSERT = turning_insert(
    included_deg=35, lead_deg=93, edge_mm=8, nose_radius_mm=0.8, orientation=3
)
GROOVER = grooving_insert(width_mm=3, depth_mm=10, corner_radius_mm=0.2, orientation=3)
POINTED = threading_insert(included_deg=60, nose_radius_mm=0.1, height_mm=3, orientation=8)
CORES = [V_INSERT.core, GROOVER.core, POINTED.core, V_INSERT.main, ((0.0, 0.0),)]


@st.composite
def paths(draw: st.DrawFn) -> Edge:
    z, r = draw(st.floats(-40, -20)), draw(st.floats(12, 22))
    if draw(st.booleans()):
        return Edge((z, r), (z + draw(st.floats(-9, 9)) + 0.01, r + draw(st.floats(-5, 5))))
    radius, begin = draw(st.floats(0.3, 9)), draw(st.floats(-math.pi, math.pi))
    turn = draw(st.sampled_from([CLOCKWISE, COUNTER_CLOCKWISE]))
    end = begin + turn * draw(st.floats(0.05, 5.0))
    return Edge(polar((z, r), radius, begin), polar((z, r), radius, end), (z, r), turn)


def carve(part: Profile, core: tuple[Point, ...], radius: float, path: Edge) -> Profile:
    for region in sweep(core, radius, path):
        part, _ = cut(part, region)
    return part


def reach(core: tuple[Point, ...], centre: Point, point: Point) -> float:
    """The distance of a point from the core when its nose centre is at `centre`."""
    z, r = point[0] - centre[0], point[1] - centre[1]
    sides = list(zip(core, (*core[1:], core[0]), strict=True))
    if len(core) > 2 and all(
        (b[0] - a[0]) * (r - a[1]) - (b[1] - a[1]) * (z - a[0]) >= 0 for a, b in sides
    ):
        return 0.0
    return min(_to_side(a, b, (z, r)) for a, b in sides)


def _to_side(a: Point, b: Point, point: Point) -> float:
    along = (b[0] - a[0], b[1] - a[1])
    length2 = along[0] ** 2 + along[1] ** 2
    share = (
        ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / length2 if length2 else 0
    )
    share = max(0.0, min(1.0, share))
    return math.dist(point, (a[0] + share * along[0], a[1] + share * along[1]))


@given(st.sampled_from(CORES), paths(), st.data())
@settings(max_examples=50, deadline=None)
def test_exactly_what_the_tool_passes_over_is_gone(
    core: tuple[Point, ...], path: Edge, data: st.DataObject
) -> None:
    radius = 0.8
    part = carve(BAR, core, radius, path)
    steps = max(20, math.ceil(path.length_mm / 0.02))
    for _ in range(10):
        middle = path.at(data.draw(st.floats(0, 1)))
        point = (
            middle[0] + data.draw(st.floats(-3, 3)),
            middle[1] + data.draw(st.floats(-3, 3)),
        )
        if not (0 < point[1] < 24.9 and -60 < point[0] < 0):
            continue
        distance = min(reach(core, path.at(step / steps), point) for step in range(steps + 1))
        standing = any(low <= point[1] <= high for low, high in spans_at(part, point[0]))
        if distance > radius + 1e-6:
            assert standing
        elif distance < radius - 0.02:
            assert not standing


@given(st.sampled_from(CORES), paths(), st.floats(0.1, 0.9))
@settings(max_examples=50, deadline=None)
def test_a_path_in_two_parts_cuts_what_the_whole_cuts(
    core: tuple[Point, ...], path: Edge, share: float
) -> None:
    whole = carve(BAR, core, 0.4, path)
    halves = carve(carve(BAR, core, 0.4, path.part(0, share)), core, 0.4, path.part(share, 1))
    assert volume_mm3(cut(whole, halves)[0]) + volume_mm3(cut(halves, whole)[0]) < 1e-3


@given(st.sampled_from(CORES), paths())
@settings(max_examples=50, deadline=None)
def test_a_path_back_cuts_what_the_path_there_cuts(core: tuple[Point, ...], path: Edge) -> None:
    there, back = (carve(BAR, core, 0.4, way) for way in (path, path.reversed()))
    assert volume_mm3(there) == pytest.approx(volume_mm3(back), abs=1e-3)


def test_a_nose_along_an_arc_leaves_the_arc_less_its_radius() -> None:
    path = Edge((-40, 15), (-20, 15), (-30, 15), COUNTER_CLOCKWISE)
    part = carve(BAR, ((0.0, 0.0),), 0.8, path)
    for z in (-37, -33, -30, -28, -22.5):
        depth = math.sqrt(10.8**2 - (z + 30) ** 2)
        assert spans_at(part, z)[0] == (0, pytest.approx(15 - depth, abs=1e-9))


def test_a_hull_has_no_corner_on_a_side() -> None:
    assert hull([(0, 0), (1, 0), (2, 0), (2, 2), (0, 2), (1, 1), (0, 1)]) == [
        (0, 0),
        (2, 0),
        (2, 2),
        (0, 2),
    ]


def test_a_rounded_square_has_its_area() -> None:
    square = profile_of(rounded([(0, 5), (2, 5), (2, 7), (0, 7)], 1.0))
    assert volume_mm3(square) == pytest.approx(2 * math.pi * 6 * (4 + 8 + math.pi), rel=1e-13)
