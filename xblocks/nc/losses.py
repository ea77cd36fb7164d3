"""Losses that every exercise has, milled or turned: what a remark costs, and of which criterion."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from xblocks.attempt import Mark, Remark, Text, text
from xblocks.nc.engine.control.step import Run
from xblocks.nc.engine.findings import Finding
from xblocks.nc.engine.moves import Feeding
from xblocks.nc.exercise_values import Criterion, Rubric
from xblocks.nc.running import MAX_FREE_REMARKS, finding_remark

FINISHED_SHARE = 0.9
"""A part with so much of its material removed counts as finished."""

PROGRAM_FINDINGS = frozenset({"no-end", "run-away"})
"""Findings that cost the program's points."""

NOTICED_MM3 = 0.1
"""Less material than this, too much or too little, is none."""


class Outcome(Protocol):
    """What a program did, milling or turning."""

    @property
    def run(self) -> Run:
        """Its moves, and the alarm that stopped it, if any."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was noticed on the control and at the machine, in the program's order."""

    @property
    def feeds(self) -> Sequence[Feeding]:
        """The moves at feed, in the program's order."""

    @property
    def removed_mm3(self) -> float:
        """How much was cut off."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A remark, and the share of its criterion's points that it costs."""

    remark: Remark
    share: float


def mark_of(criterion: Criterion, losses: Iterable[Loss]) -> Mark:
    """Take the losses off, in hundredths of a point, until nothing is left."""
    whole = left = round(criterion.out_of * 100)
    remarks = []
    for loss in losses:
        cost = min(left, round(loss.share * whole))
        left -= cost
        remarks.append(replace(loss.remark, cost=cost / 100))
    return Mark(criterion.id, criterion.title, left / 100, whole / 100, tuple(remarks))


def nothing_cut(outcome: Outcome) -> list[Loss]:
    """All of the points, for a program that cut no material."""
    message = text(
        "没有切除任何材料，不得分。",
        "No material was cut, so there are no points.",
    )
    return [Loss(Remark("nothing-cut", message, line=outcome.run.last_line), 1.0)]


def not_cut(title: Text, outcome: Outcome) -> list[Loss]:
    """All of the points, for a feature that was not begun."""
    message = text(f"没有加工出{title['zh-Hans']}。", f"The {title['en']} was not cut.")
    return [Loss(Remark("not-cut", message, line=outcome.run.last_line), 1.0)]


def failed_checks(failed: Sequence[tuple[Remark, int]], whole: int) -> list[Loss]:
    """The share of each check that failed, by its weight; `whole` is the weight of all."""
    losses = [Loss(remark, weight / whole) for remark, weight in failed]
    # Thirds of a point do not add up: who fails every check has nothing.
    if losses and sum(weight for _, weight in failed) == whole:
        losses[-1] = replace(losses[-1], share=1.0)
    return losses


def excess_remark(left_mm3: float, outcome: Outcome) -> Remark:
    """That material is left."""
    message = text(
        f"还有 {left_mm3:.1f} mm³ 材料没有切掉。", f"{left_mm3:.1f} mm³ of material are left."
    )
    return Remark("excess", message, line=outcome.run.last_line)


def gouge_remark(volume_mm3: float, deepest_mm: float, line: int) -> Remark:
    """That too much was cut."""
    volume, deepest = f"{volume_mm3:.1f} mm³", f"{deepest_mm:.2f} mm"
    message = text(
        f"过切：多切了 {volume}，最深 {deepest}。",
        f"Gouge: {volume} too much were cut, up to {deepest} deep.",
    )
    return Remark("gouge", message, line=line)


def unfinished(progress: float, outcome: Outcome) -> list[Loss]:
    """Who cut half of the part can't have earned more than half of these points."""
    if progress >= FINISHED_SHARE:
        return []
    percent = math.floor(progress * 100)
    message = text(
        f"零件只完成了 {percent}%，不到 {FINISHED_SHARE:.0%}，这一项按比例计分。",
        f"The part is {percent} % done, less than {FINISHED_SHARE:.0%}, so these points are given "
        f"in proportion.",
    )
    remark = Remark("unfinished", message, line=outcome.run.last_line)
    return [Loss(remark, 1 - progress / FINISHED_SHARE)]


def process_losses(outcome: Outcome, costs: Mapping[str, float], progress: float) -> list[Loss]:
    """What the findings cost, each kind once, and over-travel; `costs` are shares by kind."""
    losses = unfinished(progress, outcome)
    alarm = outcome.run.alarm
    if alarm is not None and alarm.id.startswith("OT"):
        remark = Remark("over-travel", alarm.message, line=alarm.place.line)
        losses.append(Loss(remark, costs["over-travel"]))
    counted: set[str] = set()
    charged = [one for one in outcome.findings if one.id in costs]
    # Of what happened in one block the gravest is told first.
    for found in sorted(charged, key=lambda one: (one.line, -costs[one.id])):
        if found.id not in counted or len(losses) < MAX_FREE_REMARKS:
            share = 0.0 if found.id in counted else costs[found.id]
            losses.append(Loss(finding_remark(found), share))
            counted.add(found.id)
    return losses


def program_losses(outcome: Outcome) -> list[Loss]:
    """All of the program's points, if it did not come to its end."""
    run = outcome.run
    if run.alarm is not None:
        message: Text = text(
            f"程序因报警 {run.alarm.id} 停在第 {run.alarm.place.line} 行，没有执行完。",
            f"The program stopped at line {run.alarm.place.line} with alarm {run.alarm.id} before "
            f"its end.",
        )
        return [Loss(Remark("stopped-by-alarm", message, line=run.alarm.place.line), 1.0)]
    unended = [one for one in outcome.findings if one.id in PROGRAM_FINDINGS]
    return [Loss(finding_remark(found), 1.0) for found in unended]


def cycle_time_losses(rubric: Rubric, outcome: Outcome, progress: float) -> list[Loss]:
    """What slowness costs, and what an unfinished part does."""
    time = rubric.cycle_time
    losses = unfinished(progress, outcome)
    taken_s = round(outcome.run.duration_s, 3)
    if time is None or taken_s <= time.full_s:
        return losses
    share = min(1.0, (taken_s - time.full_s) / (time.none_s - time.full_s))
    message = text(
        f"加工时间 {taken_s:.0f} s，{time.full_s:g} s 以内得满分。",
        f"The cycle time is {taken_s:.0f} s; full points up to {time.full_s:g} s.",
    )
    return [*losses, Loss(Remark("cycle-time", message, line=outcome.run.last_line), share)]
