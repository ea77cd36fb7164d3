"""The command line: trace, run, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xblocks.nc.__main__ import main
from xblocks.nc.exercises import FOLDER

EXERCISE = str(FOLDER / "first-pocket.yaml")
REFERENCE = str(FOLDER / "first-pocket.nc")


def test_trace_prints_one_move_a_line_as_the_program_says_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["trace", REFERENCE, "--work", "--exercise", EXERCISE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "FEED 14.5000 -14.5000 -6.0000 600.0000" in lines
    assert "ARC ccw xy 15.0000 -14.0000 -6.0000 14.0000 -14.0000 400.0000" in lines


def test_trace_ends_with_the_alarm_and_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = tmp_path / "p.nc"
    program.write_text("G00 X10\nG01 X20\n")
    assert main(["trace", str(program)]) == 2
    shown = capsys.readouterr()
    assert shown.out == "RAPID 10.0000 0.0000 0.0000\n"
    assert f"{program}:2:1: PS0011" in shown.err
    program.write_text("G00 W10\n")
    assert main(["trace", str(program)]) == 2
    assert f"{program}:1:5: PS0009" in capsys.readouterr().err


def test_run_prints_the_attempt_or_the_refusal_as_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["run", EXERCISE, REFERENCE]) == 0
    assert json.loads(capsys.readouterr().out)["points"] == 100.0
    program = tmp_path / "p.nc"
    program.write_text("G00 W10\n")
    assert main(["run", EXERCISE, str(program)]) == 2
    assert json.loads(capsys.readouterr().out)["remarks"][0]["id"] == "PS0009"


def test_check_is_silent_about_a_good_exercise_and_points_into_a_bad_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", EXERCISE]) == 0
    assert capsys.readouterr() == ("", "")
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\ntitle: 5\n")
    assert main(["check", str(bad)]) == 1
    assert f"{bad}:2:8: " in capsys.readouterr().err
    assert main(["trace", REFERENCE, "--exercise", str(bad)]) == 2


def test_a_missing_file_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err
