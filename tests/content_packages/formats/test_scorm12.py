"""The SCORM 1.2 package of a course."""

import dataclasses
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from content_packages.course import COURSES, Course, read_course
from content_packages.formats import scorm12


@pytest.fixture
def course() -> Course:
    course = read_course(COURSES / "nc-safety")
    assert isinstance(course, Course)
    return course


@pytest.fixture(autouse=True)
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "lesson.js"
    path.write_text("let player;", encoding="utf-8")
    monkeypatch.setattr(scorm12, "BUNDLE", path)
    return path


def files_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def content_of(package: bytes) -> dict[str, object]:
    page = files_of(package)["index.html"].decode()
    found = re.search(r'id="course">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    content: dict[str, object] = json.loads(found[1])
    return content


def test_the_same_course_gives_the_same_bytes(course: Course) -> None:
    again = read_course(COURSES / "nc-safety")
    assert isinstance(again, Course)
    assert scorm12.make(course) == scorm12.make(again)


def test_no_entry_carries_a_time_a_user_or_a_compression_of_this_machine(course: Course) -> None:
    with zipfile.ZipFile(io.BytesIO(scorm12.make(course))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.compress_type, entry.create_system) for entry in entries} == {(0, 3)}


def test_the_manifest_declares_one_sco_and_every_file(course: Course) -> None:
    files = files_of(scorm12.make(course))
    root = etree.fromstring(files["imsmanifest.xml"])
    declared = [file.get("href") for file in root.iter("{*}file")]
    assert sorted(declared) == sorted(set(files) - {"imsmanifest.xml"})
    assert [each.get("href") for each in root.iter("{*}resource")] == ["index.html"]


def test_every_lesson_is_there_in_both_languages(course: Course) -> None:
    text = json.dumps(content_of(scorm12.make(course)), ensure_ascii=False)
    assert "进给保持" in text
    assert "Feed Hold" in text


def test_a_figure_speaks_one_language(course: Course) -> None:
    files = files_of(scorm12.make(course))
    chinese = files["figures/zeros-and-axes/axes.zh-Hans.svg"].decode()
    english = files["figures/zeros-and-axes/axes.en.svg"].decode()
    assert "向右" in chinese
    assert "向右" not in english
    assert "right" in english


def test_no_text_of_a_course_can_end_the_script_element(course: Course) -> None:
    title = {"zh-Hans": "</script><b>", "en": "<!-- & 'x'"}
    package = scorm12.make(dataclasses.replace(course, title=title))
    assert content_of(package)["title"] == title
    assert b"</script><b>" not in files_of(package)["index.html"]
    etree.fromstring(files_of(package)["imsmanifest.xml"])


def test_nothing_is_loaded_from_elsewhere(course: Course) -> None:
    page = files_of(scorm12.make(course))["index.html"].decode()
    assert not re.search(r'(src|href)="?(https?:)?//', page)


def test_without_the_bundle_the_maker_says_how_to_build_it(course: Course, bundle: Path) -> None:
    bundle.unlink()
    with pytest.raises(scorm12.NotBuilt, match=r"node build\.mjs lesson"):
        scorm12.make(course)
