"""Surface speed, feed, coolant and power on a lathe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.lathe_parts import (
    DRILL,
    GROOVER,
    LATHE,
    ROUGHER,
    STOCK,
    THREADER,
    moves_of,
    pass_at,
    track,
)
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.lathe import turn
from xblocks.nc.engine.turning.lathe_conditions import Conditions, condition_findings
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element, Spindle

STEADY = Spindle(1, surface_m_per_min=120, limit_rpm=2500)
PLAIN = Conditions(LATHE.max_spindle_rpm)
DEMANDING = replace(ROUGHER, surface_speed_m_per_min=(100.0, 160.0), feed_mm_per_turn=(0.15, 0.3))


def found(
    elements: list[Element],
    tool: LatheTool = DEMANDING,
    spindle: Spindle = STEADY,
    conditions: Conditions = PLAIN,
) -> list[tuple[str, int]]:
    tools = (tool,)
    turned = turn(moves_of(elements, tool, spindle), STOCK, tools, LATHE)
    return [(one.id, one.line) for one in condition_findings(turned, tools, conditions)]


def test_what_is_within_its_windows_is_not_mentioned() -> None:
    assert found(pass_at(23, -40)) == []
    assert found(pass_at(23, -40), ROUGHER, Spindle(1, 5)) == []


@pytest.mark.parametrize(
    ("spindle", "told"),
    [
        (Spindle(1, 400), "surface-speed-low"),
        (Spindle(1, 1500), "surface-speed-high"),
        (Spindle(1, surface_m_per_min=200, limit_rpm=2500), "surface-speed-high"),
        (Spindle(1, surface_m_per_min=120, limit_rpm=500), "surface-speed-low"),
    ],
)
def test_surface_speed_is_that_where_the_edge_cuts(spindle: Spindle, told: str) -> None:
    assert found(pass_at(23, -40), spindle=spindle) == [(told, 2)]


def test_facing_is_judged_at_the_rim_of_the_bar() -> None:
    face = track((0, 60), (RAPID, -1, 60), (FEED, -1, 0))
    # 25 mm from the axis 1000 rpm are 157 m/min; where the feed begins they would be 377.
    assert found(face, spindle=Spindle(1, 1000)) == []


def test_a_drill_is_judged_by_its_own_diameter() -> None:
    drill = replace(DRILL, surface_speed_m_per_min=(20.0, 30.0))
    hole = track((20, 0), (RAPID, 2, 0), (FEED, -20, 0))
    assert found(hole, drill, Spindle(1, 400)) == []
    assert found(hole, drill, Spindle(1, 600)) == [("surface-speed-high", 2)]


@pytest.mark.parametrize(("feed_mm", "told"), [(0.1, "feed-low"), (0.4, "feed-high")])
def test_feeds_are_judged_by_the_turn_each_once_a_line(feed_mm: float, told: str) -> None:
    assert (told, 2) in found(pass_at(23, -40, feed_mm))
    twice = [*pass_at(23, -40, feed_mm), *pass_at(22, -40, feed_mm)]
    assert found(twice).count((told, 2)) == 1
    per_minute = [replace(one, per_minute=True, feed_mm=feed_mm * 800) for one in pass_at(23, -40)]
    assert (told, 2) in found(per_minute, spindle=Spindle(1, 800))


def test_a_threads_lead_is_no_feed_and_a_stopped_spindle_has_no_speed() -> None:
    threader = replace(THREADER, feed_mm_per_turn=(0.1, 0.2))
    thread = [replace(one, kind="thread") if one.kind == FEED else one for one in pass_at(24, -40)]
    assert found(thread, threader) == []
    assert found(pass_at(23, -40, 9), spindle=Spindle(0, 100)) == []


def test_coolant_is_missed_where_it_is_demanded_and_material_is_cut() -> None:
    dry = Conditions(LATHE.max_spindle_rpm, dry=(True, True, False, True))
    assert found(pass_at(23, -40), conditions=dry) == [("no-coolant", 2)]


def test_power_is_volume_a_second_times_force() -> None:
    # 120 m/min, 2 mm deep, 0.2 mm a turn: 768 mm3/s, which take 1.5 kW at 2000 N/mm2.
    strong = Conditions(LATHE.max_spindle_rpm, 50.0, 2000.0)
    weak = replace(strong, spindle_power_kw=1.0)
    assert found(pass_at(23, -40), conditions=strong) == []
    assert found(pass_at(23, -40), conditions=weak) == [("power", 2)]
    assert found(pass_at(23, -40), conditions=replace(weak, specific_force_n_per_mm2=None)) == []


def test_where_the_spindle_turns_its_fastest_no_speed_is_too_low() -> None:
    assert found(pass_at(23, -40), conditions=Conditions(500)) == []
    slower = Spindle(1, 499)
    slow = found(pass_at(23, -40), spindle=slower, conditions=Conditions(500))
    assert slow == [("surface-speed-low", 2)]


def test_constant_surface_speed_without_a_limit_is_told_once() -> None:
    twice = [*pass_at(23, -40), *pass_at(22, -40)]
    unlimited = found(twice, spindle=Spindle(1, surface_m_per_min=120))
    assert unlimited == [("speed-unlimited", 2)]


def test_pecks_towards_the_axis_are_not_too_slow_where_the_line_was_fast_enough() -> None:
    pecks = track((-20, 30), (FEED, -20, 24), (RAPID, -20, 25), (FEED, -20, 10))
    elements = [replace(one, line=2) for one in pecks]
    groover = replace(GROOVER, surface_speed_m_per_min=(100.0, 160.0))
    assert found(elements, groover, Spindle(1, 800)) == []
    assert found(elements, groover, Spindle(1, 500)) == [("surface-speed-low", 2)]
