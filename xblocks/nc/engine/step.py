"""What one block does."""

from __future__ import annotations

from dataclasses import dataclass

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
