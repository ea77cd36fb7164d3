"""G74 and G75: pecks into the face or across the axis, side by side.

One goes in along Z and steps in X, the other in along X and steps in Z; with the axes exchanged
they are one cycle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.lathe_control.lathe_alarms import check_passes, reject_turning
from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element

_SAME_MM = 1e-9


@dataclass(frozen=True, slots=True)
class Pecking:
    """The words of G74 or G75. `p_mm` is P, a step across, and `q_mm` Q, a step along Z, both in mm
    and without sign (P a RADIUS); 0 is a word left out: all in one. `escape_mm` is R of the first
    line, what each peck backs off; `relief_mm` R of the second, by which the tool moves aside at
    the bottom. `end` is (z, r)."""

    end: Point
    escape_mm: float
    p_mm: float
    q_mm: float
    relief_mm: float
    feed_mm: float
    line: int


def g74(start: Point, words: Pecking, place: Place) -> tuple[Element, ...]:
    """Peck along Z, from the start to the end's X in steps of P."""
    path = _pecks(start, words, peck_mm=words.q_mm, step_mm=words.p_mm, code="G74", place=place)
    return tuple(Element(kind, edge, words.line, _feed(kind, words)) for kind, edge in path)


def g75(start: Point, words: Pecking, place: Place) -> tuple[Element, ...]:
    """Peck along X, from the start to the end's Z in steps of Q."""
    exchanged = Pecking(
        (words.end[1], words.end[0]),
        words.escape_mm,
        words.q_mm,
        words.p_mm,
        words.relief_mm,
        words.feed_mm,
        words.line,
    )
    path = _pecks(
        (start[1], start[0]),
        exchanged,
        peck_mm=words.p_mm,
        step_mm=words.q_mm,
        code="G75",
        place=place,
    )
    return tuple(
        Element(kind, Edge(edge.start[::-1], edge.end[::-1]), words.line, _feed(kind, words))
        for kind, edge in path
    )


def _feed(kind: str, words: Pecking) -> float:
    return words.feed_mm if kind == FEED else 0.0


def _pecks(
    start: Point, words: Pecking, *, peck_mm: float, step_mm: float, code: str, place: Place
) -> list[tuple[str, Edge]]:
    """The moves with pecks along the first coordinate and steps in the second."""
    if peck_mm < 0 or step_mm < 0 or words.escape_mm < 0:
        raise reject_turning("cycle-depth", place, code=code, letters="P, Q, R")
    down, over = (abs(b - a) for a, b in zip(start, words.end, strict=True))
    pecks = (down / peck_mm if peck_mm else 1) * (over / step_mm + 1 if step_mm else 2)
    check_passes(pecks, code, place)
    bottom, aside = words.end
    away = math.copysign(words.relief_mm, start[1] - aside)
    moves: list[tuple[str, Edge]] = []
    at = start
    for across in (start[1], *_steps(start[1], aside, step_mm)):
        corners = [(RAPID, (start[0], across))]
        corners += _down(start[0], bottom, across, peck_mm, words.escape_mm)
        corners.append((RAPID, (bottom, across + away)))
        corners.append((RAPID, (start[0], across + away)))
        for kind, point in corners:
            if math.dist(at, point) > _SAME_MM:
                moves.append((kind, Edge(at, point)))
                at = point
    return [*moves, (RAPID, Edge(at, start))] if at != start else moves


def _down(
    top: float, bottom: float, across: float, peck_mm: float, escape_mm: float
) -> Iterator[tuple[str, Point]]:
    """Feed in by pecks, backing off between them."""
    back = math.copysign(escape_mm, top - bottom)
    for before, depth in pairwise((top, *_steps(top, bottom, peck_mm))):
        if before != top:
            yield RAPID, (before + back, across)
        yield FEED, (depth, across)


def _steps(begin: float, end: float, step: float) -> list[float]:
    """Equal steps towards an end; the last is what remains, and without a step there is one."""
    length = abs(end - begin)
    if length < _SAME_MM:
        return []
    count = max(1, math.ceil(length / step - _SAME_MM)) if step else 1
    sense = math.copysign(step, end - begin)
    return [*(begin + number * sense for number in range(1, count)), end]
