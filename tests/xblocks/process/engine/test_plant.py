"""The primitives of the equations, guarded where a plant can go."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xblocks.process.engine.plant import exp, power, sqrt

NUMBER = st.floats(allow_nan=False, allow_infinity=False)


@given(NUMBER)
def test_no_number_breaks_a_primitive(value: float) -> None:
    assert sqrt(value) >= 0.0
    assert math.isfinite(exp(value))
    assert math.isfinite(power(value, 0.607))


def test_inside_their_range_they_are_the_functions_of_the_book() -> None:
    assert sqrt(2.0) == math.sqrt(2.0)
    assert exp(-25.0) == math.exp(-25.0)
    assert power(25.5, 0.607) == pytest.approx(25.5**0.607, rel=1e-14)


def test_a_negative_level_gives_no_flow() -> None:
    assert sqrt(-1e-9) == 0.0
    assert power(-1.0, 0.5) == 0.0
