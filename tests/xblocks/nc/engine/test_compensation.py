"""Cutter radius compensation: whatever the contour, the cutter touches it and never enters it."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.control import Control
from xblocks.nc.engine.dialect import FANUC_MILL
from xblocks.nc.engine.flow import run_program
from xblocks.nc.engine.interpreter import Run
from xblocks.nc.engine.moves import ARC, FEED, Move, arc_points
from xblocks.nc.engine.program import read_program

RADIUS = 5.0

Points = list[tuple[float, float]]


def points_of(moves: tuple[Move, ...]) -> Points:
    """Points on the path of the cuts, arcs in fine chords."""
    found: Points = []
    for move in moves:
        if move.kind == ARC and move.arc is not None:
            found += [(x, y) for x, y, _ in arc_points(move.arc, move.start, move.end, 0.0005)]
        elif move.kind == FEED:
            for share in range(11):
                found.append(
                    (
                        move.start[0] + (move.end[0] - move.start[0]) * share / 10,
                        move.start[1] + (move.end[1] - move.start[1]) * share / 10,
                    )
                )
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


@given(
    st.sampled_from([("G41", 1), ("G42", -1)]),
    st.lists(st.tuples(st.floats(40, 70), KINDS, st.floats(0.6, 2.0)), min_size=4, max_size=7),
)
def test_the_cutter_keeps_its_radius_from_the_contour_and_touches_every_piece(
    side: tuple[str, int], corners: list[tuple[float, str, float]]
) -> None:
    code, turn = side
    ring = []
    for index, (reach, _, _) in enumerate(corners):
        angle = turn * 2 * math.pi * index / len(corners)
        ring.append((round(reach * math.cos(angle), 3), round(reach * math.sin(angle), 3)))
    body = []
    for (x0, y0), (x, y), (_, kind, bulge) in zip(ring, [*ring[1:], ring[0]], corners, strict=True):
        radius = f" R{math.dist((x0, y0), (x, y)) * bulge:.3f}" if kind != "G01" else ""
        body.append(f"{kind} X{x} Y{y}{radius}")
    lead_in, lead_out = f"G00 X{ring[0][0] * 3:.3f} Y-1", f"G40 G01 X{ring[0][0] * 3:.3f} Y1"
    plain = run_text("\n".join([lead_in, f"G01 X{ring[0][0]} Y0 F100", *body]))
    made = run_text("\n".join([lead_in, f"{code} D1 G01 X{ring[0][0]} Y0 F100", *body, lead_out]))
    assume(made.alarm is None)
    contour = points_of(plain.moves[2:])
    path = points_of(made.moves[2:-1])
    assert all(to_path(point, contour) > RADIUS - 0.005 for point in path)
    for move in plain.moves[2:]:
        touched = points_of((move,))
        nearest = min(to_path(point, touched) for point in path)
        assert nearest == pytest.approx(RADIUS, abs=0.2)


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
