"""Variants are drawn from the seed alone, and their faults stand where the author wrote them."""

from collections import Counter
from typing import Any

import pytest

from xblocks.exercise_text import Document, read_document
from xblocks.exercise_variants import different_seeds, drawn, fill_program, names_of

TEXT = """\
title: 槽宽 [=width]
variants:
  width: [58, 60, 62.5]
  depth: {from: 4, to: 6, step: 0.5}
  half: =width / 2
  material: [steel-45, brass-h62]
pocket:
  size_mm: [=width, 40]
  material: =material
  teeth: =2 + 2
program: |
  G1 X[=half] Y[=-0.00001] S[=width * 20:0]
"""


def read(source: str) -> Document:
    document = read_document(source)
    assert isinstance(document, Document)
    return document


def value(source: str, seed: int) -> Any:
    document = drawn(read(source), seed, with_point=frozenset({"program"}))
    assert isinstance(document, Document), document
    return document.value


def test_names_are_put_in_as_values_and_into_texts() -> None:
    seed = next(n for n in range(100) if names_of(read(TEXT), n)["width"] == 60)
    data = value(TEXT, seed)
    assert data["title"] == "槽宽 60"
    assert data["pocket"]["size_mm"] == [60, 40]
    assert data["pocket"]["teeth"] == 4
    assert isinstance(data["pocket"]["teeth"], int)
    assert data["pocket"]["material"] in ("steel-45", "brass-h62")
    assert data["program"] == "G1 X30. Y0. S1200\n"


def test_a_seed_draws_the_same_for_ever() -> None:
    assert names_of(read(TEXT), 7) == {
        "width": 58.0,
        "depth": 5.0,
        "half": 29.0,
        "material": "brass-h62",
    }


def test_every_choice_is_drawn_about_as_often_as_another() -> None:
    widths = Counter(names_of(read(TEXT), seed)["width"] for seed in range(3000))
    depths = Counter(names_of(read(TEXT), seed)["depth"] for seed in range(3000))
    assert set(widths) == {58.0, 60.0, 62.5}
    assert set(depths) == {4.0, 4.5, 5.0, 5.5, 6.0}
    assert min(widths.values()) > 900
    assert min(depths.values()) > 500


def test_a_text_without_variants_stays_as_it_is() -> None:
    document = read("title: =1 + 1\nother: X[=2]\n")
    assert drawn(document, 3) is document
    assert names_of(document, 3) == {}
    assert different_seeds(document, range(50)) == (0,)


def test_different_seeds_are_one_for_each_variant() -> None:
    document = read("variants:\n  a: [1, 2]\n  b: [3, 4]\n")
    seeds = different_seeds(document, range(100))
    assert len(seeds) == 4
    assert len({tuple(names_of(document, seed).items()) for seed in seeds}) == 4


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("variants: 5\n", (1, 11)),
        ("variants:\n  a: []\n", (2, 6)),
        ("variants:\n  a: [1, x]\n", (2, 6)),
        ("variants:\n  a: [true]\n", (2, 6)),
        ("variants:\n  a: 5\n", (2, 6)),
        ("variants:\n  a: {from: 1, to: 2, step: 0}\n", (2, 6)),
        ("variants:\n  a: {from: 3, to: 2, step: 1}\n", (2, 6)),
        ("variants:\n  a: {from: 1, to: 2}\n", (2, 6)),
        ("variants:\n  a: {from: 1, to: 2e9, step: 0.1}\n", (2, 6)),
        ("variants:\n  2a: [1]\n", (2, 7)),
        ("variants:\n  a: =b + 1\n  b: [1]\n", (2, 7)),
        ("variants:\n  a: [1]\ndepth: =a + bb\n", (3, 13)),
        ("variants:\n  a: [1]\nparts:\n  - X[=c]\n", (4, 5)),
    ],
)
def test_a_fault_is_told_at_its_place(source: str, place: tuple[int, int]) -> None:
    problems = drawn(read(source), 0)
    assert isinstance(problems, list)
    assert [(problem.line, problem.column) for problem in problems] == [place]


def test_a_program_beside_the_text_is_filled_with_the_same_names() -> None:
    filled = fill_program("N1 G1 X[=a / 3] F[=a:0]\n#1=[#2+1]\n", {"a": 100.0})
    assert filled == "N1 G1 X33.3333 F100\n#1=[#2+1]\n"


def test_a_formula_in_a_program_that_has_no_value_is_named_by_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        fill_program("G0 X0\nG1 X[=b]\n", {"a": 1.0})
