"""The wheel that a school installs: everything that runs is in it, and little else is asked for."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "xblocks/nc/public/nc.js",
    "xblocks/nc/exercise.schema.json",
    "xblocks/nc/turning.schema.json",
    "xblocks/nc/exercises/first-pocket.yaml",
    "xblocks/process/public/process.js",
    "xblocks/process/exercise.schema.json",
    "xblocks/process/exercises/cstr-start-up.yaml",
    "lti_tool/web/static/built/host.js",
    "lti_tool/web/static/built/launch.js",
    "lti_tool/web/static/built/shell.js",
    "lti_tool/web/templates/base.html",
    "lti_tool/demo_lms/templates/base.html",
    "lti_tool/demo_lms/static/lms.js",
    "lti_tool/migrations/env.py",
    "lti_tool/migrations/versions/0001_learning_records.py",
    "lti_tool/locale/zh_Hans/LC_MESSAGES/messages.mo",
    "lti_tool/credit_bank/units/unit.schema.json",
    "content_packages/player/dist/lesson.js",
    "content_packages/courses/nc-safety/course.yaml",
    "content_packages/courses/nc-safety/self-check/quiz.yaml",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (made,) = folder.glob("gongxue-*.whl")
    return zipfile.ZipFile(made)


@pytest.mark.parametrize("name", NEEDED)
def test_what_runs_is_in_the_wheel(wheel: zipfile.ZipFile, name: str) -> None:
    assert name in wheel.namelist()


def test_sources_of_the_front_end_and_tests_are_not_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    strays = [n for n in wheel.namelist() if n.endswith(".ts") or n.startswith("tests/")]
    assert strays == []


def test_an_open_edx_needs_numpy_and_what_it_has_already(wheel: zipfile.ZipFile) -> None:
    (name,) = [n for n in wheel.namelist() if n.endswith("METADATA")]
    required = Parser().parsestr(wheel.read(name).decode()).get_all("Requires-Dist") or []
    plain = {
        line.split(">")[0].split("<")[0].strip() for line in required if "extra ==" not in line
    }
    assert plain == {"XBlock", "web-fragments", "numpy", "PyYAML", "jsonschema"}


def test_both_xblocks_are_entry_points(wheel: zipfile.ZipFile) -> None:
    (name,) = [n for n in wheel.namelist() if n.endswith("entry_points.txt")]
    declared = wheel.read(name).decode()
    assert "nc_exercise = xblocks.nc.block:NcExerciseBlock" in declared
    assert "process_exercise = xblocks.process.block:ProcessExerciseBlock" in declared
