"""An author's YAML as plain values, every one with the place where it stands.

Only what JSON knows is read: mappings, lists, text, numbers, true, false and null. Aliases, tags,
several documents and deep nesting are refused, so that a text can neither grow when read nor make
objects.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from xblocks.attempt import Text, text

MAX_CHARACTERS = 200_000
MAX_DEPTH = 20

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What an author has to mend; `line` and `column` count from 1."""

    line: int
    column: int
    message: Text


@dataclass(slots=True)
class Document:
    """The value of a text, and the line and column of every part of it by its path.

    A value in a mapping has its own place in `places`, and its key's in `keys`.
    """

    value: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of the part of this path, or of the nearest part that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: Path, zh: str, en: str) -> Problem:
        """A problem at the part of this path."""
        return Problem(*self.place(path), text(zh, en))


class _Unreadable(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message["en"])
        self.problem = problem


def read_document(source: str) -> Document | Problem:
    """The document of a YAML text, or the first thing in it that can't be read."""
    if len(source) > MAX_CHARACTERS:
        return Problem(
            1,
            1,
            text(
                f"文本太长：最多 {MAX_CHARACTERS} 个字符。",
                f"The text is too long: {MAX_CHARACTERS} characters at most.",
            ),
        )
    document = Document()
    try:
        events = yaml.parse(source, Loader=yaml.SafeLoader)
        for kind in (yaml.StreamStartEvent, yaml.DocumentStartEvent):
            event = next(events)
            if not isinstance(event, kind):
                return _at(event, "文本是空的。", "The text is empty.")
        document.value = _value(next(events), events, (), document)
        next(events)
        event = next(events)
        if not isinstance(event, yaml.StreamEndEvent):
            return _at(event, "只能有一个 YAML 文档。", "There may be one YAML document only.")
    except _Unreadable as unreadable:
        return unreadable.problem
    except yaml.MarkedYAMLError as error:
        return _syntax(error)
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1
        message = text(
            "文本里有不允许的字符。", "The text has a character that YAML does not allow."
        )
        return Problem(line, 1, message)
    return document


def _at(event: Any, zh: str, en: str) -> Problem:
    return Problem(*_place(event), text(zh, en))


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _syntax(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (1, 1)
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
    return Problem(
        line,
        column,
        text(
            f"YAML 语法错误：请检查缩进、冒号后的空格和引号（{error.problem}）。",
            f"YAML syntax: check the indent, the blank after colons, and quotes ({error.problem}).",
        ),
    )


def _value(event: Any, events: Iterator[Any], path: Path, document: Document) -> Any:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Unreadable(
            _at(
                event,
                "不允许使用锚点（&）和别名（*）。",
                "Anchors (&) and aliases (*) are not allowed.",
            )
        )
    if getattr(event, "tag", None):
        raise _Unreadable(_at(event, "不允许使用标签（!）。", "Tags (!) are not allowed."))
    if len(path) > MAX_DEPTH:
        raise _Unreadable(_at(event, "嵌套太深。", "The text is nested too deeply."))
    document.places[path] = _place(event)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        return _list(events, path, document)
    return _mapping(events, path, document)


def _list(events: Iterator[Any], path: Path, document: Document) -> list[Any]:
    made: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        made.append(_value(event, events, (*path, len(made)), document))
    return made


def _mapping(events: Iterator[Any], path: Path, document: Document) -> dict[str, Any]:
    made: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _Unreadable(_at(event, "键必须是文字。", "A key must be a text."))
        key = str(event.value)
        if key in made:
            raise _Unreadable(_at(event, f"“{key}”写了两次。", f"“{key}” stands here twice."))
        document.keys[(*path, key)] = _place(event)
        made[key] = _value(next(events), events, (*path, key), document)
    return made


_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})?\.[0-9]{1,15}|-?[1-9][0-9]{0,14}\.")
_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(event: yaml.ScalarEvent) -> Any:
    written = str(event.value)
    if event.style is not None:
        return written
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    if _DECIMAL.fullmatch(written):
        return float(written)
    return written


# -- against a schema ------------------------------------------------------------------------------


def schema_problems(document: Document, schema: Mapping[str, Any]) -> list[Problem]:
    """Where the document is not as the JSON Schema asks, in the order of the text."""
    errors = Draft202012Validator(dict(schema)).iter_errors(document.value)
    found = [problem for error in errors for problem in _explained(document, _most_telling(error))]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _most_telling(error: ValidationError) -> ValidationError:
    """Of alternatives that all fail, the error of the one that went furthest."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


_TYPES = {
    "object": ("一组“键: 值”", "a mapping"),
    "array": ("列表", "a list"),
    "string": ("文字", "a text"),
    "number": ("数字", "a number"),
    "integer": ("整数", "a whole number"),
    "boolean": ("true 或 false", "true or false"),
}

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "minimum": ("须不小于 {0}。", "It must be {0} or more."),
    "exclusiveMinimum": ("须大于 {0}。", "It must be more than {0}."),
    "maximum": ("须不大于 {0}。", "It must be {0} or less."),
    "minItems": ("至少要有 {0} 项。", "It needs {0} items or more."),
    "uniqueItems": ("有重复的项。", "Something stands here twice."),
    "maxItems": ("最多 {0} 项。", "It may have {0} items at most."),
    "minLength": ("至少要有 {0} 个字符。", "It needs {0} characters or more."),
    "maxLength": ("最多 {0} 个字符。", "It may have {0} characters at most."),
    "minProperties": ("至少要有 {0} 个键。", "It needs {0} keys or more."),
    "const": ("这里只能写 {0}。", "This must be {0}."),
    "pattern": ("格式不对，须符合 {0}。", "It does not have the form {0}."),
}


def _explained(document: Document, error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    rule = str(error.validator)
    wanted: Any = error.validator_value
    instance: Any = error.instance
    if rule == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        for key in instance:
            if key not in known:
                unknown = text(f"没有“{key}”这个键。", f"There is no key “{key}” here.")
                yield Problem(*document.keys[(*path, key)], unknown)
    elif rule == "required":
        for key in wanted:
            if key not in instance:
                yield document.problem(path, f"缺少“{key}”。", f"“{key}” is missing.")
                return
    elif rule == "type":
        zh, en = _TYPES[wanted]
        yield document.problem(path, f"这里要写{zh}。", f"This must be {en}.")
    elif rule == "enum":
        choices = ", ".join(json.dumps(choice, ensure_ascii=False) for choice in wanted)
        yield document.problem(path, f"只能是：{choices}。", f"It must be one of {choices}.")
    else:
        zh, en = _SENTENCES.get(rule, (error.message, error.message))
        yield document.problem(path, zh.format(wanted), en.format(wanted))
