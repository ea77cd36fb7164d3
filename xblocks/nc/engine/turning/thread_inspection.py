"""Measure a thread: as three wires, a pitch gauge and a shadow comparator would."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.engine.turning.turned_inspection import Result, Size, result_of, surface
from xblocks.nc.engine.turning.turned_surface import Wall, walls_at

_FLANK_SHARES = (0.35, 0.65)
"""Where, between root and crest, a flank is straight, whatever rounds its ends."""


@dataclass(frozen=True, slots=True)
class ThreadForm:
    """A thread between two places where it has its full depth. Diameters are those of the drawing:
    `major` over the crests (in a bore: at the roots), `minor` the other, `pitch_diameter` where
    groove and ridge are equally wide."""

    z0_mm: float
    z1_mm: float
    pitch: Size
    major: Size
    minor: Size
    pitch_diameter: Size
    angle: Size
    inside: bool = False

    def measure(self, turned: Turned) -> tuple[Result, ...]:
        """Major and minor diameter, pitch, pitch diameter and angle, each at its worst."""
        radii = [
            (r, curve.cut_by)
            for curve, z0, z1 in surface(turned.profile, self.z0_mm, self.z1_mm, self.inside)
            for r in curve.range(z0, z1)
        ]
        if not radii:
            sizes = (self.major, self.minor, self.pitch, self.pitch_diameter, self.angle)
            return tuple(
                result_of(name, size, [], turned) for name, size in zip(_NAMES, sizes, strict=True)
            )
        high, low = max(radii), min(radii)
        levels = [low[0] + share * (high[0] - low[0]) for share in _FLANK_SHARES]
        lower, upper = (self._grooves(turned.profile, level) for level in levels)
        return (
            result_of("major", self.major, [(2 * high[0], high[1])], turned),
            result_of("minor", self.minor, [(2 * low[0], low[1])], turned),
            *self._on_flanks(lower, upper, levels, turned),
        )

    def _grooves(self, part: Profile, level: float) -> list[tuple[Wall, Wall]]:
        """The whole grooves at a radius: pairs of the wall where material ends, then begins."""
        walls = walls_at(part, level, self.z0_mm, self.z1_mm)
        return [(a, b) for a, b in pairwise(walls) if not a.begins and b.begins]

    def _on_flanks(
        self,
        lower: list[tuple[Wall, Wall]],
        upper: list[tuple[Wall, Wall]],
        levels: list[float],
        turned: Turned,
    ) -> tuple[Result, ...]:
        """What the widths of the grooves at two radii tell, flanks being straight in between."""
        middles = [((a.z_mm + b.z_mm) / 2, b.cut_by) for a, b in lower]
        pitches = [(b - a, cut_by) for (a, _), (b, cut_by) in pairwise(middles)]
        angles: list[tuple[float, int]] = []
        diameters: list[tuple[float, int]] = []
        for (a, b), (c, d) in _same_grooves(lower, upper):
            narrow, wide = b.z_mm - a.z_mm, d.z_mm - c.z_mm
            opening = (wide - narrow) / (levels[1] - levels[0])
            if opening == 0:
                continue
            angles.append((2 * math.degrees(math.atan(abs(opening) / 2)), b.cut_by))
            radius = levels[0] + (self.pitch.nominal / 2 - narrow) / opening
            diameters.append((2 * radius, b.cut_by))
        return (
            result_of("pitch", self.pitch, pitches, turned),
            result_of("pitch-diameter", self.pitch_diameter, diameters, turned),
            result_of("thread-angle", self.angle, angles, turned),
        )


_NAMES = ("major", "minor", "pitch", "pitch-diameter", "thread-angle")

_Groove = tuple[Wall, Wall]


def _same_grooves(lower: list[_Groove], upper: list[_Groove]) -> list[tuple[_Groove, _Groove]]:
    """Each groove at one radius with the one at the other radius that lies over it."""
    return [
        (one, other)
        for one in lower
        for other in upper
        if max(one[0].z_mm, other[0].z_mm) < min(one[1].z_mm, other[1].z_mm)
    ]
