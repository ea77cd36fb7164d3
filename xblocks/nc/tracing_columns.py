"""The text of many moves at once: what `tracing` writes of each, letter for letter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.move_columns import KINDS, MoveColumns
from xblocks.nc.engine.moves import PLANES, RAPID

Floats = npt.NDArray[np.float64]
Characters = npt.NDArray[np.uint8]

_LARGEST = 1e8
_NEARLY_HALF = 0.499
"""Past this share of the last decimal, rounding is left to Python, which knows the exact value."""

_FIELD = np.dtype([("sign", "u1"), ("high", "u4"), ("low", "u4"), ("point", "u1"), ("part", "u4")])
"""A number of up to eight digits before the point and four behind it; a character that it does not
need is NUL, and is left out of the text."""

_WIDTH = _FIELD.itemsize
_SPACE, _LINE_END = ord(" "), ord("\n")


def _four_digits(*, leading: bool) -> npt.NDArray[np.uint32]:
    """The numbers from 0 to 9999 as four characters, with or without leading zeros."""
    numbers = np.arange(10_000)
    digits = numbers[:, None] // (1000, 100, 10, 1) % 10
    characters = (digits + ord("0")).astype(np.uint8)
    if not leading:
        characters[numbers[:, None] < (1000, 100, 10, 0)] = 0
    return characters.view(np.uint32)[:, 0]


_FILLED, _BARE = _four_digits(leading=True), _four_digits(leading=False)


def plane_behind(plane: str) -> str:
    """What an arc's line ends with: its plane, which goes without saying if it is XY."""
    return "" if plane == "xy" else f" {plane}"


def text_of_columns(
    moves: MoveColumns, offset: Vector, number: Callable[[float], str]
) -> str | None:
    """A line for each move, each with its line end; `offset` is taken off ends. None if
    there is a number of more digits than columns have room for. `number` writes one alone."""
    is_arc = np.zeros(len(moves), np.bool_)
    is_arc[moves.arcs.rows] = True
    is_rapid = moves.kinds == KINDS.index(RAPID)
    columns = [moves.ends[:, axis] - offset[axis] for axis in range(3)]
    columns += _to_centres(moves)
    columns.append(moves.feeds_mm_per_min)
    if not all((np.abs(column) < _LARGEST).all() for column in columns):
        return None
    kinds = _kinds(moves)
    fields = np.zeros((len(moves), len(columns), _WIDTH + 1), np.uint8)
    for index, column in enumerate(columns):
        fields[:, index, 0] = _SPACE
        fields[:, index, 1:] = _characters(column, number)
    fields[~is_arc, 3:-1] = 0
    fields[is_rapid, -1] = 0
    ends = np.full((len(moves), 1), _LINE_END, np.uint8)
    planes = np.frombuffer(plane_behind(moves.arcs.plane).encode(), np.uint8)
    behind = np.where(is_arc[:, None], planes, np.uint8(0))
    rows = np.concatenate([kinds, fields.reshape(len(moves), -1), behind, ends], axis=1)
    return rows.tobytes().translate(None, b"\0").decode("ascii")


def _kinds(moves: MoveColumns) -> Characters:
    """What each line begins with."""
    names = ("RAPID", "FEED", "ARC cw", "ARC ccw")
    width = max(map(len, names))
    texts = np.frombuffer(b"".join(name.encode().ljust(width, b"\0") for name in names), np.uint8)
    kinds = moves.kinds.astype(np.intp)
    kinds[moves.arcs.rows] += moves.arcs.values[:, 3] > 0
    found: Characters = texts.reshape(len(names), width)[kinds]
    return found


def _to_centres(moves: MoveColumns) -> list[Floats]:
    """The way from start to centre in three columns, filled where there are arcs; none if there is
    no arc."""
    rows, values = moves.arcs.rows, moves.arcs.values
    if not len(rows):
        return []
    columns = [np.zeros(len(moves)) for _ in range(3)]
    for index, axis in enumerate(PLANES[moves.arcs.plane][:2]):
        columns[axis][rows] = values[:, index] - moves.starts[rows, axis]
    return columns


def _characters(values: Floats, number: Callable[[float], str]) -> Characters:
    """The numbers with four decimals, of shape (values, `_WIDTH`)."""
    if len(values) > 1 and (values == values[0]).all():
        return _characters(values[:1], number)
    scaled = np.abs(values) * 1e4
    rounded = np.rint(scaled)
    digits = rounded.astype(np.int64)
    whole = digits // 10_000
    high = whole // 10_000
    fields = np.zeros(len(values), _FIELD)
    fields["sign"] = np.where((values < 0) & (digits > 0), ord("-"), 0)
    fields["low"] = _BARE[whole - high * 10_000]
    fields["point"] = ord(".")
    fields["part"] = _FILLED[digits - whole * 10_000]
    large = np.flatnonzero(high)
    fields["high"][large] = _BARE[high[large]]
    fields["low"][large] = _FILLED[(whole - high * 10_000)[large]]
    characters = fields.view(np.uint8).reshape(len(values), _WIDTH)
    for index in np.flatnonzero(np.abs(scaled - rounded) > _NEARLY_HALF).tolist():
        written = number(float(values[index])).encode().ljust(_WIDTH, b"\0")
        characters[index] = np.frombuffer(written, np.uint8)
    return characters
