"""What is wrong with a value that a JSON Schema describes, said in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from lti_tool.credit_bank.bilingual import Text, both

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """One place where a value does not fit: the way to it from the top, and what is wrong there."""

    path: Path
    message: Text

    @property
    def place(self) -> str:
        """The way as people write it: ``rule.all[0].at_least``; empty for the whole value."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return steps.removeprefix(".")


_SAID: Mapping[str, tuple[str, str]] = {
    "required": ("缺少必填项 {missing}", "{missing} is missing"),
    "additionalProperties": ("有不认识的项目 {unknown}", "{unknown} is not known here"),
    "type": ("类型应为 {rule}", "must be of type {rule}"),
    "enum": ("只能是以下之一：{rule}", "must be one of {rule}"),
    "const": ("必须是 {rule}", "must be {rule}"),
    "minimum": ("不能小于 {rule}", "must not be less than {rule}"),
    "exclusiveMinimum": ("必须大于 {rule}", "must be greater than {rule}"),
    "maximum": ("不能大于 {rule}", "must not be greater than {rule}"),
    "multipleOf": ("必须是 {rule} 的整数倍", "must be a multiple of {rule}"),
    "minLength": ("不能少于 {rule} 个字符", "must have at least {rule} characters"),
    "maxLength": ("不能超过 {rule} 个字符", "must have at most {rule} characters"),
    "maxProperties": ("只能有 {rule} 项", "must have no more than {rule} member"),
    "minItems": ("至少要有 {rule} 项", "must have at least {rule} items"),
    "pattern": ("必须符合格式 {rule}", "must match the pattern {rule}"),
}
_ELSE = ("不符合规定的格式（{keyword}）", "does not have the required form ({keyword})")


def misfits(validator: Draft202012Validator, value: Any) -> list[Misfit]:
    """Every place where the value does not fit its schema; none if it fits."""
    found: list[Misfit] = []
    for error in validator.iter_errors(value):
        misfit = _misfit(error)
        if misfit not in found:  # several missing members are several errors, told as one
            found.append(misfit)
    return found


def _misfit(error: ValidationError) -> Misfit:
    zh, en = _SAID.get(str(error.validator), _ELSE)
    facts = {"rule": _shown(error.validator_value), "keyword": error.validator, **_members(error)}
    return Misfit(tuple(error.absolute_path), both(zh.format(**facts), en.format(**facts)))


def _members(error: ValidationError) -> dict[str, str]:
    """The missing and the unknown members of an object that does not fit."""
    if not isinstance(error.instance, dict) or not isinstance(error.schema, dict):
        return {}
    required = error.schema.get("required", [])
    known = error.schema.get("properties", {})
    return {
        "missing": ", ".join(name for name in required if name not in error.instance),
        "unknown": ", ".join(str(name) for name in error.instance if name not in known),
    }


def _shown(rule: Any) -> str:
    return ", ".join(str(one) for one in rule) if isinstance(rule, list) else str(rule)
