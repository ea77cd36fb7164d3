"""Targets that nobody could make."""

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


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("G01 Z-40 F0.2", "G01 Z-40", "line 4"),
        ("G00 X46 Z3 M08", "G00 X460 Z3 M08", "line 3"),
        ("(SECRET)\n    M30", "(SECRET)", "M30"),
        ("X46 Z3", "X56 Z3", "cuts nothing"),
    ],
)
def test_a_reference_program_has_to_reach_its_end_and_cut_something(
    old: str, new: str, says: str
) -> None:
    assert old in REFERENCE_TARGET
    found = problems(with_target(SOURCE, REFERENCE_TARGET.replace(old, new)))
    assert says in found[0].message["en"]


def test_a_reference_program_has_to_make_the_features_beside_it() -> None:
    feature = (
        "  features:\n    - {id: d, kind: cylinder, title: {zh-Hans: 外圆, en: d}, from_z_mm: 1,\n"
        "       to_z_mm: -40, diameter_mm: 46, points: 60}\n"
    )
    both = REFERENCE_TARGET.replace("  points: 60\n", feature)
    assert [one.id for one in parsed(with_target(SOURCE, both)).features] == ["d"]
    found = problems(with_target(SOURCE, both.replace("X46", "X46.4")))
    assert "diameter is off +0.400" in found[0].message["en"]


def test_a_feature_that_another_one_covers_or_that_takes_nothing_off_is_found() -> None:
    covered = SOURCE.replace("diameter_mm: 46", "diameter_mm: 36").replace(
        "from_z_mm: -45", "from_z_mm: -20"
    )
    assert any("another feature covers it" in one.message["en"] for one in problems(covered))
    nothing = SOURCE.replace("diameter_mm: 46", "diameter_mm: 50")
    assert "feature takes nothing off" in problems(nothing)[0].message["en"]


def test_a_fit_that_does_not_hold_its_nominal_size_can_be_made() -> None:
    fit = SOURCE.replace("size: [-0.033, 0]", "size: f7")
    d30 = next(one for one in parsed(fit).features if one.id == "d30")
    assert d30.limit("size") == (-0.041, -0.02)


def test_a_drawing_that_only_measures_is_no_drawing() -> None:
    length = (
        "  features:\n    - {id: a, kind: length, title: {zh-Hans: 长, en: length}, from_z_mm: 1,\n"
        "       to_z_mm: -20, points: 60}\n"
    )
    assert "drawing takes nothing" in problems(with_target(SOURCE, length))[0].message["en"]


def test_a_thread_must_be_on_a_cylinder() -> None:
    thread = exercise_text(THREADED)
    cone = thread.replace("to_z_mm: -1.5\n", "to_z_mm: -15\n")
    assert any("not on a cylinder" in one.message["en"] for one in problems(cone))
