import math

import pytest

from xblocks.nc.engine.alarms import Place, Rejected
from xblocks.nc.engine.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge
from xblocks.nc.engine.drawing_dimensions import DrawnLine, drawn_elements

START = (0.0, 10.0)


def place_of(line: int) -> Place:
    return Place(line, 1, 9)


def edges(*lines: DrawnLine) -> list[Edge]:
    return [element.path for element in drawn_elements(START, lines, place_of)]


def at(line: int, **words: float) -> DrawnLine:
    return DrawnLine(line, 0.2, **words)


def test_a_coordinate_left_out_stays() -> None:
    assert edges(at(1, z_mm=-20), at(2, r_mm=15)) == [
        Edge(START, (-20, 10)),
        Edge((-20, 10), (-20, 15)),
    ]


def test_an_angle_gives_the_coordinate_left_out() -> None:
    (cone,) = edges(at(1, z_mm=-20, angle_deg=150))
    assert cone.end == pytest.approx((-20, 10 + 20 * math.tan(math.radians(30))))
    (by_r,) = edges(at(1, r_mm=15, angle_deg=135))
    assert by_r.end == pytest.approx((-5, 15))
    (upright,) = edges(at(1, r_mm=15, angle_deg=90))
    assert upright.end == (0, 15)


def test_an_angle_alone_ends_where_the_next_line_crosses() -> None:
    first, second = edges(at(1, angle_deg=180), at(2, z_mm=-30, r_mm=20, angle_deg=135))
    assert first.end == pytest.approx((-20, 10))
    assert second == Edge(first.end, (-30, 20))


def test_a_chamfer_takes_its_size_off_both_lines() -> None:
    assert edges(at(1, z_mm=-20, chamfer_mm=2), at(2, r_mm=20)) == [
        Edge(START, (-18, 10)),
        Edge((-18, 10), (-20, 12)),
        Edge((-20, 12), (-20, 20)),
    ]


def test_a_rounding_is_tangent_to_both_lines() -> None:
    _, arc, _ = edges(at(1, z_mm=-20, round_mm=3), at(2, r_mm=20))
    assert arc == Edge((-17, 10), (-20, 13), (-17, 13), CLOCKWISE)
    line, arc, last = edges(at(1, r_mm=15, round_mm=2), at(2, z_mm=-30, r_mm=18))
    assert arc.turn == COUNTER_CLOCKWISE
    assert arc.radius_mm == pytest.approx(2)
    assert arc.heading(0) == pytest.approx(line.heading(1))
    assert arc.heading(1) == pytest.approx(last.heading(0))


def test_corners_may_follow_each_other() -> None:
    path = edges(at(1, z_mm=-10, chamfer_mm=2), at(2, r_mm=16, round_mm=4), at(3, z_mm=-40))
    assert [edge.end for edge in path] == [(-8, 10), (-10, 12), (-14, 16), (-40, 16)]


@pytest.mark.parametrize(
    ("lines", "number", "line"),
    [
        ([at(1, z_mm=-20, chamfer_mm=2)], "PS0051", 1),
        ([at(1, z_mm=-20, round_mm=2), at(2, z_mm=-30)], "PS0051", 1),
        ([at(1, z_mm=-1, chamfer_mm=2), at(2, r_mm=20)], "PS0055", 1),
        ([at(1, z_mm=-20, chamfer_mm=2), at(2, r_mm=11)], "PS0055", 2),
        ([at(1, z_mm=-9, chamfer_mm=3), at(2, r_mm=15, round_mm=4), at(3, z_mm=-40)], "PS0055", 2),
        ([at(1, angle_deg=180)], "PS0056", 1),
        ([at(1, angle_deg=180), at(2, z_mm=-30)], "PS0056", 1),
        ([at(1, z_mm=-20, angle_deg=90)], "PS0057", 1),
        ([at(1, angle_deg=135), at(2, z_mm=-30, r_mm=20, angle_deg=135)], "PS0058", 2),
    ],
)
def test_dimensions_that_do_not_fit_are_refused(
    lines: list[DrawnLine], number: str, line: int
) -> None:
    with pytest.raises(Rejected) as caught:
        drawn_elements(START, lines, place_of)
    assert (caught.value.alarm.id, caught.value.alarm.place.line) == (number, line)
