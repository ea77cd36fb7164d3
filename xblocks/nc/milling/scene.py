"""What the browser draws of a milling exercise: tool paths, part, target and what stands about."""

from __future__ import annotations

from typing import Any

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.milling.field import untouched
from xblocks.nc.engine.milling.part import tip_path
from xblocks.nc.engine.milling.stages import stages_of
from xblocks.nc.engine.moves import ARC, FEED, RAPID, Move, arc_points
from xblocks.nc.exercise_values import MillingExercise, target_field
from xblocks.nc.milling.playback import removal_view
from xblocks.nc.milling.view import clamps_view, stock_view, tools_view
from xblocks.nc.running import Result


def milled_scene(exercise: MillingExercise, result: Result | None) -> dict[str, Any]:
    """The part after a run, or the untouched stock without one, beside the target; and what the
    run took off in turn."""
    part = result.part.field if result else untouched(exercise.setup.stock, exercise.cell_mm)
    return {
        "part": part.to_json(),
        "removal": removal_view(stages_of(result.part) if result else ()),
        "target": target_field(exercise, exercise.cell_mm).to_json(),
        "tolerance_um": round(exercise.surface_tolerance_mm * 1000),
        "stock": stock_view(exercise),
        "clamps": clamps_view(exercise),
        "tools": tools_view(exercise),
    }


def milled_points(exercise: MillingExercise, move: Move, chord_mm: float) -> list[Vector]:
    """The tip's way in the workpiece's frame, arcs within a chord's error; none without motion."""
    if move.kind not in (RAPID, FEED, ARC):
        return []
    start, end = tip_path(move, exercise.machine.tool(move.tool), exercise.setup.origin_mm)
    if move.arc is None or chord_mm == float("inf"):
        return [start, end]
    dx, dy, dz = (start[axis] - move.start[axis] for axis in range(3))
    return [
        (x + dx, y + dy, z + dz) for x, y, z in arc_points(move.arc, move.start, move.end, chord_mm)
    ]
