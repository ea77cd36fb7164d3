"""A lathe with tools and a way to write moves by hand, for the tests of turning."""

from collections.abc import Iterable

from xblocks.attempt import text
from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.insert import (
    LatheTool,
    boring_bar,
    drill,
    grooving_insert,
    threading_insert,
    turning_holder,
    turning_insert,
)
from xblocks.nc.engine.turning.lathe import Turned, turn
from xblocks.nc.engine.turning.lathe_machine import LatheMachine, bar, chuck
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, Element, LatheMove, Spindle
from xblocks.nc.engine.turning.profile import Profile

FORWARD = Spindle(1, 800)
NAME = text("刀具", "tool")


def turning_tool(number: int, included_deg: float, lead_deg: float, orientation: int) -> LatheTool:
    insert = turning_insert(
        included_deg=included_deg,
        lead_deg=lead_deg,
        edge_mm=9,
        nose_radius_mm=0.4,
        orientation=orientation,
        max_depth_mm=4,
    )
    holder = (
        turning_holder(insert, width_mm=20, length_mm=100)
        if orientation in (3, 4)
        else boring_bar(insert, diameter_mm=12, length_mm=80)
    )
    return LatheTool(number, NAME, insert, holder)


ROUGHER = turning_tool(1, 80, 95, 3)
COPIER = turning_tool(2, 35, 93, 3)
BORER = turning_tool(3, 55, 93, 2)
GROOVER = LatheTool(
    4,
    NAME,
    grooving_insert(width_mm=3, depth_mm=12, corner_radius_mm=0.2, orientation=3),
)
THREADER = LatheTool(
    5,
    NAME,
    threading_insert(included_deg=60, nose_radius_mm=0.1, height_mm=2, orientation=8),
)
DRILL = LatheTool(6, NAME, drill(diameter_mm=20, point_deg=118, flute_mm=80))
TOOLS = (ROUGHER, COPIER, BORER, GROOVER, THREADER, DRILL)

LATHE = LatheMachine(
    name=text("数控车床", "CNC lathe"),
    low_mm=(-120.0, -2.0),
    high_mm=(300.0, 150.0),
    rapid_z_mm_per_min=8000,
    rapid_r_mm_per_min=4000,
    max_feed_mm_per_min=5000,
    max_spindle_rpm=3000,
    tool_change_s=2.0,
    obstacles=(chuck(face_z_mm=-80, diameter_mm=160, length_mm=70, bore_mm=50),),
)
STOCK = bar(length_mm=100, diameter_mm=50)


def line_to(kind: str, start: Point, end: Point, line: int, feed_mm: float = 0.0) -> Element:
    """A straight element."""
    return Element(kind, Edge(start, end), line, feed_mm)


def moves_of(
    elements: Iterable[Element], tool: LatheTool, spindle: Spindle = FORWARD
) -> list[LatheMove]:
    return [LatheMove(element, tool.number, spindle) for element in elements]


def track(start: Point, *steps: tuple[str, float, float], feed_mm: float = 0.2) -> list[Element]:
    """Straight elements from `start` through (kind, z, r); line numbers from 1."""
    elements, at = [], start
    for line, (kind, z, r) in enumerate(steps, start=1):
        elements.append(line_to(kind, at, (z, r), line, feed_mm if kind == FEED else 0.0))
        at = (z, r)
    return elements


def turned(
    elements: Iterable[Element],
    tool: LatheTool,
    spindle: Spindle = FORWARD,
    stock: Profile = STOCK,
    machine: LatheMachine = LATHE,
) -> Turned:
    return turn(moves_of(elements, tool, spindle), stock, TOOLS, machine)


def ids(result: Turned) -> list[str]:
    return [found.id for found in result.findings]


def pass_at(r: float, z: float, feed_mm: float = 0.2) -> list[Element]:
    """One pass along the axis at a radius, from 2 mm before the face to `z`."""
    steps = ((RAPID, 2.0, r), (FEED, z, r), (FEED, z + 1, r + 2), (RAPID, 2.0, 40.0))
    return track((2.0, 40.0), *steps, feed_mm=feed_mm)
