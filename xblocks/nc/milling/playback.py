"""What a run takes off in turn, packed for the browser to play forwards and backwards.

A chunk is base64 of zlib's form of whole numbers, each of 7 bits a byte, the lowest first, the
eighth bit set where more follow. For each stage there are: the place of its last move in the run,
counted from that of the stage before in the chunk; how many rows of neighbouring cells it lowers;
for each of them how many cells lie between it and the one before, and how many it has; and then
for each cell by how many micrometres it comes down, counted from the cell before and folded so
that 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. Stages are reversible: what one takes off going
forwards it puts back going backwards, so that no chunk needs a part to begin with.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.milling.stages import Stage

CHUNK_CHANGES = 50_000
"""A chunk ends with the stage that has it lower as many cells."""

_BITS = 7

Numbers = npt.NDArray[np.int64]


def removal_view(stages: Iterable[Stage]) -> dict[str, Any]:
    """The stages in chunks, and how often a cell is lowered in all of them."""
    chunks: list[str] = []
    changes, waiting, some = 0, 0, list[Stage]()
    for stage in stages:
        some.append(stage)
        changes, waiting = changes + len(stage.cells), waiting + len(stage.cells)
        if waiting >= CHUNK_CHANGES:
            chunks.append(_packed(some))
            waiting, some = 0, []
    if some:
        chunks.append(_packed(some))
    return {"changes": changes, "chunks": chunks}


def _packed(stages: Sequence[Stage]) -> str:
    numbers: list[Numbers] = []
    before = 0
    for stage in stages:
        numbers += [np.array([stage.move - before]), *_numbers_of(stage)]
        before = stage.move
    return base64.b64encode(zlib.compress(_bytes_of(np.concatenate(numbers)), 6)).decode("ascii")


def _numbers_of(stage: Stage) -> tuple[Numbers, Numbers, Numbers]:
    """How many rows there are, the rows, and the folded drops."""
    cells = stage.cells
    first = np.flatnonzero(np.diff(cells, prepend=-2) != 1)
    past = np.append(first[1:], len(cells))
    begins, ends = cells[first], cells[past - 1] + 1
    gaps = begins - np.concatenate([[0], ends[:-1]])
    steps = np.diff(stage.drops_um, prepend=0)
    rows = np.column_stack([gaps, past - first]).ravel()
    return np.array([len(first)]), rows, np.where(steps >= 0, 2 * steps, -2 * steps - 1)


def _bytes_of(numbers: Numbers) -> bytes:
    """Numbers from 0 on, in as many bytes as each takes."""
    sizes = np.ones(len(numbers), np.int64)
    more = numbers >> _BITS
    while more.any():
        sizes += more > 0
        more >>= _BITS
    begins = np.cumsum(sizes) - sizes
    packed = np.zeros(int(sizes.sum()), np.uint8)
    for place in range(int(sizes.max(initial=0))):
        here = sizes > place
        bits = (numbers[here] >> _BITS * place) & 0x7F
        packed[begins[here] + place] = bits | np.where(sizes[here] > place + 1, 0x80, 0)
    return packed.tobytes()
