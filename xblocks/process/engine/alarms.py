"""Process alarms after ISA-18.2: limits with priority, dead band and delay, and four states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NORMAL: Final = 0
UNACKNOWLEDGED: Final = 1
ACKNOWLEDGED: Final = 2
RETURNED: Final = 3
"""The four states; `RETURNED` is back to normal, but nobody has acknowledged that it came."""

LEVELS: Final = ("HH", "H", "L", "LL")


@dataclass(frozen=True, slots=True)
class Alarm:
    """A limit on a measurement.

    `level` is HH, H, L or LL; `priority` 1 (critical) to 3 (low). It comes when the reading has
    been beyond `limit` for `delay_s`, and returns once the reading is back by more than
    `dead_band`.
    """

    tag: str
    level: str
    limit: float
    priority: int
    dead_band: float
    delay_s: int

    @property
    def id(self) -> str:
        """``TI101.HH``."""
        return f"{self.tag}.{self.level}"

    @property
    def high(self) -> bool:
        """Whether it guards against too much."""
        return self.level.startswith("H")


@dataclass(slots=True)
class Standing:
    """What an alarm remembers: its state, and for how long the reading was beyond the limit."""

    state: int = NORMAL
    beyond_s: int = 0


def update(alarm: Alarm, standing: Standing, reading: float) -> str | None:
    """Run one 1-s scan; ``came`` or ``returned`` if the alarm did so now."""
    excess = reading - alarm.limit if alarm.high else alarm.limit - reading
    if is_active(standing.state):
        if excess >= -alarm.dead_band:
            return None
        standing.beyond_s = 0
        standing.state = NORMAL if standing.state == ACKNOWLEDGED else RETURNED
        return "returned"
    standing.beyond_s = standing.beyond_s + 1 if excess > 0.0 else 0
    if standing.beyond_s <= alarm.delay_s:
        return None
    standing.state = UNACKNOWLEDGED
    return "came"


def acknowledge(standing: Standing) -> bool:
    """Acknowledge the alarm; False if there was nothing to acknowledge."""
    if standing.state not in (UNACKNOWLEDGED, RETURNED):
        return False
    standing.state = ACKNOWLEDGED if standing.state == UNACKNOWLEDGED else NORMAL
    return True


def is_active(state: int) -> bool:
    """Whether the reading is beyond the limit (its dead band counted)."""
    return state in (UNACKNOWLEDGED, ACKNOWLEDGED)
