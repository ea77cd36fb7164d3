"""Removed volumes beside their closed forms, to a tenth of a percent.

A cell is cut by what the tool does at its centre, exactly. So floors and slopes add no error that
does not average out; along a wall of length s a cell of side c is taken or left whole, which errs
by about c * sqrt(s * c) * depth, and less than c * s * depth / 2 in the worst case of a wall along
the grid. Walls that run between cells' rows are hit exactly.
"""

from __future__ import annotations

import math

import pytest

from tests.xblocks.nc.engine.drawn import made_by, tool, with_tools

TOOLS = with_tools(
    tool(1, "flat", 10),
    tool(2, "ball", 6),
    tool(3, "drill", 6.8, point_angle_deg=118.0),
    tool(4, "chamfer", 12, point_angle_deg=90.0),
    tool(5, "bull", 10, corner_radius_mm=2.0),
)
CELL_MM = 0.1


def start(number: int) -> str:
    return f"T{number} M06\nS2000 M03\nG00 Z5\nF800\n"


def removed(source: str, cell_mm: float = CELL_MM) -> float:
    return made_by(source + "G00 Z5\nM30\n", TOOLS, (), cell_mm).part.removed_mm3


def segment_mm2(radius: float, depth: float) -> float:
    """The area of a circle's segment of this height."""
    return radius**2 * math.acos(1 - depth / radius) - (radius - depth) * math.sqrt(
        2 * radius * depth - depth**2
    )


def cap_mm3(radius: float, depth: float) -> float:
    return math.pi * depth**2 * (3 * radius - depth) / 3


def test_a_pocket() -> None:
    rows = "X20 Y15\nX40\nY25\nX20\nY15\nX35 Y20\nX25\n"
    volume = removed(start(1) + "G00 X30 Y20\nG01 Z-6\n" + rows)
    assert volume == pytest.approx((30 * 20 - (4 - math.pi) * 25) * 6, rel=1e-3)


def test_a_pattern_of_drilled_holes_with_their_points() -> None:
    holes = "".join(f"X{x} Y{y}\n" for x, y in ((12.3, 11.1), (30.07, 20.02), (47.9, 28.6)))
    volume = removed(start(3) + "G98 G81 X20 Y30 Z-12 R2 F100\n" + holes + "G80\n", 0.05)
    point = 3.4 / math.tan(math.radians(59))
    one = math.pi * 3.4**2 * (12 - point + point / 3)
    assert volume == pytest.approx(4 * one, rel=1e-3)


def test_a_ball_groove() -> None:
    volume = removed(start(2) + "G00 X15 Y20.03\nG01 Z-2\nX45\n")
    assert volume == pytest.approx(30 * segment_mm2(3, 2) + cap_mm3(3, 2), rel=1e-3)


def test_a_cone() -> None:
    volume = removed(start(4) + "G00 X30.02 Y20\nG01 Z-5\n")
    assert volume == pytest.approx(math.pi * 5**3 / 3, rel=1e-3)


def test_a_cylinder_by_helix() -> None:
    turns = "".join(f"G03 I-4 Z-{z}\n" for z in (1, 2, 3, 4))
    volume = removed(start(1) + "G00 X34 Y20\nG01 Z0\n" + turns + "G03 I-4\nG01 X30\n")
    assert volume == pytest.approx(math.pi * 81 * 4, rel=1e-3)


def test_a_taper_by_a_chamfer_mill_along_a_wall() -> None:
    volume = removed(start(4) + "G00 X15 Y20\nG01 Z-4\nX45\n")
    assert volume == pytest.approx(30 * 16 + math.pi * 64 / 3, rel=1e-3)


def test_a_ramp_of_a_flat_mill() -> None:
    """Every place is cut by the disc's edge when its centre is furthest ahead."""
    length, depth, radius = 30, 6, 5
    volume = removed(start(1) + "G00 X15 Y20\nG01 Z0\nX45 Z-6\n")
    assert volume == pytest.approx(depth * (length * radius + math.pi * radius**2), rel=1e-3)


def test_a_fillet_round_a_pocket_floor() -> None:
    rows = "X20 Y15\nX40\nY25\nX20\nY15\nX35 Y20\nX25\n"
    volume = removed(start(5) + "G00 X30 Y20\nG01 Z-6\n" + rows)
    # Pappus: a fillet's section along the straight walls, and turned about the corners' axes.
    section = 4 * (1 - math.pi / 4)
    centroid = 2 * (1 - (10 - 3 * math.pi) / (12 - 3 * math.pi))
    left = section * (2 * (20 + 10) + 2 * math.pi * (5 - (2 - centroid)))
    straight = (30 * 20 - (4 - math.pi) * 25) * 6
    assert volume == pytest.approx(straight - left, rel=1e-3)


def test_larger_cells_err_by_their_walls_and_not_by_their_floors() -> None:
    """The same hole off the grid, in cells of 1, 0.5 and 0.1 mm."""
    whole = math.pi * 25 * 6
    errors = [
        abs(removed(start(1) + "G00 X30.17 Y20.09\nG01 Z-6\n", cell) / whole - 1)
        for cell in (1.0, 0.5, 0.1)
    ]
    assert errors[0] < 0.02
    assert errors[1] < 0.01
    assert errors[2] < 1e-3
