"""Cutting conditions: what tool, material and spindle allow, as far as the exercise states it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.machine import AXIAL_ONLY, Machine, Range, Tool
from xblocks.nc.engine.moves import Move

_SLACK = 1e-6
_SIDEWAYS_MM = 0.01


def condition_findings(
    move: Move,
    tool: Tool,
    machine: Machine,
    removed_mm3: float,
    specific_force_n_per_mm2: float | None,
) -> Iterator[Finding]:
    """What is wrong with a move that cut `removed_mm3`: sideways with a tool that only bores; speed
    and feed outside the tool's window; more power than the spindle has."""
    if tool.shape in AXIAL_ONLY and _sideways_mm(move) > _SIDEWAYS_MM:
        yield finding("cut-sideways", move.line)
    if move.spindle_rpm <= 0:
        return
    speed = math.pi * tool.diameter_mm * move.spindle_rpm / 1000
    yield from _outside("surface-speed", move, speed, tool.surface_speed_m_per_min)
    if tool.teeth:
        chip = move.feed_mm_per_min / (move.spindle_rpm * tool.teeth)
        yield from _outside("chip-load", move, chip, tool.chip_load_mm)
    if specific_force_n_per_mm2 is not None and machine.spindle_power_kw is not None:
        needed = power_kw(removed_mm3, move.duration_s, specific_force_n_per_mm2)
        if needed > machine.spindle_power_kw:
            limit = machine.spindle_power_kw
            yield finding("power", move.line, value=needed, limit=limit)


def power_kw(removed_mm3: float, duration_s: float, specific_force_n_per_mm2: float) -> float:
    """The mean cutting power: volume rate times specific cutting force (Kienzle's kc, taken as
    constant; 1 N/mm2 times 1 mm3/s is 1 mW)."""
    return specific_force_n_per_mm2 * removed_mm3 / duration_s * 1e-6


def _sideways_mm(move: Move) -> float:
    level = math.hypot(move.end[0] - move.start[0], move.end[1] - move.start[1])
    return level + (move.arc.length_mm if move.arc else 0.0)


def _outside(wrong: str, move: Move, value: float, allowed: Range | None) -> Iterator[Finding]:
    if allowed is None:
        return
    low, high = allowed
    if value < low * (1 - _SLACK):
        yield finding(f"{wrong}-low", move.line, value=value, low=low, high=high)
    elif value > high * (1 + _SLACK):
        yield finding(f"{wrong}-high", move.line, value=value, low=low, high=high)
