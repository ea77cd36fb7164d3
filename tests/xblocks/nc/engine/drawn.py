"""What the tests of inspection share: features, tools, and a part that is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.xblocks.nc.engine.programs import SETUP, machine, run_text
from xblocks.attempt import text
from xblocks.nc.engine.inspection.cuts import cuts_of
from xblocks.nc.engine.inspection.measuring import Measured, Workpiece, measure
from xblocks.nc.engine.inspection.regions import Outline, Region
from xblocks.nc.engine.inspection.target import Feature, Limits, Section, Tolerances
from xblocks.nc.engine.machine import Machine, Tool
from xblocks.nc.engine.milling.part import machine_part

TOLERANCES = Tolerances(
    size=Limits.either_way(0.1),
    position_mm=0.1,
    depth=Limits.either_way(0.05),
    corner_mm=0.2,
)
START = "M06 T%d\nS2000 M03\nG00 Z5\nF800\n"
FALL_90 = 1.0


def feature(kind: str, region: Region, depth_mm: float, section: Section = Section()) -> Feature:  # noqa: B008 (frozen)
    inside = not kind.endswith("boss")
    return Feature(
        "it", kind, text("它", "it"), region, inside, depth_mm, TOLERANCES, 10.0, section
    )


def circle(x: float, y: float, diameter: float) -> Outline:
    return Outline(x, y, diameter, diameter, diameter / 2)


def with_tools(*tools: Tool) -> Machine:
    return replace(machine(), tools=tools)


def tool(number: int, shape: str, diameter_mm: float, **others: float) -> Tool:
    plain = replace(machine().tools[0], flute_length_mm=30.0, stick_out_mm=40.0, teeth=4)
    return replace(
        plain,
        number=number,
        shape=shape,
        diameter_mm=diameter_mm,
        shank_diameter_mm=diameter_mm,
        **others,  # type: ignore[arg-type] # every number of a tool's but its teeth
    )


def made_by(
    source: str, on: Machine, features: Sequence[Feature], cell_mm: float = 0.5
) -> Workpiece:
    """The part that a program without an alarm makes of the tests' stock."""
    made = run_text(source, on)
    assert made.alarm is None
    part = machine_part(made.moves, on, SETUP, cell_mm=cell_mm)
    return Workpiece(tuple(features), part, cuts_of(made.moves, on, SETUP))


def measured(one: Feature, piece: Workpiece) -> Measured:
    return measure(one, piece)


def deviations(found: Measured) -> dict[str, float]:
    return {check.id: check.deviation for check in found.checks}
