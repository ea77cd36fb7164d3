"""Lathe inserts and tools: a convex core rounded by the nose radius, and how it is held.

Everything is drawn from the centre of the nose, for a turret behind the spindle. Where the
imaginary tip lies from that centre is the tip orientation, 0 to 9, as in the control's offset
table: 3 turns outside towards the chuck, 2 bores towards the chuck, 8 is straight from outside.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from xblocks.attempt import Text
from xblocks.nc.engine.turning.contour import Point, polar

TIPS: dict[int, Point] = {
    0: (0, 0),
    1: (1, 1),
    2: (-1, 1),
    3: (-1, -1),
    4: (1, -1),
    5: (1, 0),
    6: (0, 1),
    7: (-1, 0),
    8: (0, -1),
    9: (0, 0),
}
"""From the centre of the nose to the imaginary tip, in nose radii, as (z, r)."""


@dataclass(frozen=True, slots=True)
class Insert:
    """An insert seen from above.

    `core` is a convex polygon, counter-clockwise from the nose centre (0, 0); the cutting outline
    is everywhere `nose_radius_mm` outside it. `main` is the part of the core whose outline is meant
    to cut: all of it for grooving, threading and drilling; nose and main edge for a turning insert,
    whose trailing edge spoils what it touches. `relief_deg` is the angle of its flank below the
    edge, `max_depth_mm` the deepest cut it stands.
    """

    orientation: int
    nose_radius_mm: float
    core: tuple[Point, ...]
    main: tuple[Point, ...]
    relief_deg: float
    max_depth_mm: float

    @property
    def centre_from_tip(self) -> Point:
        """From the programmed point, the imaginary tip, to the centre of the nose."""
        z, r = TIPS[self.orientation]
        return -z * self.nose_radius_mm, -r * self.nose_radius_mm

    @property
    def leaves_feed_marks(self) -> bool:
        """Whether its nose draws the feed on the surface: the margins of a drill smooth it."""
        return self.nose_radius_mm > 0 or self.orientation != 0

    @property
    def feed_side(self) -> float:
        """The sense along z that the main edge faces: -1 towards the chuck, 1 away, 0 neither."""
        return TIPS[self.orientation][0]


@dataclass(frozen=True, slots=True)
class LatheTool:
    """An insert in its holder. `holder` is a convex polygon, counter-clockwise from the nose
    centre; `spindle_sense` is 1 for a tool that cuts under M03, -1 under M04. `mounted_mm` is how
    far the tool reaches from the turret's reference point to its imaginary tip, (z, r): towards the
    chuck and towards the axis are positive, as the length of a milling tool is. It is what the
    setter has entered in the geometry register of the tool's number (there X is a diameter). The
    ranges are what tool and material allow, None where nothing is demanded."""

    number: int
    name: Text
    insert: Insert
    holder: tuple[Point, ...] = ()
    spindle_sense: int = 1
    mounted_mm: Point = (0.0, 0.0)
    surface_speed_m_per_min: tuple[float, float] | None = None
    feed_mm_per_turn: tuple[float, float] | None = None


def turning_insert(
    *,
    included_deg: float,
    lead_deg: float,
    edge_mm: float,
    nose_radius_mm: float,
    orientation: int,
    relief_deg: float = 6.0,
    max_depth_mm: float | None = None,
) -> Insert:
    """A pointed insert, such as C (80 degrees) or V (35) with its lead angle.

    `lead_deg` is between the main edge and the feed along the axis (95 for a CNMG in a PCLNR);
    orientation 5 to 9 and 0 stand it upright, and then the lead angle has no say. Without
    `max_depth_mm` the whole height of the main edge may cut.
    """
    upright = TIPS[orientation][0] == 0 or TIPS[orientation][1] == 0
    lead = 90.0 - included_deg / 2 if upright else lead_deg
    main_end = polar((0.0, 0.0), edge_mm, math.radians(180.0 - lead))
    trailing_end = polar((0.0, 0.0), edge_mm, math.radians(180.0 - lead - included_deg))
    core = _placed(((0.0, 0.0), trailing_end, main_end), orientation)
    main = core if upright else _placed(((0.0, 0.0), main_end), orientation)
    depth = main_end[1] + nose_radius_mm if max_depth_mm is None else max_depth_mm
    return Insert(orientation, nose_radius_mm, core, main, relief_deg, depth)


def grooving_insert(
    *,
    width_mm: float,
    depth_mm: float,
    corner_radius_mm: float,
    orientation: int,
    axial: bool = False,
    relief_deg: float = 7.0,
) -> Insert:
    """A square-ended insert that goes `depth_mm` deep, towards or from the axis, or with `axial`
    into the face. Its programmed point is the corner that the orientation (1 to 4) names."""
    wide, deep = width_mm - 2 * corner_radius_mm, depth_mm - corner_radius_mm
    z, r = (deep, wide) if axial else (wide, deep)
    core = _placed(((0.0, 0.0), (z, 0.0), (z, r), (0.0, r)), orientation)
    return Insert(orientation, corner_radius_mm, core, core, relief_deg, depth_mm)


def threading_insert(
    *,
    included_deg: float,
    nose_radius_mm: float,
    height_mm: float,
    orientation: int,
    relief_deg: float = 5.0,
) -> Insert:
    """A V of 60 or 55 degrees, for an outside (orientation 8) or an inside thread (6)."""
    edge = height_mm / math.cos(math.radians(included_deg / 2))
    return turning_insert(
        included_deg=included_deg,
        lead_deg=0.0,
        edge_mm=edge,
        nose_radius_mm=nose_radius_mm,
        orientation=orientation,
        relief_deg=relief_deg,
        max_depth_mm=height_mm,
    )


def drill(*, diameter_mm: float, point_deg: float, flute_mm: float) -> Insert:
    """A drill in the turret: the tip of its cone is the programmed point."""
    r = diameter_mm / 2
    point = r / math.tan(math.radians(point_deg / 2))
    core = ((0.0, 0.0), (point, -r), (flute_mm, -r), (flute_mm, r), (point, r))
    return Insert(0, 0.0, core, core, 90.0, flute_mm)


def turning_holder(insert: Insert, *, width_mm: float, length_mm: float) -> tuple[Point, ...]:
    """A shank across the axis that carries the insert at its feed-side corner."""
    apex, trailing_end, main_end = _placed(insert.core, insert.orientation)
    side = min(apex[0], main_end[0])
    back = (main_end[1], main_end[1] + length_mm)
    outline = (trailing_end, (side + width_mm, back[0]), (side + width_mm, back[1]))
    return _placed((*outline, (side, back[1]), main_end), insert.orientation)


def boring_bar(insert: Insert, *, diameter_mm: float, length_mm: float) -> tuple[Point, ...]:
    """A bar along the axis; the tip stands out of it by a tenth of its diameter."""
    clear = diameter_mm / 10
    z = max(abs(point[0]) for point in insert.core)
    outline = ((z, clear), (length_mm, clear), (length_mm, clear + diameter_mm))
    return _placed((*outline, (z, clear + diameter_mm)), insert.orientation)


def _placed(polygon: tuple[Point, ...], orientation: int) -> tuple[Point, ...]:
    """A polygon drawn for orientation 3 or 8, turned or mirrored for another; its own inverse for
    1 to 4."""
    tip_z, tip_r = TIPS[orientation]
    if tip_r == 0 and tip_z:
        return tuple((r * -tip_z, z * tip_z) for z, r in polygon)
    z_sign = -1 if tip_z > 0 else 1
    r_sign = -1 if tip_r > 0 else 1
    placed = tuple((z * z_sign, r * r_sign) for z, r in polygon)
    return placed[:1] + placed[:0:-1] if z_sign * r_sign < 0 else placed
