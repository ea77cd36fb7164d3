"""The control at its machine: what does not change while a program runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.language.dialect import Dialect
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.machine import Machine

INCH_MM = 25.4


@dataclass(frozen=True, slots=True)
class Control:
    """A machine, the dialect that it understands, and how much a program may ask of it."""

    machine: Machine
    dialect: Dialect
    bounds: Bounds = AMPLE

    def length_mm(self, word: Word, unit: str) -> float:
        """A coordinate; without a point it may count in least input increments."""
        inch = unit == "inch"
        if word.has_point or self.machine.calculator_decimal:
            return word.number * (INCH_MM if inch else 1.0)
        return word.number * INCH_MM / 10_000 if inch else word.number / 1000

    def axis_mm(self, axis: str, word: Word, unit: str) -> float:
        """The coordinate that a word gives to an axis; a diameter counts half."""
        length = self.length_mm(word, unit)
        return length / 2 if axis in self.dialect.diameters else length

    def degrees(self, word: Word) -> float:
        """An angle; without a point it may count in 0.001 degrees."""
        full = word.has_point or self.machine.calculator_decimal
        return word.number if full else word.number / 1000


def control_of(machine: Machine, dialect: Dialect, bounds: Bounds = AMPLE) -> Control:
    """The control of a machine; a dialect may fix how numbers without a point count."""
    if dialect.parameters.least_increment_always_full:
        machine = replace(machine, calculator_decimal=True)
    return Control(machine, dialect, bounds)
