"""What an author sees of a text while writing it: drawing and target, its variants side by side,
and what the reference program earns. Nothing of it is for learners."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from xblocks.attempt import Refusal
from xblocks.nc.entered_offsets import true_offsets
from xblocks.nc.exercise import (
    Exercise,
    parse_exercise,
    public_view,
    variant_names,
    variant_seeds,
)
from xblocks.nc.grading import grade, simulate

MOST_VARIANTS = 8
TRIED_SEEDS = 64


def preview(exercise_text: str, seed: int) -> dict[str, Any]:
    """The learner's view of this seed's variant and whether there is a program to run:
    ``{exercise, has_reference}``; or ``{problems}``."""
    exercise = parse_exercise(exercise_text, seed)
    if not isinstance(exercise, Exercise):
        return {"problems": [asdict(problem) for problem in exercise]}
    return {
        "exercise": public_view(exercise, seed),
        "has_reference": reference_of(exercise) is not None,
    }


def variants(exercise_text: str) -> list[dict[str, Any]]:
    """The first different variants: the seed, the names drawn with their values, title and points,
    and what is wrong with each."""
    seeds = variant_seeds(exercise_text, TRIED_SEEDS)[:MOST_VARIANTS]
    return [_variant(exercise_text, seed) for seed in seeds]


def _variant(exercise_text: str, seed: int) -> dict[str, Any]:
    row = {"seed": seed, "values": dict(variant_names(exercise_text, seed))}
    exercise = parse_exercise(exercise_text, seed)
    if isinstance(exercise, Exercise):
        return {**row, "title": exercise.title, "out_of": exercise.out_of, "problems": []}
    problems = [asdict(problem) for problem in exercise]
    return {**row, "title": None, "out_of": None, "problems": problems}


def run_reference(exercise_text: str, seed: int) -> dict[str, Any]:
    """What the solution earns and does, or without one the target's program: ``{program, attempt,
    simulation}``, the offsets being the true ones; ``{refused}`` with remarks if it can't be
    read; ``{program: None}`` if there is none. Raises ValueError for a text with an error."""
    exercise = parse_exercise(exercise_text, seed)
    if not isinstance(exercise, Exercise):
        raise ValueError(f"the exercise has errors, the first at line {exercise[0].line}")
    program = reference_of(exercise)
    if program is None:
        return {"program": None}
    offsets = true_offsets(exercise)
    attempt = grade(exercise_text, program, seed, "reference", offsets)
    if isinstance(attempt, Refusal):
        return {"program": program, "refused": [asdict(remark) for remark in attempt.remarks]}
    return {
        "program": program,
        "attempt": attempt.to_json(),
        "simulation": simulate(exercise_text, program, seed, offsets),
    }


def reference_of(exercise: Exercise) -> str | None:
    """The author's program: the solution, or else what the target is made by."""
    return exercise.solution or exercise.reference
