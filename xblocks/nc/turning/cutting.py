"""A part turned from a program alone, and its picture: what ``python -m xblocks.nc cut`` does."""

from __future__ import annotations

import math
import re

from xblocks.nc.engine.control.interpreter import Run
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.turning.lathe_machine import LatheMachine, bar
from xblocks.nc.engine.turning.profile import Profile, extent
from xblocks.nc.engine.turning.section_outline import Outline, outlines
from xblocks.nc.turning.making import Turning, turned_by

_BAR = re.compile(r"[Dd]([0-9.]+)(?:-([0-9.]+))?[Xx]([0-9.]+)")
_MARGIN_MM = 5.0
_UNCUT, _PART, _AXIS = "#e3e8ed", "#7d94ab", "#c0392b"


def bar_of(size: str) -> Profile:
    """The bar of ``D50x100``, or the tube of ``D50-20x100``, its right face at Z0. Raises
    ValueError for anything else."""
    found = _BAR.fullmatch(size)
    if found is None:
        raise ValueError(f"a bar has a diameter and a length, as in D50x100, not {size}")
    diameter, bore, length = (float(number or 0) for number in found.groups())
    if not 0 <= bore < diameter or length <= 0:
        raise ValueError(f"a bar must be thicker than its bore and longer than nothing: {size}")
    return bar(length_mm=length, diameter_mm=diameter, bore_mm=bore)


def turn_part(ran: Run, machine: Machine, stock: Profile) -> Turning:
    """The part that a run makes of a stock held by nothing that could be in the way."""
    lathe = LatheMachine(
        name=machine.name,
        low_mm=(-math.inf, -math.inf),
        high_mm=(math.inf, math.inf),
        rapid_z_mm_per_min=machine.rapid_mm_per_min,
        rapid_r_mm_per_min=machine.rapid_mm_per_min,
        max_feed_mm_per_min=machine.max_feed_mm_per_min,
        max_spindle_rpm=machine.max_spindle_rpm,
        tool_change_s=machine.tool_change_s,
    )
    return turned_by(ran, machine, lathe, stock)


def picture(stock: Profile, part: Profile) -> str:
    """The part's whole section within its stock as an SVG, in millimetres, Z to the right."""
    (left, _), (right, high) = extent(stock)
    x, y = left - _MARGIN_MM, -high - _MARGIN_MM
    width, height = right - left + 2 * _MARGIN_MM, 2 * (high + _MARGIN_MM)
    halves = "".join(
        f'<g transform="scale(1 {side})">'
        f'<path d="{_path(stock)}" fill="{_UNCUT}"/>'
        f'<path d="{_path(part)}" fill="{_PART}"/></g>'
        for side in (-1, 1)
    )
    axis = (
        f'<path d="M{x:g} 0H{x + width:g}" stroke="{_AXIS}" stroke-width="0.2" '
        f'stroke-dasharray="4 1 1 1"/>'
    )
    box = f"{x:g} {y:g} {width:g} {height:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{halves}{axis}</svg>\n'


def _path(part: Profile) -> str:
    return "".join(_closed(outline) for outline in outlines(part))


def _closed(outline: Outline) -> str:
    begin = outline[0].start
    ways = [
        f"A{edge.radius_mm:.4f} {edge.radius_mm:.4f} 0 0 {int(edge.turn > 0)} "
        f"{edge.end[0]:.4f} {edge.end[1]:.4f}"
        if edge.centre
        else f"L{edge.end[0]:.4f} {edge.end[1]:.4f}"
        for edge in outline
    ]
    return f"M{begin[0]:.4f} {begin[1]:.4f}{''.join(ways)}Z"
