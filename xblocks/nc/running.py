"""A learner's program on an exercise: read; and on a milling one: run, cut."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xblocks.attempt import Refusal, Remark, text
from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.findings import Finding
from xblocks.nc.engine.language.dialect import check_words
from xblocks.nc.engine.language.program import Program, read_program
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.milling.part import Machined, machine_part
from xblocks.nc.engine.moves import Feeding
from xblocks.nc.engine.timing import timed
from xblocks.nc.exercise_values import BOUNDS, Exercise, MillingExercise

MAX_BYTES = 200_000
MAX_BLOCKS = 20_000
MAX_ALARMS = 100
MAX_FREE_REMARKS = 50
"""How many remarks that cost nothing are given in one place."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a program did: its moves, and the part that they made."""

    run: Run
    part: Machined

    @property
    def removed_mm3(self) -> float:
        """How much was cut off."""
        return self.part.removed_mm3

    @property
    def feeds(self) -> list[Feeding]:
        """The moves at feed, in the program's order."""
        return self.part.feeds

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed on the control and at the machine, in the program's order."""
        found = (*self.run.findings, *self.part.findings)
        return tuple(sorted(found, key=lambda one: (one.line, one.at_s)))


def read(program: object, exercise: Exercise) -> Program | Refusal:
    """The program, or why no control could read it: not a text, too long, or words it can't
    know."""
    if not isinstance(program, str):
        return _refusal("not-a-program", "程序必须是文字。", "The program must be a text.")
    if len(program) > MAX_BYTES or len(program.encode("utf-8", "replace")) > MAX_BYTES:
        return _refusal(
            "program-too-long",
            f"程序太长：最多 {MAX_BYTES // 1000} KB。",
            f"The program is too long: {MAX_BYTES // 1000} kB at most.",
        )
    read_in = read_program(program)
    if len(read_in.blocks) > MAX_BLOCKS:
        return _refusal(
            "program-too-long",
            f"程序太长：最多 {MAX_BLOCKS} 个程序段。",
            f"The program is too long: {MAX_BLOCKS} blocks at most.",
        )
    alarms = check_words(read_in, exercise.dialect)
    if alarms:
        return Refusal(tuple(alarm_remark(alarm) for alarm in alarms[:MAX_ALARMS]))
    return read_in


def run_program(
    exercise: MillingExercise, program: Program, believed: Machine | None = None
) -> Result:
    """Run a readable program up to its end or its first alarm, and cut the part. The control goes
    by the offsets of the machine that is `believed`, the part by those that are true."""
    made = run(program, believed or exercise.machine, exercise.dialect, BOUNDS)
    made = replace(made, moves=timed(made.moves, exercise.machine))
    part = machine_part(
        made.moves,
        exercise.machine,
        exercise.setup,
        cell_mm=exercise.cell_mm,
        coolant_required=exercise.rubric.coolant_required,
        specific_force_n_per_mm2=exercise.specific_force_n_per_mm2,
        bounds=BOUNDS,
    )
    return Result(made, part)


def alarm_remark(alarm: Alarm) -> Remark:
    """The remark of an alarm, at its columns."""
    place = alarm.place
    return Remark(
        alarm.id,
        alarm.message,
        line=place.line,
        column=place.column,
        end_column=place.end_column,
    )


def finding_remark(found: Finding, cost: float = 0.0) -> Remark:
    """The remark of a finding, at its line and simulated time."""
    return Remark(found.id, found.message, cost=cost, line=found.line, at_s=round(found.at_s, 3))


def _refusal(wrong: str, zh: str, en: str) -> Refusal:
    return Refusal((Remark(wrong, text(zh, en), line=1, column=1),))
