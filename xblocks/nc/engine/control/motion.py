"""The moves that a block makes: within the machine's travel, and with their times."""

from __future__ import annotations

import math
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.coordinates import offset_of
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES
from xblocks.nc.engine.lathe_control.lathe_motion import over_travel, turning_move, turning_of
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.moves import ARC, RAPID, Arc, Move, arc_bounds

SAME_POINT_MM = 1e-9
LIMIT_SLACK_MM = 1e-6


def check_feed(command: Command, state: State, *, is_arc: bool) -> None:
    """Raise `Rejected` for a cut without a rate: inverse time wants an F in every block."""
    word = command.values.get("F")
    stale = state.modal["feed"] == "inverse-time" and word is None
    if state.feed_mm_per_min(1.0) and not stale:
        return
    if is_arc and word is not None and word.number == 0:
        raise reject("arc-zero-feed", word.place)
    if state.feed and not stale:
        raise reject("feed-no-spindle", word.place if word else command.place)
    raise reject("no-feed", word.place if word else command.place)


def straight(
    kind: str, command: Command, state: State, end: Vector, machine: Machine
) -> tuple[Move, ...]:
    """A straight move, or none if it leads nowhere; rapids take the straight line too (parameter
    LRP 1). Raises `Rejected` where it would leave the machine's travel."""
    low = tuple(map(min, state.position, end))
    high = tuple(map(max, state.position, end))
    check_travel(command, (low[0], low[1], low[2]), (high[0], high[1], high[2]), machine)
    length = distance_mm(state.position, end)
    if length < SAME_POINT_MM:
        return ()
    if kind == RAPID:
        duration_s = _rapid_s(state.position, end, machine)
        rate = length / duration_s * 60
    elif state.lathe is None:
        rate = min(state.feed_mm_per_min(length), machine.max_feed_mm_per_min)
        duration_s = length / rate * 60
    else:
        rate = duration_s = 0.0
    move = _move(kind, command, state, end, duration_s, rate=rate)
    return (move,) if state.lathe is None else (turning_move(move, machine),)


def distance_mm(start: Vector, end: Vector) -> float:
    """The length of a straight way. Written out, as `math.dist` does not give the same bits in
    every version of Python."""
    x, y, z = end[0] - start[0], end[1] - start[1], end[2] - start[2]
    return math.sqrt(x * x + y * y + z * z)


def _rapid_s(start: Vector, end: Vector, machine: Machine) -> float:
    slowest = max(abs(b - a) for a, b in zip(start, end, strict=True))
    return slowest / machine.rapid_mm_per_min * 60


def along_arc(command: Command, state: State, end: Vector, arc: Arc, machine: Machine) -> Move:
    """The move along an arc. Raises `Rejected` where it would leave the machine's travel."""
    low, high = arc_bounds(arc, state.position, end)
    check_travel(command, low, high, machine)
    if state.lathe is not None:
        return turning_move(_move(ARC, command, state, end, 0.0, arc=arc), machine)
    rate = min(state.feed_mm_per_min(arc.length_mm), machine.max_feed_mm_per_min)
    duration_s = arc.length_mm / rate * 60
    return _move(ARC, command, state, end, duration_s, rate=rate, arc=arc)


def displaced(
    command: Command, move: Move, start: Vector, end: Vector, arc: Arc | None, machine: Machine
) -> tuple[Move, ...]:
    """The same kind of move between other points and along another arc, or none if it leads
    nowhere. Raises `Rejected` where it would leave the machine's travel."""
    if arc is not None:
        low, high = arc_bounds(arc, start, end)
        length = arc.length_mm
    else:
        low = (min(start[0], end[0]), min(start[1], end[1]), min(start[2], end[2]))
        high = (max(start[0], end[0]), max(start[1], end[1]), max(start[2], end[2]))
        length = distance_mm(start, end)
    check_travel(command, low, high, machine)
    if length < SAME_POINT_MM:
        return ()
    if move.kind == RAPID:
        duration_s = _rapid_s(start, end, machine)
        rate = length / duration_s * 60
    else:
        rate = move.feed_mm_per_min
        duration_s = length / rate * 60
    moved = replace(
        move, start=start, end=end, arc=arc, duration_s=duration_s, feed_mm_per_min=rate
    )
    return (moved if moved.turning is None else turning_move(moved, machine),)


def pause(kind: str, command: Command, state: State, seconds: float) -> Move:
    """A dwell, tool change or stop where the machine stands."""
    return _move(kind, command, state, state.position, seconds)


def _move(
    kind: str,
    command: Command,
    state: State,
    end: Vector,
    duration_s: float,
    *,
    rate: float = 0.0,
    arc: Arc | None = None,
) -> Move:
    return Move(
        kind=kind,
        line=command.line,
        start=state.position,
        end=end,
        duration_s=duration_s,
        tool=state.tool,
        spindle_rpm=state.spindle_rpm,
        coolant=state.coolant,
        offset=offset_of(state),
        feed_mm_per_min=rate,
        arc=arc,
        exact_stop=state.modal.get("path") == "exact" or "exact" in command.codes,
        turning=None if state.lathe is None else turning_of(state),
    )


def check_travel(command: Command, low: Vector, high: Vector, machine: Machine) -> None:
    """Raise `Rejected` if an axis would leave the machine's travel."""
    for axis, letter in enumerate(AXES):
        if high[axis] > machine.high_mm[axis] + LIMIT_SLACK_MM:
            wrong, position, limit = "over-travel-plus", high[axis], machine.high_mm[axis]
        elif low[axis] < machine.low_mm[axis] - LIMIT_SLACK_MM:
            wrong, position, limit = "over-travel-minus", low[axis], machine.low_mm[axis]
        else:
            continue
        place = command.first_place(letter)
        if machine.turret:
            raise over_travel(wrong, place, letter, position, limit)
        raise reject(wrong, place, axis=letter, position_mm=position, limit_mm=limit)
