"""Threads, as the half section shows them: the tool's outline once for every turn of the spindle.

While a thread is cut, the half plane at the index mark meets the tool only when the spindle has
made a whole number of turns. So the section of the thread is exactly the outline, stamped at these
places of the path, and successive passes deepen the same grooves if they start in the same phase.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.lathe_moves import Element
from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.engine.turning.sweeping import stamp

_LATE_TURNS = 1e-9


def turns_of(element: Element) -> float:
    """How often the spindle turns during a thread element: its longer axis over the lead."""
    (za, ra), (zb, rb) = element.path.start, element.path.end
    return max(abs(zb - za), abs(rb - ra)) / element.feed_mm


def cut_thread(
    core: Sequence[Point], radius_mm: float, element: Element, path: Edge, cut_by: int = 0
) -> tuple[Profile, ...]:
    """What a thread element takes from the half section; `path` is that of the nose's centre."""
    turns = turns_of(element)
    if turns == 0:
        return ()
    first = math.ceil(element.turned - _LATE_TURNS)
    last = math.floor(element.turned + turns + _LATE_TURNS)
    shares = (
        min(1.0, max(0.0, (turn - element.turned) / turns)) for turn in range(first, last + 1)
    )
    return tuple(stamp(core, radius_mm, path.at(share), cut_by) for share in shares)


def helix_deg(lead_mm: float, diameter_mm: float) -> float:
    """The helix angle that a lead gives at a diameter: what an insert's flank must clear."""
    return math.degrees(math.atan2(lead_mm, math.pi * diameter_mm))
