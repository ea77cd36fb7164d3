"""Moves in columns written at once, beside the same moves written one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xblocks.nc.engine.move_columns import KINDS, ArcColumns, MoveColumns, Moves
from xblocks.nc.engine.moves import ARC, FEED, RAPID
from xblocks.nc.tracing import trace

NUMBERS = st.one_of(
    st.floats(-20_000, 20_000),
    st.integers(-(10**8), 10**8).map(lambda number: number / 10_000),
    st.integers(-(10**6), 10**6).map(lambda number: (2 * number + 1) / 20_000),
    st.integers(-(10**5), 10**5).map(lambda number: number / 32),
    st.sampled_from([0.0, -0.0, -0.00004, 0.00005, -0.00005, 9999.99995, 1e7 + 0.3, 99999999.0]),
)


def columns(rows: list[tuple[str, list[float]]], plane: str = "zx") -> MoveColumns:
    """Moves of these kinds to these X, Y, Z, about centres, at feeds; each from the end of the one
    before it, the first from that of the last."""
    values = np.array([numbers for _, numbers in rows]).reshape(-1, 7)
    arcs = np.array([at for at, (kind, _) in enumerate(rows) if kind == ARC], np.int64)
    circles = np.zeros((len(arcs), 6))
    circles[:, [0, 1, 3]] = values[arcs][:, 3:6]
    return MoveColumns(
        lines=np.arange(len(rows), dtype=np.int32),
        kinds=np.array([KINDS.index(kind) for kind, _ in rows], np.int8),
        starts=np.roll(values[:, :3], 1, axis=0),
        ends=values[:, :3],
        durations_s=np.ones(len(rows)),
        feeds_mm_per_min=values[:, 6],
        arcs=ArcColumns(plane, arcs, circles),
        tool=1,
        spindle_rpm=-900.0,
        coolant=True,
        offset=(0.1, -250.0, 1 / 3),
    )


ROWS = st.lists(
    st.tuples(st.sampled_from([RAPID, FEED, ARC]), st.lists(NUMBERS, min_size=7, max_size=7)),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.sampled_from(["xy", "zx", "yz"]), st.booleans())
def test_columns_are_written_as_each_of_their_moves_would_be(
    rows: list[tuple[str, list[float]]], plane: str, work: bool
) -> None:
    made, together = columns(rows, plane), Moves()
    together.add_columns(made)
    assert "".join(trace(together, work=work)) == "".join(trace(tuple(made), work=work))


def test_numbers_too_large_for_columns_are_written_too() -> None:
    rows = [(FEED, [1e9, -1e12, 0.0, 0.0, 0.0, 0.0, 100.0]), (RAPID, [1.0] * 7)]
    together = Moves()
    together.add_columns(columns(rows))
    assert list(trace(together, work=False)) == [
        "SPINDLE -900\n",
        "COOLANT on\n",
        "FEED 1000000000.0000 -1000000000000.0000 0.0000 100.0000\n",
        "RAPID 1.0000 1.0000 1.0000\n",
    ]
