"""Prove an exercise by the programs beside it: the reference earns every point, and each wrong
program loses exactly what it says on line 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from xblocks.attempt import GradedAttempt, Refusal, text
from xblocks.nc.entered_offsets import true_offsets
from xblocks.nc.exercise import (
    Exercise,
    Problem,
    parse_exercise,
    program_of_variant,
    variant_seeds,
)
from xblocks.nc.grading import grade

_LOSES = re.compile(r"\(LOSES ([a-z0-9:\- ]+)\)")


def problems_of(exercise_file: Path, seeds: int = 100) -> list[tuple[Path, Problem]]:
    """What is wrong with an exercise ``name.yaml`` and with ``name.nc`` and ``name.*.nc`` beside
    it, in each variant that the first `seeds` seeds draw; of several, those of the first that
    fails."""
    source = exercise_file.read_text("utf-8")
    for seed in variant_seeds(source, seeds):
        exercise = parse_exercise(source, seed)
        if not isinstance(exercise, Exercise):
            return [(exercise_file, problem) for problem in exercise]
        if problems := [
            *_solution_problems(exercise_file, exercise, seed),
            *_program_problems(exercise_file, exercise, seed),
        ]:
            return problems
    return []


def _solution_problems(
    exercise_file: Path, exercise: Exercise, seed: int
) -> Iterator[tuple[Path, Problem]]:
    """What the solution in the text itself loses."""
    if exercise.solution is None:
        return
    for problem in _reference_problems(exercise, exercise.solution, seed):
        zh = f"参考答案第 {problem.line} 行（种子 {seed}）：{problem.message['zh-Hans']}"
        en = f"The solution, line {problem.line} (seed {seed}): {problem.message['en']}"
        yield exercise_file, Problem(1, 1, text(zh, en))


def _program_problems(
    exercise_file: Path, exercise: Exercise, seed: int
) -> Iterator[tuple[Path, Problem]]:
    reference = exercise_file.with_suffix(".nc")
    wrong = sorted(exercise_file.parent.glob(f"{exercise_file.stem}.*.nc"))
    for program, judge in [
        (reference, _reference_problems),
        *((one, _wrong_problems) for one in wrong),
    ]:
        if not program.exists():
            continue
        try:
            written = program_of_variant(program.read_text("utf-8"), exercise.source, seed)
        except ValueError as error:
            zh = f"程序里的公式算不出数值：{error}"
            yield program, Problem(1, 1, text(zh, f"A formula in the program: {error}"))
            continue
        for problem in judge(exercise, written, seed):
            yield program, problem


def losses_of(attempt: GradedAttempt) -> set[str]:
    """What the attempt lost points for, as ``criterion:remark``."""
    return {
        f"{mark.id}:{remark.id}" for mark in attempt.marks for remark in mark.remarks if remark.cost
    }


def _reference_problems(exercise: Exercise, written: str, seed: int) -> Iterator[Problem]:
    attempt = grade(exercise.source, written, seed, "reference", true_offsets(exercise))
    if isinstance(attempt, Refusal):
        yield from _refused(attempt)
        return
    for mark in attempt.marks:
        for remark in mark.remarks:
            yield Problem(remark.line or 1, remark.column or 1, remark.message)


def _wrong_problems(exercise: Exercise, written: str, seed: int) -> Iterator[Problem]:
    stated = _LOSES.search(written.partition("\n")[0])
    attempt = grade(exercise.source, written, seed, "wrong", true_offsets(exercise))
    if isinstance(attempt, Refusal):
        yield from _refused(attempt)
    elif stated is None:
        zh = "第 1 行没有写明丢分，例如 (LOSES pocket:not-cut)。"
        en = "Line 1 does not state what is lost, as in (LOSES pocket:not-cut)."
        yield Problem(1, 1, text(zh, en))
    elif (lost := losses_of(attempt)) != set(stated[1].split()):
        names = " ".join(sorted(lost)) or "-"
        yield Problem(1, 1, text(f"种子 {seed} 实际丢分：{names}。", f"Seed {seed} loses {names}."))


def _refused(refusal: Refusal) -> Iterator[Problem]:
    for remark in refusal.remarks:
        yield Problem(remark.line or 1, remark.column or 1, remark.message)
