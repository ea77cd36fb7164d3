"""What is wrong with a program while it is being written, and what is in force on its lines: read
and interpreted, not cut. Nothing here is a mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from xblocks.attempt import Refusal, Remark
from xblocks.nc.engine.machine import Machine
from xblocks.nc.entered_offsets import believed_machine
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.modal_lines import LineState, modal_lines
from xblocks.nc.running import alarm_remark, read


def check(exercise_text: str, program: object, seed: int, offsets: object = None) -> dict[str, Any]:
    """``{alarms, lines, unfinished}``, as JSON.

    `lines` has an entry for each line that was executed: its number and what changed since the
    entry before, the first one being whole (see `LineState`). Of a program with words that no
    control could read, these are the lines above the first of them. Positions are by the `offsets`
    that the learner entered, where they are to be found. Raises ValueError for an exercise that has
    an error itself.
    """
    exercise = parse_exercise(exercise_text, seed)
    if not isinstance(exercise, Exercise):
        raise ValueError(f"the exercise has errors, the first at line {exercise[0].line}")
    machine = believed_machine(exercise, offsets)
    if isinstance(machine, Refusal):
        return _answer(machine.remarks, ())
    readable = read(program, exercise)
    if isinstance(readable, Refusal):
        return _answer(readable.remarks, _lines_above(program, readable, exercise, machine))
    made = modal_lines(readable, machine, exercise.dialect)
    alarms = (alarm_remark(made.alarm),) if made.alarm else ()
    return _answer(alarms, made.lines, unfinished=made.unfinished)


def _answer(
    alarms: Iterable[Remark], lines: Iterable[LineState], *, unfinished: bool = False
) -> dict[str, Any]:
    return {
        "alarms": [asdict(alarm) for alarm in alarms],
        "lines": list(_changes(lines)),
        "unfinished": unfinished,
    }


def _lines_above(
    program: object, refusal: Refusal, exercise: Exercise, machine: Machine
) -> tuple[LineState, ...]:
    """The states up to the first line that can't be read. An alarm of that part alone says nothing
    about the program."""
    first = refusal.remarks[0].line
    if not isinstance(program, str) or first is None or first < 2:
        return ()
    lines = program.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    above = read("\n".join(lines[: first - 1]), exercise)
    if isinstance(above, Refusal):
        return ()
    return modal_lines(above, machine, exercise.dialect).lines


def _changes(lines: Iterable[LineState]) -> Iterable[dict[str, Any]]:
    before: dict[str, Any] = {}
    for line in lines:
        now = asdict(line)
        yield {
            name: value
            for name, value in now.items()
            if name == "line" or name not in before or before[name] != value
        }
        before = now
