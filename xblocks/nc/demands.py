"""What a rubric may demand of the work itself, milled or turned: codes, few tool changes, little
air cutting. Who did only part of the work can't have earned more than that part of the points."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from xblocks.attempt import Remark, Text, text
from xblocks.nc.engine.moves import TOOL
from xblocks.nc.exercise_values import AIR_CUTTING, CODES, TOOL_CHANGES, Codes, Falling, Rubric
from xblocks.nc.losses import Loss, Outcome, unfinished


def _code_losses(rubric: Rubric, outcome: Outcome, progress: float) -> list[Loss]:
    """A share for each required code that was not executed and each forbidden one that was."""
    codes = rubric.codes
    if codes is None:
        return []
    remarks = [*_forbidden(codes, outcome), *_missing(codes, outcome)]
    whole = len(codes.required) + len(codes.forbidden)
    losses = [Loss(remark, codes.share or 1 / whole) for remark in remarks]
    # Thirds of a point do not add up: who fails every one has nothing.
    if len(remarks) == whole:
        losses[-1] = Loss(remarks[-1], 1.0)
    return [*unfinished(progress, outcome), *losses]


def _forbidden(codes: Codes, outcome: Outcome) -> Iterator[Remark]:
    executed = outcome.run.codes
    for name in sorted(codes.forbidden & executed.keys(), key=lambda one: (executed[one], one)):
        message = text(f"这道题不允许用 {name}。", f"{name} is not allowed in this exercise.")
        yield Remark("forbidden-code", message, line=executed[name])


def _missing(codes: Codes, outcome: Outcome) -> Iterator[Remark]:
    for name in sorted(codes.required - outcome.run.codes.keys()):
        message = text(
            f"要求用 {name}，但程序没有执行过 {name}。",
            f"{name} is required, but the program never executed it.",
        )
        yield Remark("missing-code", message, line=outcome.run.last_line)


def _air_losses(rubric: Rubric, outcome: Outcome, progress: float) -> list[Loss]:
    """What feeding through air costs, at the move at feed that spent the longest in it."""
    losses, limit = unfinished(progress, outcome), rubric.air_cutting
    feeds = outcome.feeds
    whole_s = math.fsum(one.duration_s for one in feeds)
    if limit is None or whole_s == 0:
        return losses
    air = [one for one in feeds if not one.cuts]
    percent = round(100 * math.fsum(one.duration_s for one in air) / whole_s, 3)
    if percent <= limit.full:
        return losses
    line = max(air, key=lambda one: one.duration_s).line
    message = text(
        f"切削进给时间的 {percent:.0f}% 没有切到材料，不超过 {limit.full:g}% 得满分。"
        f"请缩短空行程，或改用 G00。",
        f"{percent:.0f} % of the time at feed cut only air; full points up to {limit.full:g} %. "
        f"Shorten the ways through air, or use G00 there.",
    )
    return [*losses, Loss(Remark("air-cutting", message, line=line), limit.lost(percent))]


def _tool_change_losses(rubric: Rubric, outcome: Outcome, progress: float) -> list[Loss]:
    """What tool changes beyond the limit cost, at the first of them."""
    losses, limit = unfinished(progress, outcome), rubric.tool_changes
    lines = list(_tool_changes(outcome))
    if limit is None or len(lines) <= limit.full:
        return losses
    message = text(
        f"换刀 {len(lines)} 次，不超过 {limit.full:g} 次得满分。请把同一把刀的加工排在一起。",
        f"There are {len(lines)} tool changes; full points up to {limit.full:g}. Do all the work "
        f"of a tool at once.",
    )
    remark = Remark("tool-changes", message, line=lines[math.floor(limit.full)])
    return [*losses, Loss(remark, limit.lost(len(lines)))]


def _tool_changes(outcome: Outcome) -> Iterator[int]:
    """The line of each change to another tool, the first one included."""
    before = 0
    for move in outcome.run.moves:
        if move.kind == TOOL and move.tool != before:
            yield move.line
            before = move.tool


DEMANDS: Mapping[str, Callable[[Rubric, Outcome, float], list[Loss]]] = {
    CODES: _code_losses,
    AIR_CUTTING: _air_losses,
    TOOL_CHANGES: _tool_change_losses,
}
"""What each of these criteria loses, by its id. The last argument is how much of the part is done,
0 to 1."""


def notes_of(rubric: Rubric) -> dict[str, Text]:
    """What a learner is to know before they write: a sentence for each demand."""
    notes: dict[str, Text] = {}
    if rubric.codes is not None:
        notes[CODES] = _codes_note(rubric.codes)
    if rubric.air_cutting is not None:
        notes[AIR_CUTTING] = _falling_note(
            rubric.air_cutting, "空切占切削进给时间", "%", "of the time at feed in air", " %"
        )
    if rubric.tool_changes is not None:
        notes[TOOL_CHANGES] = _falling_note(rubric.tool_changes, "换刀", "次", "tool changes", "")
    return notes


def _codes_note(codes: Codes) -> Text:
    zh, en = [], []
    if codes.required:
        zh.append(f"必须用 {'、'.join(sorted(codes.required))}")
        en.append(f"Required: {', '.join(sorted(codes.required))}")
    if codes.forbidden:
        zh.append(f"不能用 {'、'.join(sorted(codes.forbidden))}")
        en.append(f"Not allowed: {', '.join(sorted(codes.forbidden))}")
    return text("；".join(zh) + "。", ". ".join(en) + ".")


def _falling_note(limit: Falling, zh: str, zh_unit: str, en: str, en_unit: str) -> Text:
    return text(
        f"{zh}不超过 {limit.full:g}{zh_unit}得满分，达到 {limit.none:g}{zh_unit}不得分。",
        f"Full points up to {limit.full:g}{en_unit} {en}, none from {limit.none:g}{en_unit}.",
    )
