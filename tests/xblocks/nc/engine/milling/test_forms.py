"""The shapes of tools, as they are left in the part."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.xblocks.nc.engine.programs import SETUP, machine, run_text
from xblocks.nc.engine.machine import Tool
from xblocks.nc.engine.milling.forms import Floats, forms_of
from xblocks.nc.engine.milling.part import machine_part

PLAIN = replace(machine().tools[0], flute_length_mm=40.0, stick_out_mm=50.0)


def tool(shape: str, **values: float) -> Tool:
    return replace(PLAIN, shape=shape, **values)  # type: ignore[arg-type] # numbers of the tool


def left(one: Tool, program: str, cell_mm: float = 0.1) -> tuple[Floats, float]:
    """Heights of the part and the volume removed by the tool, already turning above the stock."""
    on = replace(machine(), tools=(one,))
    moves = run_text("T1 M06\nS900 M03\nG00 X30.05 Y20.05\nZ2\nF300\n" + program, on).moves
    part = machine_part(moves, on, SETUP, cell_mm=cell_mm)
    return part.field.heights, part.removed_mm3


def cone_mm3(radius: float, height: float) -> float:
    return math.pi * radius**2 * height / 3


POINT_118 = 5 / math.tan(math.radians(59))
LEAD_M8 = 3 * 1.25
CORE_M8 = 4 - 1.3 * 1.25 / 2


@pytest.mark.parametrize(
    ("one", "volume_mm3"),
    [
        (tool("drill"), cone_mm3(5, POINT_118) + math.pi * 25 * (12 - POINT_118)),
        (tool("spot-drill", point_angle_deg=90.0), cone_mm3(5, 5) + math.pi * 25 * 7),
        (tool("flat"), math.pi * 25 * 12),
        (tool("reamer"), math.pi * 25 * 12),
        (
            tool("bull", corner_radius_mm=2.0),
            math.pi * 25 * 12 - (25 - 9) * math.pi * 2 + math.pi * (3 * math.pi * 2 + 16 / 3),
        ),
        (
            tool("chamfer", point_angle_deg=90.0, tip_diameter_mm=2.0),
            cone_mm3(5, 5) - cone_mm3(1, 1) + math.pi * 25 * 8,
        ),
        (
            tool("centre-drill", point_angle_deg=120.0, tip_diameter_mm=4.0, tip_length_mm=5.0),
            cone_mm3(2, 2 / math.sqrt(3)) + math.pi * 4 * (5 - 2 / math.sqrt(3))
            + cone_mm3(5, 5 * math.sqrt(3)) - cone_mm3(2, 2 * math.sqrt(3))
            + math.pi * 25 * (7 - 3 * math.sqrt(3)),
        ),
        (
            tool("tap", diameter_mm=8.0, pitch_mm=1.25),
            math.pi * LEAD_M8 * (16 + 4 * CORE_M8 + CORE_M8**2) / 3
            + math.pi * 16 * (12 - LEAD_M8),
        ),
    ],
    ids=lambda value: value.shape if isinstance(value, Tool) else "",
)  # fmt: skip
def test_a_plunge_leaves_the_closed_form_of_the_tool(one: Tool, volume_mm3: float) -> None:
    _, removed = left(one, "G01 Z-12\nG00 Z2", cell_mm=0.05)
    assert removed == pytest.approx(volume_mm3, rel=1e-3)


def test_a_drill_leaves_its_cone_and_a_centre_drill_its_countersink() -> None:
    heights, _ = left(tool("drill"), "G01 Z-12\nG00 Z2")
    assert heights[200, 300] == pytest.approx(-12.0)
    assert heights[200, 340] == pytest.approx(-12 + 4 / math.tan(math.radians(59)))
    pilot = tool("centre-drill", point_angle_deg=120.0, tip_diameter_mm=4.0, tip_length_mm=5.0)
    heights, _ = left(pilot, "G01 Z-9\nG00 Z2")
    assert heights[200, 310] == pytest.approx(-9 + 1 / math.sqrt(3))
    assert heights[200, 330] == pytest.approx(-9 + 5 + 1 * math.sqrt(3))


def test_a_chamfer_mill_breaks_an_edge_by_its_angle() -> None:
    mill = tool("chamfer", point_angle_deg=90.0, tip_diameter_mm=2.0)
    heights, _ = left(mill, "G01 Z-2\nX45.05\nG00 Z2")
    assert heights[200, 400] == pytest.approx(-2.0)
    assert heights[220, 400] == pytest.approx(-1.0)
    assert heights[231, 400] == 0.0


@pytest.mark.parametrize(
    ("shape", "values"),
    [
        ("flat", {}),
        ("ball", {}),
        ("bull", {"corner_radius_mm": 2.0}),
        ("drill", {}),
        ("chamfer", {"tip_diameter_mm": 2.0}),
    ],
)
def test_the_width_of_a_form_at_a_height_is_where_its_underside_is_that_high(
    shape: str, values: dict[str, float]
) -> None:
    (form,) = forms_of(tool(shape, **values))
    heights = np.linspace(0.01, 8, 50)
    widths = form.width(heights)
    assert (np.diff(widths) >= 0).all()
    on_curve = widths < form.radius_mm - 1e-9
    np.testing.assert_allclose(form.rise(widths[on_curve] ** 2), heights[on_curve], atol=1e-9)
    assert widths[-1] == form.radius_mm
    assert form.width(np.array([-0.1]))[0] == -np.inf
