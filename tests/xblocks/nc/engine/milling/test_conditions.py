"""Cutting conditions: told with their line where the exercise states what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.programs import SETUP, found, machine, run_text
from xblocks.nc.engine.machine import Machine, Tool
from xblocks.nc.engine.milling.conditions import power_kw
from xblocks.nc.engine.milling.part import Machined, machine_part

SLOT = "T1 M06\nS2000 M03\nG00 X30 Y20\nZ2\nF400\nG01 Z-3\nX45\nG00 Z50"
ABOVE = SLOT.partition("G01")[0]


def with_tool(**values: object) -> Machine:
    return replace(machine(), tools=(replace(machine().tools[0], **values),))  # type: ignore[arg-type] # fields of the tool


def cut(source: str, on: Machine, force: float | None = None) -> Machined:
    moves = run_text(source, on).moves
    return machine_part(moves, on, SETUP, cell_mm=0.5, specific_force_n_per_mm2=force)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"surface_speed_m_per_min": (60.0, 65.0)}, []),
        ({"surface_speed_m_per_min": (70.0, 90.0)}, ["surface-speed-low"]),
        ({"surface_speed_m_per_min": (30.0, 60.0)}, ["surface-speed-high"]),
        ({"teeth": 4, "chip_load_mm": (0.04, 0.05)}, []),
        ({"teeth": 4, "chip_load_mm": (0.06, 0.1)}, ["chip-load-low"]),
        ({"teeth": 2, "chip_load_mm": (0.04, 0.08)}, ["chip-load-high"]),
        ({"chip_load_mm": (0.04, 0.08)}, []),
    ],
)
def test_speed_and_feed_are_held_against_the_tools_window(
    values: dict[str, object], expected: list[str]
) -> None:
    part = cut(SLOT, with_tool(**values))
    assert found(part) == [(wrong, line) for line in (6, 7) for wrong in expected]


def test_power_is_volume_rate_times_specific_force() -> None:
    # 10 mm wide, 3 mm deep, 400 mm/min: 200 mm3/s; at 2000 N/mm2 that is 0.4 kW
    assert power_kw(10 * 3 * 400 / 60, 1.0, 2000.0) == pytest.approx(0.4)
    slot = SLOT.replace("X45", "X50")
    for limit_kw, lines in ((0.38, [6, 7]), (0.41, [6]), (0.64, [])):
        weak = replace(machine(), spindle_power_kw=limit_kw)
        assert found(cut(slot, weak, 2000.0)) == [("power", line) for line in lines]
        assert found(cut(slot, weak)) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("G01 Z-3", [6]),
        ("G01 X45 Z-0.5", []),
        ("G01 X35 Z-3", [6]),
        ("G00 X-20\nG01 Z-3\nX20", []),
    ],
)
def test_a_mill_without_edges_at_its_centre_may_ramp_but_not_plunge(
    source: str, lines: list[int]
) -> None:
    part = cut(ABOVE + source, with_tool(core_diameter_mm=5.0))
    assert found(part) == [("plunge", line) for line in lines]
    assert found(cut(ABOVE + source, machine())) == []


def test_a_drilled_hole_lets_it_plunge() -> None:
    drill, mill = machine().tools[0], replace(machine().tools[0], number=2, core_diameter_mm=5.0)
    drill = replace(drill, shape="drill", diameter_mm=6.0)
    both = replace(machine(), tools=(drill, mill))
    hole = ABOVE + "G01 Z-6\nG00 Z50\n"
    again = "T2 M06\nS900 M03\nG00 X30 Y20\nZ2\nG01 Z-3\n"
    assert found(cut(hole + again, both)) == []
    assert found(cut(hole + again.replace("X30", "X40"), both)) == [("plunge", 12)]


def test_a_drill_must_not_cut_sideways() -> None:
    source = ABOVE + "G01 Z-3\nX40"
    tool: Tool = replace(machine().tools[0], shape="drill")
    assert found(cut(source, replace(machine(), tools=(tool,)))) == [("cut-sideways", 7)]


def test_a_shank_wider_than_the_cutter_hits_the_wall() -> None:
    thick = with_tool(shank_diameter_mm=14.0, flute_length_mm=4.0)
    ids = [wrong for wrong, _ in found(cut(SLOT.replace("Z-3", "Z-6"), thick))]
    assert "shank-collision" in ids
    assert "shank-collision" not in [wrong for wrong, _ in found(cut(SLOT, thick))]
