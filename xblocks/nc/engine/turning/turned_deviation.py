"""Compare a turned part with its drawing as a whole: volumes, contour, roughness."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.curves import RESOLUTION_MM
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.lathe_moves import LatheMove
from xblocks.nc.engine.turning.profile import Profile, Slab, Span, cut, spans_at, volume_mm3
from xblocks.nc.engine.turning.turned_inspection import REACH_MM, surface, threaded
from xblocks.nc.engine.turning.turned_surface import Piece, boundary, distance

SHARPEST_NOSE_MM = 0.01
"""The nose radius that the sharpest edge really has."""

_RA_SHARE = 1 / (18 * math.sqrt(3))
"""The mean roughness of a row of parabolic grooves, times nose radius over feed squared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Volumes of revolution, in mm3: what stands outside of the target, and what is missing."""

    excess_mm3: float
    gouge_mm3: float


@dataclass(frozen=True, slots=True)
class Deviation:
    """A place of the drawn contour, (z, r), and how far the part's surface is from it there:
    positive for too much material, at most `REACH_MM` either way. `line` is of the program;
    `threaded` tells whether it cut a thread there."""

    place: Point
    deviation_mm: float
    line: int
    threaded: bool = False


def difference(part: Profile, target: Profile) -> Difference:
    """What the part has beyond the target, and what it lacks."""
    return Difference(volume_mm3(cut(part, target)[0]), volume_mm3(cut(target, part)[0]))


def beyond(difference: Profile, allowance_mm: float) -> Profile:
    """Of what one section has and another lacks, the pieces that are both wider along the axis and
    thicker than the allowance."""
    kept: list[Slab] = []
    piece: list[Slab] = []
    for slab in difference:
        if max(_thickness_mm(span, slab) for span in slab.spans) <= allowance_mm:
            continue
        if piece and slab.z0_mm > piece[-1].z1_mm + RESOLUTION_MM:
            kept += _wide(piece, allowance_mm)
            piece = []
        piece.append(slab)
    return (*kept, *_wide(piece, allowance_mm))


def deviations(turned: Turned, contour: Sequence[Edge], step_mm: float) -> list[Deviation]:
    """How far the part is off a drawn contour, at places no more than a step apart along it."""
    pieces = boundary(turned.profile)
    found: list[Deviation] = []
    for edge in contour:
        near = [piece for piece in pieces if _near(piece.edge, edge)]
        count = max(1, math.ceil(edge.length_mm / step_mm))
        found += (_deviation(turned, edge.at(n / count), near) for n in range(count + 1))
    return found


def roughness_um(
    turned: Turned,
    tools: Iterable[LatheTool],
    z0_mm: float,
    z1_mm: float,
    *,
    inside: bool = False,
) -> tuple[float, int]:
    """The mean roughness Ra that feed and nose radius leave between two places, at its worst, in
    micrometres, and the program line that left it; 0 and 0 where no nose turned it."""
    noses = {
        tool.number: tool.insert.nose_radius_mm for tool in tools if tool.insert.leaves_feed_marks
    }
    worst = 0.0, 0
    for curve, z0, z1 in surface(turned.profile, z0_mm, z1_mm, inside):
        move = turned.moves[curve.cut_by - 1] if curve.cut_by else None
        if move is not None and move.tool in noses:
            nose = max(SHARPEST_NOSE_MM, noses[move.tool])
            feed = _feed_per_turn(move, curve.at((z0 + z1) / 2))
            worst = max(worst, (1000 * _RA_SHARE * feed**2 / nose, move.element.line))
    return worst


def _wide(piece: list[Slab], allowance_mm: float) -> list[Slab]:
    return piece if piece and piece[-1].z1_mm - piece[0].z0_mm > allowance_mm else []


def _thickness_mm(span: Span, slab: Slab) -> float:
    """The greatest, at one of five places across the slab."""
    places = (slab.z0_mm + share * (slab.z1_mm - slab.z0_mm) / 4 for share in range(5))
    return max(span.high.at(z) - span.low.at(z) for z in places)


def _near(one: Edge, other: Edge) -> bool:
    (low, high), (other_low, other_high) = one.bounds(), other.bounds()
    return all(
        low[axis] <= other_high[axis] + REACH_MM and high[axis] >= other_low[axis] - REACH_MM
        for axis in (0, 1)
    )


def _deviation(turned: Turned, place: Point, near: list[Piece]) -> Deviation:
    off, line, in_thread = REACH_MM, 0, False
    nearest = min(near, key=lambda piece: distance(piece.edge, place), default=None)
    if nearest is not None:
        off = min(REACH_MM, distance(nearest.edge, place))
        line = turned.moves[nearest.cut_by - 1].element.line if nearest.cut_by else 0
        in_thread = threaded(nearest.cut_by, turned)
    inside = any(low < place[1] < high for low, high in spans_at(turned.profile, place[0]))
    return Deviation(place, off if inside else -off, line, in_thread)


def _feed_per_turn(move: LatheMove, r_mm: float) -> float:
    if not move.element.per_minute:
        return move.element.feed_mm
    rpm = move.spindle.rpm_at(r_mm, math.inf)
    return move.element.feed_mm / rpm if rpm else 0.0
