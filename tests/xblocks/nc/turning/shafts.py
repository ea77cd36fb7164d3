"""The library's turning exercises, and ways to read and grade them."""

from __future__ import annotations

from xblocks.attempt import GradedAttempt, Mark
from xblocks.exercise_text import Problem
from xblocks.nc.exercise import parse_exercise
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import grade
from xblocks.nc.turning.values import TurningExercise

FIRST, PROFILED, THREADED = "first-shaft", "profiled-shaft", "thread-shaft"
SOURCE = exercise_text(FIRST)
ATTEMPT = "6d9c5f5e-6f3a-4f3f-9d53-0d2f6b8f3a12"


def program(name: str) -> str:
    return (FOLDER / f"{name}.nc").read_text("utf-8")


def parsed(source: str) -> TurningExercise:
    exercise = parse_exercise(source)
    assert isinstance(exercise, TurningExercise), exercise
    return exercise


def problems(source: str) -> list[Problem]:
    found = parse_exercise(source)
    assert isinstance(found, list)
    return found


def graded(written: str, source: str = SOURCE) -> GradedAttempt:
    attempt = grade(source, written, 7, ATTEMPT)
    assert isinstance(attempt, GradedAttempt), attempt
    return attempt


def marks(attempt: GradedAttempt) -> dict[str, Mark]:
    return {mark.id: mark for mark in attempt.marks}


def with_target(source: str, target: str) -> str:
    """The source with another target, given as the lines that follow ``target:``; without
    features nothing is to be smooth."""
    start, end = source.index("target:\n"), source.index("rubric:\n")
    if "features:" not in target:
        source = source.replace("  roughness: {points: 6, limit_um: 3.2}\n", "")
        end = source.index("rubric:\n")
    return f"{source[:start]}target:\n{target}{source[end:]}"


REFERENCE_TARGET = (
    "  points: 60\n  program: |\n    T0101\n    G97 S800 M03\n    G00 X46 Z3 M08\n"
    "    G01 Z-40 F0.2\n    X52\n    G28 U0 W0 (SECRET)\n    M30\n"
)
