"""A program's moves as one sequence, of which long stretches are columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import ARC, FEED, RAPID, Arc, Move

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


KINDS = (RAPID, FEED, ARC)
"""The kinds of moves in columns, by the number that stands for them there."""


@dataclass(frozen=True, slots=True, eq=False)
class ArcColumns:
    """The arcs among moves in columns: `rows` are their places, `values` (of shape (arcs, 6)) what
    an `Arc` in this plane has behind its plane."""

    plane: str
    rows: Ints
    values: Floats

    def of(self, rows: range) -> Iterator[Arc | None]:
        """The arc of each of these moves, None where it is straight."""
        first, end = (int(np.searchsorted(self.rows, row)) for row in (rows.start, rows.stop))
        arcs: list[Arc | None] = [None] * len(rows)
        values = self.values[first:end].tolist()
        for row, (x, y, begin, sweep, start_radius, end_radius) in zip(
            self.rows[first:end].tolist(), values, strict=True
        ):
            arcs[row - rows.start] = Arc(self.plane, x, y, begin, sweep, start_radius, end_radius)
        return iter(arcs)


@dataclass(frozen=True, slots=True, eq=False)
class MoveColumns(Sequence[Move]):
    """Moves by columns, with one tool, spindle speed, coolant, offset and mode of stopping for
    all.

    `kinds` are places in `KINDS`; `starts` and `ends` are of shape (moves, 3).
    """

    lines: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int8]
    starts: Floats
    ends: Floats
    durations_s: Floats
    feeds_mm_per_min: Floats
    arcs: ArcColumns
    tool: int
    spindle_rpm: float
    coolant: bool
    offset: Vector
    exact_stop: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, at: int) -> Move: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Move, ...]: ...
    def __getitem__(self, at: int | slice) -> Move | tuple[Move, ...]:
        if isinstance(at, slice):
            rows = range(len(self))[at]
            if rows.step == 1:
                return tuple(self._moves(rows))
            return tuple(self[row] for row in rows)
        row = range(len(self))[at]
        return next(self._moves(range(row, row + 1)))

    def __iter__(self) -> Iterator[Move]:
        return self._moves(range(len(self)))

    def _moves(self, rows: range) -> Iterator[Move]:
        tool, rpm, coolant, offset = self.tool, self.spindle_rpm, self.coolant, self.offset
        exact_stop = self.exact_stop
        columns = (self.kinds, self.lines, self.starts, self.ends, self.durations_s)
        shown = (column[rows.start : rows.stop].tolist() for column in columns)
        feeds = self.feeds_mm_per_min[rows.start : rows.stop].tolist()
        for kind, line, start, end, duration_s, feed, arc in zip(
            *shown, feeds, self.arcs.of(rows), strict=True
        ):
            yield Move(
                KINDS[kind], line, (start[0], start[1], start[2]), (end[0], end[1], end[2]),
                duration_s, tool, rpm, coolant, offset, feed, arc, exact_stop=exact_stop,
            )  # fmt: skip


class Moves(Sequence[Move]):
    """The moves of a program: some one by one, some in columns, as one sequence that grows."""

    def __init__(self) -> None:
        self._last: list[Move] = []
        self._parts: list[Sequence[Move]] = [self._last]
        self._begins = [0]
        self._in_columns = 0

    @property
    def parts(self) -> Sequence[Sequence[Move]]:
        """The moves in their order, where possible many in columns."""
        return self._parts

    @property
    def single(self) -> int:
        """How many moves are not in columns."""
        return len(self) - self._in_columns

    def append(self, move: Move) -> None:
        """One more move."""
        self._last.append(move)

    def __iadd__(self, moves: Iterable[Move]) -> Moves:
        self._last += moves
        return self

    def add_columns(self, moves: MoveColumns) -> None:
        """Many more moves."""
        if not len(moves):
            return
        begin = len(self)
        self._in_columns += len(moves)
        self._last = []
        self._parts += (moves, self._last)
        self._begins += (begin, begin + len(moves))

    def __len__(self) -> int:
        return self._begins[-1] + len(self._last)

    @overload
    def __getitem__(self, at: int) -> Move: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Move, ...]: ...
    def __getitem__(self, at: int | slice) -> Move | tuple[Move, ...]:
        if isinstance(at, int):
            index = range(len(self))[at]
            part = bisect_right(self._begins, index) - 1
            return self._parts[part][index - self._begins[part]]
        start, stop, step = at.indices(len(self))
        if step != 1:
            return tuple(self)[at]
        pieces = zip(self._begins, self._parts, strict=True)
        return tuple(
            chain.from_iterable(
                part[max(0, start - begin) : max(0, stop - begin)] for begin, part in pieces
            )
        )

    def __iter__(self) -> Iterator[Move]:
        return chain.from_iterable(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moves | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
