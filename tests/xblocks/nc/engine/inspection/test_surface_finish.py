"""Roughness of floors and walls, from the cuts that made them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.drawn import TOLERANCES, feature, made_by, measured, tool, with_tools
from xblocks.nc.engine.inspection.checks import Check
from xblocks.nc.engine.inspection.regions import Outline
from xblocks.nc.engine.inspection.roughness import RA_OF_RZ

ASKED = replace(TOLERANCES, ra_um=1.6)
POCKET = replace(feature("rectangular-pocket", Outline(30, 20, 30, 20, 5), 3), tolerances=ASKED)
FACE = replace(feature("face", Outline(30, 20, 20, 10, 0), 1), tolerances=ASKED)
ROWS = "G00 X30 Y20\nG01 Z-3 F%s\nX20 Y15\nX40\nY25\nX20\nY15\nX35 Y20\nX25\n"


def rough(number: int, source: str, teeth: int = 4, *, of: object = POCKET) -> dict[str, Check]:
    one = POCKET if of is POCKET else FACE
    tools = with_tools(
        replace(tool(1, "flat", 10), teeth=teeth),
        replace(tool(2, "bull", 10, corner_radius_mm=0.5), teeth=teeth),
        replace(tool(3, "ball", 6), teeth=teeth),
    )
    program = f"T{number} M06\nS1000 M03\nG00 Z5\n" + source + "G00 Z5\nM30\n"
    checks = measured(one, made_by(program, tools, (one,))).checks
    return {check.id: check for check in checks if check.id.endswith("roughness")}


def test_floor_and_wall_follow_the_feed_a_tooth() -> None:
    found = rough(2, ROWS % 400)
    assert found["floor-roughness"].deviation == pytest.approx(
        RA_OF_RZ * 1000 * 0.1**2 / (8 * 0.5), abs=1e-3
    )
    assert found["wall-roughness"].deviation == pytest.approx(
        RA_OF_RZ * 1000 * 0.1**2 / (4 * 10), abs=1e-3
    )
    assert all(check.passed for check in found.values())
    coarse = rough(2, ROWS % 1600)
    assert not coarse["floor-roughness"].passed
    assert coarse["floor-roughness"].line > 0


def test_what_the_tools_do_not_tell_is_not_judged() -> None:
    assert set(rough(1, ROWS % 400)) == {"wall-roughness"}
    assert rough(2, ROWS % 400, teeth=0) == {}


def test_rows_of_a_ball_leave_cusps_of_their_step_over() -> None:
    rows = "".join(
        f"G00 X10 Y{15 + 0.8 * row:.1f}\nG01 Z-1 F400\nX50\nG00 Z5\n" for row in range(13)
    )
    found = rough(3, rows, of=FACE)
    cusp = 1000 * (3 - math.sqrt(9 - 0.4**2))
    assert found["floor-roughness"].deviation == pytest.approx(RA_OF_RZ * cusp, rel=0.02)
