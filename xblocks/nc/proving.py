"""Prove an exercise by the programs beside it: the reference earns every point, and each wrong
program loses exactly what it says on line 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from xblocks.attempt import GradedAttempt, Refusal, text
from xblocks.nc.exercise import Exercise, Problem, parse_exercise
from xblocks.nc.grading import grade

_LOSES = re.compile(r"\(LOSES ([a-z0-9:\- ]+)\)")


def problems_of(exercise_file: Path) -> list[tuple[Path, Problem]]:
    """What is wrong with an exercise ``name.yaml`` and with ``name.nc`` and ``name.*.nc`` beside
    it."""
    source = exercise_file.read_text("utf-8")
    exercise = parse_exercise(source)
    if not isinstance(exercise, Exercise):
        return [(exercise_file, problem) for problem in exercise]
    reference = exercise_file.with_suffix(".nc")
    problems = list(_reference_problems(source, reference)) if reference.exists() else []
    for wrong in sorted(exercise_file.parent.glob(f"{exercise_file.stem}.*.nc")):
        problems += _wrong_problems(source, wrong)
    return problems


def losses_of(attempt: GradedAttempt) -> set[str]:
    """What the attempt lost points for, as ``criterion:remark``."""
    return {
        f"{mark.id}:{remark.id}" for mark in attempt.marks for remark in mark.remarks if remark.cost
    }


def _reference_problems(source: str, program: Path) -> Iterator[tuple[Path, Problem]]:
    attempt = grade(source, program.read_text("utf-8"), 0, program.name)
    if isinstance(attempt, Refusal):
        yield from _refused(attempt, program)
        return
    for mark in attempt.marks:
        for remark in mark.remarks:
            yield program, Problem(remark.line or 1, remark.column or 1, remark.message)


def _wrong_problems(source: str, program: Path) -> Iterator[tuple[Path, Problem]]:
    written = program.read_text("utf-8")
    stated = _LOSES.search(written.partition("\n")[0])
    attempt = grade(source, written, 0, program.name)
    if isinstance(attempt, Refusal):
        yield from _refused(attempt, program)
    elif stated is None:
        zh = "第 1 行没有写明丢分，例如 (LOSES pocket:not-cut)。"
        en = "Line 1 does not state what is lost, as in (LOSES pocket:not-cut)."
        yield program, Problem(1, 1, text(zh, en))
    elif (lost := losses_of(attempt)) != set(stated[1].split()):
        names = " ".join(sorted(lost)) or "-"
        yield program, Problem(1, 1, text(f"实际丢分：{names}。", f"It loses {names}."))


def _refused(refusal: Refusal, program: Path) -> Iterator[tuple[Path, Problem]]:
    for remark in refusal.remarks:
        yield program, Problem(remark.line or 1, remark.column or 1, remark.message)
