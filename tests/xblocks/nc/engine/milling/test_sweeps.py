"""The envelope of every moving tool, against brute force and against itself."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.engine.milling.forms import Floats, Form, disc
from xblocks.nc.engine.milling.sweeps import CHORD_ERROR_MM, Sweep, Turn, lowest, sweeps_of
from xblocks.nc.engine.moves import ARC as ARC_MOVE
from xblocks.nc.engine.moves import PLANES, Arc, Move

RADIUS = 4.0
FAR_ABOVE_MM = 1e6
FORMS = {
    "flat": disc(RADIUS),
    "ball": Form(RADIUS, 0.0, corner_mm=RADIUS),
    "bull": Form(RADIUS, 3.0, corner_mm=1.0),
    "thick-bull": Form(RADIUS, 0.5, corner_mm=3.5),
    "drill": Form(RADIUS, 0.0, slope=1 / math.tan(math.radians(59))),
    "chamfer": Form(RADIUS, 1.0, slope=1.0),
}
FORM = st.sampled_from(sorted(FORMS)).map(FORMS.__getitem__)
SAMPLES = 1200
COORDINATE = st.integers(-12, 12).map(lambda value: value * 0.731)
POINT = st.tuples(COORDINATE, COORDINATE, COORDINATE)
TURN = st.builds(
    lambda radius, begin, angle: Turn(1.0, -2.0, radius, begin, angle),
    st.floats(0.5, 9),
    st.floats(0, 6.2),
    st.floats(0.05, 6.28) | st.floats(-6.28, -0.05) | st.just(2 * math.pi),
)
ALLOWED_MM = 0.002

_AXIS = np.linspace(-13.7, 14.1, 21)
GRID_X, GRID_Y = (axis.ravel() for axis in np.meshgrid(_AXIS, _AXIS + 0.213))


def tip(sweep: Sweep, share: Floats) -> tuple[Floats, Floats, Floats]:
    x, y, z = (a + share * (b - a) for a, b in zip(sweep.start, sweep.end, strict=True))
    if sweep.turn is not None:
        angle = sweep.turn.start_rad + share * sweep.turn.sweep_rad
        x = sweep.turn.x_mm + sweep.turn.radius_mm * np.cos(angle)
        y = sweep.turn.y_mm + sweep.turn.radius_mm * np.sin(angle)
    return x, y, z


def stamped(sweep: Sweep, share: Floats, wider_mm: float = 0.0) -> Floats:
    """Heights of the form at every place (rows) for every share of its way (columns); where it
    does not reach, far above, and the nearer the lower."""
    x, y, z = tip(sweep, share)
    square = (GRID_X[:, None] - x) ** 2 + (GRID_Y[:, None] - y) ** 2
    inside = square <= (sweep.form.radius_mm + wider_mm) ** 2
    rise = sweep.form.rise(np.minimum(square, sweep.form.radius_mm**2))
    return np.where(inside, z + rise, FAR_ABOVE_MM + square)


def brute(sweep: Sweep, wider_mm: float = 0.0) -> Floats:
    """The least of many stamps, then of many about the best ones, twice."""
    share = np.linspace(0, 1, SAMPLES)[None, :]
    width = 1.0 / (SAMPLES - 1)
    for _ in range(3):
        heights = stamped(sweep, share, wider_mm)
        best = np.take_along_axis(
            np.broadcast_to(share, heights.shape), heights.argmin(axis=1)[:, None], axis=1
        )
        share = np.clip(best + np.linspace(-width, width, 201)[None, :], 0, 1)
        width /= 100
    heights = stamped(sweep, share, wider_mm).min(axis=1)
    return np.where(heights < FAR_ABOVE_MM, heights, np.inf)


def assert_is_brute_force(sweep: Sweep, allowed_mm: float = ALLOWED_MM) -> None:
    """The same but for places within a micrometre of the rim, which may count in or out."""
    exact = lowest(sweep, GRID_X, GRID_Y)
    narrow, wide = brute(sweep, -1e-6), brute(sweep, 1e-6)
    assert (exact <= narrow + allowed_mm).all()
    assert (exact >= wide - allowed_mm).all()


@settings(max_examples=100, deadline=None)
@given(POINT, POINT, FORM)
def test_a_line_is_what_very_many_stamps_make(
    start: tuple[float, float, float], end: tuple[float, float, float], form: Form
) -> None:
    assert_is_brute_force(Sweep(start, end, form, 1))


@settings(max_examples=60, deadline=None)
@given(TURN, FORM)
def test_a_level_arc_is_what_very_many_stamps_make(turn: Turn, form: Form) -> None:
    assert_is_brute_force(turning(turn, form, -1.0, -1.0))


@settings(max_examples=50, deadline=None)
@given(TURN, FORM, st.floats(0.2, 6) | st.floats(-6, -0.2))
def test_a_helix_is_what_very_many_stamps_make(turn: Turn, form: Form, climb: float) -> None:
    assert_is_brute_force(turning(turn, form, -1.0, -1.0 + climb))


def turning(turn: Turn, form: Form, z0: float, z1: float) -> Sweep:
    ends = [
        (
            turn.x_mm + turn.radius_mm * math.cos(angle),
            turn.y_mm + turn.radius_mm * math.sin(angle),
        )
        for angle in (turn.start_rad, turn.start_rad + turn.sweep_rad)
    ]
    return Sweep((*ends[0], z0), (*ends[1], z1), form, 1, turn)


@pytest.mark.parametrize("plane", ["zx", "yz"])
@pytest.mark.parametrize("name", ["flat", "ball", "bull"])
def test_an_arc_in_an_upright_plane_is_off_by_the_chord_error_at_most(
    plane: str, name: str
) -> None:
    """A valley of radius 6 before the tool rounds it."""
    along_y = plane == "yz"
    start, end = (
        ((0.0, -6.0, 0.0), (0.0, 6.0, 0.0))
        if along_y
        else (
            (-6.0, 0.0, 0.0),
            (6.0, 0.0, 0.0),
        )
    )
    begin, sweep_rad = (math.pi, math.pi) if along_y else (-math.pi / 2, -math.pi)
    arc = Arc(plane, 0.0, 0.0, begin, sweep_rad, 6.0, 6.0)
    move = Move(ARC_MOVE, 3, start, end, 1.0, 1, 900.0, False, (0.0, 0.0, 0.0), 100.0, arc)
    ends = (start, end)
    sweeps = sweeps_of(move, *ends, (FORMS[name],))
    along = np.linspace(-3, 3, 13)
    zero = np.zeros(13)
    x, y = (zero, along) if along_y else (along, zero)
    reach = np.min([lowest(one, x, y) for one in sweeps], axis=0)
    form = FORMS[name]
    beside = np.maximum(np.abs(along) - form.flat_mm, 0.0)
    expected = form.corner_mm - np.sqrt((6 + form.corner_mm) ** 2 - beside**2)
    np.testing.assert_allclose(reach, expected, atol=1.5 * CHORD_ERROR_MM)


ARC = st.builds(
    lambda plane, begin, angle, radius, spread: Arc(
        plane, 0.7, -1.3, begin, angle, radius, radius + spread
    ),
    st.sampled_from(["zx", "yz", "xy"]),
    st.floats(0, 6.2),
    st.floats(0.2, 6.28) | st.floats(-6.28, -0.2),
    st.floats(1, 9),
    st.floats(0.003, 0.02) | st.floats(-0.02, -0.003) | st.just(0.0),
)


@settings(max_examples=60, deadline=None)
@given(ARC, FORM, st.floats(-4, 4) | st.just(0.0))
def test_arcs_of_any_plane_and_their_helices_are_a_tenth_of_a_small_cell_off_at_most(
    arc: Arc, form: Form, along_mm: float
) -> None:
    """Against very many stamps, some micrometres sideways: cells have sides of 0.1 mm and more."""
    share = np.linspace(0.0, 1.0, 4001)
    tips = on_arc(arc, along_mm, share)
    start, end = tuple(tips[0].tolist()), tuple(tips[-1].tolist())
    move = Move(ARC_MOVE, 3, start, end, 1.0, 1, 900.0, False, (0.0, 0.0, 0.0), 100.0, arc)
    sweeps = sweeps_of(move, start, end, (form,))
    x, y = GRID_X[::5], GRID_Y[::5]
    reach = np.min([lowest(one, x, y) for one in sweeps], axis=0)
    away = np.hypot(x[:, None] - tips[:, 0], y[:, None] - tips[:, 1])
    for sideways_mm, sign in ((0.008, 1), (-0.008, -1)):
        near = np.maximum(away + sideways_mm, 0.0)
        inside = near <= form.radius_mm
        rise = form.rise(np.minimum(near, form.radius_mm) ** 2)
        stamps = np.where(inside, tips[:, 2] + rise, np.inf).min(axis=1)
        assert (sign * stamps >= sign * reach - 0.008).all()


def on_arc(arc: Arc, along_mm: float, share: Floats) -> Floats:
    """Points (rows) of an arc that goes `along_mm` on the normal of its plane."""
    first, second, normal = PLANES[arc.plane]
    angle = arc.start_rad + share * arc.sweep_rad
    radius = arc.start_radius_mm + share * (arc.end_radius_mm - arc.start_radius_mm)
    points = np.empty((len(share), 3))
    points[:, first] = arc.first_mm + radius * np.cos(angle)
    points[:, second] = arc.second_mm + radius * np.sin(angle)
    points[:, normal] = share * along_mm
    return points


@settings(max_examples=60, deadline=None)
@given(TURN, FORM)
def test_the_bounds_of_an_arc_are_where_it_reaches(turn: Turn, form: Form) -> None:
    sweep = turning(turn, form, -1.0, -1.0)
    x, y, _ = tip(sweep, np.linspace(0, 1, 2000))
    r = form.radius_mm
    expected = (x.min() - r, y.min() - r, x.max() + r, y.max() + r)
    assert sweep.bounds() == pytest.approx(expected, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(POINT, POINT, st.floats(0.05, 0.95), FORM)
def test_a_line_cut_in_two_is_the_whole_line(
    start: tuple[float, float, float], end: tuple[float, float, float], share: float, form: Form
) -> None:
    x, y, z = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    whole = lowest(Sweep(start, end, form, 1), GRID_X, GRID_Y)
    first = lowest(Sweep(start, (x, y, z), form, 1), GRID_X, GRID_Y)
    second = lowest(Sweep((x, y, z), end, form, 1), GRID_X, GRID_Y)
    both = np.minimum(first, second)
    same = np.isclose(both, whole, atol=1e-5) | (np.isinf(both) & np.isinf(whole))
    assert same.mean() > 0.99, "all but places that the rim just touches"


@settings(max_examples=60, deadline=None)
@given(POINT, POINT, FORM)
def test_mirrored_or_run_backwards_the_envelope_is_the_same(
    start: tuple[float, float, float], end: tuple[float, float, float], form: Form
) -> None:
    sweep = Sweep(start, end, form, 1)
    mirrored = Sweep((-start[0], *start[1:]), (-end[0], *end[1:]), form, 1)
    there = lowest(sweep, GRID_X, GRID_Y)
    for other in (
        lowest(mirrored, -GRID_X, GRID_Y),
        lowest(replace(sweep, start=end, end=start), GRID_X, GRID_Y),
    ):
        both = np.isfinite(there) & np.isfinite(other)
        np.testing.assert_allclose(other[both], there[both], atol=1e-5)
        assert (np.isfinite(there) == np.isfinite(other)).mean() > 0.99


def test_a_full_circle_of_a_sinking_flat_tool_goes_lowest_where_it_ends() -> None:
    turn = Turn(0.0, 0.0, 10.0, 0.0, 2 * math.pi)
    sweep = Sweep((10.0, 0.0, 0.0), (10.0, 0.0, -6.0), disc(RADIUS), 1, turn)
    at = lowest(sweep, np.array([10.0, -10.0, 0.0]), np.array([0.0, 0.0, 0.0]))
    reach = 2 * math.asin(RADIUS / 2 / 10)
    assert at[0] == pytest.approx(-6.0)
    assert at[1] == pytest.approx(-6 * (math.pi + reach) / (2 * math.pi))
    assert at[2] == np.inf


@pytest.mark.parametrize("climb_mm", [1e-15, 1e-9, 1e-7, 1e-5])
def test_a_rounded_rim_on_a_way_that_hardly_climbs_cuts_as_on_a_level_one(climb_mm: float) -> None:
    form = Form(4.0, 3.0, 1.0)
    x, y = np.meshgrid(np.linspace(-4.5, 9.5, 57), np.linspace(-3.9, 3.9, 53))
    level = Sweep((0.0, 0.0, -1.0), (5.0, 0.0, -1.0), form, 1)
    sloped = replace(level, end=(5.0, 0.0, -1.0 - climb_mm))
    expected, found = lowest(level, x, y), lowest(sloped, x, y)
    inside = np.isfinite(expected)
    assert found[inside] == pytest.approx(expected[inside], abs=climb_mm + 1e-6)
