"""The turned part as its exact half section.

A profile is a row of slabs along z, ascending and apart; each slab holds spans of material from a
lower to an upper curve. As curves are whole lines and circles, taking one profile off another is
to split slabs where curves cross and to compare radii in between: exact to rounding, and with
nothing that could go astray at a tangent.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.curves import RESOLUTION_MM, Curve, crossings, monotone


@dataclass(frozen=True, slots=True)
class Span:
    """Material between two curves; `r_min_mm` and `r_max_mm` are its least and greatest radius."""

    low: Curve
    high: Curve
    r_min_mm: float
    r_max_mm: float


@dataclass(frozen=True, slots=True)
class Slab:
    """The spans between two places along z, from the axis outward."""

    z0_mm: float
    z1_mm: float
    spans: tuple[Span, ...]


Profile = tuple[Slab, ...]


def profile_of(outline: Sequence[Edge], cut_by: int = 0) -> Profile:
    """What a closed outline that does not cross itself surrounds."""
    pieces = [piece for edge in outline for piece in monotone(edge, cut_by)]
    places = _apart(sorted(z for piece in pieces for z in piece[:2]))
    slabs: list[Slab] = []
    for z0, z1 in pairwise(places):
        middle = (z0 + z1) / 2
        across = sorted(
            ((curve.at(middle), order, curve))
            for order, (begin, end, curve) in enumerate(pieces)
            if begin < middle < end
        )
        curves = [curve for _, _, curve in across]
        pairs = zip(curves[::2], curves[1::2], strict=False)
        _append(slabs, Slab(z0, z1, tuple(_span(low, high, z0, z1) for low, high in pairs)))
    return tuple(slabs)


def cut(part: Profile, region: Profile) -> tuple[Profile, Profile]:
    """What is left of the part without the region, and what was taken off it."""
    slabs, removed = list(part), list[Slab]()
    for tool in region:
        first = bisect_right(slabs, tool.z0_mm + RESOLUTION_MM, key=_end)
        last, left, changed = first, list[Slab](), False
        while last < len(slabs) and slabs[last].z0_mm < tool.z1_mm - RESOLUTION_MM:
            changed = _cut_slab(slabs[last], tool, left, removed) or changed
            last += 1
        if changed:
            slabs[first:last] = left
    return tuple(slabs), tuple(removed)


def touches(part: Profile, low: Point, high: Point) -> bool:
    """Whether a box may touch material: False only if it certainly does not."""
    at = bisect_right(part, low[0], key=_end)
    while at < len(part) and part[at].z0_mm < high[0]:
        if any(span.r_max_mm > low[1] and span.r_min_mm < high[1] for span in part[at].spans):
            return True
        at += 1
    return False


def volume_mm3(part: Profile) -> float:
    """The volume of the solid of revolution."""
    return math.pi * math.fsum(
        span.high.square(slab.z0_mm, slab.z1_mm) - span.low.square(slab.z0_mm, slab.z1_mm)
        for slab in part
        for span in slab.spans
    )


def area_mm2(part: Profile) -> float:
    """The area of the half section."""
    return math.fsum(
        span.high.area(slab.z0_mm, slab.z1_mm) - span.low.area(slab.z0_mm, slab.z1_mm)
        for slab in part
        for span in slab.spans
    )


def extent(part: Profile) -> tuple[Point, Point]:
    """The lowest and the highest coordinates; twice the origin for nothing at all."""
    if not part:
        return (0.0, 0.0), (0.0, 0.0)
    spans = [span for slab in part for span in slab.spans]
    low, high = min(span.r_min_mm for span in spans), max(span.r_max_mm for span in spans)
    return (part[0].z0_mm, low), (max(slab.z1_mm for slab in part), high)


def spans_at(part: Profile, z_mm: float) -> list[tuple[float, float]]:
    """The radii between which there is material at a place, from the axis outward; at a border
    between slabs, those on its right."""
    at = bisect_right(part, z_mm, key=_end)
    if at == len(part) or part[at].z0_mm > z_mm:
        return []
    return [(span.low.at(z_mm), span.high.at(z_mm)) for span in part[at].spans]


def mirrored(part: Profile) -> Profile:
    """The other half of the section: what is at r comes to -r."""
    return tuple(
        Slab(
            slab.z0_mm,
            slab.z1_mm,
            tuple(
                Span(span.high.mirrored(), span.low.mirrored(), -span.r_max_mm, -span.r_min_mm)
                for span in reversed(slab.spans)
            ),
        )
        for slab in part
    )


def marked(part: Profile, cut_by: int) -> Profile:
    """The same section, all of its curves that some move cut now cut by another."""

    def again(curve: Curve) -> Curve:
        return replace(curve, cut_by=cut_by) if curve.cut_by else curve

    return tuple(
        replace(
            slab,
            spans=tuple(
                replace(span, low=again(span.low), high=again(span.high)) for span in slab.spans
            ),
        )
        for slab in part
    )


def _end(slab: Slab) -> float:
    return slab.z1_mm


def _span(low: Curve, high: Curve, z0: float, z1: float) -> Span:
    return Span(low, high, low.range(z0, z1)[0], high.range(z0, z1)[1])


def _apart(places: Iterable[float]) -> list[float]:
    """The places, those within the resolution of the one before left out."""
    kept: list[float] = []
    for z in places:
        if not kept or z - kept[-1] > RESOLUTION_MM:
            kept.append(z)
    return kept


def _cut_slab(slab: Slab, tool: Slab, left: list[Slab], removed: list[Slab]) -> bool:
    """Take the tool off one slab that it overlaps along z; False if it met no material."""
    meeting = [
        (mine, other)
        for mine in slab.spans
        for other in tool.spans
        if other.r_min_mm < mine.r_max_mm - RESOLUTION_MM
        and other.r_max_mm > mine.r_min_mm + RESOLUTION_MM
    ]
    if not meeting:
        left.append(slab)
        return False
    begin, end = slab.z0_mm, slab.z1_mm
    begin = tool.z0_mm if tool.z0_mm > begin + RESOLUTION_MM else begin
    end = tool.z1_mm if tool.z1_mm < end - RESOLUTION_MM else end
    if begin > slab.z0_mm:
        left.append(_narrowed(slab, slab.z0_mm, begin))
    for z0, z1 in pairwise([begin, *_crossed(meeting, begin, end), end]):
        kept, gone = _subtract(slab.spans, tool.spans, z0, z1)
        _append(left, Slab(z0, z1, kept))
        _append(removed, Slab(z0, z1, gone))
    if end < slab.z1_mm:
        _append(left, _narrowed(slab, end, slab.z1_mm))
    return True


def _narrowed(slab: Slab, z0: float, z1: float) -> Slab:
    return Slab(z0, z1, tuple(_span(span.low, span.high, z0, z1) for span in slab.spans))


def _crossed(meeting: list[tuple[Span, Span]], begin: float, end: float) -> list[float]:
    """Where curves of the spans may cross, inside an interval."""
    return _apart(
        sorted(
            z
            for mine, other in meeting
            for f in (mine.low, mine.high)
            for g in (other.low, other.high)
            for z in crossings(f, g)
            if begin + RESOLUTION_MM < z < end - RESOLUTION_MM
        )
    )


def _subtract(
    spans: tuple[Span, ...], others: tuple[Span, ...], z0: float, z1: float
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans without others, and their common parts, where no two curves cross."""
    middle = (z0 + z1) / 2
    kept = [(span.low, span.high) for span in spans]
    gone: list[tuple[Curve, Curve]] = []
    for other in others:
        other_low, other_high = other.low.at(middle), other.high.at(middle)
        after: list[tuple[Curve, Curve]] = []
        for low, high in kept:
            a, b = low.at(middle), high.at(middle)
            if min(b, other_high) - max(a, other_low) <= RESOLUTION_MM:
                after.append((low, high))
                continue
            below, above = other_low - a > RESOLUTION_MM, b - other_high > RESOLUTION_MM
            if below:
                after.append((low, other.low))
            if above:
                after.append((other.high, high))
            gone.append((other.low if below else low, other.high if above else high))
        kept = after
    gone.sort(key=lambda pair: pair[0].at(middle))
    return (
        tuple(_span(low, high, z0, z1) for low, high in kept),
        tuple(_span(low, high, z0, z1) for low, high in gone),
    )


def _append(slabs: list[Slab], slab: Slab) -> None:
    """Add a slab at the end, as part of the last one where its curves only go on."""
    if not slab.spans:
        return
    last = slabs[-1] if slabs else None
    if last is None or last.z1_mm != slab.z0_mm or len(last.spans) != len(slab.spans):
        slabs.append(slab)
        return
    pairs = list(zip(last.spans, slab.spans, strict=True))
    if any(a.low != b.low or a.high != b.high for a, b in pairs):
        slabs.append(slab)
        return
    spans = tuple(
        Span(a.low, a.high, min(a.r_min_mm, b.r_min_mm), max(a.r_max_mm, b.r_max_mm))
        for a, b in pairs
    )
    slabs[-1] = Slab(last.z0_mm, slab.z1_mm, spans)
