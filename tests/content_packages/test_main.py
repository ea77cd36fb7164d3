"""The command line: what it prints and with which status it ends."""

from pathlib import Path

import pytest

from content_packages.__main__ import main
from content_packages.formats import scorm12


@pytest.fixture(autouse=True)
def bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorm12, "_bundle", lambda: b"let player;")


def test_a_new_course_can_be_made_and_checked_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course, package = tmp_path / "my-course", tmp_path / "my-course.zip"
    assert main(["new", str(course)]) == 0
    assert main(["make", str(course), "-o", str(package)]) == 0
    assert main(["check", str(package)]) == 0
    assert capsys.readouterr().out.endswith("0 errors, 0 warnings\n")


def test_a_course_that_comes_with_us_is_made_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["make", "nc-safety"]) == 0
    assert (tmp_path / "nc-safety.zip").exists()


def test_a_package_with_errors_is_refused_by_rule_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"no zip")
    assert main(["check", str(bad)]) == 1
    assert capsys.readouterr().out.startswith("error zip-unreadable")


def test_a_course_with_errors_is_not_made(tmp_path: Path) -> None:
    course = tmp_path / "mine"
    main(["new", str(course)])
    (course / "first-lesson" / "lesson.en.md").unlink()
    assert main(["make", str(course), "-o", str(tmp_path / "out.zip")]) == 1
    assert main(["check", str(course)]) == 1
    assert not (tmp_path / "out.zip").exists()


def test_a_folder_that_exists_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path)]) == 2
    assert "exists" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.zip"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
