"""What is missing from a part and what is left, against a target of known slope."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from xblocks.nc.engine.inspection.volumes import Amount, excess, gouge
from xblocks.nc.engine.milling.field import Box, untouched
from xblocks.nc.engine.milling.forms import Floats

CELL_MM, ALLOWED_MM = 0.5, 0.05
BLANK = untouched(Box((0.0, 0.0, -20.0), (20.0, 10.0, 0.0)), CELL_MM)


def slope(angle_deg: float) -> Floats:
    """A face that falls from the left edge at an angle."""
    fall = math.tan(math.radians(angle_deg))
    return np.broadcast_to(-1.0 - fall * BLANK.x[None, :], BLANK.heights.shape).copy()


def off(target: Floats, deeper_mm: float) -> tuple[Amount, Amount]:
    """Missing and left on a part that is deeper than the target everywhere."""
    part = replace(BLANK, heights=target - deeper_mm)
    missing = gouge(part, target, ALLOWED_MM, CELL_MM)
    return missing, excess(part, target, ALLOWED_MM, CELL_MM)


@pytest.mark.parametrize("angle_deg", [0.0, 30.0, 45.0])
def test_a_sloping_face_may_be_off_by_the_allowance_at_right_angles(angle_deg: float) -> None:
    upright_mm = ALLOWED_MM / math.cos(math.radians(angle_deg))
    for share, is_fine in ((0.99, True), (1.01, False)):
        inner = slice(2, -2)
        missing, _ = off(slope(angle_deg), share * upright_mm)
        _, left = off(slope(angle_deg), -share * upright_mm)
        whole_mm2 = slope(angle_deg)[inner, inner].size * CELL_MM**2
        for amount in (missing, left):
            assert (amount.area_mm2 == 0) is is_fine
            assert is_fine or amount.area_mm2 >= whole_mm2
            assert is_fine or amount.deepest_mm == pytest.approx(share * upright_mm)


def test_a_wall_that_is_off_by_less_than_a_cell_is_not_in_the_volumes() -> None:
    target = np.where(BLANK.x < 10.0, 0.0, -6.0) + np.zeros(BLANK.heights.shape)
    moved = np.where(BLANK.x < 9.6, 0.0, -6.0) + np.zeros(BLANK.heights.shape)
    far = np.where(BLANK.x < 8.6, 0.0, -6.0) + np.zeros(BLANK.heights.shape)
    near = gouge(replace(BLANK, heights=moved), target, ALLOWED_MM, CELL_MM)
    assert near.volume_mm3 == near.area_mm2 == 0
    wide = gouge(replace(BLANK, heights=far), target, ALLOWED_MM, CELL_MM)
    assert wide.area_mm2 == pytest.approx(10 * 1.0)
    assert wide.volume_mm3 == pytest.approx(10 * 1.0 * (6 - ALLOWED_MM))
