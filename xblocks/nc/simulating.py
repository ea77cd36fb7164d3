"""What a program does, as JSON for the browser to play. Nothing here is a mark."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from xblocks.attempt import Refusal, Remark
from xblocks.nc.engine.field import untouched
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.milling import tip_path
from xblocks.nc.engine.moves import ARC, FEED, RAPID, Move, arc_points
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.exercise_values import ENGINE, target_field
from xblocks.nc.exercise_view import clamps_view, stock_view, tools_view
from xblocks.nc.running import Result, alarm_remark, finding_remark, read, run_program

MAX_MOVES = 20_000
MAX_POINTS = 60_000
MAX_FINDINGS = 500
_CHORD_MM = 0.02


def simulate(exercise_text: str, program: object, seed: int) -> dict[str, Any]:
    """Alarms, findings, moves with their tool paths and times, and the part beside the target.

    A program that no control could read gives its alarms, no moves and the untouched stock. Raises
    ValueError for an exercise that has an error itself.
    """
    exercise = parse_exercise(exercise_text)
    if not isinstance(exercise, Exercise):
        raise ValueError(f"the exercise has errors, the first at line {exercise[0].line}")
    readable = read(program, exercise)
    if isinstance(readable, Refusal):
        return _shown(exercise, seed, readable.remarks, None)
    result = run_program(exercise, readable)
    alarm = result.run.alarm
    return _shown(exercise, seed, (alarm_remark(alarm),) if alarm else (), result)


def _shown(
    exercise: Exercise, seed: int, alarms: tuple[Remark, ...], result: Result | None
) -> dict[str, Any]:
    part = result.part.field if result else untouched(exercise.setup.stock, exercise.cell_mm)
    moves, thinned = _moves(exercise, result.run.moves) if result else ([], False)
    findings = result.findings[:MAX_FINDINGS] if result else ()
    return {
        "engine": ENGINE,
        "seed": seed,
        "readable": result is not None,
        "alarms": [asdict(alarm) for alarm in alarms],
        "findings": [asdict(finding_remark(found)) for found in findings],
        "moves": moves,
        "thinned": thinned,
        "cycle_time_s": round(result.run.duration_s, 3) if result else 0.0,
        "removed_mm3": round(result.part.removed_mm3, 3) if result else 0.0,
        "part": part.to_json(),
        "target": target_field(exercise, exercise.cell_mm).to_json(),
        "tolerance_um": round(exercise.surface_tolerance_mm * 1000),
        "stock": stock_view(exercise),
        "clamps": clamps_view(exercise),
        "tools": tools_view(exercise),
    }


def _moves(exercise: Exercise, moves: tuple[Move, ...]) -> tuple[list[dict[str, Any]], bool]:
    """The moves to draw. Past `MAX_POINTS`, arcs are drawn by their ends; past `MAX_MOVES`, no
    more."""
    shown: list[dict[str, Any]] = []
    elapsed_s, points_left = 0.0, MAX_POINTS
    for move in moves[:MAX_MOVES]:
        chord_mm = _CHORD_MM if points_left > 0 else float("inf")
        points = _points(exercise, move, chord_mm)
        points_left -= len(points)
        shown.append(
            {
                "kind": move.kind,
                "line": move.line,
                "points": [round(value, 4) for point in points for value in point],
                "t0_s": round(elapsed_s, 4),
                "t1_s": round(elapsed_s + move.duration_s, 4),
                "tool": move.tool,
                "feed_mm_per_min": round(move.feed_mm_per_min, 3),
                "spindle_rpm": move.spindle_rpm,
            }
        )
        elapsed_s += move.duration_s
    return shown, points_left <= 0 or len(moves) > MAX_MOVES


def _points(exercise: Exercise, move: Move, chord_mm: float) -> list[Vector]:
    if move.kind not in (RAPID, FEED, ARC):
        return []
    start, end = tip_path(move, exercise.machine.tool(move.tool), exercise.setup.origin_mm)
    if move.arc is None or chord_mm == float("inf"):
        return [start, end]
    dx, dy, dz = (start[axis] - move.start[axis] for axis in range(3))
    return [
        (x + dx, y + dy, z + dz) for x, y, z in arc_points(move.arc, move.start, move.end, chord_mm)
    ]
