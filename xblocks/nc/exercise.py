"""From the text that an author wrote to an exercise, or to what is wrong in the text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from xblocks.attempt import text
from xblocks.exercise_text import Document, Problem, read_document, schema_problems
from xblocks.exercise_variants import KEY as VARIANTS
from xblocks.exercise_variants import Names, different_seeds, drawn, fill_program, names_of
from xblocks.nc.engine.inspection.floors import has_floor
from xblocks.nc.engine.language.dialect import DIALECTS, TURNING
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.milling.collisions import Clamp, Setup
from xblocks.nc.engine.milling.field import Box
from xblocks.nc.exercise_rules import CUTS_NOTHING, besides, program_faults, rubric_of
from xblocks.nc.exercise_values import Exercise, MillingExercise, target_field
from xblocks.nc.milling.checks import contradictions
from xblocks.nc.milling.features import features_of
from xblocks.nc.milling.tools import tool_of
from xblocks.nc.milling.view import milling_view
from xblocks.nc.turning.checks import contradictions as turning_contradictions
from xblocks.nc.turning.reading import exercise_of as turning_exercise
from xblocks.nc.turning.unmakeable import unmakeable as turning_unmakeable
from xblocks.nc.turning.values import TurningExercise
from xblocks.nc.turning.view import turning_view

__all__ = [
    "Exercise",
    "Problem",
    "exercise_schema",
    "parse_exercise",
    "program_of_variant",
    "public_view",
    "variant_names",
    "variant_seeds",
]

_PROGRAMS = frozenset({"program", "skeleton", "solution"})
"""The keys of texts that are part programs."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the texts of one kind of machining are read, and what a learner sees of them."""

    contradictions: Callable[[Document], list[Problem]]
    exercise: Callable[[str, Mapping[str, Any]], Any]
    unmakeable: Callable[[Document, Any], list[Problem]]
    view: Callable[[Any, int], dict[str, Any]]


@cache
def _kinds() -> tuple[_Kind, _Kind]:
    """Milling and turning."""
    return (
        _Kind(contradictions, _exercise, _unmakeable, milling_view),
        _Kind(turning_contradictions, turning_exercise, turning_unmakeable, turning_view),
    )


@cache
def _schema_text(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def exercise_schema() -> dict[str, Any]:
    """The JSON Schema of the author's text: its dialect decides which of two holds."""
    lathes = sorted(name for name, dialect in DIALECTS.items() if dialect.process == TURNING)
    turns = {"properties": {"dialect": {"enum": lathes}}, "required": ["dialect"]}
    milling, turning = (
        json.loads(_schema_text(name)) for name in ("exercise.schema.json", "turning.schema.json")
    )
    return {"$schema": milling["$schema"], "if": turns, "then": turning, "else": milling}


def parse_exercise(source: str, seed: int = 0) -> Exercise | list[Problem]:
    """The exercise of an author's text in this seed's variant, or what is wrong in the text, in its
    order."""
    parsed = _parse(source, seed if _has_variants(source) else 0)
    return parsed if isinstance(parsed, Exercise) else list(parsed)


def variant_seeds(source: str, most: int) -> tuple[int, ...]:
    """Of the first `most` seeds, one for each different variant of a readable text."""
    document = _document(source)
    return different_seeds(document, range(most)) if isinstance(document, Document) else (0,)


def variant_names(source: str, seed: int) -> Names:
    """The names that a readable text draws for this seed, with their values."""
    document = _document(source)
    return names_of(document, seed) if isinstance(document, Document) else {}


def program_of_variant(program: str, source: str, seed: int) -> str:
    """A program written for every variant of an exercise, with this seed's numbers in it. Raises
    ValueError for a formula in it that has no value."""
    document = _document(source)
    if isinstance(document, Problem) or not _has_variants(source):
        return program
    return fill_program(program, names_of(document, seed))


def public_view(exercise: Exercise, seed: int) -> dict[str, Any]:
    """What a learner may see of the exercise's variant of this seed, as JSON."""
    return _kinds()[isinstance(exercise, TurningExercise)].view(exercise, seed)


@lru_cache(maxsize=64)
def _document(source: str) -> Document | Problem:
    return read_document(source)


def _has_variants(source: str) -> bool:
    document = _document(source)
    value = document.value if isinstance(document, Document) else None
    return isinstance(value, dict) and VARIANTS in value


@lru_cache(maxsize=256)
def _parse(source: str, seed: int) -> Exercise | tuple[Problem, ...]:
    document = _document(source)
    if isinstance(document, Problem):
        return (document,)
    variant = drawn(document, seed, with_point=_PROGRAMS)
    if isinstance(variant, list):
        return tuple(variant)
    problems = schema_problems(variant, exercise_schema())
    if problems:
        return tuple(problems)
    dialect = DIALECTS[variant.value.get("dialect", "fanuc-mill")]
    kind = _kinds()[dialect.process == TURNING]
    problems = kind.contradictions(variant)
    if problems:
        return tuple(problems)
    exercise: Exercise = kind.exercise(source, variant.value)
    return tuple(kind.unmakeable(variant, exercise)) or exercise


# -- milling ---------------------------------------------------------------------------------------


def _unmakeable(document: Document, exercise: MillingExercise) -> list[Problem]:
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


def _reference_faults(exercise: MillingExercise) -> list[tuple[str, str]]:
    faults = program_faults(exercise)
    field = target_field(exercise, exercise.cell_mm) if not faults else None
    if field is not None and field.heights.min() >= field.top_mm:
        return [CUTS_NOTHING]
    return faults


def _vector(numbers: list[float]) -> Vector:
    return (float(numbers[0]), float(numbers[1]), float(numbers[2]))


def _exercise(source: str, data: Mapping[str, Any]) -> MillingExercise:
    target = data["target"]
    stock = _stock(data["stock"])
    return MillingExercise(
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
        rubric=rubric_of(data["rubric"]),
        skeleton=data["skeleton"],
        specific_force_n_per_mm2=data["stock"].get("specific_force_n_per_mm2"),
        **besides(data),
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
