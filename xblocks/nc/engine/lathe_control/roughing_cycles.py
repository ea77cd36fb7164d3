"""G71 to G73: from a finished shape to the passes that rough it out.

The shape is the blocks from P to Q as elements, the first of which leads from the cycle's start
point to where the shape begins. G72 is G71 with the axes exchanged, an inside G71 one with the
radius turned round, so that there is one way of roughing: passes along the first coordinate, each
deeper in the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.lathe_control.lathe_alarms import check_passes, reject_turning
from xblocks.nc.engine.lathe_control.roughing_passes import (
    SAME_MM,
    Frame,
    Roughing,
    roughing_passes,
)
from xblocks.nc.engine.turning.contour import Edge, Point, plus
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element

_Shape = Sequence[Element]


@dataclass(frozen=True, slots=True)
class StockRemoval:
    """The words of G71 or G72, lengths as the control means them.

    `depth_mm` is U of the first line (a radius; W for G72), `escape_mm` its R. The allowances are
    signed: U of the second line is a DIAMETER. `line` is that of the second G71, `feed_mm` its F.
    `hollows` is type II: the shape's first block names both X and Z, were it by W0.
    """

    depth_mm: float
    escape_mm: float
    u_diameter_mm: float
    w_mm: float
    feed_mm: float
    line: int
    hollows: bool = False

    @property
    def allowance(self) -> Point:
        """By how much the roughed shape lies off the finished one, (z, r)."""
        return self.w_mm, self.u_diameter_mm / 2


def g71(start: Point, shape: _Shape, words: StockRemoval, place: Place) -> tuple[Element, ...]:
    """Rough with passes along Z; the shape of type II may have hollows. Raises `Rejected` for a
    shape or a depth that the control refuses."""
    return _removal(start, shape, words, place, exchanged=False)


def g72(start: Point, shape: _Shape, words: StockRemoval, place: Place) -> tuple[Element, ...]:
    """Rough with passes along X; otherwise as `g71`."""
    return _removal(start, shape, words, place, exchanged=True)


@dataclass(frozen=True, slots=True)
class PatternRepeating:
    """The words of G73: `relief` is W and U of the first line, (z, r), U a radius; `repeats` its R;
    then the allowances as in `StockRemoval`."""

    relief: Point
    repeats: int
    u_diameter_mm: float
    w_mm: float
    feed_mm: float
    line: int


def g73(start: Point, shape: _Shape, words: PatternRepeating, place: Place) -> tuple[Element, ...]:
    """Follow the shape `repeats` times, first off by relief and allowance, at last by the allowance
    alone, and go back to the start."""
    if words.repeats < 1:
        raise reject_turning("cycle-repeats", place, code="G73")
    check_passes(words.repeats, "G73", place, len(shape))
    _check_first(shape, "G73", place, across=None)
    moves: list[Element] = []
    at = start
    for pass_number in range(words.repeats):
        share = 1 - pass_number / (words.repeats - 1) if words.repeats > 1 else 0.0
        by = (
            words.w_mm + share * words.relief[0],
            words.u_diameter_mm / 2 + share * words.relief[1],
        )
        begin = plus(start, by)
        moves.append(Element(RAPID, Edge(at, begin), words.line))
        moves += _follow(shape, by, words.feed_mm, words.line)
        at = plus(shape[-1].path.end, by)
    return (*moves, Element(RAPID, Edge(at, start), words.line))


def _removal(
    start: Point, shape: _Shape, words: StockRemoval, place: Place, *, exchanged: bool
) -> tuple[Element, ...]:
    code = "G72" if exchanged else "G71"
    if words.depth_mm <= 0:
        raise reject_turning("cycle-depth", place, code=code, letters="W" if exchanged else "U")
    _check_first(shape, code, place, across=0 if exchanged else 1)
    begin = plus(start, words.allowance)
    approach, *shifted = (element.path.moved(words.allowance) for element in shape)
    approach = Edge(begin, approach.end)
    frame = _frame(begin, shifted, exchanged=exchanged)
    rough = Roughing(
        start=frame.into(begin),
        opening_mm=frame.into(approach.end if words.hollows else begin)[0],
        shape=tuple(frame.edge(edge) for edge in shifted),
        depth_mm=words.depth_mm,
        escape_mm=words.escape_mm,
        hollows=words.hollows,
        plunge=shape[0].kind,
    )
    _check_monotone(rough, code, place, exchanged=exchanged)
    passes = (rough.start[1] - rough.floor_mm) / rough.depth_mm
    check_passes(passes, code, place, len(shape))
    steps = [(kind, frame.back(edge)) for kind, edge in roughing_passes(rough)]
    last = shifted[-1].end
    path = [
        (RAPID, Edge(start, begin)),
        *steps,
        (shape[0].kind, approach),
        *((FEED, edge) for edge in shifted),
        (RAPID, Edge(last, start)),
    ]
    return tuple(_element(kind, edge, words) for kind, edge in path if edge.start != edge.end)


def _frame(begin: Point, shape: Sequence[Edge], *, exchanged: bool) -> Frame:
    """Passes run the way that the shape runs, and go deeper towards where it begins."""
    along, across = (1, 0) if exchanged else (0, 1)
    runs_up = shape[-1].end[along] > shape[0].start[along]
    return Frame(
        exchanged,
        along=-1 if runs_up else 1,
        across=-1 if shape[0].start[across] > begin[across] else 1,
    )


def _element(kind: str, path: Edge, words: StockRemoval) -> Element:
    return Element(kind, path, words.line, words.feed_mm if kind == FEED else 0.0)


def _follow(shape: _Shape, by: Point, feed_mm: float, line: int) -> list[Element]:
    return [
        replace(
            element,
            path=element.path.moved(by),
            feed_mm=0.0 if element.kind == RAPID else feed_mm,
            line=line,
        )
        for element in shape
    ]


def _check_first(shape: _Shape, code: str, place: Place, *, across: int | None) -> None:
    """Raise `Rejected` if there is no shape, or if it begins with an arc or does not move `across`
    the passes."""
    if len(shape) < 2:
        raise reject_turning("profile-empty", place, code=code)
    path = shape[0].path
    axes_zh = axes_en = ""
    if across is not None:
        letter = "ZX"[across]
        axes_zh, axes_en = f"，并且要移动 {letter}", f", and must move {letter}"
    still = across is not None and path.start[across] == path.end[across]
    if path.centre is not None or still:
        raise reject_turning(
            "profile-first-block", place, code=code, axes_zh=axes_zh, axes_en=axes_en
        )


def _check_monotone(rough: Roughing, code: str, place: Place, *, exchanged: bool) -> None:
    """Type I goes one way along both axes, type II along that of the passes."""
    letters = "XZ" if exchanged else "ZX"
    axes = letters[0] if rough.hollows else letters
    for axis in range(len(axes)):
        if not _goes_one_way(rough.shape, axis):
            wrong = "profile-turns-back" if rough.hollows else "profile-not-monotone"
            raise reject_turning(wrong, place, code=code, axes=", ".join(axes))


def _goes_one_way(shape: Sequence[Edge], axis: int) -> bool:
    senses = set()
    for edge in shape:
        low, high = (corner[axis] for corner in edge.bounds())
        a, b = edge.start[axis], edge.end[axis]
        if low < min(a, b) - SAME_MM or high > max(a, b) + SAME_MM:
            return False
        if abs(b - a) > SAME_MM:
            senses.add(b > a)
    return len(senses) < 2
