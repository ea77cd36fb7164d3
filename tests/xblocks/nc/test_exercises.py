"""The library: every exercise is proved by the programs beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from xblocks.attempt import GradedAttempt
from xblocks.nc.block import NcExerciseBlock
from xblocks.nc.exercise import program_of_variant, variant_seeds
from xblocks.nc.exercises import FOLDER, exercise_text, library, starter
from xblocks.nc.grading import grade, regrade
from xblocks.nc.proving import problems_of

EXERCISES = sorted(FOLDER.glob("*.yaml"))
SEEDS = 4
"""How many variants are tried here; `python -m xblocks.nc check` tries a hundred."""


@pytest.mark.parametrize("file", EXERCISES, ids=lambda file: file.stem)
def test_the_reference_scores_full_and_each_wrong_program_loses_what_it_says(file: Path) -> None:
    assert file.with_suffix(".nc").exists()
    assert len(list(FOLDER.glob(f"{file.stem}.*.nc"))) >= 2
    assert problems_of(file, SEEDS) == []


def test_every_exercise_of_the_folder_is_in_the_library_as_olx() -> None:
    entries = library()
    assert [activity for activity, _, _ in entries] == [f"nc/{file.stem}" for file in EXERCISES]
    for activity, title, olx in entries:
        assert set(title) == {"zh-Hans", "en"}
        element = ET.fromstring(olx)  # noqa: S314 # our own text
        assert element.tag == "nc_exercise"
        assert element.get("display_name")
        assert (element.text or "").lstrip("\n") == exercise_text(activity.removeprefix("nc/"))


def test_the_starter_is_an_exercise_of_the_library() -> None:
    assert starter() in [exercise_text(file.stem) for file in EXERCISES]
    with pytest.raises(FileNotFoundError):
        exercise_text("../exercise")


def test_a_reference_that_loses_points_and_a_wrong_one_that_does_not_are_found(
    tmp_path: Path,
) -> None:
    for name in ("first-pocket.yaml", "first-pocket.nc"):
        shutil.copy(FOLDER / name, tmp_path)
    reference = (tmp_path / "first-pocket.nc").read_text("utf-8")
    (tmp_path / "first-pocket.none.nc").write_text("(LOSES pocket:not-cut)\n" + reference)
    (tmp_path / "first-pocket.silent.nc").write_text(reference)
    (tmp_path / "first-pocket.unread.nc").write_text("(LOSES rest:gouge)\nG00 Q1\n")
    (tmp_path / "first-pocket.nc").write_text(reference.replace("M30", ""))
    found = problems_of(tmp_path / "first-pocket.yaml")
    assert [(file.name, "M30" in problem.message["en"]) for file, problem in found] == [
        ("first-pocket.nc", True),
        ("first-pocket.none.nc", False),
        ("first-pocket.silent.nc", False),
        ("first-pocket.unread.nc", False),
    ]


def hole_exercise(folder: Path, *, depth: str = "=depth") -> Path:
    """A hole whose place and depth each learner draws, with programs for every variant."""
    source = exercise_text("first-pocket")
    head, _, rest = source.partition("target:\n")
    tail = rest[rest.index("rubric:\n") :]
    (folder / "hole.yaml").write_text(
        "variants:\n"
        "  x: [-20, 0, 12.5]\n"
        "  depth: {from: 3, to: 5, step: 1}\n"
        "  bottom: =0 - depth\n"
        f"{head}target:\n"
        "  features:\n"
        "    - id: hole\n"
        "      kind: hole\n"
        "      title: {zh-Hans: '孔深 [=depth]', en: 'hole [=depth] deep'}\n"
        "      centre_mm: [=x, 0]\n"
        "      diameter_mm: 10\n"
        f"      depth_mm: {depth}\n"
        f"      points: 64\n{tail}"
    )
    program = (
        "O1\nG91 G28 Z0\nT1 M06\nG90 G54 G00 X[=x] Y0 S3000 M03\nG43 H01 Z50 M08\nZ2\n"
        "G01 Z[=bottom{}] F200\nG00 Z50 M09\nM30\n"
    )
    (folder / "hole.nc").write_text(program.format(""))
    deep = "(LOSES hole:depth-out-of-tolerance)\n"
    (folder / "hole.deep.nc").write_text(deep + program.format(" - 1"))
    return folder / "hole.yaml"


def test_an_exercise_is_proved_in_every_variant(tmp_path: Path) -> None:
    file = hole_exercise(tmp_path)
    assert len(variant_seeds(file.read_text(), 100)) == 9
    assert problems_of(file) == []
    (tmp_path / "hole.nc").write_text((tmp_path / "hole.nc").read_text().replace("[=x]", "0"))
    assert problems_of(file, seeds=100) != []


def test_a_fault_of_one_variant_alone_is_found_at_its_place(tmp_path: Path) -> None:
    file = hole_exercise(tmp_path, depth="=depth + 0 / (5 - depth)")
    source = file.read_text()
    line = 1 + source[: source.index("depth_mm")].count("\n")
    assert {problem.line for _, problem in problems_of(file)} == {line}
    assert [problem["line"] for problem in NcExerciseBlock.check_text(source)] == [line]


def test_a_program_with_a_formula_of_no_value_is_told(tmp_path: Path) -> None:
    file = hole_exercise(tmp_path)
    (tmp_path / "hole.nc").write_text("O1\nG00 X[=wrong]\nM30\n")
    [(program, problem)] = problems_of(file)
    assert program.name == "hole.nc"
    assert "line 2" in problem.message["en"]


def test_two_learners_see_and_are_marked_on_their_own_numbers(tmp_path: Path) -> None:
    source = hole_exercise(tmp_path).read_text()
    written = (tmp_path / "hole.nc").read_text()
    one, other = variant_seeds(source, 100)[:2]
    views = [NcExerciseBlock.public_exercise(source, seed) for seed in (one, other)]
    assert views[0]["features"] != views[1]["features"]
    program = program_of_variant(written, source, one)
    own, others = grade(source, program, one, "a"), grade(source, program, other, "b")
    assert isinstance(own, GradedAttempt)
    assert isinstance(others, GradedAttempt)
    assert own.points == own.out_of
    assert others.points < others.out_of
    assert regrade(own.evidence, "a") == own
