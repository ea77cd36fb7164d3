import pytest

from tests.xblocks.nc.engine.lathe_parts import THREADER, ids, turned
from xblocks.nc.engine.turning.contour import Edge
from xblocks.nc.engine.turning.lathe_machine import bar
from xblocks.nc.engine.turning.lathe_moves import THREAD, Element
from xblocks.nc.engine.turning.profile import extent, spans_at
from xblocks.nc.engine.turning.threads import cut_thread, helix_deg, turns_of

ROD = bar(length_mm=60, diameter_mm=20)


def grooves(element: Element) -> list[float]:
    regions = cut_thread(THREADER.insert.core, 0.1, element, element.path)
    return [sum(corner[0] for corner in extent(region)) / 2 for region in regions]


def test_a_turn_of_the_spindle_leads_by_the_lead() -> None:
    element = Element(THREAD, Edge((3, 9), (-6, 9)), 1, 2.0)
    assert turns_of(element) == 4.5
    assert grooves(element) == pytest.approx([3, 1, -1, -3, -5])


def test_an_element_that_goes_on_from_another_keeps_its_phase() -> None:
    whole = grooves(Element(THREAD, Edge((3, 9), (-6, 9)), 1, 2.0))
    first = Element(THREAD, Edge((3, 9), (-2, 9)), 1, 2.0)
    rest = Element(THREAD, Edge((-2, 9), (-6, 9)), 2, 2.0, turned=turns_of(first))
    assert grooves(first) + grooves(rest) == pytest.approx(whole)


def test_a_start_half_a_turn_late_cuts_between_the_grooves() -> None:
    assert grooves(Element(THREAD, Edge((3, 9), (-6, 9)), 1, 2.0, turned=0.5)) == pytest.approx(
        [2, 0, -2, -4, -6]
    )


def test_the_lead_of_a_scroll_counts_along_the_axis_that_goes_further() -> None:
    assert grooves(Element(THREAD, Edge((0, 20), (0, 11)), 1, 3.0)) == pytest.approx([0] * 4)


def test_a_taper_thread_rises_with_its_path() -> None:
    result = turned([Element(THREAD, Edge((3, 8), (-15, 9)), 1, 1.5)], THREADER, stock=ROD)
    assert ids(result) == []
    for turn in (3, 6, 9):
        z = 3 - 1.5 * turn
        assert spans_at(result.profile, z)[-1][1] == pytest.approx(8 + turn / 12, abs=1e-9)


def test_the_helix_is_steeper_on_a_thinner_bar() -> None:
    assert helix_deg(1.5, 20) == pytest.approx(1.3675, abs=1e-4)
    assert helix_deg(1.5, 5) > helix_deg(1.5, 20)
