"""From plain values to a turning exercise: machine, bar, turret, drawing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from xblocks.attempt import text
from xblocks.nc.engine.inspection.fits import fit_limits
from xblocks.nc.engine.language.dialect import DIALECTS
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.turning.contour import (
    CLOCKWISE,
    COUNTER_CLOCKWISE,
    Edge,
    Point,
    left_of,
    minus,
    plus,
    scaled,
)
from xblocks.nc.engine.turning.lathe_machine import LatheMachine, chuck, tailstock
from xblocks.nc.exercise_rules import besides, rubric_of
from xblocks.nc.turning.features import BORE, FACE, LENGTH, THREAD, Limits, TurnedFeature
from xblocks.nc.turning.tools import tool_of
from xblocks.nc.turning.values import Bar, TurningExercise

_RAPIDS = {"x": 4_000, "z": 8_000}

_LIMITS: Mapping[str, Mapping[str, Limits]] = {
    "face": {"position": (-0.1, 0.1)},
    "cylinder": {"size": (-0.05, 0.05), "length": (-0.1, 0.1)},
    "bore": {"size": (-0.05, 0.05), "length": (-0.1, 0.1)},
    "taper": {"angle": (-0.2, 0.2), "profile": (-0.05, 0.05)},
    "arc": {"radius": (-0.1, 0.1), "profile": (-0.05, 0.05)},
    "groove": {"size": (-0.05, 0.05), "width": (-0.05, 0.05), "position": (-0.1, 0.1)},
    "thread": {
        "size": (-0.3, 0.0),
        "pitch": (-0.02, 0.02),
        "pitch_diameter": (-0.2, 0.0),
        "root": (-0.25, 0.25),
        "angle": (-1.0, 1.0),
    },
    "length": {"length": (-0.1, 0.1)},
}
"""What tolerances each kind of feature has, and how wide they are left out."""

TOLERANCES: Mapping[str, frozenset[str]] = {
    kind: frozenset(limits) for kind, limits in _LIMITS.items()
}
"""What tolerances each kind of feature takes."""


def exercise_of(source: str, data: Mapping[str, Any]) -> TurningExercise:
    """The exercise of an author's values, which were found right."""
    target, machine, bar = data["target"], _machine(data), _bar(data["stock"])
    return TurningExercise(
        source=source,
        title=data["title"],
        brief=data["brief"],
        dialect=DIALECTS[data["dialect"]],
        machine=machine,
        material=data["stock"]["material"],
        features=tuple(feature_of(feature) for feature in target.get("features", [])),
        reference=target.get("program"),
        reference_points=float(target.get("points", 0)) if "program" in target else 0.0,
        surface_tolerance_mm=float(target.get("tolerance_mm", 0.05)),
        rubric=rubric_of(data["rubric"]),
        skeleton=data["skeleton"],
        specific_force_n_per_mm2=data["stock"].get("specific_force_n_per_mm2"),
        **besides(data),
        bar=bar,
        lathe=_lathe(data["machine"], machine, bar),
    )


def _bar(data: Mapping[str, Any]) -> Bar:
    return Bar(
        diameter_mm=float(data["diameter_mm"]),
        bore_mm=float(data.get("bore_mm", 0)),
        length_mm=float(data["length_mm"]),
        face_z_mm=float(data.get("face_z_mm", 0)),
        clamped_mm=float(data["clamped_mm"]),
    )


def _machine(data: Mapping[str, Any]) -> Machine:
    """The lathe as the control sees it: X as a radius."""
    machine = data["machine"]
    (x0, x1), (z0, z1) = (machine["limits_mm"][axis] for axis in "xz")
    return Machine(
        name=machine.get("name", text("数控车床", "CNC lathe")),
        low_mm=(x0 / 2, 0.0, float(z0)),
        high_mm=(x1 / 2, 0.0, float(z1)),
        rapid_mm_per_min=float(max(machine.get("rapid_mm_per_min", _RAPIDS).values())),
        max_feed_mm_per_min=float(machine.get("max_feed_mm_per_min", 5_000)),
        max_spindle_rpm=float(machine.get("max_spindle_rpm", 3_000)),
        tool_change_s=float(machine.get("tool_change_s", 2)),
        calculator_decimal=machine.get("decimal", "calculator") == "calculator",
        work_offsets_mm={name: _zero(place) for name, place in machine["work_offsets_mm"].items()},
        tools=(),
        arc_tolerance_mm=float(machine.get("arc_tolerance_mm", 0.01)),
        spindle_power_kw=machine.get("spindle_power_kw"),
        turret=tuple(tool_of(tool) for tool in data["tools"]),
    )


def _zero(place: list[float]) -> Vector:
    return (place[0] / 2, 0.0, float(place[1]))


def _lathe(data: Mapping[str, Any], machine: Machine, bar: Bar) -> LatheMachine:
    """The lathe as the part sees it. The control has stopped at its soft limits before."""
    rapids = data.get("rapid_mm_per_min", _RAPIDS)
    jaws = data["chuck"]
    obstacles = [
        chuck(
            face_z_mm=bar.chuck_z_mm,
            diameter_mm=float(jaws["diameter_mm"]),
            length_mm=float(jaws["length_mm"]),
            bore_mm=bar.diameter_mm,
        )
    ]
    if "tailstock" in data:
        obstacles.append(
            tailstock(**{key: float(value) for key, value in data["tailstock"].items()})
        )
    return LatheMachine(
        name=machine.name,
        low_mm=(-math.inf, -math.inf),
        high_mm=(math.inf, math.inf),
        rapid_z_mm_per_min=float(rapids["z"]),
        rapid_r_mm_per_min=float(rapids["x"]),
        max_feed_mm_per_min=machine.max_feed_mm_per_min,
        max_spindle_rpm=machine.max_spindle_rpm,
        tool_change_s=machine.tool_change_s,
        obstacles=tuple(obstacles),
        linear_rapids=bool(data.get("linear_rapids", True)),
    )


def feature_of(data: Mapping[str, Any]) -> TurnedFeature:
    """One feature of the drawing; diameters become radii."""
    kind, inside = data["kind"], bool(data.get("inside", data["kind"] == BORE))
    z1, z0 = (float(data.get(key, data.get("z_mm"))) for key in ("from_z_mm", "to_z_mm"))
    right, left = (_diameter(data, key) / 2 for key in ("from_diameter_mm", "to_diameter_mm"))
    contour = None if kind in (FACE, LENGTH) else Edge((z1, right), (z0, left))
    if contour is not None and "radius_mm" in data:
        bulges_out = (data["bulge"] == "convex") != inside
        contour = _arc(contour, float(data["radius_mm"]), centre_inwards=bulges_out)
    return TurnedFeature(
        id=data["id"],
        kind=kind,
        title=data["title"],
        points=float(data["points"]),
        z0_mm=z0,
        z1_mm=z1,
        r0_mm=left,
        r1_mm=right,
        inside=inside,
        contour=contour,
        pitch_mm=float(data.get("pitch_mm", 0)),
        point_deg=float(data.get("point_angle_deg", 180)),
        limits=_limits(data, inside),
        roughness_um=data.get("roughness_um"),
        fit=_fit(data.get("tolerances", {}).get("size")),
    )


def _fit(size: Any) -> str:
    return size if isinstance(size, str) else ""


def _diameter(data: Mapping[str, Any], key: str) -> float:
    return float(data.get("diameter_mm", data.get(key, 0)))


def _arc(chord: Edge, radius_mm: float, *, centre_inwards: bool) -> Edge:
    """The arc over a chord that runs to the left, its centre towards the axis or away from it."""
    half = chord.length_mm / 2
    away = math.sqrt(max(0.0, radius_mm**2 - half**2)) * (1 if centre_inwards else -1)
    middle = scaled(plus(chord.start, chord.end), 0.5)
    centre = plus(middle, scaled(left_of(_unit(chord)), away))
    turn = COUNTER_CLOCKWISE if centre_inwards else CLOCKWISE
    return Edge(chord.start, chord.end, centre, turn)


def _unit(chord: Edge) -> Point:
    return scaled(minus(chord.end, chord.start), 1 / chord.length_mm)


def _limits(data: Mapping[str, Any], inside: bool) -> dict[str, Limits]:
    """The drawing's limits. Those of a thread that are left out take off an inside thread what they
    leave on an outside one."""
    limits = dict(_LIMITS[data["kind"]])
    if data["kind"] == THREAD and inside:
        limits = {name: (-high, -low) for name, (low, high) in limits.items()}
    for name, value in data.get("tolerances", {}).items():
        if isinstance(value, str):
            fit = fit_limits(float(data["diameter_mm"]), value)
            limits[name] = (fit.lower, fit.upper) if fit else limits[name]
        else:
            low, high = value if isinstance(value, list) else (-value, value)
            limits[name] = (float(low), float(high))
    return limits
