"""SCORM 1.2: a course as one zip that any LMS can play.

One SCO holds every lesson: one score, one bookmark and one time, whatever the LMS does between two
SCOs (many show no menu, lose the bookmark or add up the scores in their own way). The manifest
states no mastery score, because an LMS would then pass a learner on the quiz alone, with lessons
unread: the SCO decides.

The same course gives the same bytes on every machine: names are sorted, times fixed, and entries
are stored, because two builds of zlib compress the same bytes differently.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from content_packages.course import Course, Lesson
from content_packages.figures import figure_in
from content_packages.findings import LANGUAGES
from content_packages.markdown import to_html

BUNDLE = Path(__file__).parent.parent / "player" / "dist" / "lesson.js"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class NotBuilt(RuntimeError):
    """The player's bundle is missing."""


def make(course: Course) -> bytes:
    """The package. Raises `NotBuilt` without the player's bundle, `UnsafeXml` for a bad figure."""
    files = _figure_files(course)
    files["index.html"] = _page(course).encode()
    files["lesson.js"] = _bundle()
    files["imsmanifest.xml"] = _manifest(course, sorted(files)).encode()
    return _zip(files)


def _bundle() -> bytes:
    try:
        return BUNDLE.read_bytes()
    except FileNotFoundError:
        raise NotBuilt(
            f"The player {BUNDLE} is not built; `node build.mjs lesson` builds it."
        ) from None


def _address(lesson_id: str, language: str, file: str) -> str:
    return f"figures/{lesson_id}/{Path(file).stem}.{language}.svg"


def _figure_files(course: Course) -> dict[str, bytes]:
    return {
        _address(lesson.id, language, file): figure_in(svg, language)
        for lesson in course.lessons
        for file, svg in lesson.figures.items()
        for language in LANGUAGES
    }


def _content(course: Course) -> dict[str, Any]:
    """What the player shows, as JSON."""
    return {
        "title": dict(course.title),
        "school": dict(course.school),
        "mastery_percent": course.mastery_percent,
        "modules": [
            {"title": dict(module.title), "lessons": [_lesson(each) for each in module.lessons]}
            for module in course.modules
        ],
    }


def _lesson(lesson: Lesson) -> dict[str, Any]:
    html = {
        language: to_html(lesson.markdown[language], partial(_address, lesson.id, language))
        for language in LANGUAGES
    }
    quiz = [
        {
            "question": dict(question.question),
            "options": [dict(option) for option in question.options],
            "answer": question.answer,
            "feedback": dict(question.feedback),
        }
        for question in lesson.quiz
    ]
    return {"id": lesson.id, "title": dict(lesson.title), "html": html, "quiz": quiz}


def _page(course: Course) -> str:
    content = json.dumps(_content(course), ensure_ascii=False, sort_keys=True)
    content = content.replace("<", r"\u003c")  # so that no text can end the script element
    return f"""<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(course.title["zh-Hans"])} {escape(course.title["en"])}</title>
<style>html, body {{ margin: 0; background: #fff; }}</style>
</head>
<body>
<noscript>请在浏览器中启用 JavaScript。 Please switch on JavaScript.</noscript>
<script type="application/json" id="course">{content}</script>
<script src="lesson.js"></script>
</body>
</html>
"""


def _manifest(course: Course, files: list[str]) -> str:
    title = escape(f"{course.title['zh-Hans']} {course.title['en']}")
    listed = "\n".join(f"      <file href={quoteattr(name)}/>" for name in files)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={quoteattr(course.id)} version={quoteattr(course.version)}
    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="lessons" identifierref="player" isvisible="true">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="player" type="webcontent" adlcp:scormtype="sco" href="index.html">
{listed}
    </resource>
  </resources>
</manifest>
"""


def _zip(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return packed.getvalue()
