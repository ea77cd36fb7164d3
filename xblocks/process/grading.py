"""The mark of a run: the whole run replayed from the learner's log.

The log is ``{"actions": [[t_s, tag, value], …], "end_s": t}``: what was done at which scan,
sorted, and the scan that the run was handed in at, unless the exercise ended it before. The mark
is a pure function of (exercise, log, seed): the points of the steps and of the quality, less the
safety deductions, not below 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xblocks.attempt import (
    Evidence,
    GradedAttempt,
    Mark,
    Refusal,
    Remark,
    Text,
    digest_of,
    text,
)
from xblocks.exercise_text import Problem
from xblocks.process.engine.simulation import Action, Event, Row, advance, refusal_of, start
from xblocks.process.exercise import Exercise, Quality, Safety, Step, parse_exercise
from xblocks.process.scoring import (
    Progress,
    QualityRecord,
    SafetyRecord,
    StepRecord,
    deduction,
    quality_credit,
    step_credit,
)

KIND: Final = "process"
ENGINE: Final = "process/1"
ACTION_LIMIT: Final = 5000


@dataclass(frozen=True, slots=True)
class Log:
    """What a learner did: the actions in order of time, and the last scan of the run."""

    actions: tuple[Action, ...]
    end_s: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """A run computed again: the rows, the journal, the step states of each row, the standing."""

    rows: list[Row]
    events: list[Event]
    states: list[list[int]]
    progress: Progress


def grade(exercise_text: str, log: Any, seed: int, attempt_id: str) -> GradedAttempt | Refusal:
    """The marked attempt, or why the log can't be graded; the same arguments, the same bits."""
    exercise = parse_exercise(exercise_text)
    if not isinstance(exercise, Exercise):
        return Refusal(tuple(_problem_remark(problem) for problem in exercise))
    read = read_log(exercise, log)
    if isinstance(read, Refusal):
        return read
    replayed = replay_log(exercise, read, seed)
    ended = replayed.progress.ended
    end_s = ended.t_s if ended else read.end_s
    late = next((i for i, a in enumerate(read.actions, start=1) if a.t_s > end_s), None)
    if late is not None:
        message = text(
            f"操作在 {_clock(end_s)} 已经结束，此后不能再有操作。",
            f"The run had ended at {_clock(end_s)}; nothing can be done after that.",
        )
        return Refusal((Remark("action-after-end", message, line=late, column=1),))
    evidence = Evidence(
        kind=KIND,
        exercise=exercise_text,
        digest=digest_of(exercise_text),
        engine=ENGINE,
        seed=seed,
        input={"actions": [list(action) for action in read.actions], "end_s": read.end_s},
    )
    return _attempt(exercise, replayed, end_s, evidence, attempt_id)


def regrade(evidence: Evidence, attempt_id: str) -> GradedAttempt | Refusal:
    """The attempt that this evidence gives, computed again by this engine, which it then names."""
    return grade(evidence.exercise, evidence.input, evidence.seed, attempt_id)


def replay_log(exercise: Exercise, log: Log, seed: int) -> Replayed:
    """The run from its first scan to the log's last, or to where the exercise ends it."""
    progress = Progress(exercise)
    replayed = Replayed([], [], [], progress)

    def watch(row: Row, events: list[Event]) -> bool:
        over = progress.watch(row, events)
        replayed.rows.append(row)
        replayed.events.extend(events)
        replayed.states.append(progress.states())
        return over

    first = start(exercise.unit, exercise.snapshot, exercise.settings, seed)
    advance(exercise.unit, first, log.actions, log.end_s + 1, watch)
    return replayed


# -- the log -----------------------------------------------------------------------------------


def read_log(exercise: Exercise, log: Any) -> Log | Refusal:
    """The log of a JSON value, or what is wrong with it: `line` is the action's number, from 1."""
    if not isinstance(log, dict) or set(log) != {"actions", "end_s"}:
        return _refused(
            "log-shape",
            "操作记录须含 actions 和 end_s 两项。",
            "The log must have actions and end_s, and nothing else.",
        )
    end_s, actions = log["end_s"], log["actions"]
    if not _whole(end_s) or not 0 <= end_s <= exercise.timeout_s:
        return _refused(
            "log-end",
            f"end_s 须是 0 到 {exercise.timeout_s} 的整数秒。",
            f"end_s must be whole seconds from 0 to {exercise.timeout_s}.",
        )
    if not isinstance(actions, list) or len(actions) > ACTION_LIMIT:
        return _refused(
            "log-shape",
            f"actions 须是列表，最多 {ACTION_LIMIT} 个操作。",
            f"actions must be a list of at most {ACTION_LIMIT}.",
        )
    return _read_actions(exercise, actions, end_s)


def _read_actions(exercise: Exercise, actions: list[Any], end_s: int) -> Log | Refusal:
    read: list[Action] = []
    for number, entry in enumerate(actions, start=1):
        action = _read_action(exercise, entry, read[-1].t_s if read else 0, end_s)
        if isinstance(action, Remark):
            return Refusal((_at_line(action, number),))
        read.append(action)
    return Log(tuple(read), end_s)


def _read_action(exercise: Exercise, entry: Any, not_before_s: int, end_s: int) -> Action | Remark:
    if not isinstance(entry, list) or len(entry) != 3 or not isinstance(entry[1], str):
        return Remark(
            "action-shape", text("操作须是 [时刻, 位号, 值]。", "An action is [t_s, tag, value].")
        )
    t_s, tag, value = entry
    if not _whole(t_s):
        return Remark("action-time", text("时刻须是整数秒。", "The time must be whole seconds."))
    if not not_before_s <= t_s <= end_s:
        return Remark(
            "action-time",
            text(
                f"时刻 {t_s} 不在 {not_before_s} 到 {end_s} 之间（操作须按时间排列）。",
                f"The time {t_s} is not between {not_before_s} and {end_s} "
                "(actions must be in order of time).",
            ),
        )
    why = refusal_of(exercise.unit.plant, tag, value)
    if why is not None:
        zh, en = _REFUSALS[why]
        return Remark(why, text(zh.format(tag=tag[:40]), en.format(tag=tag[:40])))
    return Action(t_s, tag, value)


_REFUSALS: Final = {
    "unknown-tag": ("没有可操作的位号 {tag}。", "There is nothing to act upon called {tag}."),
    "wrong-type": ("{tag} 的值类型不对。", "The value for {tag} has the wrong type."),
    "out-of-range": ("{tag} 的值超出范围。", "The value for {tag} is out of range."),
}


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _at_line(remark: Remark, number: int) -> Remark:
    return Remark(remark.id, remark.message, line=number, column=1)


def _refused(remark_id: str, zh: str, en: str) -> Refusal:
    return Refusal((Remark(remark_id, text(zh, en)),))


def _problem_remark(problem: Problem) -> Remark:
    message = text(
        f"练习文本有错（第 {problem.line} 行）：{problem.message['zh-Hans']}",
        f"The exercise's text is wrong (line {problem.line}): {problem.message['en']}",
    )
    return Remark("exercise-text", message)


# -- the marks ---------------------------------------------------------------------------------


def _attempt(
    exercise: Exercise, replayed: Replayed, end_s: int, evidence: Evidence, attempt_id: str
) -> GradedAttempt:
    progress = replayed.progress
    last = dict(zip(exercise.unit.columns, replayed.rows[-1], strict=True))
    marks = [_step_mark(step, progress.steps[step.id], last) for step in exercise.steps]
    marks += [_quality_mark(q, progress.quality[q.id], end_s) for q in exercise.quality]
    remarks = [
        remark
        for safety in exercise.safety
        for remark in _safety_remarks(safety, progress.safety[safety.id])
    ]
    lost = sum(deduction(safety, progress.safety[safety.id]) for safety in exercise.safety)
    earned = sum(mark.points for mark in marks)
    return GradedAttempt(
        id=attempt_id,
        evidence=evidence,
        points=max(0.0, round(earned - lost, 2)),
        out_of=exercise.out_of,
        marks=tuple(marks),
        remarks=(*remarks, _ending(progress, end_s)),
    )


def _step_mark(step: Step, record: StepRecord, last: Mapping[str, Any]) -> Mark:
    points = round(step.weight * step_credit(step, record), 2)
    cost = round(step.weight - points, 2)
    return Mark(
        id=f"{step.group}/{step.id}",
        title=step.text,
        points=points,
        out_of=step.weight,
        remarks=tuple(_step_remarks(step, record, last, cost)),
    )


def _step_remarks(
    step: Step, record: StepRecord, last: Mapping[str, Any], cost: float
) -> Sequence[Remark]:
    """One remark for each thing that went otherwise than asked; the first carries the cost."""
    found: list[tuple[str, Text, int]] = []
    if record.violated_s is not None:
        message = text(
            f"顺序不对：{_clock(record.violated_s)} 时前置条件还没有满足，就已经做了这一步。",
            f"Out of order: this was done at {_clock(record.violated_s)}, before what must come "
            "first.",
        )
        found.append(("step-out-of-order", message, record.violated_s))
    if record.done_s is None:
        found.append(("step-not-done", _undone(step, record, last), last["t_s"]))
        return _charged(found, cost)
    if record.ready_s is not None and step.within_s is not None:
        took_s = record.done_s - step.hold_s - record.ready_s
        if took_s > step.within_s:
            message = text(
                f"超时：要求 {_clock(step.within_s)} 内完成，实际用了 {_clock(took_s)}。",
                f"Late: {_clock(step.within_s)} was allowed, it took {_clock(took_s)}.",
            )
            found.append(("step-late", message, record.done_s))
    return _charged(found, cost)


def _charged(found: list[tuple[str, Text, int]], cost: float) -> Sequence[Remark]:
    return [
        Remark(name, message, cost if i == 0 else 0.0, at_s=float(at_s))
        for i, (name, message, at_s) in enumerate(found)
    ]


def _undone(step: Step, record: StepRecord, last: Mapping[str, Any]) -> Text:
    end = _clock(last["t_s"])
    if record.ready_s is None:
        return text(
            f"未完成：前置步骤没有做完，到 {end} 结束时还不能开始。",
            f"Not done: by the end ({end}) the steps before it were not done.",
        )
    since = _clock(record.ready_s)
    hold_zh = f"（须保持 {_clock(step.hold_s)}）" if step.hold_s else ""
    hold_en = f" (to be held for {_clock(step.hold_s)})" if step.hold_s else ""
    shown = ", ".join(f"{tag} = {_value(last[tag])}" for tag in step.tags)
    return text(
        f"未完成：{since} 起就可以做，到 {end} 结束时没有达到要求{hold_zh}。当时 {shown}。",
        f"Not done: it might begin at {since}; by the end ({end}) it had not been reached{hold_en}."
        f" Then {shown}.",
    )


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"


def _quality_mark(quality: Quality, record: QualityRecord, end_s: int) -> Mark:
    points = round(quality.weight * quality_credit(record), 2)
    cost = round(quality.weight - points, 2)
    remarks: tuple[Remark, ...] = ()
    if record.worst_s is None:
        message = text(
            "没有运行到计分的阶段，不得分。", "The run never came to where this is judged."
        )
        remarks = (Remark("quality-not-judged", message, cost, at_s=float(end_s)),)
    elif cost > 0.0:
        message = text(
            f"要求 {quality.tag} 保持在 {quality.target:g} ± {quality.band:g}；"
            f"最大偏差 {record.worst:.2f}（{_clock(record.worst_s)}）。",
            f"{quality.tag} was to be kept at {quality.target:g} ± {quality.band:g}; the largest "
            f"deviation was {record.worst:.2f} ({_clock(record.worst_s)}).",
        )
        remarks = (Remark("quality-deviation", message, cost, at_s=float(record.worst_s)),)
    return Mark(f"quality/{quality.id}", quality.text, points, quality.weight, remarks)


def _safety_remarks(safety: Safety, record: SafetyRecord) -> Sequence[Remark]:
    """A remark for each time that the rule counted; beyond the cap they cost nothing more."""
    remarks, left = [], safety.cap
    for t_s in record.times:
        cost = min(safety.deduction, left)
        left -= cost
        message = text(
            f"安全：{safety.text['zh-Hans']}（{_clock(t_s)}）。",
            f"Safety: {safety.text['en']} ({_clock(t_s)}).",
        )
        remarks.append(Remark(f"safety/{safety.id}", message, cost, at_s=float(t_s)))
    return remarks


def _ending(progress: Progress, end_s: int) -> Remark:
    why = progress.ended.why if progress.ended else "handed-in"
    zh, en = {
        "success": ("任务完成", "The task was finished"),
        "fail": ("操作失败", "The run failed"),
        "timeout": ("时间到", "Time ran out"),
        "handed-in": ("提前交卷", "Handed in before the end"),
    }[why]
    clock = _clock(end_s)
    return Remark(
        f"end-{why}", text(f"{zh}，用时 {clock}。", f"{en}, after {clock}."), at_s=float(end_s)
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"
