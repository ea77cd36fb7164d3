"""Simulating: the JSON that the browser plays."""

from __future__ import annotations

import base64
import json
from itertools import pairwise

import numpy as np
import pytest

from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import simulate

SOURCE = exercise_text("first-pocket")
REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")


def heights(field: dict[str, object]) -> np.ndarray:
    data = np.frombuffer(base64.b64decode(str(field["heights_um"])), dtype="<i4")
    return data.reshape(field["ny"], field["nx"])  # type: ignore[call-overload] # both are whole numbers


def test_moves_follow_each_other_in_place_and_time() -> None:
    shown = simulate(SOURCE, REFERENCE, 1)
    assert json.loads(json.dumps(shown)) == shown
    clock_s = 0.0
    for move in shown["moves"]:
        assert move["t0_s"] == pytest.approx(clock_s, abs=1e-3)
        assert move["t1_s"] >= move["t0_s"]
        clock_s = move["t1_s"]
        assert len(move["points"]) % 3 == 0
    assert clock_s == pytest.approx(shown["cycle_time_s"], abs=1e-2)
    paths = [m for m in shown["moves"] if m["points"]]
    for before, after in pairwise(paths):
        if before["tool"] == after["tool"]:
            assert before["points"][-3:] == after["points"][:3]


def test_points_are_the_tool_tip_in_the_workpiece_frame() -> None:
    shown = simulate(SOURCE, REFERENCE, 1)
    deepest = min(min(move["points"][2::3]) for move in shown["moves"] if move["points"])
    assert deepest == -6.0


def test_part_and_target_are_maps_of_the_same_shape_in_micrometres() -> None:
    shown = simulate(SOURCE, REFERENCE, 1)
    part, target = heights(shown["part"]), heights(shown["target"])
    assert part.shape == target.shape == (160, 200)
    assert part[80, 80] == target[80, 80] == -6000
    assert part[80, 180] == target[80, 180] == -4000
    assert part[0, 0] == target[0, 0] == 0
    assert (part != target).mean() < 0.002


@pytest.mark.parametrize("name", ["first-pocket", "thread-shaft"])
def test_the_same_program_gives_the_same_simulation(name: str) -> None:
    source, program = exercise_text(name), (FOLDER / f"{name}.nc").read_text("utf-8")
    one = simulate(source, program, 1)
    assert one["removal"]
    assert json.dumps(simulate(source, program, 1)) == json.dumps(one)


def test_switches_of_the_panel_are_the_learners_and_change_no_target() -> None:
    program = "/T1 M06\n/3 G04 X1.\nM01\nM30"
    shown = simulate(SOURCE, program, 1)
    assert [move["kind"] for move in shown["moves"]] == ["tool", "dwell"]
    switched = simulate(SOURCE, program, 1, block_skip=True, optional_stop=True)
    assert [move["kind"] for move in switched["moves"]] == ["stop"]
    assert switched["target"] == shown["target"]


def test_an_unreadable_program_shows_its_alarms_and_the_untouched_stock() -> None:
    shown = simulate(SOURCE, "G00 X1\nG01 W5", 1)
    assert not shown["readable"]
    assert [(alarm["id"], alarm["line"], alarm["column"]) for alarm in shown["alarms"]] == [
        ("PS0009", 2, 5)
    ]
    assert shown["moves"] == []
    assert (heights(shown["part"]) == 0).all()
    assert not simulate(SOURCE, None, 1)["readable"]


def test_an_alarm_on_the_way_shows_the_moves_up_to_it() -> None:
    shown = simulate(SOURCE, "T1 M06\nG43 H1 Z50\nG01 X5\nM30", 1)
    assert shown["readable"]
    assert [alarm["id"] for alarm in shown["alarms"]] == ["PS0011"]
    assert [move["kind"] for move in shown["moves"]] == ["tool", "rapid"]


def test_a_very_long_program_is_thinned_and_says_so() -> None:
    circles = "T1 M06\nS900 M03\nG43 H1 Z5\nG00 X30 Y0\nF8000\n" + "G03 I-30\n" * 1500 + "M30"
    shown = simulate(SOURCE, circles, 1)
    assert shown["thinned"]
    assert sum(len(move["points"]) for move in shown["moves"]) < 3 * 70_000
    assert not simulate(SOURCE, REFERENCE, 1)["thinned"]


def test_an_exercise_with_errors_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="line 1"):
        simulate("format: 1\n", REFERENCE, 1)
