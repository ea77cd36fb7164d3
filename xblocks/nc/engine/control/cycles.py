"""Canned cycles: G73, G74, G76, G80 to G89.

Each hole is a rapid in the plane, a rapid to the R level, the cycle's own motion to Z, and a return
to the initial level (G98) or to R (G99). What a cycle does below R is in `holes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.coordinates import program_position, target
from xblocks.nc.engine.control.holes import BELOW_R, Hole, back_boring, shifted_return
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import CycleData, State
from xblocks.nc.engine.control.motion import straight
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES
from xblocks.nc.engine.moves import PLANES, RAPID, Move

MAX_PECKS = 10_000

_KEPT = "RQPIJ"
_STOPPING = frozenset({"boring", "manual-boring", "fine-boring"})
_PECKING = frozenset({"chip-breaking", "peck-drilling"})
_TAPPING = frozenset({"left-tapping", "tapping"})
_TURNING: Mapping[str, tuple[str, ...]] = {
    "tapping": ("cw",),
    "left-tapping": ("ccw",),
    "boring": ("cw", "ccw"),
    "manual-boring": ("cw", "ccw"),
}
"""How the spindle must turn for these cycles, where the control asks for it."""


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
        if len(moves) > control.bounds.moves:
            raise reject("run-away", command.place)
    return state, tuple(moves)


def _data(command: Command, state: State, control: Control, axis: int) -> CycleData:
    """The cycle's data with those of this block; the initial level is kept while cycles go on.

    Where cycles are motions, each of them begins with data of its own. A tap never takes over the Q
    of a drill, which would peck with it.
    """
    incremental = state.modal["distance"] == "incremental"
    before, kind = state.cycle, state.modal["cycle"]
    if before and before.kind != kind and control.dialect.parameters.one_motion_mode:
        before = CycleData(kind, before.initial_mm, {})
    initial = before.initial_mm if before else program_position(state)[axis]
    kept = dict(before.words) if before else {}
    if before and before.kind != kind and kind in _TAPPING:
        kept.pop("Q", None)
    foreign = "P" if command.meaning("flow") == "call" else ""
    for letter in (*_KEPT, AXES[axis]):
        if letter in command.values and letter != foreign:
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
    if control.dialect.parameters.one_motion_mode:
        if state.spindle not in _TURNING.get(kind, (state.spindle,)):
            raise reject("cycle-spindle", code)
        if _repeats(command) == 0:
            raise reject("cycle-repeats", command.first_place("LK"))
    hole = _hole(command, state, control, axis)
    if kind in _PECKING or (kind in _TAPPING and hole.number("Q")):
        depth = hole.length_mm("Q")
        if depth <= 0:
            raise reject("peck-depth", command.first_place("Q"))
        if abs(hole.r_mm - hole.z_mm) / depth > MAX_PECKS:
            raise reject("peck-depth", command.first_place("Q"))
    if (hole.z_mm > hole.r_mm) != (kind == "back-boring"):
        raise reject("cycle-levels", command.first_place(AXES[axis] + "R"))


def _hole(command: Command, state: State, control: Control, axis: int) -> Hole:
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
    return Hole(command, state, control, axis, [], r_mm, z_mm, initial, back_mm)


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
    if parameters.one_motion_mode and hole.back_mm > max(here, hole.r_mm):
        rise = [0.0, 0.0, 0.0]
        rise[axis] = hole.back_mm - max(here, hole.r_mm)
        end = (end[0] + rise[0], end[1] + rise[1], end[2] + rise[2])
    hole.moves += straight(RAPID, command, hole.state, end, control.machine)
    hole.state = replace(after, position=end)
    kind = state.modal["cycle"]
    if kind == "back-boring":
        back_boring(hole)
    else:
        hole.go(RAPID, hole.r_mm)
        BELOW_R[kind](hole)
        if kind == "fine-boring":
            shifted_return(hole)
        else:
            hole.go(RAPID, hole.back_mm)
        if kind in _STOPPING:
            hole.spin(state.spindle)
    return hole.state, hole.moves
