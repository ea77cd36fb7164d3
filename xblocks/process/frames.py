"""A piece of a run as the browser plays it: columns, rounded as the instruments show them.

    {"t": [0, 1, …], "values": {"TI101": [20.0, …], "TIC101.MODE": ["MAN", …], …},
     "alarms": ["000100", …], "trips": ["0", …], "steps": ["2110…", …],
     "events": [[t_s, subject, what, detail], …]}

One character for each alarm, interlock and step, in the order of the exercise's public view.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xblocks.process.engine.plant import Plant
from xblocks.process.engine.simulation import Event, Row, Unit

Frames = dict[str, Any]


def frames_of(
    unit: Unit,
    rows: Sequence[Row],
    states: Sequence[Sequence[int]],
    events: Sequence[Event],
    limit: int | None = None,
) -> Frames:
    """The rows with their step states as frames; at most about `limit` of them, evenly thinned.

    The events are all there, however thin the rows.
    """
    every = 1 if limit is None else max(1, -(-len(rows) // limit))
    kept = [i for i in range(len(rows)) if i % every == 0 or i == len(rows) - 1]
    plant, columns = unit.plant, unit.columns
    alarms = [columns.index(alarm.id) for alarm in plant.alarms]
    trips = [columns.index(interlock.id) for interlock in plant.interlocks]
    return {
        "t": [rows[i][0] for i in kept],
        "values": {
            tag: [_shown(rows[i][columns.index(tag)], digits) for i in kept]
            for tag, digits in _digits(plant).items()
        },
        "alarms": ["".join(str(rows[i][at]) for at in alarms) for i in kept],
        "trips": ["".join(str(rows[i][at]) for at in trips) for i in kept],
        "steps": ["".join(map(str, states[i])) for i in kept],
        "events": [list(event) for event in events],
    }


def _digits(plant: Plant) -> dict[str, int]:
    """The decimals of every column that the browser shows."""
    digits = {m.tag: m.decimals for m in plant.measurements}
    for c in plant.controllers:
        digits |= {f"{c.tag}.SP": 2, f"{c.tag}.OP": 1, f"{c.tag}.MODE": 0}
    return digits | {switch.tag: 0 for switch in plant.switches}


def _shown(value: float | str, digits: int) -> float | str:
    return value if isinstance(value, str) else round(value, digits)
