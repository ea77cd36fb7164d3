"""Certification units: read with their line numbers, and decided by their rule alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lti_tool.credit_bank.standards import (
    Achievement,
    BadUnits,
    Certified,
    NotYet,
    Unit,
    decide,
    in_force,
    load_units,
    read_unit,
    units_of,
)
from tests.lti_tool.credit_bank.issuing import POCKET, REACTOR, SAFETY

ANY_RULE = """\
rule:
  any:
    - activity: urn:a
      at_least: 0.5
      title: {zh-Hans: 甲, en: A}
    - all:
        - activity: urn:b
          at_least: 0.7
          title: {zh-Hans: 乙, en: B}
        - activity: urn:c
          at_least: 0.9
          title: {zh-Hans: 丙, en: C}
"""
UNIT = (
    """\
id: OUC-TEST-01
version: 1
school: mechanical-industry
title: {zh-Hans: 单元, en: Unit}
figures: synthetic
level: 4
hours: 16
credits: 1.5
learning_outcomes:
  - {zh-Hans: 会做, en: Can do it}
evaluation_criteria:
  - {zh-Hans: 做对, en: Does it right}
valid_from: 2026-01-01
"""
    + ANY_RULE
)


def unit_of(text: str) -> Unit:
    read = read_unit(text)
    assert isinstance(read, Unit), read
    return read


def shown(*scores: tuple[str, float]) -> list[Achievement]:
    return [Achievement(f"{activity} {scaled}", activity, scaled) for activity, scaled in scores]


def installed(unit_id: str) -> Unit:
    return next(unit for unit in load_units() if unit.id == unit_id)


def test_the_installed_units_are_the_two_schools_first_ones() -> None:
    found = {(unit.id, unit.version, unit.school, unit.credits) for unit in load_units()}
    assert found == {
        ("OUC-MECH-NC-01", 1, "mechanical-industry", Decimal("1.0")),
        ("OUC-MECH-NC-02", 1, "mechanical-industry", Decimal("0.5")),
        ("OUC-CHEM-PO-01", 1, "petroleum-chemical", Decimal("1.0")),
    }


def test_milling_needs_the_pocket_and_the_safety_course() -> None:
    unit = installed("OUC-MECH-NC-01")
    only_pocket = decide(unit, shown((POCKET, 1.0)))
    assert isinstance(only_pocket, NotYet)
    assert [[one.requirement.activity for one in group] for group in only_pocket.missing] == [
        [SAFETY]
    ]
    assert decide(unit, shown((POCKET, 0.6), (SAFETY, 0.6))) == Certified(
        (f"{POCKET} 0.6", f"{SAFETY} 0.6")
    )


def test_just_below_the_bound_is_not_enough_and_the_best_score_is_told() -> None:
    decision = decide(installed("OUC-CHEM-PO-01"), shown((REACTOR, 0.3), (REACTOR, 0.599)))
    assert isinstance(decision, NotYet)
    assert decision.missing[0][0].best == 0.599


def test_any_one_way_certifies_and_names_only_its_own_reports() -> None:
    unit = unit_of(UNIT)
    assert decide(unit, shown(("urn:a", 0.5))) == Certified(("urn:a 0.5",))
    both_ways = shown(("urn:c", 0.9), ("urn:b", 0.8))
    assert decide(unit, both_ways) == Certified(("urn:b 0.8", "urn:c 0.9"))


def test_when_no_way_is_met_all_that_would_help_is_one_group() -> None:
    decision = decide(unit_of(UNIT), shown(("urn:b", 0.8)))
    assert isinstance(decision, NotYet)
    assert [[one.requirement.activity for one in group] for group in decision.missing] == [
        ["urn:a", "urn:c"]
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["urn:a", "urn:b", "urn:c"]), st.floats(0, 1)), max_size=8),
    st.tuples(st.sampled_from(["urn:a", "urn:b", "urn:c"]), st.floats(0, 1)),
)
def test_one_more_achievement_never_uncertifies(
    before: list[tuple[str, float]], more: tuple[str, float]
) -> None:
    unit = unit_of(UNIT)
    if isinstance(decide(unit, shown(*before)), Certified):
        assert isinstance(decide(unit, shown(*before, more)), Certified)


def test_the_newest_version_that_is_valid_is_in_force() -> None:
    later = unit_of(UNIT.replace("version: 1", "version: 2").replace("2026-01-01", "2027-01-01"))
    units = (later, unit_of(UNIT))
    assert [unit.version for unit in in_force(units, date(2026, 12, 31))] == [1]
    assert [unit.version for unit in in_force(units, date(2027, 1, 1))] == [2]
    assert in_force(units, date(2025, 12, 31)) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("credits: 1.5", "credits: 1.3", 8, "multiple of 0.5"),
        ("credits: 1.5", "credit: 1.5", 1, "credits is missing"),
        ("level: 4", "level: eleven", 6, "type integer"),
        ("at_least: 0.7", "at_least: 70", 21, "greater than 1"),
        ("at_least: 0.7", "atleast: 0.7", 20, "atleast is not known"),
        ("title: {zh-Hans: 丙, en: C}", "title: {zh-Hans: 丙}", 25, "en is missing"),
        ("school: mechanical-industry", "school: mechanics", 3, "mechanical-industry"),
        ("valid_from: 2026-01-01", "valid_from: 2026-02-30", 13, "not a day"),
        ("figures: synthetic", "figures: [", 7, "YAML"),
    ],
)
def test_a_mistake_in_a_unit_is_told_with_its_line(
    old: str, new: str, line: int, words: str
) -> None:
    assert old in UNIT
    problems = read_unit(UNIT.replace(old, new))
    assert not isinstance(problems, Unit)
    told = [(one.line, one.message["en"]) for one in problems]
    assert any(at == line and words in sentence for at, sentence in told), told
    assert all(one.message["zh-Hans"] != one.message["en"] for one in problems)


def test_files_with_mistakes_are_refused_by_name_and_line(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(UNIT, "utf-8")
    (tmp_path / "same.yaml").write_text(UNIT, "utf-8")
    (tmp_path / "worse.yaml").write_text(UNIT.replace("level: 4", "level: 40"), "utf-8")
    with pytest.raises(BadUnits) as refused:
        units_of(sorted(tmp_path.iterdir()))
    assert "same.yaml: OUC-TEST-01 version 1 exists already" in str(refused.value)
    assert "worse.yaml:6: level must not be greater than 10" in str(refused.value)


@pytest.mark.parametrize("change", [str.upper, lambda text: text + "\n"])
def test_the_digest_is_of_the_text_as_written(change: Callable[[str], str]) -> None:
    unit = unit_of(UNIT)
    assert unit_of(UNIT).digest == unit.digest
    changed = UNIT.replace("Does it right", change("Does it right"))
    assert unit_of(changed).digest != unit.digest
