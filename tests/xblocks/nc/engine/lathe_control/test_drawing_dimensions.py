"""Angles, chamfers and roundings straight from the drawing, by program text."""

import math

import pytest

from tests.xblocks.nc.engine.lathe_programs import alarm_of, run_lathe, said
from xblocks.nc.engine.alarms import Place, Rejected
from xblocks.nc.engine.lathe_control.drawing_dimensions import crossing, end_at_r, end_at_z
from xblocks.nc.engine.moves import ARC

PLACE = Place(1, 1, 9)
START = "T0101 S500 M03\nG00 X20. Z0.\nG01 F0.2\n"


def path(*blocks: str) -> list[str]:
    """The motions behind the start point."""
    return said(START + "\n".join(blocks))[1:]


def test_an_angle_gives_the_coordinate_left_out() -> None:
    cone = 20 + 40 * math.tan(math.radians(30))
    assert path("Z-20. ,A150.") == [f"feed X{cone:.4g} Z-20"]
    assert path("X30. ,A135.") == ["feed X30 Z-5"]
    assert path("X30. A90.") == ["feed X30 Z0"]
    assert end_at_z((0, 10), 180, -7, PLACE) == (-7, 10)
    assert end_at_r((0, 10), 90, 15, PLACE) == (0, 15)


def test_an_angle_alone_ends_where_the_next_line_crosses() -> None:
    assert path(",A180.", "X40. Z-30. ,A135.") == ["feed X20 Z-20", "feed X40 Z-30"]
    assert crossing((0, 10), 180, (-30, 20), 135, PLACE) == pytest.approx((-20, 10))


def test_an_angle_alone_may_have_a_corner() -> None:
    assert path(",A180. ,C2.", "X40. Z-30. ,A90.") == [
        "feed X20 Z-28",
        "feed X24 Z-30",
        "feed X40 Z-30",
    ]


def test_a_chamfer_takes_its_size_off_both_lines() -> None:
    assert path("Z-20. ,C2.", "X40.") == ["feed X20 Z-18", "feed X24 Z-20", "feed X40 Z-20"]


def test_a_rounding_is_tangent_to_both_lines() -> None:
    made = run_lathe(START + "Z-20. ,R3.\nX40.")
    (arc,) = (move for move in made.moves if move.kind == ARC)
    assert arc.arc is not None
    offset = arc.offset
    centre = (arc.arc.first_mm - offset[2], arc.arc.second_mm - offset[0])
    assert centre == pytest.approx((-17, 13))
    assert arc.arc.sweep_rad == pytest.approx(-math.pi / 2)


def test_corners_may_follow_each_other() -> None:
    assert path("Z-10. ,C2.", "X32. ,R4.", "Z-40.") == [
        "feed X20 Z-8",
        "feed X24 Z-10",
        "arc X32 Z-14",
        "feed X32 Z-40",
    ]


@pytest.mark.parametrize(
    ("blocks", "number", "line"),
    [
        (["Z-20. ,C2."], "PS0051", 4),
        (["Z-1. ,C2.", "X40."], "PS0055", 4),
        (["Z-20. ,C2.", "X22."], "PS0055", 4),
        (["Z-9. ,C3.", "X30. ,R4.", "Z-40."], "PS0055", 5),
        ([",A180.", "M30"], "PS0056", 5),
        ([",A180.", "Z-30."], "PS0056", 5),
        ([",A180.", "X40. Z-30."], "PS0056", 5),
        ([",A180.", "G00 X40. Z-30."], "PS0056", 5),
        ([",A180.", "U20. Z-30. ,A135."], "PS0056", 5),
        (["Z-20. ,A90."], "PS0057", 4),
        (["X30. ,A180."], "PS0057", 4),
        ([",A135.", "X40. Z-30. ,A135."], "PS0058", 5),
    ],
)
def test_dimensions_that_do_not_fit_are_refused(blocks: list[str], number: str, line: int) -> None:
    assert alarm_of(START + "\n".join(blocks)) == (number, line)


def test_lines_of_one_angle_never_cross() -> None:
    with pytest.raises(Rejected, match="PS0058"):
        crossing((0, 10), 135, (-30, 20), 135, PLACE)
