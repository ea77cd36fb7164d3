"""The sentences and rows of the inspection report, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.drawn import circle, feature
from xblocks.nc.engine.inspection.checks import Check
from xblocks.nc.engine.inspection.target import Limits
from xblocks.nc.milling.check_texts import TITLES, measurement_of, sentence_of

BORE = feature("hole", circle(0, 0, 25), 5)
OFF = Check("diameter", 25.0, 0.034, Limits(0.0, 0.021, "H7"), 9, at_mm=(12.5, 0.0))


def test_a_fit_is_told_with_its_limits_and_as_many_digits_as_it_needs() -> None:
    told = sentence_of(BORE, OFF)
    assert told["zh-Hans"] == "它：直径 25.034 mm，图样 25 +0.021/0 mm (H7)，偏差 +0.034 mm。"
    assert told["en"] == ("it: diameter 25.034 mm, drawing 25 +0.021/0 mm (H7), off by +0.034 mm.")
    row = measurement_of(OFF)
    assert (row.lower, row.upper, row.measured, row.passed) == (25.0, 25.021, 25.034, False)


@pytest.mark.parametrize("name", sorted(set(TITLES) - {"gouge", "excess"}))
@pytest.mark.parametrize("deviation", [-0.5, 0.5])
def test_every_characteristic_has_a_sentence_and_a_row_in_both_languages(
    name: str, deviation: float
) -> None:
    check = replace(OFF, id=name, deviation=deviation, number=2, beyond_reach=True)
    for said in (sentence_of(BORE, check), measurement_of(check).title):
        assert "2" in said["zh-Hans"]
        assert "2" in said["en"]
    assert sentence_of(BORE, check)["zh-Hans"].endswith("。")
    assert sentence_of(BORE, check)["en"].endswith(".")


def test_a_position_and_a_flatness_have_an_upper_limit_alone() -> None:
    for name in ("position", "flatness"):
        row = measurement_of(replace(OFF, id=name, nominal=0.0, limits=Limits(0.0, 0.1)))
        assert (row.lower, row.upper) == (None, 0.1)
