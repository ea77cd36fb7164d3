"""What the moves of a lathe say besides: spindle, feed a turn, and the time that follows."""

from __future__ import annotations

import math
from dataclasses import replace

from xblocks.nc.engine.alarms import Place, Rejected
from xblocks.nc.engine.control.modal import LatheState, State
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.turret import elements_of
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.moves import Move, Turning
from xblocks.nc.engine.turning.lathe_moves import RAPID, Spindle, feed_duration_s


def lathe_of(state: State) -> LatheState:
    """What the lathe's control remembers."""
    return state.lathe or LatheState()


def spindle_of(state: State) -> Spindle:
    """The spindle as the program has set it."""
    sense = {"cw": 1, "ccw": -1}.get(state.spindle, 0)
    surface = state.surface
    if state.modal["speed"] == "surface":
        return Spindle(sense, surface_m_per_min=surface.m_per_min, limit_rpm=surface.most_rpm)
    return Spindle(sense, rpm=state.speed_rpm)


def turning_of(state: State) -> Turning:
    """What a move in this state says of spindle and feed."""
    return Turning(spindle_of(state), state.feed, state.modal["feed"] == "per-minute")


def turning_move(move: Move, machine: Machine) -> Move:
    """The move with the speed at its end, and at feed with the time that its spindle and its feed
    a turn give."""
    turning = move.turning
    if turning is None:
        return move
    spindle, limit = turning.spindle, machine.max_spindle_rpm
    rpm = spindle.sense * spindle.rpm_at(abs(move.end[0] - move.offset[0]), limit)
    if move.kind == RAPID:
        return replace(move, spindle_rpm=rpm)
    by = (-move.offset[2], -move.offset[0])
    elements = elements_of(move, by)
    seconds = math.fsum(feed_duration_s(element, spindle, limit) for element in elements)
    length = math.fsum(element.path.length_mm for element in elements)
    rate = length / seconds * 60 if 0 < seconds < math.inf else 0.0
    return replace(
        move,
        spindle_rpm=rpm,
        duration_s=seconds if math.isfinite(seconds) else 0.0,
        feed_mm_per_min=rate,
    )


def over_travel(
    wrong: str, place: Place, axis: str, position_mm: float, limit_mm: float
) -> Rejected:
    """The alarm of a turret that would leave an axis's travel, to be raised; X is told as a
    diameter."""
    scale = 2.0 if axis == "X" else 1.0
    values = {"position_mm": position_mm * scale, "limit_mm": limit_mm * scale}
    return reject_turning(f"turret-{wrong}", place, axis=axis, **values)
