"""The shapes that cutting tools leave: bodies of revolution, each given by its underside.

A tool is one form, or several of which the lowest counts (a centre drill: pilot and countersink).
Every form is convex, which is what makes the envelopes of `sweeps` closed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.machine import (
    BALL,
    BORING_BAR,
    BULL,
    CENTRE_DRILL,
    CHAMFER,
    DRILL,
    FACE,
    SPOT_DRILL,
    TAP,
    THREAD_MILL,
    Tool,
)

Floats = npt.NDArray[np.float64]

LEVEL, ROUND, ROUNDED, CONE = 0, 1, 2, 3
"""Kinds of underside: level (end mill), a half ball, a level disc with a rounded rim, a cone."""

_COUNTERSINK_DEG = 60.0
TAP_LEAD_THREADS = 3.0
"""How many threads of a tap's tip are ground away in its lead."""

_TAP_CORE_PITCHES = 1.3
"""A tap's tip is ground below the core of its thread, by so many pitches less than its size."""


@dataclass(frozen=True, slots=True)
class Form:
    """An underside: level up to `flat_mm` from the axis, then rising to the rim at `radius_mm`,
    in a quarter circle of `corner_mm` or along a cone by `slope` mm a mm.

    `above_mm` is how far its lowest point is above the tool's tip. `threads` tells that it stands
    for the crests of a tap or thread mill, which leave the core of their hole as it was.
    """

    radius_mm: float
    flat_mm: float
    corner_mm: float = 0.0
    slope: float = 0.0
    above_mm: float = 0.0
    threads: bool = False

    @property
    def kind(self) -> int:
        """`LEVEL`, `ROUND`, `ROUNDED` or `CONE`."""
        if self.corner_mm > 0:
            return ROUNDED if self.flat_mm > 0 else ROUND
        return CONE if self.slope > 0 else LEVEL

    def rise(self, distance2: Floats) -> Floats:
        """How far the underside is above its lowest point, by the squared distance from the axis
        (within the rim)."""
        if self.kind == LEVEL:
            return np.zeros_like(distance2)
        rise: Floats
        if self.kind == ROUND:
            rise = round_rise(distance2, self.corner_mm)
        elif self.kind == ROUNDED:
            rise = rounded_rise(distance2, self.flat_mm, self.corner_mm)
        else:
            rise = cone_rise(distance2, self.flat_mm, self.slope)
        return rise

    def steepness(self, distance: Floats) -> Floats:
        """The slope of the underside at a distance from the axis (within the rim)."""
        out = np.maximum(distance - self.flat_mm, 0.0)
        if self.corner_mm == 0:
            return np.where(out > 0, self.slope, 0.0)
        return out / np.sqrt(np.maximum(self.corner_mm**2 - out * out, 1e-18))

    def width(self, height_mm: Floats) -> Floats:
        """The radius of the form at heights above the tool's tip; below the form, -infinity."""
        up = height_mm - self.above_mm
        if self.corner_mm > 0:
            below = np.clip(self.corner_mm - up, 0.0, self.corner_mm)
            radius = self.flat_mm + np.sqrt(self.corner_mm**2 - below * below)
        elif self.slope > 0:
            radius = np.minimum(self.flat_mm + np.maximum(up, 0.0) / self.slope, self.radius_mm)
        else:
            radius = np.full_like(up, self.radius_mm)
        return np.where(up > 0, radius, -np.inf)

    def narrower(self, by_mm: float) -> Form:
        """The same form, its rim drawn in."""
        if self.kind == ROUND:
            return replace(self, radius_mm=self.radius_mm - by_mm, corner_mm=self.corner_mm - by_mm)
        flat = max(0.0, self.flat_mm - by_mm)
        if self.kind == ROUNDED:
            return replace(self, radius_mm=flat + self.corner_mm, flat_mm=flat)
        return replace(self, radius_mm=self.radius_mm - by_mm, flat_mm=flat)


# The three below take arrays or single numbers, as the compiled loop calls them too.


def round_rise(distance2: Any, corner: float) -> Any:
    """The rise of a half ball."""
    return corner - np.sqrt(np.maximum(corner * corner - distance2, 0.0))


def rounded_rise(distance2: Any, flat: float, corner: float) -> Any:
    """The rise of a rounded rim about a level disc."""
    out = np.maximum(np.sqrt(distance2) - flat, 0.0)
    return corner - np.sqrt(np.maximum(corner * corner - out * out, 0.0))


def cone_rise(distance2: Any, flat: float, slope: float) -> Any:
    """The rise of a cone about a level tip."""
    return slope * np.maximum(np.sqrt(distance2) - flat, 0.0)


def disc(radius_mm: float, above_mm: float = 0.0) -> Form:
    """A level underside: an end mill, a shank, a holder."""
    return Form(radius_mm, radius_mm, above_mm=above_mm)


def forms_of(tool: Tool) -> tuple[Form, ...]:
    """The forms of a tool. Taps have three threads of lead; centre drills a countersink of 60
    degrees."""
    radius = tool.radius_mm
    if tool.shape == BALL:
        return (Form(radius, 0.0, corner_mm=radius),)
    if tool.shape in (DRILL, SPOT_DRILL, CHAMFER):
        return (_cone(radius, tool.tip_diameter_mm / 2, tool.point_angle_deg),)
    if tool.shape == CENTRE_DRILL:
        pilot = tool.tip_diameter_mm / 2
        body = _cone(radius, pilot, _COUNTERSINK_DEG)
        return (
            _cone(pilot, 0.0, tool.point_angle_deg),
            replace(body, above_mm=tool.tip_length_mm),
        )
    if tool.shape == TAP and tool.pitch_mm > 0:
        tip = radius - _TAP_CORE_PITCHES * tool.pitch_mm / 2
        slope = TAP_LEAD_THREADS * tool.pitch_mm / (radius - tip)
        return (Form(radius, tip, slope=slope, threads=True),)
    if tool.shape == THREAD_MILL:
        return (replace(disc(radius), threads=True),)
    if tool.shape in (BULL, FACE, BORING_BAR) and tool.corner_radius_mm > 0:
        return (Form(radius, radius - tool.corner_radius_mm, corner_mm=tool.corner_radius_mm),)
    return (disc(radius),)


def _cone(radius_mm: float, flat_mm: float, angle_deg: float) -> Form:
    return Form(radius_mm, flat_mm, slope=1 / math.tan(math.radians(angle_deg / 2)))
