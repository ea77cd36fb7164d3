"""The turret of an author's text: which keys each kind of tool takes, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.turning.insert import (
    Insert,
    LatheTool,
    boring_bar,
    drill,
    grooving_insert,
    threading_insert,
    turning_holder,
    turning_insert,
)
from xblocks.nc.turning.keys import Keys, key_problems

TURNING, BORING, GROOVING = "turning", "boring", "grooving"
THREADING, DRILL = "threading", "drill"

_POINTED = ("included_deg", "lead_deg", "edge_mm", "nose_radius_mm")

_KEYS: Mapping[str, Keys] = {
    TURNING: Keys(_POINTED, ("orientation", "relief_deg", "max_depth_mm", "shank_mm")),
    BORING: Keys((*_POINTED, "bar_mm"), ("orientation", "relief_deg", "max_depth_mm")),
    GROOVING: Keys(
        ("width_mm", "depth_mm", "nose_radius_mm"), ("orientation", "relief_deg", "axial")
    ),
    THREADING: Keys(
        ("nose_radius_mm", "depth_mm"), ("included_deg", "orientation", "relief_deg", "shank_mm")
    ),
    DRILL: Keys(("diameter_mm", "flute_length_mm"), ("point_angle_deg",)),
}

_ORIENTATIONS: Mapping[str, int] = {TURNING: 3, BORING: 2, GROOVING: 3, THREADING: 8}


def tool_of(data: Mapping[str, Any]) -> LatheTool:
    """The tool of one entry of the author's list, which `tool_problems` found right."""
    insert = _insert(data)
    x, z = data["mounted_mm"]
    return LatheTool(
        number=data["number"],
        name=data["name"],
        insert=insert,
        holder=_holder(data, insert),
        spindle_sense=-1 if data.get("spindle") == "M04" else 1,
        mounted_mm=(float(z), x / 2),
        surface_speed_m_per_min=_range(data, "surface_speed_m_per_min"),
        feed_mm_per_turn=_range(data, "feed_mm_per_turn"),
    )


def _insert(data: Mapping[str, Any]) -> Insert:
    kind = data["kind"]
    if kind == DRILL:
        return drill(
            diameter_mm=float(data["diameter_mm"]),
            point_deg=float(data.get("point_angle_deg", 118)),
            flute_mm=float(data["flute_length_mm"]),
        )
    orientation = data.get("orientation", _ORIENTATIONS[kind])
    nose = float(data["nose_radius_mm"])
    if kind == GROOVING:
        return grooving_insert(
            width_mm=float(data["width_mm"]),
            depth_mm=float(data["depth_mm"]),
            corner_radius_mm=nose,
            orientation=orientation,
            axial=bool(data.get("axial", False)),
            relief_deg=float(data.get("relief_deg", 7)),
        )
    if kind == THREADING:
        return threading_insert(
            included_deg=float(data.get("included_deg", 60)),
            nose_radius_mm=nose,
            height_mm=float(data["depth_mm"]),
            orientation=orientation,
            relief_deg=float(data.get("relief_deg", 5)),
        )
    deepest = data.get("max_depth_mm")
    return turning_insert(
        included_deg=float(data["included_deg"]),
        lead_deg=float(data["lead_deg"]),
        edge_mm=float(data["edge_mm"]),
        nose_radius_mm=nose,
        orientation=orientation,
        relief_deg=float(data.get("relief_deg", 6)),
        max_depth_mm=None if deepest is None else float(deepest),
    )


def _holder(data: Mapping[str, Any], insert: Insert) -> tuple[tuple[float, float], ...]:
    if "bar_mm" in data:
        diameter, length = data["bar_mm"]
        return boring_bar(insert, diameter_mm=float(diameter), length_mm=float(length))
    if "shank_mm" in data:
        width, length = data["shank_mm"]
        return turning_holder(insert, width_mm=float(width), length_mm=float(length))
    return ()


def _range(data: Mapping[str, Any], key: str) -> tuple[float, float] | None:
    return (float(data[key][0]), float(data[key][1])) if key in data else None


def tool_problems(document: Document) -> Iterator[Problem]:
    """Keys that a kind of tool lacks or has no use for, and sizes that contradict each other."""
    for index, tool in enumerate(document.value["tools"]):
        path: tuple[str | int, ...] = ("tools", index)
        yield from key_problems(document, path, tool, _KEYS)
        for key in ("surface_speed_m_per_min", "feed_mm_per_turn"):
            if key in tool and tool[key][0] > tool[key][1]:
                zh, en = "范围须从小到大。", "The range must begin with its least number."
                yield document.problem((*path, key), zh, en)
        if tool["kind"] == GROOVING and 2 * tool.get("nose_radius_mm", 0) >= tool.get(
            "width_mm", float("inf")
        ):
            zh, en = "刀尖圆角须小于刀宽的一半。", "The corner must be less than half the width."
            yield document.problem((*path, "nose_radius_mm"), zh, en)
        if {"included_deg", "lead_deg"} <= tool.keys():
            yield from _angle_problems(document, path, tool)


def _angle_problems(
    document: Document, path: tuple[str | int, ...], tool: Mapping[str, Any]
) -> Iterator[Problem]:
    """The trailing edge must not lie against the part."""
    if tool["included_deg"] + tool["lead_deg"] >= 180:
        zh = "刀尖角与主偏角之和须小于 180°，否则没有副偏角。"
        en = "Included and lead angle together must be less than 180 degrees."
        yield document.problem((*path, "lead_deg"), zh, en)
