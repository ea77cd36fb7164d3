"""The part as drawn: features with their regions and floors, and the heights that they give."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from xblocks.attempt import Text
from xblocks.nc.engine.inspection.regions import Outline, Region
from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import Floats

STEP, FACE, SLOT = "step", "face", "slot"
RECTANGULAR_POCKET, RECTANGULAR_BOSS = "rectangular-pocket", "rectangular-boss"
ROUND_POCKET, ROUND_BOSS = "round-pocket", "round-boss"
HOLE, HOLE_PATTERN, RING_GROOVE = "hole", "hole-pattern", "ring-groove"
CONTOUR_POCKET, CONTOUR_BOSS = "contour-pocket", "contour-boss"
COUNTERSINK, CHAMFERED_EDGE, THREADED_HOLE = "countersink", "chamfered-edge", "thread"
"""The kinds of features. A step is a rectangle that reaches over the stock's edge: of its sides the
drawing has some; a face is one without any."""

CONES = frozenset({COUNTERSINK, CHAMFERED_EDGE})
"""Kinds whose whole surface slopes; they break the edges of others."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a size may be off by, from `lower` to `upper`; `fit` is the letter and grade of ISO 286
    that they came from, such as H7."""

    lower: float
    upper: float
    fit: str = ""

    @classmethod
    def either_way(cls, off: float) -> Limits:
        """Plus or minus the same."""
        return cls(-off, off)

    @property
    def even(self) -> bool:
        """Whether they are plus and minus the same."""
        return self.lower == -self.upper


@dataclass(frozen=True, slots=True)
class Tolerances:
    """What a feature may be off by, in mm, but for the cone's angle in degrees and the roughness in
    micrometres; None if it is not asked for.

    A position is the distance from the drawing's place, a profile the width of the zone about the
    nominal wall, flatness the distance from the floor's lowest to its highest place. `size`,
    `depth` and `corner_mm` (of corners and fillets, plus or minus) always hold; `width` is a
    rectangle's across, where its limits aren't those of its length.
    """

    size: Limits
    position_mm: float
    depth: Limits
    corner_mm: float
    flatness_mm: float | None = None
    profile_mm: float = 0.1
    angle_deg: float = 1.0
    ra_um: float | None = None
    width: Limits | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """How a floor runs, by the distance from the wall: level; rising to the wall in a `fillet_mm`;
    falling from it by `fall` mm a mm, as a drill's point; or a cone, which falls so from the
    feature's own top down to its depth."""

    fillet_mm: float = 0.0
    fall: float = 0.0
    is_cone: bool = False

    def rise(self, inward: Floats, depth_mm: float) -> Floats:
        """How far the floor is above its nominal depth, by the distance from the wall."""
        if self.is_cone:
            return np.maximum(depth_mm - self.fall * inward, 0.0)
        if self.fillet_mm > 0:
            left = np.maximum(self.fillet_mm - inward, 0.0)
            return self.fillet_mm - np.sqrt(np.maximum(self.fillet_mm**2 - left * left, 0.0))
        return -self.fall * inward


LEVEL_FLOOR = Section()


@dataclass(frozen=True, slots=True)
class ThreadSize:
    """A metric thread: `nominal_mm` is its major diameter."""

    nominal_mm: float
    pitch_mm: float
    left_hand: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """What the drawing has cut: inside a region (pocket, slot, hole) or outside it (boss).

    The floor is `depth_mm` below the stock's top; a drilled hole's depth is that of its cylinder, a
    thread's that of its full profile. A cone begins `from_depth_mm` below the top. A thread is in
    the wall of another feature, its core hole, and takes nothing from the heights.
    """

    id: str
    kind: str
    title: Text
    region: Region
    inside: bool
    depth_mm: float
    tolerances: Tolerances
    points: float
    section: Section = LEVEL_FLOOR
    from_depth_mm: float = 0.0
    thread: ThreadSize | None = None

    @property
    def outline(self) -> Outline:
        """The region of a kind that is a rounded rectangle. Raises TypeError for others."""
        if not isinstance(self.region, Outline):
            raise TypeError(f"{self.kind} is no rounded rectangle")
        return self.region

    def removes(self, x: Floats, y: Floats) -> Floats:
        """Negative where the feature takes material away, by the distance from its wall."""
        distance = self.region.distance(x, y)
        return distance if self.inside else -distance

    def floor(self, removes: Floats, top_mm: float, bottom_mm: float) -> Floats:
        """The height of its floor where `removes` is this much."""
        nominal = top_mm - self.depth_mm
        if self.section == LEVEL_FLOOR:
            return np.full(removes.shape, max(bottom_mm, nominal))
        rise = self.section.rise(-removes, self.depth_mm - self.from_depth_mm)
        return np.maximum(bottom_mm, nominal + rise)


def target_heights(features: Iterable[Feature], field: Field, x: Floats, y: Floats) -> Floats:
    """The heights that the drawing asks for at the places (`x` and `y` broadcast)."""
    heights = np.full(np.broadcast_shapes(x.shape, y.shape), field.top_mm)
    for feature in features:
        if feature.thread is None:
            removes = feature.removes(x, y)
            floor = feature.floor(removes, field.top_mm, field.bottom_mm)
            heights = np.where(removes < 0, np.minimum(heights, floor), heights)
    return heights


def fall_of(angle_deg: float) -> float:
    """How much a cone of this full angle falls a mm toward its axis."""
    return 1 / math.tan(math.radians(angle_deg / 2))
