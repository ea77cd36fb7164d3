"""The moves that a block makes: within the machine's travel, and with their times."""

from __future__ import annotations

import math

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.command import Command
from xblocks.nc.engine.dialect import AXES
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.modal import State
from xblocks.nc.engine.moves import ARC, RAPID, Arc, Move, arc_bounds

_SAME_POINT_MM = 1e-9
_LIMIT_SLACK_MM = 1e-6


def _offset(state: State, machine: Machine) -> Vector:
    zero = machine.work_offset(state.modal["work"])
    return (zero[0], zero[1], zero[2] + state.length_offset_mm)


def straight(
    kind: str, command: Command, state: State, end: Vector, machine: Machine
) -> tuple[Move, ...]:
    """A straight move, or none if it leads nowhere; rapids take the straight line too (parameter
    LRP 1). Raises `Rejected` where it would leave the machine's travel."""
    low = tuple(map(min, state.position, end))
    high = tuple(map(max, state.position, end))
    _check_travel(command, (low[0], low[1], low[2]), (high[0], high[1], high[2]), machine)
    length = math.dist(state.position, end)
    if length < _SAME_POINT_MM:
        return ()
    if kind == RAPID:
        slowest = max(abs(b - a) for a, b in zip(state.position, end, strict=True))
        duration_s = slowest / machine.rapid_mm_per_min * 60
    else:
        duration_s = length / state.feed_mm_per_min * 60
    rate = length / duration_s * 60
    return (_move(kind, command, state, end, duration_s, machine, rate=rate),)


def along_arc(command: Command, state: State, end: Vector, arc: Arc, machine: Machine) -> Move:
    """The move along an arc. Raises `Rejected` where it would leave the machine's travel."""
    low, high = arc_bounds(arc, state.position, end)
    _check_travel(command, low, high, machine)
    rate = state.feed_mm_per_min
    duration_s = arc.length_mm / rate * 60
    return _move(ARC, command, state, end, duration_s, machine, rate=rate, arc=arc)


def pause(kind: str, command: Command, state: State, machine: Machine, seconds: float) -> Move:
    """A dwell, tool change or stop where the machine stands."""
    return _move(kind, command, state, state.position, seconds, machine)


def _move(
    kind: str,
    command: Command,
    state: State,
    end: Vector,
    duration_s: float,
    machine: Machine,
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
        offset=_offset(state, machine),
        feed_mm_per_min=rate,
        arc=arc,
    )


def _check_travel(command: Command, low: Vector, high: Vector, machine: Machine) -> None:
    for axis, letter in enumerate(AXES):
        place = command.first_place(letter)
        if high[axis] > machine.high_mm[axis] + _LIMIT_SLACK_MM:
            wrong, position, limit = "over-travel-plus", high[axis], machine.high_mm[axis]
        elif low[axis] < machine.low_mm[axis] - _LIMIT_SLACK_MM:
            wrong, position, limit = "over-travel-minus", low[axis], machine.low_mm[axis]
        else:
            continue
        raise reject(wrong, place, axis=letter, position_mm=position, limit_mm=limit)
