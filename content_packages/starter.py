"""A course to begin from: small, whole and valid, so that the first `make` succeeds."""

from __future__ import annotations

import re
from pathlib import Path

_COURSE = """\
id: "{id}"
version: "0.1"
title:
  zh-Hans: 新课程
  en: A new course
school:
  zh-Hans: 产业学院
  en: Industry school
# The share of right answers, in percent, with which the course is passed.
mastery_percent: 75
modules:
  - title:
      zh-Hans: 第一单元
      en: First module
    lessons:
      - id: first-lesson
        title:
          zh-Hans: 第一课
          en: First lesson
"""

_LESSON = {
    "zh-Hans": """\
一段话说清这一课有什么用。

## 小标题

- 一步一句。
- 插图写作 `![替代文字](figure.svg)`，SVG 文件放在本课的文件夹里。
""",
    "en": """\
Say in one paragraph what this lesson is good for.

## A heading

- One sentence for each step.
- A figure is written `![alternative text](figure.svg)`; its SVG lies in the lesson's folder.
""",
}

_QUIZ = """\
- question:
    zh-Hans: 这一课有几个小标题？
    en: How many headings has this lesson?
  options:
    - zh-Hans: 一个
      en: One
    - zh-Hans: 两个
      en: Two
  # The right option, counted from 1.
  answer: 1
  feedback:
    zh-Hans: 只有“小标题”一个。
    en: Only the one.
"""


def write_starter(folder: Path) -> None:
    """Write a course into a folder that does not exist yet. Raises FileExistsError."""
    lesson = folder / "first-lesson"
    folder.mkdir(parents=True, exist_ok=False)
    lesson.mkdir()
    course_id = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")[:63].strip("-")
    text = _COURSE.format(id=course_id or "course")
    (folder / "course.yaml").write_text(text, encoding="utf-8")
    for language, written in _LESSON.items():
        (lesson / f"lesson.{language}.md").write_text(written, encoding="utf-8")
    (lesson / "quiz.yaml").write_text(_QUIZ, encoding="utf-8")
