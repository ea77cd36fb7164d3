import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.nc.engine.turning.contour import CLOCKWISE, COUNTER_CLOCKWISE, Edge, closed
from xblocks.nc.engine.turning.profile import (
    Profile,
    area_mm2,
    cut,
    extent,
    mirrored,
    profile_of,
    spans_at,
    volume_mm3,
)

BAR = profile_of(closed([(-100, 0), (0, 0), (0, 25), (-100, 25)]))

COORDINATE = st.floats(-90, 30).map(lambda number: round(number, 3))


@st.composite
def discs(draw: st.DrawFn) -> Profile:
    """A disc, or a triangle: something with arcs or slopes."""
    z, r = draw(COORDINATE), draw(st.floats(5, 25))
    radius = draw(st.floats(0.1, 4.9))
    if draw(st.booleans()):
        return disc(z, r, radius)
    return profile_of(closed([(z, r), (z + radius, r + radius / 2), (z - radius / 3, r + 3)]))


def disc(z: float, r: float, radius: float) -> Profile:
    east, west, centre = (z + radius, r), (z - radius, r), (z, r)
    return profile_of(
        [Edge(east, west, centre, COUNTER_CLOCKWISE), Edge(west, east, centre, COUNTER_CLOCKWISE)]
    )


def test_a_cylinder_has_its_volume() -> None:
    assert volume_mm3(BAR) == pytest.approx(math.pi * 25**2 * 100, rel=1e-15)


def test_a_cone_a_ball_and_a_ring_have_their_volumes() -> None:
    cone = profile_of(closed([(0, 0), (30, 0), (0, 12)]))
    assert volume_mm3(cone) == pytest.approx(math.pi * 12**2 * 30 / 3, rel=1e-14)
    ball = profile_of([Edge((7, 0), (-7, 0), (0, 0), COUNTER_CLOCKWISE), Edge((-7, 0), (7, 0))])
    assert volume_mm3(ball) == pytest.approx(4 / 3 * math.pi * 7**3, rel=1e-14)
    ring = disc(-30, 20, 3)
    assert volume_mm3(ring) == pytest.approx(2 * math.pi * 20 * math.pi * 9, rel=1e-14)
    assert area_mm2(ring) == pytest.approx(math.pi * 9, rel=1e-14)


def test_an_outline_may_go_either_way_round() -> None:
    one = [Edge((0, 5), (10, 5)), Edge((10, 5), (0, 5), (5, 5), COUNTER_CLOCKWISE)]
    other = [Edge((0, 5), (10, 5), (5, 5), CLOCKWISE), Edge((10, 5), (0, 5))]
    assert spans_at(profile_of(one), 5) == spans_at(profile_of(other), 5) == [(5, 10)]


def test_what_is_cut_off_and_what_is_left_make_up_the_whole() -> None:
    left, removed = cut(BAR, disc(-30, 25, 4))
    assert volume_mm3(left) + volume_mm3(removed) == pytest.approx(volume_mm3(BAR), rel=1e-14)
    assert spans_at(left, -30) == [(0, 21)]
    assert extent(removed) == ((-34, 21), (-26, 25))


def test_a_hole_inside_the_material_parts_it_in_two_spans() -> None:
    left, _ = cut(BAR, disc(-30, 12, 4))
    assert spans_at(left, -30) == [(0, 8), (16, 25)]


def test_cutting_the_same_again_takes_nothing() -> None:
    left, _ = cut(BAR, disc(-30, 25, 4))
    again, removed = cut(left, disc(-30, 25, 4))
    assert again == left
    assert removed == ()


def test_what_only_touches_takes_nothing() -> None:
    assert cut(BAR, disc(-30, 29, 4))[1] == ()
    assert cut(BAR, profile_of(closed([(0, 0), (5, 0), (5, 30), (0, 30)])))[1] == ()


def test_the_other_half_of_the_section_is_its_mirror_image() -> None:
    half = disc(-3, 4, 2)
    assert spans_at(mirrored(half), -3.5) == [
        (-high, -low) for low, high in reversed(spans_at(half, -3.5))
    ]
    assert mirrored(mirrored(half)) == half


@given(st.lists(discs(), min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_cuts_does_not_matter_and_the_part_never_grows(
    regions: list[Profile], chance: random.Random
) -> None:
    part, volume = BAR, volume_mm3(BAR)
    for region in regions:
        part, removed = cut(part, region)
        assert volume_mm3(part) == pytest.approx(volume - volume_mm3(removed), abs=1e-4)
        assert volume_mm3(part) <= volume + 1e-4
        volume = volume_mm3(part)
    shuffled = list(regions)
    chance.shuffle(shuffled)
    other = BAR
    for region in shuffled:
        other, _ = cut(other, region)
    assert volume_mm3(cut(part, other)[0]) + volume_mm3(cut(other, part)[0]) < 1e-3
