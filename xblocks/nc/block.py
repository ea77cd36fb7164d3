"""The XBlock of the numerical-control exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from xblock.core import XBlock

from xblocks.attempt import GradedAttempt, Refusal
from xblocks.graded_block import GradedBlock
from xblocks.nc import checking, grading
from xblocks.nc.exercise import exercise_schema, parse_exercise, public_view, variant_seeds
from xblocks.nc.exercises import library, starter
from xblocks.trouble import json_object

_CHECKED_SEEDS = 8
"""How many seeds are tried while an author types; the command line tries a hundred."""


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
        """The mark of ``{program}``."""
        program = learner_input.get("program") if isinstance(learner_input, dict) else None
        return grading.grade(self.source, program, self.seed, attempt_id)

    def replay_args(self, attempt: Mapping[str, Any]) -> dict[str, Any]:
        """The attempt, with its program simulated again."""
        evidence = attempt["evidence"]
        program = evidence["input"]["program"]
        simulation = grading.simulate(evidence["exercise"], program, evidence["seed"])
        return {**super().replay_args(attempt), "simulation": simulation}

    @XBlock.json_handler
    def simulate(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """What ``{program}`` does: alarms, findings, moves, and the part that it makes. No mark."""
        self.refuse_if_faulty()
        program = json_object(data).get("program")
        return grading.simulate(self.source, program, self.seed)

    @XBlock.json_handler
    def check(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """What is wrong with ``{program}`` and what is in force on its lines, for the editor.
        Nothing is kept."""
        self.refuse_if_faulty()
        return checking.check(self.source, json_object(data).get("program"), self.seed)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """The library's exercises, for the workbench of the XBlock SDK."""
        return [(f"Gongxue: {activity}", olx) for activity, _, olx in library()]
