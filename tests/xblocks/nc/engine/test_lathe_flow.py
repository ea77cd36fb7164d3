"""A whole part from its program: roughed, finished with compensation, grooved, threaded, and
measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import LATHE, STOCK, TOOLS, ids
from tests.xblocks.nc.engine.lathe_programs import turned_text
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, polar
from xblocks.nc.engine.turning.lathe import Turned, turn
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, THREAD, Element, LatheMove, Spindle
from xblocks.nc.engine.turning.profile import volume_mm3
from xblocks.nc.engine.turning.thread_inspection import ThreadForm
from xblocks.nc.engine.turning.turned_inspection import Diameter, Length, Radius, Size, Taper

SHAFT = """O0001 (M20 with a chamfer, a taper, a fillet to a diameter of 44)
G21 G97 G99 G40
T0101
S800 M03
G00 X52. Z3. M08
G71 U2. R0.5
G71 P10 Q20 U0.5 W0.1 F0.25
N10 G00 X-2.
G01 Z0 F0.1
X20. ,C1.5
Z-25.
X28.
X34. Z-40.
Z-55. ,R3.
X44.
Z-65.
N20 X52.
G00 X160. Z80.
T0202
G42 G00 X52. Z3.
G70 P10 Q20
G40 G00 X160. Z80.
T0404
G00 X80. Z-23.
X32.
G75 R0.5
G75 X16.4 Z-25. P1000 Q2500 F0.08
G00 X80.
X160. Z80.
T0505
G00 X24. Z6.
G76 P010060 Q80 R0
G76 X17.4 Z-22.5 P1300 Q350 F2.
G00 X160. Z80. M09
M30
"""


@pytest.fixture(scope="module")
def finished() -> Turned:
    return turned_text(SHAFT)


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
    plain = turned_text(SHAFT.replace("G42 ", ""))
    assert Diameter(-51, -41, Size(34, 0, 0)).measure(plain).passed
    at_taper = Diameter(-33.0001, -33, Size(31.2, -0.001, 0.001))
    assert not at_taper.measure(plain).passed
    assert at_taper.measure(finished).passed


def test_compensation_written_in_the_shape_counts_for_finishing_alone() -> None:
    inside = SHAFT.replace("G42 ", "").replace("N10 ", "N10 G42 ").replace("N20 ", "N20 G40 ")
    made = turned_text(inside)
    for feature in (Diameter(-51, -41, Size(34, 0, 0)), Taper(-39.5, -26, Size(-11.309932, 0, 0))):
        assert feature.measure(made).deviation == pytest.approx(0, abs=1e-6)


def test_a_wrong_wear_offset_makes_a_wrong_part() -> None:
    made = turned_text(SHAFT.replace("G21 ", "G10 P2 X0.06\nG21 "))
    assert Diameter(-51, -41, Size(34.06, -1e-6, 1e-6)).measure(made).passed


def test_system_b_makes_the_same_part_to_the_last_bit(finished: Turned) -> None:
    made = turned_text(SHAFT.replace("G99 ", "G95 "), "fanuc-lathe-b")
    assert made.profile == finished.profile


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
