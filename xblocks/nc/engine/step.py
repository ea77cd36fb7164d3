"""What one block does, and what a whole program does."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.findings import Finding
from xblocks.nc.engine.modal import State
from xblocks.nc.engine.moves import Move


@dataclass(frozen=True, slots=True)
class Compensation:
    """Cutter radius compensation in a plane: `side` is 1 left of the path, -1 right of it."""

    side: int
    radius_mm: float
    plane: str


@dataclass(frozen=True, slots=True)
class Corner:
    """What is put between this straight move and the next: ``C`` a chamfer, ``R`` a fillet."""

    letter: str
    size_mm: float
    plane: str


@dataclass(frozen=True, slots=True)
class Step:
    """The state after a block, its moves in order as programmed, and what was noticed.

    `compensation` and `corner` say how the moves in the plane are to be changed on their way to the
    machine.
    """

    state: State
    moves: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()
    compensation: Compensation | None = None
    corner: Corner | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A program run from power-on to its end, to the first alarm, or to the end of the text.

    `ended` tells whether M02 or M30 was reached; `last_line` is the last line that was executed or
    raised the alarm.
    """

    moves: tuple[Move, ...]
    findings: tuple[Finding, ...]
    alarm: Alarm | None
    ended: bool
    last_line: int

    @property
    def duration_s(self) -> float:
        """The cycle time."""
        return math.fsum(move.duration_s for move in self.moves)
