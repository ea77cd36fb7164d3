"""PID controllers."""

from __future__ import annotations

import pytest

from xblocks.process.engine.controllers import AUTO, MANUAL, Controller, Loop, update


def controller(
    *, direct: bool = True, derivative_s: float = 0.0, weight: float = 1.0
) -> Controller:
    return Controller(
        "C1", "M1", "V1", direct, gain=2.0, integral_s=50.0, derivative_s=derivative_s,
        text={}, weight=weight,
    )  # fmt: skip


def test_auto_takes_over_without_a_bump() -> None:
    loop = Loop(MANUAL, 60.0, 35.0)
    for _ in range(20):
        update(controller(), loop, 50.0, 100.0)
    loop.mode = AUTO
    update(controller(), loop, 50.0, 100.0)
    # One scan of the integral, and nothing else: 2 * -10 / 50.
    assert loop.op == pytest.approx(35.0 - 0.4)


def test_manual_leaves_the_output_alone() -> None:
    loop = Loop(MANUAL, 60.0, 35.0)
    for pv in (10.0, 90.0, 40.0):
        update(controller(), loop, pv, 100.0)
    assert loop.op == 35.0


@pytest.mark.parametrize(("direct", "rises"), [(True, True), (False, False)])
def test_a_direct_controller_opens_on_a_rising_measurement(direct: bool, rises: bool) -> None:
    loop = Loop(AUTO, 50.0, 50.0, integral=50.0)
    update(controller(direct=direct), loop, 60.0, 100.0)
    assert (loop.op > 50.0) is rises


def test_a_long_time_at_the_limit_does_not_wind_the_integral_up() -> None:
    loop = Loop(AUTO, 50.0, 50.0, integral=50.0)
    for _ in range(1000):
        update(controller(), loop, 90.0, 100.0)
    assert loop.op == 100.0
    scans = 0
    while loop.op == 100.0:
        update(controller(), loop, 45.0, 100.0)
        scans += 1
    assert scans <= 2


def test_a_set_point_change_moves_the_output_by_its_weight() -> None:
    low, full = Loop(AUTO, 50.0, 50.0), Loop(AUTO, 50.0, 50.0)
    for loop, weight in ((low, 0.3), (full, 1.0)):
        loop.integral = 50.0 - 2.0 * (50.0 - weight * 50.0)
        loop.sp = 60.0
        update(controller(weight=weight), loop, 50.0, 100.0)
    assert 50.0 - low.op == pytest.approx(6.0 + 0.4)
    assert 50.0 - full.op == pytest.approx(20.0 + 0.4)


def test_the_derivative_opposes_a_ramp() -> None:
    with_it, without = Loop(AUTO, 50.0, 50.0, 50.0), Loop(AUTO, 50.0, 50.0, 50.0)
    for i in range(30):
        update(controller(derivative_s=20.0), with_it, 50.0 + 0.1 * i, 100.0)
        update(controller(), without, 50.0 + 0.1 * i, 100.0)
    assert with_it.op - without.op == pytest.approx(2.0 * 20.0 * 0.1, rel=0.02)
