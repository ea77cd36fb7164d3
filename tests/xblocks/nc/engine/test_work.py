"""Work: what takes long to cut is known to do so beforehand."""

from __future__ import annotations

import math

from xblocks.nc.engine.milling.field import Box, untouched
from xblocks.nc.engine.milling.forms import LEVEL, ROUND, ROUNDED, Form
from xblocks.nc.engine.milling.sweeps import Sweep, Turn
from xblocks.nc.engine.work import STROKE, work_of

GRID = untouched(Box((0.0, 0.0, -10.0), (40.0, 30.0, 0.0)), 0.1)
FORMS = {
    LEVEL: Form(2.0, 2.0),
    ROUND: Form(2.0, 0.0, 2.0),
    ROUNDED: Form(2.0, 1.5, 0.5),
}


def line(kind: str, end_z_mm: float = -1.0) -> int:
    return work_of(Sweep((10.0, 10.0, -1.0), (30.0, 20.0, end_z_mm), FORMS[kind], 1), GRID)


def circle(kind: str, end_z_mm: float = -1.0) -> int:
    turn = Turn(20.0, 15.0, 8.0, 0.0, 2 * math.pi)
    return work_of(Sweep((28.0, 15.0, -1.0), (28.0, 15.0, end_z_mm), FORMS[kind], 1, turn), GRID)


def test_a_stroke_beside_the_stock_takes_its_own_work_only() -> None:
    aside = Sweep((90.0, 10.0, -1.0), (95.0, 10.0, -1.0), FORMS[LEVEL], 1)
    assert work_of(aside, GRID) == STROKE


def test_a_short_arc_of_a_large_radius_takes_little_work() -> None:
    turn = Turn(20.0, -185.0, 200.0, math.pi / 2, -0.01)
    end = (20 + 200 * math.sin(0.01), -185 + 200 * math.cos(0.01), -1.0)
    arc = Sweep((20.0, 15.0, -1.0), end, FORMS[LEVEL], 1, turn)
    assert work_of(arc, GRID) < STROKE + 12_000


def test_lines_arcs_and_helices_of_a_level_underside_take_more_in_this_order() -> None:
    assert line(LEVEL) < circle(LEVEL) < circle(LEVEL, -2.0) < 2 * circle(LEVEL)


def test_only_a_rounded_rim_takes_more_where_it_climbs() -> None:
    assert line(ROUND) == line(ROUND, -2.0) == line(ROUNDED)
    assert line(ROUNDED, -2.0) > 2 * line(ROUNDED)


def test_a_helix_of_a_curved_underside_takes_the_work_of_all_its_chords() -> None:
    chords = math.pi / math.acos(1 - 0.0005 / 8)
    assert circle(ROUND, -2.0) > chords * STROKE > 10 * circle(ROUND)
    assert circle(ROUNDED, -2.0) > circle(ROUND, -2.0)
