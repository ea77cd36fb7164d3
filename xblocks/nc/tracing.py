"""A program's moves as text, one a line, to read or to compare with another interpreter's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import ARC, DWELL, FEED, PLANES, RAPID, STOP, TOOL, Move


def trace(moves: Sequence[Move], *, work: bool) -> Iterator[str]:
    """``RAPID x y z``, ``FEED x y z f``, ``ARC cw|ccw xy|zx|yz x y z first second f`` (the centre
    on the plane's axes), ``DWELL s``, ``TOOL t``, ``SPINDLE rpm``, ``COOLANT on|off``, ``STOP``.

    End points are in machine coordinates, or with `work` as the program says them; always in mm.
    """
    spindle_rpm, coolant = 0.0, False
    for move in moves:
        if move.spindle_rpm != spindle_rpm:
            spindle_rpm = move.spindle_rpm
            yield f"SPINDLE {spindle_rpm:g}"
        if move.coolant != coolant:
            coolant = move.coolant
            yield f"COOLANT {'on' if coolant else 'off'}"
        yield _line(move, move.offset if work else (0.0, 0.0, 0.0))


def _line(move: Move, offset: Vector) -> str:
    end = " ".join(_number(move.end[axis] - offset[axis]) for axis in range(3))
    feed = _number(move.feed_mm_per_min)
    if move.kind == RAPID:
        return f"RAPID {end}"
    if move.kind == FEED:
        return f"FEED {end} {feed}"
    if move.kind == ARC and move.arc is not None:
        first, second, _ = PLANES[move.arc.plane]
        turn = "ccw" if move.arc.sweep_rad > 0 else "cw"
        centre = f"{_number(move.arc.first_mm - offset[first])} " + _number(
            move.arc.second_mm - offset[second]
        )
        return f"ARC {turn} {move.arc.plane} {end} {centre} {feed}"
    return {
        DWELL: f"DWELL {_number(move.duration_s)}",
        TOOL: f"TOOL {move.tool}",
        STOP: "STOP",
    }[move.kind]


def _number(value: float) -> str:
    return f"{value:.4f}".replace("-0.0000", "0.0000")
