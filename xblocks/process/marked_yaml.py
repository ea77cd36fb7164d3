"""An author's YAML as plain data, with the place of every value, and without YAML's sharp edges.

Aliases, tags, duplicate keys, deep nesting and large texts are refused: nothing that an exercise
needs, and all that a hostile text lives on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from xblocks.attempt import Text, text

SIZE_LIMIT: Final = 64_000
DEPTH_LIMIT: Final = 12

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in an author's text; `line` and `column` count from 1."""

    line: int
    column: int
    message: Text


@dataclass(frozen=True, slots=True)
class Marked:
    """The data of a text, and where each value stands: a path to (line, column), from 1."""

    data: Any
    marks: Mapping[Path, tuple[int, int]]

    def place(self, path: Path) -> tuple[int, int]:
        """Where the value at `path` stands, or the nearest one around it."""
        while path not in self.marks and path:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


class _Refused(Exception):
    def __init__(self, mark: Any, zh: str, en: str) -> None:
        super().__init__(en)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problem = Problem(line, column, text(zh, en))


class _Loader(yaml.SafeLoader):
    """YAML 1.1 without its dates and its base-60 numbers, which no author means."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_marked(source: str) -> Marked | Problem:
    """The data of a YAML text, or the first thing that is wrong with it."""
    if len(source) > SIZE_LIMIT:
        return Problem(
            1,
            1,
            text(
                f"练习文本太长（上限 {SIZE_LIMIT} 个字符）。",
                f"The exercise is too long (the limit is {SIZE_LIMIT} characters).",
            ),
        )
    try:
        _survey(source)
        loader = _Loader(source)
        node = loader.get_single_node()
        marks: dict[Path, tuple[int, int]] = {}
        return Marked(_value(loader, node, (), marks), marks)
    except _Refused as refused:
        return refused.problem
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "unreadable text"
        return _Refused(mark, f"YAML 格式错误：{what}", f"This is not YAML: {what}").problem
    except ValueError:
        return _Refused(None, "YAML 中的数值无法读取。", "A value can't be read.").problem


def _survey(source: str) -> None:
    """Refuse, before anything is built, what could grow or recurse."""
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                event.start_mark, "不能使用锚点和别名。", "Anchors and aliases can't be used."
            )
        if getattr(event, "tag", None) is not None:
            raise _Refused(event.start_mark, "不能使用类型标签。", "Tags can't be used.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_LIMIT:
            raise _Refused(event.start_mark, "嵌套太深。", "This is nested too deeply.")


def _value(
    loader: _Loader, node: yaml.Node | None, path: Path, marks: dict[Path, tuple[int, int]]
) -> Any:
    if node is None:
        return None
    marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, i), marks) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        value = loader.construct_object(node)
        if isinstance(value, float) and not math.isfinite(value):
            raise _Refused(node.start_mark, "须是有限的数。", "This must be a finite number.")
        return value
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str) or key in data:
            raise _Refused(
                key_node.start_mark,
                f"键 {key} 重复或无效。",
                f"The key {key} stands twice, or is no word.",
            )
        data[key] = _value(loader, value_node, (*path, key), marks)
    return data
