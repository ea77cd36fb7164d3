"""An author's text: read with its places, and refused at the place of the trouble."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xblocks.exercise_text import Document, Problem, read_document, schema_problems


def document(source: str) -> Document:
    made = read_document(source)
    assert isinstance(made, Document)
    return made


def test_values_are_those_of_json_and_nothing_else() -> None:
    value = document("a: 1\nb: -2.5\nc: yes\nd: true\ne: null\nf: 'x'\ng: 010\nh: 1:30\n").value
    assert value == {
        "a": 1,
        "b": -2.5,
        "c": "yes",
        "d": True,
        "e": None,
        "f": "x",
        "g": "010",
        "h": "1:30",
    }


def test_every_part_knows_its_line_and_column() -> None:
    made = document("a:\n  - 1\n  - b: 2\n")
    assert made.places[("a", 1)] == (3, 5)
    assert made.keys[("a", 1, "b")] == (3, 5)
    assert made.places[("a", 1, "b")] == (3, 8)
    assert made.problem(("a", 1, "missing"), "中", "en").line == 3


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("", 1, "empty"),
        ("a: [1, 2\n", 2, "syntax"),
        ("a: 1\nb: &x 2\n", 2, "Anchors"),
        ("a: 1\nb: *x\n", 2, "Anchors"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "Tags"),
        ("a: 1\na: 2\n", 2, "twice"),
        ("a: 1\n---\nb: 2\n", 2, "one YAML document"),
        ("a: 1\n? [b]\n: 2\n", 2, "key must be a text"),
        ("a: 1\nb: \x07\n", 2, "character"),
        ("a: " + "[" * 500, 1, "nested too deeply"),
        ("a: " + "x" * 300_000, 1, "too long"),
    ],
)
def test_what_can_not_be_read_is_told_at_its_line(source: str, line: int, says: str) -> None:
    problem = read_document(source)
    assert isinstance(problem, Problem)
    assert problem.line == line
    assert says in problem.message["en"]
    assert problem.message["zh-Hans"]


@given(st.text(max_size=200))
def test_any_text_is_a_document_or_a_problem_in_it(source: str) -> None:
    made = read_document(source)
    if isinstance(made, Problem):
        assert made.line >= 1
        assert made.column >= 1


SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["n"],
    "properties": {
        "n": {"type": "number", "minimum": 3},
        "kind": {"enum": ["a", "b"]},
        "list": {"type": "array", "maxItems": 1, "items": {"type": "string"}},
    },
}


@pytest.mark.parametrize(
    ("source", "place", "says"),
    [
        ("kind: a\n", (1, 1), "“n” is missing"),
        ("kind: a\nn: 2\n", (2, 4), "3 or more"),
        ("n: x\n", (1, 4), "a number"),
        ("n: 5\nkind: c\n", (2, 7), '"a", "b"'),
        ("n: 5\nother: c\n", (2, 1), "no key “other”"),
        ("n: 5\nlist: [a, 7]\n", (2, 7), "1 items at most"),
        ("n: 5\nlist: [7]\n", (2, 8), "a text"),
    ],
)
def test_what_a_schema_forbids_is_told_at_its_place(
    source: str, place: tuple[int, int], says: str
) -> None:
    problem = schema_problems(document(source), SCHEMA)[0]
    assert (problem.line, problem.column) == place
    assert says in problem.message["en"]
