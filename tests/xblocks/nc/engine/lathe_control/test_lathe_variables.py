"""System variables of a lathe: axis 1 is X as a diameter, axis 2 is Z."""

import pytest

from tests.xblocks.nc.engine.lathe_programs import alarm_of, run_lathe


def value(number: int, before: str = "T0101 G96 S120 M03\nG00 X50. Z-7.") -> float:
    """A system variable, told by how far Z goes to it."""
    made = run_lathe(f"{before}\n#100=#{number}\nG00 G21 G54 Z[#100/10]")
    assert made.alarm is None, made.alarm
    last = made.moves[-1]
    return round(10 * (last.end[2] - last.offset[2]), 6)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (5001, 50),
        (5002, -7),
        (5021, 50 - 400 + 118),
        (5022, -7 - 400 + 101),
        (5041, 50),
        (5042, -7),
        (5081, 118),
        (5082, 101),
        (2701, 118),
        (2801, 101),
        (2901, 0.4),
        (2301, 3),
        (15001, 118),
        (16001, 101),
        (17001, 0.4),
        (13003, 2),
        (2001, 0),
        (5221, -400),
        (5222, -400),
        (5201, 0),
        (4001, 0),
        (4002, 96),
        (4005, 99),
        (4007, 40),
        (4014, 54),
        (4016, 18),
        (4119, 120),
        (4120, 101),
    ],
)
def test_a_system_variable_tells_the_state(number: int, wanted: float) -> None:
    assert value(number) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("setting", "number", "wanted"),
    [
        ("#2001=0.4", 10001, 0.4),
        ("#11001=-0.1", 2101, -0.1),
        ("#2201=0.05", 12001, 0.05),
        ("#2301=8", 13001, 8),
        ("#15001=100", 2701, 100),
        ("#5241=-300", 5241, -300),
        ("#5202=3", 5202, 3),
        ("#5221=-380", 5221, -380),
    ],
)
def test_an_offset_that_a_macro_sets_is_what_it_reads(
    setting: str, number: int, wanted: float
) -> None:
    assert value(number, setting) == pytest.approx(wanted)


def test_work_coordinates_that_a_macro_sets_are_diameters() -> None:
    plain, moved = (run_lathe(f"{first}\nT0101\nG00 X50.") for first in ("#1=0", "#5221=-390"))
    assert moved.moves[-1].end[0] - plain.moves[-1].end[0] == pytest.approx(5)


def test_lengths_are_in_the_unit_in_force() -> None:
    made = run_lathe("G20\n#2001=0.1\nG21\nT0101\nG00 X#2001 Z0")
    last = made.moves[-1]
    assert 2 * (last.end[0] - last.offset[0]) == pytest.approx(2.54)


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("#1=#5003", "PS0115"),
        ("#1=#5223", "PS0115"),
        ("#1=#2065", "PS0115"),
        ("#1=#4008", "PS0115"),
        ("#5001=3", "PS0116"),
        ("#2301=10", "PS0116"),
        ("#2301=1.5", "PS0116"),
    ],
)
def test_a_variable_that_there_is_not_or_that_is_read_only(statement: str, number: str) -> None:
    assert alarm_of(statement) == (number, 1)
