"""A course as its author wrote it: modules of lessons, each in Chinese and English, with quizzes.

The source is a folder: ``course.yaml`` lists modules and lessons; every lesson is a folder of its
own with ``lesson.zh-Hans.md``, ``lesson.en.md``, the figures that they show and, if it ends with
questions, ``quiz.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content_packages.findings import LANGUAGES, Finding, Text, error
from content_packages.markdown import figures_in
from content_packages.safe_xml import UnsafeXml, parse
from content_packages.yaml_source import Source, read_yaml

PROGRESS_LIMIT_CHARS = 4000
COURSES = Path(__file__).parent / "courses"
"""The courses that come with Gongxue, one a folder."""

_TEXT = {
    "type": "object",
    "required": list(LANGUAGES),
    "properties": {language: {"type": "string", "minLength": 1} for language in LANGUAGES},
    "additionalProperties": False,
}
_ID = {"type": "string", "pattern": "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"}

COURSE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["id", "version", "title", "school", "mastery_percent", "modules"],
    "additionalProperties": False,
    "properties": {
        "id": _ID,
        "version": {"type": "string", "minLength": 1, "maxLength": 20},
        "title": _TEXT,
        "school": _TEXT,
        "mastery_percent": {"type": "integer", "minimum": 0, "maximum": 100},
        "modules": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title", "lessons"],
                "additionalProperties": False,
                "properties": {
                    "title": _TEXT,
                    "lessons": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["id", "title"],
                            "additionalProperties": False,
                            "properties": {"id": _ID, "title": _TEXT},
                        },
                    },
                },
            },
        },
    },
}

QUIZ_SCHEMA: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["question", "options", "answer", "feedback"],
        "additionalProperties": False,
        "properties": {
            "question": _TEXT,
            "options": {"type": "array", "minItems": 2, "maxItems": 6, "items": _TEXT},
            "answer": {"type": "integer", "minimum": 1},
            "feedback": _TEXT,
        },
    },
}


@dataclass(frozen=True)
class Question:
    """A single-choice question; `answer` is the right option's place, from 0."""

    question: Text
    options: tuple[Text, ...]
    answer: int
    feedback: Text


@dataclass(frozen=True)
class Lesson:
    """One lesson: its Markdown and its figures (file name to SVG), and the questions at its end."""

    id: str
    title: Text
    markdown: Text
    figures: Mapping[str, bytes]
    quiz: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Module:
    """Lessons that belong together."""

    title: Text
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Course:
    """A whole course. It is passed with `mastery_percent` of all its questions right."""

    id: str
    version: str
    title: Text
    school: Text
    mastery_percent: int
    modules: tuple[Module, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson, in the order of study."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)


def read_course(folder: Path) -> Course | list[Finding]:
    """The course in a folder, or everything that is wrong with it, each with its file and line."""
    source = read_yaml(folder / "course.yaml", "course.yaml", COURSE_SCHEMA)
    if isinstance(source, list):
        return source
    findings = list(_repeated_ids(source))
    modules = []
    for m, module in enumerate(source.value["modules"]):
        lessons = []
        for n, entry in enumerate(module["lessons"]):
            where = source.where("modules", m, "lessons", n, "id")
            lesson = _read_lesson(folder / entry["id"], entry, where)
            if isinstance(lesson, list):
                findings += lesson
            else:
                lessons.append(lesson)
        modules.append(Module(module["title"], tuple(lessons)))
    if findings:
        return findings
    about = {name: source.value[name] for name in ("id", "version", "title", "school")}
    mastery_percent = source.value["mastery_percent"]
    course = Course(**about, mastery_percent=mastery_percent, modules=tuple(modules))
    return list(_too_large(course)) or course


def _too_large(course: Course) -> Iterator[Finding]:
    """A learner's progress must fit in SCORM 1.2's 4,096 characters: the player writes one for each
    question, up to six for each lesson, and some of its own.
    """
    questions = sum(len(lesson.quiz) for lesson in course.lessons)
    if questions + 6 * len(course.lessons) > PROGRESS_LIMIT_CHARS:
        yield error(
            "course-size",
            "course.yaml",
            f"课程太大：{len(course.lessons)} 课、{questions} 题。请分成几门。",
            f"With {len(course.lessons)} lessons and {questions} questions the course is too "
            "large; divide it.",
        )


def _repeated_ids(source: Source) -> Iterator[Finding]:
    seen: set[str] = set()
    for m, module in enumerate(source.value["modules"]):
        for n, lesson in enumerate(module["lessons"]):
            if lesson["id"] in seen:
                yield error(
                    "lesson-repeated",
                    source.where("modules", m, "lessons", n, "id"),
                    f"课节编号“{lesson['id']}”重复。",
                    f"The lesson id “{lesson['id']}” is used twice.",
                )
            seen.add(lesson["id"])


def _read_lesson(folder: Path, entry: dict[str, Any], where: str) -> Lesson | list[Finding]:
    findings: list[Finding] = []
    markdown, figures = {}, {}
    for language in LANGUAGES:
        name = f"{entry['id']}/lesson.{language}.md"
        text = _read_text(folder / f"lesson.{language}.md", name, where)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        markdown[language] = text
        for figure in figures_in(text):
            found = _read_figure(folder, figure.file, f"{name}:{figure.line}")
            if isinstance(found, Finding):
                findings.append(found)
            else:
                figures[figure.file] = found
            if not figure.alternative:
                findings.append(_no_alternative(figure.file, f"{name}:{figure.line}"))
    quiz = _read_quiz(folder, entry["id"])
    if isinstance(quiz, list):
        findings += quiz
        quiz = ()
    return findings or Lesson(entry["id"], entry["title"], markdown, figures, quiz)


def _read_text(path: Path, name: str, where: str) -> str | Finding:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return error(
            "lesson-missing",
            where,
            f"缺少课文文件 {name}。",
            f"The lesson's text {name} is missing.",
        )
    except UnicodeDecodeError:
        return error("source-encoding", name, "文件不是 UTF-8 编码。", "The file is not in UTF-8.")


def _read_figure(folder: Path, file: str, where: str) -> bytes | Finding:
    if "/" in file or "\\" in file or not file.endswith(".svg"):
        return error(
            "figure-place",
            where,
            f"插图“{file}”必须是课节文件夹内的 SVG 文件。",
            f"The figure “{file}” must be an SVG file in the lesson's folder.",
        )
    try:
        svg = (folder / file).read_bytes()
        parse(svg)
    except FileNotFoundError:
        return error(
            "figure-missing", where, f"缺少插图 {file}。", f"The figure {file} is missing."
        )
    except UnsafeXml as trouble:
        return error(
            trouble.rule,
            f"{folder.name}/{file}:{trouble.line}",
            f"插图无法读取：{trouble}。",
            f"The figure can't be read: {trouble}.",
        )
    return svg


def _no_alternative(file: str, where: str) -> Finding:
    return error(
        "figure-alternative",
        where,
        f"插图 {file} 没有替代文字，读屏用户无法得知内容。",
        f"The figure {file} has no alternative text: a reader who can't see it learns nothing.",
    )


def _read_quiz(folder: Path, lesson_id: str) -> tuple[Question, ...] | list[Finding]:
    if not (folder / "quiz.yaml").exists():
        return ()
    source = read_yaml(folder / "quiz.yaml", f"{lesson_id}/quiz.yaml", QUIZ_SCHEMA)
    if isinstance(source, list):
        return source
    findings = [
        error(
            "quiz-answer",
            source.where(n, "answer"),
            f"答案是第 {item['answer']} 项，但只有 {len(item['options'])} 个选项。",
            f"The answer is option {item['answer']}, of {len(item['options'])}.",
        )
        for n, item in enumerate(source.value)
        if item["answer"] > len(item["options"])
    ]
    return findings or tuple(
        Question(item["question"], tuple(item["options"]), item["answer"] - 1, item["feedback"])
        for item in source.value
    )
