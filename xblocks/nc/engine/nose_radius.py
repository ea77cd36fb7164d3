"""G41 and G42 on a lathe: the path of the tip that lets a round nose cut the programmed contour.

The centre of the nose goes beside the contour, at the nose radius; the programmed point, the
imaginary tip, is one nose radius from there in the directions that the tip orientation names.
Inside corners are cut off where the paths beside two blocks meet; around outside corners the tool
goes straight, along the tangents, as Fanuc's type C does, and not on an arc.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.contour import Edge, Point, cross, dot, left_of, minus, plus, scaled
from xblocks.nc.engine.insert import TIPS
from xblocks.nc.engine.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_moves import Element
from xblocks.nc.engine.meetings import meetings

LEFT, RIGHT = 1, -1
"""G41 and G42: the side of the contour on which the tool goes, seen along its travel."""

_SAME_MM = 1e-9
_STRAIGHT_ON = 1e-9
_TANGENT_MM = 0.01
"""Paths that miss each other by so little go on from one another: coordinates are rounded."""

PlaceOf = Callable[[int], Place]


def compensate(
    elements: Sequence[Element],
    *,
    side: int,
    nose_radius_mm: float,
    orientation: int,
    place_of: PlaceOf,
) -> tuple[Element, ...]:
    """The elements of the tip's path for a contour that is compensated from its second element to
    its last but one; the first leads to it (the block of G41 or G42), the last away (G40).

    Elements must each have a length. Raises `Rejected`, at the place of a line, where the first or
    the last is an arc (PS0034), paths do not meet (PS0033), or one runs backwards (PS0041).
    """
    for element, word in ((elements[0], "G41/G42"), (elements[-1], "G40")):
        if element.path.centre is not None:
            raise reject_turning("start-on-arc", place_of(element.line), word=word)
    inner = elements[1:-1]
    if not inner or nose_radius_mm == 0:
        return tuple(elements)
    beside = [_beside(element, side * nose_radius_mm, place_of) for element in inner]
    joined = _joined(list(zip(inner, beside, strict=True)), side * nose_radius_mm, place_of)
    to_tip = scaled(TIPS[orientation], nose_radius_mm)
    tips = [replace(element, path=element.path.moved(to_tip)) for element in joined]
    entry = replace(elements[0], path=Edge(elements[0].path.start, tips[0].path.start))
    leave = replace(elements[-1], path=Edge(tips[-1].path.end, elements[-1].path.end))
    return (entry, *tips, leave)


def _beside(element: Element, offset_mm: float, place_of: PlaceOf) -> Edge:
    """The edge as far to the left as given."""
    path = element.path
    start, end = (
        plus(path.at(share), scaled(left_of(path.heading(share)), offset_mm)) for share in (0, 1)
    )
    if path.centre is None:
        return Edge(start, end)
    if path.radius_mm - path.turn * offset_mm <= _SAME_MM:
        raise _backwards(element, offset_mm, place_of)
    return Edge(start, end, path.centre, path.turn)


def _joined(
    pairs: list[tuple[Element, Edge]], offset_mm: float, place_of: PlaceOf
) -> list[Element]:
    """The edges beside, cut off or linked at each corner."""
    links: list[tuple[Point, ...]] = []
    for (element, one), (following, other) in pairwise(pairs):
        links.append(_corner(element, one, following, other, offset_mm, place_of))
    joined: list[Element] = []
    for index, (element, edge) in enumerate(pairs):
        before = links[index - 1] if index else (edge.start,)
        after = links[index] if index < len(links) else (edge.end,)
        inside_before, inside_after = len(before) == 1, len(after) == 1
        start = before[0] if inside_before else edge.start
        end = after[0] if inside_after else edge.end
        path = replace(edge, start=start, end=end)
        _check_forward(element, edge, path, offset_mm, place_of)
        if math.dist(start, end) > _SAME_MM:
            joined.append(replace(element, path=path))
        joined += (
            replace(element, path=Edge(a, b))
            for a, b in pairwise(after)
            if not inside_after and math.dist(a, b) > _SAME_MM
        )
    return joined


def _corner(
    element: Element,
    one: Edge,
    following: Element,
    other: Edge,
    offset_mm: float,
    place_of: PlaceOf,
) -> tuple[Point, ...]:
    """Where to go from one edge to the next: a single point where they meet, or the corners of the
    way around, from the end of one to the start of the other."""
    before, after = element.path.heading(1.0), following.path.heading(0.0)
    turn = cross(before, after) * math.copysign(1.0, offset_mm)
    if abs(turn) < _STRAIGHT_ON and dot(before, after) > 0:
        return (one.end,)
    if turn < -_STRAIGHT_ON or (abs(turn) <= _STRAIGHT_ON and dot(before, after) < 0):
        return tuple(_around(one, before, other, after, abs(offset_mm)))
    places = meetings(one, other)
    if not places and math.dist(one.end, other.start) < _TANGENT_MM:
        return one.end, other.start
    if not places:
        raise reject_turning("no-intersection", place_of(following.line))
    corner = element.path.end
    return (min(places, key=lambda place: math.dist(place, corner)),)


def _around(
    one: Edge, before: Point, other: Edge, after: Point, radius_mm: float
) -> Iterator[Point]:
    """By one corner where the contour turns by up to a right angle, by two beyond that."""
    yield one.end
    half = math.atan2(abs(cross(before, after)), dot(before, after)) / 2
    reach = radius_mm * math.tan(half) if half <= math.pi / 4 + _STRAIGHT_ON else radius_mm
    yield plus(one.end, scaled(before, reach))
    yield plus(other.start, scaled(after, -reach))
    yield other.start


def _check_forward(
    element: Element, whole: Edge, path: Edge, offset_mm: float, place_of: PlaceOf
) -> None:
    """Raise `Rejected` if what is left of an edge runs against its contour."""
    if whole.centre is None:
        along = minus(path.end, path.start)
        backwards = dot(along, whole.heading(0.0)) < -_SAME_MM
    else:
        cut_off = abs(path.sweep_rad) - abs(whole.sweep_rad)
        backwards = cut_off > _SAME_MM
    if backwards:
        raise _backwards(element, offset_mm, place_of)


def _backwards(element: Element, offset_mm: float, place_of: PlaceOf) -> Exception:
    return reject_turning("interference", place_of(element.line), radius_mm=abs(offset_mm))
