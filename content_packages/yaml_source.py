"""YAML as an author writes it: the value, the line of every part, and what a schema finds wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from content_packages.findings import Finding, error


@dataclass(frozen=True)
class Source:
    """A YAML file's value, its node tree and its name."""

    name: str
    value: Any
    root: yaml.Node | None

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line, from 1, of the part at `path`, or of the nearest part around it."""
        node, line = self.root, 1
        for step in path:
            if node is not None:
                line = node.start_mark.line + 1
            node = _child(node, step)
        return line if node is None else node.start_mark.line + 1

    def where(self, *path: str | int) -> str:
        """The file and line of the part at `path`, for a finding."""
        return f"{self.name}:{self.line_of(path)}"


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def read_yaml(path: Path, name: str, schema: dict[str, Any]) -> Source | list[Finding]:
    """The file's value if it has the schema's shape, or all that is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [error("source-missing", name, f"缺少文件 {name}。", f"The file {name} is missing.")]
    except UnicodeDecodeError:
        return [_not_utf8(name)]
    try:
        source = Source(name, yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as trouble:
        return [_syntax(name, trouble)]
    return [_shape(source, found) for found in _problems(source.value, schema)] or source


def _problems(value: Any, schema: dict[str, Any]) -> list[jsonschema.ValidationError]:
    found = jsonschema.Draft202012Validator(schema).iter_errors(value)
    return sorted(found, key=lambda problem: [str(step) for step in problem.absolute_path])


def _not_utf8(name: str) -> Finding:
    return error("source-encoding", name, "文件不是 UTF-8 编码。", "The file is not in UTF-8.")


def _syntax(name: str, trouble: yaml.YAMLError) -> Finding:
    mark = getattr(trouble, "problem_mark", None)
    where = name if mark is None else f"{name}:{mark.line + 1}"
    reason = getattr(trouble, "problem", None) or str(trouble)
    return error("yaml-syntax", where, f"YAML 语法有误：{reason}。", f"This is not YAML: {reason}.")


def _shape(source: Source, problem: jsonschema.ValidationError) -> Finding:
    path = ".".join(str(step) for step in problem.absolute_path)
    zh, en = _reason(problem)
    return error(
        "source-shape",
        source.where(*problem.absolute_path),
        f"{path}：{zh}。" if path else f"{zh}。",
        f"{path}: {en}." if path else f"{en}.",
    )


_TYPES = {
    "object": ("若干“名称: 值”", "names with values"),
    "array": ("一个列表", "a list"),
    "string": ("文字（数字请加引号）", "a text (put a number in quotes)"),
    "integer": ("整数", "a whole number"),
}


def _reason(problem: jsonschema.ValidationError) -> tuple[str, str]:
    value: Any = problem.instance
    wanted: Any = problem.validator_value
    schema: Any = problem.schema
    match problem.validator:
        case "required":
            missing = ", ".join(name for name in wanted if name not in value)
            return f"缺少 {missing}", f"{missing} is missing"
        case "additionalProperties":
            unknown = ", ".join(name for name in value if name not in schema["properties"])
            return f"不认识 {unknown}", f"{unknown} is not known here"
        case "type":
            zh, en = _TYPES[wanted]
            return f"应为{zh}", f"this must be {en}"
        case "pattern":
            return (
                "只能用小写字母、数字和中间的连字符",
                "only lower-case letters, digits and hyphens between them",
            )
        case limit:
            return f"不满足限制 {limit} = {wanted}", f"outside the limit {limit} = {wanted}"
