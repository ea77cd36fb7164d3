"""The XBlock of the process exercise: fields, views and handlers.

No clock runs here: simulated time moves only when the browser asks, and the log that is graded is
the one that the server itself has kept. A submission names the run and its last scan, so there is
nothing to forge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from xblock.core import XBlock
from xblock.fields import Dict as DictField
from xblock.fields import Scope

from xblocks.attempt import AlteredEvidence, GradedAttempt, Refusal, Text, digest_of, text
from xblocks.graded_block import GradedBlock
from xblocks.process import run as runs
from xblocks.process.exercise import Exercise, exercise_schema, parse_exercise
from xblocks.process.exercises import exercise_text, library
from xblocks.process.frames import frames_of
from xblocks.process.grading import grade, read_log, replay_log
from xblocks.process.public import public_view
from xblocks.trouble import json_object, trouble

REPLAY_FRAMES = 600


class ProcessExerciseBlock(GradedBlock):
    """An operator's exercise on a simulated plant."""

    KIND = "process"
    JS_CLASS = "ProcessExercise"
    STARTER = exercise_text("cstr-start-up")

    run = DictField(help="The run that the learner is playing.", scope=Scope.user_state)

    # -- the exercise --------------------------------------------------------------------------

    @classmethod
    def check_text(cls, exercise_text: str) -> list[dict[str, Any]]:
        """The errors in an author's text, with line and column from 1."""
        parsed = parse_exercise(exercise_text)
        return [] if isinstance(parsed, Exercise) else [asdict(problem) for problem in parsed]

    @classmethod
    def exercise_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the author's text."""
        return exercise_schema()

    @classmethod
    def public_exercise(cls, exercise_text: str, seed: int) -> dict[str, Any]:
        """The procedure with its points, and the plant's tags."""
        return public_view(_faultless(exercise_text), seed)

    # -- views ---------------------------------------------------------------------------------

    def learner_state(self) -> dict[str, Any]:
        """What the learner has done, and the run that is open, if one is."""
        kept = self._kept_run()
        run = None
        if kept and not kept.closed:
            run = {"id": kept.id, "at_s": kept.at_s, "until_s": kept.until_s}
        return super().learner_state() | {"run": run}

    def replay_args(self, attempt: Mapping[str, Any]) -> dict[str, Any]:
        """The attempt, with its trajectory computed again from its log."""
        evidence = attempt["evidence"]
        exercise = _faultless(evidence["exercise"])
        log = read_log(exercise, evidence["input"])
        if isinstance(log, Refusal):
            raise AlteredEvidence(f"attempt {attempt['id']}: its log can't be read")
        past = replay_log(exercise, log, evidence["seed"])
        frames = frames_of(exercise.unit, past.rows, past.states, past.events, REPLAY_FRAMES)
        actions = [list(action) for action in log.actions]
        return super().replay_args(attempt) | {"frames": frames, "actions": actions}

    # -- the run -------------------------------------------------------------------------------

    @XBlock.json_handler
    def begin(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Start the run ``{run_id}``, or take it up again if it is the one that is open.

        ``{run_id, history, chunk}``: the past thinned (null in a new run), and the scans ahead.
        """
        self.refuse_if_faulty()
        run_id = json_object(data).get("run_id")
        if not isinstance(run_id, str) or not 1 <= len(run_id) <= 64:
            raise trouble(400, text("缺少 run_id。", "The run_id is missing."))
        exercise, kept = _faultless(self.source), self._kept_run()
        if kept and kept.id == run_id and not kept.closed:
            history, chunk = runs.resume(exercise, self.seed, kept)
            return {"run_id": run_id, "history": history, "chunk": asdict(chunk)}
        if self.attempts_left == 0:
            raise trouble(403, text("作答次数已用完。", "No attempts are left."))
        run, chunk = runs.begin(exercise, self.seed, run_id, digest_of(self.source))
        self.run = run.to_json()
        return {"run_id": run_id, "history": None, "chunk": asdict(chunk)}

    @XBlock.json_handler
    def advance(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """The chunk ``{run_id, from_s, until_s, actions}`` asks for; the same again, the same."""
        self.refuse_if_faulty()
        asked = json_object(data)
        from_s, until_s = _whole(asked, "from_s"), _whole(asked, "until_s")
        exercise, kept = _faultless(self.source), self._open_run(asked.get("run_id"))
        moved = runs.go_on(exercise, kept, from_s, until_s, asked.get("actions", []))
        if isinstance(moved, runs.Conflict):
            raise trouble(moved.status, moved.message)
        if isinstance(moved, Refusal):
            raise trouble(400, moved.remarks[0].message)
        run, chunk = moved
        self.run = run.to_json()
        return asdict(chunk)

    def _kept_run(self) -> runs.Run | None:
        """The run as it was kept, unless the exercise has been changed since."""
        if not self.run or self.run["digest"] != digest_of(self.source):
            return None
        return runs.Run(**self.run)

    def _open_run(self, run_id: Any) -> runs.Run:
        kept = self._kept_run()
        if kept is None or kept.id != run_id:
            raise trouble(409, _NO_RUN)
        return kept

    # -- the mark ------------------------------------------------------------------------------

    def grade_input(self, attempt_id: str, learner_input: Any) -> GradedAttempt | Refusal:
        """The mark of ``{run_id, end_s}``: of the log that was kept here. It closes the run."""
        asked = json_object(learner_input)
        end_s, kept = _whole(asked, "end_s"), self._open_run(asked.get("run_id"))
        log = runs.log_of(kept, end_s)
        if isinstance(log, runs.Conflict):
            raise trouble(log.status, log.message)
        graded = grade(self.source, log, self.seed, attempt_id)
        if isinstance(graded, GradedAttempt):
            self.run = replace(kept, closed=True).to_json()
        return graded

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """The library's exercises, for the workbench of the XBlock SDK."""
        return [(f"Gongxue: {activity}", olx) for activity, _, olx in library()]


def _faultless(exercise_text: str) -> Exercise:
    exercise = parse_exercise(exercise_text)
    if not isinstance(exercise, Exercise):
        raise ValueError(f"an exercise with {len(exercise)} errors can't be run")
    return exercise


_NO_RUN: Text = text(
    "这次操作已经不在了（可能在别处重新开始过，或练习已修改）。请重新开始。",
    "This run is gone (it was started anew elsewhere, or the exercise was changed). "
    "Please start again.",
)


def _whole(asked: Mapping[str, Any], key: str) -> int:
    value = asked.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise trouble(400, text(f"{key} 须是非负整数。", f"{key} must be a whole number from 0."))
    return value
