"""The outlines of a half section."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_parts import (
    GROOVER,
    ROUGHER,
    STOCK,
    pass_at,
    track,
    turned,
)
from tests.xblocks.nc.engine.lathe_programs import turned_text
from tests.xblocks.nc.engine.test_lathe_flow import SHAFT
from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, closed, polar
from xblocks.nc.engine.turning.lathe_machine import bar
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID
from xblocks.nc.engine.turning.profile import Profile, area_mm2, cut, profile_of
from xblocks.nc.engine.turning.section_outline import Outline, outlines


def enclosed_mm2(outline: Outline) -> float:
    """The area to the left of an outline: its chords' by Gauss, and the segments of its arcs."""
    chords = sum(edge.start[0] * edge.end[1] - edge.end[0] * edge.start[1] for edge in outline)
    segments = sum(
        edge.radius_mm**2 * (edge.sweep_rad - math.sin(edge.sweep_rad)) for edge in outline
    )
    return (chords + segments) / 2


def assert_closed(part: Profile) -> None:
    found = outlines(part)
    for outline in found:
        for before, after in zip(outline, (*outline[1:], outline[0]), strict=True):
            assert before.end == pytest.approx(after.start, abs=1e-6)
    assert sum(enclosed_mm2(one) for one in found) == pytest.approx(area_mm2(part), abs=1e-4)


def test_a_bar_has_one_outline_around_it() -> None:
    (outline,) = outlines(STOCK)
    assert [edge.end for edge in outline] == [(0, 0), (0, 25), (-100, 25), (-100, 0)]
    assert outlines(()) == ()


def test_turned_parts_are_surrounded_whatever_was_cut() -> None:
    assert_closed(turned(pass_at(20, -40), ROUGHER).profile)
    groove = track((-30, 40), (RAPID, -30, 27), (FEED, -30, 18), (RAPID, -30, 40))
    assert_closed(turned(groove, GROOVER).profile)
    through = track((-30, 40), (RAPID, -30, 27), (FEED, -30, -1), (RAPID, -30, 40))
    assert len(outlines(turned(through, GROOVER).profile)) == 2
    assert_closed(bar(length_mm=10, diameter_mm=20, bore_mm=8))


def test_a_whole_shaft_with_its_thread_is_surrounded() -> None:
    assert_closed(turned_text(SHAFT).profile)


def test_a_hole_goes_the_other_way() -> None:
    hole = profile_of(closed([(-60, 5), (-40, 5), (-40, 15), (-60, 15)]))
    found = outlines(cut(STOCK, hole)[0])
    assert sorted(enclosed_mm2(one) for one in found) == pytest.approx([-200, 2500])


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(-95, -5), st.floats(2, 24), st.floats(0.5, 12), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_discs_and_squares_are_taken_off(
    shapes: list[tuple[float, float, float, bool]],
) -> None:
    part = STOCK
    for z, r, size, is_round in shapes:
        centre = (round(z, 3), round(r, 3))
        if is_round:
            east, west = polar(centre, size, 0), polar(centre, size, math.pi)
            outline = (
                Edge(east, west, centre, COUNTER_CLOCKWISE),
                Edge(west, east, centre, COUNTER_CLOCKWISE),
            )
        else:
            a, b = centre
            outline = closed([(a, b), (a + size, b), (a + size, b + size), (a, b + size)])
        part = cut(part, profile_of(outline))[0]
    assert_closed(part)


def test_arcs_keep_their_centre_and_their_sense() -> None:
    ball = profile_of([Edge((0, 0), (-20, 0), (-10, 0), COUNTER_CLOCKWISE), Edge((-20, 0), (0, 0))])
    arcs = [edge for edge in outlines(ball)[0] if edge.centre]
    assert {(edge.centre, edge.turn) for edge in arcs} == {((-10, 0), COUNTER_CLOCKWISE)}
    disc = [Edge((-5, 25), (-15, 25), (-10, 25), CLOCKWISE), Edge((-15, 25), (-5, 25))]
    cove = cut(STOCK, profile_of(disc))[0]
    assert any(edge.turn == CLOCKWISE for outline in outlines(cove) for edge in outline)
