"""Cutting conditions on a lathe: what tool, material and spindle allow, as far as it is stated."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.milling.conditions import power_kw
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.lathe import Passed, Turned
from xblocks.nc.engine.turning.lathe_findings import lathe_finding
from xblocks.nc.engine.turning.lathe_moves import RAPID, THREAD, LatheMove

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Conditions:
    """What moves are judged by; a number that is None is not judged. `dry` tells of each move
    whether it ran without the coolant that is demanded; empty if none is."""

    max_spindle_rpm: float
    spindle_power_kw: float | None = None
    specific_force_n_per_mm2: float | None = None
    dry: Sequence[bool] = ()


def condition_findings(
    turned: Turned, tools: Iterable[LatheTool], conditions: Conditions
) -> tuple[Finding, ...]:
    """What is wrong with the moves that cut, each kind once a line: no coolant, surface speed and
    feed outside of the tool's window, more power than the spindle has; and once in all, no limit to
    the speed under constant surface speed."""
    rack = {tool.number: tool for tool in tools}
    found: dict[tuple[str, int], Finding] = {}
    unlimited = False
    fastest = _fastest(turned, rack, conditions)
    for index, (move, passed) in enumerate(zip(turned.moves, turned.passed, strict=False)):
        tool = rack.get(move.tool)
        if tool is None or not passed.cuts:
            continue
        told = [finding("no-coolant", move.element.line)] if any(conditions.dry[index:][:1]) else []
        if move.element.kind != RAPID and move.spindle.sense:
            told += _judge(move, passed, tool, conditions, fastest)
            if _unlimited(move) and not unlimited:
                unlimited = True
                told.append(lathe_finding("speed-unlimited", move.element.line))
        for one in told:
            found.setdefault((one.id, one.line), replace(one, at_s=passed.begin_s))
    return tuple(found.values())


def _fastest(
    turned: Turned, rack: Mapping[int, LatheTool], conditions: Conditions
) -> dict[int, float]:
    """The highest surface speed in m/min at which each program line cuts."""
    fastest: dict[int, float] = {}
    for move, passed in zip(turned.moves, turned.passed, strict=False):
        if passed.cuts and move.tool in rack and move.element.kind != RAPID:
            line = move.element.line
            speed = _surface_speed(move, passed, conditions)
            fastest[line] = max(speed, fastest.get(line, 0.0))
    return fastest


def _surface_speed(move: LatheMove, passed: Passed, conditions: Conditions) -> float:
    r_mm = _working_radius_mm(move, passed)
    return 2 * math.pi * r_mm * move.spindle.rpm_at(r_mm, conditions.max_spindle_rpm) / 1000


def _judge(
    move: LatheMove,
    passed: Passed,
    tool: LatheTool,
    conditions: Conditions,
    fastest: Mapping[int, float],
) -> Iterator[Finding]:
    rpm = move.spindle.rpm_at(_working_radius_mm(move, passed), conditions.max_spindle_rpm)
    if rpm <= 0:
        return
    line, element = move.element.line, move.element
    if window := tool.surface_speed_m_per_min:
        yield from _speed(move, fastest[line], rpm, window, conditions)
    if (window := tool.feed_mm_per_turn) and element.kind != THREAD:
        feed = element.feed_mm / rpm if element.per_minute else element.feed_mm
        side = _side(feed, window)
        if side:
            yield lathe_finding(f"feed-{side}", line, value=feed, low=window[0], high=window[1])
    yield from _power(passed, line, conditions)


def _speed(
    move: LatheMove,
    speed: float,
    rpm: float,
    window: tuple[float, float],
    conditions: Conditions,
) -> Iterator[Finding]:
    """The pecks of a line go to ever smaller radii, and near the axis no lathe turns fast enough:
    a line is too slow only where it is fastest, and below the spindle's top speed."""
    side = _side(speed, window)
    if side == "high" or (side == "low" and rpm < conditions.max_spindle_rpm):
        low, high = window
        line = move.element.line
        yield finding(f"surface-speed-{side}", line, value=speed, low=low, high=high)


def _power(passed: Passed, line: int, conditions: Conditions) -> Iterator[Finding]:
    limit, force = conditions.spindle_power_kw, conditions.specific_force_n_per_mm2
    duration_s = passed.end_s - passed.begin_s
    if limit is None or force is None or duration_s <= 0:
        return
    needed = power_kw(passed.removed_mm3, duration_s, force)
    if needed > limit:
        yield finding("power", line, value=needed, limit=limit)


def _unlimited(move: LatheMove) -> bool:
    return move.spindle.surface_m_per_min > 0 and math.isinf(move.spindle.limit_rpm)


def _working_radius_mm(move: LatheMove, passed: Passed) -> float:
    """The largest radius at which the edge cuts; of a tool on the axis, that of its hole."""
    path = move.element.path
    largest = max(abs(path.start[1]), abs(path.end[1]))
    return min(largest, passed.reach_mm) if largest else passed.reach_mm


def _side(value: float, window: tuple[float, float]) -> str:
    low, high = window
    if value < low * (1 - _SLACK):
        return "low"
    return "high" if value > high * (1 + _SLACK) else ""
