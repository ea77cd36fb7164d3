"""Alarms and interlocks."""

from __future__ import annotations

from xblocks.process.engine import alarms, interlocks
from xblocks.process.engine.alarms import Alarm, Standing
from xblocks.process.engine.interlocks import Cause, Interlock

HIGH = Alarm("TI1", "H", 80.0, 2, dead_band=2.0, delay_s=2)


def run(alarm: Alarm, readings: list[float]) -> list[str | None]:
    standing = Standing()
    return [alarms.update(alarm, standing, reading) for reading in readings]


def test_an_alarm_comes_after_its_delay() -> None:
    assert run(HIGH, [81.0, 81.0, 81.0]) == [None, None, "came"]


def test_a_short_excursion_raises_no_alarm() -> None:
    assert run(HIGH, [81.0, 81.0, 79.0, 81.0, 81.0]) == [None] * 5


def test_it_returns_only_below_the_dead_band() -> None:
    assert run(HIGH, [81.0] * 3 + [78.5, 77.9])[-2:] == [None, "returned"]


def test_a_low_alarm_is_the_mirror_of_a_high_one() -> None:
    low = Alarm("LI1", "L", 10.0, 2, dead_band=1.0, delay_s=0)
    assert run(low, [10.1, 9.9, 10.9, 11.1]) == [None, "came", None, "returned"]


def test_the_four_states_follow_isa_18_2() -> None:
    standing = Standing()
    quick = Alarm("TI1", "H", 80.0, 2, 1.0, 0)
    alarms.update(quick, standing, 81.0)
    assert standing.state == alarms.UNACKNOWLEDGED
    alarms.update(quick, standing, 70.0)
    assert standing.state == alarms.RETURNED
    assert alarms.acknowledge(standing)
    assert standing.state == alarms.NORMAL
    assert not alarms.acknowledge(standing)
    alarms.update(quick, standing, 81.0)
    assert alarms.acknowledge(standing)
    assert standing.state == alarms.ACKNOWLEDGED
    alarms.update(quick, standing, 70.0)
    assert standing.state == alarms.NORMAL


TRIP = Interlock("I1", (Cause("TI1", 95.0), Cause("LI1", 5.0, high=False)), {"V1": 0.0}, {})


def test_the_first_cause_present_is_the_first_out() -> None:
    assert interlocks.first_out(TRIP, {"TI1": 90.0, "LI1": 50.0}) is None
    assert interlocks.first_out(TRIP, {"TI1": 90.0, "LI1": 4.0}) == "LI1"
    assert interlocks.first_out(TRIP, {"TI1": 96.0, "LI1": 4.0}) == "TI1"


def test_only_a_tripped_interlock_forces() -> None:
    assert interlocks.forced([TRIP], {"I1": ""}) == {}
    assert interlocks.forced([TRIP], {"I1": "TI1"}) == {"V1": 0.0}
