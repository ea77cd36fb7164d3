"""Surface roughness that tool and feed leave by geometry alone, in micrometres.

Each tooth leaves a trough, and between two troughs stands a cusp, here `rz` high. Real surfaces are
rougher (run-out, built-up edge, chatter), so this is the least that can be reached. Sources: M. E.
Martellotti, "An analysis of the milling process", Trans. ASME 63 (1941), for the circumference;
G. Boothroyd and W. A. Knight, "Fundamentals of Machining and Machine Tools", for rounded corners
and the mean.
"""

from __future__ import annotations

import math

RA_OF_RZ = 4 / (9 * math.sqrt(3))
"""The arithmetical mean deviation of parabolic cusps as a share of their height, about a quarter.
Circular cusps are parabolic as long as the feed is small beside the radius."""


def corner_rz_um(feed_mm: float, radius_mm: float) -> float:
    """What a rounded corner, a ball or an insert's nose leaves a tooth or turn: f^2 / (8 r)."""
    return 1000 * feed_mm**2 / (8 * radius_mm)


def side_rz_um(feed_per_tooth_mm: float, diameter_mm: float) -> float:
    """What the circumference leaves on a wall: fz^2 / (4 D)."""
    return 1000 * feed_per_tooth_mm**2 / (4 * diameter_mm)
