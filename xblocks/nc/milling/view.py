"""What a learner may see of an exercise, as JSON. The reference program is not in it."""

from __future__ import annotations

import math
from typing import Any

from xblocks.nc.demands import notes_of
from xblocks.nc.engine.machine import Range, Tool
from xblocks.nc.entered_offsets import asked_offsets
from xblocks.nc.exercise_values import (
    ENGINE,
    MATERIALS,
    Exercise,
    MillingExercise,
    criteria,
    target_field,
)
from xblocks.nc.milling.feature_view import feature_view
from xblocks.nc.writing_view import writing_view

PREVIEW_CELLS = 10_000


def shared_view(exercise: Exercise, seed: int) -> dict[str, Any]:
    """What the views of all exercises begin with."""
    time, notes = exercise.rubric.cycle_time, notes_of(exercise.rubric)
    roughness = exercise.rubric.roughness
    return {
        "kind": "nc",
        "engine": ENGINE,
        "seed": seed,
        "dialect": exercise.dialect.id,
        "title": exercise.title,
        "brief": exercise.brief,
        "rubric": [
            {
                "id": one.id,
                "title": one.title,
                "out_of": one.out_of,
                "note": notes.get(one.id),
            }
            for one in criteria(exercise)
        ],
        "out_of": exercise.out_of,
        "cycle_time_s": {"full": time.full_s, "none": time.none_s} if time else None,
        "roughness_um": roughness.limit_um if roughness else None,
        "skeleton": exercise.skeleton,
        "offsets": asked_offsets(exercise),
        **writing_view(exercise.dialect),
    }


def milling_view(exercise: MillingExercise, seed: int) -> dict[str, Any]:
    """The learner's view of a milling exercise's variant of this seed."""
    return {
        **shared_view(exercise, seed),
        "machining": "milling",
        "machine": _machine_view(exercise),
        "stock": stock_view(exercise),
        "clamps": clamps_view(exercise),
        "table_z_mm": exercise.setup.table_z_mm,
        "tools": tools_view(exercise),
        "features": [feature_view(feature) for feature in exercise.features],
        "target": target_field(exercise, _preview_cell_mm(exercise)).to_json(),
    }


def shared_machine_view(exercise: Exercise) -> dict[str, Any]:
    """What the views of all machines begin with."""
    machine = exercise.machine
    return {
        "name": machine.name,
        "max_feed_mm_per_min": machine.max_feed_mm_per_min,
        "max_spindle_rpm": machine.max_spindle_rpm,
        "tool_change_s": machine.tool_change_s,
        "decimal": "calculator" if machine.calculator_decimal else "micrometre",
    }


def stock_view(exercise: MillingExercise) -> dict[str, Any]:
    """The stock's box and material."""
    low, high = exercise.setup.stock.low_mm, exercise.setup.stock.high_mm
    return {
        "min_mm": list(low),
        "max_mm": list(high),
        "size_mm": [b - a for a, b in zip(low, high, strict=True)],
        "material": material_view(exercise),
    }


def material_view(exercise: Exercise) -> dict[str, Any]:
    """What the stock is of."""
    return {"id": exercise.material, "name": MATERIALS[exercise.material]}


def clamps_view(exercise: MillingExercise) -> list[dict[str, Any]]:
    """The clamps' boxes."""
    return [
        {"name": clamp.name, "min_mm": list(clamp.box.low_mm), "max_mm": list(clamp.box.high_mm)}
        for clamp in exercise.setup.clamps
    ]


def tools_view(exercise: MillingExercise) -> list[dict[str, Any]]:
    """The magazine; lengths that are to be found are left out."""
    hidden = {"length_mm": None} if exercise.offsets_to_find else {}
    return [_tool_view(tool) | hidden for tool in exercise.machine.tools]


def _tool_view(tool: Tool) -> dict[str, Any]:
    return {
        "number": tool.number,
        "name": tool.name,
        "shape": tool.shape,
        "diameter_mm": tool.diameter_mm,
        "flute_length_mm": tool.flute_length_mm,
        "shank_diameter_mm": tool.shank_diameter_mm,
        "holder_diameter_mm": tool.holder_diameter_mm,
        "stick_out_mm": tool.stick_out_mm,
        "length_mm": tool.length_mm,
        "corner_radius_mm": tool.corner_radius_mm,
        "point_angle_deg": tool.point_angle_deg,
        "tip_diameter_mm": tool.tip_diameter_mm,
        "tip_length_mm": tool.tip_length_mm,
        "pitch_mm": tool.pitch_mm,
        "teeth": tool.teeth,
        "surface_speed_m_per_min": _range(tool.surface_speed_m_per_min),
        "chip_load_mm": _range(tool.chip_load_mm),
    }


def _range(allowed: Range | None) -> list[float] | None:
    return list(allowed) if allowed else None


def _machine_view(exercise: MillingExercise) -> dict[str, Any]:
    machine = exercise.machine
    return {
        **shared_machine_view(exercise),
        "limits_mm": {
            axis: [machine.low_mm[index], machine.high_mm[index]]
            for index, axis in enumerate("xyz")
        },
        "rapid_mm_per_min": machine.rapid_mm_per_min,
        "work_offsets_mm": None
        if exercise.offsets_to_find
        else {name: list(offset) for name, offset in machine.work_offsets_mm.items()},
    }


def _preview_cell_mm(exercise: MillingExercise) -> float:
    """The exercise's own cells, or larger ones if they are too many for a first picture."""
    low, high = exercise.setup.stock.low_mm, exercise.setup.stock.high_mm
    area_mm2 = (high[0] - low[0]) * (high[1] - low[1])
    return max(exercise.cell_mm, math.ceil(10 * math.sqrt(area_mm2 / PREVIEW_CELLS)) / 10)
