"""Authors' texts made of decisions: a sound exercise with a few things in it changed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.fuzz.choices import Choices
from xblocks.nc.engine.language.dialect import TURNING, Dialect
from xblocks.nc.engine.machine import Machine, example_lathe
from xblocks.nc.exercise import parse_exercise
from xblocks.nc.exercise_values import MillingExercise
from xblocks.nc.exercises import exercise_text

_TOKEN = re.compile(r"-?[0-9][0-9.]*|[A-Za-z_-]+")

_HOSTILE_VALUES = (
    *("0", "-1", "1", "0.05", "0.0001", "5", "1999.9", "2000", "10000", "-10000", "99", "1000"),
    *("0.000000001", "999999999999999", "9999999999999999999", "1e308", "1e-308", ".nan", ".inf"),
    *("-.inf", "0x10", "1_000", "true", "null", "~", '""', "''", "[]", "{}", "[1, 2]", "{a: 1}"),
    *(
        "&a 1",
        "*a",
        "!!python/object:os.system x",
        "!!int 3",
        "<<",
        "? x",
        "- 1",
        "|",
        ">",
        "%YAML",
    ),
    *("ball", "bull", "drill", "tap", "face", "chamfer", "reamer", "boring-bar", "centre-drill"),
    *(
        "hole",
        "slot",
        "step",
        "round-boss",
        "rectangular-boss",
        "features",
        "program",
        "diameter_mm",
    ),
    *("corner_radius_mm", "{x} %s {}", "\u0000", "\ufeff", "\x85", "中文", "\U0001f600"),
)


_TURNED = ("first-shaft", "profiled-shaft", "thread-shaft")


@cache
def sound_text() -> str:
    """A small exercise with tools and features of many kinds."""
    return Path(__file__).with_name("exercise.yaml").read_text("utf-8")


@cache
def sound_exercise() -> MillingExercise:
    """The exercise of `sound_text`."""
    exercise = parse_exercise(sound_text())
    if not isinstance(exercise, MillingExercise):
        raise TypeError(f"the exercise of the fuzzer is wrong: {exercise}")
    return exercise


def machine_of(dialect: Dialect) -> Machine:
    """The machine of the sound exercise, or a lathe."""
    return example_lathe() if dialect.process == TURNING else sound_exercise().machine


def turned_text(choices: Choices) -> str:
    """One of the library's turning exercises, for either system of codes."""
    source = exercise_text(choices.pick(_TURNED))
    return source.replace("fanuc-lathe-a", choices.pick(("fanuc-lathe-a", "fanuc-lathe-b")))


def exercise(choices: Choices) -> str:
    """An author's text with one to four changes."""
    milled = (sound_text(), sound_text(), exercise_text("first-pocket"))
    source = choices.pick((*milled, *map(exercise_text, _TURNED)))
    for _ in range(1 + choices.below(4)):
        source = choices.pick((_other_value, _other_value, _other_value, _other_lines, _other_end))(
            choices, source
        )
    return source


def _other_value(choices: Choices, source: str) -> str:
    """One number or word replaced."""
    tokens = list(_TOKEN.finditer(source))
    if not tokens:
        return source
    token = tokens[choices.below(len(tokens))]
    value = choices.pick(_HOSTILE_VALUES)
    return source[: token.start()] + value + source[token.end() :]


def _other_lines(choices: Choices, source: str) -> str:
    """A line left out, doubled, indented, or put elsewhere."""
    lines = source.split("\n")
    at = choices.below(len(lines))
    line = lines.pop(at)
    how = choices.below(4)
    if how == 1:
        lines[at:at] = [line] * (2 + choices.below(60))
    elif how == 2:
        lines.insert(at, " " * choices.below(9) + line)
    elif how == 3:
        lines.insert(choices.below(len(lines) + 1), line)
    return "\n".join(lines)


def _other_end(choices: Choices, source: str) -> str:
    """Cut off, or followed by something else."""
    kept = source[: choices.below(len(source) + 1)] if choices.one_in(3) else source
    return kept + choices.pick(
        ("", "\n---\n", "\n...\n", "\n" + "[" * 300, "\n&a", "\n{", "\t", '"')
    )
