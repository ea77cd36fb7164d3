"""Cutting: volumes of known shapes, and what is noticed while cutting."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import SETUP, cut_text, found, machine, run_text
from xblocks.nc.engine.bounds import Bounds
from xblocks.nc.engine.milling.part import machine_part

START = "T1 M06\nS2000 M03\nG00 X30 Y20\nZ2\nF300\n"
BALL = START.replace("T1", "T2")

HOLES = "G81 Z-4 R2 F300 K0\n" + "".join(f"X{x} Y{y}\n" for x in (10, 25, 40) for y in (8, 20, 32))
POCKET = "G01 Z-3\nX50\nY30\nX30\nY20\nY25\nX50\nG00 Z50"


def ring_mm3() -> float:
    """What a ball of 5 mm takes on a half circle of 10 mm that hangs from the surface: in the plane
    `aside` of the middle, a circle's segment whose chord is 5 mm from its centre."""
    aside = np.linspace(-5, 5, 20_001)
    radius = 10 + np.sqrt(25 - aside**2)
    segment = radius**2 * np.arccos(5 / radius) - 5 * np.sqrt(radius**2 - 25)
    return float(((segment[1:] + segment[:-1]) / 2 * np.diff(aside)).sum())


@pytest.mark.parametrize(
    ("source", "volume_mm3"),
    [
        (START + "G01 Z-3\nG00 Z50", math.pi * 25 * 3),
        (START + "G01 Z-3\nX45\nG00 Z50", (math.pi * 25 + 150) * 3),
        (START + "G01 Z-2\nX40\nG03 I-10\nG00 Z50", math.pi * 225 * 2),
        (BALL + "G01 Z-5\nG00 Z50", 2 / 3 * math.pi * 125),
        (BALL + "G01 Z-5\nX45\nG00 Z50", 2 / 3 * math.pi * 125 + math.pi * 25 / 2 * 15),
        (START + HOLES, 9 * math.pi * 25 * 4),
        (START + POCKET, (600 - (4 - math.pi) * 25) * 3),
        (START + "X33\nG01 Z0\nG02 I-3 Z-2\nG02 I-3\nG00 Z50", math.pi * 64 * 2),
        (START + "G01 Z0\nX34 Z-4\nX30\nG00 Z50", math.pi * 100 + 40 * 4),
        (BALL + "X20\nG01 Z0\nG18 G02 X40 I10 K0\nG00 Z50", ring_mm3()),
        (BALL + "Y10\nG01 Z0\nG19 G03 Y30 J10 K0\nG00 Z50", ring_mm3()),
    ],
    ids=[
        "hole",
        "slot",
        "disc",
        "ball",
        "ball-groove",
        "holes",
        "pocket",
        "helical-bore",
        "ramp",
        "ring-zx",
        "ring-yz",
    ],
)
def test_the_removed_volume_is_that_of_the_closed_form(source: str, volume_mm3: float) -> None:
    part = cut_text(source, cell_mm=0.1)
    assert part.removed_mm3 == pytest.approx(volume_mm3, rel=1e-3)
    assert part.findings == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-5, 65), st.integers(-5, 45), st.integers(-12, 4)), min_size=3),
    st.sampled_from("12"),
)
def test_heights_never_rise_and_do_not_depend_on_the_order(
    points: list[tuple[int, int, int]], tool: str
) -> None:
    lines = [f"G01 X{x} Y{y} Z{z} F500" for x, y, z in points]
    moves = run_text(f"T{tool} M06\nM03 S1000\n" + "\n".join(lines)).moves
    forth = machine_part(moves, machine(), SETUP, cell_mm=1.0)
    back = machine_part(moves[::-1], machine(), SETUP, cell_mm=1.0)
    part_way = machine_part(moves[:-1], machine(), SETUP, cell_mm=1.0)
    np.testing.assert_allclose(forth.field.heights, back.field.heights, rtol=0, atol=1e-9)
    assert (forth.field.heights <= part_way.field.heights).all()
    assert forth.field.heights.max() <= 0
    assert forth.field.heights.min() >= -20
    removed = -forth.field.heights.sum()
    assert forth.removed_mm3 == pytest.approx(removed, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (START + "G00 Z-1", [("rapid-in-material", 6)]),
        (START + "M05\nG01 Z-1", [("spindle-stopped", 7)]),
        (START + "M04\nG01 Z-1", [("spindle-reversed", 7)]),
        ("T1 M06\nM03\nG00 X30 Y20 Z2\nG01 Z-1 F90", [("spindle-stopped", 4)]),
        ("G00 X0 Y-100 Z50\nG01 X10 F100", [("no-tool", 2)]),
        (START + "G01 Z-16", [("flute-too-short", 6)]),
        (START + "G01 Z-10\nZ-19", [("holder-collision", 7)]),
        (START + "G00 Y62\nG01 Z-4\nZ-6", [("clamp-collision", 8)]),
        (START + "G00 X-50 Y-50\nG01 Z-31", [("table-collision", 7)]),
        (START + "G01 Z-1\nG00 X40 Z5", [("rapid-in-material", 7)]),
        (START + "G01 Z-1\nX40\nG00 X30\nZ5", []),
        (START + "G00 Z0\nX-20\nG01 Z-2\nX-5", []),
    ],
)
def test_what_a_machinist_would_notice(source: str, expected: list[tuple[str, int]]) -> None:
    assert found(cut_text(source)) == expected


def test_a_crash_without_length_offset_says_where_to_look() -> None:
    long = replace(machine(), tools=(replace(machine().tools[0], length_mm=100.0),))
    moves = run_text("T1 M06\nG00 X-50 Y-50\nZ50", long).moves
    (crash,) = machine_part(moves[-1:], long, SETUP, cell_mm=1.0).findings
    assert crash.id == "table-collision"
    assert "G43" in crash.message["en"]
    assert "G43" in crash.message["zh-Hans"]


@pytest.mark.parametrize("wrong", [False, True], ids=["oriented", "turning"])
def test_a_boring_bar_that_stands_may_leave_the_wall_at_a_rapid(*, wrong: bool) -> None:
    mill, bar = machine().tools
    bar = replace(bar, shape="boring-bar", diameter_mm=14.0, core_diameter_mm=8.0)
    bored = replace(machine(), tools=(mill, bar))
    rough = START + "X31\nG01 Z-5\nG03 I-1\nG00 Z50\nT2 M06\nM03 S900\nX30 Y20\n"
    shifted = "Z2\nG01 Z-5\nG00 X30.3\nZ2\nM30"
    cycle = "G98 G76 Z-5 R2 Q0.3 F90\nG80\nM30"
    moves = run_text(rough + (shifted if wrong else cycle), bored).moves
    part = machine_part(moves, bored, SETUP, cell_mm=0.5)
    assert [one.id for one in part.findings] == (["rapid-in-material"] if wrong else [])


def test_cutting_dry_is_noticed_only_where_coolant_is_required() -> None:
    dry, wet = START + "G01 Z-1", START + "M08\nG01 Z-1"
    assert found(cut_text(dry)) == []
    assert found(cut_text(dry, coolant_required=True)) == [("no-coolant", 6)]
    assert found(cut_text(wet, coolant_required=True)) == []


def test_a_finding_is_told_once_a_line_with_its_time() -> None:
    part = cut_text("T1 M06\nM03 S900\nG00 X30 Y20\nG28 Z-5")
    (one,) = part.findings
    assert one.id == "rapid-in-material"
    assert one.at_s > 5


def test_each_cell_knows_the_line_that_lowered_it_last() -> None:
    part = cut_text(START + "G01 Z-1\nX40\nZ-2")
    cut_by = part.field.cut_by
    assert set(np.unique(cut_by)) == {0, 6, 7, 8}
    assert cut_by[40, 80] == 8
    assert cut_by[0, 0] == 0


def test_a_program_that_cuts_without_end_is_stopped() -> None:
    part = cut_text(START + "G01 Z-1\nX40\nX10\nX40\nX10", bounds=Bounds(work=17_000))
    assert part.findings[-1].id == "run-away"
    assert part.field.cut_by.max() < 10


def test_helices_of_round_tools_count_for_what_they_take() -> None:
    level = cut_text("T2 M06\nM03 S900\nG00 X30 Y20\nG01 Z-1 F100\nG02 I-9")
    helix = cut_text("T2 M06\nM03 S900\nG00 X30 Y20\nG01 Z-1 F100\nG02 I-9 Z-2")
    assert helix.work > 10 * level.work
