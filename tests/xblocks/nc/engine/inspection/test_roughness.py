"""Roughness by geometry, beside profiles that are traced point by point."""

from __future__ import annotations

import numpy as np
import pytest

from xblocks.nc.engine.inspection.roughness import RA_OF_RZ, corner_rz_um, side_rz_um


def traced(feed_mm: float, radius_mm: float) -> tuple[float, float]:
    """Height and mean deviation of a row of circular troughs, in micrometres."""
    x = np.linspace(-feed_mm / 2, feed_mm / 2, 20_001)
    height = 1000 * (radius_mm - np.sqrt(radius_mm**2 - x**2))
    return float(np.ptp(height)), float(np.abs(height - height.mean()).mean())


@pytest.mark.parametrize(("feed_mm", "radius_mm"), [(0.05, 0.4), (0.2, 0.8), (0.1, 3.0)])
def test_troughs_are_as_high_and_as_rough_as_they_are_traced(
    feed_mm: float, radius_mm: float
) -> None:
    rz, ra = traced(feed_mm, radius_mm)
    assert corner_rz_um(feed_mm, radius_mm) == pytest.approx(rz, rel=0.005)
    assert RA_OF_RZ * corner_rz_um(feed_mm, radius_mm) == pytest.approx(ra, rel=0.005)


def test_a_wall_is_a_row_of_troughs_of_the_mills_radius() -> None:
    assert side_rz_um(0.1, 10) == pytest.approx(corner_rz_um(0.1, 5))
    assert side_rz_um(0.1, 10) == pytest.approx(0.25)
