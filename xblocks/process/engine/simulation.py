"""A run: the plant, its controllers, alarms and interlocks, scan by scan.

One scan a second. In scan t the instruments are read, the actions for t are taken, the controllers
and the interlocks act, the alarms are judged; then the plant moves on to t + 1 with the outputs
held.

    start(unit, snapshot, settings, seed) -> Checkpoint               before scan 0
    advance(unit, checkpoint, actions, until_s, watch) -> Checkpoint  before scan `until_s`

A `Checkpoint` is all there is: it goes through JSON unchanged, and a run cut anywhere gives the
same bits as the whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from xblocks.process.engine import alarms, controllers, interlocks, noise
from xblocks.process.engine.alarms import Standing
from xblocks.process.engine.controllers import AUTO, MANUAL, MODES, Loop
from xblocks.process.engine.plant import Model, Plant, Vector, expand

Value = float | str
Row = list[Any]


class Action(NamedTuple):
    """What an operator did: at scan `t_s`, `tag` was given `value`."""

    t_s: int
    tag: str
    value: Value


class Event(NamedTuple):
    """A line of the journal: `what` is came, returned, acknowledged, tripped, reset or not-taken.

    `subject` is an alarm (``TI101.HH``), an interlock or the tag acted upon; `detail` the
    first-out cause of a trip, or the value that was not taken.
    """

    t_s: int
    subject: str
    what: str
    detail: str


Watch = Callable[[Row, list[Event]], bool]
"""Is shown every scan's row and events; True ends the run with this scan."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A plant made ready to run: its equations expanded, the columns of its rows in order.

    The columns are ``t_s``, the instruments, each controller's ``.SP .OP .MODE``, the switches
    (0/1), the alarms' states (0..3, see `alarms`) and the interlocks (0/1).
    """

    plant: Plant
    model: Model
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The whole of a run before scan `t_s`. The seed is in it; chance is nowhere else."""

    plant: str
    t_s: int
    seed: int
    states: Vector
    inputs: Mapping[str, float]
    loops: Mapping[str, Sequence[Any]]
    standings: Mapping[str, Sequence[int]]
    tripped: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """A JSON object from which `from_json` makes an equal checkpoint, to the last bit."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {**values, "states": list(self.states)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Checkpoint:
        """The checkpoint that `to_json` wrote."""
        return cls(**{**data, "states": tuple(data["states"])})


def version_of(plant: Plant) -> str:
    """``cstr/1``; a checkpoint of one version doesn't fit another."""
    return f"{plant.id}/{plant.version}"


def make_ready(plant: Plant) -> Unit:
    """The plant with its equations expanded."""
    columns = ["t_s", *(m.tag for m in plant.measurements)]
    for controller in plant.controllers:
        columns += [f"{controller.tag}.{part}" for part in ("SP", "OP", "MODE")]
    columns += [switch.tag for switch in plant.switches]
    columns += [alarm.id for alarm in plant.alarms]
    columns += [interlock.id for interlock in plant.interlocks]
    return Unit(plant, expand(plant), tuple(columns))


def start(unit: Unit, snapshot: str, settings: Mapping[str, Value], seed: int) -> Checkpoint:
    """The run before its first scan, from one of the plant's snapshots with `settings` upon it.

    A setting is a tag that `refusal_of` accepts, or an input's name with its value. Raises
    KeyError for an unknown snapshot.
    """
    plant = unit.plant
    chosen = plant.snapshots[snapshot]
    run = _Run(
        unit,
        Checkpoint(
            plant=version_of(plant),
            t_s=0,
            seed=seed,
            states=tuple(chosen.states[name] for name in unit.model.states),
            inputs={given.name: given.value for given in plant.inputs},
            loops={c.tag: [MANUAL, 0.0, 0.0] for c in plant.controllers},
            standings={alarm.id: [] for alarm in plant.alarms},
            tripped={interlock.id: "" for interlock in plant.interlocks},
        ),
    )
    for tag, value in {**chosen.settings, **settings}.items():
        if tag in run.inputs:
            run.inputs[tag] = float(value)
        else:
            run.apply(tag, value)
    return run.checkpoint()


def advance(
    unit: Unit,
    checkpoint: Checkpoint,
    actions: Sequence[Action],
    until_s: int,
    watch: Watch,
) -> Checkpoint:
    """Run the scans `checkpoint.t_s` up to, not including, `until_s`.

    `actions` are sorted by time; those before the checkpoint are passed over. Raises ValueError
    for a checkpoint of another plant or version.
    """
    if checkpoint.plant != version_of(unit.plant):
        raise ValueError(f"a checkpoint of {checkpoint.plant}, not {version_of(unit.plant)}")
    run = _Run(unit, checkpoint)
    waiting = [action for action in actions if action.t_s >= checkpoint.t_s]
    waiting.reverse()
    while run.t_s < until_s:
        due = []
        while waiting and waiting[-1].t_s <= run.t_s:
            due.append(waiting.pop())
        row, events = run.scan(due)
        run.move_on()
        if watch(row, events):
            break
    return run.checkpoint()


def refusal_of(plant: Plant, tag: str, value: Any) -> str | None:
    """Why an action can never be taken: unknown-tag, wrong-type, out-of-range; else None.

    Tags: ``TIC101.SP`` (in the instrument's range), ``TIC101.OP`` (%), ``TIC101.MODE`` (MAN,
    AUTO), a switch (0, 1), ``TI101.HH.ACK`` and ``I101.RESET`` (1).
    """
    limits = settable(plant).get(tag)
    if limits is None:
        return "unknown-tag"
    if limits == MODES:
        return None if value in MODES and isinstance(value, str) else "wrong-type"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "wrong-type"
    low, high = limits
    whole = plant_is_on_off(plant, tag)
    inside = value in (low, high) if whole else low <= value <= high
    return None if inside else "out-of-range"


def plant_is_on_off(plant: Plant, tag: str) -> bool:
    """Whether a settable tag takes its two limits only."""
    return tag.endswith((".ACK", ".RESET")) or any(tag == s.tag for s in plant.switches)


def settable(plant: Plant) -> dict[str, tuple[Any, Any]]:
    """Everything an operator may act upon, with its limits (for a mode, the two modes)."""
    readings = {m.tag: m for m in plant.measurements}
    limits: dict[str, tuple[Any, Any]] = {}
    for c in plant.controllers:
        pv = readings[c.measurement]
        limits[f"{c.tag}.SP"] = (pv.low, pv.high)
        limits[f"{c.tag}.OP"] = (c.low_op, c.high_op)
        limits[f"{c.tag}.MODE"] = MODES
    limits |= {switch.tag: (0, 1) for switch in plant.switches}
    limits |= {f"{alarm.id}.ACK": (1, 1) for alarm in plant.alarms}
    return limits | {f"{interlock.id}.RESET": (1, 1) for interlock in plant.interlocks}


class _Run:
    """A checkpoint while it moves."""

    def __init__(self, unit: Unit, at: Checkpoint) -> None:
        plant = unit.plant
        self.unit, self.plant, self.seed, self.t_s = unit, plant, at.seed, at.t_s
        self.states: Vector = at.states
        self.inputs = dict(at.inputs)
        self.loops = {tag: Loop(*saved) for tag, saved in at.loops.items()}
        self.standings = {tag: Standing(*saved) for tag, saved in at.standings.items()}
        self.tripped = dict(at.tripped)
        self.streams = [noise.stream(at.seed, m.tag) for m in plant.measurements]
        self.spans = {m.tag: m.high - m.low for m in plant.measurements}
        self.steps = round(1.0 / plant.step_s)
        self.readings: dict[str, float] = {}

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(
            plant=version_of(self.plant),
            t_s=self.t_s,
            seed=self.seed,
            states=self.states,
            inputs=dict(self.inputs),
            loops={tag: loop.to_json() for tag, loop in self.loops.items()},
            standings={tag: [s.state, s.beyond_s] for tag, s in self.standings.items()},
            tripped=dict(self.tripped),
        )

    def scan(self, actions: Sequence[Action]) -> tuple[Row, list[Event]]:
        """One scan: what the screen shows of it, and what the journal keeps."""
        self.readings = self.read()
        events: list[Event] = []
        for action in actions:
            what = self.apply(action.tag, action.value)
            if what:
                subject = action.tag.removesuffix(".ACK").removesuffix(".RESET")
                detail = str(action.value) if what == "not-taken" else ""
                events.append(Event(self.t_s, subject, what, detail))
        self.trip(events)
        self.control()
        self.judge(events)
        return self.row(), events

    def move_on(self) -> None:
        """The plant to the next scan."""
        signals = tuple(self.inputs[name] for name in self.unit.model.inputs)
        self.states = self.unit.model.advance(self.states, signals, self.steps)
        self.t_s += 1

    def read(self) -> dict[str, float]:
        """What the instruments show: the plant's values with noise, within their ranges."""
        signals = tuple(self.inputs[name] for name in self.unit.model.inputs)
        exact = self.unit.model.measure(self.states, signals)
        readings = {}
        for m, key, value in zip(self.plant.measurements, self.streams, exact, strict=True):
            shown = value + m.noise * noise.normal(key, self.t_s) if m.noise else value
            readings[m.tag] = min(max(shown, m.low), m.high)
        return readings

    def apply(self, tag: str, value: Value) -> str:
        """Take one action; what the journal says of it, "" for nothing."""
        name, _, part = tag.rpartition(".")
        if part == "ACK":
            return "acknowledged" if alarms.acknowledge(self.standings[name]) else "not-taken"
        if part == "RESET":
            return self.reset(name)
        held = interlocks.forced(self.plant.interlocks, self.tripped)
        if not name:
            if tag in held:
                return "not-taken"
            self.inputs[tag] = float(value)
            return ""
        return "" if self.set_loop(name, part, value, held) else "not-taken"

    def set_loop(self, tag: str, part: str, value: Value, held: Mapping[str, float]) -> bool:
        """Set a controller's SP, OP or MODE; False where a DCS would not take it.

        An output is set by hand in MAN only, and nothing moves a valve that an interlock holds.
        """
        loop = self.loops[tag]
        output = next(c.output for c in self.plant.controllers if c.tag == tag)
        if part == "SP":
            loop.sp = float(value)
            return True
        if output in held or (part == "OP" and loop.mode == AUTO):
            return False
        if part == "OP":
            loop.op = float(value)
        else:
            loop.mode = str(value)
        return True

    def reset(self, interlock_id: str) -> str:
        """Release an interlock whose causes are gone."""
        interlock = next(i for i in self.plant.interlocks if i.id == interlock_id)
        present = interlocks.first_out(interlock, self.readings)
        if present or not self.tripped[interlock_id]:
            return "not-taken"
        self.tripped[interlock_id] = ""
        return "reset"

    def trip(self, events: list[Event]) -> None:
        """Latch the interlocks whose cause has come, and hold their outputs."""
        for interlock in self.plant.interlocks:
            cause = interlocks.first_out(interlock, self.readings)
            if cause and not self.tripped[interlock.id]:
                self.tripped[interlock.id] = cause
                events.append(Event(self.t_s, interlock.id, "tripped", cause))
        held = interlocks.forced(self.plant.interlocks, self.tripped)
        self.inputs.update(held)
        for controller in self.plant.controllers:
            if controller.output in held:
                loop = self.loops[controller.tag]
                loop.mode, loop.op = MANUAL, held[controller.output]

    def control(self) -> None:
        for c in self.plant.controllers:
            loop = self.loops[c.tag]
            controllers.update(c, loop, self.readings[c.measurement], self.spans[c.measurement])
            self.inputs[c.output] = loop.op

    def judge(self, events: list[Event]) -> None:
        for alarm in self.plant.alarms:
            what = alarms.update(alarm, self.standings[alarm.id], self.readings[alarm.tag])
            if what:
                events.append(Event(self.t_s, alarm.id, what, ""))

    def row(self) -> Row:
        row: Row = [self.t_s, *self.readings.values()]
        for loop in self.loops.values():
            row += (loop.sp, loop.op, loop.mode)
        row += [self.inputs[switch.tag] for switch in self.plant.switches]
        row += [standing.state for standing in self.standings.values()]
        row += [1 if cause else 0 for cause in self.tripped.values()]
        return row
