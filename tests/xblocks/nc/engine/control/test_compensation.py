"""Cutter radius compensation: whatever the contour, the cutter touches it and never enters it."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.control.flow import run_program
from xblocks.nc.engine.control.interpreter import Run
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.language.dialect import FANUC_MILL
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.moves import ARC, FEED, Move, arc_points

RADIUS = 5.0

Points = list[tuple[float, float]]


def points_of(moves: tuple[Move, ...]) -> Points:
    """Points on the path of the cuts, arcs in fine chords."""
    found: Points = []
    for move in moves:
        if move.kind == ARC and move.arc is not None:
            found += [(x, y) for x, y, _ in arc_points(move.arc, move.start, move.end, 0.005)]
        elif move.kind == FEED:
            for share in (0.0, 0.25, 0.5, 0.75, 1.0):
                x, y = (
                    a + (b - a) * share for a, b in zip(move.start[:2], move.end[:2], strict=True)
                )
                found.append((x, y))
    return found


def distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to the straight piece between two others."""
    along, across = b[0] - a[0], b[1] - a[1]
    length = along**2 + across**2
    share = ((point[0] - a[0]) * along + (point[1] - a[1]) * across) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.dist(point, (a[0] + share * along, a[1] + share * across))


def to_path(point: tuple[float, float], path: Points) -> float:
    """From a point to the nearest of a path."""
    return min(distance(point, a, b) for a, b in pairwise(path))


KINDS = st.sampled_from(["G01", "G02", "G03"])


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([("G41", 1), ("G42", -1)]),
    st.sampled_from([1, -1]),
    st.lists(st.tuples(st.floats(40, 70), KINDS, st.floats(1.3, 3.0)), min_size=4, max_size=7),
)
def test_the_cutter_keeps_its_radius_from_the_contour_and_touches_every_piece(
    side: tuple[str, int], turn: int, corners: list[tuple[float, str, float]]
) -> None:
    code, left = side
    ring = []
    for index, (reach, _, _) in enumerate(corners):
        angle = turn * 2 * math.pi * index / len(corners)
        ring.append(complex(round(reach * math.cos(angle), 3), round(reach * math.sin(angle), 3)))
    middle = (ring[-1] + ring[0]) / 2
    body = [f"G01 X{ring[0].real} Y{ring[0].imag}"]
    for before, after, (_, kind, bulge) in zip(ring, ring[1:], corners, strict=False):
        radius = f" R{abs(after - before) * bulge:.3f}" if kind != "G01" else ""
        body.append(f"{kind} X{after.real} Y{after.imag}{radius}")
    body.append(f"G01 X{middle.real:.4f} Y{middle.imag:.4f}")
    away = middle + 20j * left * (ring[0] - ring[-1]) / abs(ring[0] - ring[-1])
    ready = f"G00 X{away.real:.4f} Y{away.imag:.4f}\n"
    start = f" G01 X{middle.real:.4f} Y{middle.imag:.4f} F100\n"
    plain = run_text(ready + start + "\n".join(body))
    made = run_text(ready + f"{code} D1" + start + "\n".join([*body, f"G40 {ready[4:]}"]))
    assume(made.alarm is None)
    contour = points_of(plain.moves[2:])
    path = points_of(made.moves[2:-1])
    assert all(to_path(point, contour) > RADIUS - 0.01 for point in path)
    for move in plain.moves[2:]:
        touched = points_of((move,))
        assert min(to_path(point, touched) for point in path) == pytest.approx(RADIUS, abs=0.3)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("G01 X0 Y0", "G01 X0 Y40"),
        ("G01 X0 Y0", "G02 X40 Y40 R40"),
        ("G03 X0 Y0 R40", "G01 X0 Y40"),
        ("G03 X0 Y0 R40", "G02 X40 Y40 R40"),
    ],
    ids=["line-line", "line-arc", "arc-line", "arc-arc"],
)
def test_inside_and_outside_corners_of_lines_and_arcs_are_closed(first: str, second: str) -> None:
    for code in ("G41", "G42"):
        made = run_text(
            f"G00 X-80 Y-30\n{code} D1 G01 X-40 Y-30 F100\nY0\n{first}\n{second}\nG40 G01 Y90"
        )
        assert made.alarm is None
        for before, after in pairwise(made.moves):
            assert before.end == pytest.approx(after.start)
        for move in made.moves:
            if move.arc is not None:
                reach = math.hypot(
                    move.end[0] - move.arc.first_mm, move.end[1] - move.arc.second_mm
                )
                assert reach == pytest.approx(move.arc.end_radius_mm)


def started(start_up: str, source: str) -> Run:
    """A program on a control with this start-up."""
    parameters = replace(FANUC_MILL.parameters, start_up=start_up)
    dialect = replace(FANUC_MILL, parameters=parameters)
    return run_program(read_program(source), Control(machine(), dialect))


def test_start_up_a_goes_beside_the_next_start_and_b_round_the_outside_corner() -> None:
    source = "G42 D1 G01 X40 F100\nY40\nG40 X90"
    assert started("A", source).moves[0].end[:2] == pytest.approx((45, 0))
    assert started("B", source).moves[0].end[:2] == pytest.approx((45, -5))
    inside = source.replace("G42", "G41")
    for kind in "AB":
        assert started(kind, inside).moves[0].end[:2] == pytest.approx((35, 0))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("G41 D1 G01 X20 F100\nX40\nG42 X60\nX80", [(20, 5), (40, -5), (60, -5)]),
        ("G41 D1 G01 X20 F100\nX40\nG42 Y40\nX80", [(20, 5), (45, 0), (45, 35)]),
        ("G42 D1 G01 X20 F100\nX40\nG41 G03 X60 Y20 R20\nG01 Y40", [(20, -5), (40, 5), (55, 20)]),
        ("G42 D1 G01 X20 F100\nG02 X40 R10\nG41 G01 X80\nX90", [(25, 0), (35, 0), (40, 5)]),
    ],
    ids=["line-line", "corner", "line-arc", "arc-line"],
)
def test_a_change_of_side_leads_to_the_vector_upright_on_the_next_start(
    source: str, expected: list[tuple[float, float]]
) -> None:
    made = run_text(source)
    assert made.alarm is None
    ends = [move.end[:2] for move in made.moves[: len(expected)]]
    assert [pytest.approx(point) for point in expected] == ends


def test_a_change_of_side_right_behind_the_entry_is_refused() -> None:
    made = run_text("G41 D1 G01 X20 F100\nG42 X40\nX60")
    assert made.alarm is not None
    assert (made.alarm.id, made.alarm.place.line) == ("PS0010", 2)


def test_what_happens_at_a_corner_happens_at_the_corner_of_the_cutter() -> None:
    made = run_text("G41 D1 G01 X20 F100\nX40\nZ-3\nG04 P100\nY40\nG40 X0")
    assert [move.kind for move in made.moves[1:5]] == ["feed", "feed", "dwell", "feed"]
    assert made.moves[2].start[:2] == made.moves[3].end[:2] == pytest.approx((35, 5))


def test_blocks_before_an_alarm_are_executed_although_their_path_was_open() -> None:
    made = run_text("G41 D1 G01 X20 F100\nX40\nG02 X5")
    assert made.alarm is not None
    assert made.moves[-1].end[:2] == pytest.approx((40, 5))


def test_a_mirror_image_and_a_negative_radius_change_the_side() -> None:
    mirrored = run_text("G51.1 Y0\nG41 D1 G01 X20 F100\nX40\nG40 X60")
    assert mirrored.moves[1].end[:2] == pytest.approx((40, -5))
    negative = run_text("G10 L12 P9 R-5\nG41 D9 G01 X20 F100\nX40\nG40 X60")
    assert negative.moves[1].end[:2] == pytest.approx((40, -5))
