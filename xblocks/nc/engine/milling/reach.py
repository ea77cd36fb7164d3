"""Which cells a straight stroke covers, and how low it reaches there: the formulas.

A stroke is a row of numbers (see `strokes`), counted from its low end, so that it never falls. The
functions take single numbers or arrays: the compiled loop and numpy run the same operations in the
same order, which is why their results are equal to the last bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np

(
    X, Y, Z, Z_HIGH, DX, DY, LENGTH, UX, UY, INVERSE_UX, CLIMB,
    RADIUS2, RIM2, CORE2, FLAT, CORNER, SLOPE, KIND,
    LEAN, LEFT, RIGHT, FROM, TO,
    TOUCH2, STRETCH, TOUCH_RATIO, TOUCH_MORE,
    BOW, CUTS, GOES_ON,
) = range(30)  # fmt: skip
"""What the numbers of a stroke are. Lengths in mm.

The low end (3), the height of the other, the way there in the plane (2), its length, its direction
(2), one over that direction's x, the rise a mm; the form's radius squared, with what counts as on
the rim and without what is safely inside; its flat, corner, slope and kind; see `row_ends` (5),
`round_height` (2), `cone_height` (2) and `row_lowest` (1); whether it cuts, and whether its low end
is where another has cut.
"""
COLUMNS = 30

CLIMBING = 4
"""The kind of a rounded rim on a sloped way; otherwise kinds are those of `forms`."""

LEAST_TOUCH2 = 1e-12
"""A way that climbs a millimetre a kilometre: where a rim touches gentler ones the cosine of its
tilt can't tell, and their heights hardly depend on it."""


def choose(wanted: Any, one: Any, other: Any) -> Any:
    """One where wanted, else the other."""
    return np.where(wanted, one, other)


def least(one: Any, other: Any) -> Any:
    """The lesser of two; there are no NaNs."""
    return np.minimum(one, other)


def greatest(one: Any, other: Any) -> Any:
    """The greater of two; there are no NaNs."""
    return np.maximum(one, other)


def row_ends(dy: Any, s: Any) -> tuple[Any, Any]:
    """From where to where, from the low end, the stroke covers the row `dy` from it.

    The disc that reaches furthest left is where the outline of the sweep leans left, which is a
    share of the way linear in `dy`, held within the way; so for the right. What is before `FROM` or
    past `TO` along the way is left out: another stroke has cut as low there.
    """
    share = least(greatest(dy * s[LEAN] + s[LEFT], 0.0), 1.0)
    off = dy - share * s[DY]
    low = share * s[DX] - np.sqrt(greatest(s[RIM2] - off * off, 0.0))
    share = least(greatest(dy * s[LEAN] + s[RIGHT], 0.0), 1.0)
    off = dy - share * s[DY]
    high = share * s[DX] + np.sqrt(greatest(s[RIM2] - off * off, 0.0))
    back = (s[FROM] - dy * s[UY]) * s[INVERSE_UX]
    ahead = (s[TO] - dy * s[UY]) * s[INVERSE_UX]
    return greatest(low, least(back, ahead)), least(high, greatest(back, ahead))


def first_cell(low_mm: Any, left_mm: float, cell_mm: float, count: int) -> Any:
    """The first cell of a row whose centre is not left of `low_mm`, as a whole float."""
    return least(greatest(np.ceil((low_mm - left_mm) / cell_mm - 0.5), 0.0), count)


def past_cell(high_mm: Any, left_mm: float, cell_mm: float, count: int) -> Any:
    """The cell after the last whose centre is not right of `high_mm`, as a whole float."""
    return least(greatest(np.floor((high_mm - left_mm) / cell_mm - 0.5) + 1.0, 0.0), count)


def row_lowest(dy: Any, s: Any) -> Any:
    """A height that the stroke does not go below in the row `dy` from the low end: that of a cone
    or paraboloid within the form, straight above the low end."""
    beyond = greatest(dy - greatest(s[DY], 0.0), least(s[DY], 0.0) - dy)
    out = greatest(beyond - s[FLAT], 0.0)
    return s[Z] + s[SLOPE] * out + s[BOW] * (out * out)


# How low a place is reached that lies `along` the way from the low end and `aside` of it. The tool
# touches it lowest when it is some way behind; at the ends of the stroke it can be no further.


def level_height(along: Any, aside: Any, s: Any) -> Any:
    """Of a level underside: it touches with the rim, at its back."""
    half = np.sqrt(greatest(s[RADIUS2] - aside * aside, 0.0))
    behind = least(greatest(half, along - s[LENGTH]), along)
    return s[Z] + s[CLIMB] * (along - behind)


def round_height(along: Any, aside: Any, s: Any) -> Any:
    """Of a half ball. It touches where it is as steep as the way, a share of the half chord behind,
    whose square is `TOUCH2`; there it is `STRETCH` times the half chord above the way's line."""
    room = s[CORNER] * s[CORNER] - aside * aside
    past = along - s[LENGTH]
    touch2 = s[TOUCH2] * room
    at_low = along * np.abs(along) <= touch2
    at_high = past * np.abs(past) >= touch2
    behind = choose(at_low, along, choose(at_high, past, 0.0))
    root = np.sqrt(greatest(room - behind * behind, 0.0))
    end = choose(at_low, s[Z], s[Z_HIGH]) - root
    between = s[Z] + s[CLIMB] * along - s[STRETCH] * root
    return choose(at_low | at_high, end, between) + s[CORNER]


def cone_height(along: Any, aside: Any, s: Any) -> Any:
    """Of a cone about a level tip. It touches with the tip's back, or `TOUCH_RATIO` times further
    behind than aside; with the rim where the way is steeper, told by `TOUCH_MORE`."""
    aside2 = aside * aside
    half = np.sqrt(greatest(s[RADIUS2] - aside2, 0.0))
    tip = np.sqrt(greatest(s[FLAT] * s[FLAT] - aside2, 0.0))
    touch = least(greatest(tip, np.abs(aside) * s[TOUCH_RATIO]) + s[TOUCH_MORE], half)
    behind = least(greatest(touch, along - s[LENGTH]), along)
    out = greatest(np.sqrt(behind * behind + aside2) - s[FLAT], 0.0)
    return s[Z] + s[CLIMB] * (along - behind) + s[SLOPE] * out


def rounded_height(along: Any, aside: Any, s: Any) -> Any:
    """Of a rounded rim about a level disc, on a level way."""
    behind = least(greatest(along - s[LENGTH], 0.0), along)
    return s[Z] + rim_rise(behind, aside, s)


def climbing_height(along: Any, aside: Any, s: Any) -> Any:
    """Of a rounded rim about a level disc, on a sloped way."""
    half = np.sqrt(greatest(s[RADIUS2] - aside * aside, 0.0))
    touch = rim_touch(np.abs(aside), s[FLAT], s[CORNER], s[TOUCH2])
    behind = least(greatest(least(touch, half), along - s[LENGTH]), along)
    return s[Z] + s[CLIMB] * (along - behind) + rim_rise(behind, aside, s)


def rim_rise(behind: Any, aside: Any, s: Any) -> Any:
    """The rise of a rounded rim where a place is so far behind and aside of the tool."""
    out = greatest(np.sqrt(behind * behind + aside * aside) - s[FLAT], 0.0)
    return s[CORNER] - np.sqrt(greatest(s[CORNER] * s[CORNER] - out * out, 0.0))


def rim_touch(aside: Any, flat: Any, corner: Any, touch2: Any) -> Any:
    """How far behind a rounded rim touches an endless sloped way; `touch2` is above 0, and below
    `LEAST_TOUCH2` counts as that.

    With the way's steepness as k (sine) and the tilt of the touching circle of the rim as t, a
    place lies sqrt(1 - k2) times `aside` = flat sin t + k corner tan t to the side. That is convex
    in t, and Newton's steps from above close in on it: six are within a picometre of height for
    corners from a three-hundredth of the flat. The steps turn the vector (cos t, sin t).
    """
    touch2 = greatest(touch2, LEAST_TOUCH2)
    wanted, low = aside * np.sqrt(1.0 - touch2), corner * np.sqrt(touch2)
    rest = flat + low - wanted
    # From above: tan t if 1 / cos t were 1 + tan t, and sin t if tan t were sin t.
    tangent = 2.0 * wanted / (rest + np.sqrt(rest * rest + 4.0 * low * wanted) + 1e-300)
    sine = least(tangent / np.sqrt(1.0 + tangent * tangent), wanted / (flat + low))
    cosine = np.sqrt(greatest(1.0 - sine * sine, 1e-24))
    turned = closer((cosine, sine), flat, low, wanted)
    turned = closer(closer(turned, flat, low, wanted), flat, low, wanted)
    turned = closer(closer(turned, flat, low, wanted), flat, low, wanted)
    turned = closer(turned, flat, low, wanted)
    away = flat + low / turned[0]
    return np.sqrt(greatest(away * away - aside * aside, 0.0))


def closer(turned: Any, flat: Any, low: Any, wanted: Any) -> Any:
    """One of Newton's steps for `rim_touch`: the cosine and sine of a tilt nearer to what is
    wanted."""
    cosine, sine = turned
    over = 1.0 / cosine
    steep = low * over
    turn = (flat * sine + steep * sine - wanted) / (flat * cosine + steep * over)
    across, up = cosine + sine * turn, sine - cosine * turn
    whole = 1.0 / np.sqrt(across * across + up * up)
    return greatest(across * whole, 1e-12), up * whole
