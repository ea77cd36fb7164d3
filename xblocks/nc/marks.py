"""From a part and its findings to marks; every point that is lost has its remark."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from xblocks.attempt import Mark, Measurement, Remark, Text, text
from xblocks.nc.check_texts import measurement_of, sentence_of, volume_measurement
from xblocks.nc.engine.checks import Check
from xblocks.nc.engine.cuts import cuts_of
from xblocks.nc.engine.forms import Floats
from xblocks.nc.engine.inspection import Measured, Workpiece, measure
from xblocks.nc.engine.probing import REACH_MM
from xblocks.nc.engine.target import Feature
from xblocks.nc.engine.volumes import Amount, excess, gouge, progress
from xblocks.nc.exercise_values import (
    CYCLE_TIME,
    GEOMETRY,
    PROCESS,
    PROGRAM,
    REST,
    Criterion,
    Exercise,
    criteria,
    target_field,
)
from xblocks.nc.running import MAX_FREE_REMARKS, Result, finding_remark

FINISHED_SHARE = 0.9
"""A part with so much of its material removed counts as finished."""

PROCESS_COSTS: Mapping[str, float] = {
    "clamp-collision": 1.0,
    "holder-collision": 1.0,
    "shank-collision": 1.0,
    "table-collision": 1.0,
    "over-travel": 0.5,
    "rapid-in-material": 0.5,
    "spindle-stopped": 0.5,
    "spindle-reversed": 0.5,
    "no-tool": 0.25,
    "no-coolant": 0.25,
    "plunge": 0.5,
    "cut-sideways": 0.5,
    "power": 0.5,
    "flute-too-short": 0.25,
    "surface-speed-high": 0.25,
    "chip-load-high": 0.25,
    "surface-speed-low": 0.1,
    "chip-load-low": 0.1,
    "feed-clamped": 0.1,
    "speed-clamped": 0.1,
}
"""What share of the process points a finding costs, once for each kind."""

PROGRAM_FINDINGS = frozenset({"no-end", "run-away"})
"""Findings that cost the program's points."""

_NOTICED_MM3 = 0.1


@dataclass(frozen=True, slots=True)
class _Loss:
    """A remark, and the share of its criterion's points that it costs."""

    remark: Remark
    share: float


@dataclass(frozen=True, slots=True)
class _Graded:
    exercise: Exercise
    result: Result
    target: Floats
    progress: float
    measured: Mapping[str, Measured]

    @property
    def last_line(self) -> int:
        return self.result.run.last_line

    @property
    def is_cut(self) -> bool:
        return self.result.part.removed_mm3 > 0


def marks_of(exercise: Exercise, result: Result) -> tuple[Mark, ...]:
    """The marks, one a criterion; in each, the costs of its remarks add up to what it lost."""
    target = target_field(exercise, exercise.cell_mm).heights
    share = progress(result.part.field, target)
    graded = _Graded(exercise, result, target, share, _measured(exercise, result))
    return tuple(
        replace(
            _mark(criterion, _losses(criterion, graded)),
            measurements=_measurements(criterion, graded),
        )
        for criterion in criteria(exercise)
    )


def _measured(exercise: Exercise, result: Result) -> dict[str, Measured]:
    """What inspection finds of each feature, by its id."""
    needed = any(one.thread or one.tolerances.ra_um for one in exercise.features)
    moves = result.run.moves if needed else ()
    cuts = cuts_of(moves, exercise.machine, exercise.setup)
    piece = Workpiece(exercise.features, result.part, cuts)
    return {feature.id: measure(feature, piece) for feature in exercise.features}


def _measurements(criterion: Criterion, graded: _Graded) -> tuple[Measurement, ...]:
    """The inspection report's rows for a criterion; none for a part that was not cut at all."""
    if not graded.is_cut:
        return ()
    if criterion.id in graded.measured:
        return tuple(measurement_of(check) for check in graded.measured[criterion.id].checks)
    if criterion.id == GEOMETRY:
        missing, left = _missing(graded), _left(graded)
        return (
            volume_measurement("gouge", missing, _NOTICED_MM3),
            volume_measurement("excess", left, _NOTICED_MM3),
        )
    if criterion.id == REST:
        return (
            volume_measurement("gouge", _rest_gouge(graded), _NOTICED_MM3),
            volume_measurement("excess", _left(graded), None),
        )
    return ()


def _mark(criterion: Criterion, losses: Iterable[_Loss]) -> Mark:
    """Take the losses off, in hundredths of a point, until nothing is left."""
    whole = left = round(criterion.out_of * 100)
    remarks = []
    for loss in losses:
        cost = min(left, round(loss.share * whole))
        left -= cost
        remarks.append(replace(loss.remark, cost=cost / 100))
    return Mark(criterion.id, criterion.title, left / 100, whole / 100, tuple(remarks))


def _losses(criterion: Criterion, graded: _Graded) -> list[_Loss]:
    if not graded.is_cut:
        message = text(
            "没有切除任何材料，不得分。",
            "No material was cut, so there are no points.",
        )
        return [_Loss(Remark("nothing-cut", message, line=graded.last_line), 1.0)]
    rules: Mapping[str, Callable[[_Graded], list[_Loss]]] = {
        GEOMETRY: _geometry,
        REST: _rest,
        PROCESS: _process,
        PROGRAM: _program,
        CYCLE_TIME: _cycle_time,
    }
    if criterion.id in rules:
        return rules[criterion.id](graded)
    feature = next(one for one in graded.exercise.features if one.id == criterion.id)
    return _feature(feature, graded)


# -- features --------------------------------------------------------------------------------------


def _feature(feature: Feature, graded: _Graded) -> list[_Loss]:
    measured = graded.measured[feature.id]
    if not measured.cut:
        message = text(
            f"没有加工出{feature.title['zh-Hans']}。", f"The {feature.title['en']} was not cut."
        )
        return [_Loss(Remark("not-cut", message, line=graded.last_line), 1.0)]
    whole = sum(check.weight for check in measured.checks)
    losses = [
        _Loss(_check_remark(feature, check, graded.last_line), check.weight / whole)
        for check in measured.checks
        if not check.passed
    ]
    all_failed = len(losses) == len(measured.checks)
    # Thirds of a point do not add up: who fails every check has nothing.
    return [*losses[:-1], replace(losses[-1], share=1.0)] if all_failed else losses


def _check_remark(feature: Feature, check: Check, last_line: int) -> Remark:
    wrong = f"{check.id}-out-of-tolerance"
    return Remark(wrong, sentence_of(feature, check), line=check.line or last_line)


def _geometry(graded: _Graded) -> list[_Loss]:
    """Against a reference part: what is missing and what is left, as shares of what was to be
    cut."""
    field = graded.result.part.field
    wanted_mm3 = float((field.top_mm - graded.target).sum()) * field.cell_mm**2
    losses = []
    missing = _missing(graded)
    if missing.volume_mm3 > _NOTICED_MM3:
        losses.append(_Loss(_gouge_remark(missing), min(1.0, missing.volume_mm3 / wanted_mm3)))
    left_mm3 = _left(graded).volume_mm3
    if left_mm3 > _NOTICED_MM3:
        message = text(
            f"还有 {left_mm3:.1f} mm³ 材料没有切掉。", f"{left_mm3:.1f} mm³ of material are left."
        )
        remark = Remark("excess", message, line=graded.last_line)
        losses.append(_Loss(remark, min(1.0, left_mm3 / wanted_mm3)))
    return losses


def _missing(graded: _Graded) -> Amount:
    field, allowance_mm = graded.result.part.field, graded.exercise.surface_tolerance_mm
    return gouge(field, graded.target, allowance_mm, field.cell_mm)


def _left(graded: _Graded) -> Amount:
    field, allowance_mm = graded.result.part.field, graded.exercise.surface_tolerance_mm
    return excess(field, graded.target, allowance_mm, field.cell_mm)


# -- everything else -------------------------------------------------------------------------------


def _unfinished(graded: _Graded) -> list[_Loss]:
    """Who cut half of the part can't have earned more than half of these points."""
    if graded.progress >= FINISHED_SHARE:
        return []
    percent = math.floor(graded.progress * 100)
    message = text(
        f"零件只完成了 {percent}%，不到 {FINISHED_SHARE:.0%}，这一项按比例计分。",
        f"The part is {percent} % done, less than {FINISHED_SHARE:.0%}, so these points are given "
        f"in proportion.",
    )
    remark = Remark("unfinished", message, line=graded.last_line)
    return [_Loss(remark, 1 - graded.progress / FINISHED_SHARE)]


def _rest(graded: _Graded) -> list[_Loss]:
    """Gouges where the drawing leaves the stock as it was: floors and walls have own checks."""
    missing = _rest_gouge(graded)
    losses = _unfinished(graded)
    if missing.volume_mm3 > _NOTICED_MM3:
        losses.append(_Loss(_gouge_remark(missing), 1.0))
    return losses


def _rest_gouge(graded: _Graded) -> Amount:
    field = graded.result.part.field
    uncut = np.where(graded.target < field.top_mm, field.bottom_mm, graded.target)
    return gouge(field, uncut, graded.exercise.surface_tolerance_mm, REACH_MM)


def _gouge_remark(missing: Amount) -> Remark:
    volume, deepest = f"{missing.volume_mm3:.1f} mm³", f"{missing.deepest_mm:.2f} mm"
    message = text(
        f"过切：多切了 {volume}，最深 {deepest}。",
        f"Gouge: {volume} too much were cut, up to {deepest} deep.",
    )
    return Remark("gouge", message, line=missing.line)


def _process(graded: _Graded) -> list[_Loss]:
    losses = _unfinished(graded)
    alarm = graded.result.run.alarm
    if alarm is not None and alarm.id.startswith("OT"):
        remark = Remark("over-travel", alarm.message, line=alarm.place.line)
        losses.append(_Loss(remark, PROCESS_COSTS["over-travel"]))
    counted: set[str] = set()
    charged = [one for one in graded.result.findings if one.id in PROCESS_COSTS]
    # Of what happened in one block the gravest is told first.
    for found in sorted(charged, key=lambda one: (one.line, -PROCESS_COSTS[one.id])):
        if found.id not in counted or len(losses) < MAX_FREE_REMARKS:
            share = 0.0 if found.id in counted else PROCESS_COSTS[found.id]
            losses.append(_Loss(finding_remark(found), share))
            counted.add(found.id)
    return losses


def _program(graded: _Graded) -> list[_Loss]:
    run = graded.result.run
    if run.alarm is not None:
        message: Text = text(
            f"程序因报警 {run.alarm.id} 停在第 {run.alarm.place.line} 行，没有执行完。",
            f"The program stopped at line {run.alarm.place.line} with alarm {run.alarm.id} before "
            f"its end.",
        )
        return [_Loss(Remark("stopped-by-alarm", message, line=run.alarm.place.line), 1.0)]
    unended = [one for one in graded.result.findings if one.id in PROGRAM_FINDINGS]
    return [_Loss(finding_remark(found), 1.0) for found in unended]


def _cycle_time(graded: _Graded) -> list[_Loss]:
    time = graded.exercise.rubric.cycle_time
    losses = _unfinished(graded)
    taken_s = round(graded.result.run.duration_s, 3)
    if time is None or taken_s <= time.full_s:
        return losses
    share = min(1.0, (taken_s - time.full_s) / (time.none_s - time.full_s))
    message = text(
        f"加工时间 {taken_s:.0f} s，{time.full_s:g} s 以内得满分。",
        f"The cycle time is {taken_s:.0f} s; full points up to {time.full_s:g} s.",
    )
    return [*losses, _Loss(Remark("cycle-time", message, line=graded.last_line), share)]
