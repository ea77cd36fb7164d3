"""The part while it is cut: what each stage of a run takes off, for a picture that moves.

A stage is one move, or some that follow each other where there are too many. All stages together
come from the untouched stock to the very part that was made.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.milling.field import Field, untouched
from xblocks.nc.engine.milling.forms import Floats
from xblocks.nc.engine.milling.levels import to_mm
from xblocks.nc.engine.milling.part import Machined
from xblocks.nc.engine.milling.removal import carved_in_stages
from xblocks.nc.engine.milling.strokes import Stroke

MOST_STAGES = 3_000
MOST_CHANGES = 1_000_000
"""Where a program lowers cells more often, its stages become longer."""

Cells = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stage:
    """The `cells` that were lowered, row by row in ascending order, and by how many micrometres
    each; `move` is the place in the run of the last move that had a share in it."""

    move: int
    cells: Cells
    drops_um: Cells


def stages_of(part: Machined) -> Iterator[Stage]:
    """What was taken off in turn, stages without any left out. The drops of a cell add up to the
    depth of the finished part there, in whole micrometres; there are no more changes than
    `MOST_CHANGES` and two for each cell."""
    field = untouched(part.field.stock, part.field.cell_mm)
    strokes, places = _cuts(part)
    shown, finished = _micrometres(field.heights), _micrometres(part.field.heights)
    whole = slice(0, len(field.y)), slice(0, len(field.x))
    changes = begun = 0
    for number, levels in enumerate(
        carved_in_stages(field, strokes, (end for _, end in places)), start=1
    ):
        if changes > MOST_CHANGES * number / len(places):
            continue
        move, end = places[number - 1]
        window = _window(strokes[begun:end], field)
        stage = _lowered(shown, _micrometres(to_mm(levels[window])), window, move)
        begun, changes = end, changes + len(stage.cells)
        if len(stage.cells):
            yield stage
    if places:
        rest = _lowered(shown, finished, whole, places[-1][0])
        if len(rest.cells):
            yield rest


def _cuts(part: Machined) -> tuple[list[Stroke], list[tuple[int, int]]]:
    """The strokes that cut, and where stages end: after which move of the run, and after how many
    of the strokes."""
    strokes: list[Stroke] = []
    places: list[tuple[int, int]] = []
    begin = 0
    for move, end in part.laid:
        cuts = [stroke for stroke in part.strokes[begin:end] if stroke.cuts]
        begin = end
        if cuts:
            strokes += cuts
            places.append((move, len(strokes)))
    together = math.ceil(len(places) / MOST_STAGES)
    return strokes, places[::-together][::-1] if places else []


def _micrometres(heights_mm: Floats) -> Cells:
    """As a field's JSON has them."""
    return np.rint(heights_mm * 1000).astype(np.int64)


def _window(strokes: Sequence[Stroke], field: Field) -> tuple[slice, slice]:
    """The rows and columns that strokes may have reached."""
    x0, y0, x1, y1 = zip(*(stroke.sweep.bounds() for stroke in strokes), strict=True)
    return field.window((min(x0), min(y0), max(x1), max(y1)))


def _lowered(shown: Cells, now: Cells, window: tuple[slice, slice], move: int) -> Stage:
    """The stage that leads from what was shown to what is now; that is shown from here on."""
    drops = shown[window] - now
    shown[window] = now
    rows, columns = np.nonzero(drops)
    cells = (rows + window[0].start) * shown.shape[1] + columns + window[1].start
    return Stage(move, cells, drops[rows, columns])
