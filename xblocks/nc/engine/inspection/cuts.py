"""Which tool went where: the cutting moves of a run in the workpiece's frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xblocks.nc.engine.machine import Machine, Tool, Vector
from xblocks.nc.engine.milling.collisions import Setup
from xblocks.nc.engine.milling.forms import forms_of
from xblocks.nc.engine.milling.part import tip_path
from xblocks.nc.engine.milling.sweeps import Sweep, sweeps_of
from xblocks.nc.engine.moves import ARC, FEED, Move


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed move with its tool; `start` and `end` are of the tip, in workpiece coordinates."""

    move: Move
    tool: Tool
    start: Vector
    end: Vector

    @property
    def line(self) -> int:
        """The program's line."""
        return self.move.line

    @property
    def feed_per_turn_mm(self) -> float:
        """How far it goes while the spindle turns once; 0 if the spindle stands."""
        turns = abs(self.move.spindle_rpm)
        return self.move.feed_mm_per_min / turns if turns else 0.0

    def sweeps(self) -> tuple[Sweep, ...]:
        """What the tool sweeps."""
        return sweeps_of(self.move, self.start, self.end, forms_of(self.tool))


def cuts_of(moves: Iterable[Move], machine: Machine, setup: Setup) -> tuple[Cut, ...]:
    """The feed moves that lead anywhere with a tool in the spindle, in their order."""
    made = []
    for move in moves:
        tool = machine.tool(move.tool) if move.kind in (FEED, ARC) else None
        if tool is not None and (move.start != move.end or move.arc is not None):
            made.append(Cut(move, tool, *tip_path(move, tool, setup.origin_mm)))
    return tuple(made)
