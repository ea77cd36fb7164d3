"""Inspection: a part that is off by a known amount is measured to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import cut_text
from xblocks.attempt import text
from xblocks.nc.engine.inspection.measuring import Measured, Workpiece, measure
from xblocks.nc.engine.inspection.regions import Outline
from xblocks.nc.engine.inspection.target import Feature, Limits, Tolerances, target_heights
from xblocks.nc.engine.inspection.volumes import excess, gouge, progress
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.part import Machined
from xblocks.nc.engine.milling.sweeps import Floats

TOLERANCES = Tolerances(
    size=Limits.either_way(0.1),
    position_mm=0.1,
    depth=Limits.either_way(0.05),
    corner_mm=0.2,
)
START = "T1 M06\nS2000 M03\nG00 Z5\nF900\n"


def feature(kind: str, outline: Outline, depth_mm: float) -> Feature:
    inside = not kind.endswith("boss")
    return Feature("it", kind, text("它", "it"), outline, inside, depth_mm, TOLERANCES, 10.0)


POCKET = feature("rectangular-pocket", Outline(30, 20, 30, 20, 5), 4.0)
HOLE = feature("hole", Outline(30, 20, 16, 16, 8), 6.0)
SLOT = feature("slot", Outline(55, 20, 40, 10, 5), 3.0)
BOSS = feature("rectangular-boss", Outline(30, 20, 30, 20, 0), 3.0)


def pocket(grow: float = 0.0, x: float = 30.0, y: float = 20.0, depth: float = 4.0) -> str:
    """A pocket 30 x 20 with corners of the tool's radius, in one layer."""
    a, b = 10 + grow / 2, 5 + grow / 2
    return START + (
        f"G00 X{x} Y{y}\nG01 Z-{depth}\nX{x - a:.4f} Y{y - b:.4f}\nX{x + a:.4f}\nY{y + b:.4f}\n"
        f"X{x - a:.4f}\nY{y - b:.4f}\nX{x + a / 2:.3f} Y{y}\nX{x - a / 2:.3f}\nG00 Z5"
    )


def hole(diameter: float, x: float = 30.0) -> str:
    r = diameter / 2 - 5
    return START + f"G00 X{x} Y20\nG01 Z-6\nX{x + r:.4f}\nG03 I{-r:.4f}\nG01 X{x}\nG00 Z5"


def deviations(measured: Measured) -> dict[str, float]:
    return {check.id: check.deviation for check in measured.checks}


def of(one: Feature, source: str) -> dict[str, float]:
    return deviations(measure(one, Workpiece((one,), cut_text(source))))


def test_a_right_pocket_has_no_deviation_in_anything() -> None:
    measured = measure(POCKET, Workpiece((POCKET,), cut_text(pocket())))
    assert [check.id for check in measured.checks] == [
        "length",
        "width",
        "position",
        "corner",
        "depth",
    ]
    for check in measured.checks:
        assert check.deviation == pytest.approx(0, abs=0.002)
        assert check.passed


@settings(max_examples=15, deadline=None)
@given(st.integers(-70, 70).map(lambda hundredth: hundredth / 100))
def test_a_pocket_of_another_size_is_off_by_just_that(grow: float) -> None:
    found = of(POCKET, pocket(grow))
    assert found["length"] == pytest.approx(grow, abs=0.003)
    assert found["width"] == pytest.approx(grow, abs=0.003)
    assert found["position"] == pytest.approx(0, abs=0.002)


def test_a_pocket_beside_its_place_is_of_the_right_size() -> None:
    found = of(POCKET, pocket(x=30.3, y=19.9))
    assert found["position"] == pytest.approx(0.3, abs=0.003)
    assert found["length"] == pytest.approx(0, abs=0.003)


def test_depth_is_positive_when_too_deep_and_counts_the_worst_place() -> None:
    assert of(POCKET, pocket(depth=4.12))["depth"] == pytest.approx(0.12)
    assert of(POCKET, pocket(depth=3.9))["depth"] == pytest.approx(-0.1)
    ridge = pocket().replace("X35.0 Y20.0\nX25.0\n", "")
    assert of(POCKET, pocket() + ridge)["depth"] == pytest.approx(0)


def test_corners_left_by_a_large_tool_are_found() -> None:
    sharper = feature("rectangular-pocket", Outline(30, 20, 30, 20, 3), 4.0)
    found = of(sharper, pocket())
    left = (5 - 3) * (2**0.5 - 1)
    assert found["corner"] == pytest.approx(left, abs=0.01)
    assert found["length"] == pytest.approx(0, abs=0.003)


@settings(max_examples=10, deadline=None)
@given(st.integers(-40, 40).map(lambda hundredth: hundredth / 100))
def test_a_hole_is_measured_in_diameter_and_position(off: float) -> None:
    assert of(HOLE, hole(16 + off))["diameter"] == pytest.approx(off, abs=0.004)
    assert of(HOLE, hole(16, 30 + off))["position"] == pytest.approx(abs(off), abs=0.02)


def test_a_wall_far_off_is_reported_as_at_least_the_reach() -> None:
    measured = measure(POCKET, Workpiece((POCKET,), cut_text(pocket(grow=5))))
    length = next(check for check in measured.checks if check.id == "length")
    assert length.beyond_reach
    assert length.deviation >= 2


def test_an_open_slot_is_measured_by_its_sides_and_its_round_end() -> None:
    measured = measure(
        SLOT, Workpiece((SLOT,), cut_text(START + "G00 X70 Y20.05\nG01 Z-3\nX40\nX70\nG00 Z5"))
    )
    assert deviations(measured)["width"] == pytest.approx(0, abs=0.003)
    assert deviations(measured)["position"] == pytest.approx(0.05, abs=0.003)
    assert "length" not in deviations(measured)


def test_a_boss_is_larger_where_material_is_left() -> None:
    ring = START + ("G00 X-10 Y5\nG01 Z-3\nX50.1\nY35\nX10\nY5\nX0 Y0\nX60\nY40\nX0\nY0\nG00 Z5")
    found = of(BOSS, ring)
    assert found["length"] == pytest.approx(0.1, abs=0.003)
    assert found["width"] == pytest.approx(0, abs=0.003)
    assert found["depth"] == pytest.approx(0)


def test_what_was_never_cut_is_told_as_such() -> None:
    elsewhere = cut_text(START + "G00 X5 Y5\nG01 Z-4")
    assert not measure(POCKET, Workpiece((POCKET,), elsewhere)).cut


def target_of(part: Machined, *features: Feature) -> Floats:
    field: Field = part.field
    return target_heights(features, field, field.x[None, :], field.y[:, None])


def test_gouges_are_counted_beyond_the_walls_and_blamed_on_their_line() -> None:
    part = cut_text(pocket() + "\nG00 X5 Y5\nG01 Z-1\nX10\nG00 Z5")
    missing = gouge(part.field, target_of(part, POCKET), 0.05, 1.0)
    assert missing.volume_mm3 == pytest.approx((np.pi * 25 + 50) * 0.95, rel=0.02)
    assert missing.deepest_mm == pytest.approx(1.0)
    assert missing.line in (16, 17)


def test_half_a_pocket_is_half_of_the_progress_and_the_rest_is_excess() -> None:
    part = cut_text(pocket(depth=2.0))
    target = target_of(part, POCKET)
    assert progress(part.field, target) == pytest.approx(0.5)
    inner = (30 - 2) * (20 - 2) * (2 - 0.05)
    assert excess(part.field, target, 0.05, 0.5).volume_mm3 == pytest.approx(inner, rel=0.07)
    assert progress(part.field, np.zeros_like(target)) == 1.0


@given(st.floats(4, 40), st.floats(4, 40), st.floats(0.1, 1), st.floats(-3, 3))
def test_stations_are_on_the_outline_and_their_normals_point_out(
    length: float, width: float, roundness: float, angle: float
) -> None:
    outline = Outline(3, -4, length, width, roundness * min(length, width) / 2, angle)
    for station in outline.stations():
        for step in (-0.01, 0.0, 0.01):
            x = np.array(station.x_mm + step * station.normal_x)
            y = np.array(station.y_mm + step * station.normal_y)
            assert float(outline.distance(x, y)) == pytest.approx(step, abs=1e-6)


STEP = feature("step", Outline(50, 20, 40, 60, 0), 4.0)


@pytest.mark.parametrize(("off_mm", "side"), [(0.0, 0.0), (-0.3, 0.3), (0.2, -0.2)])
def test_a_step_is_measured_by_its_one_side(off_mm: float, side: float) -> None:
    """The drawing's side is at X30; cut from there outward with a tool of radius 5."""
    x = 35 + off_mm
    rows = "".join(f"G00 X{at} Y-10\nG01 Z-4\nY50\nG00 Z5\n" for at in (x, 43, 51, 59))
    found = of(STEP, START + rows)
    assert found["wall"] == pytest.approx(side, abs=0.003)
    assert found["depth"] == pytest.approx(0)
    assert "length" not in found


@pytest.mark.parametrize("y_mm", [15.0, 17.0, 20.0, 22.5, 25.0])
def test_a_side_is_not_measured_where_a_slot_runs_into_it(y_mm: float) -> None:
    slot = feature("slot", Outline(30, y_mm, 90, 10, 5), 3.0)
    source = START + (
        "G00 X35 Y-10\nG01 Z-4\nY50\nG00 X45\nG01 Y-10\nG00 X55\nG01 Y50\nG00 Z5\n"
        f"G00 X-10 Y{y_mm}\nG01 Z-3\nX70\nG00 Z5"
    )
    found = measure(STEP, Workpiece((STEP, slot), cut_text(source)))
    assert deviations(found)["wall"] == pytest.approx(0.0, abs=0.002)


def test_flatness_is_measured_where_it_is_asked_for() -> None:
    asked = replace(POCKET, tolerances=replace(TOLERANCES, flatness_mm=0.02))
    assert of(asked, pocket())["flatness"] == pytest.approx(0)
    deeper = pocket() + "\nG01 X30 Y20\nG01 Z-4.03\nG00 Z5"
    measured = measure(asked, Workpiece((asked,), cut_text(deeper)))
    (flatness,) = [check for check in measured.checks if check.id == "flatness"]
    assert flatness.deviation == pytest.approx(0.03)
    assert not flatness.passed
    assert flatness.line == 16
    assert "flatness" not in of(POCKET, deeper)


def test_a_pattern_of_holes_is_measured_to_a_tenth_of_a_percent() -> None:
    centres = [(15.013, 11.0), (30.0, 11.27), (45.0, 28.9)]
    drilled = START + "".join(f"G00 X{x} Y{y}\nG01 Z-6\nG00 Z5\n" for x, y in centres)
    part = cut_text(drilled, cell_mm=0.05)
    assert part.removed_mm3 == pytest.approx(3 * np.pi * 25 * 6, rel=1e-3)
    holes = tuple(feature("hole", Outline(x, y, 10, 10, 5), 6.0) for x, y in centres)
    for hole_ in holes:
        found = deviations(measure(hole_, Workpiece(holes, part)))
        assert found["diameter"] == pytest.approx(0, abs=0.003)
        assert found["position"] == pytest.approx(0, abs=0.003)
        assert found["depth"] == 0


def test_a_reference_part_shows_no_gouge_and_no_excess_against_itself() -> None:
    source = pocket() + "\nT2 M06\nM03 S900\nG00 X5 Y35\nG01 Z-2\nX20\nG00 Z5"
    part = cut_text(source)
    assert gouge(part.field, part.field.heights.copy(), 0.01, 0.5).volume_mm3 == 0
    assert excess(part.field, part.field.heights.copy(), 0.01, 0.5).volume_mm3 == 0
