"""How a run stands, scan by scan: which steps are done, how well it was kept, what went wrong.

A `Progress` sees every row of a run once, in order. What it remembers is JSON, so that a run
scored in chunks has the same marks as one scored whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from xblocks.process.engine.simulation import Event, Row
from xblocks.process.exercise import Exercise, Quality, Safety, Step

WAITING: Final = 0
READY: Final = 1
DONE: Final = 2
OUT_OF_ORDER: Final = 3
"""A step's state on the screen; `OUT_OF_ORDER` is done, but with a violation of the order."""


@dataclass(slots=True)
class StepRecord:
    """When a step might begin, was violated and was done (s); `held_s` counts towards its hold."""

    ready_s: int | None = None
    held_s: int = 0
    violated_s: int | None = None
    done_s: int | None = None


@dataclass(slots=True)
class QualityRecord:
    """The sum of the credits, the scans judged, and the worst deviation with its time."""

    credit: float = 0.0
    scans: int = 0
    worst: float = 0.0
    worst_s: int | None = None


@dataclass(slots=True)
class SafetyRecord:
    """For how many scans `when` has held, and the scan of each time that it counted."""

    held_s: int
    times: list[int]


@dataclass(frozen=True, slots=True)
class Ended:
    """The run is over: `why` is success, fail or timeout; a failing safety rule gives its id."""

    t_s: int
    why: str
    rule: str = ""


class Progress:
    """The standing of one run of an exercise."""

    def __init__(self, exercise: Exercise, saved: Mapping[str, Any] | None = None) -> None:
        saved = saved or {"steps": {}, "quality": {}, "safety": {}, "ended": None}
        self.exercise = exercise
        self.procedure = exercise.steps
        self.columns = {q.id: exercise.unit.columns.index(q.tag) for q in exercise.quality}
        self.steps = {s.id: StepRecord(**saved["steps"].get(s.id, {})) for s in exercise.steps}
        self.quality = {
            q.id: QualityRecord(**saved["quality"].get(q.id, {})) for q in exercise.quality
        }
        self.safety = {s.id: SafetyRecord(0, []) for s in exercise.safety}
        for name, record in saved["safety"].items():
            self.safety[name] = SafetyRecord(record["held_s"], list(record["times"]))
        self.ended = Ended(**saved["ended"]) if saved["ended"] else None
        self.done = {name: record.done_s is not None for name, record in self.steps.items()}

    def to_json(self) -> dict[str, Any]:
        """A JSON object from which the same progress is made."""
        return {
            "steps": {name: asdict(record) for name, record in self.steps.items()},
            "quality": {name: asdict(record) for name, record in self.quality.items()},
            "safety": {name: asdict(record) for name, record in self.safety.items()},
            "ended": asdict(self.ended) if self.ended else None,
        }

    def states(self) -> list[int]:
        """Each step's state for the screen, in the order of the procedure."""
        return [_state(record) for record in self.steps.values()]

    def watch(self, row: Row, _events: list[Event]) -> bool:
        """Take in one scan; True if the run ends with it."""
        t_s = row[0]
        for step in self.procedure:
            self._watch_step(step, row, t_s)
        for quality in self.exercise.quality:
            self._watch_quality(quality, row, t_s)
        failed = [s.id for s in self.exercise.safety if self._watch_safety(s, row, t_s) and s.fail]
        self.ended = self._end(row, t_s, failed)
        return self.ended is not None

    def _watch_step(self, step: Step, row: Row, t_s: int) -> None:
        record = self.steps[step.id]
        if record.done_s is not None:
            return
        holds = step.done(row, self.done)
        if record.ready_s is None:
            before = all(self.done[name] for name in step.after)
            if before and (step.start is None or step.start(row, self.done)):
                record.ready_s = t_s
            elif holds and record.violated_s is None and step.on_violation != "ignore":
                record.violated_s = t_s
        if record.ready_s is None:
            return
        record.held_s = record.held_s + 1 if holds else 0
        if record.held_s > step.hold_s:
            record.done_s = t_s
            self.done[step.id] = True

    def _watch_quality(self, quality: Quality, row: Row, t_s: int) -> None:
        if not quality.active(row, self.done):
            return
        record = self.quality[quality.id]
        error = abs(row[self.columns[quality.id]] - quality.target)
        credit = (quality.limit - error) / (quality.limit - quality.band)
        record.credit += min(max(credit, 0.0), 1.0)
        record.scans += 1
        if record.worst_s is None or error > record.worst:
            record.worst, record.worst_s = error, t_s

    def _watch_safety(self, safety: Safety, row: Row, t_s: int) -> bool:
        record = self.safety[safety.id]
        record.held_s = record.held_s + 1 if safety.when(row, self.done) else 0
        if record.held_s != safety.hold_s + 1:
            return False
        record.times.append(t_s)
        return True

    def _end(self, row: Row, t_s: int, failed: list[str]) -> Ended | None:
        exercise = self.exercise
        if failed:
            return Ended(t_s, "fail", failed[0])
        if exercise.fail is not None and exercise.fail(row, self.done):
            return Ended(t_s, "fail")
        if exercise.success(row, self.done):
            return Ended(t_s, "success")
        return Ended(t_s, "timeout") if t_s >= exercise.timeout_s else None


def _state(record: StepRecord) -> int:
    if record.done_s is not None:
        return DONE if record.violated_s is None else OUT_OF_ORDER
    return WAITING if record.ready_s is None else READY


def step_credit(step: Step, record: StepRecord) -> float:
    """The share of a step's points, 0 to 1: nothing undone, less late, less out of order."""
    if record.done_s is None or record.ready_s is None:
        return 0.0
    credit = 1.0
    if step.within_s is not None:
        late_s = record.done_s - step.hold_s - record.ready_s - step.within_s
        credit = min(max(1.0 - late_s / step.within_s, 0.0), 1.0)
    if record.violated_s is not None:
        credit *= {"half": 0.5, "zero": 0.0}[step.on_violation]
    return credit


def quality_credit(record: QualityRecord) -> float:
    """The mean credit over the scans judged; 0 if there were none."""
    return record.credit / record.scans if record.scans else 0.0


def deduction(safety: Safety, record: SafetyRecord) -> float:
    """The points that a safety rule takes."""
    return min(safety.deduction * len(record.times), safety.cap)
