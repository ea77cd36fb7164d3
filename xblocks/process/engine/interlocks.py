"""Interlocks: when a limit is passed, outputs go to their safe place and stay there until reset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """A reading at which the interlock trips: `high` above `limit`, else below it."""

    tag: str
    limit: float
    high: bool = True

    def present(self, reading: float) -> bool:
        """Whether the reading calls for a trip."""
        return reading > self.limit if self.high else reading < self.limit


@dataclass(frozen=True, slots=True)
class Interlock:
    """`forces` gives the safe value of every output and switch that the trip takes over."""

    id: str
    causes: tuple[Cause, ...]
    forces: Mapping[str, float]
    text: Mapping[str, str]


def first_out(interlock: Interlock, readings: Mapping[str, float]) -> str | None:
    """The tag of the first cause that is present now; None if none is.

    Of several that come within one scan, the plant file's order decides.
    """
    return next((c.tag for c in interlock.causes if c.present(readings[c.tag])), None)


def forced(interlocks: Sequence[Interlock], tripped: Mapping[str, str]) -> dict[str, float]:
    """The outputs that the tripped interlocks hold, with their values."""
    held: dict[str, float] = {}
    for interlock in interlocks:
        if tripped.get(interlock.id):
            held.update(interlock.forces)
    return held
