"""Measure the finished part against the drawing, as an inspector would.

Walls and cones are probed, floors compared place by place; each kind of feature has its own checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from xblocks.nc.engine.inspection.checks import Check
from xblocks.nc.engine.inspection.cones import chamfer_checks, countersink_checks, fillet_checks
from xblocks.nc.engine.inspection.cuts import Cut
from xblocks.nc.engine.inspection.floors import floor_checks, floor_of
from xblocks.nc.engine.inspection.milled_threads import thread_checks
from xblocks.nc.engine.inspection.probing import Post, Wall, posts_of, probe_walls
from xblocks.nc.engine.inspection.regions import Holes, Outline
from xblocks.nc.engine.inspection.surface_finish import finish_checks
from xblocks.nc.engine.inspection.target import (
    CHAMFERED_EDGE,
    CONTOUR_BOSS,
    CONTOUR_POCKET,
    COUNTERSINK,
    FACE,
    RING_GROOVE,
    THREADED_HOLE,
    Feature,
    Limits,
)
from xblocks.nc.engine.inspection.walls import (
    centre_shift,
    profile_checks,
    rectangle_checks,
    ring_checks,
)
from xblocks.nc.engine.milling.part import Machined

_NOT_CUT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Measured:
    """A feature's checks; `cut` is False if there is nothing of it in the part."""

    feature: Feature
    cut: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Workpiece:
    """What there is to measure: the drawing's features, the part, and the cuts that made it (for
    threads and roughness; none are needed for the rest)."""

    features: Sequence[Feature]
    part: Machined
    cuts: Sequence[Cut] = ()


def measure(feature: Feature, piece: Workpiece) -> Measured:
    """The checks of one feature of the part."""
    if isinstance(feature.region, Holes):
        checks = _each(feature, feature.region, piece)
    else:
        checks = _OTHER_KINDS.get(feature.kind, _prism)(feature, piece)
    return Measured(feature, checks is not None, tuple(checks or ()))


def _no_walls(feature: Feature, walls: list[Wall]) -> list[Check]:
    return []


_WALLS: Mapping[str, Callable[[Feature, list[Wall]], list[Check]]] = {
    FACE: _no_walls,
    RING_GROOVE: ring_checks,
    CONTOUR_POCKET: profile_checks,
    CONTOUR_BOSS: profile_checks,
}
"""What the walls of a kind tell, where it isn't a rounded rectangle."""


def _prism(feature: Feature, piece: Workpiece) -> list[Check] | None:
    """Walls all round, and a floor."""
    part = piece.part
    posts = posts_of(feature, piece.features, part.field)
    floor = floor_of(feature, piece.features, part)
    if floor.heights.size == 0:
        return None
    deep_mm = part.field.top_mm - float(np.median(floor.heights - floor.rise_mm))
    if not _is_cut(feature, posts, part, deep_mm):
        return None
    walls = probe_walls(feature, posts, part, deep_mm)
    if feature.section.fall > 0:
        floor = floor_of(feature, piece.features, part, centre_shift(feature, walls))
    made = _WALLS.get(feature.kind, rectangle_checks)(feature, walls)
    return [
        *made,
        *floor_checks(feature, floor),
        *fillet_checks(feature, posts, part),
        *finish_checks(feature, floor, walls, part, piece.cuts),
    ]


def _is_cut(feature: Feature, posts: list[Post], part: Machined, deep_mm: float) -> bool:
    """Whether the floor lies noticeably deeper than what stands about it on the drawing."""
    top = part.field.top_mm
    around = top - max((post.standing_mm for post in posts), default=top)
    whole = top - max(part.field.bottom_mm, top - feature.depth_mm)
    return deep_mm - around >= _NOT_CUT_SHARE * (whole - around)


def _each(feature: Feature, pattern: Holes, piece: Workpiece) -> list[Check] | None:
    """Every hole of a pattern by itself; a missing one counts as much as its checks would."""
    one_of = _OTHER_KINDS.get(feature.kind, _prism)
    holes = [
        one_of(replace(feature, region=_circle(place, pattern.diameter_mm)), piece)
        for place in pattern.places
    ]
    there = [checks for checks in holes if checks]
    if not there:
        return None
    weight = max(map(len, there))
    missing = Check("missing", 0.0, feature.depth_mm, Limits(0.0, 0.0), 0, weight=weight)
    return [
        replace(check, number=number, at_mm=check.at_mm or place)
        for number, (checks, place) in enumerate(zip(holes, pattern.places, strict=True), start=1)
        for check in (checks or [missing])
    ]


def _circle(place: tuple[float, float], diameter_mm: float) -> Outline:
    return Outline(*place, diameter_mm, diameter_mm, diameter_mm / 2)


def _countersink(feature: Feature, piece: Workpiece) -> list[Check] | None:
    return countersink_checks(feature, piece.features, piece.part)


def _chamfer(feature: Feature, piece: Workpiece) -> list[Check] | None:
    return chamfer_checks(feature, piece.features, piece.part)


def _thread(feature: Feature, piece: Workpiece) -> list[Check] | None:
    return thread_checks(feature, piece.part.field, piece.cuts)


_OTHER_KINDS: Mapping[str, Callable[[Feature, Workpiece], list[Check] | None]] = {
    COUNTERSINK: _countersink,
    CHAMFERED_EDGE: _chamfer,
    THREADED_HOLE: _thread,
}
"""The checks of a kind that isn't one prism; None if there is nothing of it in the part."""
