"""What is fuzzed: each target makes an input of decisions, gives it to the engine, and says what
came of it in one word. Whatever must always hold is asserted on the way."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from tests.fuzz.choices import Choices
from tests.fuzz.exercises import exercise, machine_of, sound_exercise, sound_text, turned_text
from tests.fuzz.programs import expression, program
from xblocks.attempt import LANGUAGES, GradedAttempt, Remark, Text
from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.bounds import Bounds
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.inspection.measuring import Workpiece, measure
from xblocks.nc.engine.language.dialect import DIALECTS, FANUC_MILL, Dialect, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.milling.part import machine_part
from xblocks.nc.engine.timing import timed
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.grading import grade
from xblocks.nc.simulating import simulate

LOW = Bounds(steps=1_000, moves=500, work=4_000_000)
"""So low that inputs reach them in milliseconds."""

_ATTEMPT = "6d9c5f5e-6f3a-4f3f-9d53-0d2f6b8f3a11"


@dataclass(frozen=True, slots=True)
class Target:
    """`make` turns decisions into texts; `judge` runs the engine on them and says what came of
    it."""

    make: Callable[[Choices], tuple[str, ...]]
    judge: Callable[..., str]


# -- programs --------------------------------------------------------------------------------------


def _make_program(choices: Choices) -> tuple[str, ...]:
    dialect = DIALECTS[choices.pick(sorted(DIALECTS))]
    return dialect.id, program(choices, dialect)


def _make_expression(choices: Choices) -> tuple[str, ...]:
    value = expression(choices)
    block = choices.pick(
        ("#1={}", "#[{}]=1", "G00 X[{}]", "IF[{}]THEN#1=2", "G04 P[{}]", "GOTO[{}]")
    )
    source = f"#1=3\n#2=-0.5\n{block.format(value)}\nM30"
    return choices.pick(sorted(DIALECTS)), source


def _make_raw(choices: Choices) -> tuple[str, ...]:
    return choices.pick(sorted(DIALECTS)), choices.text()


def _run(dialect_id: str, source: str) -> str:
    made = _made(DIALECTS[dialect_id], source)
    return made if isinstance(made, str) else _outcome(made)


def _made(dialect: Dialect, source: str) -> Run | str:
    """The run of a readable program, or the alarm of its first unreadable word."""
    read_in = read_program(source, bulk_from=sys.maxsize)
    unreadable = check_words(read_in, dialect)
    lines = source.split("\n") if "\r" not in source else None
    for alarm in unreadable:
        _check_alarm(alarm, lines)
    if unreadable:
        return f"unreadable {unreadable[0].id}"
    machine = machine_of(dialect)
    made = run(read_in, machine, dialect, LOW)
    in_bulk = run(read_program(source, bulk_from=0), machine, dialect, LOW)
    assert repr(replace(in_bulk, moves=tuple(in_bulk.moves))) == repr(made)
    if made.alarm:
        _check_alarm(made.alarm, lines)
    _check_moves(made)
    return made


def _outcome(made: Run) -> str:
    if made.alarm:
        return made.alarm.id
    return "ended" if made.ended else "no end"


def _check_alarm(alarm: Alarm, lines: list[str] | None) -> None:
    place = alarm.place
    assert 1 <= place.column < place.end_column, alarm
    if lines is not None:
        assert place.end_column <= max(2, len(lines[place.line - 1]) + 1), alarm
    _check_text(alarm.message)


def _check_text(message: Text) -> None:
    assert set(message) == set(LANGUAGES)
    assert all(message.values())


def _check_moves(made: Run) -> None:
    for before, after in zip(made.moves, made.moves[1:], strict=False):
        assert math.dist(before.end, after.start) < 1e-5, (before, after)
    for move in made.moves:
        assert 0 <= move.duration_s < math.inf, move
        assert all(math.isfinite(value) for value in (*move.start, *move.end)), move
        assert math.isfinite(move.feed_mm_per_min + move.spindle_rpm), move


# -- parts and marks -------------------------------------------------------------------------------


def _make_mill_program(choices: Choices) -> tuple[str, ...]:
    return (program(choices, FANUC_MILL),)


def _cut(source: str) -> str:
    """Cut and measure; the heights are in the stock, and nothing removed is less than nothing."""
    made = _made(FANUC_MILL, source)
    if isinstance(made, str):
        return made
    one = sound_exercise()
    part = machine_part(
        timed(made.moves, one.machine),
        one.machine,
        one.setup,
        cell_mm=2.0,
        coolant_required=True,
        specific_force_n_per_mm2=2000.0,
        bounds=LOW,
    )
    heights = part.field.heights
    assert np.isfinite(heights).all()
    assert part.field.bottom_mm <= heights.min() <= heights.max() <= part.field.top_mm
    lowered_mm3 = float((part.field.top_mm - heights).sum()) * part.field.cell_mm**2
    assert math.isclose(part.removed_mm3, lowered_mm3, rel_tol=1e-6, abs_tol=1e-3)
    piece = Workpiece(one.features, part)
    for feature in one.features:
        for check in measure(feature, piece).checks:
            assert math.isfinite(check.deviation), check
    for found in part.findings:
        _check_text(found.message)
    return f"cut, {_outcome(made)}" if part.removed_mm3 else _outcome(made)


def _make_graded(choices: Choices) -> tuple[str, ...]:
    return sound_text(), program(choices, FANUC_MILL)


def _make_turned(choices: Choices) -> tuple[str, ...]:
    source = turned_text(choices)
    dialect = "fanuc-lathe-b" if "fanuc-lathe-b" in source else "fanuc-lathe-a"
    return source, program(choices, DIALECTS[dialect])


def _make_exercise(choices: Choices) -> tuple[str, ...]:
    return exercise(choices), program(choices, FANUC_MILL)


def _grade(exercise_text: str, source: str) -> str:
    parsed = parse_exercise(exercise_text)
    if not isinstance(parsed, Exercise):
        lines = exercise_text.count("\n") + exercise_text.count("\r") + 2
        for problem in parsed:
            assert 1 <= problem.line <= lines, problem
            assert problem.column >= 1, problem
            _check_text(problem.message)
        return "refused exercise"
    attempt = grade(exercise_text, source, 7, _ATTEMPT)
    json.dumps(simulate(exercise_text, source, 7), allow_nan=False)
    if not isinstance(attempt, GradedAttempt):
        _check_remarks(attempt.remarks)
        return f"refused {attempt.remarks[0].id}"
    json.dumps(attempt.to_json(), allow_nan=False)
    assert 0 <= attempt.points <= attempt.out_of
    for mark in attempt.marks:
        costs = math.fsum(remark.cost for remark in mark.remarks)
        assert math.isclose(costs, mark.out_of - mark.points, abs_tol=1e-6), mark
        _check_remarks(mark.remarks)
    _check_remarks(attempt.remarks)
    return f"graded {min(90, int(attempt.scaled * 10) * 10)} % or more"


def _check_remarks(remarks: tuple[Remark, ...]) -> None:
    for remark in remarks:
        assert remark.cost >= 0, remark
        _check_text(remark.message)


TARGETS: dict[str, Target] = {
    "program": Target(_make_program, _run),
    "expression": Target(_make_expression, _run),
    "raw": Target(_make_raw, _run),
    "cut": Target(_make_mill_program, _cut),
    "grade": Target(_make_graded, _grade),
    "turn": Target(_make_turned, _grade),
    "exercise": Target(_make_exercise, _grade),
}

WEIGHTS: Mapping[str, int] = {
    "program": 55,
    "expression": 15,
    "raw": 10,
    "cut": 12,
    "grade": 2,
    "turn": 5,
    "exercise": 1,
}
"""How many of a hundred inputs each target gets."""
