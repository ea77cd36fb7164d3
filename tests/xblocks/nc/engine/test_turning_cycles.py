import math
from itertools import pairwise

import pytest

from tests.xblocks.nc.engine.lathe_parts import DRILL, GROOVER, ROUGHER, THREADER, ids, turned
from xblocks.nc.engine.alarms import Place, Rejected
from xblocks.nc.engine.lathe_control.pecking_cycles import Pecking, g74, g75
from xblocks.nc.engine.lathe_control.single_cycles import g32, g90, g92, g94
from xblocks.nc.engine.lathe_control.threading_cycle import (
    BOTH_EDGES,
    ThreadCycle,
    g76,
    infeed_depths,
)
from xblocks.nc.engine.turning.lathe_machine import bar
from xblocks.nc.engine.turning.lathe_moves import THREAD, Element
from xblocks.nc.engine.turning.profile import Profile, spans_at, volume_mm3

PLACE = Place(7, 1, 30)
START = (2.0, 27.0)
ROD = bar(length_mm=60, diameter_mm=20)


def ends(path: tuple[Element, ...]) -> list[tuple[str, float, float]]:
    return [(e.kind, round(e.path.end[0], 6), round(e.path.end[1], 6)) for e in path]


def radius(profile: Profile, z: float) -> float:
    return spans_at(profile, z)[-1][1]


# -- G90, G94, G92, G32 ----------------------------------------------------------------------------


def test_g90_goes_round_a_rectangle() -> None:
    path = g90(START, (-30.0, 23.0), feed_mm=0.2, line=5)
    assert ends(path) == [
        ("rapid", 2, 23),
        ("feed", -30, 23),
        ("feed", -30, 27),
        ("rapid", 2, 27),
    ]
    result = turned(path, ROUGHER)
    assert ids(result) == []
    assert radius(result.profile, -20) == 23


def test_a_g90_taper_starts_off_by_r() -> None:
    path = g90(START, (-30.0, 23.0), taper_mm=-4.0, feed_mm=0.2, line=5)
    assert ends(path)[0] == ("rapid", 2, 19)
    assert path[0].x_diameter_mm == 38


def test_g94_faces_and_leaves_along_z() -> None:
    path = g94((1.0, 27.0), (-2.0, 10.0), feed_mm=0.2, line=5)
    assert ends(path) == [
        ("rapid", -2, 27),
        ("feed", -2, 10),
        ("feed", 1, 10),
        ("rapid", 1, 27),
    ]
    assert ends(g94((1.0, 27.0), (-2.0, 10.0), taper_mm=-1, feed_mm=0.2, line=5))[0][1] == -3


def test_g92_pulls_out_at_45_degrees_in_step_with_the_spindle() -> None:
    path = g92((4.0, 12.0), (-20.0, 9.2), lead_mm=1.5, chamfer_mm=1.5, line=5)
    assert ends(path) == [
        ("rapid", 4, 9.2),
        ("thread", -18.5, 9.2),
        ("thread", -20, 10.7),
        ("rapid", -20, 12),
        ("rapid", 4, 12),
    ]
    assert path[2].turned == pytest.approx(15)


def test_a_pull_out_goes_no_further_than_the_start_and_may_be_all_of_the_thread() -> None:
    path = g92((4.0, 9.5), (-20.0, 9.2), lead_mm=1.5, chamfer_mm=3, line=5)
    assert ends(path)[2] == ("thread", -20, 9.5)
    short = g92((4.0, 12.0), (2.0, 9.2), lead_mm=1.5, chamfer_mm=3, line=5)
    assert ends(short)[1] == ("thread", 2, 11.2)


def test_g32_with_an_angle_starts_later_in_the_turn() -> None:
    assert g32((3.0, 9.0), (-9.0, 9.0), lead_mm=2, start_deg=180, line=5)[0].turned == 0.5


def test_two_starts_make_twice_as_many_grooves() -> None:
    once = g92((4.0, 12.0), (-20.0, 9.6), lead_mm=3, line=5)
    twice = (*once, *g92((4.0, 12.0), (-20.0, 9.6), lead_mm=3, start_deg=180, line=6))
    single, double = turned(once, THREADER, stock=ROD), turned(twice, THREADER, stock=ROD)
    assert double.removed_mm3 == pytest.approx(2 * single.removed_mm3, rel=0.1)
    assert radius(double.profile, -6.5) == pytest.approx(9.6)
    assert radius(single.profile, -6.5) == 10


# -- G74, G75 --------------------------------------------------------------------------------------


def test_g74_pecks_backs_off_and_returns() -> None:
    words = Pecking((-25.0, 0.0), escape_mm=1, p_mm=0, q_mm=10, relief_mm=0, feed_mm=0.1, line=5)
    path = g74((2.0, 0.0), words, PLACE)
    assert ends(path) == [
        ("feed", -8, 0),
        ("rapid", -7, 0),
        ("feed", -18, 0),
        ("rapid", -17, 0),
        ("feed", -25, 0),
        ("rapid", 2, 0),
    ]
    assert ids(turned(path, DRILL)) == []


def test_g75_cuts_grooves_side_by_side() -> None:
    words = Pecking((-38.0, 20.0), escape_mm=0.5, p_mm=3, q_mm=5, relief_mm=0, feed_mm=0.1, line=5)
    path = g75((-30.0, 26.0), words, PLACE)
    assert ends(path)[:5] == [
        ("feed", -30, 23),
        ("rapid", -30, 23.5),
        ("feed", -30, 20),
        ("rapid", -30, 26),
        ("rapid", -35, 26),
    ]
    assert ends(path)[-1] == ("rapid", -30, 26)
    result = turned(path, GROOVER)
    assert ids(result) == []
    assert [radius(result.profile, z) for z in (-36.5, -33.5, -28.5)] == [20, 20, 20]
    assert radius(result.profile, -31) == 25


def test_relief_moves_the_tool_off_the_wall_at_the_bottom() -> None:
    words = Pecking((-9.0, 10.0), escape_mm=1, p_mm=4, q_mm=0, relief_mm=0.2, feed_mm=0.1, line=5)
    path = g74((2.0, 18.0), words, PLACE)
    assert ends(path)[:3] == [("feed", -9, 18), ("rapid", -9, 18.2), ("rapid", 2, 18.2)]
    assert [end for end in ends(path) if end[0] == "feed"] == [
        ("feed", -9, 18),
        ("feed", -9, 14),
        ("feed", -9, 10),
    ]


@pytest.mark.parametrize(("q_mm", "number"), [(-1, "PS0062"), (0.0001, "PS0062")])
def test_pecks_without_sense_are_refused(q_mm: float, number: str) -> None:
    words = Pecking((-25.0, 0.0), escape_mm=1, p_mm=0, q_mm=q_mm, relief_mm=0, feed_mm=0.1, line=5)
    with pytest.raises(Rejected, match=number):
        g74((2.0, 0.0), words, PLACE)


# -- G76 -------------------------------------------------------------------------------------------

M20 = ThreadCycle(
    end=(-20.0, 8.7),
    height_mm=1.3,
    first_depth_mm=0.4,
    lead_mm=2.0,
    line=8,
    angle_deg=60,
    least_depth_mm=0.1,
    allowance_mm=0.05,
    finishing_passes=2,
)


def test_depths_grow_with_the_root_of_the_pass_and_end_with_the_allowance() -> None:
    depths = infeed_depths(M20)
    assert depths[:3] == pytest.approx([0.4, 0.4 * math.sqrt(2), 0.4 * math.sqrt(3)])
    assert depths[-3:] == [1.25, 1.3, 1.3]
    steps = [b - a for a, b in pairwise(depths[:-3])]
    assert min(steps) >= 0.1 - 1e-12


def test_without_area_depths_are_equal() -> None:
    even = ThreadCycle((-20, 8.8), 1.2, 0.4, 2.0, 8, equal_area=False)
    assert infeed_depths(even) == pytest.approx([0.4, 0.8, 1.2])


def test_g76_returns_to_its_start_after_each_pass() -> None:
    path = g76((4.0, 12.0), M20, PLACE)
    threads = [e for e in path if e.kind == THREAD]
    assert len(threads) == len(infeed_depths(M20))
    assert path[-1].path.end == (4, 12)
    assert threads[-1].path.end == (-20, 8.7)
    assert threads[0].path.start[1] == pytest.approx(10 - 0.4)


def test_infeed_along_a_flank_leaves_the_form_of_one_deep_pass() -> None:
    cycle = turned(g76((4.0, 12.0), M20, PLACE), THREADER, stock=ROD)
    assert ids(cycle) == []
    aside = 1.3 * math.tan(math.radians(30))
    once = g32((4.0 - aside, 8.7), (-20.0, 8.7), lead_mm=2, line=5)
    deep = turned(once, THREADER, stock=ROD)
    for z in (-4.1, -8.0, -11.3):
        assert radius(cycle.profile, z) == pytest.approx(radius(deep.profile, z), abs=1e-9)
    assert volume_mm3(cycle.profile) == pytest.approx(volume_mm3(deep.profile), rel=2e-3)


def test_both_edges_take_turns() -> None:
    zigzag = ThreadCycle((-20, 8.7), 1.3, 0.4, 2.0, 8, angle_deg=60, infeed=BOTH_EDGES)
    starts = [e.path.start[0] for e in g76((4.0, 12.0), zigzag, PLACE) if e.kind == THREAD]
    assert starts[0] < 4 < starts[1]


def test_a_taper_thread_starts_off_by_its_taper() -> None:
    taper = ThreadCycle((-20, 9.0), 1.0, 0.5, 2.0, 8, taper_mm=-0.75)
    last = [e for e in g76((4.0, 12.0), taper, PLACE) if e.kind == THREAD][-1]
    assert (last.path.start[1], last.path.end[1]) == (8.25, 9.0)


def test_a_first_depth_beyond_the_height_cuts_the_thread_at_once() -> None:
    whole = ThreadCycle((-20, 8.7), 1.3, 2.0, 2.0, 8)
    passes = [e for e in g76((4.0, 12.0), whole, PLACE) if e.kind == THREAD]
    assert [one.path.end for one in passes] == [(-20, 8.7)]


def test_a_least_depth_beyond_the_height_is_refused() -> None:
    deep = ThreadCycle((-20, 8.7), 1.3, 0.4, 2.0, 8, least_depth_mm=1.4)
    with pytest.raises(Rejected, match="PS0062"):
        g76((4.0, 12.0), deep, PLACE)


@pytest.mark.parametrize("values", [(0.0, 0.4), (1.3, 0.0), (1.3, 0.0001)])
def test_depths_that_make_no_thread_are_refused(values: tuple[float, float]) -> None:
    with pytest.raises(Rejected, match="PS0062"):
        g76((4.0, 12.0), ThreadCycle((-20, 8.7), *values, 2.0, 8), PLACE)
