"""The tools of an author's text: which keys each shape takes, and what they mean left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.machine import (
    BORING_BAR,
    BULL,
    CENTRE_DRILL,
    CHAMFER,
    DRILL,
    FACE,
    POINT_ANGLES_DEG,
    REAMER,
    SPOT_DRILL,
    TAP,
    THREAD_MILL,
    Range,
    Tool,
)

_NO_EDGE_SHARES: Mapping[str, float] = {
    FACE: 0.6,
    REAMER: 0.6,
    TAP: 0.6,
    BORING_BAR: 0.6,
    THREAD_MILL: 0.6,
}
"""How much of the diameter has no cutting edge, of the shapes that don't cut to their centre."""

_SHAPE_KEYS: Mapping[str, tuple[str, ...]] = {
    BULL: ("corner_radius_mm",),
    FACE: ("corner_radius_mm",),
    BORING_BAR: ("corner_radius_mm",),
    DRILL: ("point_angle_deg",),
    SPOT_DRILL: ("point_angle_deg",),
    CHAMFER: ("point_angle_deg", "tip_diameter_mm"),
    CENTRE_DRILL: ("point_angle_deg", "tip_diameter_mm", "tip_length_mm"),
    TAP: ("pitch_mm",),
    THREAD_MILL: ("pitch_mm",),
}
_NEEDED_KEYS: Mapping[str, tuple[str, ...]] = {
    BULL: ("corner_radius_mm",),
    CENTRE_DRILL: ("tip_diameter_mm", "tip_length_mm"),
    TAP: ("pitch_mm",),
    THREAD_MILL: ("pitch_mm",),
}
_ALL_SHAPE_KEYS = frozenset(key for keys in _SHAPE_KEYS.values() for key in keys)


def tool_of(data: Mapping[str, Any]) -> Tool:
    """The tool of one entry of the author's list, which `tool_problems` found right."""
    diameter = float(data["diameter_mm"])
    shape = data["shape"]
    core = data.get("core_diameter_mm", diameter * _NO_EDGE_SHARES.get(shape, 0.0))
    return Tool(
        number=data["number"],
        name=data["name"],
        shape=shape,
        diameter_mm=diameter,
        flute_length_mm=float(data["flute_length_mm"]),
        shank_diameter_mm=float(data.get("shank_diameter_mm", diameter)),
        holder_diameter_mm=float(data.get("holder_diameter_mm", 40)),
        stick_out_mm=float(data["stick_out_mm"]),
        length_mm=float(data["length_mm"]),
        corner_radius_mm=float(data.get("corner_radius_mm", 0)),
        point_angle_deg=float(data.get("point_angle_deg", POINT_ANGLES_DEG.get(shape, 180.0))),
        tip_diameter_mm=float(data.get("tip_diameter_mm", 0)),
        tip_length_mm=float(data.get("tip_length_mm", 0)),
        pitch_mm=float(data.get("pitch_mm", 0)),
        core_diameter_mm=float(core),
        teeth=data.get("teeth", 0),
        surface_speed_m_per_min=_range(data, "surface_speed_m_per_min"),
        chip_load_mm=_range(data, "chip_load_mm"),
    )


def _range(data: Mapping[str, Any], key: str) -> Range | None:
    return (float(data[key][0]), float(data[key][1])) if key in data else None


def tool_problems(document: Document) -> Iterator[Problem]:
    """Keys that a tool's shape lacks or has no use for, and sizes that contradict each other."""
    for index, tool in enumerate(document.value["tools"]):
        path: tuple[str | int, ...] = ("tools", index)
        shape = tool["shape"]
        for key in _NEEDED_KEYS.get(shape, ()):
            if key not in tool:
                yield document.problem(path, f"{shape} 缺少“{key}”。", f"{shape} needs “{key}”.")
        for key in tool:
            if key in _ALL_SHAPE_KEYS and key not in _SHAPE_KEYS.get(shape, ()):
                zh, en = f"{shape} 不用“{key}”。", f"{shape} takes no “{key}”."
                yield document.problem((*path, key), zh, en)
        yield from _size_problems(document, path, tool)


def _size_problems(
    document: Document, path: tuple[str | int, ...], tool: Mapping[str, Any]
) -> Iterator[Problem]:
    diameter = tool["diameter_mm"]
    if tool.get("corner_radius_mm", 0) >= diameter / 2:
        zh, en = "刀尖圆角须小于半径。", "The corner must be smaller than the tool's radius."
        yield document.problem((*path, "corner_radius_mm"), zh, en)
    for key in ("tip_diameter_mm", "core_diameter_mm", "pitch_mm"):
        if tool.get(key, 0) >= diameter * (0.5 if key == "pitch_mm" else 1.0):
            zh, en = f"“{key}”对这个直径太大。", f"“{key}” is too large for this diameter."
            yield document.problem((*path, key), zh, en)
    for key in ("surface_speed_m_per_min", "chip_load_mm"):
        if key in tool and tool[key][0] > tool[key][1]:
            zh, en = "范围须从小到大。", "The range must begin with its least number."
            yield document.problem((*path, key), zh, en)
    if "chip_load_mm" in tool and "teeth" not in tool:
        zh, en = "写 chip_load_mm 时须写 teeth。", "With chip_load_mm, teeth is needed."
        yield document.problem((*path, "chip_load_mm"), zh, en)
