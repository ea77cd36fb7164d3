"""Tool-nose radius compensation, by program text: the nose leaves the programmed contour."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import NAME, ids
from tests.xblocks.nc.engine.lathe_programs import alarm_of, lathe, radius, said, turned_text
from xblocks.nc.engine.turning.contour import COUNTER_CLOCKWISE, Edge
from xblocks.nc.engine.turning.insert import TIPS, LatheTool, turning_insert
from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.meetings import meetings

NOSE = 0.8


def slender(nose_mm: float = NOSE) -> LatheTool:
    insert = turning_insert(
        included_deg=35,
        lead_deg=90,
        edge_mm=30,
        nose_radius_mm=nose_mm,
        orientation=3,
        max_depth_mm=30,
    )
    return LatheTool(1, NAME, insert)


CONTOUR = """T0101 S800 M03 G99
G00 X60. Z10.
{}G00 X30. Z2.
G01 Z-10. F0.1
X36. Z-20.
G02 X44. Z-24. R4.
G01 X48. Z-26.
Z-35.
G40 G00 X80.
M30
"""
COMPENSATED = CONTOUR.format("G42 ")


def cut(source: str, nose_mm: float = NOSE) -> Turned:
    return turned_text(source, tools=[slender(nose_mm)])


def test_the_compensated_nose_leaves_the_programmed_contour() -> None:
    result = cut(COMPENSATED)
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
    assert radius(cut(CONTOUR.format("")), -15) > 16.5 + 0.01


def test_start_and_end_of_compensation_lead_to_the_side_of_the_contour() -> None:
    made = said(COMPENSATED, on=lathe([slender()]))
    assert made[1] == f"rapid X30 Z{2 - NOSE:.4g}"
    assert made[-2:] == [f"feed X48 Z{-35 - NOSE:.4g}", "rapid X80 Z-35"]


@pytest.mark.parametrize("tip", range(10))
def test_every_tip_orientation_puts_the_nose_beside_the_contour(tip: int) -> None:
    """A line along the axis turned outside: the nose's centre is a radius above it."""
    on = lathe([slender()])
    source = f"G10 P10001 Q{tip}\nT0101 S500 M03\nG00 X60. Z5.\nG42 X30.\nG01 Z-20. F.1\nZ-40."
    z, r = TIPS[tip]
    x = 30 + 2 * NOSE * (1 + r)
    assert f"feed X{x:.4g} Z{-20 + NOSE * z:.4g}" in said(source, on=on)


BORE = """G10 P10001 Q2
T0101 S500 M03
G00 X10. Z5.
G41 X30.
G01 Z-20. F.1
X20. Z-30.
Z-40."""


def test_g41_bores_with_the_nose_inside_of_the_contour() -> None:
    half = math.atan2(5, 10) / 2
    corner = -20 + NOSE * math.tan(half) - NOSE
    assert f"feed X30 Z{corner:.4g}" in said(BORE, on=lathe([slender()]))


WORN = """G10 P7 R0.1
G10 P10007 R0.5 Q0
T0107 S500 M03
G00 X60. Z5.
G42 X30.
G01 Z-9. F.1
Z-20."""


def test_the_radius_is_that_of_the_offset_in_the_t_code_with_its_wear() -> None:
    on = lathe([slender()])
    assert "feed X31.2 Z-9" in said(WORN, on=on)
    assert "feed X30 Z-9" in said(WORN.replace("T0107", "T0100"), on=on)


START = "T0101 S500 M03 G99\nG00 X80. Z5.\n"


@pytest.mark.parametrize(
    ("blocks", "number", "line"),
    [
        # a groove narrower than the nose is round
        ("G42 X40.\nG01 Z-5. F.1\nX30.\nZ-5.5\nX40.\nZ-20.", "PS0041", 6),
        # an inside arc smaller than the nose
        ("G42 X20.\nG01 Z-10. F.1\nG02 X20.6 Z-10.3 R.3\nG01 X40.", "PS0041", 5),
        ("G42 G02 X30. Z-5. R60. F.1", "PS0034", 3),
        ("G42 X30.\nG01 Z-5. F.1\nG40 G02 X40. Z-10. R5.", "PS0034", 5),
        ("G42 X30.\nG01 Z-5. F.1\nG32 Z-10.", "PS0327", 5),
        ("G42 X30.\nG92 X29. Z-5. F1.", "PS0327", 4),
        ("G42 X30.\nG75 X20. P1000 F.1", "PS0327", 4),
        ("G42 X30.\nG90 X28. Z-5. R-1. F.1", "PS0327", 4),
    ],
)
def test_what_compensation_can_not_do_is_refused(blocks: str, number: str, line: int) -> None:
    assert alarm_of(START + blocks) == (number, line)


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
        z, r = points[-1][0] - along, min(22.0, points[-1][1] + up)
        points.append((round(z, 3), round(r, 3)))
    blocks = [f"G01 X{2 * r:.3f} Z{z:.3f} F0.1" for z, r in points[1:]]
    source = ["T0101 S800 M03 G99", "G00 X60. Z20.", "G42 G00 X16. Z2.", *blocks, "G40 G00 X80."]
    result = cut("\n".join(source), nose)
    assert "rapid-in-material" not in ids(result)
    for (za, ra), (zb, rb) in pairwise(points):
        z = (za + zb) / 2
        if z < -0.1:
            assert radius(result, z) == pytest.approx((ra + rb) / 2, abs=1e-5)


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
