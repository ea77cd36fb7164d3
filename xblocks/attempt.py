"""The only value that an exercise hands out: a graded attempt, and how it is replayed.

An attempt is a pure function of its evidence (the exercise's text, the engine's version, the seed
and what the learner did). Whoever holds the evidence can therefore compute the mark again, bit
for bit: `replay` does so through the grader that the exercise registered in the entry-point group
``gongxue.graders``.

This module imports nothing of ours, and nothing that knows a time, a network or chance.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

LANGUAGES = ("zh-Hans", "en")

Text = Mapping[str, str]
"""A sentence in each of `LANGUAGES`."""


def text(zh: str, en: str) -> dict[str, str]:
    """The same sentence in both languages."""
    return {"zh-Hans": zh, "en": en}


class UnknownGrader(LookupError):
    """No installed exercise can replay evidence of this kind."""


class AlteredEvidence(ValueError):
    """The exercise's text does not have the digest that the evidence states."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a mark depends on.

    `kind` names the grader; `exercise` is the author's text, `digest` its `digest_of`; `engine`
    is the engine's version, such as ``nc/1``; `seed` drew the variant; `input` is what the
    learner did, as JSON: a program, or a log of actions.
    """

    kind: str
    exercise: str
    digest: str
    engine: str
    seed: int
    input: Any


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found in what the learner did: an alarm, a deviation, a missed step.

    `id` is stable (``PS0020``, ``rapid-in-material``); `cost` is in the attempt's points, 0 or
    more. `line`, `column` and `end_column` count from 1 in the learner's program; `at_s` is
    simulated seconds from the start of the run.
    """

    id: str
    message: Text
    cost: float = 0.0
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured characteristic, passed or not, as a row of an inspection report.

    `id` is stable (``diameter``, ``flatness``); `nominal`, `lower`, `upper` (None: no such limit)
    and `measured` are in `unit` (``mm``, ``mm³``, ``µm``, ``°``). `at_least` tells that it is off
    by at least so much. `line` counts from 1 in the learner's program; `at_mm` is where on the
    part.
    """

    id: str
    title: Text
    nominal: float
    lower: float | None
    upper: float | None
    measured: float
    unit: str
    passed: bool
    at_least: bool = False
    line: int | None = None
    at_mm: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion of the rubric, what it gave, why it did not give more, and what was measured
    for it."""

    id: str
    title: Text
    points: float
    out_of: float
    remarks: tuple[Remark, ...] = ()
    measurements: tuple[Measurement, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Input that can't be graded, such as a program that no control could read. No attempt is
    used.
    """

    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class GradedAttempt:
    """One attempt and its mark.

    `id` is a UUID made by whoever made the attempt, so that a repeated submission is one attempt.
    0 <= `points` <= `out_of`, and `out_of` > 0. `remarks` are about the whole; those of a criterion
    are in its mark.
    """

    id: str
    evidence: Evidence
    points: float
    out_of: float
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def scaled(self) -> float:
        """The mark between 0 and 1."""
        return self.points / self.out_of

    def to_json(self) -> dict[str, Any]:
        """A JSON object from which `from_json` makes an equal attempt. A mark for which nothing was
        measured has no ``measurements``, as before there were any."""
        made = asdict(self)
        for mark in made["marks"]:
            if not mark["measurements"]:
                del mark["measurements"]
        return made

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GradedAttempt:
        """The attempt that `to_json` wrote. Raises KeyError or TypeError for anything else."""
        return cls(
            id=data["id"],
            evidence=Evidence(**data["evidence"]),
            points=data["points"],
            out_of=data["out_of"],
            marks=tuple(_mark(mark) for mark in data["marks"]),
            remarks=_remarks(data["remarks"]),
        )

    def same_as(self, other: GradedAttempt) -> bool:
        """Whether both are the same attempt with the same mark, to the last bit. Measurements are
        compared unless one of the two has none at all: attempts made before they were kept."""
        one, another = self, other
        if not (one.is_measured and another.is_measured):
            one, another = one.without_measurements(), another.without_measurements()
        return canonical(one.to_json()) == canonical(another.to_json())

    @property
    def is_measured(self) -> bool:
        """Whether any mark has measurements."""
        return any(mark.measurements for mark in self.marks)

    def without_measurements(self) -> GradedAttempt:
        """The same attempt with marks and remarks alone."""
        return replace(self, marks=tuple(replace(mark, measurements=()) for mark in self.marks))


def _mark(data: Mapping[str, Any]) -> Mark:
    measurements = tuple(_measurement(one) for one in data.get("measurements", ()))
    return Mark(**{**data, "remarks": _remarks(data["remarks"]), "measurements": measurements})


def _measurement(data: Mapping[str, Any]) -> Measurement:
    at_mm = data["at_mm"]
    return Measurement(**{**data, "at_mm": None if at_mm is None else tuple(at_mm)})


def _remarks(data: Any) -> tuple[Remark, ...]:
    return tuple(Remark(**remark) for remark in data)


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, doubles as the shortest that reads
    back.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(exercise: str) -> str:
    """``sha256:`` and 64 hexadecimal digits of the text's UTF-8."""
    return "sha256:" + hashlib.sha256(exercise.encode()).hexdigest()


Grader = Callable[[Evidence, str], "GradedAttempt | Refusal"]


def replay(evidence: Evidence, attempt_id: str) -> GradedAttempt | Refusal:
    """The attempt that this evidence gives, computed again from the beginning.

    Raises `AlteredEvidence` if the exercise's text was changed, `UnknownGrader` if its kind of
    exercise is not installed.
    """
    if digest_of(evidence.exercise) != evidence.digest:
        raise AlteredEvidence(f"attempt {attempt_id}: the exercise is not the one it was graded on")
    from importlib.metadata import entry_points  # noqa: PLC0415 # costs as much as a small trace

    points = entry_points(group="gongxue.graders", name=evidence.kind)
    for point in points:
        grader: Grader = point.load()
        return grader(evidence, attempt_id)
    raise UnknownGrader(f"no grader for evidence of kind {evidence.kind!r} is installed")
