"""PID controllers in the ISA standard form, as a DCS runs them once a scan.

    OP = Kc * (b SP - PV  +  integral(SP - PV) / Ti  -  Td * dPV/dt)

for a reverse-acting controller, signs turned for a direct one; all in % of the instrument's span.
The set-point weight b below 1 keeps a set-point change from kicking the output.
The derivative acts on the measurement only, through a first-order
filter of Td / 8. The output is limited; the integral is held where it would only push further into
a limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MANUAL: Final = "MAN"
AUTO: Final = "AUTO"
MODES: Final = (MANUAL, AUTO)

_FILTER: Final = 8.0


@dataclass(frozen=True, slots=True)
class Controller:
    """How a loop is built: what it measures, what it moves, and its tuning.

    `direct`: a rising measurement raises the output (a cooling valve). `gain` is % of output a %
    of span; `integral_s` and `derivative_s` are Ti and Td in seconds, Td 0 for none; `weight` is b.
    """

    tag: str
    measurement: str
    output: str
    direct: bool
    gain: float
    integral_s: float
    derivative_s: float
    text: Mapping[str, str]
    weight: float = 1.0
    low_op: float = 0.0
    high_op: float = 100.0


@dataclass(slots=True)
class Loop:
    """What a loop remembers from scan to scan. `sp` in the measurement's unit, `op` in %."""

    mode: str
    sp: float
    op: float
    integral: float = 0.0
    last_pv: float | None = None
    slope: float = 0.0

    def to_json(self) -> list[Any]:
        """A JSON value from which `Loop(*value)` makes the same loop."""
        return [self.mode, self.sp, self.op, self.integral, self.last_pv, self.slope]


def update(controller: Controller, loop: Loop, pv: float, span: float) -> None:
    """Run one 1-s scan of the loop; `pv` and `span` are in the measurement's unit.

    In MAN the output stays, and the integral follows it, so that AUTO takes over without a bump.
    """
    sign = 1.0 if controller.direct else -1.0
    last_pv = pv if loop.last_pv is None else loop.last_pv
    loop.last_pv = pv
    share = 1.0 / (1.0 + controller.derivative_s / _FILTER)
    loop.slope += share * ((pv - last_pv) * 100.0 / span - loop.slope)
    error = sign * (pv - loop.sp) * 100.0 / span
    proportional = sign * (pv - controller.weight * loop.sp) * 100.0 / span
    moving = controller.gain * (proportional + sign * controller.derivative_s * loop.slope)
    if loop.mode == MANUAL:
        loop.integral = loop.op - moving
        return
    step = controller.gain * error / controller.integral_s
    wanted = moving + loop.integral + step
    low, high = controller.low_op, controller.high_op
    if not ((wanted > high and step > 0.0) or (wanted < low and step < 0.0)):
        loop.integral += step
    loop.op = min(max(moving + loop.integral, low), high)
