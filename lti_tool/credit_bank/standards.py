"""Certification units (认证单元): what must be shown for which credit, as versioned text.

A unit is a YAML file in ``units/``, checked by ``unit.schema.json`` beside it. Its text never
changes once it has certified anybody; a change is a new version, in force from its own date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from lti_tool.credit_bank.bilingual import Text, both
from lti_tool.credit_bank.canonical import sha256_hex
from lti_tool.credit_bank.shapes import Misfit, Path, misfits

SCHOOLS: Mapping[str, Text] = {
    "mechanical-industry": both("机械工业学院", "School of Mechanical Industry"),
    "petroleum-chemical": both("石油和化工学院", "School of Petroleum and Chemical Engineering"),
}


class BadUnits(ValueError):
    """The installed units can't be used; the message has one line a problem."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A score of at least `at_least` (0 < it <= 1) in the activity with this IRI."""

    activity: str
    at_least: float
    title: Text


@dataclass(frozen=True, slots=True)
class AllOf:
    """Met when every one of its rules is."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Met when one of its rules is."""

    rules: tuple[Rule, ...]


Rule = Requirement | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of one certification unit.

    `level` is the framework's, 1 to 10; `hours` are hours of study; `text` is the file as written
    and `digest` the SHA-256 of it. `synthetic` says that level, hours and credits are made up.
    """

    id: str
    version: int
    school: str
    title: Text
    level: int
    learning_outcomes: tuple[Text, ...]
    evaluation_criteria: tuple[Text, ...]
    hours: float
    credits: Decimal
    rule: Rule
    valid_from: date
    synthetic: bool
    text: str
    digest: str

    @property
    def millicredits(self) -> int:
        return int(self.credits * 1000)


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """What is wrong in a unit's text, and on which line (from 1)."""

    line: int
    place: str
    message: Text


@dataclass(frozen=True, slots=True)
class Achievement:
    """A score between 0 and 1 in an activity, reported as `report`."""

    report: str
    activity: str
    scaled: float


@dataclass(frozen=True, slots=True)
class Missing:
    """A requirement that is not met, and the best score so far, if any."""

    requirement: Requirement
    best: float | None


@dataclass(frozen=True, slots=True)
class Certified:
    """The rule is met by these reports, in the order of the rule."""

    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotYet:
    """The rule is not met. Every group must be met; of the requirements in a group, any one will
    do.
    """

    missing: tuple[tuple[Missing, ...], ...]


def decide(unit: Unit, achievements: Iterable[Achievement]) -> Certified | NotYet:
    """Whether these achievements meet the unit's rule; of an activity, the best score counts.

    Of equal scores the one given first counts, so that a repeat changes nothing.
    """
    best: dict[str, Achievement] = {}
    for one in achievements:
        if one.activity not in best or one.scaled > best[one.activity].scaled:
            best[one.activity] = one
    return _decide(unit.rule, best)


def _decide(rule: Rule, best: Mapping[str, Achievement]) -> Certified | NotYet:
    match rule:
        case Requirement():
            found = best.get(rule.activity)
            if found is not None and found.scaled >= rule.at_least:
                return Certified((found.report,))
            return NotYet(((Missing(rule, found.scaled if found else None),),))
        case AllOf(rules):
            parts = [_decide(one, best) for one in rules]
            missing = [
                group for part in parts if isinstance(part, NotYet) for group in part.missing
            ]
            return NotYet(tuple(missing)) if missing else Certified(_reports(parts))
        case AnyOf(rules):
            parts = [_decide(one, best) for one in rules]
            for part in parts:
                if isinstance(part, Certified):
                    return part
            return NotYet((tuple(_requirements(parts)),))


def _reports(parts: Iterable[Certified | NotYet]) -> tuple[str, ...]:
    found = [one for part in parts if isinstance(part, Certified) for one in part.reports]
    return tuple(dict.fromkeys(found))


def _requirements(parts: Iterable[Certified | NotYet]) -> Iterable[Missing]:
    for part in parts:
        if isinstance(part, NotYet):
            for group in part.missing:
                yield from group


def requirements(rule: Rule) -> tuple[Requirement, ...]:
    """Every requirement in a rule, in the order of its text."""
    if isinstance(rule, Requirement):
        return (rule,)
    return tuple(one for part in rule.rules for one in requirements(part))


def in_force(units: Iterable[Unit], day: date) -> tuple[Unit, ...]:
    """Of every unit the newest version that is valid on this day, ordered by id."""
    newest: dict[str, Unit] = {}
    for unit in sorted(units, key=lambda one: (one.id, one.version)):
        if unit.valid_from <= day:
            newest[unit.id] = unit
    return tuple(newest.values())


@cache
def load_units() -> tuple[Unit, ...]:
    """Every version of every installed unit. Raises `BadUnits`."""
    folder = files("lti_tool.credit_bank") / "units"
    paths = [path for path in folder.iterdir() if path.name.endswith(".yaml")]
    return units_of(sorted(paths, key=lambda path: path.name))


def units_of(paths: Iterable[Traversable]) -> tuple[Unit, ...]:
    """The units in these files. Raises `BadUnits`, naming every problem's file and line."""
    units: list[Unit] = []
    problems: list[str] = []
    for path in paths:
        read = read_unit(path.read_text("utf-8"))
        if isinstance(read, Unit):
            if any((read.id, read.version) == (one.id, one.version) for one in units):
                problems.append(f"{path.name}: {read.id} version {read.version} exists already")
            units.append(read)
        else:
            problems += [f"{path.name}:{one.line}: {one.place} {one.message['en']}" for one in read]
    if problems:
        raise BadUnits("\n".join(problems))
    return tuple(units)


def read_unit(text: str) -> Unit | tuple[UnitProblem, ...]:
    """The unit that a YAML text describes, or everything that is wrong with it."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.YAMLError as error:
        return (_unreadable(error),)
    found = misfits(_validator(), value) or _not_a_date(value["valid_from"])
    if found:
        return tuple(UnitProblem(_line_of(node, one.path), one.place, one.message) for one in found)
    return _unit(value, text)


class _Loader(yaml.SafeLoader):
    """Plain YAML, in which a date stays the text that the schema describes."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _validator() -> Draft202012Validator:
    path = files("lti_tool.credit_bank") / "units" / "unit.schema.json"
    return Draft202012Validator(json.loads(path.read_text("utf-8")))


def _unreadable(error: yaml.YAMLError) -> UnitProblem:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    reason = str(getattr(error, "problem", None) or error)
    line = mark.line + 1 if mark else 1
    return UnitProblem(line, "", both(f"YAML 无法读取：{reason}", f"is not YAML: {reason}"))


def _not_a_date(value: str) -> list[Misfit]:
    try:
        date.fromisoformat(value)
    except ValueError:
        return [Misfit(("valid_from",), both(f"没有 {value} 这一天", f"{value} is not a day"))]
    return []


def _line_of(node: yaml.Node | None, path: Path) -> int:
    """The line (from 1) of the deepest node on the path that the text has."""
    line = node.start_mark.line + 1 if node else 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _unit(value: Mapping[str, Any], text: str) -> Unit:
    return Unit(
        id=value["id"],
        version=value["version"],
        school=value["school"],
        title=value["title"],
        level=value["level"],
        learning_outcomes=tuple(value["learning_outcomes"]),
        evaluation_criteria=tuple(value["evaluation_criteria"]),
        hours=float(value["hours"]),
        credits=Decimal(str(value["credits"])),
        rule=_rule(value["rule"]),
        valid_from=date.fromisoformat(value["valid_from"]),
        synthetic=value["figures"] == "synthetic",
        text=text,
        digest=sha256_hex(text),
    )


def _rule(value: Mapping[str, Any]) -> Rule:
    if "all" in value:
        return AllOf(tuple(_rule(one) for one in value["all"]))
    if "any" in value:
        return AnyOf(tuple(_rule(one) for one in value["any"]))
    return Requirement(value["activity"], value["at_least"], value["title"])
