"""The command line: trace, run, check."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from xblocks.nc import __main__ as command_line
from xblocks.nc.__main__ import main
from xblocks.nc.engine.language import bulk_reading
from xblocks.nc.exercises import FOLDER

EXERCISE = str(FOLDER / "first-pocket.yaml")
REFERENCE = str(FOLDER / "first-pocket.nc")


def test_trace_prints_one_move_a_line_as_the_program_says_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["trace", REFERENCE, "--work", "--exercise", EXERCISE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "FEED 14.5000 -14.5000 -6.0000 600.0000" in lines
    assert "ARC ccw 15.0000 -14.0000 -6.0000 0.0000 1.0000 0.0000 400.0000" in lines


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


def test_a_long_program_is_traced_move_by_move(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = tmp_path / "p.nc"
    cuts = [f"X{at}.5 Y-{at % 7}." for at in range(5000)]
    program.write_text("\n".join(["G90 G01 F100 Z-1.", *cuts, "G00 Z5. M30"]))
    assert main(["trace", str(program)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:-1] == [
        f"FEED {at}.5000 {'-' if at % 7 else ''}{at % 7}.0000 -1.0000 100.0000"
        for at in range(5000)
    ]
    assert lines[-1] == "RAPID 4999.5000 -1.0000 5.0000"


def test_a_program_too_large_for_any_control_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "p.nc"
    program.write_text("X1.\n" * 20_000)
    monkeypatch.setattr(bulk_reading, "MAX_BLOCKS", 100)
    assert main(["trace", str(program)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "TOOBIG" in shown.err
    monkeypatch.setattr(command_line, "MAX_CHARACTERS", 79_999)
    for arguments in (["trace"], ["run", EXERCISE]):
        assert main([*arguments, str(program)]) == 2
        assert "The file is too large" in capsys.readouterr().err


def test_a_trace_does_not_wait_for_what_only_other_commands_need() -> None:
    late = "numba jsonschema yaml xblocks.nc.grading"
    code = f"import sys, xblocks.nc.__main__; print(set('{late}'.split()) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"


def test_check_prints_the_variants_side_by_side(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "varied.yaml"
    drawn = "variants: {deep_mm: [3, 4]}\nrubric:\n"
    file.write_text((FOLDER / "first-pocket.yaml").read_text("utf-8").replace("rubric:\n", drawn))
    assert main(["check", "--variants", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(" points 100 deep_mm=" in line for line in lines)


def test_schema_prints_the_json_schema_of_both_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    for kind in ("then", "else"):
        keys = schema[kind]["properties"]
        for name in ("policy", "offsets", "solution"):
            assert " / " in keys[name]["title"]
        assert {"codes", "air_cutting", "tool_changes"} <= keys["rubric"]["properties"].keys()
