"""Passes that rough out a shape, level after level: the geometry that G71 and G72 share.

All is in the frame of the passes: each runs towards less of the first coordinate (along), and the
next lies at less of the second (across). A level's passes are where the shape, cut off below at
that level, still lies below the level before. So the passes of a shape with hollows go over its
crests and along the sides of its hollows, and a shape that only rises is cut straight up to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID

SAME_MM = 1e-6

Step = tuple[str, Edge]
"""A kind of motion, and where it leads."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the machine's (z, r) become (along, across): exchanged or not, then each turned round
    where its sense is -1."""

    exchanged: bool
    along: int
    across: int

    def into(self, point: Point) -> Point:
        """A point of the machine in this frame."""
        a, b = (point[1], point[0]) if self.exchanged else point
        return a * self.along, b * self.across

    def back(self, edge: Edge) -> Edge:
        """An edge of this frame in the machine's."""
        return self._changed(edge, self._out)

    def edge(self, edge: Edge) -> Edge:
        """An edge of the machine in this frame."""
        return self._changed(edge, self.into)

    def _out(self, point: Point) -> Point:
        a, b = point[0] * self.along, point[1] * self.across
        return (b, a) if self.exchanged else (a, b)

    def _changed(self, edge: Edge, change: Callable[[Point], Point]) -> Edge:
        reflections = (-1 if self.exchanged else 1) * self.along * self.across
        centre = change(edge.centre) if edge.centre else None
        return Edge(change(edge.start), change(edge.end), centre, edge.turn * reflections)


@dataclass(frozen=True, slots=True)
class Roughing:
    """What to rough: passes start at `start`, where the shape opens at `opening_mm` along.

    `shape` goes on from its opening. `depth_mm` is from level to level, `escape_mm` how far the
    tool backs off, at 45 degrees. Without `hollows` a pass ends where it meets the shape; with them
    it also follows the shape up to the level before.
    """

    start: Point
    opening_mm: float
    shape: tuple[Edge, ...]
    depth_mm: float
    escape_mm: float
    hollows: bool
    plunge: str = RAPID

    @property
    def floor_mm(self) -> float:
        """The lowest that the shape reaches."""
        return min(edge.bounds()[0][1] for edge in self.shape)


def levels(rough: Roughing) -> list[float]:
    """The levels of the passes, above the lowest of the shape; the last step is left to the pass
    along the shape."""
    whole = math.ceil((rough.start[1] - rough.floor_mm - SAME_MM) / rough.depth_mm)
    return [rough.start[1] - step * rough.depth_mm for step in range(1, whole)]


def roughing_passes(rough: Roughing) -> list[Step]:
    """The steps of all levels, from the start back to it; none where one step is deep enough."""
    steps: list[Step] = []
    at = rough.start
    before = rough.start[1]
    for level in levels(rough):
        for run in _runs(rough.shape, level, before):
            cuts = _cuts(rough, run, level, before)
            # Below a wall where passes start there is nothing to cut.
            if cuts and (rough.hollows or _is_open(rough, run, level)):
                steps += _one_pass(rough, at, cuts, before)
                at = steps[-1][1].end
        before = level
    if at != rough.start:
        steps += _straight(RAPID, at, rough.start)
    return steps


def _one_pass(rough: Roughing, at: Point, cuts: list[Edge], before: float) -> Iterator[Step]:
    """Go in, cut, back off at 45 degrees as far as a hollow is wide, and return to where passes
    start: over the crests on the way, to which the shape rises between there and the cut."""
    begin, end = cuts[0].start, cuts[-1].end
    over = max(before, _crest(rough.shape, begin[0])) + rough.escape_mm
    if begin[0] == rough.opening_mm:
        yield from _straight(rough.plunge, at, begin)
    else:
        corners = (at, (at[0], over), (begin[0], over), (begin[0], before + rough.escape_mm))
        for a, b in pairwise(corners):
            yield from _straight(RAPID, a, b)
        yield from _straight(FEED, corners[-1], begin)
    yield from ((FEED, cut) for cut in cuts)
    opens = begin[0] == rough.opening_mm
    clear = end if opens else (end[0], max(end[1], before))
    off = (min(end[0] + rough.escape_mm, begin[0]), clear[1] + rough.escape_mm)
    over = off[1] if opens else over
    for a, b in pairwise((end, clear, off, (off[0], over), (rough.opening_mm, over))):
        yield from _straight(RAPID, a, b)


def _crest(shape: tuple[Edge, ...], along: float) -> float:
    """The highest that the shape reaches before it gets to a place, with the edge it is on."""
    ahead = [edge.bounds()[1][1] for edge in shape if edge.start[0] > along + SAME_MM]
    return max(ahead, default=-math.inf)


def _runs(shape: tuple[Edge, ...], level: float, before: float) -> list[list[Edge]]:
    """The stretches of the shape below the level before that also reach below this level, split
    where the shape crosses it."""
    runs: list[list[Edge]] = []
    open_run: list[Edge] = []
    for edge in shape:
        for piece in split_across(edge, (level, before)):
            if piece.at(0.5)[1] < before:
                open_run.append(piece)
            else:
                runs.append(open_run)
                open_run = []
    runs.append(open_run)
    return [run for run in runs if any(piece.at(0.5)[1] < level for piece in run)]


def _is_open(rough: Roughing, run: list[Edge], level: float) -> bool:
    """Whether a pass can enter this stretch straight from where passes start."""
    first = rough.shape[0].start
    return run[0].start == first and first[1] <= level + SAME_MM


def _cuts(rough: Roughing, run: list[Edge], level: float, before: float) -> list[Edge]:
    """The run with its parts below the level replaced by the level itself."""
    cuts: list[Edge] = []
    entry: Point | None = (rough.opening_mm, level) if _is_open(rough, run, level) else None
    for piece in run:
        if piece.at(0.5)[1] < level:
            entry = entry or (piece.start[0], level)
            continue
        if entry is not None:
            cuts += _level_cut(entry, piece.start)
            entry = None
            if not rough.hollows:
                return cuts
        cuts.append(piece)
    if entry is not None:
        cuts += _level_cut(entry, (run[-1].end[0], level))
    return cuts


def _level_cut(begin: Point, end: Point) -> list[Edge]:
    return [Edge(begin, (end[0], begin[1]))] if abs(begin[0] - end[0]) > SAME_MM else []


def split_across(edge: Edge, heights: tuple[float, ...]) -> list[Edge]:
    """The parts of an edge between its crossings of these heights across."""
    shares = sorted(share for height in heights for share in _crossing_shares(edge, height))
    marks = [0.0, *(share for share in shares if SAME_MM < share < 1 - SAME_MM), 1.0]
    return [edge.part(a, b) for a, b in pairwise(marks) if b - a > SAME_MM]


def _crossing_shares(edge: Edge, height: float) -> list[float]:
    if edge.centre is None:
        rise = edge.end[1] - edge.start[1]
        return [(height - edge.start[1]) / rise] if rise else []
    sine = (height - edge.centre[1]) / edge.radius_mm
    if abs(sine) >= 1:
        return []
    angle = math.asin(sine)
    return [
        (edge.turn * (crossing - edge.start_rad)) % (2 * math.pi) / abs(edge.sweep_rad)
        for crossing in (angle, math.pi - angle)
    ]


def _straight(kind: str, start: Point, end: Point) -> list[Step]:
    return [(kind, Edge(start, end))] if math.dist(start, end) > SAME_MM else []
