"""xblocks.nc.previewing: what an author sees of a text while writing it."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.test_exercise import with_reference_program
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.previewing import MOST_VARIANTS, preview, run_reference, variants

POCKET = exercise_text("first-pocket")
REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")
SOLVED = POCKET + "solution: |\n" + "".join(f"  {line}\n" for line in REFERENCE.splitlines())
VARIED = POCKET.replace(
    "rubric:\n", "variants:\n  deep_mm: {from: 3, to: 14, step: 0.5}\nrubric:\n"
).replace("depth_mm: 4", "depth_mm: =deep_mm")


def test_a_faultless_text_is_shown_as_a_learner_sees_it() -> None:
    shown = preview(POCKET, 3)
    assert shown["exercise"]["seed"] == 3
    assert shown["has_reference"] is False
    assert "solution" not in preview(SOLVED, 0)["exercise"]


def test_a_text_with_an_error_gives_its_problems() -> None:
    (problem,) = preview(POCKET.replace("format: 1", "format: 2"), 0)["problems"]
    assert problem["line"] == 1


def test_variants_stand_side_by_side_each_once() -> None:
    rows = variants(VARIED)
    assert len(rows) == MOST_VARIANTS
    assert len({row["values"]["deep_mm"] for row in rows}) == MOST_VARIANTS
    assert {row["out_of"] for row in rows} == {100.0}


def test_a_variant_with_an_error_says_so_in_its_row() -> None:
    faulty = VARIED.replace("depth_mm: =deep_mm", "depth_mm: =deep_mm - 8")
    wrong = [row for row in variants(faulty) if row["problems"]]
    assert wrong
    assert all(row["values"]["deep_mm"] <= 8 and row["title"] is None for row in wrong)


def test_a_text_without_variants_is_one_row() -> None:
    (row,) = variants(POCKET)
    assert (row["seed"], row["values"]) == (0, {})


def test_the_solution_is_run_and_marked() -> None:
    made = run_reference(SOLVED, 0)
    assert made["attempt"]["points"] == made["attempt"]["out_of"] == 100.0
    assert made["simulation"]["readable"] is True
    assert run_reference(SOLVED + "offsets: to-find\n", 0)["attempt"]["points"] == 100.0


def test_without_a_solution_the_program_of_the_target_is_run() -> None:
    source = with_reference_program()
    assert preview(source, 0)["has_reference"] is True
    assert run_reference(source, 0)["attempt"]["marks"]


def test_a_solution_that_no_control_could_read_is_refused_at_its_line() -> None:
    (remark,) = run_reference(POCKET + "solution: G00 Q5X\n", 0)["refused"][:1]
    assert remark["line"] == 1


def test_without_any_program_there_is_nothing_to_run() -> None:
    assert run_reference(POCKET, 0) == {"program": None}


def test_a_text_with_an_error_has_no_reference_to_run() -> None:
    with pytest.raises(ValueError, match="line 1"):
        run_reference("format: 2\n", 0)
