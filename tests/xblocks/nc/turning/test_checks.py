"""What an author may write: every mistake is told at its own line."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.turning.shafts import (
    REFERENCE_TARGET,
    SOURCE,
    THREADED,
    parsed,
    problems,
    with_target,
)
from xblocks.nc.exercises import exercise_text

THREAD = exercise_text(THREADED)


@pytest.mark.parametrize(
    ("old", "new", "says", "at"),
    [
        ("dialect: fanuc-lathe-a", "dialect: fanuc-lathe-c", "one of", "dialect"),
        ("x: [-430, 0]", "x: [-430, -10]", "hold the reference point", "limits_mm"),
        ("chuck: {diameter_mm: 200", "chuck: {diameter_mm: 40", "wider", "chuck:"),
        ("clamped_mm: 40", "clamped_mm: 140", "less than the length", "clamped_mm"),
        ("  length_mm: 120", "  bore_mm: 50\n  length_mm: 120", "smaller", "bore_mm"),
        ("  - number: 2", "  - number: 1", "another tool 1", "number: 1\n    name: {zh-Hans: 55"),
        ("    edge_mm: 11\n", "", "needs “edge_mm”", "- number: 2"),
        ("    edge_mm: 11\n", "    edge_mm: 11\n    width_mm: 3\n", "takes no", "width_mm: 3"),
        ("lead_deg: 95", "lead_deg: 105", "less than 180", "lead_deg: 105"),
        ("[0.05, 0.2]", "[0.25, 0.2]", "least number", "feed_mm_per_turn: [0.25"),
        ("    - id: d38", "    - id: roughness", "already in use", "- id: roughness"),
        ("points: 20", "points: 0", "more than 0", "points: 0"),
        ("to_z_mm: -65", "to_z_mm: -85", "out of the chuck", "to_z_mm: -85"),
        ("      z_mm: 0\n", "      z_mm: 1.5\n", "out of the chuck", "z_mm: 1.5"),
        ("to_z_mm: -65", "to_z_mm: -40", "greater than to_z_mm", "from_z_mm: -45"),
        ("diameter_mm: 46", "diameter_mm: 56", "not on the stock", "diameter_mm: 56"),
        ("      diameter_mm: 46\n", "", "needs “diameter_mm”", "- id: d46"),
        ("{position: 0.05}", "{size: 0.05}", "no tolerance “size”", "size: 0.05"),
        ("[-0.033, 0]", "[0, -0.033]", "lower deviation", "size: [0"),
        ("[-0.033, 0]", "x7", "must be a number", "size: x7"),
        ("[-0.033, 0]", "N8", "not in the tables", "size: N8"),
        ("none_s: 360", "none_s: 100", "greater than full_s", "none_s"),
        ("material: steel-45", "material: cheese", "one of", "material: cheese"),
    ],
)
def test_a_mistake_is_told_at_its_own_line(old: str, new: str, says: str, at: str) -> None:
    assert old in SOURCE
    wrong = SOURCE.replace(old, new, 1)
    line = wrong[: wrong.index(at)].count("\n") + 1
    told = [one.line for one in problems(wrong) if says in one.message["en"]]
    assert line in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("      pitch_mm: 1.5\n", "      pitch_mm: 5\n", "turns"),
        ("nose_radius_mm: 0.2\n    surface", "nose_radius_mm: 1.5\n    surface", "half the width"),
    ],
)
def test_threads_and_grooving_tools_have_rules_of_their_own(old: str, new: str, says: str) -> None:
    assert any(says in one.message["en"] for one in problems(THREAD.replace(old, new, 1)))


def test_an_arc_must_reach_from_end_to_end() -> None:
    arc = (
        "  features:\n    - {id: a, kind: arc, title: {zh-Hans: 弧, en: arc}, from_z_mm: 0,\n"
        "       to_z_mm: -20, from_diameter_mm: 30, to_diameter_mm: 50, radius_mm: 5,\n"
        "       bulge: convex, points: 60}\n"
    )
    assert "half the distance" in problems(with_target(SOURCE, arc))[0].message["en"]


def test_a_target_is_given_by_features_a_program_or_both() -> None:
    reference = "  program: |\n    M30\n"
    for target, says in (
        ("  tolerance_mm: 0.05\n", "Features or a program"),
        (reference, "points are needed"),
    ):
        assert says in problems(with_target(SOURCE, target))[0].message["en"]
    both = SOURCE.replace("  features:", "  points: 5\n  features:")
    assert "go with a reference" in problems(both)[0].message["en"]
    rough = with_target(SOURCE, REFERENCE_TARGET)
    assert parsed(rough).features == ()
    smooth = rough.replace("rubric:\n", "rubric:\n  roughness: {points: 6, limit_um: 3.2}\n")
    assert "judged on features" in problems(smooth)[0].message["en"]
