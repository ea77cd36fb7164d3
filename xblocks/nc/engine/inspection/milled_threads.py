"""Measure a thread by the moves that cut it: a height field can't hold one.

A tap's thread is as the tap is ground, full behind its lead, and on pitch if the feed follows the
spindle. A milled thread is as wide as its helix and the tool, its pitch the helix's rise a turn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xblocks.nc.engine.inspection.checks import Check
from xblocks.nc.engine.inspection.cuts import Cut
from xblocks.nc.engine.inspection.probing import REACH_MM
from xblocks.nc.engine.inspection.regions import Place
from xblocks.nc.engine.inspection.target import Feature, Limits, ThreadSize
from xblocks.nc.engine.machine import TAP, THREAD_MILL
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import TAP_LEAD_THREADS
from xblocks.nc.engine.moves import Arc

_PITCH_SHARE = 0.01
"""A feed rounded to whole millimetres a minute is within this share of the pitch."""

_SAME_PLACE_MM = 0.001


@dataclass(frozen=True, slots=True)
class _Made:
    """A thread as it was cut: `pitches_mm` are the tool's and that of its path."""

    at_mm: Place
    diameter_mm: float
    pitches_mm: tuple[float, float]
    full_to_mm: float
    line: int


def thread_checks(feature: Feature, grid: Field, cuts: Sequence[Cut]) -> list[Check] | None:
    """Diameter, pitch, position and depth of the full thread; None if none was cut there in its
    hand, by a tap that turned its way or in a helix."""
    if feature.thread is None:
        raise TypeError(f"{feature.kind} has no thread")
    nominal = (feature.outline.x_mm, feature.outline.y_mm)
    made = [*_tapped(feature.thread, cuts), *_milled(feature.thread, grid, cuts)]
    near = [one for one in made if math.dist(one.at_mm, nominal) <= REACH_MM]
    if not near:
        return None
    best = min(near, key=lambda one: one.full_to_mm)
    size, allowed = feature.thread, feature.tolerances
    pitch_mm = max(best.pitches_mm, key=lambda pitch: abs(pitch - size.pitch_mm))
    full_mm = grid.top_mm - max(grid.bottom_mm, best.full_to_mm)
    pitch_limits = Limits.either_way(_PITCH_SHARE * size.pitch_mm)
    off_place = math.dist(best.at_mm, nominal)

    def check(name: str, nominal: float, deviation: float, limits: Limits) -> Check:
        return Check(name, nominal, round(deviation, 4), limits, best.line, at_mm=best.at_mm)

    return [
        check("thread-diameter", size.nominal_mm, best.diameter_mm - size.nominal_mm, allowed.size),
        check("pitch", size.pitch_mm, pitch_mm - size.pitch_mm, pitch_limits),
        check("position", 0.0, off_place, Limits(0.0, allowed.position_mm)),
        check("thread-depth", feature.depth_mm, full_mm - feature.depth_mm, allowed.depth),
    ]


def _tapped(thread: ThreadSize, cuts: Sequence[Cut]) -> list[_Made]:
    hand = -1.0 if thread.left_hand else 1.0
    return [
        _Made(
            cut.end[:2],
            cut.tool.diameter_mm,
            (cut.tool.pitch_mm, cut.feed_per_turn_mm),
            cut.end[2] + TAP_LEAD_THREADS * cut.tool.pitch_mm,
            cut.line,
        )
        for cut in cuts
        if cut.tool.shape == TAP
        and cut.end[2] < cut.start[2]
        and math.dist(cut.start[:2], cut.end[:2]) < _SAME_PLACE_MM
        and cut.move.spindle_rpm * hand > 0
    ]


@dataclass(frozen=True, slots=True)
class _Helix:
    """One helical cut: its axis, the diameter it cuts, turns and rise."""

    cut: Cut
    at_mm: Place
    diameter_mm: float
    turns: float
    rise_mm: float


def _milled(thread: ThreadSize, grid: Field, cuts: Sequence[Cut]) -> list[_Made]:
    """Of the helices about one axis, those of the last diameter together."""
    helices = [helix for cut in cuts if (helix := _helix(cut, thread)) is not None]
    made = []
    for last in helices:
        whole = [
            one
            for one in helices
            if math.dist(one.at_mm, last.at_mm) < _SAME_PLACE_MM
            and abs(one.diameter_mm - last.diameter_mm) < _SAME_PLACE_MM
        ]
        if sum(one.turns for one in whole) < 1.0 - 1e-6 or whole[-1] is not last:
            continue
        low = min(min(one.cut.start[2], one.cut.end[2]) for one in whole)
        high = max(max(one.cut.start[2], one.cut.end[2]) for one in whole)
        missing = max(0.0, grid.top_mm - high - last.cut.tool.flute_length_mm)
        pitches = (last.cut.tool.pitch_mm, abs(last.rise_mm) / last.turns)
        made.append(_Made(last.at_mm, last.diameter_mm, pitches, low + missing, last.cut.line))
    return made


def _helix(cut: Cut, thread: ThreadSize) -> _Helix | None:
    arc: Arc | None = cut.move.arc
    if cut.tool.shape != THREAD_MILL or arc is None or arc.plane != "xy":
        return None
    rise = cut.end[2] - cut.start[2]
    hand = -1.0 if thread.left_hand else 1.0
    if rise * arc.sweep_rad * hand <= 0:
        return None
    dx, dy = (cut.start[axis] - cut.move.start[axis] for axis in (0, 1))
    at = (arc.first_mm + dx, arc.second_mm + dy)
    diameter = 2 * (arc.end_radius_mm + cut.tool.radius_mm)
    return _Helix(cut, at, diameter, abs(arc.sweep_rad) / (2 * math.pi), rise)
