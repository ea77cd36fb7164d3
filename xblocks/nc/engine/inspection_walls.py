"""What the probed walls tell: lengths, widths, diameters, positions, corners, profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xblocks.nc.engine.checks import Check, wall_check, worst
from xblocks.nc.engine.forms import Floats
from xblocks.nc.engine.probing import Wall
from xblocks.nc.engine.regions import Ring
from xblocks.nc.engine.target import STEP, Feature, Limits

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
    """Diameter by the worst radius; position by the shift that fits the offsets best."""
    centred, shift = _fitted(walls)
    limits = feature.tolerances.size
    at = worst(range(len(walls)), limits, lambda at: 2 * float(centred[at]))
    offsets = np.array([wall.offset_mm for wall in walls])
    farthest = walls[int(np.abs(offsets - centred).argmax())]
    position, allowed = float(np.hypot(*shift)), _position_limits(feature)
    size = 2 * float(centred[at])
    return [
        wall_check("diameter", diameter_mm, size, limits, (walls[at],)),
        wall_check("position", 0.0, position, allowed, (farthest,)),
    ]


def centre_shift(walls: Sequence[Wall]) -> tuple[float, float]:
    """By how much a circle's centre is off, 0 if there are no walls."""
    if not walls:
        return 0.0, 0.0
    _, shift = _fitted(walls)
    return float(shift[0]), float(shift[1])


def _fitted(walls: Sequence[Wall]) -> tuple[Floats, Floats]:
    offsets = np.array([wall.offset_mm for wall in walls])
    x = np.array([wall.station.normal_x for wall in walls])
    y = np.array([wall.station.normal_y for wall in walls])
    shift = 2 * np.array([(offsets * x).mean(), (offsets * y).mean()])
    return offsets - shift[0] * x - shift[1] * y, shift


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
    grown = float(np.mean([out.offset_mm - within.offset_mm for out, within in pairs]))
    nominal = (ring.outer_mm + ring.inner_mm) / 2
    shifts = [wall.offset_mm for wall in outer]
    farthest = outer[int(np.abs(np.array(shifts)).argmax())]
    position = float(np.hypot(*centre_shift(outer)))
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
