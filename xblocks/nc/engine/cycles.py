"""Canned cycles: G73, G74, G76, G80 to G89.

Each hole is a rapid in the plane, a rapid to the R level, the cycle's own motion to Z, and a return
to the initial level (G98) or to R (G99). What a cycle does below R is one function in `_BELOW_R`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.command import Command
from xblocks.nc.engine.control import Control
from xblocks.nc.engine.coordinates import arrive, program_position, target
from xblocks.nc.engine.dialect import AXES
from xblocks.nc.engine.modal import CycleData, State
from xblocks.nc.engine.motion import pause, straight
from xblocks.nc.engine.moves import DWELL, FEED, PLANES, RAPID, STOP, Move

MAX_PECKS = 10_000

_KEPT = "RQPIJ"
_STOPPING = frozenset({"boring", "manual-boring", "fine-boring"})
_PECKING = frozenset({"chip-breaking", "peck-drilling"})


@dataclass(slots=True)
class _Hole:
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
        point = list(program_position(self.state))
        first, second, _ = PLANES[self.state.modal["plane"]]
        point[self.axis] = level_mm
        point[first] += shift[0]
        point[second] += shift[1]
        named = {AXES[self.axis]} | ({AXES[first], AXES[second]} if any(shift) else set())
        after, end = arrive(self.state, (point[0], point[1], point[2]), named)
        self.moves += straight(kind, self.command, self.state, end, self.control.machine)
        self.state = replace(after, position=end)

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


def drill(command: Command, state: State, control: Control) -> tuple[State, tuple[Move, ...]]:
    """The holes that the block asks for: none without an axis or R word, else one, or as many as K
    or L says, in G91 each further on. K0 only stores the cycle's data."""
    axis = PLANES[state.modal["plane"]][2]
    state = replace(state, cycle=_data(command, state, control, axis))
    if not command.has(AXES + "R"):
        return state, ()
    _check(command, state, control, axis)
    moves: list[Move] = []
    for _ in range(_repeats(command)):
        state, made = _one_hole(command, state, control, axis)
        moves += made
    return state, tuple(moves)


def _data(command: Command, state: State, control: Control, axis: int) -> CycleData:
    """The cycle's data with those of this block; the initial level is kept while cycles go on.

    Where cycles are motions, each of them begins with data of its own.
    """
    incremental = state.modal["distance"] == "incremental"
    before, kind = state.cycle, state.modal["cycle"]
    if before and before.kind != kind and control.dialect.parameters.one_motion_mode:
        before = CycleData(kind, before.initial_mm, {})
    initial = before.initial_mm if before else program_position(state)[axis]
    kept = dict(before.words) if before else {}
    for letter in (*_KEPT, AXES[axis]):
        if letter in command.values:
            kept[letter] = (command.values[letter], incremental)
    return CycleData(kind, initial, kept)


def _repeats(command: Command) -> int:
    word = command.values.get("L") or command.values.get("K")
    if word is None:
        return 1
    if word.number < 0 or word.number != int(word.number) or word.number > 9999:
        raise reject("sign" if word.number < 0 else "point", word.place, word=word.text)
    return int(word.number)


def _check(command: Command, state: State, control: Control, axis: int) -> None:
    data, kind = state.cycle, state.modal["cycle"]
    words: Mapping[str, object] = data.words if data else {}
    code = command.codes["cycle"][1].place if "cycle" in command.codes else command.place
    for letter in ("R", AXES[axis]):
        if letter not in words:
            raise reject("cycle-incomplete", code, letter=letter)
    if not state.feed:
        raise reject("no-feed", code)
    if state.feed_mm_per_min(1.0) == 0:
        raise reject("cycle-no-spindle", code)
    hole = _hole(command, state, control, axis)
    if kind in _PECKING:
        depth = hole.length_mm("Q")
        if depth <= 0:
            raise reject("peck-depth", command.first_place("Q"))
        if abs(hole.r_mm - hole.z_mm) / depth > MAX_PECKS:
            raise reject("peck-depth", command.first_place("Q"))
    if (hole.z_mm > hole.r_mm) != (kind == "back-boring"):
        raise reject("cycle-levels", command.first_place(AXES[axis] + "R"))


def _hole(command: Command, state: State, control: Control, axis: int) -> _Hole:
    data, unit = state.cycle, state.modal["unit"]
    words = data.words if data else {}
    initial = data.initial_mm if data else 0.0

    def level(letter: str, base_mm: float) -> float:
        if letter not in words:
            return base_mm
        word, incremental = words[letter]
        return control.length_mm(word, unit) + (base_mm if incremental else 0.0)

    r_mm = level("R", initial)
    z_mm = level(AXES[axis], r_mm)
    # Where cycles are motions, an initial level below R is first raised to R.
    initial = max(initial, r_mm) if control.dialect.parameters.one_motion_mode else initial
    back_mm = r_mm if state.modal["return"] == "r-level" else initial
    return _Hole(command, state, control, axis, [], r_mm, z_mm, initial, back_mm)


def _one_hole(
    command: Command, state: State, control: Control, axis: int
) -> tuple[State, list[Move]]:
    hole = _hole(command, state, control, axis)
    here = program_position(state)[axis]
    parameters = control.dialect.parameters
    if parameters.one_motion_mode and here < hole.r_mm:
        hole.go(RAPID, hole.r_mm)
    in_plane = replace(
        command,
        values={letter: word for letter, word in command.values.items() if letter != AXES[axis]},
    )
    after, end = target(in_plane, hole.state, control)
    hole.moves += straight(RAPID, command, hole.state, end, control.machine)
    hole.state = replace(after, position=end)
    kind = state.modal["cycle"]
    if kind == "back-boring":
        _back_boring(hole)
    else:
        hole.go(RAPID, hole.r_mm)
        _BELOW_R[kind](hole)
        if kind == "fine-boring":
            _shifted_return(hole)
        else:
            hole.go(RAPID, hole.back_mm)
        if kind in _STOPPING:
            hole.spin(state.spindle)
    return hole.state, hole.moves


# -- below the R level -----------------------------------------------------------------------------


def _drilling(hole: _Hole) -> None:
    hole.go(FEED, hole.z_mm)


def _counter_boring(hole: _Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.dwell()


def _chip_breaking(hole: _Hole) -> None:
    """G73: after every Q back by a little."""
    back = hole.control.dialect.parameters.chip_break_mm
    depth = hole.length_mm("Q")
    at = hole.r_mm - depth
    while at > hole.z_mm + 1e-9:
        hole.go(FEED, at)
        hole.go(RAPID, min(at + back, hole.r_mm))
        at -= depth
    hole.go(FEED, hole.z_mm)
    hole.dwell()


def _peck_drilling(hole: _Hole) -> None:
    """G83: after every Q out to R, and rapid down to a little above the last depth."""
    clearance = hole.control.dialect.parameters.peck_clearance_mm
    depth = hole.length_mm("Q")
    at = hole.r_mm - depth
    while at > hole.z_mm + 1e-9:
        hole.go(FEED, at)
        hole.go(RAPID, hole.r_mm)
        hole.go(RAPID, min(at + clearance, hole.r_mm))
        at -= depth
    hole.go(FEED, hole.z_mm)
    hole.dwell()


def _tapping(hole: _Hole) -> None:
    """G84 and G74: in, dwell, out with the spindle reversed, and turn on as before. Without M29 the
    spindle must have been started."""
    turns = ("ccw", "cw") if hole.state.modal["cycle"] == "left-tapping" else ("cw", "ccw")
    standing = hole.state.spindle == "stop" and not hole.state.rigid
    forward, back = ("stop", "stop") if standing else turns
    hole.spin(forward)
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin(back)
    hole.feed_out()
    hole.spin(forward)


def _reaming(hole: _Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.go(FEED, hole.r_mm)


def _boring_dwell(hole: _Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.feed_out()


def _boring(hole: _Hole) -> None:
    """G86: the spindle stands while the tool goes out."""
    hole.go(FEED, hole.z_mm)
    if hole.control.dialect.parameters.one_motion_mode:
        hole.dwell()
    hole.spin("stop")


def _manual_boring(hole: _Hole) -> None:
    """G88: the spindle stands and the control waits; the retraction by hand is that of G86."""
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin("stop")
    hole.moves.append(pause(STOP, hole.command, hole.state, 0.0))


def _fine_boring(hole: _Hole) -> None:
    hole.go(FEED, hole.z_mm)
    hole.dwell()
    hole.spin("stop")


def _shift(hole: _Hole) -> tuple[float, float]:
    """Away from the wall: I and J, or Q toward plus of the plane's first axis (parameter 5101)."""
    data = hole.state.cycle
    if data is not None and ("I" in data.words or "J" in data.words):
        return hole.length_mm("I"), hole.length_mm("J")
    return abs(hole.length_mm("Q")), 0.0


def _shifted_return(hole: _Hole) -> None:
    """G76: with the spindle oriented, away from the wall, out, and back over the hole."""
    along, across = _shift(hole)
    hole.go(RAPID, hole.z_mm, (along, across))
    hole.go(RAPID, hole.back_mm)
    hole.go(RAPID, hole.back_mm, (-along, -across))


def _back_boring(hole: _Hole) -> None:
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


_BELOW_R: Mapping[str, Callable[[_Hole], None]] = {
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
