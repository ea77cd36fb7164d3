"""What a learner may see of a turning exercise, and what a simulation shows."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.xblocks.nc.turning.shafts import (
    FIRST,
    PROFILED,
    REFERENCE_TARGET,
    SOURCE,
    parsed,
    program,
    with_target,
)
from xblocks.nc.exercise import public_view
from xblocks.nc.exercises import exercise_text
from xblocks.nc.grading import simulate


def corners(section: list[list[list[float]]]) -> set[tuple[float, ...]]:
    return {tuple(corner) for outline in section for corner in outline}


def test_a_learner_sees_drawing_bar_and_turret_and_never_the_reference() -> None:
    view = public_view(parsed(SOURCE), 1)
    assert json.loads(json.dumps(view)) == view
    assert view["machining"] == "turning"
    assert [one["id"] for one in view["features"]] == ["face", "chamfer", "d30", "d38", "d46"]
    assert sum(row["out_of"] for row in view["rubric"]) == view["out_of"] == 100
    assert view["machine"]["rapid_mm_per_min"] == {"x": 6000, "z": 10000}
    assert view["stock"]["section"] == [[[1, 0], [1, 25], [-119, 25], [-119, 0]]]
    assert {(0, 14), (-1, 15), (-25, 15), (-25, 19), (-65, 25)} <= corners(view["target"])
    assert [one["name"]["en"] for one in view["obstacles"]] == ["chuck"]
    hidden = public_view(parsed(with_target(SOURCE, REFERENCE_TARGET)), 1)
    assert "SECRET" not in json.dumps(hidden)
    assert hidden["rubric"][0]["id"] == "geometry"


def test_tools_are_drawn_from_their_programmed_point() -> None:
    rougher = public_view(parsed(SOURCE), 1)["tools"][0]
    assert (rougher["orientation"], rougher["mounted_mm"]) == (3, [110, 60])
    # With lead angles above 90 degrees the nose is foremost on both axes.
    for axis in (0, 1):
        assert min(corner[axis] for corner in rougher["insert"]) == pytest.approx(0, abs=0.01)


def test_moves_follow_each_other_in_place_and_time() -> None:
    shown = simulate(exercise_text(PROFILED), program(PROFILED), 1)
    assert json.loads(json.dumps(shown)) == shown
    assert shown["alarms"] == shown["findings"] == []
    clock_s = 0.0
    for move in shown["moves"]:
        assert move["t0_s"] == pytest.approx(clock_s, abs=1e-3)
        clock_s = move["t1_s"]
        assert len(move["points"]) % 3 == 0
        assert set(move["points"][1::3]) <= {0.0}
    assert clock_s == pytest.approx(shown["cycle_time_s"], abs=1e-2)
    paths = [move for move in shown["moves"] if move["points"]]
    for before, after in pairwise(paths):
        if before["tool"] == after["tool"]:
            assert before["points"][-3:] == pytest.approx(after["points"][:3], abs=1e-3)


def test_points_are_the_tip_with_x_as_a_diameter() -> None:
    shown = simulate(SOURCE, program(FIRST), 1)
    line = program(FIRST)[: program(FIRST).index("Z-65\nX54")].count("\n") + 1
    points: list[Any] = [m["points"] for m in shown["moves"] if m["line"] == line]
    assert points == [[46.0, 0.0, -45.0, 46.0, 0.0, -65.0]]
    assert {(-65.0, 25.0), (-45.0, 23.0)} <= corners(shown["part"])


def test_an_unreadable_program_shows_its_alarms_and_the_untouched_bar() -> None:
    shown = simulate(SOURCE, "T0101\nG81 X1", 1)
    assert not shown["readable"]
    assert [alarm["id"] for alarm in shown["alarms"]] == ["PS0010"]
    assert shown["part"] == shown["stock"]["section"]
