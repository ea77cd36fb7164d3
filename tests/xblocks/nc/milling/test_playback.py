"""Packing of stages: what a reader of the documented form gets back."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xblocks.nc.engine.milling.stages import Stage
from xblocks.nc.milling import playback
from xblocks.nc.milling.playback import removal_view

CELLS = st.dictionaries(
    st.integers(0, 250_000), st.integers(-1, 2**31 - 1).filter(bool), min_size=1, max_size=40
)
STAGES = st.lists(st.tuples(st.integers(0, 900), CELLS), max_size=6)


def numbers_of(chunk: str) -> Iterator[int]:
    value = shift = 0
    for byte in zlib.decompress(base64.b64decode(chunk)):
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0
    assert shift == 0


def unpacked(chunk: str) -> Iterator[tuple[int, dict[int, int]]]:
    numbers = numbers_of(chunk)
    move = 0
    for gap in numbers:
        move += gap
        cells: list[int] = []
        for _ in range(next(numbers)):
            begin = next(numbers) + (cells[-1] + 1 if cells else 0)
            cells += range(begin, begin + next(numbers))
        drop, drops = 0, []
        for _ in cells:
            folded = next(numbers)
            drop += -(folded + 1) // 2 if folded % 2 else folded // 2
            drops.append(drop)
        yield move, dict(zip(cells, drops, strict=True))


def stage(move: int, drops: dict[int, int]) -> Stage:
    cells = sorted(drops)
    return Stage(move, np.array(cells), np.array([drops[cell] for cell in cells]))


@given(STAGES)
def test_a_packed_stage_is_read_as_it_was(wanted: list[tuple[int, dict[int, int]]]) -> None:
    wanted.sort(key=lambda one: one[0])
    view = removal_view(stage(*one) for one in wanted)
    assert [one for chunk in view["chunks"] for one in unpacked(chunk)] == [
        (move, dict(sorted(drops.items()))) for move, drops in wanted
    ]
    assert view["changes"] == sum(len(drops) for _, drops in wanted)


def test_many_stages_come_in_chunks_that_can_be_read_by_themselves() -> None:
    many = [stage(number, dict.fromkeys(range(20_000), 1 + number)) for number in range(7)]
    view = removal_view(many)
    assert len(view["chunks"]) == 3
    assert [move for chunk in view["chunks"] for move, _ in unpacked(chunk)] == list(range(7))
    assert playback.CHUNK_CHANGES >= 20_000
    assert removal_view(()) == {"changes": 0, "chunks": []}
