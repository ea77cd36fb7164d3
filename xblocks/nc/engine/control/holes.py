"""One hole of a canned cycle: what each cycle does below the R level, one function a cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from xblocks.nc.engine.control.coordinates import arrive, program_position
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.motion import pause, straight
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import DWELL, FEED, PLANES, RAPID, STOP, Move


@dataclass(slots=True)
class Hole:
    """The machine while it makes one hole: levels in program coordinates along the drilling
    axis."""

    command: Command
    state: State
    control: Control
    axis: int
    moves: list[Move]
    r_mm: float
    z_mm: float
    initial_mm: float
    back_mm: float

    def go(self, kind: str, level_mm: float, shift: tuple[float, float] = (0.0, 0.0)) -> None:
        """To a level, and by `shift` in the plane."""
        after, end = self.place(level_mm, shift)
        self.moves += straight(kind, self.command, self.state, end, self.control.machine)
        self.state = replace(after, position=end)

    def place(
        self, level_mm: float, shift: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[State, Vector]:
        """Where that is, in machine coordinates, and the state that knows its length offset."""
        point = list(program_position(self.state))
        first, second, _ = PLANES[self.state.modal["plane"]]
        point[self.axis] = level_mm
        point[first] += shift[0]
        point[second] += shift[1]
        named = {AXES[self.axis]} | ({AXES[first], AXES[second]} if any(shift) else set())
        return arrive(self.state, (point[0], point[1], point[2]), named)

    def feed_out(self) -> None:
        """Back at feed rate to R; where cycles are motions, as far as the cycle returns."""
        whole = self.control.dialect.parameters.one_motion_mode
        self.go(FEED, self.back_mm if whole else self.r_mm)

    def spin(self, spindle: str) -> None:
        """Let the spindle turn ``cw`` or ``ccw``, or stop it."""
        self.state = replace(self.state, spindle=spindle)

    def dwell(self) -> None:
        """Stand still for P."""
        seconds = self.number("P") * self.control.dialect.parameters.dwell_unit_s
        if seconds:
            self.moves.append(pause(DWELL, self.command, self.state, seconds))

    def pecks(self) -> Iterator[float]:
        """The levels of every Q from R down, without the last one, which is Z."""
        depth = self.length_mm("Q")
        at = self.r_mm - depth
        while at > self.z_mm + 1e-9:
            yield at
            at -= depth

    def number(self, letter: str) -> float:
        """The cycle's own number of this address, 0 if it has none."""
        data = self.state.cycle
        return data.words[letter][0].number if data and letter in data.words else 0.0

    def length_mm(self, letter: str) -> float:
        """The cycle's length of this address, 0 if it has none."""
        data = self.state.cycle
        if data is None or letter not in data.words:
            return 0.0
        return self.control.length_mm(data.words[letter][0], self.state.modal["unit"])


def _drilling(hole: Hole) -> None:
    hole.go(FEED, hole.z_mm)


def _counter_boring(hole: Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.dwell()


def _chip_breaking(hole: Hole) -> None:
    """G73: after every Q back by a little."""
    back = hole.control.dialect.parameters.chip_break_mm
    for at in hole.pecks():
        hole.go(FEED, at)
        hole.go(RAPID, min(at + back, hole.r_mm))
    hole.go(FEED, hole.z_mm)
    hole.dwell()


def _peck_drilling(hole: Hole) -> None:
    """G83: after every Q out to R, and rapid down to a little above the last depth."""
    clearance = hole.control.dialect.parameters.peck_clearance_mm
    for at in hole.pecks():
        hole.go(FEED, at)
        hole.go(RAPID, hole.r_mm)
        hole.go(RAPID, min(at + clearance, hole.r_mm))
    hole.go(FEED, hole.z_mm)
    hole.dwell()


def _tapping(hole: Hole) -> None:
    """G84 and G74: in, dwell, out with the spindle reversed, and turn on as before. Without M29 the
    spindle must have been started. With Q it goes back by a little after every Q, reversed (high
    speed peck tapping)."""
    turns = ("ccw", "cw") if hole.state.modal["cycle"] == "left-tapping" else ("cw", "ccw")
    standing = hole.state.spindle == "stop" and not hole.state.rigid
    forward, back = ("stop", "stop") if standing else turns
    hole.spin(forward)
    for at in hole.pecks() if hole.number("Q") else ():
        hole.go(FEED, at)
        hole.spin(back)
        hole.go(FEED, min(at + hole.control.dialect.parameters.chip_break_mm, hole.r_mm))
        hole.spin(forward)
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin(back)
    hole.feed_out()
    hole.spin(forward)


def _reaming(hole: Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.go(FEED, hole.r_mm)


def _boring_dwell(hole: Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.feed_out()


def _boring(hole: Hole) -> None:
    """G86: the spindle stands while the tool goes out."""
    hole.go(FEED, hole.z_mm)
    if hole.control.dialect.parameters.one_motion_mode:
        hole.dwell()
    hole.spin("stop")


def _manual_boring(hole: Hole) -> None:
    """G88: the spindle stands and the control waits; the retraction by hand is that of G86."""
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin("stop")
    stop = pause(STOP, hole.command, hole.state, 0.0)
    if hole.control.dialect.parameters.one_motion_mode:
        # The retraction is part of the stop, so that nothing is left to be done behind it.
        _, end = hole.place(hole.back_mm)
        stop, hole.state = replace(stop, end=end), replace(hole.state, position=end)
    hole.moves.append(stop)


def _fine_boring(hole: Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin("stop")


def _shift(hole: Hole) -> tuple[float, float]:
    """Away from the wall: I and J, or Q toward plus of the plane's first axis (parameter 5101)."""
    data = hole.state.cycle
    if data is not None and ("I" in data.words or "J" in data.words):
        return hole.length_mm("I"), hole.length_mm("J")
    return abs(hole.length_mm("Q")), 0.0


def shifted_return(hole: Hole) -> None:
    """G76: with the spindle oriented, away from the wall, out, and back over the hole."""
    along, across = _shift(hole)
    hole.go(RAPID, hole.z_mm, (along, across))
    hole.go(RAPID, hole.back_mm)
    hole.go(RAPID, hole.back_mm, (-along, -across))


def back_boring(hole: Hole) -> None:
    """G87: in beside the wall down to R, cut upward to Z, and out beside the wall; always to the
    initial level."""
    along, across = _shift(hole)
    level = program_position(hole.state)[hole.axis]
    hole.spin("stop")
    hole.go(RAPID, level, (along, across))
    hole.go(RAPID, hole.r_mm)
    hole.go(RAPID, hole.r_mm, (-along, -across))
    hole.spin("cw")
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin("stop")
    hole.go(RAPID, hole.z_mm, (along, across))
    hole.go(RAPID, hole.initial_mm)
    hole.go(RAPID, hole.initial_mm, (-along, -across))
    hole.spin("cw")


BELOW_R: Mapping[str, Callable[[Hole], None]] = {
    "chip-breaking": _chip_breaking,
    "left-tapping": _tapping,
    "fine-boring": _fine_boring,
    "drilling": _drilling,
    "counter-boring": _counter_boring,
    "peck-drilling": _peck_drilling,
    "tapping": _tapping,
    "reaming": _reaming,
    "boring": _boring,
    "manual-boring": _manual_boring,
    "boring-dwell": _boring_dwell,
}
"""What each cycle does between the R level and the return."""
