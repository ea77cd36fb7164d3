"""Estimate the roughness of a feature's floor and walls, from tools and feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xblocks.nc.engine.inspection.checks import UM, Check, place_of
from xblocks.nc.engine.inspection.cuts import Cut
from xblocks.nc.engine.inspection.floors import Floor
from xblocks.nc.engine.inspection.probing import Wall, exact_heights
from xblocks.nc.engine.inspection.regions import Place
from xblocks.nc.engine.inspection.roughness import RA_OF_RZ, corner_rz_um, side_rz_um
from xblocks.nc.engine.inspection.target import Feature, Limits
from xblocks.nc.engine.machine import AXIAL_ONLY, BALL
from xblocks.nc.engine.milling.part import Machined
from xblocks.nc.engine.milling.sweeps import lowest

_PLACES = 9
_PROFILE_MM = np.linspace(-1.0, 1.0, 201)
"""Where a ball cut, the surface is traced so far either way, along X and along Y."""

_Estimate = tuple[float, int, Place]


def finish_checks(
    feature: Feature, floor: Floor, walls: Sequence[Wall], part: Machined, cuts: Sequence[Cut]
) -> list[Check]:
    """The mean roughness of floor and walls at its worst place, where the drawing limits it and the
    tools tell it: one without number of teeth, or for a floor with sharp corners, does not."""
    limit_um = feature.tolerances.ra_um
    if limit_um is None or not cuts:
        return []
    found = {
        "floor-roughness": list(_of_floor(feature, floor, part, cuts)),
        "wall-roughness": list(_of_walls(walls, cuts)),
    }
    checks = []
    for name, estimates in found.items():
        if estimates:
            ra_um, line, at = max(estimates)
            limits = Limits(0.0, limit_um)
            checks.append(Check(name, 0.0, round(ra_um, 3), limits, line, unit=UM, at_mm=at))
    return checks


def _of_floor(
    feature: Feature, floor: Floor, part: Machined, cuts: Sequence[Cut]
) -> Iterator[_Estimate]:
    for at in _spread(len(floor.x)):
        place = (float(floor.x[at]), float(floor.y[at]))
        cut = _cut_at(place, int(floor.cut_by[at]), cuts)
        rz_um = _floor_rz_um(cut) if cut else None
        if cut and rz_um is not None:
            if cut.tool.shape == BALL:
                rz_um = max(rz_um, _scallop_um(feature, place, part))
            yield RA_OF_RZ * rz_um, cut.line, place


def _of_walls(walls: Sequence[Wall], cuts: Sequence[Cut]) -> Iterator[_Estimate]:
    for at in _spread(len(walls)):
        wall = walls[at]
        cut = next((cut for cut in reversed(cuts) if cut.line == wall.line), None)
        feed_mm = _feed_per_tooth_mm(cut) if cut else 0.0
        if cut and feed_mm > 0 and cut.tool.shape not in AXIAL_ONLY:
            rz_um = side_rz_um(feed_mm, cut.tool.diameter_mm)
            yield RA_OF_RZ * rz_um, cut.line, place_of(wall)


def _spread(count: int) -> list[int]:
    """Some numbers below `count`, evenly apart."""
    return sorted({int(at) for at in np.linspace(0, count - 1, _PLACES)}) if count else []


def _cut_at(place: Place, line: int, cuts: Sequence[Cut]) -> Cut | None:
    """Of the cuts of a line, which may run more than once, the last to reach lowest there."""
    x, y = (np.array([value]) for value in place)
    least, found = np.inf, None
    for cut in cuts:
        if cut.line == line:
            height = min(float(lowest(sweep, x, y)[0]) for sweep in cut.sweeps())
            if height <= least and height < np.inf:
                least, found = height, cut
    return found


def _feed_per_tooth_mm(cut: Cut) -> float:
    return cut.feed_per_turn_mm / cut.tool.teeth if cut.tool.teeth else 0.0


def _floor_rz_um(cut: Cut) -> float | None:
    radius_mm = cut.tool.radius_mm if cut.tool.shape == BALL else cut.tool.corner_radius_mm
    feed_mm = _feed_per_tooth_mm(cut)
    return corner_rz_um(feed_mm, radius_mm) if feed_mm > 0 and radius_mm > 0 else None


def _scallop_um(feature: Feature, place: Place, part: Machined) -> float:
    """The height of the cusps between a ball's rows, traced on the part itself."""
    heights = []
    for along_x in (1.0, 0.0):
        x = place[0] + along_x * _PROFILE_MM
        y = place[1] + (1.0 - along_x) * _PROFILE_MM
        on_floor = feature.removes(x, y) < -feature.section.fillet_mm
        traced, _ = exact_heights(part, x[on_floor], y[on_floor])
        heights.append(1000 * float(np.ptp(traced)) if traced.size else 0.0)
    return max(heights)
