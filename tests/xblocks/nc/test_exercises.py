"""The library: every exercise is proved by the programs beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from xblocks.nc.exercises import FOLDER, exercise_text, library, starter
from xblocks.nc.proving import problems_of

EXERCISES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", EXERCISES, ids=lambda file: file.stem)
def test_the_reference_scores_full_and_each_wrong_program_loses_what_it_says(file: Path) -> None:
    assert file.with_suffix(".nc").exists()
    assert len(list(FOLDER.glob(f"{file.stem}.*.nc"))) >= 2
    assert problems_of(file) == []


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
