"""What stays in force from block to block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xblocks.nc.engine.command import Command
from xblocks.nc.engine.dialect import Dialect

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class State:
    """The control and the machine between two blocks.

    `position` is the spindle nose in machine coordinates, mm. `modal` holds the meaning in force
    for each group of codes. `length_offset_mm` is what G43/G49 and H ask for, `length_applied_mm`
    what the present Z position was reached with: an offset takes effect with the next Z word.
    `feed_mm_per_min` is 0 until the first F.
    """

    position: Vector
    modal: Mapping[str, str]
    feed_mm_per_min: float = 0.0
    speed_rpm: float = 0.0
    spindle: str = "stop"
    coolant: bool = False
    tool: int = 0
    selected: int = 0
    offset_number: int = 0
    length_offset_mm: float = 0.0
    length_applied_mm: float = 0.0
    ended: bool = False

    @property
    def spindle_rpm(self) -> float:
        """Speed of the turning spindle: positive clockwise (M03), negative for M04, 0 at rest."""
        return {"cw": self.speed_rpm, "ccw": -self.speed_rpm}.get(self.spindle, 0.0)


def power_on(dialect: Dialect, reference: Vector) -> State:
    """The state of a machine just switched on and sent to its reference point."""
    return State(position=reference, modal=dict(dialect.power_on))


def modal_after(command: Command, modal: Mapping[str, str]) -> Mapping[str, str]:
    """The meanings in force once the block's codes count."""
    changed = {group: code.meaning for group, (code, _) in command.codes.items() if group in modal}
    return {**modal, **changed}
