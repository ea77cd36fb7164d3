"""Codes, addresses and skeletons as the editor gets them."""

from __future__ import annotations

import json
import re

import pytest

from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.code_help import code_help_of
from xblocks.nc.engine.language.dialect import DIALECTS, Dialect, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.language.skeletons import SKELETONS, Skeleton
from xblocks.nc.exercise import parse_exercise, public_view
from xblocks.nc.exercise_values import Exercise
from xblocks.nc.exercises import exercise_text
from xblocks.nc.writing_view import CODE_HELP, writing_view

CHINESE = re.compile(r"[一-鿿]")
ON = {
    "fanuc-mill": "first-pocket",
    "fanuc-lathe-a": "thread-shaft",
    "fanuc-lathe-b": "thread-shaft",
}
TAUGHT = [DIALECTS[name] for name in ON]
FRAGMENTS = frozenset({"START", "G65", "M98", "IF"})
"""Skeletons that are whole only with other blocks, or are the start of the others."""


def skeletons() -> list[tuple[str, Skeleton]]:
    return [(name, one) for name, ones in SKELETONS.items() for one in ones]


def exercise(name: str) -> Exercise:
    parsed = parse_exercise(exercise_text(name), 1)
    assert isinstance(parsed, Exercise)
    return parsed


@pytest.mark.parametrize("dialect", TAUGHT, ids=lambda one: one.id)
def test_every_code_is_explained_in_both_languages_with_an_example_of_its_own(
    dialect: Dialect,
) -> None:
    helps = CODE_HELP[dialect.id]
    assert helps.keys() == dialect.codes.keys()
    for name, help_ in helps.items():
        assert CHINESE.search(help_.text["zh-Hans"])
        assert not CHINESE.search(help_.text["en"])
        program = read_program(help_.example)
        assert check_words(program, dialect) == ()
        used = [dialect.code(word) for block in program.blocks for word in block.words]
        titles = {code.title["en"] for code in used if code}
        assert dialect.codes[name].title["en"] in titles or "work coordinates" in " ".join(titles)


@pytest.mark.parametrize("dialect", TAUGHT, ids=lambda one: one.id)
def test_every_address_says_something_by_itself_or_beside_a_code(dialect: Dialect) -> None:
    words = writing_view(dialect)["words"]
    assert {letter for word in words for letter in word["letters"]} >= set(dialect.addresses)
    assert all(code in dialect.codes for word in words for code in word["codes"])
    assert all(set(word["text"]) == {"zh-Hans", "en"} for word in words)


@pytest.mark.parametrize(("dialect", "one"), skeletons(), ids=lambda one: getattr(one, "name", one))
def test_a_skeleton_can_be_read(dialect: str, one: Skeleton) -> None:
    assert check_words(read_program(one.blocks), DIALECTS[dialect]) == ()
    assert CHINESE.search(one.title["zh-Hans"])


@pytest.mark.parametrize(("dialect", "one"), skeletons(), ids=lambda one: getattr(one, "name", one))
def test_a_skeleton_runs_behind_the_start_of_a_program(dialect: str, one: Skeleton) -> None:
    if one.name in FRAGMENTS:
        return
    start = SKELETONS[dialect][0].blocks
    cut = "G01 Z40. F100." if dialect == "fanuc-mill" else "G01 Z2. F0.1"
    program = read_program("\n".join([start, cut, one.blocks, "M30"]))
    assert run(program, exercise(ON[dialect]).machine, DIALECTS[dialect]).alarm is None


def test_a_code_that_is_explained_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match="G01 stands twice"):
        code_help_of("G00 G01 = G00\n一\none\nG01 = G01\n二\ntwo")


def test_a_control_without_help_still_lists_its_codes() -> None:
    view = writing_view(DIALECTS["linuxcnc"])
    assert {code["help"] for code in view["codes"]} == {None}
    assert view["skeletons"] == []


@pytest.mark.parametrize("name", ["first-pocket", "thread-shaft"])
def test_the_learners_view_has_it_in_less_than_50_kb(name: str) -> None:
    view = public_view(exercise(name), 1)
    written = writing_view(exercise(name).dialect)
    assert {key: view[key] for key in written} == written
    assert len(json.dumps(written, ensure_ascii=False).encode()) < 50_000
