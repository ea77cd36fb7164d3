"""Inspection of every kind of feature: off by a known amount, it is measured to be."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.drawn import (
    TOLERANCES,
    circle,
    deviations,
    feature,
    made_by,
    measured,
    tool,
    with_tools,
)
from xblocks.nc.engine.inspection.drawn_contour import Contour
from xblocks.nc.engine.inspection.regions import Grown, Holes, Outline, Ring
from xblocks.nc.engine.inspection.target import Feature, Limits, Section, ThreadSize, fall_of
from xblocks.nc.engine.turning.contour import COUNTER_CLOCKWISE, Edge

TOOLS = with_tools(
    tool(1, "flat", 10),
    tool(2, "ball", 6),
    tool(3, "drill", 6.8, point_angle_deg=118.0),
    tool(4, "chamfer", 12, point_angle_deg=90.0),
    tool(5, "bull", 10, corner_radius_mm=2.0),
    tool(6, "tap", 8, pitch_mm=1.25),
    tool(7, "flat", 3),
    tool(8, "thread-mill", 6, pitch_mm=1.5),
    tool(9, "flat", 0.8),
)
POINT = Section(fall=fall_of(118))
CONE_90 = Section(fall=1.0, is_cone=True)
DRILLED = feature("hole", circle(30, 20, 6.8), 12, POINT)
SUNK = replace(feature("countersink", circle(30, 20, 9), 4.5, CONE_90), id="sunk")
TAPPED = replace(
    feature("thread", circle(30, 20, 8), 8.0),
    id="tapped",
    thread=ThreadSize(8, 1.25),
    tolerances=replace(TOLERANCES, depth=Limits(0, 3.75)),
)
TIP_MM = 3.4 / math.tan(math.radians(59))


def start(number: int) -> str:
    return f"T{number} M06\nS1000 M03\nG00 Z5\nF800\n"


def drill(x: float, y: float, depth: float = 12) -> str:
    return start(3) + f"G98 G81 X{x} Y{y} Z-{depth + TIP_MM:.4f} R2 F100\nG80\n"


def found(one: Feature, source: str, *others: Feature) -> dict[str, float]:
    return deviations(measured(one, made_by(source + "G00 Z5\nM30\n", TOOLS, (one, *others))))


@settings(max_examples=15, deadline=None)
@given(
    st.integers(-300, 300).map(lambda um: um / 1000),
    st.integers(-200, 200).map(lambda um: um / 1000),
)
def test_a_drilled_hole_off_the_grid_is_measured_to_half_a_micrometre(
    x: float, deep: float
) -> None:
    off = found(DRILLED, drill(30 + x, 20, 12 + deep))
    assert off["position"] == pytest.approx(abs(x), abs=5e-4)
    assert off["diameter"] == pytest.approx(0, abs=5e-4)
    assert off["depth"] == pytest.approx(deep, abs=5e-4)


def test_a_level_floor_where_the_drawing_has_a_drills_point_is_off_in_depth() -> None:
    bored = start(7) + "G00 X30 Y20\nG01 Z-12\nX31.9\nG03 I-1.9\nG01 X30\n"
    assert found(DRILLED, bored)["depth"] < -1


def test_a_hole_finer_than_the_cells_is_measured_all_the_same() -> None:
    fine = feature("hole", circle(30.01, 20, 0.8), 2)
    off = found(fine, start(9) + "G00 X30.04 Y20\nG01 Z-2.02\n")
    assert off["diameter"] == pytest.approx(0, abs=5e-4)
    assert off["position"] == pytest.approx(0.03, abs=5e-4)
    assert off["depth"] == pytest.approx(0.02, abs=1e-4)


def test_the_inner_hole_of_a_stepped_one_is_measured_below_the_step() -> None:
    step = replace(feature("hole", circle(30, 20, 16), 4), id="step")
    through = feature("hole", circle(30, 20, 10.1), 20)
    bored = start(1) + "G00 X30 Y20\nG01 Z-20\nG00 Z5\nG01 Z-4\nX33\nG03 I-3\nG01 X30\n"
    assert found(through, bored, step)["diameter"] == pytest.approx(-0.1, abs=5e-4)
    only_step = start(1) + "G00 X30 Y20\nG01 Z-4\nX33\nG03 I-3\nG01 X30\n"
    part = made_by(only_step + "M30\n", TOOLS, (through, step))
    assert measured(step, part).cut
    assert not measured(through, part).cut


PATTERN = feature("hole-pattern", Holes(((15, 12), (30, 12), (45, 12)), 6.8), 10, POINT)


def test_each_hole_of_a_pattern_is_measured_at_its_own_place() -> None:
    drilled = drill(15, 12, 10) + drill(30.2, 12, 10) + drill(45, 12, 10.1)
    checks = measured(PATTERN, made_by(drilled + "M30\n", TOOLS, (PATTERN,))).checks
    wrong = [(one.id, one.number) for one in checks if not one.passed]
    assert wrong == [("position", 2), ("depth", 3)]
    assert [one.number for one in checks] == [1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_a_missing_hole_counts_as_much_as_its_checks_would() -> None:
    checks = measured(
        PATTERN, made_by(drill(15, 12, 10) + drill(45, 12, 10) + "M30\n", TOOLS, (PATTERN,))
    ).checks
    missing = [one for one in checks if one.id == "missing"]
    assert [(one.number, one.weight, one.passed) for one in missing] == [(2, 3, False)]
    assert sum(one.weight for one in checks) == 9
    assert not measured(PATTERN, made_by("M30\n", TOOLS, (PATTERN,))).cut


def test_a_ring_groove_is_measured_in_width_mean_diameter_and_position() -> None:
    ring = feature("ring-groove", Ring(30, 20, 20, 28), 2.5)
    cut = start(7) + "G00 X41.5 Y20\nG01 Z-2.5\nG03 I-11.5\nG01 X42.53\nG03 I-12.53\n"
    off = found(ring, cut)
    assert off["width"] == pytest.approx(0.03, abs=5e-4)
    assert off["mean-diameter"] == pytest.approx(0.03, abs=5e-4)
    assert off["position"] == pytest.approx(0, abs=5e-4)
    assert off["depth"] == 0


def test_a_countersink_over_a_hole_is_measured_in_diameter_position_and_angle() -> None:
    sunk = drill(30, 20) + start(4) + "G00 X30.05 Y20\nG01 Z-4.6\n"
    off = found(SUNK, sunk, DRILLED)
    assert off["diameter"] == pytest.approx(0.2, abs=2e-3)
    assert off["position"] == pytest.approx(0.05, abs=1e-3)
    assert off["cone-angle"] == pytest.approx(0, abs=0.05)
    hole = found(DRILLED, sunk, SUNK)
    assert hole["diameter"] == pytest.approx(0, abs=5e-4)
    blunt = replace(SUNK, section=Section(fall=fall_of(100), is_cone=True), depth_mm=3.7759)
    assert found(blunt, sunk, DRILLED)["cone-angle"] == pytest.approx(-10, abs=0.1)
    assert not measured(SUNK, made_by(drill(30, 20) + "M30\n", TOOLS, (SUNK, DRILLED))).cut


POCKET = feature("rectangular-pocket", Outline(30, 20, 30, 20, 5), 6)
ROWS = "G00 X30 Y20\nG01 Z-6\nX20 Y15\nX40\nY25\nX20\nY15\nX35 Y20\nX25\nG00 Z5\n"


def edge_of(of: Feature, width: float) -> Feature:
    by = width if of.inside else -width
    edge = feature("chamfered-edge", Grown(of.region, by), width, CONE_90)
    return replace(edge, id="edge", inside=of.inside)


@pytest.mark.parametrize("deeper", [0.0, 0.12, -0.07])
def test_a_pockets_chamfer_is_as_wide_as_the_tool_went_deep(deeper: float) -> None:
    """The cone is 3 mm wide at Z0 when its tip is at Z-3."""
    path = f"G00 X30 Y20\nG01 Z-{3 + deeper}\nX17 Y15\nY25\nG02 X20 Y28 R3\nG01 X40\n"
    path += "G02 X43 Y25 R3\nG01 Y15\nG02 X40 Y12 R3\nG01 X20\nG02 X17 Y15 R3\n"
    edge = edge_of(POCKET, 1.0)
    off = found(edge, start(1) + ROWS + start(4) + path, POCKET)
    assert off["chamfer-width"] == pytest.approx(deeper, abs=1e-3)
    assert off["cone-angle"] == pytest.approx(0, abs=0.05)
    pocket = found(POCKET, start(1) + ROWS + start(4) + path, edge)
    assert pocket["length"] == pytest.approx(0, abs=5e-4)
    assert pocket["depth"] == 0


def test_a_chamfer_that_was_forgotten_is_not_cut() -> None:
    edge = edge_of(POCKET, 1.0)
    assert not measured(edge, made_by(start(1) + ROWS + "M30\n", TOOLS, (edge, POCKET))).cut


def test_a_bosss_chamfer_is_measured_from_outside() -> None:
    boss = feature("rectangular-boss", Outline(30, 20, 30, 20, 0), 3)
    edge = edge_of(boss, 0.5)
    around = "G00 X-10 Y5\nG01 Z-3\nX50\nY35\nX10\nY5\nX0 Y0\nX60\nY40\nX0\nY0\nG00 Z5\n"
    broken = "G00 X10 Y3\nG00 Z-2\nG01 X13.5 Y8.4\nX46.5\nY31.5\nX13.5\nY8.5\n"
    off = found(edge, start(1) + around + start(4) + broken, boss)
    assert off["chamfer-width"] == pytest.approx(-0.1, abs=1e-3)
    assert found(boss, start(1) + around + start(4) + broken, edge)["length"] == pytest.approx(
        0, abs=5e-4
    )


def test_a_fillet_is_left_by_a_bull_nose_and_not_by_a_sharp_mill() -> None:
    rounded = replace(POCKET, section=Section(fillet_mm=2.0))
    assert found(rounded, start(5) + ROWS)["fillet"] == pytest.approx(0, abs=5e-4)
    gone = -2 * (math.sqrt(2) - 1)
    assert found(rounded, start(1) + ROWS)["fillet"] == pytest.approx(gone, abs=1e-3)
    larger = replace(POCKET, section=Section(fillet_mm=3.0))
    off = found(larger, start(5) + ROWS)
    assert off["fillet"] == pytest.approx(-(math.sqrt(2) - 1), abs=1e-3)
    assert off["length"] == pytest.approx(0, abs=5e-4)


CORE = (
    Edge((15, 10), (45, 10)),
    Edge((45, 10), (45, 30), (45, 20), COUNTER_CLOCKWISE),
    Edge((45, 30), (15, 30)),
    Edge((15, 30), (15, 10)),
)


def test_both_extremes_of_a_contour_are_found_where_they_are() -> None:
    boss = feature("contour-boss", Contour(CORE), 3)
    boss = replace(boss, tolerances=replace(TOLERANCES, profile_mm=0.1))
    around = "G00 X-10 Y5\nG01 Z-3\nX45 Y4.97\nG03 X45 Y35.02 R15.025\nG01 X10 Y35\nY0\n"
    checks = {
        one.id: one
        for one in measured(
            boss, made_by(start(1) + around + "G00 Z5\nM30\n", TOOLS, (boss,))
        ).checks
    }
    left, gone = checks["profile-left"], checks["profile-gone"]
    assert left.deviation == pytest.approx(0.0299, abs=2e-3)
    assert gone.deviation == pytest.approx(0.0, abs=5e-3)
    assert left.passed
    assert gone.passed
    deeper = around.replace("X10 Y35\nY0", "X25 Y35\nX30 Y34.9\nX10 Y35\nY0")
    checks = {
        one.id: one
        for one in measured(
            boss, made_by(start(1) + deeper + "G00 Z5\nM30\n", TOOLS, (boss,))
        ).checks
    }
    gone = checks["profile-gone"]
    assert gone.deviation == pytest.approx(-0.1, abs=5e-3)
    assert not gone.passed
    assert gone.at_mm is not None
    assert gone.at_mm == pytest.approx((30, 30), abs=2)


def test_a_tapped_thread_is_measured_by_its_tap_and_feed() -> None:
    tap = start(6) + "M29 S500\nG84 X30.02 Y20 Z-12 R3 F%s\nG80\n"
    off = found(TAPPED, drill(30, 20) + tap % 625, DRILLED)
    assert off["pitch"] == 0
    assert off["position"] == pytest.approx(0.02)
    assert off["thread-depth"] == pytest.approx(12 - 3 * 1.25 - 8)
    assert off["thread-diameter"] == 0
    assert found(TAPPED, drill(30, 20) + tap % 600, DRILLED)["pitch"] == pytest.approx(-0.05)
    core = found(DRILLED, drill(30, 20) + tap % 625, TAPPED)
    assert core["diameter"] == pytest.approx(0, abs=5e-4)
    backward = drill(30, 20) + (tap % 625).replace("G84", "G74")
    assert not measured(TAPPED, made_by(backward + "M30\n", TOOLS, (TAPPED, DRILLED))).cut


def test_a_milled_thread_has_the_pitch_and_diameter_of_its_helix() -> None:
    thread = replace(TAPPED, region=circle(30, 20, 16), thread=ThreadSize(16, 1.5), depth_mm=6.0)
    bored = start(1) + "G00 X30 Y20\nG01 Z-8\nX32.2\nG03 I-2.2\nG01 X30\nG00 Z5\n"
    helix = start(8) + "G00 X30 Y20 Z-6.5\nG01 X35\nG03 X35 Y20 Z-%s I-5\nG01 X30\n"
    off = found(thread, bored + helix % "5.0")
    assert off["pitch"] == pytest.approx(0)
    assert off["thread-diameter"] == pytest.approx(0)
    assert off["thread-depth"] == pytest.approx(0.5)
    assert found(thread, bored + helix % "5.2")["pitch"] == pytest.approx(-0.2)
    wrong_hand = bored + helix % "8.0"
    assert not measured(thread, made_by(wrong_hand + "M30\n", TOOLS, (thread,))).cut


def test_a_faced_top_is_where_walls_begin_and_its_flatness_is_measured() -> None:
    face = feature("face", Outline(30, 20, 61, 41, 0), 0.5)
    face = replace(face, id="face", tolerances=replace(TOLERANCES, flatness_mm=0.02))
    rows = "".join(f"G00 X-6 Y{y}\nG01 Z-{z}\nX66\nG00 Z5\n" for y, z in FACED)
    off = found(face, start(1) + rows + ROWS.replace("Z-6", "Z-6.5"), POCKET)
    assert off["depth"] == pytest.approx(0.03)
    assert off["flatness"] == pytest.approx(0.03)
    assert set(off) == {"depth", "flatness"}
    pocket = found(POCKET, start(1) + rows + ROWS, face)
    assert pocket["length"] == pytest.approx(0, abs=5e-4)


FACED = [(2, 0.5), (11, 0.5), (20, 0.53), (29, 0.5), (38, 0.5)]
