"""The half section in stages: they lead to the part, are few, and can be undone."""

from __future__ import annotations

from typing import Any

import pytest

from xblocks.nc.exercise import parse_exercise
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.running import Program, read
from xblocks.nc.turning import playback
from xblocks.nc.turning.making import Turning, turn_program
from xblocks.nc.turning.playback import stages_view
from xblocks.nc.turning.values import TurningExercise
from xblocks.nc.turning.view import section_view

SHAFTS = ["first-shaft", "thread-shaft", "profiled-shaft"]


def turned(name: str) -> tuple[TurningExercise, Turning]:
    exercise = parse_exercise(exercise_text(name), 1)
    assert isinstance(exercise, TurningExercise)
    program = read((FOLDER / f"{name}.nc").read_text("utf-8"), exercise)
    assert isinstance(program, Program)
    return exercise, turn_program(exercise, program)


def played(section: list[Any], stages: list[Any]) -> list[Any]:
    """The outlines after all stages, from those before."""
    corners = [corner for outline in section for corner in (*outline, [])]
    for _, at, gone, added in stages:
        corners[at : at + gone] = added
    outlines: list[Any] = []
    while corners:
        end = corners.index([])
        outlines.append(corners[:end])
        corners = corners[end + 1 :]
    return outlines


@pytest.mark.parametrize("name", SHAFTS)
def test_the_stages_lead_from_the_bar_to_the_part_exactly(name: str) -> None:
    exercise, made = turned(name)
    stages = stages_view(exercise.bar.section, made)
    moves = [stage[0] for stage in stages]
    assert moves == sorted(moves)
    assert len(stages) > 10
    assert played(section_view(exercise.bar.section), stages) == section_view(made.turned.profile)


@pytest.mark.parametrize("bound", ["MOST_STAGES", "MOST_CORNERS"])
def test_a_long_program_has_fewer_stages_that_lead_to_the_part_all_the_same(
    bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise, made = turned("thread-shaft")
    bar = exercise.bar.section
    ample = stages_view(bar, made)
    monkeypatch.setattr(playback, bound, 8)
    few = stages_view(bar, made)
    assert 0 < len(few) < len(ample)
    assert bound == "MOST_CORNERS" or len(few) <= 8
    assert played(section_view(bar), few) == section_view(made.turned.profile)
