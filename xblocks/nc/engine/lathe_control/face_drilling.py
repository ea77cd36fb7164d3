"""G83 to G85 of a lathe: a hole in the face, along Z, drilled, tapped or bored.

The tool goes in rapid to X, then to R, which counts from the level where the cycle mode began
(parameter RAB 0), cuts to Z, and returns to that level; in system B after G99 to R only. A peck
backs off a little (parameter RTR 0). The data stay in force until G80 or a motion code.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import FaceHole, State
from xblocks.nc.engine.control.motion import pause
from xblocks.nc.engine.control.step import Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.lathe_cycle_words import counted_of, end_of, length_of
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of
from xblocks.nc.engine.lathe_control.lathe_path import (
    check_cut,
    check_uncompensated,
    command_code,
    here,
    run_elements,
)
from xblocks.nc.engine.lathe_control.pecking_cycles import Pecking, g74
from xblocks.nc.engine.moves import DWELL, Move
from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element

MAX_HOLES = 9999

_REVERSED: Mapping[str, str] = {"cw": "ccw", "ccw": "cw", "stop": "stop"}


def drill_face(command: Command, state: State, control: Control) -> Step:
    """The holes that the block asks for: none without X, Z or R, nor for an R that only stores
    data before the first Z; else as many as K says."""
    hole = _hole(command, state, control)
    state = replace(state, lathe=replace(lathe_of(state), hole=hole))
    if not command.has("XZR") or (hole.end_mm is None and not command.has("XZ")):
        return Step(state)
    code = command_code(command, "drilling", "G83")
    if hole.end_mm is None:
        raise reject_turning("cycle-words", command.place, code=code, letters="Z")
    check_uncompensated(command, state, code)
    check_cut(command, _turning(state))
    moves: list[Move] = []
    for _ in range(_repeats(command)):
        x = end_of(command, state, control)[1]
        for part in _parts(command, state, control, hole, x):
            moves += part.moves
            state = part.state
    return Step(state, tuple(moves))


def _turning(state: State) -> State:
    """With a rigid tap the control itself starts the spindle."""
    stands = state.rigid and state.spindle == "stop"
    return replace(state, spindle="cw") if stands else state


def _repeats(command: Command) -> int:
    word = command.values.get("K")
    if word is None:
        return 1
    if word.number != int(word.number) or not 0 <= word.number <= MAX_HOLES:
        raise reject("sign" if word.number < 0 else "point", word.place, word=word.text)
    return int(word.number)


def _hole(command: Command, state: State, control: Control) -> FaceHole:
    """The data in force with those of this block."""
    before, kind = lathe_of(state).hole, state.modal["drilling"]
    hole = replace(before, kind=kind) if before else FaceHole(kind, here(state)[0])
    r_mm = length_of(command, state, control, "R")
    peck_mm = counted_of(command, state, control, "Q")
    hole = replace(
        hole,
        r_mm=hole.r_mm if r_mm is None else r_mm,
        peck_mm=hole.peck_mm if peck_mm is None else peck_mm,
        dwell_s=_dwell_s(command, control, hole.dwell_s),
    )
    word = command.values.get("Z")
    if word is None:
        return hole
    if word.letter == "W" or state.modal["distance"] == "incremental":
        return replace(hole, end_mm=hole.level_mm + control.length_mm(word, state.modal["unit"]))
    return replace(hole, end_mm=end_of(command, state, control)[0])


def _dwell_s(command: Command, control: Control, before_s: float) -> float:
    word = command.values.get("P")
    return before_s if word is None else word.number * control.dialect.parameters.dwell_unit_s


def _parts(
    command: Command, state: State, control: Control, hole: FaceHole, x: float
) -> Iterator[Step]:
    """Going there, down to the bottom, waiting, and back."""
    z = here(state)[0]
    level, back = (hole.level_mm, x), (hole.initial_mm, x)
    if state.modal["return"] == "r-level":
        back = level
    bottom = (hole.end_mm if hole.end_mm is not None else z, x)
    spindle = state.spindle
    there = _straight(command, RAPID, 0.0, here(state), (z, x), level)
    yield (step := run_elements(there, command, state, control))
    down = _down(command, step.state, control, hole, level, bottom)
    yield (step := run_elements(down, command, _turning(step.state), control))
    if hole.dwell_s:
        yield replace(step, moves=(pause(DWELL, command, step.state, hole.dwell_s),))
    state = step.state
    if hole.kind == "face-drilling":
        out = _straight(command, RAPID, 0.0, bottom, back)
    else:
        taps = hole.kind == "face-tapping"
        state = replace(state, spindle=_REVERSED[state.spindle]) if taps else state
        out = _straight(command, FEED, state.feed, bottom, level)
        out += _straight(command, RAPID, 0.0, level, back)
    step = run_elements(out, command, state, control)
    yield replace(step, state=replace(step.state, spindle=spindle))


def _down(
    command: Command, state: State, control: Control, hole: FaceHole, level: Point, bottom: Point
) -> tuple[Element, ...]:
    peck = hole.peck_mm if hole.kind == "face-drilling" else 0.0
    words = Pecking(
        end=bottom,
        escape_mm=min(control.dialect.parameters.chip_break_mm, peck),
        p_mm=0.0,
        q_mm=peck,
        relief_mm=0.0,
        feed_mm=state.feed,
        line=command.line,
    )
    return g74(level, words, command.place)[:-1]


def _straight(command: Command, kind: str, feed_mm: float, *points: Point) -> tuple[Element, ...]:
    return tuple(
        Element(kind, Edge(a, b), command.line, feed_mm)
        for a, b in pairwise(points)
        if not math.isclose(math.dist(a, b), 0.0, abs_tol=1e-9)
    )
