"""The envelope of a moving tool, against brute force and against itself."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.engine.sweeps import Floats, Sweep, Turn, lowest

RADIUS = 4.0
SAMPLES = 1500
COORDINATE = st.integers(-12, 12).map(lambda value: value * 0.731)
POINT = st.tuples(COORDINATE, COORDINATE, COORDINATE)

GRID_X, GRID_Y = np.meshgrid(np.linspace(-14, 14, 23), np.linspace(-14, 14, 23))


def path(sweep: Sweep) -> tuple[Floats, Floats, Floats]:
    share = np.linspace(0, 1, SAMPLES)
    x, y, z = (a + share * (b - a) for a, b in zip(sweep.start, sweep.end, strict=True))
    if sweep.turn is not None:
        angle = sweep.turn.start_rad + share * sweep.turn.sweep_rad
        x = sweep.turn.x_mm + sweep.turn.radius_mm * np.cos(angle)
        y = sweep.turn.y_mm + sweep.turn.radius_mm * np.sin(angle)
    return x, y, z


def stamped(sweep: Sweep, margin_mm: float) -> Floats:
    """The least height of many stamps of the tool, its radius changed by the margin."""
    x, y, z = path(sweep)
    r = RADIUS + margin_mm
    square = (GRID_X[..., None] - x) ** 2 + (GRID_Y[..., None] - y) ** 2
    if not sweep.ball:
        return np.where(square <= r * r, z, np.inf).min(axis=2)
    dome = z + RADIUS - np.sqrt(np.maximum(r * r - square, 0))
    return np.where(square <= r * r, dome, np.inf).min(axis=2)


def assert_between_stamps(sweep: Sweep, steepness: float, step_mm: float) -> None:
    exact = lowest(sweep, GRID_X, GRID_Y)
    wider, narrower = stamped(sweep, step_mm), stamped(sweep, -step_mm)
    slack = steepness * step_mm
    assert (exact >= wider - slack).all()
    assert (exact <= narrower + slack).all()


@settings(max_examples=40, deadline=None)
@given(POINT, POINT, st.booleans())
def test_a_line_is_what_very_many_stamps_make(
    start: tuple[float, float, float], end: tuple[float, float, float], ball: bool
) -> None:
    sweep = Sweep(start, end, RADIUS, ball, 1)
    level = math.hypot(end[0] - start[0], end[1] - start[1])
    slope = abs(end[2] - start[2]) / level if level else 1.0
    step_mm = max(level, abs(end[2] - start[2])) / SAMPLES
    assert_between_stamps(sweep, 2 + 2 * slope + (40 if ball else 0), step_mm + 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.5, 9), st.floats(0, 6.2), st.floats(-6.28, 6.28), st.booleans())
def test_an_arc_is_what_very_many_stamps_make(
    radius: float, begin: float, angle: float, ball: bool
) -> None:
    angle = angle if abs(angle) > 0.05 else 0.05
    turn = Turn(1.0, -2.0, radius, begin, angle)
    ends = [
        (1 + radius * math.cos(at), -2 + radius * math.sin(at)) for at in (begin, begin + angle)
    ]
    sweep = Sweep((*ends[0], -1.0), (*ends[1], -1.0 if ball else -3.0), RADIUS, ball, 1, turn)
    slope = 2.0 / abs(angle * radius)
    step_mm = abs(angle) * (radius + RADIUS) / SAMPLES
    assert_between_stamps(
        sweep, 2 + 4 * slope * (1 + RADIUS / radius) + (40 if ball else 0), step_mm
    )


@settings(max_examples=60)
@given(POINT, POINT, st.floats(0.05, 0.95), st.booleans())
def test_a_line_cut_in_two_is_the_whole_line(
    start: tuple[float, float, float], end: tuple[float, float, float], share: float, ball: bool
) -> None:
    middle = tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))
    whole = lowest(Sweep(start, end, RADIUS, ball, 1), GRID_X, GRID_Y)
    first = lowest(Sweep(start, middle, RADIUS, ball, 1), GRID_X, GRID_Y)  # type: ignore[arg-type] # three numbers
    second = lowest(Sweep(middle, end, RADIUS, ball, 1), GRID_X, GRID_Y)  # type: ignore[arg-type] # three numbers
    both = np.minimum(first, second)
    same = np.isclose(both, whole, atol=1e-6) | (np.isinf(both) & np.isinf(whole))
    assert same.mean() > 0.99, "all but places that the rim just touches"
    assert not (np.isfinite(both) & np.isfinite(whole) & ~np.isclose(both, whole, atol=1e-3)).any()


@settings(max_examples=60)
@given(POINT, POINT, st.booleans())
def test_mirrored_or_run_backwards_the_envelope_is_the_same(
    start: tuple[float, float, float], end: tuple[float, float, float], ball: bool
) -> None:
    sweep = Sweep(start, end, RADIUS, ball, 1)
    mirrored = Sweep((-start[0], *start[1:]), (-end[0], *end[1:]), RADIUS, ball, 1)
    there = lowest(sweep, GRID_X, GRID_Y)
    for other in (
        lowest(mirrored, -GRID_X, GRID_Y),
        lowest(replace(sweep, start=end, end=start), GRID_X, GRID_Y),
    ):
        both = np.isfinite(there) & np.isfinite(other)
        np.testing.assert_allclose(other[both], there[both], atol=1e-6)
        assert (np.isfinite(there) == np.isfinite(other)).mean() > 0.99


def test_a_full_circle_of_a_sinking_flat_tool_goes_lowest_where_it_ends() -> None:
    turn = Turn(0.0, 0.0, 10.0, 0.0, 2 * math.pi)
    sweep = Sweep((10.0, 0.0, 0.0), (10.0, 0.0, -6.0), RADIUS, False, 1, turn)
    at = lowest(sweep, np.array([10.0, -10.0, 0.0]), np.array([0.0, 0.0, 0.0]))
    reach = 2 * math.asin(RADIUS / 2 / 10)
    assert at[0] == -6.0
    assert at[1] == pytest.approx(-6 * (math.pi + reach) / (2 * math.pi))
    assert at[2] == np.inf
