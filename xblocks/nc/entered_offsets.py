"""Work offsets and tool offsets that a learner found by touching off, as the control believes them.

The part is where it was clamped and the tools are as long as they are: a wrong number makes a wrong
part, or a crash.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xblocks.attempt import Refusal, Remark, text
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.exercise_values import Exercise

WORK, TOOLS = "work", "tools"
MOST_MM = 10_000.0

Entered = Mapping[str, Mapping[str, tuple[float, ...]]]
"""Numbers by `WORK` and coordinate system (``G54``), and by `TOOLS` and tool number (``"1"``)."""


def asked_offsets(exercise: Exercise) -> dict[str, Any] | None:
    """What a learner has to enter: the work coordinate systems with their axes, and the tools with
    what of each one is to be found; None where all is given."""
    if not exercise.offsets_to_find:
        return None
    machine, lathe = exercise.machine, bool(exercise.machine.turret)
    numbers = [tool.number for tool in (machine.turret or machine.tools)]
    return {
        WORK: sorted(machine.work_offsets_mm),
        "work_axes": ["X", "Z"] if lathe else ["X", "Y", "Z"],
        TOOLS: numbers,
        "tool_axes": ["X", "Z"] if lathe else ["H"],
    }


def believed_machine(exercise: Exercise, offsets: object) -> Machine | Refusal:
    """The machine with the offsets that were entered, those left out being 0: lengths in mm, of a
    lathe X as a diameter. Where they are given, the machine as it is.

    Refused are offsets that the machine does not have, and what is no number.
    """
    asked = asked_offsets(exercise)
    if asked is None:
        return exercise.machine
    entered = _read(offsets, asked)
    if entered is None:
        message = text(
            "坐标系或刀补的数值有错：每一项须是 ±10000 mm 以内的数。",
            "A work or tool offset is wrong: each must be a number within 10000 mm.",
        )
        return Refusal((Remark("offsets", message, line=1, column=1),))
    return _with(exercise.machine, entered)


def _read(offsets: object, asked: Mapping[str, Any]) -> Entered | None:
    """The numbers that were entered; None if something else was."""
    given = {} if offsets is None else offsets
    if not isinstance(given, dict) or given.keys() - {WORK, TOOLS}:
        return None
    read: dict[str, dict[str, tuple[float, ...]]] = {}
    for kind, axes in ((WORK, asked["work_axes"]), (TOOLS, asked["tool_axes"])):
        rows = given.get(kind, {})
        known = {str(name) for name in asked[kind]}
        if not isinstance(rows, dict) or rows.keys() - known:
            return None
        if not all(_is_row(row, len(axes)) for row in rows.values()):
            return None
        zeros = dict.fromkeys(known, (0.0,) * len(axes))
        read[kind] = zeros | {name: tuple(map(float, row)) for name, row in rows.items()}
    return read


def _is_row(row: object, length: int) -> bool:
    return isinstance(row, list) and len(row) == length and all(map(_is_length, row))


def _is_length(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) <= MOST_MM


def _with(machine: Machine, entered: Entered) -> Machine:
    lathe = bool(machine.turret)
    work = {
        name: _zero_of_lathe(entered[WORK][name]) if lathe else _vector(entered[WORK][name])
        for name in machine.work_offsets_mm
    }
    lengths = entered[TOOLS]
    tools = tuple(replace(tool, length_mm=lengths[str(tool.number)][0]) for tool in machine.tools)
    turret = tuple(
        replace(tool, mounted_mm=_mounted(lengths[str(tool.number)])) for tool in machine.turret
    )
    return replace(machine, work_offsets_mm=work, tools=tools, turret=turret)


def _vector(row: tuple[float, ...]) -> Vector:
    x, y, z = row
    return x, y, z


def _zero_of_lathe(row: tuple[float, ...]) -> Vector:
    x, z = row
    return x / 2, 0.0, z


def _mounted(row: tuple[float, ...]) -> tuple[float, float]:
    x, z = row
    return z, x / 2


def true_offsets(exercise: Exercise) -> dict[str, dict[str, list[float]]] | None:
    """What a learner would enter who measured without error; None where all is given."""
    if not exercise.offsets_to_find:
        return None
    machine = exercise.machine
    if machine.turret:
        return {
            WORK: {name: [2 * x, z] for name, (x, _, z) in machine.work_offsets_mm.items()},
            TOOLS: {
                str(tool.number): [2 * tool.mounted_mm[1], tool.mounted_mm[0]]
                for tool in machine.turret
            },
        }
    return {
        WORK: {name: list(offset) for name, offset in machine.work_offsets_mm.items()},
        TOOLS: {str(tool.number): [tool.length_mm] for tool in machine.tools},
    }
