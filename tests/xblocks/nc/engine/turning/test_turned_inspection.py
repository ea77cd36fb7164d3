import math

import pytest

from tests.xblocks.nc.engine.lathe_parts import (
    DRILL,
    FORWARD,
    GROOVER,
    LATHE,
    ROUGHER,
    STOCK,
    THREADER,
    TOOLS,
    moves_of,
    pass_at,
    track,
    turned,
)
from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.lathe_control.threading_cycle import ThreadCycle, g76
from xblocks.nc.engine.turning.contour import CLOCKWISE, Edge, closed
from xblocks.nc.engine.turning.lathe import turn
from xblocks.nc.engine.turning.lathe_machine import bar
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element, LatheMove, Spindle
from xblocks.nc.engine.turning.profile import cut, profile_of, volume_mm3
from xblocks.nc.engine.turning.thread_inspection import ThreadForm
from xblocks.nc.engine.turning.turned_deviation import beyond, deviations, difference, roughness_um
from xblocks.nc.engine.turning.turned_inspection import Diameter, Face, Length, Radius, Size, Taper
from xblocks.nc.engine.turning.turned_surface import boundary, walls_at

STEPPED = turned(
    [
        *pass_at(23, -40),
        *track((2, 40), (RAPID, 2, 21), (FEED, -20, 21), (FEED, -30, 22.5), (FEED, -30, 30)),
    ],
    ROUGHER,
)
GROOVED = turned(track((-30, 40), (RAPID, -30, 27), (FEED, -30, 18), (RAPID, -30, 40)), GROOVER)


def test_a_diameter_is_its_worst_place_with_the_line_that_made_it() -> None:
    result = Diameter(-18, -2, Size(42, -0.02, 0.02)).measure(STEPPED)
    assert (result.deviation, result.line, result.passed) == (0, 2, True)
    over = Diameter(-22, -2, Size(42, -0.02, 0.02)).measure(STEPPED)
    assert over.deviation == pytest.approx(0.71105, abs=1e-5)
    assert (over.line, over.passed) == (3, False)


def test_limits_may_lie_on_one_side_of_the_nominal() -> None:
    assert Diameter(-18, -2, Size(42.03, -0.05, -0.02)).measure(STEPPED).passed
    assert not Diameter(-18, -2, Size(42.01, -0.05, -0.02)).measure(STEPPED).passed


def test_a_bore_is_measured_inside() -> None:
    tube = turned(pass_at(24, -10), ROUGHER, stock=bar(length_mm=50, diameter_mm=50, bore_mm=20))
    assert Diameter(-40, -5, Size(20.1, 0, 0), inside=True).measure(tube).deviation == -0.1


def test_lengths_lie_between_faces_and_between_the_walls_of_a_groove() -> None:
    shoulder = Length((0, 10), (-30, 22.95), Size(30, -0.1, 0.1)).measure(STEPPED)
    assert (shoulder.deviation, shoulder.line) == (0, 3)
    width = Length((-30, 22), (-27, 22), Size(3, -0.05, 0.05)).measure(GROOVED)
    assert width.deviation == 0
    assert Length((0, 10), (-60, 30), Size(60, 0, 0)).measure(STEPPED).deviation is None
    assert not Length((0, 10), (-60, 30), Size(60, 0, 0)).measure(STEPPED).passed


def test_a_face_has_its_place() -> None:
    faced = turned(track((-0.5, 60), (RAPID, -0.5, 30), (FEED, -0.5, -1)), ROUGHER)
    result = Face(10, Size(0, -0.1, 0.1)).measure(faced)
    assert (result.id, result.deviation, result.passed) == ("face", -0.5, False)
    assert Face(10, Size(20, -0.1, 0.1)).measure(faced).deviation is None


def test_a_taper_has_its_angle() -> None:
    angle = math.degrees(math.atan(1.5 / 10))
    result = Taper(-29, -21, Size(-angle, -0.01, 0.01)).measure(STEPPED)
    assert result.deviation == pytest.approx(0, abs=1e-6)
    assert Taper(5, 8, Size(1, 0, 0)).measure(STEPPED).deviation is None


def test_a_fillet_is_measured_with_the_nose_that_made_it() -> None:
    path = [
        *track((2, 40), (RAPID, 2, 21), (FEED, -20, 21)),
        Element(FEED, Edge((-20, 21), (-23, 24), (-20, 24), CLOCKWISE), 3, 0.1),
        *track((-23, 24), (FEED, -23, 26)),
    ]
    part = turned(path, ROUGHER)
    fillet = Radius((-19.6, 24.4), 190, 260, Size(3, -0.1, 0.1)).measure(part)
    assert fillet.deviation == pytest.approx(0.4, abs=1e-5)
    assert fillet.line == 3
    assert Radius((-80, 90), 0, 90, Size(3, -0.1, 0.1)).measure(part).deviation is None


def test_a_thread_has_pitch_diameters_and_angle() -> None:
    rod = bar(length_mm=60, diameter_mm=20)
    cycle = ThreadCycle((-20, 8.7), 1.3, 0.4, 2.0, 8, angle_deg=60)
    part = turned(g76((4.0, 12.0), cycle, Place(8, 1, 2)), THREADER, stock=rod)
    # a nose of 0.1 mm reaches 0.1 mm less deep than the corner of its flanks would
    pitch_radius = 8.7 - 0.1 + 1.0 / (2 * math.tan(math.radians(30)))
    form = ThreadForm(
        -15,
        -3,
        pitch=Size(2, -0.01, 0.01),
        major=Size(20, -0.3, 0),
        minor=Size(17.4, -0.1, 0.1),
        pitch_diameter=Size(2 * pitch_radius, -0.05, 0.05),
        angle=Size(60, -0.5, 0.5),
    )
    results = form.measure(part)
    assert [one.id for one in results] == [
        "major",
        "minor",
        "pitch",
        "pitch-diameter",
        "thread-angle",
    ]
    assert [one.deviation for one in results] == pytest.approx([0] * 5, abs=1e-5)
    assert all(one.passed and one.line in (0, 8) for one in results)
    bare = turned([], THREADER, stock=rod)
    assert [one.passed for one in form.measure(bare)][2:] == [False] * 3


def test_excess_and_gouge_are_volumes_of_revolution() -> None:
    target = profile_of(closed([(-100, 0), (0, 0), (0, 20), (-30, 20), (-30, 25), (-100, 25)]))
    part = profile_of(closed([(-100, 0), (0, 0), (0, 19), (-10, 19), (-10, 25), (-100, 25)]))
    found = difference(part, target)
    assert found.gouge_mm3 == pytest.approx(math.pi * (20**2 - 19**2) * 10, rel=1e-12)
    assert found.excess_mm3 == pytest.approx(math.pi * (25**2 - 20**2) * 20, rel=1e-12)


def test_layers_within_the_allowance_are_no_difference() -> None:
    target = profile_of(closed([(-100, 0), (0, 0), (0, 20), (-30, 20), (-30, 25), (-100, 25)]))
    thin = profile_of(
        closed([(-100, 0), (-0.04, 0), (-0.04, 19.97), (-30.04, 19.97), (-30.04, 25), (-100, 25)])
    )
    missing = cut(target, thin)[0]
    assert volume_mm3(missing) > 0
    assert beyond(missing, 0.05) == ()
    assert beyond((), 0.05) == ()
    deep = profile_of(closed([(-20, 15), (-10, 15), (-10, 30), (-20, 30)]))
    gone = beyond(cut(target, cut(thin, deep)[0])[0], 0.05)
    assert volume_mm3(gone) == pytest.approx(math.pi * (20**2 - 15**2) * 10, rel=1e-9)


def test_deviations_along_the_contour_are_signed() -> None:
    contour = [Edge((-2, 20.9), (-18, 20.9)), Edge((-31, 23.25), (-38, 23.25))]
    found = deviations(STEPPED, contour, 1.0)
    assert len(found) == 17 + 8
    assert {round(one.deviation_mm, 9) for one in found[:17]} == {0.1}
    assert {round(one.deviation_mm, 9) for one in found[17:]} == {-0.25}
    assert {one.line for one in found} == {2}
    far = deviations(STEPPED, [Edge((50, 50), (51, 50))], 1.0)
    assert {one.deviation_mm for one in far} == {-2.0}


def test_roughness_follows_from_feed_and_nose() -> None:
    part = turned(pass_at(23, -40, feed_mm=0.2), ROUGHER)
    rough, line = roughness_um(part, TOOLS, -30, -5)
    assert (rough, line) == (pytest.approx(1000 * 0.04 / 0.4 / 31.177, rel=1e-4), 2)
    assert roughness_um(part, TOOLS, -90, -60) == (0, 0)
    per_minute = [
        LatheMove(Element(FEED, Edge((2, 23), (-40, 23)), 1, 160, per_minute=True), 1, FORWARD)
    ]
    same = turn(per_minute, STOCK, TOOLS, LATHE)
    assert roughness_um(same, TOOLS, -30, -5)[0] == pytest.approx(rough)
    standing = turn(moves_of(pass_at(23, -40), ROUGHER, Spindle(0)), STOCK, TOOLS, LATHE)
    assert roughness_um(standing, TOOLS, -30, -5)[0] > 0


def test_the_wall_of_a_drilled_hole_has_no_feed_marks() -> None:
    hole = turned(track((5, 0), (FEED, -40, 0), (RAPID, 5, 0)), DRILL)
    assert roughness_um(hole, TOOLS, -30, -5, inside=True) == (0, 0)


def test_the_boundary_goes_all_around() -> None:
    length = sum(piece.edge.length_mm for piece in boundary(STOCK))
    assert length == 2 * (100 + 25)
    grooved = boundary(GROOVED.profile)
    uprights = [p for p in grooved if p.edge.start[0] == p.edge.end[0] and p.cut_by]
    assert len(uprights) == 2


def test_walls_alternate_between_ends_and_beginnings() -> None:
    walls = walls_at(GROOVED.profile, 22, -101, 1)
    assert [wall.z_mm for wall in walls] == pytest.approx([-100, -30, -27, 0])
    assert [wall.begins for wall in walls] == [True, False, True, False]
