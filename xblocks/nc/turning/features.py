"""The features of a turned part's drawing: what each takes off the bar, and what is measured.

Places are (z, r) in the workpiece's frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from xblocks.attempt import Text
from xblocks.nc.engine.turning.contour import Edge, closed
from xblocks.nc.engine.turning.curves import RESOLUTION_MM
from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.profile import Profile, cut, extent, profile_of
from xblocks.nc.engine.turning.thread_inspection import ThreadForm
from xblocks.nc.engine.turning.turned_deviation import Deviation, deviations
from xblocks.nc.engine.turning.turned_inspection import (
    Diameter,
    Face,
    Length,
    Radius,
    Result,
    Size,
    Taper,
    result_of,
    surface,
)
from xblocks.nc.engine.turning.turned_surface import boundary

FACE, CYLINDER, BORE, TAPER = "face", "cylinder", "bore", "taper"
ARC, GROOVE, THREAD, LENGTH = "arc", "groove", "thread", "length"

Limits = tuple[float, float]

_FAR_MM = 1e4
_STEP_MM = 0.25


@dataclass(frozen=True, slots=True)
class _Form:
    """From the crests' diameter inwards, in pitches: the pitch diameter, and the roots."""

    pitch_line: float
    root: float


_OUTSIDE = _Form(0.649519, 1.226869)
"""Of a metric thread (ISO 68-1, ISO 724), its root rounded with an eighth of its height."""

_INSIDE = _Form(0.649519 - 1.082532, -1.082532)

THREAD_MARGIN_PITCHES = 1.5
"""So far from its ends a thread has its full form."""


@dataclass(frozen=True, slots=True)
class TurnedFeature:
    """A feature from `z1_mm` at its right to `z0_mm` at its left, with the radius at both; a face
    has one place, a length is only measured. `contour` runs from right to left. `limits` are those
    of each size that has some: of its deviation in mm, or degrees for `angle`; `fit` is the letter
    and grade of ISO 286 that those of the diameter came from.
    """

    id: str
    kind: str
    title: Text
    points: float
    z0_mm: float
    z1_mm: float
    r0_mm: float = 0.0
    r1_mm: float = 0.0
    inside: bool = False
    contour: Edge | None = None
    pitch_mm: float = 0.0
    point_deg: float = 180.0
    limits: Mapping[str, Limits] = field(default_factory=dict)
    roughness_um: float | None = None
    fit: str = ""

    def limit(self, name: str) -> Limits:
        """The limits of one size. Raises KeyError for a size that its kind has not."""
        return self.limits[name]


# -- what it takes off -----------------------------------------------------------------------------


def section_of(features: Sequence[TurnedFeature], stock: Profile, cut_by: int = 0) -> Profile:
    """The half section that the drawing asks for; `cut_by` marks the curves that features make."""
    part = stock
    for feature in features:
        part = cut(part, region_of(feature, cut_by))[0]
    return part


def region_of(feature: TurnedFeature, cut_by: int = 0) -> Profile:
    """What a feature takes off, wherever there is material; nothing for a length."""
    if feature.kind == FACE:
        z0 = feature.z0_mm
        corners = [(z0, 0.0), (z0 + _FAR_MM, 0.0), (z0 + _FAR_MM, _FAR_MM), (z0, _FAR_MM)]
        return profile_of(closed(corners), cut_by)
    if feature.contour is None:
        return ()
    far = 0.0 if feature.inside else _FAR_MM
    (right_z, right_r), (left_z, left_r) = feature.contour.start, feature.contour.end
    bottom = [(left_z, left_r), *_drill_point(feature), (left_z, far)]
    outline = [
        feature.contour,
        *(Edge(a, b) for a, b in pairwise(bottom)),
        Edge((left_z, far), (right_z, far)),
        Edge((right_z, far), (right_z, right_r)),
    ]
    return profile_of([edge for edge in outline if edge.start != edge.end], cut_by)


def _drill_point(feature: TurnedFeature) -> list[tuple[float, float]]:
    if feature.point_deg >= 180.0:
        return []
    depth = feature.r0_mm / math.tan(math.radians(feature.point_deg / 2))
    return [(feature.z0_mm - depth, 0.0)]


# -- what is measured ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inspection:
    """A part that is measured against its target; `stock_z_mm` is where the stock's face was,
    `margin_mm` is kept from inner corners, where the nose of a tool leaves a fillet."""

    turned: Turned
    target: Profile
    stock_z_mm: float
    margin_mm: float

    def is_cut(self, feature: TurnedFeature) -> bool:
        """Whether a tool was where the feature should be."""
        if feature.kind == LENGTH:
            return True
        if feature.kind == FACE:
            return extent(self.turned.profile)[1][0] < self.stock_z_mm - RESOLUTION_MM
        z0, z1 = self._zone(feature)
        found = surface(self.turned.profile, z0, z1, feature.inside)
        return any(curve.cut_by for curve, _, _ in found)

    def measure(self, feature: TurnedFeature) -> tuple[Result, ...]:
        """Each size of the feature at its worst place, in the drawing's order."""
        return tuple(self._results(feature))

    def zone(self, feature: TurnedFeature) -> Limits | None:
        """Where its surface is to be looked at; None if it has none along the axis."""
        return None if feature.contour is None else self._zone(feature)

    def _results(self, feature: TurnedFeature) -> Iterator[Result]:
        kind = feature.kind
        if kind == FACE:
            yield self._face(feature)
        elif kind == LENGTH:
            yield self._length("length", feature, feature.z1_mm, feature.z0_mm)
        elif kind in (CYLINDER, BORE):
            yield self._diameter(feature)
            if self._wall_r(feature.z0_mm, feature) is not None:
                yield self._length("length", feature, self._datum_z, feature.z0_mm)
        elif kind == GROOVE:
            yield self._diameter(feature)
            yield self._length("width", feature, feature.z1_mm, feature.z0_mm)
            yield self._length("position", feature, self._datum_z, feature.z1_mm)
        elif kind == TAPER:
            yield self._taper(feature)
            yield self._profile(feature)
        elif kind == ARC:
            yield self._radius(feature)
            yield self._profile(feature)
        else:
            yield from self._thread(feature)

    def _zone(self, feature: TurnedFeature) -> Limits:
        """From left to right, without the margins, or the middle of what is too short for them."""
        length = feature.z1_mm - feature.z0_mm
        margin = min(self.margin_mm, 0.4 * length)
        return feature.z0_mm + margin, feature.z1_mm - margin

    @property
    def _datum_z(self) -> float:
        return extent(self.target)[1][0]

    def _face(self, feature: TurnedFeature) -> Result:
        r = self._wall_r(feature.z0_mm, feature)
        size = Size(feature.z0_mm, *feature.limit("position"))
        if r is None:
            return result_of("face", size, [], self.turned)
        return Face(r, size).measure(self.turned)

    def _diameter(self, feature: TurnedFeature) -> Result:
        size = Size(2 * feature.r0_mm, *feature.limit("size"))
        return Diameter(*self._zone(feature), size, feature.inside).measure(self.turned)

    def _length(self, name: str, feature: TurnedFeature, from_z: float, to_z: float) -> Result:
        size = Size(abs(to_z - from_z), *feature.limit(name))
        one, other = self._wall_r(from_z, feature), self._wall_r(to_z, feature)
        if one is None or other is None:
            return result_of(name, size, [], self.turned)
        found = Length((from_z, one), (to_z, other), size).measure(self.turned)
        return replace(found, id=name)

    def _wall_r(self, z_mm: float, feature: TurnedFeature) -> float | None:
        """Where to touch the highest face that the target has at a place: in its middle, or for a
        groove's wall next to the floor; None if it has none."""
        edges = [piece.edge for piece in boundary(self.target)]
        faces = [
            sorted((edge.start[1], edge.end[1]))
            for edge in edges
            if edge.start[0] == edge.end[0] and abs(edge.start[0] - z_mm) <= RESOLUTION_MM
        ]
        if not faces:
            return None
        low, high = max(faces, key=_height)
        if feature.kind != GROOVE or feature.r0_mm not in (low, high):
            return (low + high) / 2
        up = min(max(self.margin_mm, (high - low) / 4), 0.9 * (high - low))
        return low + up if feature.r0_mm == low else high - up

    def _taper(self, feature: TurnedFeature) -> Result:
        rise = feature.r1_mm - feature.r0_mm
        angle = math.degrees(math.atan2(rise, feature.z1_mm - feature.z0_mm))
        size = Size(angle, *feature.limit("angle"))
        return Taper(*self._zone(feature), size, feature.inside).measure(self.turned)

    def _radius(self, feature: TurnedFeature) -> Result:
        arc = feature.contour
        size = Size(arc.radius_mm if arc else 0.0, *feature.limit("radius"))
        if arc is None or arc.centre is None:
            return result_of("radius", size, [], self.turned)
        margin = min(0.2, self.margin_mm / max(arc.length_mm, self.margin_mm))
        begin, end = (
            math.degrees(arc.start_rad + share * arc.sweep_rad) for share in (margin, 1 - margin)
        )
        return Radius(arc.centre, begin, end, size).measure(self.turned)

    def _profile(self, feature: TurnedFeature) -> Result:
        size = Size(0.0, *feature.limit("profile"))
        edge = feature.contour
        if edge is None:
            return result_of("profile", size, [], self.turned)
        margin = min(0.4, self.margin_mm / edge.length_mm)
        found = deviations(self.turned, [edge.part(margin, 1 - margin)], _STEP_MM)
        # A thread runs out through the chamfer at its end.
        worst = max([one for one in found if not one.threaded] or found, key=_off)
        return Result("profile", size, round(worst.deviation_mm, 6), worst.line)

    def _thread(self, feature: TurnedFeature) -> Iterator[Result]:
        """Crests, pitch, pitch diameter, roots and angle. A bore's crests are its minor
        diameter."""
        pitch, crest = feature.pitch_mm, 2 * feature.r0_mm
        iso = _INSIDE if feature.inside else _OUTSIDE
        crests = Size(crest, *feature.limit("size"))
        roots = Size(crest - iso.root * pitch, *feature.limit("root"))
        form = ThreadForm(
            feature.z0_mm + THREAD_MARGIN_PITCHES * pitch,
            feature.z1_mm - THREAD_MARGIN_PITCHES * pitch,
            pitch=Size(pitch, *feature.limit("pitch")),
            major=roots if feature.inside else crests,
            minor=crests if feature.inside else roots,
            pitch_diameter=Size(crest - iso.pitch_line * pitch, *feature.limit("pitch_diameter")),
            angle=Size(60.0, *feature.limit("angle")),
            inside=feature.inside,
        )
        return iter(form.measure(self.turned))


def _height(face: Sequence[float]) -> float:
    return face[1] - face[0]


def _off(deviation: Deviation) -> float:
    return abs(deviation.deviation_mm)
