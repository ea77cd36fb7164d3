"""The time that moves take on axes that must speed up and slow down.

Every move has a trapezoidal profile: even acceleration to the rate asked, even deceleration. The
acceleration along the path is what the slowest axis allows in that direction, on arcs the slowest
axis of the plane; on arcs the rate is held to what that acceleration can bend. Where feeds follow
each other and turn by no more than `SMOOTH_RAD` the control does not stop between them (G64); at
sharper corners, at exact stops (G09, G61), rapids, dwells, stops and tool changes it comes to rest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.moves import ARC, FEED, PLANES, RAPID, Move

SMOOTH_RAD = math.radians(5.0)
"""The greatest change of direction that is run through without a stop."""


def timed(moves: Sequence[Move], machine: Machine) -> Sequence[Move]:
    """The moves with the durations that the machine's accelerations give; the same moves if it has
    none."""
    if machine.acceleration_mm_per_s2 is None:
        return moves
    moves = tuple(moves)
    limits = [_limits(move, machine.acceleration_mm_per_s2) for move in moves]
    joints = _joint_speeds(moves, limits)
    return tuple(
        replace(move, duration_s=_duration_s(limit, joints[index], joints[index + 1]))
        if limit
        else move
        for index, (move, limit) in enumerate(zip(moves, limits, strict=True))
    )


_Limits = tuple[float, float, float]
"""Length in mm, top speed in mm/s, acceleration in mm/s2."""


def _limits(move: Move, axes: Vector) -> _Limits | None:
    if move.kind not in (RAPID, FEED, ARC) or move.duration_s <= 0:
        return None
    rate = move.feed_mm_per_min / 60
    length = rate * move.duration_s
    if move.arc is not None:
        first, second, _ = PLANES[move.arc.plane]
        acceleration = min(axes[first], axes[second])
        radius = min(move.arc.start_radius_mm, move.arc.end_radius_mm)
        return length, min(rate, math.sqrt(acceleration * radius)), acceleration
    shares = [abs(b - a) / length for a, b in zip(move.start, move.end, strict=True)]
    return length, rate, min(a / share for a, share in zip(axes, shares, strict=True) if share > 0)


def _joint_speeds(moves: Sequence[Move], limits: Sequence[_Limits | None]) -> list[float]:
    """The speed before each move and after the last: what both neighbours allow, and what can be
    reached from the joint before and braked to the joint after."""
    speeds = [0.0] * (len(moves) + 1)
    for index in range(1, len(moves)):
        before, after = limits[index - 1], limits[index]
        if before and after and _is_smooth(moves[index - 1], moves[index]):
            speeds[index] = min(before[1], after[1])
    for index, limit in enumerate(limits):
        speeds[index + 1] = min(speeds[index + 1], _reached(speeds[index], limit))
    for index in range(len(limits) - 1, -1, -1):
        speeds[index] = min(speeds[index], _reached(speeds[index + 1], limits[index]))
    return speeds


def _reached(speed: float, limit: _Limits | None) -> float:
    return math.sqrt(speed * speed + 2 * limit[2] * limit[0]) if limit else 0.0


def _duration_s(limit: _Limits, entry: float, leave: float) -> float:
    length, top, acceleration = limit
    peak = min(top, math.sqrt(acceleration * length + (entry * entry + leave * leave) / 2))
    peak = max(peak, entry, leave)
    ramps = (2 * peak * peak - entry * entry - leave * leave) / (2 * acceleration)
    return (2 * peak - entry - leave) / acceleration + max(0.0, length - ramps) / peak


def _is_smooth(before: Move, after: Move) -> bool:
    if before.exact_stop or RAPID in (before.kind, after.kind):
        return False
    a, b = _heading(before, at_end=True), _heading(after, at_end=False)
    cosine = sum(x * y for x, y in zip(a, b, strict=True))
    return cosine >= math.cos(SMOOTH_RAD)


def _heading(move: Move, *, at_end: bool) -> Vector:
    """The unit vector of travel at an end of the move."""
    heading = [b - a for a, b in zip(move.start, move.end, strict=True)]
    arc = move.arc
    if arc is not None:
        first, second, normal = PLANES[arc.plane]
        angle = arc.start_rad + (arc.sweep_rad if at_end else 0.0)
        radius = arc.end_radius_mm if at_end else arc.start_radius_mm
        turn = math.copysign(radius, arc.sweep_rad)
        heading[first], heading[second] = -turn * math.sin(angle), turn * math.cos(angle)
        heading[normal] /= abs(arc.sweep_rad)
    size = math.hypot(*heading)
    return (heading[0] / size, heading[1] / size, heading[2] / size)
