"""A program on a lathe: run, turned, judged; and the section that an exercise asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.findings import Finding
from xblocks.nc.engine.language.program import Program, read_program
from xblocks.nc.engine.lathe_control.turret import edges_of, lathe_moves
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.moves import RAPID, Feeding, Move
from xblocks.nc.engine.turning.lathe import Turned, turn
from xblocks.nc.engine.turning.lathe_conditions import Conditions, condition_findings
from xblocks.nc.engine.turning.lathe_machine import LatheMachine
from xblocks.nc.engine.turning.lathe_moves import LatheMove
from xblocks.nc.engine.turning.profile import Profile, marked
from xblocks.nc.exercise_values import BOUNDS
from xblocks.nc.turning.values import TARGET, TurningExercise, drawn_section


@dataclass(frozen=True, slots=True)
class Turning:
    """What a program did: the control's moves, and the part that they made; `owners` are of each
    move of the part its place in the run, `judged` is about cutting conditions."""

    run: Run
    turned: Turned
    owners: tuple[int, ...]
    judged: tuple[Finding, ...] = ()

    @property
    def removed_mm3(self) -> float:
        """How much was cut off."""
        return self.turned.removed_mm3

    @property
    def feeds(self) -> list[Feeding]:
        """The moves at feed, in the program's order."""
        ran = zip(self.turned.moves, self.turned.passed, strict=False)
        return [
            Feeding(move.element.line, one.end_s - one.begin_s, one.cuts)
            for move, one in ran
            if move.element.kind != RAPID
        ]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed on the control and at the machine, in the program's order."""
        found = (*self.run.findings, *self.turned.findings, *self.judged)
        return tuple(sorted(found, key=lambda one: (one.line, one.at_s)))


def turn_program(
    exercise: TurningExercise, program: Program, believed: Machine | None = None
) -> Turning:
    """Run a readable program up to its end or its first alarm, and turn the part. The control goes
    by the offsets of the machine that is `believed`, the part by those that are true."""
    machine = exercise.machine
    ran = run(program, believed or machine, exercise.dialect, BOUNDS)
    made = turned_by(ran, machine, exercise.lathe, exercise.bar.section, BOUNDS)
    dry = [not made.run.moves[owner].coolant for owner in made.owners]
    conditions = Conditions(
        max_spindle_rpm=machine.max_spindle_rpm,
        spindle_power_kw=machine.spindle_power_kw,
        specific_force_n_per_mm2=exercise.specific_force_n_per_mm2,
        dry=dry if exercise.rubric.coolant_required else (),
    )
    return replace(made, judged=condition_findings(made.turned, machine.turret, conditions))


def turned_by(
    ran: Run,
    machine: Machine,
    lathe: LatheMachine,
    stock: Profile,
    bounds: Bounds = AMPLE,
) -> Turning:
    """What a run makes of a stock whose zero is that of G54. Rapids take the time of the axis that
    takes longer."""
    ran = replace(ran, moves=tuple(_timed(ran.moves, lathe)))
    moves: list[LatheMove] = []
    owners: list[int] = []
    times_s: list[tuple[float, float]] = []
    begin_s = 0.0
    for index, move in enumerate(ran.moves):
        # A whole circle became two moves, which share its time.
        parts = lathe_moves((move,), machine, machine.work_offset("G54"))
        for number, part in enumerate(parts):
            share_s = move.duration_s / len(parts)
            moves.append(part)
            owners.append(index)
            times_s.append((begin_s + number * share_s, begin_s + (number + 1) * share_s))
        begin_s += move.duration_s
    turned = turn(moves, stock, machine.turret, lathe, times_s, bounds)
    return Turning(ran, turned, tuple(owners))


def _timed(moves: Sequence[Move], lathe: LatheMachine) -> Iterator[Move]:
    for move in moves:
        if move.kind == RAPID:
            (way,) = edges_of(move)
            yield replace(move, duration_s=lathe.rapid_duration_s(way))
        else:
            yield move


@lru_cache(maxsize=64)
def target_section(exercise: TurningExercise) -> Profile:
    """The half section that is asked for: that of the reference program, or the drawing's. Curves
    of the bar's own surface are marked 0."""
    if exercise.reference is None:
        return drawn_section(exercise)
    made = turn_program(exercise, read_program(exercise.reference))
    return marked(made.turned.profile, TARGET)
