"""What was found in a course's source or in a package: a value, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LANGUAGES = ("zh-Hans", "en")

Text = Mapping[str, str]
"""A sentence in each of `LANGUAGES`."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, by the rule of this id.

    An error refuses the course or package; a warning does not. `where` is a file, with the line
    after a colon where there is one, or a package's entry.
    """

    rule: str
    severity: Severity
    message: Text
    where: str


def error(rule: str, where: str, zh: str, en: str) -> Finding:
    """A finding that refuses."""
    return Finding(rule, "error", {"zh-Hans": zh, "en": en}, where)


def warning(rule: str, where: str, zh: str, en: str) -> Finding:
    """A finding to know about."""
    return Finding(rule, "warning", {"zh-Hans": zh, "en": en}, where)


def errors_in(findings: list[Finding]) -> list[Finding]:
    """Those findings that refuse."""
    return [finding for finding in findings if finding.severity == "error"]
