"""What the words of a turning cycle say, and what its first line has stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.control.coordinates import offset_of, target
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of
from xblocks.nc.engine.lathe_control.lathe_words import counted_mm
from xblocks.nc.engine.turning.contour import Point

_PARAMETERS: Mapping[str, float] = {
    "escape": 0.5,
    "finishing-passes": 1.0,
}
"""What the control uses until a first line says otherwise; 0 where not named."""


def stored(state: State, name: str) -> float:
    """What a first line has said, else the control's own parameter."""
    return lathe_of(state).stored.get(name, _PARAMETERS.get(name, 0.0))


def store(state: State, **values: float | None) -> State:
    """The state with what a first line says; None is a word left out."""
    lathe = lathe_of(state)
    said = {name.replace("_", "-"): value for name, value in values.items() if value is not None}
    return replace(state, lathe=replace(lathe, stored={**lathe.stored, **said}))


def length_of(command: Command, state: State, control: Control, letter: str) -> float | None:
    """A word's length (a radius), None if it is left out."""
    word = command.values.get(letter)
    return None if word is None else control.length_mm(word, state.modal["unit"])


def counted_of(command: Command, state: State, control: Control, letter: str) -> float | None:
    """A word's length where it counts least increments, None if it is left out."""
    word = command.values.get(letter)
    return None if word is None else counted_mm(word, control, state.modal["unit"])


def end_of(command: Command, state: State, control: Control) -> Point:
    """Where X, Z (U, W) lead, in program coordinates; what is left out stays."""
    end, zero = target(command, state, control)[1], offset_of(state)
    return end[2] - zero[2], end[0] - zero[0]
