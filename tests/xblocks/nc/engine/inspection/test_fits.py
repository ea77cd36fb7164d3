"""Fits and general tolerances, beside worked examples of the standards."""

from __future__ import annotations

import pytest

from xblocks.nc.engine.inspection.fits import fit_limits, general_mm


@pytest.mark.parametrize(
    ("nominal", "fit", "lower", "upper"),
    [
        (25, "H7", 0.0, 0.021),
        (25, "g6", -0.020, -0.007),
        (50, "H8", 0.0, 0.039),
        (50, "f7", -0.050, -0.025),
        (30, "JS9", -0.026, 0.026),
        (8, "N9", -0.036, 0.0),
        (14, "P9", -0.061, -0.018),
        (3, "N9", -0.029, -0.004),
        (18, "F8", 0.016, 0.043),
        (18.01, "h6", -0.013, 0.0),
        (500, "h13", -0.970, 0.0),
    ],
)
def test_a_fit_has_the_limits_of_the_standards_tables(
    nominal: float, fit: str, lower: float, upper: float
) -> None:
    limits = fit_limits(nominal, fit)
    assert limits is not None
    assert (limits.lower, limits.upper) == pytest.approx((lower, upper), abs=1e-9)
    assert limits.fit == fit


@pytest.mark.parametrize(
    ("nominal", "fit"), [(25, "K7"), (25, "n6"), (501, "H7"), (25, "H4"), (25, "N7"), (25, "P7")]
)
def test_what_the_tables_do_not_hold_has_no_limits(nominal: float, fit: str) -> None:
    assert fit_limits(nominal, fit) is None


@pytest.mark.parametrize(
    ("nominal", "grade", "off"),
    [(3, "m", 0.1), (6, "f", 0.05), (30, "m", 0.2), (30.1, "m", 0.3), (400, "c", 1.2)],
)
def test_a_size_without_a_tolerance_has_that_of_its_grade(
    nominal: float, grade: str, off: float
) -> None:
    assert general_mm(nominal, grade) == off
