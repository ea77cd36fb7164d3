"""Authors' texts: what is understood, and each error at its line and column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from xblocks.exercise_text import MAX_CHARACTERS, Problem
from xblocks.process.exercise import Exercise, exercise_schema, parse_exercise
from xblocks.process.exercises import exercise_text
from xblocks.process.public import public_view

TEXT = exercise_text("cstr-start-up")


def parsed(source: str) -> Exercise:
    exercise = parse_exercise(source)
    assert isinstance(exercise, Exercise), exercise
    return exercise


def problems(source: str) -> tuple[Problem, ...]:
    found = parse_exercise(source)
    assert not isinstance(found, Exercise)
    for problem in found:
        assert problem.message["zh-Hans"]
        assert problem.message["en"]
    return found


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1
    return TEXT.replace(old, new, 1)


def line_of(source: str, part: str) -> int:
    """The last line with `part` in it."""
    return max(i for i, line in enumerate(source.splitlines(), start=1) if part in line)


def test_the_shipped_exercise_has_a_hundred_points() -> None:
    exercise = parsed(TEXT)
    assert exercise.out_of == 100.0
    assert len(exercise.steps) == 11
    assert exercise.timeout_s == 2700


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("done: P102 == 1", "done: P109 == 1", 15),
        ("done: P102 == 1", "done: P102 == 1 and and", 29),
        ("weight: 4", "weight: -4", 17),
        ("weight: 4", "weight: .nan", 17),
        ("plant: cstr", "plant: rocket", 8),
        ("snapshot: cold", "snapshot: hot", 11),
        ("id: level-auto", "id: water", 13),
        ("after: [water]", "after: [later]", 17),
        ("pens: [TI101,", "pens: [TI909,", 8),
        ("    tag: LI101", "    tag: LI909", 10),
        ("limit: 6", "limit: 1.0", 12),
        ("on_violation: zero", "on_violation: none", 23),
        ("timeout_s: 2700", "timeout_s: soon", 14),
        ("hold_s: 20", "hold: 20", 9),
        ("freeze: true", "freeze: true\nfreeze: true", 1),
        ("snapshot: cold", "snapshot: cold\nsettings: {feed_K: 900}", 20),
        ("snapshot: cold", "snapshot: cold\nsettings: {TIC101.SP: 900}", 23),
        ("when: trip('I101')", "when: trip('I909')", 11),
    ],
)
def test_an_error_is_found_at_its_line_and_column(old: str, new: str, column: int) -> None:
    source = changed(old, new)
    found = problems(source)
    assert (found[0].line, found[0].column) == (line_of(source, new.splitlines()[-1]), column)


def test_all_errors_are_found_at_once_in_the_order_of_the_text() -> None:
    source = changed("done: P102 == 1", "done: P109 == 1").replace("trip('I101')", "trip('I9')")
    assert [p.line for p in problems(source)] == sorted(
        (line_of(source, "P109"), line_of(source, "I9"))
    )


def test_a_missing_part_is_named() -> None:
    assert "success" in problems(changed("  success: step('steady')\n", ""))[0].message["en"]


def bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    return "\n".join(levels)


@pytest.mark.parametrize(
    "source",
    [
        bomb,
        lambda: "[" * 20_000,
        lambda: "{a: " * 5_000,
        lambda: "x" * (MAX_CHARACTERS + 1),
        lambda: "!!python/object/apply:os.system ['true']",
        lambda: "title: !include /etc/passwd",
        lambda: "? [a, b]\n: c",
        lambda: "a: b\na: c",
        lambda: "a: [",
        lambda: "\x00",
        lambda: "%YAML 9.9\n---\na: b",
        lambda: "--- a\n--- b",
        lambda: "",
        lambda: "null",
        lambda: "- 1",
        lambda: "title: 2026-11-21",
        lambda: "a: 9" + "9" * 5000,
        lambda: "a: \ud800",
    ],
)
def test_a_hostile_text_is_refused_with_a_place(source: Callable[[], str]) -> None:
    first = problems(source())[0]
    assert first.line >= 1
    assert first.column >= 1


def test_the_schema_describes_every_part_for_completion() -> None:
    schema = exercise_schema()
    for name, part in schema["properties"].items():
        assert "title" in part or part["$ref"], name
    assert schema["additionalProperties"] is False


def test_the_public_view_shows_the_procedure_and_no_conditions() -> None:
    view = public_view(parsed(TEXT), 7)
    assert view["groups"][0]["steps"][0]["id"] == "water"
    assert "P102 == 1" not in str(view)
    assert {t["tag"] for t in view["plant"]["tags"]} >= {"TI101", "LI101", "FI101", "AI101"}
