"""Going to fixed places of the machine: G27 to G30 and G53."""

from __future__ import annotations

import math
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.coordinates import target
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.motion import check_feed, straight
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES, ONE_SHOT
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import FEED, RAPID, Move

_AT_REFERENCE_MM = 1e-4


def to_reference(
    command: Command, state: State, control: Control
) -> tuple[State, tuple[Move, ...]]:
    """G28, G30: rapid to the point given, in the mode in force, and from there home, named axes
    only. The four reference points of this machine are one."""
    every = control.dialect.parameters.reference_all and not command.has(AXES)
    if not every:
        _check_axes(command)
    number = command.values.get("P")
    if number is not None and int(number.number) not in (2, 3, 4):
        raise reject("reference-number", number.place, word=number.text)
    after, middle = target(command, state, control)
    home = list(middle)
    intermediate = list(state.intermediate or middle)
    for axis, letter in enumerate(AXES):
        if every or letter in command.values:
            home[axis] = control.machine.reference_mm[axis]
            intermediate[axis] = middle[axis]
    there = replace(after, position=middle)
    end: Vector = (home[0], home[1], home[2])
    moves = straight(RAPID, command, state, middle, control.machine)
    moves += straight(RAPID, command, there, end, control.machine)
    way = (intermediate[0], intermediate[1], intermediate[2])
    return replace(there, position=end, intermediate=way), moves


def from_reference(
    command: Command, state: State, control: Control
) -> tuple[State, tuple[Move, ...]]:
    """G29: rapid by way of the last intermediate point of G28 to the point given, named axes."""
    _check_axes(command)
    word = command.codes[ONE_SHOT][1]
    if state.intermediate is None:
        raise reject("no-intermediate", word.place)
    way = list(state.position)
    for axis, letter in enumerate(AXES):
        if letter in command.values:
            way[axis] = state.intermediate[axis]
    middle: Vector = (way[0], way[1], way[2])
    there = replace(state, position=middle)
    # An incremental G29 counts from the intermediate point.
    after, end = target(command, there, control)
    moves = straight(RAPID, command, state, middle, control.machine)
    moves += straight(RAPID, command, there, end, control.machine)
    return replace(after, position=end), moves


def check_reference(
    command: Command, state: State, control: Control
) -> tuple[State, tuple[Move, ...]]:
    """G27: rapid to the point given, which must be the reference point of every named axis."""
    _check_axes(command)
    after, end = target(command, state, control)
    for axis, letter in enumerate(AXES):
        off = end[axis] - control.machine.reference_mm[axis]
        if letter in command.values and not math.isclose(off, 0.0, abs_tol=_AT_REFERENCE_MM):
            raise reject("not-at-reference", command.values[letter].place, axis=letter, off_mm=off)
    return replace(after, position=end), straight(RAPID, command, state, end, control.machine)


def in_machine_coordinates(
    command: Command, state: State, control: Control
) -> tuple[State, tuple[Move, ...]]:
    """G53: rapid to a place in machine coordinates, without any offset. Where G53 follows the
    motion in force, G01 makes it a cut."""
    word = command.codes[ONE_SHOT][1]
    if state.modal["distance"] != "absolute":
        raise reject("machine-incremental", word.place)
    if not command.has(AXES):
        raise reject("machine-axes", word.place)
    goal = list(state.position)
    for axis, letter in enumerate(AXES):
        if letter in command.values:
            goal[axis] = control.axis_mm(letter, command.values[letter], state.modal["unit"])
    end: Vector = (goal[0], goal[1], goal[2])
    follows = control.dialect.parameters.one_motion_mode and state.modal["motion"] == "line"
    kind = FEED if follows else RAPID
    if kind == FEED:
        check_feed(command, state, is_arc=False)
    return replace(state, position=end), straight(kind, command, state, end, control.machine)


def from_one_side(
    command: Command, state: State, control: Control
) -> tuple[State, tuple[Move, ...]]:
    """G60: rapid past the goal and back, so that every axis named arrives from below and its play
    does not count."""
    after, end = target(command, state, control)
    if end == state.position:
        return replace(after, position=end), ()
    turn = list(end)
    for axis, letter in enumerate(AXES):
        if letter in command.values:
            turn[axis] -= control.dialect.parameters.overrun_mm
    below: Vector = (turn[0], turn[1], turn[2])
    moves = straight(RAPID, command, state, below, control.machine)
    moves += straight(RAPID, command, replace(after, position=below), end, control.machine)
    return replace(after, position=end), moves


def _check_axes(command: Command) -> None:
    if not command.has(AXES):
        word = command.codes[ONE_SHOT][1]
        raise reject("reference-axes", word.place, word=word.text)
