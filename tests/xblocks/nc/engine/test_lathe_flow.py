"""A whole part: roughed, finished with compensation, grooved, threaded, and measured."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import (
    COPIER,
    GROOVER,
    LATHE,
    ROUGHER,
    STOCK,
    THREADER,
    TOOLS,
    ids,
    line_to,
    moves_of,
    track,
)
from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, Point, polar
from xblocks.nc.engine.drawing_dimensions import DrawnLine, drawn_elements
from xblocks.nc.engine.insert import LatheTool
from xblocks.nc.engine.lathe import Turned, turn
from xblocks.nc.engine.lathe_moves import FEED, RAPID, THREAD, Element, LatheMove, Spindle
from xblocks.nc.engine.nose_radius import RIGHT, compensate
from xblocks.nc.engine.pecking_cycles import Pecking, g75
from xblocks.nc.engine.profile import volume_mm3
from xblocks.nc.engine.roughing_cycles import StockRemoval, g70, g71
from xblocks.nc.engine.thread_inspection import ThreadForm
from xblocks.nc.engine.threading_cycle import ThreadCycle, g76
from xblocks.nc.engine.turned_inspection import Diameter, Length, Radius, Size, Taper

START = (3.0, 26.0)
TURRET = (60.0, 80.0)
PLACE = Place(1, 1, 9)


def place_of(line: int) -> Place:
    return Place(line, 1, 9)


def shaft_shape() -> list[Element]:
    """M20 with a chamfer, a taper, and a fillet to a diameter of 44."""
    blocks = [
        DrawnLine(11, 0.1, r_mm=10.0, chamfer_mm=1.5),
        DrawnLine(12, 0.1, z_mm=-25.0),
        DrawnLine(13, 0.1, r_mm=14.0),
        DrawnLine(14, 0.1, z_mm=-40.0, r_mm=17.0),
        DrawnLine(15, 0.1, z_mm=-55.0, round_mm=3.0),
        DrawnLine(16, 0.1, r_mm=22.0),
        DrawnLine(17, 0.1, z_mm=-65.0),
        DrawnLine(18, 0.1, r_mm=26.0),
    ]
    approach = line_to(RAPID, START, (START[0], 0.0), 10)
    face = line_to(FEED, (START[0], 0.0), (0.0, 0.0), 10, 0.1)
    return [approach, face, *drawn_elements((0.0, 0.0), blocks, place_of)]


def travel(tool: LatheTool, start: Point, *points: Point) -> list[LatheMove]:
    return moves_of(track(start, *((RAPID, *point) for point in points)), tool)


def finishing(shape: list[Element]) -> list[LatheMove]:
    contour = [
        line_to(RAPID, START, (START[0], -1.0), 20),
        line_to(FEED, (START[0], -1.0), (0.0, -1.0), 20, 0.1),
        line_to(FEED, (0.0, -1.0), shape[2].path.start, 20, 0.1),
        *shape[2:],
        line_to(RAPID, shape[-1].path.end, (-64.0, 30.0), 21),
    ]
    path = compensate(contour[1:], side=RIGHT, nose_radius_mm=0.4, orientation=3, place_of=place_of)
    return moves_of([contour[0], *path], COPIER)


def shaft() -> list[LatheMove]:
    shape = shaft_shape()
    words = StockRemoval(2.0, 0.5, 0.5, 0.1, 0.25, 5)
    groove = Pecking((-25.0, 8.2), 0.5, 1.0, 2.5, 0.0, 0.08, 30)
    thread = ThreadCycle((-22.5, 8.7), 1.3, 0.35, 2.0, 40, angle_deg=60, least_depth_mm=0.08)
    return [
        *travel(ROUGHER, TURRET, START),
        *moves_of(g71(START, shape, words, PLACE), ROUGHER),
        *travel(ROUGHER, START, TURRET),
        *travel(COPIER, TURRET, START),
        *finishing(shape),
        *travel(COPIER, (-64.0, 30.0), TURRET),
        *travel(GROOVER, TURRET, (-23.0, 40.0), (-23.0, 16.0)),
        *moves_of(g75((-23.0, 16.0), groove, PLACE), GROOVER),
        *travel(GROOVER, (-23.0, 16.0), (-23.0, 40.0), TURRET),
        *travel(THREADER, TURRET, (6.0, 12.0)),
        *moves_of(g76((6.0, 12.0), thread, PLACE), THREADER),
        *travel(THREADER, (6.0, 12.0), TURRET),
    ]


@pytest.fixture(scope="module")
def finished() -> Turned:
    return turn(shaft(), STOCK, TOOLS, LATHE)


def test_a_whole_shaft_is_made_without_a_finding(finished: Turned) -> None:
    assert ids(finished) == []
    assert finished.removed_mm3 == pytest.approx(
        volume_mm3(STOCK) - volume_mm3(finished.profile), rel=1e-9
    )


def test_it_measures_as_drawn(finished: Turned) -> None:
    tight = 1e-6
    features = [
        Diameter(-64, -59, Size(44, -tight, tight)),
        Taper(-39.5, -26, Size(-11.309932, -tight, tight)),
        Diameter(-51, -41, Size(34, -tight, tight)),
        Radius((-52, 20), 195, 255, Size(3, -tight, tight)),
        Length((0, 5), (-55, 21), Size(55, -tight, tight)),
        Diameter(-24.5, -22.8, Size(16.4, -tight, tight)),
        Length((-25, 9), (-25 + 5, 9.5), Size(5, -1, 1)),
    ]
    for feature in features:
        result = feature.measure(finished)
        assert result.passed, result
    form = ThreadForm(
        -18,
        -3,
        pitch=Size(2, -tight, tight),
        major=Size(20, -tight, tight),
        minor=Size(17.4, -tight, tight),
        pitch_diameter=Size(18.932051, -tight, tight),
        angle=Size(60, -tight, tight),
    )
    assert all(result.passed for result in form.measure(finished))


def test_without_compensation_cylinders_are_right_and_the_taper_is_not(finished: Turned) -> None:
    shape = shaft_shape()
    words = StockRemoval(2.0, 0.5, 0.5, 0.1, 0.25, 5)
    moves = moves_of((*g71(START, shape, words, PLACE), *g70(START, shape)), COPIER)
    plain = turn(moves, STOCK, TOOLS, LATHE)
    assert Diameter(-51, -41, Size(34, 0, 0)).measure(plain).passed
    at_taper = Diameter(-33.0001, -33, Size(31.2, -0.001, 0.001))
    assert not at_taper.measure(plain).passed
    assert at_taper.measure(finished).passed


@st.composite
def programs(draw: st.DrawFn) -> list[LatheMove]:
    """Anything that a program may say: any tool, through anything, lines, arcs and threads."""
    moves: list[LatheMove] = []
    at = (5.0, 30.0)
    for line in range(1, draw(st.integers(2, 12))):
        end = (round(draw(st.floats(-90, 10)), 2), round(draw(st.floats(-1, 40)), 2))
        kind = draw(st.sampled_from([RAPID, FEED, THREAD]))
        path = Edge(at, end)
        if kind == FEED and draw(st.booleans()):
            radius, begin = draw(st.floats(0.2, 20)), draw(st.floats(-3, 3))
            turned_by = draw(st.sampled_from([CLOCKWISE, COUNTER_CLOCKWISE]))
            centre = polar(at, -radius, begin)
            end = polar(centre, radius, begin + turned_by * draw(st.floats(0.1, 6)))
            path = Edge(at, end, centre, turned_by)
        element = Element(kind, path, line, 0.0 if kind == RAPID else draw(st.floats(0.3, 5)))
        spindle = Spindle(draw(st.sampled_from([-1, 0, 1])), 500, draw(st.sampled_from([0, 120])))
        moves.append(LatheMove(element, draw(st.integers(0, 6)), spindle))
        at = end
    return moves


@given(programs())
@settings(max_examples=25, deadline=None)
def test_any_program_ends_with_a_part_no_larger_than_its_stock(moves: list[LatheMove]) -> None:
    bent = replace(LATHE, linear_rapids=False)
    result = turn(moves, STOCK, TOOLS, bent)
    left = volume_mm3(result.profile)
    assert 0 <= left <= volume_mm3(STOCK) + 1e-6
    assert left + result.removed_mm3 == pytest.approx(volume_mm3(STOCK), rel=1e-9)
    for before, after in zip(result.profile, result.profile[1:], strict=False):
        assert before.z0_mm < before.z1_mm <= after.z0_mm
    assert turn(moves, STOCK, TOOLS, bent) == result
