"""What a SCORM 1.2 package reported: which elements it may set, and the result they amount to.

All of it comes from the learner's browser. It is kept and passed on as the package's report;
nothing here can be computed again from what the learner did.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Cmi = Mapping[str, str]
"""Elements of the SCORM 1.2 data model, such as ``cmi.core.lesson_status``, and their values."""

VALUE_LIMIT_CHARS = 64_000
ELEMENTS_LIMIT = 5_000
TOTAL_LIMIT_CHARS = 1_000_000

_SETTABLE = re.compile(
    r"cmi\.(core\.(lesson_location|lesson_status|exit|total_time|score\.(raw|min|max))"
    r"|suspend_data|comments|student_preference\.[a-z]+"
    r"|(objectives|interactions)\.\d{1,4}(\.[a-z_]+|\.\d{1,4}){1,4})"
)
_EVIDENCE = re.compile(r"cmi\.(core\.(lesson_status|score|total_time)|objectives|interactions)\b")

FinalStatus = Literal["completed", "passed", "failed"]
_FINAL: Mapping[str, FinalStatus] = {
    "completed": "completed",
    "passed": "passed",
    "failed": "failed",
}


@dataclass(frozen=True)
class Result:
    """A finished run's result: 0 <= `points` <= `out_of`, and `out_of` > 0."""

    status: FinalStatus
    points: float
    out_of: float

    def to_json(self) -> dict[str, Any]:
        """The result as a JSON object; equal results give equal objects."""
        return {"status": self.status, "points": self.points, "out_of": self.out_of}


def is_settable(cmi: Mapping[str, Any]) -> bool:
    """Whether these are elements that a SCO may set, with values of bounded length."""
    return all(
        isinstance(value, str)
        and len(value) <= VALUE_LIMIT_CHARS
        and "\x00" not in value
        and _SETTABLE.fullmatch(name) is not None
        for name, value in cmi.items()
    )


def fits(cmi: Cmi) -> bool:
    """Whether a run's whole state is of a size that a real package may need."""
    return len(cmi) <= ELEMENTS_LIMIT and sum(map(len, cmi.values())) <= TOTAL_LIMIT_CHARS


def result_of(cmi: Cmi) -> Result | None:
    """The result of a run whose SCO says that it is completed, passed or failed; else None.

    Without a score, completed and passed are worth 1 of 1 point, failed 0 of 1.
    """
    status = _FINAL.get(cmi.get("cmi.core.lesson_status", ""))
    if status is None:
        return None
    raw = _number(cmi, "raw")
    if raw is None:
        return Result(status, 0.0 if status == "failed" else 1.0, 1.0)
    least, most = _range(cmi)
    return Result(status, min(max(raw - least, 0.0), most - least), most - least)


def _range(cmi: Cmi) -> tuple[float, float]:
    """The score's range: as the SCO says if it makes sense, else SCORM 1.2's own, 0 to 100."""
    least, most = _number(cmi, "min"), _number(cmi, "max")
    least = 0.0 if least is None else least
    most = 100.0 if most is None else most
    return (least, most) if most > least else (0.0, 100.0)


def _number(cmi: Cmi, part: str) -> float | None:
    written = cmi.get(f"cmi.core.score.{part}", "")
    return float(written) if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", written) else None


def evidence_in(cmi: Cmi) -> dict[str, str]:
    """What of the report stands behind its result: status, score, time and answers."""
    return {name: value for name, value in sorted(cmi.items()) if _EVIDENCE.match(name)}
