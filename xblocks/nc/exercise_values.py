"""What an exercise is: machine, stock, tools, target, rubric; and the target of a milling one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from xblocks.attempt import Text, text
from xblocks.nc.engine.bounds import Bounds
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.inspection.target import Feature, target_heights
from xblocks.nc.engine.language.dialect import Dialect
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.milling.collisions import Setup
from xblocks.nc.engine.milling.field import Field, untouched
from xblocks.nc.engine.milling.part import machine_part
from xblocks.policy import Policy

BOUNDS = Bounds(steps=60_000, moves=25_000, work=400_000_000)
"""What a learner's or author's program may ask of a server: two to three seconds of computing."""

ENGINE = "nc/3"
"""Changes whenever the same evidence could give another mark."""

MATERIALS: Mapping[str, Text] = {
    "aluminium-6061": text("铝合金 6061", "aluminium 6061"),
    "steel-45": text("45 钢", "45 steel"),
    "brass-h62": text("黄铜 H62", "brass H62"),
    "pom": text("聚甲醛 POM", "POM plastic"),
}


@dataclass(frozen=True, slots=True)
class CycleTime:
    """Points for the cycle time: all of them up to `full_s`, none from `none_s`, evenly between."""

    points: float
    full_s: float
    none_s: float


@dataclass(frozen=True, slots=True)
class Roughness:
    """Points for the surface: as many of its shares as surfaces are no rougher than Ra `limit_um`,
    or than their own limit on the drawing."""

    points: float
    limit_um: float


@dataclass(frozen=True, slots=True)
class Falling:
    """Points for little of something: all of them up to `full`, none from `none`, evenly
    between."""

    points: float
    full: float
    none: float

    def lost(self, amount: float) -> float:
        """The share of the points that so much costs, 0 to 1."""
        return min(1.0, max(0.0, (amount - self.full) / (self.none - self.full)))


@dataclass(frozen=True, slots=True)
class Codes:
    """Points for the codes that a program executes: `share` of them is lost for each one that is
    required and missing, or forbidden and used; None: as many shares as codes are named."""

    points: float
    required: frozenset[str]
    forbidden: frozenset[str]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """The points besides those of the features, and what the process demands."""

    rest: float
    process: float
    program: float
    cycle_time: CycleTime | None
    coolant_required: bool
    roughness: Roughness | None = None
    codes: Codes | None = None
    air_cutting: Falling | None = None
    tool_changes: Falling | None = None


class Marked(Protocol):
    """What a feature has on every drawing."""

    @property
    def id(self) -> str:
        """Its own, in this exercise."""

    @property
    def title(self) -> Text:
        """What the drawing calls it."""

    @property
    def points(self) -> float:
        """What it is worth."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Exercise:
    """What every exercise has, milled or turned. The target is `features`, or the part that
    `reference` makes. The specific cutting force is the material's, None if power is not to be
    judged. Learners see `solution`, a program, where the policy allows; they enter work offsets and
    tool offsets themselves where `offsets_to_find`."""

    source: str
    title: Text
    brief: Text
    dialect: Dialect
    machine: Machine
    material: str
    features: tuple[Marked, ...]
    reference: str | None
    reference_points: float
    surface_tolerance_mm: float
    rubric: Rubric
    skeleton: str
    specific_force_n_per_mm2: float | None = None
    policy: Policy = field(default_factory=Policy)
    solution: str | None = None
    offsets_to_find: bool = False

    @property
    def out_of(self) -> float:
        """The points of all criteria together."""
        return math.fsum(
            (
                *(feature.points for feature in self.features),
                self.reference_points,
                *(points for _, points in _other_points(self.rubric)),
            )
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MillingExercise(Exercise):
    """A part to be milled from a block, on a grid of cells."""

    features: tuple[Feature, ...]
    setup: Setup
    cell_mm: float


CODES, AIR_CUTTING, TOOL_CHANGES = "codes", "air-cutting", "tool-changes"
GEOMETRY, REST, PROCESS, PROGRAM, ROUGHNESS, CYCLE_TIME = (
    "geometry",
    "rest",
    "process",
    "program",
    "roughness",
    "cycle-time",
)

_TITLES = {
    GEOMETRY: text("零件形状", "Shape of the part"),
    REST: text("其余表面", "Everything else"),
    PROCESS: text("安全与工艺", "Safety and process"),
    PROGRAM: text("程序", "Program"),
    ROUGHNESS: text("表面粗糙度", "Surface roughness"),
    CODES: text("指令的使用", "Use of codes"),
    AIR_CUTTING: text("空切", "Air cutting"),
    TOOL_CHANGES: text("换刀次数", "Tool changes"),
    CYCLE_TIME: text("加工时间", "Cycle time"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric; `out_of` is above 0."""

    id: str
    title: Text
    out_of: float


def criteria(exercise: Exercise) -> tuple[Criterion, ...]:
    """The criteria that are worth points: features first, cycle time last."""
    rows = [(feature.id, feature.title, feature.points) for feature in exercise.features]
    others = ((GEOMETRY, exercise.reference_points), *_other_points(exercise.rubric))
    rows += ((criterion, _TITLES[criterion], points) for criterion, points in others)
    return tuple(Criterion(*row) for row in rows if row[2] > 0)


def _other_points(rubric: Rubric) -> tuple[tuple[str, float], ...]:
    return (
        (REST, rubric.rest),
        (PROCESS, rubric.process),
        (PROGRAM, rubric.program),
        (ROUGHNESS, rubric.roughness.points if rubric.roughness else 0.0),
        (CODES, rubric.codes.points if rubric.codes else 0.0),
        (AIR_CUTTING, rubric.air_cutting.points if rubric.air_cutting else 0.0),
        (TOOL_CHANGES, rubric.tool_changes.points if rubric.tool_changes else 0.0),
        (CYCLE_TIME, rubric.cycle_time.points if rubric.cycle_time else 0.0),
    )


@lru_cache(maxsize=16)  # 3 MB each at most
def target_field(exercise: MillingExercise, cell_mm: float) -> Field:
    """The heights that the target asks for, not to be written to."""
    if exercise.reference is not None:
        program = read_program(exercise.reference)
        made = run(program, exercise.machine, exercise.dialect, BOUNDS)
        field = machine_part(
            made.moves, exercise.machine, exercise.setup, cell_mm=cell_mm, bounds=BOUNDS
        ).field
    else:
        field = untouched(exercise.setup.stock, cell_mm)
        x, y = field.x[None, :], field.y[:, None]
        field.heights = target_heights(exercise.features, field, x, y)
    field.heights.flags.writeable = False
    return field
