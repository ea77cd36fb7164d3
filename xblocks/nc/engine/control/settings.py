"""Blocks that set coordinates without moving: G10, G52, G92, G50/G51, G50.1/G51.1, G68/G69."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.coordinates import program_position, zero_of
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import Offsets, State, ToolOffset, extra_work
from xblocks.nc.engine.control.transforms import PLAIN, Rotation
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES, ONE_SHOT
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import PLANES

MAX_EXTRA_WORK = 48
MAX_TOOL_OFFSET = 400
LEAST_FACTOR = 0.001

_REGISTERS = {
    1: "length_wear_mm",
    10: "length_mm",
    11: "length_wear_mm",
    12: "radius_mm",
    13: "radius_wear_mm",
}


def named(command: Command, state: State, control: Control, values: Vector) -> Vector:
    """`values` with the block's X, Y, Z in their places; an increment's word adds to its axis."""
    unit, found = state.modal["unit"], list(values)
    for axis, letter in enumerate(AXES):
        word = command.values.get(letter)
        if word is not None:
            length = control.axis_mm(letter, word, unit)
            found[axis] = length if word.letter == letter else found[axis] + length
    return (found[0], found[1], found[2])


# -- G10 -------------------------------------------------------------------------------------------


def set_data(command: Command, state: State, control: Control) -> State:
    """G10: L2 and L20 write work coordinates, L10 to L13 (L1 is L11) registers; G91 adds."""
    kind, number = command.values.get("L"), command.values.get("P")
    code = command.codes[ONE_SHOT][1]
    if kind is None or number is None:
        raise reject("data-format", code.place)
    chosen = int(kind.number)
    sets_current = control.dialect.parameters.data_sets_current
    if chosen in _REGISTERS:
        if sets_current:
            return _set_tool(command, state, control, chosen)
        return _set_register(command, state, control, _REGISTERS[chosen])
    if chosen == 2 or (chosen == 20 and sets_current):
        work = _work_name(number, 9 if sets_current else 6, "G")
    elif chosen == 20:
        work = _work_name(number, MAX_EXTRA_WORK, "G54.1P")
    else:
        raise reject("data-format", kind.place)
    if command.has("R"):
        raise reject("unused-word", command.values["R"].place, word=command.values["R"].text)
    if sets_current:
        work = work or state.modal["work"]
        if chosen == 20:
            return _set_current(command, state, control, work)
    return replace(state, offsets=_with_work(command, state, control, work))


def _work_name(word: Word, last: int, prefix: str) -> str:
    """P counts from 1; P0 is the external offset."""
    number = int(word.number)
    if number > last or (number == 0 and last > 6):
        raise reject("data-number", word.place, word=word.text)
    if prefix == "G":
        name = f"G{53 + number}" if number <= 6 else f"G59.{number - 6}"
        return name if number else ""
    return extra_work(number)


def _with_work(command: Command, state: State, control: Control, work: str) -> Offsets:
    offsets = state.offsets
    before = offsets.work.get(work, (0.0, 0.0, 0.0)) if work else offsets.external
    if (
        state.modal["distance"] == "incremental"
        and not control.dialect.parameters.data_sets_current
    ):
        added = named(command, state, control, (0.0, 0.0, 0.0))
        after: Vector = (before[0] + added[0], before[1] + added[1], before[2] + added[2])
    else:
        after = named(command, state, control, before)
    if not work:
        return replace(offsets, external=after)
    return replace(offsets, work={**offsets.work, work: after})


def _set_current(command: Command, state: State, control: Control, work: str) -> State:
    """Write the zero so that the tool stands where the block says."""
    here = program_position(state)
    said = named(command, state, control, here)
    own = state.offsets.zero(state.modal["work"])
    old = state.offsets.work.get(work, (0.0, 0.0, 0.0))
    after = [
        here[axis] - said[axis] + own[axis] if AXES[axis] in command.values else old[axis]
        for axis in range(3)
    ]
    there: Vector = (after[0], after[1], after[2])
    return replace(state, offsets=replace(state.offsets, work={**state.offsets.work, work: there}))


def _set_tool(command: Command, state: State, control: Control, kind: int) -> State:
    """L1 writes a tool's length Z and radius R; L10 the length with which the tool stands at Z in
    the work coordinates in force, L11 in those of G59.3."""
    number, unit = command.values["P"], state.modal["unit"]
    register = int(number.number)
    before = state.offsets.tools.get(register)
    if before is None or kind not in (1, 10, 11):
        raise reject("data-number", number.place, word=number.text)
    length, radius = command.values.get("Z"), command.values.get("R")
    after = before
    if length is not None:
        there = control.length_mm(length, unit)
        zero = zero_of(state) if kind == 10 else state.offsets.zero("G59.3")
        there = there if kind == 1 else state.position[2] - zero[2] - there
        after = replace(after, length_mm=there, length_wear_mm=0.0)
    if radius is not None:
        after = replace(after, radius_mm=control.length_mm(radius, unit), radius_wear_mm=0.0)
    tools = {**state.offsets.tools, register: after}
    return replace(state, offsets=replace(state.offsets, tools=tools))


def _set_register(command: Command, state: State, control: Control, field: str) -> State:
    number, value = command.values["P"], command.values.get("R")
    if value is None:
        raise reject("data-format", command.codes[ONE_SHOT][1].place)
    register = int(number.number)
    if not 1 <= register <= MAX_TOOL_OFFSET:
        raise reject("data-number", number.place, word=number.text)
    before = state.offsets.tools.get(register, ToolOffset())
    length = control.length_mm(value, state.modal["unit"])
    if state.modal["distance"] == "incremental":
        length += getattr(before, field)
    tools = {**state.offsets.tools, register: replace(before, **{field: length})}
    return replace(state, offsets=replace(state.offsets, tools=tools))


# -- G52, G92 --------------------------------------------------------------------------------------


def set_local(command: Command, state: State, control: Control) -> State:
    """G52: the zero of a local system in every work system; G52 X0 Y0 Z0 takes it back."""
    _check_any_axis(command)
    if control.dialect.parameters.local_is_preset:
        return replace(state, shift_mm=named(command, state, control, state.shift_mm))
    return replace(state, local_mm=named(command, state, control, state.local_mm))


def set_preset(command: Command, state: State, control: Control) -> State:
    """G92: shift all work systems so that the tool stands where the block says. It ends the local
    system of the named axes. Without axes, S is the most that the spindle of G96 may turn."""
    if "S" in command.values and not command.has(AXES):
        most = command.values["S"].number
        return replace(state, surface=replace(state.surface, most_rpm=most))
    _check_any_axis(command)
    _check_no_figure(command, state)
    here = program_position(state)
    said = named(command, state, control, here)
    local, shift = list(state.local_mm), list(state.shift_mm)
    for axis, letter in enumerate(AXES):
        if letter in command.values:
            shift[axis] += local[axis] + here[axis] - said[axis]
            local[axis] = 0.0
    return replace(
        state,
        local_mm=(local[0], local[1], local[2]),
        shift_mm=(shift[0], shift[1], shift[2]),
    )


def unset_preset(command: Command, state: State, control: Control) -> State:
    """G92.1 X0 Y0 Z0: take back G92 and G52 of the named axes; where G52 writes what G92 writes, of
    all."""
    every = control.dialect.parameters.local_is_preset and not command.has(AXES)
    if not every:
        _check_any_axis(command)
    local, shift = list(state.local_mm), list(state.shift_mm)
    for axis, letter in enumerate(AXES):
        if every or letter in command.values:
            local[axis] = shift[axis] = 0.0
    return replace(
        state,
        local_mm=(local[0], local[1], local[2]),
        shift_mm=(shift[0], shift[1], shift[2]),
    )


def _check_any_axis(command: Command) -> None:
    if not command.has(AXES):
        word = command.codes[ONE_SHOT][1]
        raise reject("setting-axes", word.place, word=word.text)


def _check_no_figure(command: Command, state: State) -> None:
    if state.transform != PLAIN:
        word = command.codes[ONE_SHOT][1]
        raise reject("figure-active", word.place, word=word.text)


_SMOOTHING: Mapping[str, tuple[str, frozenset[int]]] = {
    "high-speed": ("P", frozenset({0, 10_000})),
    "contour-control": ("Q", frozenset({0, 1, 2, 3})),
    "look-ahead": ("P", frozenset({0, 1})),
}


def set_look_ahead(command: Command, state: State, control: Control) -> State:
    """G05, G05.1 and G08 let the machine follow small blocks faster, G11 ends nothing here: the
    path, and so the state, is the same. Raises `Rejected` for a number that asks for more."""
    del control
    code, word = command.codes[ONE_SHOT]
    if code.meaning in _SMOOTHING:
        letter, known = _SMOOTHING[code.meaning]
        number = command.values.get(letter)
        if number is None or number.number not in known:
            place = number.place if number else word.place
            raise reject("look-ahead-number", place, word=number.text if number else word.text)
    return state


# -- mirror image, scaling, rotation ---------------------------------------------------------------


def set_figure(command: Command, state: State, control: Control) -> State:
    """G50.1/G51.1, G50/G51 and G68/G69, whichever the block has."""
    for group, change in (("mirror", _mirror), ("scaling", _scaling), ("rotation", _rotation)):
        if group in command.codes:
            if state.modal["radius"] != "off":
                word = command.codes[group][1]
                raise reject("figure-compensated", word.place, word=word.text)
            state = change(command, state, control)
    return state


def sets_figure(command: Command) -> bool:
    """Whether the block's X, Y, Z are those of a mirror, a centre of scaling or of rotation."""
    return command.meaning("mirror") is not None or any(
        command.meaning(group) == "on" for group in ("scaling", "rotation")
    )


def _mirror(command: Command, state: State, control: Control) -> State:
    """G51.1 X0 mirrors X at X0; G50.1 X0 ends that, and without axes every mirror."""
    here = program_position(state)
    mirrors = list(state.transform.mirrors)
    off = command.meaning("mirror") == "off"
    if not off and not command.has(AXES):
        word = command.codes["mirror"][1]
        raise reject("setting-axes", word.place, word=word.text)
    said = named(command, state, control, here)
    for axis, letter in enumerate(AXES):
        if letter in command.values or (off and not command.has(AXES)):
            mirrors[axis] = None if off else said[axis]
    of_axes = (mirrors[0], mirrors[1], mirrors[2])
    return replace(state, transform=replace(state.transform, mirrors=of_axes))


def _scaling(command: Command, state: State, control: Control) -> State:
    """G51 X Y Z P, or I, J, K for each axis; a factor counts in 0.001 where it has no point. A
    centre that is not given is where the tool stands."""
    if command.meaning("scaling") == "off":
        return replace(
            state, transform=replace(state.transform, factors=(1.0, 1.0, 1.0), centre_mm=(0.0,) * 3)
        )
    word = command.codes["scaling"][1]
    if not command.has("PIJK"):
        raise reject("scaling-factor", word.place, word=word.text)
    factors = [_factor(command.values.get(letter)) for letter in "IJK"]
    if "P" in command.values:
        factors = [_factor(command.values["P"])] * 3
    if not all(factors):
        raise reject("scaling-factor", command.first_place("PIJK"), word=word.text)
    centre = named(command, state, control, program_position(state))
    of_axes = (factors[0], factors[1], factors[2])
    return replace(state, transform=replace(state.transform, factors=of_axes, centre_mm=centre))


def _factor(word: Word | None) -> float:
    if word is None:
        return 1.0
    return word.number if word.has_point else word.number * LEAST_FACTOR


def _rotation(command: Command, state: State, control: Control) -> State:
    """G68 X Y R in the plane in force; a centre that is not given is where the tool stands. In G91
    R adds to the angle."""
    if command.meaning("rotation") == "off":
        return replace(state, transform=replace(state.transform, rotation=None))
    word, angle = command.codes["rotation"][1], command.values.get("R")
    if angle is None:
        raise reject("rotation-angle", word.place, word=word.text)
    before = state.transform.rotation
    plane = state.modal["plane"]
    first, second, normal = PLANES[plane]
    stray = command.values.get(AXES[normal])
    if stray is not None or (before is not None and before.plane != plane):
        raise reject("rotation-plane", stray.place if stray else word.place)
    degrees = control.degrees(angle)
    if before is not None and state.modal["distance"] == "incremental":
        degrees += before.angle_deg
    centre = named(command, state, control, program_position(state))
    rotation = Rotation(plane, centre[first], centre[second], degrees)
    return replace(state, transform=replace(state.transform, rotation=rotation))
