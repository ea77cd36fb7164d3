"""The clocks of custom macros, #3001 and #3002: simulated time, the same in every run."""

from __future__ import annotations

from collections.abc import Sequence

from xblocks.nc.engine.control.variables import CLOCK_MS
from xblocks.nc.engine.moves import Move

_BLOCK_S = 0.001
"""What every block takes besides its moves, so that a loop that waits for a clock comes to its
end."""

_UNIT_S = {CLOCK_MS: 0.001}
_HOUR_S = 3600.0


class Clock:
    """Both clocks since the program's start, or since they were set.

    Time is that of the moves made so far at their feeds, without ramps, and of the blocks executed.
    """

    def __init__(self) -> None:
        self._moves_s, self._counted = 0.0, 0
        self._set_at_s: dict[int, float] = {}

    def read(self, number: int, blocks: int, moves: Sequence[Move]) -> float:
        """Milliseconds of #3001, hours of #3002."""
        return (self._now_s(blocks, moves) - self._set_at_s.get(number, 0.0)) / _unit_s(number)

    def set(self, number: int, value: float, blocks: int, moves: Sequence[Move]) -> None:
        """The clock shows `value` now."""
        self._set_at_s[number] = self._now_s(blocks, moves) - value * _unit_s(number)

    def _now_s(self, blocks: int, moves: Sequence[Move]) -> float:
        self._moves_s += sum(move.duration_s for move in moves[self._counted :])
        self._counted = len(moves)
        return self._moves_s + blocks * _BLOCK_S


def _unit_s(number: int) -> float:
    return _UNIT_S.get(number, _HOUR_S)
