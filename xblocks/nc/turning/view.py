"""What a learner may see of a turning exercise, as JSON. The reference program is not in it.

In every section a point is [z, r], r being a radius; sizes of the drawing are diameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.engine.turning.section_outline import outlines
from xblocks.nc.engine.turning.sweeping import rounded
from xblocks.nc.milling.view import material_view, shared_machine_view, shared_view
from xblocks.nc.turning.features import TurnedFeature
from xblocks.nc.turning.making import target_section
from xblocks.nc.turning.values import TurningExercise

_DIGITS = 4


def turning_view(exercise: TurningExercise, seed: int) -> dict[str, Any]:
    """The learner's view of a turning exercise's variant of this seed."""
    return {
        **shared_view(exercise, seed),
        "machining": "turning",
        "machine": _machine_view(exercise),
        **workspace_view(exercise),
        "features": [_feature_view(feature) for feature in exercise.features],
        "target": section_view(target_section(exercise)),
    }


def workspace_view(exercise: TurningExercise) -> dict[str, Any]:
    """The bar, what stands around it, and the turret; offsets that are to be found are left out."""
    bar = exercise.bar
    hidden = {"mounted_mm": None} if exercise.offsets_to_find else {}
    return {
        "stock": {
            "diameter_mm": bar.diameter_mm,
            "bore_mm": bar.bore_mm,
            "length_mm": bar.length_mm,
            "face_z_mm": bar.face_z_mm,
            "clamped_mm": bar.clamped_mm,
            "section": section_view(bar.section),
            "material": material_view(exercise),
        },
        "obstacles": [
            {"name": one.name, "section": section_view(one.section)}
            for one in exercise.lathe.obstacles
        ],
        "tools": [_tool_view(tool) | hidden for tool in exercise.machine.turret],
    }


def section_view(part: Profile) -> list[list[list[float]]]:
    """Closed outlines, each a list of corners: [z, r] at the end of a line; at the end of an arc
    [z, r, radius, turn], turn being 1 counter-clockwise and -1 clockwise with r drawn upwards. The
    last corner is where the outline begins."""
    return [outline_view(outline) for outline in outlines(part)]


def outline_view(outline: Sequence[Edge]) -> list[list[float]]:
    """The corners of one closed outline."""
    return [_corner(edge) for edge in outline]


def _corner(edge: Edge) -> list[float]:
    z, r = (round(value, _DIGITS) for value in edge.end)
    if edge.centre is None:
        return [z, r]
    return [z, r, round(edge.radius_mm, _DIGITS), edge.turn]


def _machine_view(exercise: TurningExercise) -> dict[str, Any]:
    machine, lathe = exercise.machine, exercise.lathe
    return {
        **shared_machine_view(exercise),
        "limits_mm": {
            "x": [2 * machine.low_mm[0], 2 * machine.high_mm[0]],
            "z": [machine.low_mm[2], machine.high_mm[2]],
        },
        "rapid_mm_per_min": {"x": lathe.rapid_r_mm_per_min, "z": lathe.rapid_z_mm_per_min},
        "work_offsets_mm": None
        if exercise.offsets_to_find
        else {name: [2 * x, z] for name, (x, _, z) in machine.work_offsets_mm.items()},
    }


def _tool_view(tool: LatheTool) -> dict[str, Any]:
    """A tool; its outlines are drawn from the programmed point, the imaginary tip."""
    insert = tool.insert
    to_tip = insert.centre_from_tip
    edges = [edge.moved(to_tip) for edge in rounded(insert.core, insert.nose_radius_mm)]
    z, r = tool.mounted_mm
    return {
        "number": tool.number,
        "name": tool.name,
        "orientation": insert.orientation,
        "nose_radius_mm": insert.nose_radius_mm,
        "mounted_mm": [2 * r, z],
        "spindle": "M03" if tool.spindle_sense > 0 else "M04",
        "insert": outline_view([edge for edge in edges if edge.start != edge.end]),
        "holder": [_moved(point, to_tip) for point in tool.holder],
        "surface_speed_m_per_min": _range(tool.surface_speed_m_per_min),
        "feed_mm_per_turn": _range(tool.feed_mm_per_turn),
    }


def _moved(point: Point, by: Point) -> list[float]:
    return [round(point[0] + by[0], _DIGITS), round(point[1] + by[1], _DIGITS)]


def _range(allowed: tuple[float, float] | None) -> list[float] | None:
    return list(allowed) if allowed else None


def _feature_view(feature: TurnedFeature) -> dict[str, Any]:
    arc = feature.contour
    return {
        "id": feature.id,
        "kind": feature.kind,
        "title": feature.title,
        "inside": feature.inside,
        "from_z_mm": feature.z1_mm,
        "to_z_mm": feature.z0_mm,
        "from_diameter_mm": 2 * feature.r1_mm,
        "to_diameter_mm": 2 * feature.r0_mm,
        "radius_mm": round(arc.radius_mm, _DIGITS) if arc else 0.0,
        "pitch_mm": feature.pitch_mm,
        "tolerances": {name: list(limits) for name, limits in feature.limits.items()},
        "roughness_um": feature.roughness_um,
        "fit": feature.fit,
        "points": feature.points,
    }
