"""The exercise: what authors may write, and what learners may see."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from xblocks.nc.exercise import Exercise, exercise_schema, parse_exercise, public_view
from xblocks.nc.exercise_values import criteria
from xblocks.nc.exercises import exercise_text

SOURCE = exercise_text("first-pocket")
REFERENCE_TARGET = (
    "target:\n  points: 50\n  program: |\n    T1 M06\n    S900 M03\n    G43 H1 Z5\n    G00 X0 Y0\n"
    "    G01 Z-3 F100\n    X20 (SECRET)\n    M30\n"
)


def with_reference_program() -> str:
    start, end = SOURCE.index("target:\n"), SOURCE.index("rubric:\n")
    return SOURCE[:start] + REFERENCE_TARGET + SOURCE[end:]


def parsed(source: str) -> Exercise:
    exercise = parse_exercise(source)
    assert isinstance(exercise, Exercise), exercise
    return exercise


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(exercise_schema())


def test_the_first_exercise_is_read_whole() -> None:
    exercise = parsed(SOURCE)
    assert exercise.setup.stock.low_mm == (-50.0, -40.0, -20.0)
    assert [tool.diameter_mm for tool in exercise.machine.tools] == [10.0, 6.0]
    assert [one.id for one in criteria(exercise)] == [
        "pocket",
        "slot",
        "rest",
        "process",
        "program",
        "cycle-time",
    ]
    assert exercise.out_of == 100.0
    slot = exercise.features[1].outline
    assert (slot.x_mm, slot.length_mm, slot.width_mm, slot.corner_radius_mm) == (46, 36, 8, 4)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("format: 1", "format: 2", "This must be 1"),
        ("  - number: 2", "  - number: 1", "another tool 1"),
        ("min_mm: [-75, 40, -48]", "min_mm: [-75, 70, -48]", "greater than that of min_mm"),
        ("z: [-500, 0]", "z: [-500, -10]", "hold the reference point"),
        ("cell_mm: 0.5", "cell_mm: 0.1", "grid is too fine"),
        ("table_z_mm: -48", "table_z_mm: -8", "underside"),
        ("none_s: 480", "none_s: 100", "greater than full_s"),
        ("    - id: slot", "    - id: pocket", "already in use"),
        ("    - id: slot", "    - id: process", "already in use"),
        ("      width_mm: 8\n", "", "slot needs “width_mm”"),
        ("      width_mm: 8\n", "      width_mm: 8\n      diameter_mm: 3\n", "takes no"),
        ("corner_radius_mm: 6", "corner_radius_mm: 21", "more than half a side"),
        ("depth_mm: 6", "depth_mm: 26", "stock's thickness"),
        ("  features:", "  program: G00\n  features:", "either features or a program"),
        ("material: aluminium-6061", "material: cheese", "one of"),
        ("en: open slot 8 wide", "fr: slot", "no key “fr”"),
    ],
)
def test_a_mistake_is_told_at_its_own_line(old: str, new: str, says: str) -> None:
    assert old in SOURCE
    wrong = SOURCE.replace(old, new, 1)
    problems = parse_exercise(wrong)
    assert isinstance(problems, list)
    near = SOURCE[: SOURCE.index(old)].count("\n") + 1
    assert any(says in one.message["en"] and abs(one.line - near) <= 12 for one in problems)


def test_an_unreadable_reference_program_is_the_authors_problem() -> None:
    problems = parse_exercise(with_reference_program().replace("G01 Z-3", "G81 Z-3"))
    assert isinstance(problems, list)
    assert "line 5" in problems[0].message["en"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("G01 Z-3 F100", "G01 Z-3", "line 5"),
        ("X20 (SECRET)\n    M30", "X20", "M30"),
        ("G01 Z-3", "G01 Z3", "cuts nothing"),
    ],
)
def test_a_reference_program_has_to_reach_its_end_and_cut_something(
    old: str, new: str, says: str
) -> None:
    problems = parse_exercise(with_reference_program().replace(old, new))
    assert isinstance(problems, list)
    assert says in problems[0].message["en"]


def test_a_feature_beside_the_stock_or_inside_another_is_the_authors_problem() -> None:
    for centre in ("[90, 0]", "[-10, 0]"):
        problems = parse_exercise(
            SOURCE.replace("from_mm: [32, 0]", f"from_mm: {centre}").replace(
                "to_mm: [60, 0]", f"to_mm: {centre}"
            )
        )
        assert isinstance(problems, list)
        assert "no floor" in problems[0].message["en"]


def test_a_learner_sees_the_drawing_and_never_the_reference() -> None:
    view = public_view(parsed(SOURCE), 1)
    assert json.loads(json.dumps(view)) == view
    assert [feature["id"] for feature in view["features"]] == ["pocket", "slot"]
    assert sum(row["out_of"] for row in view["rubric"]) == view["out_of"]
    assert view["target"]["nx"] * view["target"]["ny"] <= 10_000
    hidden = public_view(parsed(with_reference_program()), 1)
    assert "SECRET" not in json.dumps(hidden)
    assert hidden["features"] == []
    assert hidden["rubric"][0]["id"] == "geometry"
