"""Heights as whole hundredths of a micrometre, in which removal is done.

Whole numbers make every sum exact, whatever its order, and half as large as float64. A decimal
coordinate of a program comes back as the very same float64.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.milling.forms import Floats

Levels = npt.NDArray[np.int32]

PER_MM = 100_000
HIGHEST = 1_000_000_000
"""Ten metres; what is beyond counts as there, so that no difference of two leaves an int32."""


def to_levels(heights_mm: Any, lowest: float = -HIGHEST) -> Any:
    """The nearest levels, as whole float64, not below `lowest`."""
    return np.rint(np.minimum(np.maximum(heights_mm * PER_MM, lowest), HIGHEST))


def to_mm(levels: Levels) -> Floats:
    """Levels as heights; the nearest float64 to the decimal."""
    heights_mm: Floats = levels / PER_MM
    return heights_mm
