"""Stages of removal: they add up to the part, are few, and come in the run's order."""

from __future__ import annotations

import numpy as np
import pytest

from xblocks.nc.engine.milling import stages
from xblocks.nc.engine.milling.part import Machined
from xblocks.nc.engine.milling.stages import stages_of
from xblocks.nc.exercise import parse_exercise
from xblocks.nc.exercise_values import MillingExercise
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.running import Program, read, run_program

SLOPES = """G90 G54
G91 G28 Z0
T1 M06
G90 G00 X-40 Y-30 S3000 M03
G43 H1 Z2
G01 Z-1 F500
G03 X-20 Y10 Z-3.333 R40
G01 X15 Y-12.5 Z-0.7
X-31.4159 Y27.1828 Z-5.123
G00 Z50
M30
"""


def machined(source: str) -> Machined:
    exercise = parse_exercise(exercise_text("first-pocket"), 1)
    assert isinstance(exercise, MillingExercise)
    program = read(source, exercise)
    assert isinstance(program, Program)
    return run_program(exercise, program).part


REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")


def depths_um(part: Machined) -> np.ndarray:
    top = np.rint(np.full_like(part.field.heights, part.field.top_mm) * 1000)
    return (top - np.rint(part.field.heights * 1000)).astype(np.int64)


def added_up(part: Machined) -> np.ndarray:
    total = np.zeros(part.field.heights.size, np.int64)
    for stage in stages_of(part):
        total[stage.cells] += stage.drops_um
    return total.reshape(part.field.heights.shape)


@pytest.mark.parametrize("source", [REFERENCE, SLOPES])
def test_the_drops_of_all_stages_add_up_to_the_part_exactly(source: str) -> None:
    part = machined(source)
    assert part.removed_mm3 > 0
    assert np.array_equal(added_up(part), depths_um(part))


def test_a_stage_is_of_a_move_and_touches_only_what_its_tool_passes_over() -> None:
    part = machined(REFERENCE)
    made = list(stages_of(part))
    assert [stage.move for stage in made] == sorted({stage.move for stage in made})
    assert len(made) > 20
    field = part.field
    for stage in made:
        assert (stage.drops_um > 0).all()
        assert (np.diff(stage.cells) > 0).all()
        begin = next((end for move, end in reversed(part.laid) if move < stage.move), 0)
        end = next(end for move, end in part.laid if move == stage.move)
        x0, y0, x1, y1 = zip(*(one.sweep.bounds() for one in part.strokes[begin:end]), strict=True)
        x, y = field.x[stage.cells % len(field.x)], field.y[stage.cells // len(field.x)]
        assert ((x >= min(x0)) & (x <= max(x1))).all()
        assert ((y >= min(y0)) & (y <= max(y1))).all()


@pytest.mark.parametrize("bound", ["MOST_STAGES", "MOST_CHANGES"])
def test_a_long_program_has_fewer_and_larger_stages_that_add_up_all_the_same(
    bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = machined(REFERENCE)
    ample = list(stages_of(part))
    monkeypatch.setattr(stages, bound, 10)
    few = list(stages_of(part))
    assert 0 < len(few) < len(ample)
    assert bound == "MOST_CHANGES" or len(few) <= 10
    changes = sum(len(stage.cells) for stage in few)
    assert changes < sum(len(stage.cells) for stage in ample)
    assert bound == "MOST_STAGES" or changes <= 10 + 2 * part.field.heights.size
    assert np.array_equal(added_up(part), depths_um(part))


def test_a_program_that_cuts_nothing_has_no_stages() -> None:
    assert list(stages_of(machined("G91 G28 Z0\nT1 M06\nM30"))) == []
    assert list(stages_of(machined("M30"))) == []
