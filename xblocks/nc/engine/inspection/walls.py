"""What the probed walls tell: lengths, widths, diameters, positions, corners, profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xblocks.nc.engine.inspection.checks import Check, wall_check, worst
from xblocks.nc.engine.inspection.probing import Wall
from xblocks.nc.engine.inspection.regions import Ring
from xblocks.nc.engine.inspection.target import STEP, Feature, Limits
from xblocks.nc.engine.milling.forms import Floats

_FIT_STEPS = 4

_CORNERED = frozenset({"rectangular-pocket", "rectangular-boss", STEP})


def rectangle_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    """Length, width, position, sides without an opposite, and corners of a rounded rectangle; of
    one that is a circle, diameter and position."""
    if not walls:
        return []
    outline = feature.outline
    if outline.is_circle:
        return circle_checks(feature, walls, outline.length_mm)
    checks = []
    for name, nominal in (("length", outline.length_mm), ("width", outline.width_mm)):
        pairs = _pairs(walls, name)
        if pairs:
            checks.append(_size_check(feature, name, nominal, pairs))
    checks += _position_checks(feature, walls)
    checks += _lone_wall_checks(feature, walls)
    checks += _corner_checks(feature, walls)
    return checks


def _pairs(walls: list[Wall], name: str) -> list[tuple[Wall, Wall]]:
    """Opposite stations of two sides, at the same level."""
    plus = [wall for wall in walls if wall.station.side == "+" + name]
    minus = [wall for wall in walls if wall.station.side == "-" + name]
    if len(plus) != len(minus):
        return []
    return list(zip(plus, minus, strict=True))


def _size_check(
    feature: Feature, name: str, nominal: float, pairs: list[tuple[Wall, Wall]]
) -> Check:
    limits = feature.tolerances.size
    if name == "width" and feature.tolerances.width is not None:
        limits = feature.tolerances.width
    pair = worst(pairs, limits, lambda pair: pair[0].offset_mm + pair[1].offset_mm)
    deviation = pair[0].offset_mm + pair[1].offset_mm
    return wall_check(name, nominal, deviation, limits, pair)


def _position_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    pairs = [pair for name in ("length", "width") for pair in _pairs(walls, name)]
    if not pairs:
        return []
    pair = max(pairs, key=lambda pair: abs(pair[0].offset_mm - pair[1].offset_mm))
    deviation = abs(pair[0].offset_mm - pair[1].offset_mm) / 2
    return [wall_check("position", 0.0, deviation, _position_limits(feature), pair)]


def _position_limits(feature: Feature) -> Limits:
    return Limits(0.0, feature.tolerances.position_mm)


def _lone_wall_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    """The worst place of each side whose opposite the drawing doesn't have, as in a step."""
    checks = []
    limits = Limits.either_way(feature.tolerances.position_mm)
    for name in ("length", "width"):
        sides = [[w for w in walls if w.station.side == sign + name] for sign in "+-"]
        if bool(sides[0]) != bool(sides[1]):
            longer = max(*sides, key=len)
            wall = max(longer, key=lambda wall: abs(wall.offset_mm))
            checks.append(wall_check("wall", 0.0, wall.offset_mm, limits, (wall,)))
    return checks


def _corner_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    corners = [wall for wall in walls if wall.station.side == "corner"]
    if not corners or feature.kind not in _CORNERED:
        return []
    wall = max(corners, key=lambda wall: abs(wall.offset_mm))
    limits = Limits.either_way(feature.tolerances.corner_mm)
    left = -wall.offset_mm if feature.inside else wall.offset_mm
    return [wall_check("corner", feature.outline.corner_radius_mm, left, limits, (wall,))]


def circle_checks(feature: Feature, walls: Sequence[Wall], diameter_mm: float) -> list[Check]:
    """Diameter by the worst radius about the centre of the circle that fits best; position by that
    centre."""
    shift, radii = _fitted(walls, diameter_mm / 2)
    off = 2 * radii - diameter_mm
    limits = feature.tolerances.size
    at = worst(range(len(walls)), limits, lambda at: float(off[at]))
    along = [shift[0] * wall.station.normal_x + shift[1] * wall.station.normal_y for wall in walls]
    farthest = walls[int(np.abs(along).argmax())]
    position, allowed = float(np.hypot(*shift)), _position_limits(feature)
    return [
        wall_check("diameter", diameter_mm, float(off[at]), limits, (walls[at],)),
        wall_check("position", 0.0, position, allowed, (farthest,)),
    ]


def centre_shift(feature: Feature, walls: Sequence[Wall]) -> tuple[float, float]:
    """By how much a round feature's centre is off, 0 if there are no walls."""
    if not walls:
        return 0.0, 0.0
    shift, _ = _fitted(walls, feature.region.half_width_mm)
    return float(shift[0]), float(shift[1])


def _fitted(walls: Sequence[Wall], radius_mm: float) -> tuple[Floats, Floats]:
    """How far the centre of the circle that fits the walls best, in least squares, is from the
    nominal one, and the walls' distances from it."""
    normals = np.array([(wall.station.normal_x, wall.station.normal_y) for wall in walls])
    outward = np.array([1.0 if wall.station.side != "inner" else -1.0 for wall in walls])[:, None]
    reach = radius_mm + outward[:, 0] * np.array([wall.offset_mm for wall in walls])
    points = reach[:, None] * outward * normals
    shift = np.zeros(2)
    for _ in range(_FIT_STEPS):
        rays = points - shift
        distances = np.hypot(rays[:, 0], rays[:, 1])
        system = np.column_stack((rays / distances[:, None], np.ones(len(walls))))
        (by_x, by_y, _), *_ = np.linalg.lstsq(system, distances, rcond=None)
        shift = shift + np.array([by_x, by_y])
    rays = points - shift
    return shift, np.hypot(rays[:, 0], rays[:, 1])


def ring_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    """A ring groove's width at its worst, the mean diameter, and the position of its centre."""
    ring = feature.region
    if not isinstance(ring, Ring):
        raise TypeError(f"{feature.kind} is no ring")
    outer, inner = ([w for w in walls if w.station.side == side] for side in ("outer", "inner"))
    if not outer or len(outer) != len(inner):
        return []
    pairs = list(zip(outer, inner, strict=True))
    width = _size_check(feature, "width", (ring.outer_mm - ring.inner_mm) / 2, pairs)
    around = ((outer, ring.outer_mm / 2), (inner, ring.inner_mm / 2))
    (shift, out), (_, within) = (_fitted(walls, radius) for walls, radius in around)
    nominal = (ring.outer_mm + ring.inner_mm) / 2
    grown = float(out.mean() + within.mean()) - nominal
    farthest = max(outer, key=lambda wall: abs(wall.offset_mm))
    position = float(np.hypot(*shift))
    return [
        width,
        wall_check("mean-diameter", nominal, grown, feature.tolerances.size, outer),
        wall_check("position", 0.0, position, _position_limits(feature), (farthest,)),
    ]


def profile_checks(feature: Feature, walls: list[Wall]) -> list[Check]:
    """Both extremes of a contour's wall: where most material is left, and where most is gone."""
    if not walls:
        return []
    sign = -1.0 if feature.inside else 1.0
    left = max(walls, key=lambda wall: sign * wall.offset_mm)
    gone = min(walls, key=lambda wall: sign * wall.offset_mm)
    limits = Limits.either_way(feature.tolerances.profile_mm / 2)
    return [
        wall_check("profile-left", 0.0, sign * left.offset_mm, limits, (left,)),
        wall_check("profile-gone", 0.0, sign * gone.offset_mm, limits, (gone,)),
    ]
