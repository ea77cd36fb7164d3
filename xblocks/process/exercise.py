"""What the author of a process exercise wrote: the plant, the procedure, and how a run is marked.

The text is YAML after ``exercise.schema.json``. `parse_exercise` gives the exercise with its
conditions compiled, or every problem with its line and column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from xblocks.attempt import Text
from xblocks.exercise_text import Document, Path, Problem, read_document, schema_problems
from xblocks.process.engine.plants import unit_of
from xblocks.process.engine.simulation import Unit, Value, refusal_of
from xblocks.process.predicate import Condition, Fault, Names, compile_condition, tags_of

SPEEDS: Final = (1, 2, 5, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure. `weight` is its points; `start`, `within_s` may be absent.

    The step may begin when all of `after` are done and `start` has held once. It is done when
    `done` has held for `hold_s` without a break. `on_violation` (ignore, half, zero) says what
    remains of its points if `done` came to hold before the step might begin.
    """

    id: str
    group: str
    text: Text
    after: tuple[str, ...]
    start: Condition | None
    done: Condition
    tags: tuple[str, ...]
    hold_s: int
    within_s: int | None
    weight: float
    on_violation: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a tag was kept: the mean of clip((limit - |e|) / (limit - band), 0, 1)
    over the scans in which `active` holds.
    """

    id: str
    text: Text
    active: Condition
    tag: str
    target: float
    band: float
    limit: float
    weight: float


@dataclass(frozen=True, slots=True)
class Safety:
    """Points lost each time that `when` has held for `hold_s`, up to `cap`; `fail` ends the run."""

    id: str
    text: Text
    when: Condition
    hold_s: int
    deduction: float
    cap: float
    fail: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Steps under a heading."""

    id: str
    title: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A process exercise, ready to run and to mark."""

    title: Text
    brief: Text
    unit: Unit
    snapshot: str
    settings: Mapping[str, Value]
    speeds: tuple[int, ...]
    freeze: bool
    pens: tuple[str, ...]
    groups: tuple[Group, ...]
    quality: tuple[Quality, ...]
    safety: tuple[Safety, ...]
    success: Condition
    fail: Condition | None
    timeout_s: int

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in the order of the procedure."""
        return tuple(step for group in self.groups for step in group.steps)

    @property
    def out_of(self) -> float:
        """The points of a perfect run."""
        return sum(s.weight for s in self.steps) + sum(q.weight for q in self.quality)


@cache
def exercise_schema() -> dict[str, Any]:
    """The JSON Schema of an exercise's text."""
    source = files(__package__).joinpath("exercise.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(source)
    return schema


@lru_cache(maxsize=64)
def parse_exercise(source: str) -> Exercise | tuple[Problem, ...]:
    """The exercise of an author's text, or all its problems in the order of the text."""
    document = read_document(source)
    if isinstance(document, Problem):
        return (document,)
    errors = schema_problems(document, exercise_schema())
    if errors:
        return tuple(errors)
    reader = _Reader(document, unit_of(document.value["plant"]))
    exercise = reader.exercise()
    problems = sorted(reader.problems, key=lambda problem: (problem.line, problem.column))
    return tuple(problems) if problems else exercise


def _always(_row: object, _steps: object) -> bool:
    return True


class _Reader:
    """Builds the exercise from data that the schema accepts, and collects what else is wrong."""

    def __init__(self, document: Document, unit: Unit) -> None:
        self.document, self.unit, self.data = document, unit, document.value
        self.problems: list[Problem] = []
        self.step_ids = [s["id"] for g in self.data["groups"] for s in g["steps"]]
        self.names = Names(unit.columns, frozenset(self.step_ids))

    def report(self, path: Path, zh: str, en: str) -> None:
        self.problems.append(self.document.problem(path, zh, en))

    def condition(self, path: Path, source: str) -> Condition:
        compiled = compile_condition(source, self.names)
        if not isinstance(compiled, Fault):
            return compiled
        line, column = self.document.place(path)
        self.problems.append(Problem(line, column + compiled.offset, compiled.message))
        return _always

    def optional(self, path: Path, data: Mapping[str, Any], key: str) -> Condition | None:
        return self.condition((*path, key), data[key]) if key in data else None

    def exercise(self) -> Exercise:
        data = self.data
        self.check_ids()
        self.check_plant()
        end = data["end"]
        made = Exercise(
            title=data["title"],
            brief=data["brief"],
            unit=self.unit,
            snapshot=data["snapshot"],
            settings=data.get("settings", {}),
            speeds=tuple(data.get("speeds", SPEEDS)),
            freeze=data.get("freeze", True),
            pens=tuple(data.get("pens", ())),
            groups=tuple(self.groups()),
            quality=tuple(self.quality(i, q) for i, q in enumerate(data.get("quality", []))),
            safety=tuple(self.safety(i, s) for i, s in enumerate(data.get("safety", []))),
            success=self.condition(("end", "success"), end["success"]),
            fail=self.optional(("end",), end, "fail"),
            timeout_s=end["timeout_s"],
        )
        if made.out_of <= 0:
            self.report(("groups",), "总分必须大于 0。", "The points add up to nothing.")
        return made

    def check_ids(self) -> None:
        """No id stands twice, and `after` names steps that stand before."""
        seen: set[str] = set()
        for path, step in self.every_step():
            if step["id"] in seen:
                self.report((*path, "id"), "步骤编号重复。", "This step id stands twice.")
            for i, before in enumerate(step.get("after", [])):
                if before not in seen:
                    self.report(
                        (*path, "after", i),
                        f"前面没有步骤 {before}。",
                        f"No step {before} stands before this one.",
                    )
            seen.add(step["id"])
        for key in ("groups", "quality", "safety"):
            ids = [entry["id"] for entry in self.data.get(key, [])]
            for i, name in enumerate(ids):
                if name in ids[:i]:
                    self.report((key, i, "id"), "编号重复。", "This id stands twice.")

    def every_step(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        for g, group in enumerate(self.data["groups"]):
            for s, step in enumerate(group["steps"]):
                yield ("groups", g, "steps", s), step

    def check_plant(self) -> None:
        """The snapshot, the settings and the pens are the plant's."""
        plant = self.unit.plant
        if self.data["snapshot"] not in plant.snapshots:
            known = ", ".join(plant.snapshots)
            self.report(
                ("snapshot",), f"装置的工况有：{known}。", f"The plant's snapshots are: {known}."
            )
        for i, pen in enumerate(self.data.get("pens", [])):
            self.check_tag(("pens", i), pen)
        for tag, value in self.data.get("settings", {}).items():
            if not self.setting_fits(tag, value):
                self.report(
                    ("settings", tag),
                    f"{tag} 不能这样设置。",
                    f"{tag} can't be set so.",
                )

    def setting_fits(self, tag: str, value: Value) -> bool:
        given = next((i for i in self.unit.plant.inputs if i.name == tag), None)
        if given is None:
            return refusal_of(self.unit.plant, tag, value) is None
        return not isinstance(value, str) and given.low <= value <= given.high

    def check_tag(self, path: Path, tag: str) -> None:
        if tag not in self.unit.columns or tag.endswith(".MODE"):
            self.report(path, f"没有位号 {tag}。", f"There is no tag {tag}.")

    def groups(self) -> Iterator[Group]:
        for g, group in enumerate(self.data["groups"]):
            steps = (
                self.step(("groups", g, "steps", s), group["id"], step)
                for s, step in enumerate(group["steps"])
            )
            yield Group(group["id"], group["title"], tuple(steps))

    def step(self, path: Path, group: str, data: Mapping[str, Any]) -> Step:
        done = self.condition((*path, "done"), data["done"])
        return Step(
            id=data["id"],
            group=group,
            text=data["text"],
            after=tuple(data.get("after", ())),
            start=self.optional(path, data, "start"),
            done=done,
            tags=tags_of(data["done"], self.names) if done is not _always else (),
            hold_s=data.get("hold_s", 0),
            within_s=data.get("within_s"),
            weight=float(data["weight"]),
            on_violation=data.get("on_violation", "ignore"),
        )

    def quality(self, at: int, data: Mapping[str, Any]) -> Quality:
        path: Path = ("quality", at)
        self.check_tag((*path, "tag"), data["tag"])
        if data["limit"] <= data["band"]:
            self.report(
                (*path, "limit"), "limit 必须大于 band。", "The limit must be more than the band."
            )
        return Quality(
            id=data["id"],
            text=data["text"],
            active=self.condition((*path, "active"), data["active"]),
            tag=data["tag"],
            target=float(data["target"]),
            band=float(data["band"]),
            limit=float(data["limit"]),
            weight=float(data["weight"]),
        )

    def safety(self, at: int, data: Mapping[str, Any]) -> Safety:
        deduction = float(data["deduction"])
        return Safety(
            id=data["id"],
            text=data["text"],
            when=self.condition(("safety", at, "when"), data["when"]),
            hold_s=data.get("hold_s", 0),
            deduction=deduction,
            cap=float(data.get("cap", deduction)),
            fail=data.get("fail", False),
        )
