"""What a program does, as JSON for the browser to play. Nothing here is a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from xblocks.attempt import Refusal, Remark
from xblocks.nc.engine.moves import Move
from xblocks.nc.entered_offsets import believed_machine
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.exercise_values import ENGINE
from xblocks.nc.losses import Outcome
from xblocks.nc.machining import machining_of
from xblocks.nc.running import alarm_remark, finding_remark, read

MAX_MOVES = 20_000
MAX_POINTS = 60_000
MAX_FINDINGS = 500
_CHORD_MM = 0.02
_ALL_SKIPS = frozenset(range(1, 10))


def simulate(
    exercise_text: str,
    program: object,
    seed: int,
    offsets: object = None,
    *,
    block_skip: bool = False,
    optional_stop: bool = False,
) -> dict[str, Any]:
    """Alarms, findings, moves with their tool paths and times, and the part beside the target, with
    what came off it in turn.

    `offsets` are those that the learner entered, where they are to be found. `block_skip` turns on
    all block skips and `optional_stop` lets M01 stop, whatever the exercise says. A program that no
    control could read, or offsets that no machine has, give alarms, no moves and the untouched
    stock. Raises ValueError for an exercise that has an error itself.
    """
    exercise = parse_exercise(exercise_text, seed)
    if not isinstance(exercise, Exercise):
        raise ValueError(f"the exercise has errors, the first at line {exercise[0].line}")
    readable = read(program, exercise)
    if isinstance(readable, Refusal):
        return _shown(exercise, seed, readable.remarks, None)
    believed = believed_machine(exercise, offsets)
    if isinstance(believed, Refusal):
        return _shown(exercise, seed, believed.remarks, None)
    switched = replace(
        believed,
        skip_switches=_ALL_SKIPS if block_skip else believed.skip_switches,
        optional_stop=optional_stop or believed.optional_stop,
    )
    outcome = machining_of(exercise).run(exercise, readable, switched)
    alarm = outcome.run.alarm
    return _shown(exercise, seed, (alarm_remark(alarm),) if alarm else (), outcome)


def _shown(
    exercise: Exercise, seed: int, alarms: tuple[Remark, ...], outcome: Outcome | None
) -> dict[str, Any]:
    machining = machining_of(exercise)
    moves, thinned = _moves(exercise, outcome.run.moves) if outcome else ([], False)
    findings = outcome.findings[:MAX_FINDINGS] if outcome else ()
    return {
        "engine": ENGINE,
        "seed": seed,
        "readable": outcome is not None,
        "alarms": [asdict(alarm) for alarm in alarms],
        "findings": [asdict(finding_remark(found)) for found in findings],
        "moves": moves,
        "thinned": thinned,
        "cycle_time_s": round(outcome.run.duration_s, 3) if outcome else 0.0,
        "removed_mm3": round(outcome.removed_mm3, 3) if outcome else 0.0,
        **machining.scene(exercise, outcome),
    }


def _moves(exercise: Exercise, moves: Sequence[Move]) -> tuple[list[dict[str, Any]], bool]:
    """The moves to draw. Past `MAX_POINTS`, arcs are drawn by their ends; past `MAX_MOVES`, no
    more."""
    shown: list[dict[str, Any]] = []
    points_of = machining_of(exercise).points
    elapsed_s, points_left = 0.0, MAX_POINTS
    for move in moves[:MAX_MOVES]:
        chord_mm = _CHORD_MM if points_left > 0 else float("inf")
        points = points_of(exercise, move, chord_mm)
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
