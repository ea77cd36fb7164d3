"""The kinds of machining as a table: what each makes of a program, and how that is marked and
shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xblocks.attempt import Mark
from xblocks.nc.engine.language.program import Program
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.moves import Move
from xblocks.nc.exercise_values import Exercise
from xblocks.nc.losses import Outcome
from xblocks.nc.milling import marks as milled_marks
from xblocks.nc.milling.scene import milled_points, milled_scene
from xblocks.nc.running import run_program
from xblocks.nc.turning import marks as turned_marks
from xblocks.nc.turning.making import turn_program
from xblocks.nc.turning.scene import turned_points, turned_scene
from xblocks.nc.turning.values import TurningExercise


@dataclass(frozen=True, slots=True)
class Machining:
    """What grading and screen need of a kind of machining. The functions take exercises and
    outcomes of their own kind.

    `run` takes a readable program up to its end or its first alarm, on a control that believes the
    offsets of the machine given; `marks` gives one a criterion;
    `costs` are the shares of the process points that findings cost. `points` are the tip's way
    during a move as the program would state it, arcs within a chord's error; `scene` is the part
    after a run, or the stock, and what stands about.
    """

    run: Callable[[Any, Program, Machine], Outcome]
    marks: Callable[[Any, Any], tuple[Mark, ...]]
    costs: Mapping[str, float]
    points: Callable[[Any, Move, float], list[Vector]]
    scene: Callable[[Any, Any], dict[str, Any]]


MILLING = Machining(
    run_program,
    milled_marks.marks_of,
    milled_marks.PROCESS_COSTS,
    milled_points,
    milled_scene,
)
TURNING = Machining(
    turn_program,
    turned_marks.marks_of,
    turned_marks.PROCESS_COSTS,
    turned_points,
    turned_scene,
)


def machining_of(exercise: Exercise) -> Machining:
    """The kind of machining that an exercise is about."""
    return TURNING if isinstance(exercise, TurningExercise) else MILLING
