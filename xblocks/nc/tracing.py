"""A program's moves as text, one a line, to read or to compare with another interpreter's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.move_columns import MoveColumns, Moves
from xblocks.nc.engine.moves import ARC, DWELL, FEED, PLANES, RAPID, STOP, THREAD, TOOL, Arc, Move
from xblocks.nc.tracing_columns import plane_behind, text_of_columns

_NOWHERE: Vector = (0.0, 0.0, 0.0)
_MILLING: Vector = (1.0, 1.0, 1.0)
_TURNING: Vector = (2.0, 1.0, 1.0)


def trace(moves: Sequence[Move], *, work: bool) -> Iterator[str]:
    """The moves as text: whole lines, one or many at a time, each with its line end.

    ``RAPID x y z``, ``FEED x y z f``, ``ARC cw|ccw x y z i j k f`` (i, j, k from the start to the
    centre; behind f the plane, ``zx`` or ``yz``, where it is not XY), ``DWELL s``, ``TOOL t``,
    ``SPINDLE rpm``, ``COOLANT on|off``, ``STOP``.

    End points are in machine coordinates, or with `work` as the program says them; always in mm and
    mm/min. On a lathe X is a diameter in both, i a radius, and y is 0; ``THREAD x y z lead`` is a
    run in step with the spindle, and ``SPINDLE v m/min`` is constant surface speed, negative for
    M04.
    """
    spindle, coolant = "0", False
    for move, lines in _written(moves, work=work):
        speed = _speed(move)
        if speed != spindle:
            spindle = speed
            yield f"SPINDLE {spindle}\n"
        if move.coolant != coolant:
            coolant = move.coolant
            yield f"COOLANT {'on' if coolant else 'off'}\n"
        yield lines


def _written(moves: Sequence[Move], *, work: bool) -> Iterator[tuple[Move, str]]:
    """Each move and its line; moves in columns all at once, with the first of them."""
    for part in moves.parts if isinstance(moves, Moves) else (moves,):
        if isinstance(part, MoveColumns):
            lines = text_of_columns(part, part.offset if work else _NOWHERE, _number)
            if lines is not None:
                yield part[0], lines
                continue
        for move in part:
            yield move, _line(move, move.offset if work else _NOWHERE) + "\n"


def _speed(move: Move) -> str:
    told = move.turning.spindle if move.turning else None
    if told is not None and told.surface_m_per_min and told.sense:
        return f"{told.sense * told.surface_m_per_min:g} m/min"
    return f"{move.spindle_rpm:g}"


def _line(move: Move, offset: Vector) -> str:
    scales = _TURNING if move.turning else _MILLING
    end = " ".join(_number((move.end[axis] - offset[axis]) * scales[axis]) for axis in range(3))
    feed = _number(move.feed_mm_per_min)
    if move.kind == RAPID:
        return f"RAPID {end}"
    if move.kind == FEED:
        return f"FEED {end} {feed}"
    if move.kind == THREAD and move.turning is not None:
        return f"THREAD {end} {_number(move.turning.feed_mm)}"
    if move.kind == ARC and move.arc is not None:
        turn = "ccw" if move.arc.sweep_rad > 0 else "cw"
        return f"ARC {turn} {end} {_to_centre(move, move.arc)} {feed}{plane_behind(move.arc.plane)}"
    return {
        DWELL: f"DWELL {_number(move.duration_s)}",
        TOOL: f"TOOL {move.tool}",
        STOP: "STOP",
    }[move.kind]


def _to_centre(move: Move, arc: Arc) -> str:
    first, second, _ = PLANES[arc.plane]
    ijk = [0.0, 0.0, 0.0]
    ijk[first], ijk[second] = arc.first_mm - move.start[first], arc.second_mm - move.start[second]
    return " ".join(map(_number, ijk))


def _number(value: float) -> str:
    return f"{value:.4f}".replace("-0.0000", "0.0000")
