import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import LATHE, NAME, ids, moves_of, track
from xblocks.nc.engine.alarms import Place, Rejected
from xblocks.nc.engine.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge
from xblocks.nc.engine.insert import LatheTool, turning_insert
from xblocks.nc.engine.lathe import Turned, turn
from xblocks.nc.engine.lathe_machine import bar
from xblocks.nc.engine.lathe_moves import FEED, RAPID, Element
from xblocks.nc.engine.meetings import meetings
from xblocks.nc.engine.nose_radius import LEFT, RIGHT, compensate
from xblocks.nc.engine.profile import spans_at

NOSE = 0.8
SLENDER = LatheTool(
    1,
    NAME,
    turning_insert(
        included_deg=35,
        lead_deg=90,
        edge_mm=30,
        nose_radius_mm=NOSE,
        orientation=3,
        max_depth_mm=30,
    ),
)
FREE = replace(LATHE, obstacles=())


def place_of(line: int) -> Place:
    return Place(line, 1, 9)


def right(elements: list[Element], nose: float = NOSE, tip: int = 3) -> tuple[Element, ...]:
    return compensate(elements, side=RIGHT, nose_radius_mm=nose, orientation=tip, place_of=place_of)


def cut_part(elements: list[Element], tool: LatheTool = SLENDER) -> Turned:
    path = right(elements, tip=tool.insert.orientation)
    return turn(moves_of(path, tool), bar(length_mm=100, diameter_mm=50), [tool], FREE)


def radius(result: Turned, z: float) -> float:
    return spans_at(result.profile, z)[0][1]


CONTOUR = [
    *track((10, 30), (FEED, 2, 15), (FEED, -10, 15), (FEED, -20, 18)),
    Element(FEED, Edge((-20, 18), (-24, 22), (-20, 22), CLOCKWISE), 4, 0.1),
    *track((-24, 22), (FEED, -26, 24), (FEED, -35, 24), (RAPID, -35, 40)),
]


def test_the_compensated_nose_leaves_the_programmed_contour() -> None:
    result = cut_part(CONTOUR)
    for z, wanted in (
        (-1, 15),
        (-9.5, 15),
        (-15, 16.5),
        (-19, 17.7),
        (-21.5, 22 - math.sqrt(16 - 1.5**2)),
        (-23, 22 - math.sqrt(7)),
        (-25, 23),
        (-30, 24),
    ):
        assert radius(result, z) == pytest.approx(wanted, abs=1e-9)


def test_without_compensation_the_taper_would_be_too_large() -> None:
    result = turn(moves_of(CONTOUR, SLENDER), bar(length_mm=100, diameter_mm=50), [SLENDER], FREE)
    assert radius(result, -15) > 16.5 + 0.01


def test_start_and_end_of_compensation_lead_to_the_side_of_the_contour() -> None:
    path = right(CONTOUR)
    assert path[0].path.start == (10, 30)
    assert path[0].path.end == pytest.approx((2 - NOSE, 15))
    assert path[-1].path.start == pytest.approx((-35 - NOSE, 24))
    assert path[-1].path.end == (-35, 40)


def test_an_outside_corner_of_up_to_a_right_angle_has_one_point_a_sharper_one_two() -> None:
    square = track((5, 30), (FEED, 5, 10), (FEED, 0, 10), (FEED, 0, 5), (FEED, -9, 5))
    path = right(square, tip=0)
    assert path[1].path.end == pytest.approx((0, 10 + NOSE))
    step = track((5, 30), (FEED, 5, 10), (FEED, 0, 10), (FEED, 0, 20), (RAPID, 9, 20))
    inside = right(step, tip=0)
    assert inside[1].path.end == pytest.approx((NOSE, 10 + NOSE))
    sharp = track((9, 30), (FEED, 9, 10), (FEED, 0, 10), (FEED, 4, 6), (RAPID, 9, 6))
    around = compensate(sharp, side=RIGHT, nose_radius_mm=1.0, orientation=0, place_of=place_of)
    corners = [element.path.end for element in around[1:-1]]
    unit = math.sqrt(0.5)
    assert corners[0] == pytest.approx((0, 11))
    assert corners[1] == pytest.approx((-1, 11))
    assert corners[2] == pytest.approx((-unit - unit, 10 - unit + unit))


def test_left_and_right_are_mirror_images() -> None:
    there = right(CONTOUR, tip=0)
    across = [
        replace(
            e,
            path=Edge(
                (e.path.start[0], -e.path.start[1]),
                (e.path.end[0], -e.path.end[1]),
                (e.path.centre[0], -e.path.centre[1]) if e.path.centre else None,
                -e.path.turn,
            ),
        )
        for e in CONTOUR
    ]
    left = compensate(across, side=LEFT, nose_radius_mm=NOSE, orientation=0, place_of=place_of)
    for one, other in zip(there, left, strict=True):
        assert one.path.end[0] == pytest.approx(other.path.end[0])
        assert one.path.end[1] == pytest.approx(-other.path.end[1])


def test_a_corner_that_is_tangent_but_for_rounding_is_passed() -> None:
    rounded = [
        *track((5, 30), (FEED, 5, 10), (FEED, -10, 10)),
        Element(FEED, Edge((-10, 10), (-13, 13), (-10.0004, 13.0), CLOCKWISE), 3, 0.1),
        *track((-13, 13), (FEED, -13, 20), (RAPID, 5, 30)),
    ]
    assert len(right(rounded)) >= 5


@pytest.mark.parametrize(
    ("steps", "line", "number"),
    [
        # a groove narrower than the nose is round
        (
            [(FEED, 0, 20), (FEED, -5, 20), (FEED, -5, 15), (FEED, -6, 15), (FEED, -6, 20)],
            4,
            "PS0041",
        ),
        # a step smaller than the nose between two inside corners
        ([(FEED, 0, 20), (FEED, -5, 20), (FEED, -5.2, 20.3), (FEED, -5.2, 30)], 3, "PS0041"),
    ],
)
def test_a_contour_too_small_for_the_nose_is_refused(
    steps: list[tuple[str, float, float]], line: int, number: str
) -> None:
    contour = track((5, 40), *steps, (FEED, -20, steps[-1][2] + 1), (RAPID, 5, 50))
    with pytest.raises(Rejected) as caught:
        right(contour)
    assert (caught.value.alarm.id, caught.value.alarm.place.line) == (number, line)


def test_an_inside_arc_smaller_than_the_nose_is_refused() -> None:
    contour = [
        *track((5, 30), (FEED, 5, 10), (FEED, -10, 10)),
        Element(FEED, Edge((-10, 10), (-10.5, 10.5), (-10, 10.5), CLOCKWISE), 3, 0.1),
        *track((-10.5, 10.5), (FEED, -10.5, 20), (RAPID, 5, 30)),
    ]
    with pytest.raises(Rejected, match="PS0041"):
        right(contour)


@pytest.mark.parametrize("at", [0, -1])
def test_compensation_starts_and_ends_on_a_line_only(at: int) -> None:
    contour = track((0, 10), (FEED, -5, 10), (FEED, -10, 10), (FEED, -15, 10))
    path = contour[at].path
    middle = ((path.start[0] + path.end[0]) / 2, 10.0)
    contour[at] = replace(contour[at], path=replace(path, centre=middle, turn=1))
    with pytest.raises(Rejected, match="PS0034"):
        right(contour)


@given(
    st.lists(st.tuples(st.floats(2, 6), st.floats(-0.8, 3)), min_size=2, max_size=6),
    st.sampled_from([0.2, 0.4, 0.8]),
)
@settings(max_examples=60, deadline=None)
def test_any_gentle_contour_comes_out_as_programmed(
    steps: list[tuple[float, float]], nose: float
) -> None:
    points = [(2.0, 8.0)]
    for along, up in steps:
        points.append((points[-1][0] - along, min(22.0, points[-1][1] + up)))
    contour = track((20, 30), (FEED, 2, 8), *((FEED, z, r) for z, r in points[1:]))
    contour += track(points[-1], (RAPID, points[-1][0], 40))
    insert = replace(SLENDER.insert, nose_radius_mm=nose)
    result = turn(
        moves_of(right(contour, nose), SLENDER),
        bar(length_mm=100, diameter_mm=50),
        [replace(SLENDER, insert=insert)],
        FREE,
    )
    assert "rapid-in-material" not in ids(result)
    for (za, ra), (zb, rb) in pairwise(points):
        z = (za + zb) / 2
        if z < -0.1:
            assert radius(result, z) == pytest.approx((ra + rb) / 2, abs=1e-9)


def test_lines_and_circles_meet_where_they_should() -> None:
    level, upright = Edge((0, 0), (5, 0)), Edge((3, -4), (3, 9))
    arc = Edge((2, 0), (0, 2), (0, 0), COUNTER_CLOCKWISE)
    assert meetings(level, upright) == ((3, 0),)
    assert meetings(level, level) == ()
    assert set(meetings(arc, level)) == {(2, 0), (-2, 0)}
    assert meetings(arc, upright) == ()
    crossings = meetings(arc, Edge((4, 0), (2, 2), (2, 0), COUNTER_CLOCKWISE))
    for place, sign in zip(crossings, (1, -1), strict=True):
        assert place == pytest.approx((1, sign * math.sqrt(3)))
