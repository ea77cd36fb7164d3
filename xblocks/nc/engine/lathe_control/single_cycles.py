"""G32 and the single cycles of system A: G90 along Z, G94 along X, G92 a thread pass.

Each is a rectangle (with a taper, a trapezium) from the start point and back to it. `taper_mm` is
the word R as the control means it: start less end, a RADIUS for G90 and G92, along Z for G94.
"""

from __future__ import annotations

import math

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.lathe_moves import FEED, RAPID, THREAD, Element
from xblocks.nc.engine.turning.threads import turns_of


def g90(
    start: Point, end: Point, *, taper_mm: float = 0.0, feed_mm: float, line: int
) -> tuple[Element, ...]:
    """In rapid across to the diameter, feed along Z, feed out, in rapid back."""
    corner = (start[0], end[1] + taper_mm)
    out = (end[0], start[1])
    return (
        Element(RAPID, Edge(start, corner), line),
        Element(FEED, Edge(corner, end), line, feed_mm),
        Element(FEED, Edge(end, out), line, feed_mm),
        Element(RAPID, Edge(out, start), line),
    )


def g94(
    start: Point, end: Point, *, taper_mm: float = 0.0, feed_mm: float, line: int
) -> tuple[Element, ...]:
    """In rapid along Z to the face, feed across, feed out along Z, in rapid back."""
    corner = (end[0] + taper_mm, start[1])
    out = (start[0], end[1])
    return (
        Element(RAPID, Edge(start, corner), line),
        Element(FEED, Edge(corner, end), line, feed_mm),
        Element(FEED, Edge(end, out), line, feed_mm),
        Element(RAPID, Edge(out, start), line),
    )


def g32(
    start: Point, end: Point, *, lead_mm: float, start_deg: float = 0.0, line: int
) -> tuple[Element, ...]:
    """One run in step with the spindle, begun `start_deg` (Q) past its index mark."""
    return (Element(THREAD, Edge(start, end), line, lead_mm, turned=start_deg / 360),)


def g92(
    start: Point,
    end: Point,
    *,
    taper_mm: float = 0.0,
    lead_mm: float,
    start_deg: float = 0.0,
    chamfer_mm: float = 0.0,
    chamfer_deg: float = 45.0,
    line: int,
) -> tuple[Element, ...]:
    """One thread pass: in rapid to the diameter, in step with the spindle along Z, in rapid out and
    back."""
    begin = (start[0], end[1] + taper_mm)
    thread = thread_run(
        begin,
        end,
        lead_mm=lead_mm,
        start_deg=start_deg,
        chamfer_mm=chamfer_mm,
        chamfer_deg=chamfer_deg,
        out_to_r_mm=start[1],
        line=line,
    )
    left = thread[-1].path.end
    out = (left[0], start[1])
    return (
        Element(RAPID, Edge(start, begin), line),
        *thread,
        Element(RAPID, Edge(left, out), line),
        Element(RAPID, Edge(out, start), line),
    )


def thread_run(
    begin: Point,
    end: Point,
    *,
    lead_mm: float,
    start_deg: float,
    chamfer_mm: float,
    chamfer_deg: float,
    out_to_r_mm: float,
    line: int,
) -> tuple[Element, ...]:
    """The run of a thread, at its end pulled out over `chamfer_mm` along Z at an angle to the axis,
    no further than to a radius; all in step with the spindle."""
    turned = start_deg / 360
    along, rise = end[0] - begin[0], end[1] - begin[1]
    chamfer = min(chamfer_mm, abs(along))
    if chamfer == 0:
        return (Element(THREAD, Edge(begin, end), line, lead_mm, turned=turned),)
    share = 1 - chamfer / abs(along)
    leave = (begin[0] + share * along, begin[1] + share * rise)
    height = min(chamfer * math.tan(math.radians(chamfer_deg)), abs(out_to_r_mm - leave[1]))
    left = (end[0], leave[1] + math.copysign(height, out_to_r_mm - leave[1]))
    pull = Element(THREAD, Edge(leave, left), line, lead_mm)
    if share == 0:
        return (Element(THREAD, pull.path, line, lead_mm, turned=turned),)
    run = Element(THREAD, Edge(begin, leave), line, lead_mm, turned=turned)
    return run, Element(THREAD, pull.path, line, lead_mm, turned=turned + turns_of(run))
