"""The part as heights: one for each cell of a grid seen from above."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.milling.forms import Floats

MAX_CELLS = 250_000


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its sides along the axes, in workpiece coordinates."""

    low_mm: Vector
    high_mm: Vector


@dataclass(slots=True)
class Field:
    """Heights of a stock's top at cell centres: row j, column i is at ``x[i], y[j]``.

    `heights` is float64, rows along y, and is lowered in place; `cut_by` is the line of the
    program that lowered a cell last, 0 where none did.
    """

    stock: Box
    cell_mm: float
    x: Floats
    y: Floats
    heights: Floats
    cut_by: npt.NDArray[np.int32]

    @property
    def top_mm(self) -> float:
        """The height of the untouched stock."""
        return self.stock.high_mm[2]

    @property
    def bottom_mm(self) -> float:
        """The height of the stock's underside: a cell there is cut through."""
        return self.stock.low_mm[2]

    def window(self, bounds: tuple[float, float, float, float]) -> tuple[slice, slice]:
        """The rows and columns whose centres may lie in these bounds; possibly none."""
        x0, y0, x1, y1 = bounds
        left, front = self.stock.low_mm[0], self.stock.low_mm[1]
        return (
            _cells(y0 - front, y1 - front, self.cell_mm, len(self.y)),
            _cells(x0 - left, x1 - left, self.cell_mm, len(self.x)),
        )

    def to_json(self) -> dict[str, Any]:
        """The heights in whole micrometres, base64 of little-endian int32."""
        heights_um = np.rint(self.heights * 1000).astype("<i4")
        return {
            "nx": len(self.x),
            "ny": len(self.y),
            "cell_mm": self.cell_mm,
            "origin_mm": [self.stock.low_mm[0], self.stock.low_mm[1]],
            "top_mm": self.top_mm,
            "bottom_mm": self.bottom_mm,
            "heights_um": base64.b64encode(heights_um.tobytes()).decode("ascii"),
        }


def _cells(low: float, high: float, cell_mm: float, count: int) -> slice:
    first = max(0, math.ceil(low / cell_mm - 0.5 - 1e-9))
    last = min(count - 1, math.floor(high / cell_mm - 0.5 + 1e-9))
    return slice(first, max(first, last + 1))


def untouched(stock: Box, cell_mm: float) -> Field:
    """A stock's field before any cut. Cells that the sides cut are left out."""
    nx, ny = (
        max(1, round((stock.high_mm[axis] - stock.low_mm[axis]) / cell_mm)) for axis in (0, 1)
    )
    x: Floats = stock.low_mm[0] + (np.arange(nx, dtype=np.float64) + 0.5) * cell_mm
    y: Floats = stock.low_mm[1] + (np.arange(ny, dtype=np.float64) + 0.5) * cell_mm
    heights = np.full((ny, nx), stock.high_mm[2])
    return Field(stock, cell_mm, x, y, heights, np.zeros((ny, nx), dtype=np.int32))
