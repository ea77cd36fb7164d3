"""What the browser draws of a turning exercise: tool paths, part, target and what stands about."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from xblocks.nc.engine.lathe_control.turret import lathe_moves
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import Move
from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.turning.making import Turning, target_section
from xblocks.nc.turning.playback import stages_view
from xblocks.nc.turning.values import TurningExercise
from xblocks.nc.turning.view import section_view, workspace_view


def turned_scene(exercise: TurningExercise, made: Turning | None) -> dict[str, Any]:
    """The part's half section after a run, or the untouched bar's without one, beside the target's,
    and how it came about; see `view` and `playback` for their form."""
    part = made.turned.profile if made else exercise.bar.section
    return {
        "part": section_view(part),
        "removal": stages_view(exercise.bar.section, made) if made else [],
        "target": section_view(target_section(exercise)),
        "tolerance_um": round(exercise.surface_tolerance_mm * 1000),
        **workspace_view(exercise),
    }


def turned_points(exercise: TurningExercise, move: Move, chord_mm: float) -> list[Vector]:
    """The tip's way as (X, 0, Z) in the workpiece's frame, X being a diameter, arcs within a
    chord's error; none without motion."""
    zero = exercise.machine.work_offset("G54")
    edges = [part.element.path for part in lathe_moves((move,), exercise.machine, zero)]
    starts = [edge.start for edge in edges[:1]]
    points = [*starts, *(point for edge in edges for point in _ends(edge, chord_mm))]
    return [(2 * r, 0.0, z) for z, r in points]


def _ends(edge: Edge, chord_mm: float) -> Iterator[Point]:
    """The ends of the chords along an edge."""
    count = 1
    if edge.centre is not None and edge.radius_mm > chord_mm:
        half_rad = math.acos(1 - chord_mm / edge.radius_mm)
        count = max(1, math.ceil(abs(edge.sweep_rad) / (2 * half_rad)))
    return (edge.at((number + 1) / count) for number in range(count))
