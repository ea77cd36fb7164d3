"""The system variables of a lathe's control, in Fanuc's numbers: axis 1 is X, axis 2 is Z.

Positions, work coordinates and offsets of X are diameters, as on the screen. Offset memory C keeps
wear and geometry apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.alarms import Place, reject
from xblocks.nc.engine.control.coordinates import program_position
from xblocks.nc.engine.control.machine_control import INCH_MM, Control
from xblocks.nc.engine.control.modal import MAX_LATHE_OFFSET, State, ToolOffset
from xblocks.nc.engine.control.variables import code_number, work_axis, work_value, write_work
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.turning.insert import TIPS

_AXES = (0, 2)
_SCALES = (2.0, 1.0)
_POSITIONS = (5001, 5021, 5041, 5061)
_TOOL = 5081

_REGISTERS: Mapping[int, tuple[str, float]] = {
    2000: ("x_wear_mm", 2.0),
    2100: ("length_wear_mm", 1.0),
    2200: ("radius_wear_mm", 1.0),
    2300: ("tip", 1.0),
    2700: ("x_mm", 2.0),
    2800: ("length_mm", 1.0),
    2900: ("radius_mm", 1.0),
    10_000: ("x_wear_mm", 2.0),
    11_000: ("length_wear_mm", 1.0),
    12_000: ("radius_wear_mm", 1.0),
    13_000: ("tip", 1.0),
    15_000: ("x_mm", 2.0),
    16_000: ("length_mm", 1.0),
    17_000: ("radius_mm", 1.0),
}
"""Where the variables of each field begin (less one), and what a program's number is a multiple
of."""

_OLD_LAST = 64

_MODAL_GROUPS: Mapping[int, str] = {
    1: "motion",
    2: "speed",
    3: "distance",
    5: "feed",
    6: "unit",
    7: "radius",
    10: "drilling",
    11: "return",
    12: "call",
    14: "work",
    16: "plane",
}


def read_lathe_system(number: int, state: State, control: Control, place: Place) -> float:
    """The value of a system variable. Raises `Rejected` if there is none of this number."""
    unit = INCH_MM if state.modal["unit"] == "inch" else 1.0
    if 4001 <= number <= 4130:
        return _modal_value(number, state, control, unit, place)
    for first, position in zip(_POSITIONS, _positions(state), strict=True):
        if first <= number < first + 2:
            return _of_axis(position, number - first) / unit
    if _TOOL <= number < _TOOL + 2:
        return _of_axis(lathe_of(state).tool_mm, number - _TOOL) / unit
    work = _work_axis(number)
    if work is not None:
        name, axis = work
        return work_value(name, state.offsets, _AXES[axis]) * _SCALES[axis] / unit
    register = _register(number)
    if register is None:
        raise reject("macro-variable", place, number=number)
    tool, field, scale = register
    value = float(getattr(state.offsets.tools.get(tool, ToolOffset()), field)) * scale
    return value if field == "tip" else value / unit


def write_lathe_system(
    number: int, value: float, state: State, control: Control, place: Place
) -> State:
    """The state once a system variable is set. Raises `Rejected` if it can't be."""
    length = value * (INCH_MM if state.modal["unit"] == "inch" else 1.0)
    work, register = _work_axis(number), _register(number)
    if work is not None:
        name, axis = work
        offsets = write_work(name, state.offsets, _AXES[axis], length / _SCALES[axis])
        return replace(state, offsets=offsets)
    if register is None:
        read_lathe_system(number, state, control, place)
        raise reject("macro-protected", place, number=number)
    tool, field, scale = register
    if field == "tip" and value not in TIPS:
        raise reject("macro-protected", place, number=number)
    said = value if field == "tip" else length / scale
    before = state.offsets.tools.get(tool, ToolOffset())
    tools = {**state.offsets.tools, tool: replace(before, **{field: said})}
    return replace(state, offsets=replace(state.offsets, tools=tools))


def _positions(state: State) -> tuple[Vector, Vector, Vector, Vector]:
    """The last block's end, the machine's place, the present place and the skip's, in order."""
    here = program_position(state)
    return here, state.position, here, here


def _of_axis(place: Vector, axis: int) -> float:
    return place[_AXES[axis]] * _SCALES[axis]


def _work_axis(number: int) -> tuple[str, int] | None:
    """The work system and which of the lathe's two axes."""
    found = work_axis(number)
    return found if found is not None and found[1] < len(_AXES) else None


def _register(number: int) -> tuple[int, str, float] | None:
    for first, (field, scale) in _REGISTERS.items():
        last = MAX_LATHE_OFFSET if first >= 10_000 else _OLD_LAST
        if first < number <= first + last:
            return number - first, field, scale
    return None


def _modal_value(number: int, state: State, control: Control, unit: float, place: Place) -> float:
    group = _MODAL_GROUPS.get(number - 4000)
    if group is not None:
        return code_number(group, state, control)
    surface = state.modal["speed"] == "surface"
    own = {
        4109: state.feed / unit,
        4114: float(state.sequence),
        4115: float(state.program),
        4119: state.surface.m_per_min if surface else state.speed_rpm,
        4120: float(state.selected),
    }
    if number not in own:
        raise reject("macro-variable", place, number=number)
    return own[number]
