"""From the text that an author wrote to a milling exercise, or to what is wrong in the text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from xblocks.attempt import text
from xblocks.exercise_text import Document, Problem, read_document, schema_problems
from xblocks.nc.engine.collisions import Clamp, Setup
from xblocks.nc.engine.dialect import DIALECTS, check_words
from xblocks.nc.engine.field import Box
from xblocks.nc.engine.floors import has_floor
from xblocks.nc.engine.interpreter import run
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.program import read_program
from xblocks.nc.exercise_checks import contradictions
from xblocks.nc.exercise_features import features_of
from xblocks.nc.exercise_tools import tool_of
from xblocks.nc.exercise_values import CycleTime, Exercise, Rubric, target_field
from xblocks.nc.exercise_view import public_view

__all__ = ["Exercise", "Problem", "exercise_schema", "parse_exercise", "public_view"]


@cache
def _schema_text() -> str:
    return Path(__file__).with_name("exercise.schema.json").read_text("utf-8")


def exercise_schema() -> dict[str, Any]:
    """The JSON Schema of the author's text."""
    schema: dict[str, Any] = json.loads(_schema_text())
    return schema


def parse_exercise(source: str) -> Exercise | list[Problem]:
    """The exercise of an author's text, or what is wrong in the text, in its order."""
    parsed = _parse(source)
    return parsed if isinstance(parsed, Exercise) else list(parsed)


@lru_cache(maxsize=64)
def _parse(source: str) -> Exercise | tuple[Problem, ...]:
    document = read_document(source)
    if isinstance(document, Problem):
        return (document,)
    problems = schema_problems(document, exercise_schema()) or contradictions(document)
    if problems:
        return tuple(problems)
    exercise = _exercise(source, document.value)
    return tuple(_unmakeable(document, exercise)) or exercise


def _unmakeable(document: Document, exercise: Exercise) -> list[Problem]:
    """A target that no program could make, or that its reference program does not make."""
    if exercise.reference is not None:
        path = ("target", "program")
        return [document.problem(path, *sentence) for sentence in _reference_faults(exercise)]
    grid = target_field(exercise, exercise.cell_mm)
    zh = "图样上没有它的底面：它在毛坯之外，或被别的特征盖住。"
    en = "It has no floor in the target: it is off the stock, or another feature covers it."
    return [
        document.problem(("target", "features", index), zh, en)
        for index, feature in enumerate(exercise.features)
        if not has_floor(feature, exercise.features, grid)
    ]


def _reference_faults(exercise: Exercise) -> list[tuple[str, str]]:
    program = read_program(exercise.reference or "")
    alarms = list(check_words(program, exercise.dialect))
    if not alarms:
        made = run(program, exercise.machine, exercise.dialect)
        alarms = [made.alarm] if made.alarm else []
        if not alarms and not made.ended:
            return [("参考程序没有以 M30 结束。", "The reference program does not end with M30.")]
    faults = [
        (
            f"参考程序第 {alarm.place.line} 行：{alarm.message['zh-Hans']}",
            f"The reference program, line {alarm.place.line}: {alarm.message['en']}",
        )
        for alarm in alarms
    ]
    field = target_field(exercise, exercise.cell_mm) if not faults else None
    if field is not None and field.heights.min() >= field.top_mm:
        return [("参考程序没有切到材料。", "The reference program cuts nothing.")]
    return faults


# -- from plain values to the engine's -------------------------------------------------------------


def _vector(numbers: list[float]) -> Vector:
    return (float(numbers[0]), float(numbers[1]), float(numbers[2]))


def _exercise(source: str, data: Mapping[str, Any]) -> Exercise:
    target = data["target"]
    stock = _stock(data["stock"])
    return Exercise(
        source=source,
        title=data["title"],
        brief=data["brief"],
        dialect=DIALECTS[data.get("dialect", "fanuc-mill")],
        machine=_machine(data["machine"], data["tools"]),
        setup=Setup(
            stock=stock,
            clamps=tuple(_clamp(clamp) for clamp in data.get("clamps", [])),
            table_z_mm=float(data.get("table_z_mm", stock.low_mm[2])),
            origin_mm=_vector(data["machine"]["work_offsets_mm"]["G54"]),
        ),
        material=data["stock"]["material"],
        cell_mm=float(data.get("cell_mm", 0.5)),
        features=features_of(target, stock),
        reference=target.get("program"),
        reference_points=float(target.get("points", 0.0)) if "program" in target else 0.0,
        surface_tolerance_mm=float(target.get("tolerance_mm", 0.05)),
        rubric=_rubric(data["rubric"]),
        skeleton=data["skeleton"],
        specific_force_n_per_mm2=data["stock"].get("specific_force_n_per_mm2"),
    )


def _stock(data: Mapping[str, Any]) -> Box:
    size, zero = _vector(data["size_mm"]), _vector(data["zero_mm"])
    low = (-zero[0], -zero[1], -zero[2])
    return Box(low, (low[0] + size[0], low[1] + size[1], low[2] + size[2]))


def _clamp(data: Mapping[str, Any]) -> Clamp:
    return Clamp(data["name"], Box(_vector(data["min_mm"]), _vector(data["max_mm"])))


def _machine(data: Mapping[str, Any], tools: list[Mapping[str, Any]]) -> Machine:
    limits = data["limits_mm"]
    return Machine(
        name=data.get("name", text("立式加工中心", "vertical machining centre")),
        low_mm=_vector([limits[axis][0] for axis in "xyz"]),
        high_mm=_vector([limits[axis][1] for axis in "xyz"]),
        rapid_mm_per_min=float(data.get("rapid_mm_per_min", 12_000)),
        max_feed_mm_per_min=float(data.get("max_feed_mm_per_min", 8_000)),
        max_spindle_rpm=float(data.get("max_spindle_rpm", 8_000)),
        tool_change_s=float(data.get("tool_change_s", 5)),
        calculator_decimal=data.get("decimal", "calculator") == "calculator",
        work_offsets_mm={name: _vector(offset) for name, offset in data["work_offsets_mm"].items()},
        tools=tuple(tool_of(tool) for tool in tools),
        arc_tolerance_mm=float(data.get("arc_tolerance_mm", 0.01)),
        acceleration_mm_per_s2=_vector(data["acceleration_mm_per_s2"])
        if "acceleration_mm_per_s2" in data
        else None,
        spindle_power_kw=data.get("spindle_power_kw"),
    )


def _rubric(data: Mapping[str, Any]) -> Rubric:
    time = data.get("cycle_time")
    return Rubric(
        rest=float(data.get("rest", 0)),
        process=float(data.get("process", 0)),
        program=float(data.get("program", 0)),
        cycle_time=CycleTime(float(time["points"]), float(time["full_s"]), float(time["none_s"]))
        if time
        else None,
        coolant_required=bool(data.get("coolant", False)),
    )
