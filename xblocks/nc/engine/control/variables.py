"""The variables of custom macros: local, common, and those of the system.

System variables read and write the state: offsets, modal codes, positions. Lengths are in the unit
force. A number that this control does not have is an alarm, not a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.alarms import Place, reject
from xblocks.nc.engine.control.coordinates import program_position, zero_of
from xblocks.nc.engine.control.machine_control import INCH_MM, Control
from xblocks.nc.engine.control.modal import Offsets, State, ToolOffset, extra_work
from xblocks.nc.engine.control.settings import MAX_EXTRA_WORK, MAX_TOOL_OFFSET

LOCAL = range(1, 34)
COMMON = (range(100, 200), range(500, 1000))
ALARM = 3000
STOP = 3006
CLOCK_MS, CLOCK_H = 3001, 3002
"""Times that pass while the program runs, and that it may set."""

SWITCHES = frozenset({*range(1000, 1036), *range(1100, 1136), 3003, 3004, 3901, 3902})
"""Signals of the builder's control, single block and feed hold, counts of parts: nothing of the
part depends on them, so the program reads back what it wrote, 0 at first."""

_FIXED: Mapping[int, float] = {3005: 0.0, 3011: 20260101.0, 3012: 80000.0}
"""Settings, the date and the time of day: the same whenever a program runs, so that it always makes
the same part."""

_MIRRORED = 3007

_BLOCK_END, _MACHINE, _CURRENT, _SKIP, _LENGTH, _LAG = 5001, 5021, 5041, 5061, 5081, 5101
_WORK_FIRST, _WORK_LAST, _STEP = 5201, 5326, 20
_EXTRA_FIRST = 7001
_REGISTERS: Mapping[int, str] = {
    10_000: "length_wear_mm",
    11_000: "length_mm",
    12_000: "radius_wear_mm",
    13_000: "radius_mm",
}
_OLD_REGISTERS: Mapping[int, str] = {2000: "length_wear_mm", 2200: "length_mm"}
_OLD_LAST = 200

_MODAL_GROUPS: Mapping[int, str] = {
    1: "motion",
    2: "plane",
    3: "distance",
    5: "feed",
    6: "unit",
    7: "radius",
    8: "length",
    9: "cycle",
    10: "return",
    11: "scaling",
    12: "call",
    13: "speed",
    14: "work",
    15: "path",
    16: "rotation",
    17: "polar",
    22: "mirror",
}


def is_common(number: int) -> bool:
    """Whether this is a common variable."""
    return any(number in common for common in COMMON)


def read_system(number: int, state: State, control: Control, place: Place) -> float:
    """The value of a system variable. Raises `Rejected` if there is none of this number."""
    if number in _FIXED:
        return _FIXED[number]
    if number == _MIRRORED:
        mirrors = state.transform.mirrors
        return float(sum(1 << axis for axis, at in enumerate(mirrors) if at is not None))
    if 4001 <= number <= 4130:
        return _modal_value(number, state, control, place)
    if 4201 <= number <= 4330:
        return _modal_value(number - 200, state, control, place)
    unit = INCH_MM if state.modal["unit"] == "inch" else 1.0
    for first, position in (
        (_BLOCK_END, program_position(state)),
        (_MACHINE, state.position),
        (_CURRENT, _without_length(state)),
        (_SKIP, state.noted.skipped),
        (_LENGTH, (0.0, 0.0, state.length_applied_mm)),
        (_LAG, (0.0, 0.0, 0.0)),
    ):
        if first <= number < first + 3:
            return position[number - first] / unit
    work = work_axis(number)
    if work is not None:
        name, axis = work
        return work_value(name, state.offsets, axis) / unit
    register = _register(number)
    if register is not None:
        tool, field = register
        return float(getattr(state.offsets.tools.get(tool, ToolOffset()), field)) / unit
    raise reject("macro-variable", place, number=number)


def write_system(number: int, value: float, state: State, control: Control, place: Place) -> State:
    """The state once a system variable is set. Raises `Rejected` if it can't be."""
    length = value * (INCH_MM if state.modal["unit"] == "inch" else 1.0)
    offsets = state.offsets
    work, register = work_axis(number), _register(number)
    if work is not None:
        name, axis = work
        offsets = write_work(name, offsets, axis, length)
        return replace(state, offsets=offsets)
    if register is not None:
        tool, field = register
        before = offsets.tools.get(tool, ToolOffset())
        tools = {**offsets.tools, tool: replace(before, **{field: length})}
        return replace(state, offsets=replace(offsets, tools=tools))
    read_system(number, state, control, place)
    raise reject("macro-protected", place, number=number)


def work_value(name: str, offsets: Offsets, axis: int) -> float:
    """A coordinate of a work zero; "" is the external offset."""
    zero = offsets.work.get(name, (0.0,) * 3) if name else offsets.external
    return zero[axis]


def write_work(name: str, offsets: Offsets, axis: int, value: float) -> Offsets:
    """The offsets with a coordinate of a work zero set."""
    zero = list(offsets.work.get(name, (0.0,) * 3) if name else offsets.external)
    zero[axis] = value
    there = (zero[0], zero[1], zero[2])
    if name:
        return replace(offsets, work={**offsets.work, name: there})
    return replace(offsets, external=there)


def _without_length(state: State) -> tuple[float, float, float]:
    zero, at = zero_of(state), state.position
    return (at[0] - zero[0], at[1] - zero[1], at[2] - zero[2])


def work_axis(number: int) -> tuple[str, int] | None:
    """The work system ("" is the external offset) and axis of #5201…, #5221… and #7001…."""
    if _WORK_FIRST <= number <= _WORK_LAST:
        system, axis = divmod(number - _WORK_FIRST, _STEP)
        return (f"G{53 + system}" if system else "", axis) if axis < 3 else None
    if _EXTRA_FIRST <= number < _EXTRA_FIRST + MAX_EXTRA_WORK * _STEP:
        system, axis = divmod(number - _EXTRA_FIRST, _STEP)
        return (extra_work(system + 1), axis) if axis < 3 else None
    return None


def _register(number: int) -> tuple[int, str] | None:
    """The offset register of #10001…, #11001…, #12001…, #13001… and #2001…, #2201…."""
    for first, field in _REGISTERS.items():
        if first < number <= first + MAX_TOOL_OFFSET:
            return number - first, field
    for first, field in _OLD_REGISTERS.items():
        if first < number <= first + _OLD_LAST:
            return number - first, field
    return None


def _modal_value(number: int, state: State, control: Control, place: Place) -> float:
    group = _MODAL_GROUPS.get(number - 4000)
    if group is not None:
        return code_number(group, state, control)
    work = state.modal["work"].partition("P")[2]
    unit = INCH_MM if state.modal["unit"] == "inch" else 1.0
    surface = state.surface.m_per_min
    own = {
        4107: float(state.radius_number),
        4109: state.feed if state.modal["feed"] == "inverse-time" else state.feed / unit,
        4111: float(state.offset_number),
        4113: float(state.noted.last_m),
        4114: float(state.sequence),
        4115: float(state.program),
        4119: surface if state.modal["speed"] == "surface" else state.speed_rpm,
        4120: float(state.selected),
        4130: float(work or 0),
    }
    if number not in own:
        raise reject("macro-variable", place, number=number)
    return own[number]


def code_number(group: str, state: State, control: Control) -> float:
    """The number of the G code in force in a group."""
    meaning = state.modal[group].partition("P")[0]
    for code in control.dialect.codes.values():
        if code.group == group and code.meaning == meaning and code.name.startswith("G"):
            return float(code.name[1:])
    return 0.0
