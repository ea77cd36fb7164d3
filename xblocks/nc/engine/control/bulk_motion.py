"""Plain blocks executed in bulk: straight moves and arcs where nothing bends or
shifts the path.

`execution` and `motion` are the definition: the arithmetic here is theirs, operation by operation,
so that every bit is the same. Whatever they would refuse or remark upon is left to them, as is
every block in a state that is not plain.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.control.bulk_arcs import circles
from xblocks.nc.engine.control.coordinates import offset_of, zero_of
from xblocks.nc.engine.control.machine_control import INCH_MM, Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.motion import LIMIT_SLACK_MM, SAME_POINT_MM
from xblocks.nc.engine.control.transforms import PLAIN
from xblocks.nc.engine.language.bulk_reading import PlainBlocks
from xblocks.nc.engine.language.dialect import AXES
from xblocks.nc.engine.language.plain_lines import Flags, Floats
from xblocks.nc.engine.machine import Machine
from xblocks.nc.engine.move_columns import ArcColumns, MoveColumns
from xblocks.nc.engine.moves import PLANES

_MOTIONS = {"rapid": 0.0, "line": 1.0, "arc-cw": 2.0, "arc-ccw": 3.0}
_RAPID, _LINE, _CLOCKWISE = 0.0, 1.0, 2.0
_CODES = ("G00", "G01", "G02", "G03")
"""The codes that a plain block may have, by their numbers."""

_PLAIN_MODES = {
    "feed": "per-minute",
    "radius": "off",
    "cycle": "off",
    "polar": "off",
    "speed": "revolutions",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What some plain blocks did: how many, the state after them, and their moves."""

    blocks: int
    state: State
    moves: MoveColumns


def is_plain(state: State) -> bool:
    """Whether blocks of plain words do no more in this state than move to where they say."""
    if any(state.modal[group] != meaning for group, meaning in _PLAIN_MODES.items()):
        return False
    if state.modal.get("centre") == "absolute":
        return False
    if _is_incremental(state) and state.length_applied_mm != state.length_offset_mm:
        return False
    return state.transform == PLAIN and state.cycle is None and not state.rigid


def _is_incremental(state: State) -> bool:
    return state.modal["distance"] == "incremental"


def execute_plain(
    blocks: PlainBlocks, first: int, end: int, state: State, control: Control
) -> Stretch:
    """Execute the plain blocks from `first` up to `end`, or up to the first one that needs more
    than this module knows, in a state that `is_plain`."""
    words = _Words(blocks, first, end, state.modal["unit"], control)
    said = _said(words, state)
    arcs, impossible = _arcs(words, said, state.modal["plane"], control.machine)
    refused = _refused(words, said, control.machine)
    refused[arcs.rows] |= impossible
    count = int(refused.argmax()) if refused.any() else end - first
    moves = _moves(said, arcs, blocks.lines[first:end], count, state, control)
    return Stretch(count, _state_after(said, count, state), moves)


def codes_said(
    blocks: PlainBlocks, first: int, end: int, known: Container[str]
) -> Iterator[tuple[str, int]]:
    """The codes in the plain blocks from `first` up to `end` that are not yet `known`, each with
    the line where it stands first."""
    for number, name in enumerate(_CODES):
        if name not in known:
            said = blocks.column("G", first, end) == number
            if said.any():
                yield name, int(blocks.lines[first + int(said.argmax())])


# -- what the blocks say ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some plain blocks by letter, NaN where a block has none."""

    blocks: PlainBlocks
    first: int
    end: int
    unit: str
    control: Control

    def numbers(self, letter: str) -> Floats:
        """As they are written."""
        return self.blocks.column(letter, self.first, self.end)

    def lengths_mm(self, letter: str) -> Floats:
        """As `Control.length_mm`."""
        words, inch = self.numbers(letter), self.unit == "inch"
        in_full = words * (INCH_MM if inch else 1.0)
        if self.control.machine.calculator_decimal:
            return in_full
        in_increments = words * INCH_MM / 10_000 if inch else words / 1000
        return np.where(self._points(letter), in_full, in_increments)

    def feeds_mm_per_min(self) -> Floats:
        """F as `preparation` counts it."""
        words = self.numbers("F")
        if self.unit != "inch":
            return words
        in_full = self._points("F") | self.control.machine.calculator_decimal
        return words * np.where(in_full, INCH_MM, INCH_MM * 0.01)

    def _points(self, letter: str) -> Flags:
        return self.blocks.has_point(letter, self.first, self.end)


@dataclass(frozen=True, slots=True)
class _Said:
    """What holds in each block: the motion code (NaN for none yet), the feed, the sequence number,
    which axes and whether a centre or radius is named, and from where to where it leads."""

    motion: Floats
    feed: Floats
    sequence: Floats
    axes: Flags
    circle: Flags
    starts: Floats
    ends: Floats

    @property
    def moves(self) -> Flags:
        """The blocks that are to move."""
        moving: Flags = self.axes.any(axis=1) | self.circle
        return moving


def _said(words: _Words, state: State) -> _Said:
    zero = zero_of(state)
    columns, ends = [], []
    for axis, letter in enumerate(AXES):
        lengths = words.lengths_mm(letter)
        columns.append(~np.isnan(lengths))
        shifts = (zero[axis], state.length_offset_mm) if letter == "Z" else (zero[axis],)
        if _is_incremental(state):
            lengths = _added(lengths, state.position[axis], shifts)
        else:
            for shift in shifts:
                lengths = lengths + shift
        ends.append(_held(lengths, state.position[axis]))
    end = np.stack(ends, axis=1)
    circle = [~np.isnan(words.numbers(letter)) for letter in "IJKR"]
    return _Said(
        motion=_held(words.numbers("G"), _MOTIONS.get(state.modal["motion"], np.nan)),
        feed=_held(words.feeds_mm_per_min(), state.feed),
        sequence=_held(words.numbers("N"), state.sequence),
        axes=np.stack(columns, axis=1),
        circle=np.logical_or.reduce(circle),
        starts=np.concatenate([[state.position], end[:-1]]),
        ends=end,
    )


def _added(steps: Floats, position: float, shifts: tuple[float, ...]) -> Floats:
    """Where steps lead, each from where the one before it ended, as `coordinates` adds them: from
    program coordinates, which `shifts` are taken off for."""
    there = []
    for step in steps.tolist():
        if not math.isnan(step):
            for shift in shifts:
                position -= shift
            position += step
            for shift in shifts:
                position += shift
        there.append(position)
    return np.array(there)


def _held(said: Floats, before: float) -> Floats:
    """Each value until the next one is said."""
    rows = np.arange(len(said))
    last = np.maximum.accumulate(np.where(np.isnan(said), -1, rows))
    held: Floats = np.where(last < 0, before, said[last])
    return held


# -- what they do ----------------------------------------------------------------------------------


def _arcs(words: _Words, said: _Said, plane: str, machine: Machine) -> tuple[ArcColumns, Flags]:
    """The arcs, and which of them are impossible, or may be: those whose full circle is not within
    the machine's travel."""
    rows = np.flatnonzero(said.moves & (said.motion > _LINE))
    if not len(rows):
        return ArcColumns(plane, rows, np.empty((0, 6))), np.empty(0, np.bool_)
    (first, second, normal), letters = PLANES[plane], "IJK"
    axes = [first, second]
    to_centres = np.stack([words.lengths_mm(letters[axis])[rows] for axis in axes], axis=1)
    radii = words.lengths_mm("R")[rows]
    aside = np.nan_to_num(words.numbers(letters[normal])[rows])
    stray = (aside != 0.0) | np.isnan(to_centres).all(axis=1)
    values, refused = circles(
        said.starts[rows][:, axes],
        said.ends[rows][:, axes],
        np.nan_to_num(to_centres),
        radii,
        said.motion[rows] == _CLOCKWISE,
        machine.arc_tolerance_mm,
    )
    refused |= stray & np.isnan(radii)
    centres, reach = values[:, :2], values[:, 4:].max(axis=1)[:, None]
    refused |= (centres - reach < np.array(machine.low_mm)[axes]).any(axis=1)
    refused |= (centres + reach > np.array(machine.high_mm)[axes]).any(axis=1)
    return ArcColumns(plane, rows, values), refused


def _refused(words: _Words, said: _Said, machine: Machine) -> Flags:
    """The blocks that are not a motion within the machine's travel and its rates."""
    low = np.array(machine.low_mm) - LIMIT_SLACK_MM
    high = np.array(machine.high_mm) + LIMIT_SLACK_MM
    outside = np.minimum(said.starts, said.ends) < low
    outside |= np.maximum(said.starts, said.ends) > high
    refused = outside.any(axis=1) | np.isnan(said.motion)
    refused |= (said.motion != _RAPID) & (said.feed == 0.0)
    refused &= said.moves
    refused |= said.circle & ~(said.motion > _LINE)
    return refused | (said.feed > machine.max_feed_mm_per_min)


def _moves(
    said: _Said,
    arcs: ArcColumns,
    lines: npt.NDArray[np.int32],
    count: int,
    state: State,
    control: Control,
) -> MoveColumns:
    """The moves of the first `count` blocks, as `motion.straight` and `motion.along_arc` make
    them."""
    steps = said.ends[:count] - said.starts[:count]
    squares = steps * steps
    length = np.sqrt(squares[:, 0] + squares[:, 1] + squares[:, 2])
    bends = np.searchsorted(arcs.rows, count)
    rows, values = arcs.rows[:bends], arcs.values[:bends]
    leads = said.moves[:count] & (length >= SAME_POINT_MM)
    leads[rows] = True
    length[rows] = np.abs(values[:, 3]) * (values[:, 4] + values[:, 5]) / 2
    at = np.flatnonzero(leads)
    length, motion = length[at], said.motion[at]
    is_rapid = motion == _RAPID
    rapid_s = np.abs(steps[at]).max(axis=1, initial=0.0) / control.machine.rapid_mm_per_min * 60
    feed = np.minimum(said.feed[at], control.machine.max_feed_mm_per_min)
    rate = np.where(is_rapid, 1.0, feed)
    durations_s = np.where(is_rapid, rapid_s, length / rate * 60)
    feeds = rate
    feeds[is_rapid] = length[is_rapid] / rapid_s[is_rapid] * 60
    return MoveColumns(
        lines=lines[at],
        kinds=np.minimum(motion, _CLOCKWISE).astype(np.int8),
        starts=said.starts[at],
        ends=said.ends[at],
        durations_s=durations_s,
        feeds_mm_per_min=feeds,
        arcs=ArcColumns(arcs.plane, np.searchsorted(at, rows), values),
        tool=state.tool,
        spindle_rpm=state.spindle_rpm,
        coolant=state.coolant,
        offset=offset_of(state),
        exact_stop=state.modal.get("path") == "exact",
    )


def _state_after(said: _Said, count: int, state: State) -> State:
    if not count:
        return state
    last = count - 1
    modal = state.modal
    motion = {code: meaning for meaning, code in _MOTIONS.items()}.get(float(said.motion[last]))
    if motion is not None and motion != modal["motion"]:
        modal = {**modal, "motion": motion}
    x, y, z = said.ends[last].tolist()
    took_length = said.axes[:count, 2].any()
    return replace(
        state,
        modal=modal,
        position=(x, y, z),
        feed=float(said.feed[last]),
        length_applied_mm=state.length_offset_mm if took_length else state.length_applied_mm,
        sequence=int(said.sequence[last]),
    )
