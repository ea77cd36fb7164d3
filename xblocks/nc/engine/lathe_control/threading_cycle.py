"""G76: a thread in passes of equal chip area, in two lines or, on older controls, in one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.lathe_control.lathe_alarms import check_passes, reject_turning
from xblocks.nc.engine.lathe_control.single_cycles import thread_run
from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.lathe_moves import RAPID, Element

_SAME_MM = 1e-9

ONE_EDGE, BOTH_EDGES = "one-edge", "both-edges"


@dataclass(frozen=True, slots=True)
class ThreadCycle:
    """What the words of G76 say.

    Two lines: ``P mm rr aa`` is `finishing_passes`, the `chamfer_mm` (rr tenths of the lead) and
    `angle_deg`, Q `least_depth_mm`, R `allowance_mm`; then X and Z `end`, R `taper_mm` (start less
    end, a RADIUS), P `height_mm` (a RADIUS), Q `first_depth_mm`, F `lead_mm`. One line says I for
    the taper, K the height, D the first depth, A the angle and P the way of infeed: 1 is `infeed`
    one-edge with `equal_area`, 2 both edges, 3 and 4 the same with equal depths.
    """

    end: Point
    height_mm: float
    first_depth_mm: float
    lead_mm: float
    line: int
    taper_mm: float = 0.0
    angle_deg: float = 0.0
    least_depth_mm: float = 0.0
    allowance_mm: float = 0.0
    finishing_passes: int = 1
    chamfer_mm: float = 0.0
    start_deg: float = 0.0
    infeed: str = ONE_EDGE
    equal_area: bool = True


def g76(start: Point, cycle: ThreadCycle, place: Place) -> tuple[Element, ...]:
    """The passes from the start point and back to it.

    The first finishing pass takes the allowance, the others take nothing more. With an angle the
    tool goes down along one flank, or from one to the other by turns. Raises `Rejected` for depths
    that make no thread.
    """
    depths = _checked_depths(cycle, place)
    outward = 1.0 if start[1] > cycle.end[1] else -1.0
    forward = 1.0 if cycle.end[0] > start[0] else -1.0
    moves: list[Element] = []
    at = start
    for number, depth in enumerate(depths):
        aside = forward * _aside(cycle, depth, number)
        r_end = cycle.end[1] + outward * (cycle.height_mm - depth)
        above = (start[0] + aside, start[1])
        begin = (above[0], r_end + cycle.taper_mm)
        thread = thread_run(
            begin,
            (cycle.end[0], r_end),
            lead_mm=cycle.lead_mm,
            start_deg=cycle.start_deg,
            chamfer_mm=cycle.chamfer_mm,
            chamfer_deg=45.0,
            out_to_r_mm=start[1],
            line=cycle.line,
        )
        left = thread[-1].path.end
        out = (left[0], start[1])
        moves += _rapids(cycle.line, at, above, begin)
        moves += thread
        moves += _rapids(cycle.line, left, out, start)
        at = start
    return tuple(moves)


def infeed_depths(cycle: ThreadCycle) -> list[float]:
    """The depth of each pass below the crest: the first, times the root of the pass's number, but
    never less than the least further; then the finishing passes. A first depth beyond the height
    cuts it all at once, as shops do to clean a thread."""
    rough = cycle.height_mm - cycle.allowance_mm
    depths: list[float] = []
    depth = 0.0
    while depth < rough - _SAME_MM:
        number = len(depths) + 1
        growth = math.sqrt(number) if cycle.equal_area else number
        step = max(cycle.first_depth_mm * growth - depth, cycle.least_depth_mm)
        depth = min(rough, depth + step)
        depths.append(depth)
    if cycle.allowance_mm == 0:
        return depths + [cycle.height_mm] * (cycle.finishing_passes - 1)
    return depths + [cycle.height_mm] * cycle.finishing_passes


def _checked_depths(cycle: ThreadCycle, place: Place) -> list[float]:
    height = cycle.height_mm
    most_mm = max(cycle.allowance_mm, cycle.least_depth_mm)
    if not 0 <= most_mm < height or cycle.first_depth_mm <= 0:
        raise reject_turning("thread-depth", place, code="G76", height_mm=height)
    share = max(1.0, height / cycle.first_depth_mm)
    smallest = max(cycle.least_depth_mm, cycle.first_depth_mm / (2 * share))
    check_passes(min(share**2, height / smallest) + cycle.finishing_passes, "G76", place)
    return infeed_depths(cycle)


def _aside(cycle: ThreadCycle, depth: float, number: int) -> float:
    """How far ahead a pass starts, so that it cuts with its leading edge alone."""
    aside = depth * math.tan(math.radians(cycle.angle_deg / 2))
    other_edge = cycle.infeed == BOTH_EDGES and number % 2 == 1
    return -aside if other_edge else aside


def _rapids(line: int, *points: Point) -> list[Element]:
    return [
        Element(RAPID, Edge(a, b), line) for a, b in pairwise(points) if math.dist(a, b) > _SAME_MM
    ]
