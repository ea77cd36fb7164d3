from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import COPIER, LATHE, ids, moves_of, track
from xblocks.nc.engine.alarms import Place, Rejected
from xblocks.nc.engine.lathe_control.roughing_cycles import (
    PatternRepeating,
    StockRemoval,
    g71,
    g72,
    g73,
)
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, Point
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.lathe import Turned, turn
from xblocks.nc.engine.turning.lathe_machine import bar
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element
from xblocks.nc.engine.turning.profile import Profile, cut, spans_at, volume_mm3

PLACE = Place(7, 1, 30)
WORDS = StockRemoval(depth_mm=1.5, escape_mm=0.5, u_diameter_mm=0.4, w_mm=0.1, feed_mm=0.25, line=7)
STOCK = bar(length_mm=100, diameter_mm=50)
START = (2.0, 26.0)
STEPS = track(
    START,
    (RAPID, 2, 10),
    (FEED, -10, 10),
    (FEED, -20, 15),
    (FEED, -30, 15),
    (FEED, -30, 26),
    feed_mm=0.1,
)
HOLLOW = track(
    START,
    (RAPID, 1, 12),
    (FEED, -10, 12),
    (FEED, -20, 19),
    (FEED, -30, 14),
    (FEED, -40, 20),
    (FEED, -40, 26),
    feed_mm=0.1,
)


def needle(z: float, r: float) -> LatheTool:
    """A tool that is a line from its tip: what it leaves is the programmed shape itself."""
    core = ((0.0, 0.0), (z, r))
    insert = replace(COPIER.insert, core=core, main=core, nose_radius_mm=0.0, max_depth_mm=30)
    return replace(COPIER, insert=insert, holder=())


POINTED = needle(0, 30)


def finish(start: Point, shape: list[Element]) -> tuple[Element, ...]:
    """What G70 does: along the shape and back to the start."""
    return (*shape, *track(shape[-1].path.end, (RAPID, *start)))


def cut_by(path: tuple[Element, ...], stock: Profile = STOCK, tool: LatheTool = POINTED) -> Turned:
    return turn(moves_of(path, tool), stock, [tool], LATHE)


def radius(result: Turned, z: float) -> float:
    return spans_at(result.profile, z)[-1][1]


def ends(path: tuple[Element, ...]) -> list[tuple[str, float, float]]:
    return [(e.kind, round(e.path.end[0], 6), round(e.path.end[1], 6)) for e in path]


def test_type_one_cuts_level_after_level_and_then_along_the_shape() -> None:
    path = ends(g71(START, STEPS, replace(WORDS, depth_mm=9), PLACE))
    assert path == [
        ("rapid", 2.1, 26.2),
        ("rapid", 2.1, 17.2),
        ("feed", -29.9, 17.2),
        ("rapid", -29.4, 17.7),
        ("rapid", 2.1, 17.7),
        ("rapid", 2.1, 26.2),
        ("rapid", 2.1, 10.2),
        ("feed", -9.9, 10.2),
        ("feed", -19.9, 15.2),
        ("feed", -29.9, 15.2),
        ("feed", -29.9, 26.2),
        ("rapid", 2.0, 26.0),
    ]


def test_a_pass_stops_at_the_taper_and_backs_off_at_45_degrees() -> None:
    path = ends(g71(START, STEPS, replace(WORDS, depth_mm=6.5), PLACE))
    assert ("feed", -18.9, 13.2 + 1.5) not in path
    assert ("feed", round(-9.9 - 2 * (13.2 - 10.2), 6), 13.2) in path
    assert ("rapid", round(-15.9 + 0.5, 6), 13.7) in path


@pytest.mark.parametrize(("shape", "hollows"), [(STEPS, False), (HOLLOW, True)])
def test_roughing_leaves_the_allowance_and_finishing_the_shape(
    shape: list[Element], hollows: bool
) -> None:
    rough = g71(START, shape, replace(WORDS, hollows=hollows), PLACE)
    roughed = cut_by(rough)
    assert ids(roughed) == []
    assert radius(roughed, -5) == pytest.approx(shape[1].path.end[1] + 0.2, abs=1e-9)
    finished = cut_by((*rough, *finish(START, shape)))
    assert ids(finished) == []
    for element in shape[1:-1]:
        z, r = element.path.at(0.5)
        if element.path.start[0] < 0 or z < 0:
            assert radius(finished, z) == pytest.approx(r, abs=1e-9)
    assert finished.moves[-1].element.path.end == START


def test_no_pass_takes_more_than_the_depth() -> None:
    at = START[1] + 0.2
    for element in g71(START, STEPS, WORDS, PLACE):
        path = element.path
        if element.kind == FEED and path.start[1] == path.end[1] and path.end[1] > 15.3:
            assert at - path.end[1] == pytest.approx(1.5)
            at = path.end[1]


def test_hollows_are_roughed_between_their_crests_without_a_rapid_through_them() -> None:
    rough = g71(START, HOLLOW, replace(WORDS, depth_mm=1.0, hollows=True), PLACE)
    assert ids(cut_by(rough)) == []
    deepest = [e for e in rough if e.kind == FEED and e.path.end[1] < 15.3 and e.path.end[0] < -25]
    assert len(deepest) == 3


def test_arcs_in_the_shape_are_met_exactly() -> None:
    shape = [
        *track(START, (FEED, 2, 0), (FEED, 0, 0)),
        Element(FEED, Edge((0, 0), (-15, 15), (-15, 0), COUNTER_CLOCKWISE), 3, 0.1),
        *track((-15, 15), (FEED, -25, 15)),
        Element(FEED, Edge((-25, 15), (-30, 20), (-25, 20), CLOCKWISE), 5, 0.1),
        *track((-30, 20), (FEED, -30, 26)),
    ]
    path = g71(START, shape, replace(WORDS, u_diameter_mm=0.0, w_mm=0.0), PLACE)
    for element in path:
        z, r = element.path.end
        if element.kind == FEED and element.path.start[1] == r and 0 < r < 15 and z < 0:
            assert (z + 15) ** 2 + r**2 == pytest.approx(225, abs=1e-6)
    result = cut_by(path)
    assert ids(result) == []
    assert radius(result, -5) == pytest.approx((225 - 100) ** 0.5, abs=1e-9)


def test_inside_is_roughed_outward_where_the_shape_begins_outside_of_the_start() -> None:
    tube = bar(length_mm=60, diameter_mm=50, bore_mm=20)
    start = (2.0, 9.5)
    shape = track(
        start,
        (RAPID, 2, 18),
        (FEED, -10, 18),
        (FEED, -20, 14),
        (FEED, -40, 14),
        (FEED, -40, 9.5),
        feed_mm=0.1,
    )
    words = replace(WORDS, u_diameter_mm=-0.4)
    tool = needle(0, -8)
    rough = g71(start, shape, words, PLACE)
    result = cut_by((*rough, *finish(start, shape)), tube, tool)
    assert ids(result) == []
    assert [round(spans_at(result.profile, z)[0][0], 9) for z in (-5, -15, -30)] == [18, 16, 14]
    assert spans_at(cut_by(rough, tube, tool).profile, -5)[0][0] == pytest.approx(17.8)


def test_g72_is_g71_with_the_axes_exchanged() -> None:
    start = (1.0, 27.0)
    shape = track(
        start,
        (RAPID, -20, 27),
        (FEED, -20, 20),
        (FEED, -10, 15),
        (FEED, -10, 8),
        (FEED, 1, 8),
        feed_mm=0.1,
    )
    words = replace(WORDS, depth_mm=2.0)
    rough = g72(start, shape, words, PLACE)
    level = [e for e in rough if e.kind == FEED and e.path.start[0] == e.path.end[0]]
    assert [round(e.path.end[0], 6) for e in level[:4]] == [-0.9, -2.9, -4.9, -6.9]
    result = cut_by((*rough, *finish(start, shape)), tool=needle(30, 0))
    assert ids(result) == []
    assert radius(result, -5) == pytest.approx(8)
    assert radius(result, -15) == pytest.approx(17.5)


def test_g73_repeats_the_shape_from_relief_to_allowance() -> None:
    words = PatternRepeating(
        relief=(0.5, 6.0), repeats=4, u_diameter_mm=0.4, w_mm=0.1, feed_mm=0.2, line=7
    )
    path = g73(START, STEPS, words, PLACE)
    starts = [e.path.end for e in path if e.kind == RAPID][::2]
    assert [round(r, 6) for _, r in starts[:4]] == [32.2, 30.2, 28.2, 26.2]
    assert path[-1].path.end == START
    result = cut_by(path)
    assert radius(result, -5) == pytest.approx(10.2)
    assert radius(result, -25) == pytest.approx(15.2)


@given(
    st.lists(st.tuples(st.floats(0.5, 8), st.floats(0, 4)), min_size=1, max_size=6),
    st.floats(0.7, 4),
)
@settings(max_examples=50, deadline=None)
def test_any_rising_shape_is_roughed_without_harm(
    steps: list[tuple[float, float]], depth: float
) -> None:
    points: list[Point] = [(2.0, 5.0)]
    for along, up in steps:
        points.append((points[-1][0] - along, min(24.0, points[-1][1] + up)))
    corners = [(RAPID, 2.0, 5.0), *((FEED, z, r) for z, r in points[1:]), (FEED, points[-1][0], 26)]
    shape = track(START, *corners, feed_mm=0.1)
    words = replace(WORDS, depth_mm=depth, u_diameter_mm=0.0, w_mm=0.0)
    rough = cut_by(g71(START, shape, words, PLACE))
    exact = cut_by(finish(START, shape))
    assert "rapid-in-material" not in ids(rough)
    assert volume_mm3(rough.profile) <= volume_mm3(STOCK)
    for z in (z + 0.01 for z, _ in points[1:] if z < -0.1):
        left, wanted = (spans_at(one.profile, z)[0][1] for one in (rough, exact))
        assert left == pytest.approx(wanted, abs=1e-6)


@given(
    st.lists(st.tuples(st.floats(0.5, 6), st.floats(-6, 6)), min_size=2, max_size=8),
    st.floats(0.7, 4),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_hollows_are_roughed_without_gouge_and_without_a_rapid_in_material(
    steps: list[tuple[float, float]], depth: float, with_arcs: bool
) -> None:
    points: list[Point] = [(1.0, 15.0)]
    for along, up in steps:
        points.append((points[-1][0] - along, max(4.0, min(24.0, points[-1][1] + up))))
    shape = track(START, (RAPID, *points[0]), *((FEED, z, r) for z, r in points[1:]), feed_mm=0.1)
    if with_arcs:
        shape = [shape[0], *(bent(element) for element in shape[1:])]
    shape += track(points[-1], (FEED, points[-1][0], 26), feed_mm=0.1)
    words = replace(WORDS, depth_mm=depth, u_diameter_mm=0.0, w_mm=0.0, hollows=True)
    rough = cut_by(g71(START, shape, words, PLACE))
    exact = cut_by(finish(START, shape))
    assert "rapid-in-material" not in ids(rough)
    gouged, left = cut(exact.profile, rough.profile)[0], cut(rough.profile, exact.profile)[0]
    assert volume_mm3(gouged) < 1e-3
    assert volume_mm3(left) < 1e-3


def bent(element: Element) -> Element:
    """The element as an arc, but where that would not go one way along Z."""
    (za, ra), (zb, rb) = element.path.start, element.path.end
    if abs(rb - ra) > 3 * abs(zb - za):
        return element
    away = 3.0
    centre = ((za + zb) / 2 - away * (rb - ra), (ra + rb) / 2 + away * (zb - za))
    return replace(element, path=Edge((za, ra), (zb, rb), centre, COUNTER_CLOCKWISE))


@pytest.mark.parametrize(
    ("shape", "words", "number"),
    [
        (STEPS, replace(WORDS, depth_mm=0), "PS0062"),
        (STEPS, replace(WORDS, depth_mm=0.001), "PS0062"),
        (STEPS[:1], WORDS, "PS0063"),
        (
            track(START, (RAPID, 2, 10), *((e.kind, *e.path.end) for e in HOLLOW[1:])),
            WORDS,
            "PS0064",
        ),
        (track(START, (RAPID, 0, 26), (FEED, -10, 26)), WORDS, "PS0065"),
        (
            [Element(FEED, Edge(START, (0, 24), (0, 26), CLOCKWISE), 1, 0.1), *STEPS[1:]],
            WORDS,
            "PS0065",
        ),
    ],
)
def test_a_shape_that_the_control_refuses_gives_its_alarm(
    shape: list[Element], words: StockRemoval, number: str
) -> None:
    with pytest.raises(Rejected) as caught:
        g71(START, shape, words, PLACE)
    assert caught.value.alarm.id == number
    assert caught.value.alarm.place == PLACE


def test_type_two_still_goes_one_way_along_z() -> None:
    shape = track(START, (RAPID, 1, 10), (FEED, -10, 12), (FEED, -5, 18), (FEED, -20, 26))
    with pytest.raises(Rejected, match="PS0064"):
        g71(START, shape, replace(WORDS, hollows=True), PLACE)
    with pytest.raises(Rejected, match="PS0062"):
        g73(START, STEPS, PatternRepeating((0, 0), 0, 0, 0, 0.1, 7), PLACE)
