"""A course's source is read whole, or everything wrong with it is told with its file and line."""

import shutil
from pathlib import Path

import pytest

from content_packages.course import COURSES, Course, read_course
from content_packages.findings import LANGUAGES, Finding
from content_packages.starter import write_starter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_starter(tmp_path / "mine")
    return tmp_path / "mine"


def findings_in(folder: Path) -> list[tuple[str, str]]:
    found = read_course(folder)
    assert isinstance(found, list)
    assert all(isinstance(each, Finding) and each.message["zh-Hans"] for each in found)
    return [(each.rule, each.where) for each in found]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_starter_is_a_valid_course(folder: Path) -> None:
    course = read_course(folder)
    assert isinstance(course, Course)
    assert course.id == "mine"
    assert course.lessons[0].quiz[0].answer == 0


@pytest.mark.parametrize("name", sorted(path.name for path in COURSES.iterdir()))
def test_every_course_that_comes_with_us_is_valid_and_whole(name: str) -> None:
    course = read_course(COURSES / name)
    assert isinstance(course, Course), course
    assert course.id == name
    for lesson in course.lessons:
        assert all(lesson.markdown[language].strip() for language in LANGUAGES)


def test_the_languages_of_a_lesson_have_the_same_figures() -> None:
    course = read_course(COURSES / "nc-safety")
    assert isinstance(course, Course)
    for lesson in course.lessons:
        for file in lesson.figures:
            assert all(f"({file})" in lesson.markdown[language] for language in LANGUAGES)


def test_a_folder_without_a_course_is_told(tmp_path: Path) -> None:
    assert findings_in(tmp_path) == [("source-missing", "course.yaml")]


def test_a_slip_in_the_yaml_is_told_with_its_line(folder: Path) -> None:
    replace(folder / "course.yaml", "modules:", "modules: [")
    [(rule, where)] = findings_in(folder)
    assert rule == "yaml-syntax"
    assert where.startswith("course.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('version: "0.1"', "version: 0.1", 2),
        ("  en: A new course\n", "", 4),
        ("mastery_percent: 75", "mastery_percent: 101", 10),
        ("      - id: first-lesson", "      - id: First Lesson", 16),
        ("school:", "college:", 1),
    ],
)
def test_a_wrong_shape_is_told_with_its_line(folder: Path, old: str, new: str, line: int) -> None:
    replace(folder / "course.yaml", old, new)
    assert ("source-shape", f"course.yaml:{line}") in findings_in(folder)


def test_a_missing_translation_is_told_where_the_lesson_is_named(folder: Path) -> None:
    (folder / "first-lesson" / "lesson.en.md").unlink()
    assert findings_in(folder) == [("lesson-missing", "course.yaml:16")]


def test_a_lesson_id_that_is_used_twice_is_told(folder: Path) -> None:
    text = (folder / "course.yaml").read_text(encoding="utf-8")
    lesson = text[text.index("      - id:") :]
    (folder / "course.yaml").write_text(text + lesson, encoding="utf-8")
    assert findings_in(folder) == [("lesson-repeated", "course.yaml:20")]


def test_an_answer_beyond_the_options_is_told(folder: Path) -> None:
    replace(folder / "first-lesson" / "quiz.yaml", "answer: 1", "answer: 3")
    assert findings_in(folder) == [("quiz-answer", "first-lesson/quiz.yaml:10")]


def test_a_text_that_is_not_utf8_is_told(folder: Path) -> None:
    (folder / "first-lesson" / "lesson.zh-Hans.md").write_bytes("安全".encode("gb18030"))
    assert findings_in(folder) == [("source-encoding", "first-lesson/lesson.zh-Hans.md")]


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        ("![](drawing.svg)", "figure-alternative"),
        ("![a part](lost.svg)", "figure-missing"),
        ("![a part](../drawing.svg)", "figure-place"),
        ("![a part](drawing.png)", "figure-place"),
        ("![a part](torn.svg)", "xml-malformed"),
        ("![a part](typed.svg)", "xml-doctype"),
    ],
)
def test_a_bad_figure_is_told(folder: Path, figure: str, rule: str) -> None:
    lesson = folder / "first-lesson"
    shutil.copy(COURSES / "nc-safety" / "zeros-and-axes" / "axes.svg", lesson / "drawing.svg")
    (lesson / "torn.svg").write_text("<svg>", encoding="utf-8")
    (lesson / "typed.svg").write_text("<!DOCTYPE svg><svg/>", encoding="utf-8")
    (lesson / "lesson.en.md").write_text(f"Text.\n\n{figure}\n", encoding="utf-8")
    [(found, where)] = findings_in(folder)
    assert found == rule
    assert where in (
        "first-lesson/lesson.en.md:3",
        "first-lesson/torn.svg:1",
        "first-lesson/typed.svg:1",
    )


def test_a_course_whose_progress_would_not_fit_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content_packages.course.PROGRESS_LIMIT_CHARS", 6)
    assert findings_in(folder) == [("course-size", "course.yaml")]
