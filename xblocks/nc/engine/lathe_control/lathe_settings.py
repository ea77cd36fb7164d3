"""Blocks of a lathe that set coordinates and offsets without moving: G10 and G50 (G92)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import MAX_LATHE_OFFSET, State, ToolOffset
from xblocks.nc.engine.control.settings import named, set_data, set_preset
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.turning.insert import TIPS

GEOMETRY = 10_000
"""G10 P counts wear registers from 1, geometry registers from here."""

_FIELDS: Mapping[str, tuple[str, str]] = {
    "X": ("x_wear_mm", "x_mm"),
    "Z": ("length_wear_mm", "length_mm"),
    "R": ("radius_wear_mm", "radius_mm"),
}
"""Wear and geometry of each address."""

_INCREMENTS = {"U": "X", "W": "Z", "C": "R"}


def set_lathe_data(command: Command, state: State, control: Control) -> State:
    """G10: L2 and L20 write work coordinates; without L, P0 writes the work shift, P1 a wear
    register, P10001 a geometry register. U, W, C (and X, Z, R under G91) add."""
    number = command.values.get("P")
    if number is None:
        raise reject_turning("offset-data", command.codes[ONE_SHOT][1].place)
    if "L" in command.values:
        return set_data(_with_increments(command, "UW"), state, control)
    wanted = int(number.number)
    if wanted == 0:
        return _set_shift(_with_increments(command, "UW"), state, control)
    register = wanted - GEOMETRY if wanted > GEOMETRY else wanted
    if not 1 <= register <= MAX_LATHE_OFFSET:
        raise reject_turning("offset-data", number.place)
    return _set_register(
        _with_increments(command, "UWC"), state, control, register, wanted > GEOMETRY
    )


def _with_increments(command: Command, letters: str) -> Command:
    values = dict(command.values)
    for letter in letters:
        word = values.pop(letter, None)
        if word is not None:
            values[_INCREMENTS[letter]] = word
    return replace(command, values=values)


def _set_shift(command: Command, state: State, control: Control) -> State:
    external = named(command, state, control, state.offsets.external)
    return replace(state, offsets=replace(state.offsets, external=external))


def _set_register(
    command: Command, state: State, control: Control, register: int, geometry: bool
) -> State:
    held = state.offsets.tools.get(register, ToolOffset())
    adds_all = state.modal["distance"] == "incremental"
    for axis, fields in _FIELDS.items():
        word = command.values.get(axis)
        if word is not None:
            value = control.axis_mm(axis, word, state.modal["unit"])
            field = fields[geometry]
            adds = adds_all or word.letter != axis
            held = replace(held, **{field: value + getattr(held, field) if adds else value})
    tip = command.values.get("Q")
    if tip is not None:
        held = replace(held, tip=_tip(tip))
    tools = {**state.offsets.tools, register: held}
    return replace(state, offsets=replace(state.offsets, tools=tools))


def _tip(word: Word) -> float:
    if word.number not in TIPS:
        raise reject_turning("offset-data", word.place)
    return word.number


def set_lathe_preset(command: Command, state: State, control: Control) -> State:
    """G50 (G92 in system B): with axes the coordinates become those of the block, U and W shifting
    them; with S alone the speed limit, which is set before this, is all."""
    if "S" in command.values and not command.has("XZ"):
        return state
    return set_preset(command, state, control)
