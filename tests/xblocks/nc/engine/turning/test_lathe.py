import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import (
    BORER,
    COPIER,
    DRILL,
    GROOVER,
    LATHE,
    ROUGHER,
    STOCK,
    THREADER,
    TOOLS,
    ids,
    moves_of,
    pass_at,
    track,
    turned,
)
from xblocks.nc.engine.bounds import Bounds
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge
from xblocks.nc.engine.turning.insert import LatheTool, turning_insert
from xblocks.nc.engine.turning.lathe import turn
from xblocks.nc.engine.turning.lathe_machine import bar, tailstock
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, THREAD, Element, LatheMove, Spindle
from xblocks.nc.engine.turning.profile import Profile, spans_at, volume_mm3

NOSE = 0.4
EXACT = 1e-9


def outside(profile: Profile, z: float) -> float:
    return spans_at(profile, z)[-1][1]


# -- shapes against closed forms -------------------------------------------------------------------


def test_a_cylinder_is_left_at_the_programmed_radius_with_the_nose_in_its_corner() -> None:
    result = turned(pass_at(22, -40), ROUGHER)
    assert ids(result) == []
    assert outside(result.profile, -20) == 22
    for along in (0.05, 0.2, 0.399):
        corner = NOSE - math.sqrt(NOSE**2 - (NOSE - along) ** 2)
        under = spans_at(result.profile, -40 + along)[0][1]
        assert under == pytest.approx(22 + corner, abs=EXACT)


def test_a_taper_is_off_by_what_an_uncompensated_nose_leaves() -> None:
    path = track((2, 40), (RAPID, 2, 19), (FEED, 0, 19), (FEED, -30, 23), (RAPID, -30, 40))
    result = turned(path, ROUGHER)
    slope = 4 / 30
    extra = NOSE * (1 + slope - math.hypot(1, slope))
    for z in (-5, -15, -25):
        assert outside(result.profile, z) == pytest.approx(19 - slope * z + extra, abs=EXACT)


def test_a_fillet_has_the_programmed_radius_and_that_of_the_nose() -> None:
    path = [
        *track((2, 40), (RAPID, 2, 21), (FEED, -20, 21)),
        Element(FEED, Edge((-20, 21), (-23, 24), (-20, 24), CLOCKWISE), 3, 0.1),
        *track((-23, 24), (FEED, -23, 26), (RAPID, 2, 40)),
    ]
    result = turned(path, ROUGHER)
    centre, reach = (-20 + NOSE, 24 + NOSE), 3 + NOSE
    for z in (-20.5, -21.5, -22.5):
        r = centre[1] - math.sqrt(reach**2 - (z - centre[0]) ** 2)
        assert outside(result.profile, z) == pytest.approx(r, abs=EXACT)


def test_a_ball_is_smaller_in_radius_by_that_of_the_nose() -> None:
    stock = bar(length_mm=60, diameter_mm=30)
    ball = Element(FEED, Edge((0, 0), (-14, 14), (-14, 0), COUNTER_CLOCKWISE), 2, 0.1)
    path = [*track((5, 0), (FEED, 0, 0)), ball]
    sharp = replace(COPIER, insert=replace(COPIER.insert, nose_radius_mm=0.0), holder=())
    result = turn(moves_of(path, sharp), stock, [sharp], LATHE)
    for z in (-0.5, -3, -9):
        r = math.sqrt(14**2 - (z + 14) ** 2)
        assert outside(result.profile, z) == pytest.approx(r, abs=EXACT)


def test_a_groove_is_as_wide_as_the_insert_and_as_deep_as_programmed() -> None:
    path = track((-30, 40), (RAPID, -30, 27), (FEED, -30, 18), (RAPID, -30, 40))
    result = turned(path, GROOVER)
    assert ids(result) == []
    assert [outside(result.profile, z) for z in (-30.001, -29.7, -27.3, -26.999)] == [
        25,
        18,
        18,
        25,
    ]
    assert outside(result.profile, -29.9) == pytest.approx(18.2 - math.sqrt(0.03), abs=EXACT)


def test_a_hole_is_drilled_and_bored() -> None:
    path = track((5, 0), (FEED, -50, 0), (RAPID, 5, 0))
    drilled = turned(path, DRILL)
    assert ids(drilled) == []
    point = 10 / math.tan(math.radians(59))
    volume = math.pi * 100 * (50 - point) + math.pi * 100 * point / 3
    assert drilled.removed_mm3 == pytest.approx(volume, rel=1e-12)
    bored = turned(
        track((5, 9), (RAPID, 5, 12), (FEED, -30, 12), (FEED, -30, 11), (RAPID, 5, 11)),
        BORER,
        stock=drilled.profile,
    )
    assert ids(bored) == []
    assert spans_at(bored.profile, -20) == [(12, 25)]
    assert spans_at(bored.profile, -40)[0][0] == 10


def test_a_thread_has_the_form_of_its_insert_at_every_turn() -> None:
    stock = bar(length_mm=60, diameter_mm=20)
    thread = [
        Element(THREAD, Edge((3, 10 - depth), (-15, 10 - depth)), 1, 1.5)
        for depth in (0.4, 0.7, 0.9)
    ]
    result = turned(thread, THREADER, stock=stock)
    half = math.tan(math.radians(30))
    for turn_number in range(3, 12):
        z = 3 - 1.5 * turn_number
        centre = 9.1 + 0.1
        assert outside(result.profile, z) == pytest.approx(9.1, abs=EXACT)
        for aside in (0.2, 0.3, -0.25):
            flank = centre + abs(aside) / half - 0.1 / math.sin(math.radians(30))
            assert outside(result.profile, z + aside) == pytest.approx(flank, abs=EXACT)
    assert ids(result) == []


def test_facing_past_the_axis_leaves_no_pip() -> None:
    path = track((-1, 30), (FEED, -1, -0.5), (RAPID, 2, -0.5))
    result = turned(path, ROUGHER)
    assert max(slab.z1_mm for slab in result.profile) == pytest.approx(-1, abs=EXACT)


# -- what a turner notices -------------------------------------------------------------------------


def test_a_rapid_into_the_bar_is_found() -> None:
    result = turned(track((2, 40), (RAPID, -5, 22)), ROUGHER)
    assert "rapid-in-material" in ids(result)


def test_a_rapid_along_a_finished_surface_is_no_cut() -> None:
    path = [*pass_at(22, -40), *track((2, 40), (RAPID, 2, 22), (RAPID, -35, 22), (RAPID, -35, 40))]
    assert ids(turned(path, ROUGHER)) == []


@pytest.mark.parametrize(
    ("spindle", "wrong"), [(Spindle(0), "spindle-stopped"), (Spindle(-1, 500), "spindle-reversed")]
)
def test_a_spindle_that_stands_or_turns_back_is_found(spindle: Spindle, wrong: str) -> None:
    assert ids(turned(pass_at(22, -10), ROUGHER, spindle)) == [wrong]


def test_a_tool_made_for_m04_may_cut_under_m04() -> None:
    tool = replace(ROUGHER, spindle_sense=-1)
    result = turn(moves_of(pass_at(22, -10), tool, Spindle(-1, 500)), STOCK, [tool], LATHE)
    assert result.findings == ()


def test_too_deep_a_cut_is_found() -> None:
    result = turned(pass_at(20, -10), ROUGHER)
    assert ids(result)[0] == "depth-of-cut"
    assert "5.00 mm" in result.findings[0].message["en"]


def test_the_trailing_edge_of_a_wide_insert_gouges_where_a_slender_one_clears() -> None:
    path = [
        *pass_at(23, -50),
        *track((2, 40), (RAPID, 2, 23), (FEED, -10, 23), (FEED, -20, 20), (RAPID, -20, 40)),
    ]
    assert "trailing-edge" in ids(turned(path, ROUGHER))
    assert "trailing-edge" not in ids(turned(path, COPIER))


def test_a_shank_in_the_part_is_found() -> None:
    deep = track((-30, 40), (RAPID, -30, 26), (FEED, -30, 12), (RAPID, -30, 40))
    holder = ((-2.0, 12.0), (20.0, 12.0), (20.0, 90.0), (-2.0, 90.0))
    tool = replace(GROOVER, holder=holder)
    result = turn(moves_of(deep, tool), STOCK, [tool], LATHE)
    assert set(ids(result)) == {"holder-collision"}


def test_running_into_the_chuck_or_the_tailstock_is_found() -> None:
    assert "obstacle-collision" in ids(turned(track((2, 40), (RAPID, -85, 40)), ROUGHER))
    supported = replace(LATHE, obstacles=(tailstock(tip_z_mm=-3, diameter_mm=30, length_mm=90),))
    result = turned(track((60, 40), (RAPID, 60, 14)), COPIER, machine=supported)
    assert "obstacle-collision" in ids(result)
    assert "尾座" in next(f for f in result.findings if "obst" in f.id).message["zh-Hans"]


def test_leaving_the_travel_is_found_with_the_diameter_that_x_means() -> None:
    result = turned(track((2, 40), (RAPID, 301, 160)), ROUGHER)
    assert ids(result) == ["over-travel"]
    assert "320.000" in result.findings[0].message["en"]


def test_an_empty_station_cuts_nothing() -> None:
    stray = LatheTool(99, ROUGHER.name, ROUGHER.insert)
    result = turned(pass_at(20, -20), stray)
    assert set(ids(result)) == {"no-tool"}
    assert result.profile == STOCK


def test_a_thread_wants_one_speed_and_one_lead() -> None:
    def thread(lead: float, rpm: float, surface: float = 0.0) -> list[LatheMove]:
        path = [Element(THREAD, Edge((3, 24.5), (-15, 24.5)), int(rpm), lead)]
        return list(moves_of(path, THREADER, Spindle(1, rpm, surface)))

    first = thread(1.5, 500)
    for other, wrong in (
        (thread(1.5, 600), "thread-speed-changed"),
        (thread(2.0, 500), "thread-lead-changed"),
        (thread(1.5, 500, 100), "thread-surface-speed"),
    ):
        assert wrong in ids(turn([*first, *other], STOCK, TOOLS, LATHE))
    assert ids(turn([*first, *thread(1.5, 500)], STOCK, TOOLS, LATHE)) == []


def test_a_feed_beyond_the_machine_and_a_flank_without_clearance_are_found() -> None:
    fast = turned(pass_at(23, -20, feed_mm=4), ROUGHER, Spindle(1, 2000))
    assert "feed-too-fast" in ids(fast)
    thin = bar(length_mm=60, diameter_mm=6)
    rubs = turned(pass_at(2.5, -20, feed_mm=2), ROUGHER, stock=thin)
    assert "flank-rubs" in ids(rubs)


def test_a_program_that_cuts_without_end_is_given_up() -> None:
    endless = [Element(THREAD, Edge((3, 24.5), (-75, 24.5)), 1, 0.0001)]
    result = turned([*endless, *pass_at(20, -10)], THREADER)
    assert ids(result) == ["run-away"]
    assert result.profile == STOCK


# -- time ------------------------------------------------------------------------------------------


def test_a_pass_takes_its_length_over_feed_and_speed() -> None:
    result = turned(track((2, 22), (FEED, -38, 22)), ROUGHER, Spindle(1, 800))
    assert result.duration_s == pytest.approx(2 + 40 / (0.2 * 800) * 60)


def test_facing_at_constant_surface_speed_speeds_up_to_the_limit() -> None:
    spindle = Spindle(1, surface_m_per_min=150, limit_rpm=2000)
    result = turned(track((-0.5, 25), (FEED, -0.5, 15)), ROUGHER, spindle)
    seconds = 2 * math.pi * 20 * 10 / (0.2 * 150_000) * 60
    assert result.duration_s == pytest.approx(2 + max(seconds, 0))
    assert spindle.rpm_at(1, 3000) == 2000


def test_rapids_of_unequal_axes_bend_unless_they_are_linear() -> None:
    bent = replace(LATHE, linear_rapids=False)
    way = bent.rapid_way(Edge((0, 0), (-100, -20)))
    assert [edge.end for edge in way] == [(-40, -20), (-100, -20)]
    assert LATHE.rapid_way(Edge((0, 0), (-100, -20))) == (Edge((0, 0), (-100, -20)),)
    assert bent.rapid_duration_s(Edge((0, 0), (-100, -20))) == pytest.approx(0.75)


# -- properties ------------------------------------------------------------------------------------

RADII = st.lists(st.floats(21.5, 25).map(lambda r: round(r, 2)), min_size=1, max_size=5)


@given(RADII)
@settings(max_examples=50, deadline=None)
def test_the_order_of_passes_does_not_matter(radii: list[float]) -> None:
    one = turned([e for r in radii for e in pass_at(r, -40)], COPIER)
    other = turned([e for r in reversed(radii) for e in pass_at(r, -40)], COPIER)
    for z in (-0.5, -20, -39.2, -39.9, -41):
        assert outside(one.profile, z) == pytest.approx(outside(other.profile, z), abs=EXACT)


@given(RADII)
@settings(max_examples=50, deadline=None)
def test_a_mirrored_tool_on_a_mirrored_path_leaves_the_mirror_image(radii: list[float]) -> None:
    back = LatheTool(
        9,
        ROUGHER.name,
        turning_insert(included_deg=80, lead_deg=95, edge_mm=9, nose_radius_mm=NOSE, orientation=4),
    )
    there = [e for r in radii for e in pass_at(r, -40)]
    mirror = [
        replace(e, path=Edge(*(((-100 - z), r) for z, r in (e.path.start, e.path.end))))
        for e in there
    ]
    free = replace(LATHE, obstacles=())
    front = turn(moves_of(there, ROUGHER), STOCK, TOOLS, free)
    rear = turn(moves_of(mirror, back), STOCK, [back], free)
    assert volume_mm3(front.profile) == pytest.approx(volume_mm3(rear.profile), rel=1e-12)
    for z in (-0.5, -20, -39.9):
        mirrored_z = -100 - z
        assert outside(front.profile, z) == pytest.approx(
            outside(rear.profile, mirrored_z), abs=EXACT
        )


def test_the_same_moves_give_the_same_bits() -> None:
    moves = moves_of([e for r in (24, 23, 22.3) for e in pass_at(r, -33.3)], ROUGHER)
    assert turn(moves, STOCK, TOOLS, LATHE) == turn(moves, STOCK, TOOLS, LATHE)


# -- what is known of each move --------------------------------------------------------------------


def test_each_move_tells_when_it_ran_and_what_it_took() -> None:
    result = turned(pass_at(23, -40), ROUGHER)
    begins = [passed.begin_s for passed in result.passed]
    ends = [passed.end_s for passed in result.passed]
    assert begins == [LATHE.tool_change_s, *ends[:-1]]
    assert ends[-1] == result.duration_s
    assert [passed.cuts for passed in result.passed] == [False, True, False, False]
    assert result.passed[1].reach_mm == pytest.approx(25)
    taken = math.fsum(passed.removed_mm3 for passed in result.passed)
    assert taken == pytest.approx(result.removed_mm3)


def test_moves_run_on_the_controls_clock_if_it_is_given() -> None:
    moves = moves_of(pass_at(23, -40), ROUGHER, Spindle(0))
    times = [(10.0 * number, 10.0 * number + 4) for number in range(4)]
    result = turn(moves, STOCK, TOOLS, LATHE, times)
    assert [(passed.begin_s, passed.end_s) for passed in result.passed] == times
    assert [(one.id, one.at_s) for one in result.findings] == [("spindle-stopped", 10.0)]
    assert result.duration_s == 34


def test_the_thin_allowance_on_a_shoulder_is_no_deep_cut() -> None:
    finisher = replace(ROUGHER, number=9, insert=replace(ROUGHER.insert, max_depth_mm=1.0))
    strong = replace(ROUGHER, insert=replace(ROUGHER.insert, max_depth_mm=6.0))
    rough = moves_of(pass_at(20, -39.9), strong)
    finish = moves_of(pass_at(19.7, -40), finisher)
    tools = (strong, finisher)
    assert "depth-of-cut" not in ids(turn([*rough, *finish], STOCK, tools, LATHE))
    assert "depth-of-cut" in ids(turn(finish, STOCK, tools, LATHE))


@pytest.mark.parametrize(("way_out", "r"), [(RAPID, 0.0), (FEED, 0.0), (FEED, 0.1)])
def test_the_pip_of_a_face_is_no_material_for_the_tool_that_leaves_it(
    way_out: str, r: float
) -> None:
    faced = [(RAPID, -1.0, 30.0), (FEED, -1.0, r), (way_out, 2.0, r), (RAPID, 2.0, 40.0)]
    assert ids(turned(track((2.0, 40.0), *faced), ROUGHER)) == []


def test_a_rapid_along_the_axis_into_the_face_is_found() -> None:
    crashed = [(RAPID, 2.0, 0.0), (RAPID, -1.0, 0.0), (RAPID, 2.0, 0.0)]
    assert "rapid-in-material" in ids(turned(track((2.0, 40.0), *crashed), ROUGHER))


def test_a_program_that_turns_without_end_is_given_up() -> None:
    passes = [*pass_at(22, -10)] * 30
    result = turn(moves_of(passes, ROUGHER), STOCK, TOOLS, LATHE, bounds=Bounds(work=300_000))
    assert "run-away" in ids(result)
    assert 0 < len(result.passed) < len(passes)
