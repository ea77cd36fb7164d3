"""Heights as whole levels."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xblocks.nc.engine.milling.levels import HIGHEST, PER_MM, to_levels, to_mm


@given(st.integers(-10_000_000, 10_000_000))
def test_a_height_in_micrometres_comes_back_as_the_very_same_number(micrometres: int) -> None:
    height_mm = micrometres / 1000
    assert to_mm(to_levels(np.array([height_mm])).astype(np.int32)).tolist() == [height_mm]


@given(st.floats(-9_999, 9_999))
def test_no_height_is_off_by_more_than_half_a_level(height_mm: float) -> None:
    level = to_levels(np.array([height_mm])).astype(np.int32)
    assert abs(to_mm(level)[0] - height_mm) <= 0.5 / PER_MM + 1e-12


def test_what_is_beyond_ten_metres_or_below_the_lowest_counts_as_there() -> None:
    heights_mm = np.array([-np.inf, -20_000.0, 20_000.0, np.inf])
    assert to_levels(heights_mm).tolist() == [-HIGHEST, -HIGHEST, HIGHEST, HIGHEST]
    assert to_levels(heights_mm, -5.0).tolist() == [-5, -5, HIGHEST, HIGHEST]
