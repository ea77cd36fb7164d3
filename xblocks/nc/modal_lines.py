"""What is in force on each line of a program: codes, tool, feed, speed, position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.bounds import Bounds
from xblocks.nc.engine.control.coordinates import program_position
from xblocks.nc.engine.control.flow import run_program
from xblocks.nc.engine.control.machine_control import INCH_MM, control_of
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.preparation import FOOT_M
from xblocks.nc.engine.language.dialect import AXES, DIALECTS, MILLING, TURNING, Dialect
from xblocks.nc.engine.language.program import Block, Program
from xblocks.nc.engine.machine import Machine
from xblocks.nc.exercise_values import BOUNDS

CHECK_BOUNDS = Bounds(steps=10_000, moves=BOUNDS.moves)
"""What a program may ask for while it is being written: a fraction of a second."""

MAX_LINES = 4_000
"""A program of more blocks is run without its states."""

_SELDOM = frozenset({"polar", "scaling", "mirror", "rotation", "path", "call"})
_SELDOM_BY_PROCESS = {MILLING: _SELDOM | {"speed"}, TURNING: _SELDOM | {"cycle", "drilling"}}
"""Groups that are told only where they are not as at power-on."""

_SPINDLE = {"cw": "M03", "ccw": "M04"}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class LineState:
    """What is in force after a line, the last time that it was executed; `times` says how often
    that was.

    `feed`, `speed` and `position` are as the program would say them: in its unit, a diameter on a
    lathe, metres a minute under G96. `feed_mode` is the meaning of the feed code in force;
    `position` has an entry for each axis of the machine.
    """

    line: int
    codes: tuple[str, ...]
    tool: int
    offset: int
    feed: float
    feed_mode: str
    speed: float
    spindle: str
    coolant: str
    position: tuple[float, ...]
    times: int


@dataclass(frozen=True, slots=True)
class ModalLines:
    """The lines that were executed, in the text's order, and the alarm that stopped the program.

    Where the program was too long, `lines` is empty. `unfinished` is a program that asked for more
    than `CHECK_BOUNDS`; no alarm is raised for that.
    """

    lines: tuple[LineState, ...] = ()
    alarm: Alarm | None = None
    unfinished: bool = False


def modal_lines(program: Program, machine: Machine, dialect: Dialect) -> ModalLines:
    """Run a readable program, without cutting, and keep what is in force after each line.

    Positions tell the machine's offsets: it is to be the one that the control believes in.
    """
    control = control_of(machine, dialect, CHECK_BOUNDS)
    states: dict[int, tuple[State, int]] = {}

    def watch(block: Block, state: State) -> None:
        _, times = states.get(block.line, (state, 0))
        states[block.line] = state, times + 1

    watched = len(program.blocks) <= MAX_LINES
    made = run_program(program, control, watch if watched else None)
    unfinished = made.alarm is not None and made.alarm.id == "RUNAWAY"
    lines = tuple(_line(line, *states[line], dialect) for line in sorted(states))
    return ModalLines(lines, None if unfinished else made.alarm, unfinished)


def _line(line: int, state: State, times: int, dialect: Dialect) -> LineState:
    unit_mm, way_m = (INCH_MM, FOOT_M) if state.modal["unit"] == "inch" else (1.0, 1.0)
    surface = state.modal["speed"] == "surface"
    return LineState(
        line=line,
        codes=tuple(codes_in_force(state.modal, dialect)),
        tool=state.tool,
        offset=state.offset_number,
        feed=_number(state.feed if state.modal["feed"] == "inverse-time" else state.feed / unit_mm),
        feed_mode=state.modal["feed"],
        speed=_number(state.surface.m_per_min / way_m if surface else state.speed_rpm),
        spindle=_SPINDLE.get(state.spindle, "M05"),
        coolant="M08" if state.coolant else "M09",
        position=tuple(
            _number(value * (2 if axis in dialect.diameters else 1) / unit_mm)
            for axis, value in zip(AXES, program_position(state), strict=True)
            if axis != "Y" or dialect.process != TURNING
        ),
        times=times,
    )


def _number(value: float) -> float:
    """Without a minus before a zero."""
    return round(value, _DIGITS) + 0.0


def codes_in_force(modal: Mapping[str, str], dialect: Dialect) -> Iterator[str]:
    """The G codes in force, a canned cycle in the place of the motion; seldom used groups only
    where they are not as at power-on."""
    names, seldom = _names(dialect.id), _SELDOM_BY_PROCESS[dialect.process]
    for group, meaning in modal.items():
        if group in seldom and meaning == dialect.power_on[group]:
            continue
        if group == "motion" and modal.get("cycle", "off") != "off":
            continue
        name = names.get((group, meaning))
        if name is None and group == "work":
            name = meaning.replace("P", " P")
        if name is not None:
            yield name


@cache
def _names(dialect_id: str) -> Mapping[tuple[str, str], str]:
    codes = DIALECTS[dialect_id].codes.values()
    return {(code.group, code.meaning): code.name for code in codes}
