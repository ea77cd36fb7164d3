"""Tools, steps, flatness and windows in an author's text, down to the marks."""

from __future__ import annotations

import re

import pytest

from xblocks.attempt import GradedAttempt
from xblocks.nc.exercise import Exercise, parse_exercise, public_view
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import grade

SOURCE = exercise_text("first-pocket")
REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")


def with_tool(keys: str, shape: str = "flat") -> str:
    """The exercise, its first tool of a shape and with more keys, one a line."""
    more = "".join(f"    {key}\n" for key in keys.split("; ") if key)
    return SOURCE.replace("    shape: flat\n", f"    shape: {shape}\n{more}", 1)


def remarks(source: str, program: str = REFERENCE) -> dict[str, float]:
    attempt = grade(source, program, 0, "it")
    assert isinstance(attempt, GradedAttempt)
    return {
        remark.id: remark.cost
        for mark in attempt.marks
        for remark in mark.remarks
        if remark.cost > 0
    }


@pytest.mark.parametrize(
    ("shape", "keys", "problem"),
    [
        ("bull", "corner_radius_mm: 1", None),
        ("face", "", None),
        ("drill", "point_angle_deg: 140", None),
        ("centre-drill", "tip_diameter_mm: 2; tip_length_mm: 3", None),
        ("tap", "pitch_mm: 1.5", None),
        ("boring-bar", "corner_radius_mm: 0.4", None),
        ("flat", "teeth: 4; chip_load_mm: [0.02, 0.1]", None),
        ("bull", "", "needs “corner_radius_mm”"),
        ("tap", "", "needs “pitch_mm”"),
        ("flat", "pitch_mm: 1", "takes no “pitch_mm”"),
        ("bull", "corner_radius_mm: 5", "smaller than the tool's radius"),
        ("tap", "pitch_mm: 6", "too large"),
        ("chamfer", "tip_diameter_mm: 10", "too large"),
        ("flat", "chip_load_mm: [0.02, 0.1]", "teeth is needed"),
        ("flat", "surface_speed_m_per_min: [90, 60]", "its least number"),
        ("cube", "", "one of"),
    ],
)
def test_a_tool_takes_the_keys_of_its_shape(shape: str, keys: str, problem: str | None) -> None:
    parsed = parse_exercise(with_tool(keys, shape))
    if problem is None:
        assert isinstance(parsed, Exercise)
        (first, *_) = public_view(parsed, 0)["tools"]
        assert first["shape"] == shape
    else:
        assert isinstance(parsed, list)
        assert any(problem in one.message["en"] for one in parsed)


def test_what_is_left_out_is_the_usual_of_the_shape() -> None:
    drill, face = (parse_exercise(with_tool("", shape)) for shape in ("drill", "face"))
    assert isinstance(drill, Exercise)
    assert isinstance(face, Exercise)
    assert drill.machine.tools[0].point_angle_deg == 118
    assert face.machine.tools[0].core_diameter_mm == pytest.approx(6)
    assert drill.machine.tools[0].surface_speed_m_per_min is None


def test_conditions_out_of_the_window_cost_process_points() -> None:
    assert remarks(SOURCE) == {}
    slow = with_tool("surface_speed_m_per_min: [150, 300]")
    assert list(remarks(slow)) == ["surface-speed-low"]
    straight = "T1 M06\nG00 G90 G54 X0 Y0 S3000 M03\nG43 H1 Z5\nM08\nG01 Z-3 F100\nM30"
    assert "plunge" in remarks(with_tool("core_diameter_mm: 4"), straight)
    assert "plunge" not in remarks(SOURCE, straight)


def test_power_is_judged_with_the_materials_force_and_the_spindles_power() -> None:
    weak = SOURCE.replace("machine:\n", "machine:\n  spindle_power_kw: 0.2\n", 1)
    assert remarks(weak) == {}
    both = re.sub(r"( +)(material: .*\n)", r"\1\2\1specific_force_n_per_mm2: 2000\n", weak, count=1)
    assert list(remarks(both)) == ["power"]


def test_accelerations_lengthen_the_cycle_time() -> None:
    slow = SOURCE.replace("machine:\n", "machine:\n  acceleration_mm_per_s2: [5, 5, 5]\n", 1)
    assert list(remarks(slow)) == ["cycle-time"]


def test_flatness_and_a_steps_side_have_their_sentences() -> None:
    step = SOURCE.replace("kind: rectangular-pocket", "kind: step", 1).replace(
        "centre_mm: [-10, 0]", "centre_mm: [-50, 0]", 1
    )
    step = step.replace("depth: 0.05,", "depth: 0.05, flatness: 0.001,", 1)
    attempt = grade(step, REFERENCE, 0, "it")
    assert isinstance(attempt, GradedAttempt)
    (mark,) = [mark for mark in attempt.marks if mark.id == "pocket"]
    sentences = {remark.id: remark.message for remark in mark.remarks}
    assert "cut at the side" in sentences["wall-out-of-tolerance"]["en"]
    assert "平面度" in sentences["flatness-out-of-tolerance"]["zh-Hans"]
