"""Whether tool, shank or holder run into clamps or the table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from xblocks.attempt import Text
from xblocks.nc.engine.findings import NO_LENGTH_OFFSET, Finding, finding
from xblocks.nc.engine.machine import Tool, Vector
from xblocks.nc.engine.milling.field import Box
from xblocks.nc.engine.milling.forms import Floats, Form, disc
from xblocks.nc.engine.milling.sweeps import Sweep
from xblocks.nc.engine.moves import Move

_TOUCH_MM = 0.001
_STEP_MM = 0.5


@dataclass(frozen=True, slots=True)
class Clamp:
    """A solid that holds the stock."""

    name: Text
    box: Box


@dataclass(frozen=True, slots=True)
class Setup:
    """What stands on the table. Coordinates are in the workpiece frame, whose zero is at
    `origin_mm` in machine coordinates; the table's face is at `table_z_mm`."""

    stock: Box
    clamps: tuple[Clamp, ...]
    table_z_mm: float
    origin_mm: Vector
    nose_diameter_mm: float = 80.0


def collisions_of(sweeps: Sequence[Sweep], tool: Tool, move: Move, setup: Setup) -> list[Finding]:
    """The collisions of one move's sweeps with clamps and table, each named once."""
    bottom = min(sweep.bottom_mm for sweep in sweeps)
    hint_zh, hint_en = offset_hint(tool, move, setup)
    found: list[Finding] = []
    if bottom < setup.table_z_mm - _TOUCH_MM:
        found.append(
            finding(
                "table-collision",
                move.line,
                depth_mm=setup.table_z_mm - bottom,
                hint_zh=hint_zh,
                hint_en=hint_en,
            )
        )
    for clamp in setup.clamps:
        if bottom < clamp.box.high_mm[2] and _hits(sweeps, tool, clamp.box):
            found.append(
                finding(
                    "clamp-collision",
                    move.line,
                    name_zh=clamp.name["zh-Hans"],
                    name_en=clamp.name["en"],
                    hint_zh=hint_zh,
                    hint_en=hint_en,
                )
            )
    return found


def offset_hint(tool: Tool, move: Move, setup: Setup) -> tuple[str, str]:
    """What to add to a crash's message if the tool's length was not compensated."""
    compensated = setup.origin_mm[2] + tool.length_mm
    return NO_LENGTH_OFFSET if move.offset[2] < compensated - _TOUCH_MM else ("", "")


def _hits(sweeps: Sequence[Sweep], tool: Tool, box: Box) -> bool:
    """Cutter, shank and holder have no upper end, as the spindle is above them."""
    upper = (
        disc(tool.shank_diameter_mm / 2, tool.flute_length_mm),
        disc(tool.holder_diameter_mm / 2, tool.stick_out_mm),
    )
    reach = max(body.radius_mm for body in upper)
    near = [sweep for sweep in sweeps if _is_near(sweep, max(reach, sweep.form.radius_mm), box)]
    # The chords of an arc go by form: all of one together.
    return any(
        _hits_along(form, list(same), upper, box)
        for form, same in groupby(near, key=lambda sweep: sweep.form)
    )


def _is_near(sweep: Sweep, reach_mm: float, box: Box) -> bool:
    x0, y0, x1, y1 = sweep.bounds()
    beside = reach_mm - sweep.form.radius_mm
    return (
        x1 + beside >= box.low_mm[0]
        and x0 - beside <= box.high_mm[0]
        and y1 + beside >= box.low_mm[1]
        and y0 - beside <= box.high_mm[1]
    )


def _hits_along(form: Form, sweeps: Sequence[Sweep], upper: tuple[Form, ...], box: Box) -> bool:
    x, y, z = _points(sweeps)
    aside_x = np.maximum(np.maximum(box.low_mm[0] - x, x - box.high_mm[0]), 0.0)
    aside_y = np.maximum(np.maximum(box.low_mm[1] - y, y - box.high_mm[1]), 0.0)
    aside = np.hypot(aside_x, aside_y)
    below_top = box.high_mm[2] - _TOUCH_MM - (z - form.above_mm)
    bodies = (form, *upper)
    return any(bool((aside < body.width(below_top) - _TOUCH_MM).any()) for body in bodies)


def _points(sweeps: Sequence[Sweep]) -> tuple[Floats, Floats, Floats]:
    """Points on the tip's path, at most `_STEP_MM` apart; those of short chords are their ends."""
    ends: list[Vector] = []
    longer = []
    for sweep in sweeps:
        if sweep.turn is None and math.dist(sweep.start, sweep.end) <= _STEP_MM:
            ends += (sweep.start, sweep.end)
        else:
            longer.append(_points_along(sweep))
    if len(longer) == 1 and not ends:
        return longer[0]
    x, y, z = np.concatenate([np.array(ends).reshape(-1, 3).T, *map(np.array, longer)], axis=1)
    return x, y, z


def _points_along(sweep: Sweep) -> tuple[Floats, Floats, Floats]:
    turn = sweep.turn
    length = math.dist(sweep.start, sweep.end)
    if turn is not None:
        length = max(length, abs(turn.sweep_rad) * turn.radius_mm)
    share = np.linspace(0.0, 1.0, max(2, math.ceil(length / _STEP_MM) + 1))
    x, y, z = (a + share * (b - a) for a, b in zip(sweep.start, sweep.end, strict=True))
    if turn is not None:
        angle = turn.start_rad + share * turn.sweep_rad
        x = turn.x_mm + turn.radius_mm * np.cos(angle)
        y = turn.y_mm + turn.radius_mm * np.sin(angle)
    return x, y, z
