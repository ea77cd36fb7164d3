"""The command line, and the library that it shares with the tool."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from xblocks.process.__main__ import main
from xblocks.process.exercises import exercise_text, library

FOLDER = Path(str(files("xblocks.process.exercises")))
SCENARIO = str(FOLDER / "cstr-start-up.yaml")


def test_it_lists_and_describes_the_plants(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plants"]) == 0
    assert capsys.readouterr().out.startswith("cstr\t")
    assert main(["describe", "cstr"]) == 0
    described = capsys.readouterr().out
    assert "TI101\t0..150 °C\t反应釜温度\tReactor temperature" in described
    assert "TIC101.MODE\tMAN..AUTO" in described


def test_it_grades_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", SCENARIO, str(FOLDER / "cstr-start-up.reference.json")]) == 0
    assert json.loads(capsys.readouterr().out)["points"] == 100.0


def test_a_wrong_log_is_refused_at_its_action(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.json"
    log.write_text('{"actions": [[1, "P102", 1], [2, "P909", 1]], "end_s": 5}')
    assert main(["run", SCENARIO, str(log)]) == 1
    assert "log.json:2:" in capsys.readouterr().err
    log.write_text("{")
    assert main(["run", SCENARIO, str(log)]) == 1
    assert main(["run", str(tmp_path / "none.yaml"), str(log)]) == 1


def test_check_prints_each_problem_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", SCENARIO]) == 0
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(exercise_text("cstr-start-up").replace("P102 == 1", "P909 == 1", 1), "utf-8")
    assert main(["check", SCENARIO, str(wrong)]) == 1
    assert "wrong.yaml:25:15: There is no tag P909." in capsys.readouterr().out
    assert main(["check", str(tmp_path / "none.yaml")]) == 1


def test_the_library_is_olx_that_gives_the_text_back() -> None:
    [(activity, title, olx)] = library()
    assert activity == "process/cstr-start-up"
    assert title == {"zh-Hans": "反应釜冷态开车", "en": "CSTR cold start-up"}
    element = etree.fromstring(olx)
    assert element.tag == "process_exercise"
    assert element.get("display_name") == "反应釜冷态开车 CSTR cold start-up"
    assert (element.text or "").removeprefix("\n") == exercise_text("cstr-start-up")
