"""The XBlock of the numerical-control exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from xblock.core import XBlock

from xblocks.attempt import GradedAttempt, Refusal, text
from xblocks.graded_block import GradedBlock
from xblocks.nc import checking, grading, previewing
from xblocks.nc.exercise import (
    Exercise,
    exercise_schema,
    parse_exercise,
    public_view,
    variant_seeds,
)
from xblocks.nc.exercises import library, starter
from xblocks.policy import Policy
from xblocks.trouble import json_object, trouble

_CHECKED_SEEDS = 8
"""How many seeds are tried while an author types; the command line tries a hundred."""

_SEEDS = 1 << 32


class NcExerciseBlock(GradedBlock):
    """A part to be made on a machining centre, by a program that the server simulates and marks."""

    KIND = "nc"
    JS_CLASS = "NcExercise"
    STARTER = starter()

    @classmethod
    def check_text(cls, exercise_text: str) -> list[dict[str, Any]]:
        """The errors in an author's text, each with its line and column; of several variants, those
        of the first that has any."""
        for seed in variant_seeds(exercise_text, _CHECKED_SEEDS):
            parsed = parse_exercise(exercise_text, seed)
            if isinstance(parsed, list):
                return [asdict(problem) for problem in parsed]
        return []

    @classmethod
    def public_exercise(cls, exercise_text: str, seed: int) -> dict[str, Any]:
        """Drawing, machine, tools and marks; no reference program."""
        parsed = parse_exercise(exercise_text, seed)
        if isinstance(parsed, list):
            raise ValueError(f"an exercise with {len(parsed)} errors can't be shown")
        return public_view(parsed, seed)

    @classmethod
    def exercise_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the author's text, for completion in Studio."""
        return exercise_schema()

    def grade_input(self, attempt_id: str, learner_input: Any) -> GradedAttempt | Refusal:
        """The mark of ``{program}``, with ``offsets`` where they are to be found."""
        program, offsets = grading.read_input(learner_input)
        return grading.grade(self.source, program, self.seed, attempt_id, offsets)

    def policy(self) -> Policy:
        """What the author's text says of attempts, feedback and solution."""
        parsed = parse_exercise(self.source, self.seed)
        return parsed.policy if isinstance(parsed, Exercise) else Policy()

    def solution(self) -> str | None:
        """The reference solution with this learner's own numbers."""
        parsed = parse_exercise(self.source, self.seed)
        return parsed.solution if isinstance(parsed, Exercise) else None

    def replay_args(self, attempt: Mapping[str, Any]) -> dict[str, Any]:
        """The attempt, with its program simulated again."""
        evidence = attempt["evidence"]
        program, offsets = grading.read_input(evidence["input"])
        simulation = grading.simulate(evidence["exercise"], program, evidence["seed"], offsets)
        return {**super().replay_args(attempt), "simulation": simulation}

    @XBlock.json_handler
    def simulate(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """What ``{program, offsets, block_skip, optional_stop}`` does: alarms, findings, moves, the
        part. No mark."""
        self.refuse_if_faulty()
        wanted = json_object(data)
        program, offsets = grading.read_input(wanted)
        return grading.simulate(
            self.source,
            program,
            self.seed,
            offsets,
            block_skip=wanted.get("block_skip") is True,
            optional_stop=wanted.get("optional_stop") is True,
        )

    # -- Studio --------------------------------------------------------------------------------
    # These know only the text that is sent to them, never the block's own: a learner who calls them
    # learns nothing of the exercise.

    @XBlock.json_handler
    def studio_preview(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """``{source, seed}`` as a learner sees it, or its problems."""
        return previewing.preview(*_source_and_seed(data))

    @XBlock.json_handler
    def studio_variants(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """The first different variants of ``{source}``."""
        return {"variants": previewing.variants(_source_and_seed(data)[0])}

    @XBlock.json_handler
    def studio_reference(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """What the reference program of ``{source, seed}`` earns and does."""
        source, seed = _source_and_seed(data)
        if isinstance(parse_exercise(source, seed), list):
            raise trouble(409, text("练习内容还有错误。", "The text still has errors."))
        return previewing.run_reference(source, seed)

    @XBlock.json_handler
    def check(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """What is wrong with ``{program, offsets}`` and what is in force on its lines, for the
        editor. Nothing is kept."""
        self.refuse_if_faulty()
        program, offsets = grading.read_input(json_object(data))
        return checking.check(self.source, program, self.seed, offsets)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """The library's exercises, for the workbench of the XBlock SDK."""
        return [(f"Gongxue: {activity}", olx) for activity, _, olx in library()]


def _source_and_seed(data: Any) -> tuple[str, int]:
    sent = json_object(data)
    seed = sent.get("seed", 0)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < _SEEDS:
        raise trouble(400, text("种子须是不太大的非负整数。", "The seed is a whole number from 0."))
    return str(sent.get("source", "")), seed
