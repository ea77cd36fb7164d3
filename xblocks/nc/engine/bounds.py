"""How much computing a program may ask for before it is given up."""

from __future__ import annotations

from dataclasses import dataclass

BLOCK_CHARACTERS = 100
"""A longer block counts as several, as its expressions take their time."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may do before it counts as one that never ends.

    `steps` are the blocks that it may execute, and `moves` the moves that it may make, beyond one
    for each block of its text; one block may make so many moves again. `work` is what cutting its
    part may take (see module `work`). The defaults leave room for surfaces that
    a macro mills line by line; who answers a request asks for less.
    """

    steps: int = 200_000
    moves: int = 100_000
    work: int = 20_000_000_000


AMPLE = Bounds()
"""For whoever computes on a machine of their own."""
