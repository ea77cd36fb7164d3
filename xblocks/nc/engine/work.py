"""What cutting takes, before it is done: so much computing is given up beforehand.

The unit is a cell visited by a level stroke, some 8 ns without a compiler. What the others take was
measured; a compiler makes all of it faster, but a mark must not depend on whether there is one.
"""

from __future__ import annotations

import math

from xblocks.nc.engine.milling.field import Field
from xblocks.nc.engine.milling.forms import LEVEL, ROUNDED
from xblocks.nc.engine.milling.removal import HELIX_CHORD_ERROR_MM
from xblocks.nc.engine.milling.sweeps import Sweep
from xblocks.nc.engine.moves import chord_count

STROKE = 8_000
"""What a stroke takes besides its cells."""

_CLIMBING, _ARC, _HELIX = 4, 4, 6
"""A cell of a stroke of a rounded rim that climbs, of an arc, of a helix of a level underside."""


def work_of(sweep: Sweep, grid: Field) -> int:
    """What carving a sweep takes; of a helix of a curved underside, all its chords."""
    climbs = sweep.start[2] != sweep.end[2] and not sweep.is_plunge
    rim = _CLIMBING if climbs and sweep.form.kind == ROUNDED else 1
    if sweep.turn is None:
        return STROKE + rim * _cells_within(sweep, grid)
    if not climbs or sweep.form.kind == LEVEL:
        return STROKE + (_HELIX if climbs else _ARC) * _cells_within(sweep, grid)
    chords = chord_count(sweep.turn.arc(), HELIX_CHORD_ERROR_MM)
    side = math.ceil(2 * sweep.form.radius_mm / grid.cell_mm) + 1
    return chords * (STROKE + rim * min(side * side, _cells_within(sweep, grid)))


def _cells_within(sweep: Sweep, grid: Field) -> int:
    rows, columns = grid.window(sweep.bounds())
    cells: int = (rows.stop - rows.start) * (columns.stop - columns.start)
    return cells
