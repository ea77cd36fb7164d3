"""The lathe as values: its travel, rates and spindle, and what stands in its working space."""

from __future__ import annotations

from dataclasses import dataclass

from xblocks.attempt import Text, text
from xblocks.nc.engine.turning.contour import Edge, Point, closed
from xblocks.nc.engine.turning.profile import Profile, profile_of


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that turns with or stands by the part: its half section."""

    name: Text
    section: Profile


@dataclass(frozen=True, slots=True)
class LatheMachine:
    """A two-axis lathe. All places are in workpiece coordinates, (z, r).

    `low_mm` and `high_mm` limit the programmed point of the tool in the turret. Rapids go straight
    with `linear_rapids` (parameter LRP 1); else each axis runs at its own rate until it is there.
    """

    name: Text
    low_mm: Point
    high_mm: Point
    rapid_z_mm_per_min: float
    rapid_r_mm_per_min: float
    max_feed_mm_per_min: float
    max_spindle_rpm: float
    tool_change_s: float
    obstacles: tuple[Obstacle, ...] = ()
    linear_rapids: bool = True

    def rapid_duration_s(self, path: Edge) -> float:
        """The time of a rapid: that of the axis that takes longer."""
        z_mm, r_mm = (abs(b - a) for a, b in zip(path.start, path.end, strict=True))
        return 60 * max(z_mm / self.rapid_z_mm_per_min, r_mm / self.rapid_r_mm_per_min)

    def rapid_way(self, path: Edge) -> tuple[Edge, ...]:
        """The edges that a rapid really follows."""
        duration = self.rapid_duration_s(path) / 60
        (za, ra), (zb, rb) = path.start, path.end
        z_share = self.rapid_z_mm_per_min * duration / max(abs(zb - za), 1e-12)
        r_share = self.rapid_r_mm_per_min * duration / max(abs(rb - ra), 1e-12)
        share = 1 / max(z_share, r_share)
        if self.linear_rapids or share >= 1 or za == zb or ra == rb:
            return (path,)
        bend = (
            za + (zb - za) * min(1.0, share * z_share),
            ra + (rb - ra) * min(1.0, share * r_share),
        )
        return Edge(path.start, bend), Edge(bend, path.end)


def chuck(*, face_z_mm: float, diameter_mm: float, length_mm: float, bore_mm: float) -> Obstacle:
    """Jaws and body as a ring to the left of the jaws' face, from the clamped bar outward."""
    outline = _box(face_z_mm - length_mm, face_z_mm, bore_mm / 2, diameter_mm / 2)
    return Obstacle(text("卡盘", "chuck"), outline)


def tailstock(*, tip_z_mm: float, diameter_mm: float, length_mm: float) -> Obstacle:
    """A 60-degree centre with its tip at `tip_z_mm`, and its sleeve to the right of the cone."""
    r = diameter_mm / 2
    base_z, end_z = tip_z_mm + r * 3**0.5, tip_z_mm + length_mm
    outline = closed([(tip_z_mm, 0.0), (end_z, 0.0), (end_z, r), (base_z, r)])
    return Obstacle(text("尾座顶尖", "tailstock centre"), profile_of(outline))


def bar(
    *, length_mm: float, diameter_mm: float, bore_mm: float = 0.0, face_z_mm: float = 0.0
) -> Profile:
    """Round stock, or a tube, with the place of its right face."""
    return _box(face_z_mm - length_mm, face_z_mm, bore_mm / 2, diameter_mm / 2)


def _box(z0: float, z1: float, r0: float, r1: float) -> Profile:
    return profile_of(closed([(z0, r0), (z1, r0), (z1, r1), (z0, r1)]))
