"""What one block does, and what a whole program does."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.findings import Finding
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.moves import Move
from xblocks.nc.engine.turning.lathe_moves import Element


@dataclass(frozen=True, slots=True)
class Compensation:
    """Cutter or nose radius compensation in a plane: `side` is 1 left of the path, -1 right of it.

    `to_point` leads from the round's centre to the point that is programmed without compensation: a
    cutter's centre itself, the imaginary tip of a lathe tool.
    """

    side: int
    radius_mm: float
    plane: str
    to_point: complex = 0j


@dataclass(frozen=True, slots=True)
class Corner:
    """What is put between this straight move and the next: ``C`` a chamfer, ``R`` a fillet.

    Where `sense` is not 0 both moves must be along an axis, the second in this sense.
    """

    letter: str
    size_mm: float
    plane: str
    sense: int = 0


@dataclass(frozen=True, slots=True)
class Contour:
    """The blocks from sequence number `first` to `last` as a shape, and what `cycle` makes of them.

    `rough` gives the moves of a roughing cycle for the shape's elements; None follows the blocks
    themselves and goes back to the start.
    """

    first: Word
    last: Word
    command: Command
    rough: Callable[[tuple[Element, ...], bool], Step] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The state after a block, its moves in order as programmed, and what was noticed.

    `compensation` and `corner` say how the moves in the plane are to be changed on their way to the
    machine. `held` is a block before this one, now understood, with its own step to be taken first;
    `contour` asks for the shape between two blocks to be roughed out or finished.
    """

    state: State
    moves: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()
    compensation: Compensation | None = None
    corner: Corner | None = None
    held: tuple[Command, Step] | None = None
    contour: Contour | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A program run from power-on to its end, to the first alarm, or to the end of the text.

    `ended` tells whether M02 or M30 was reached; `last_line` is the last line that was executed or
    raised the alarm. `codes` are the codes that were executed, by the dialect's names, and what
    steers a macro (IF, GOTO, WHILE), each with the line where it was executed first.
    """

    moves: Sequence[Move]
    findings: tuple[Finding, ...]
    alarm: Alarm | None
    ended: bool
    last_line: int
    codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def duration_s(self) -> float:
        """The cycle time."""
        return math.fsum(move.duration_s for move in self.moves)
