"""From the words of a block to a place in machine coordinates, and back.

A programmed point goes through mirror image, scaling and rotation (`transforms`), is then shifted
by the work coordinates (external, G54 …, G52, G92), and last by the tool length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.transforms import PLAIN
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import PLANES


def zero_of(state: State) -> Vector:
    """The zero of the coordinates in force, in machine coordinates, without a milling tool's
    length."""
    zero = state.offsets.zero(state.modal["work"])
    local, shift = state.local_mm, state.shift_mm
    if state.lathe is not None:
        shift = _sum(shift, state.lathe.tool_mm)
    return (
        zero[0] + local[0] + shift[0],
        zero[1] + local[1] + shift[1],
        zero[2] + local[2] + shift[2],
    )


def _sum(one: Vector, other: Vector) -> Vector:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def offset_of(state: State) -> Vector:
    """What to take off a machine position to get what the program says."""
    zero = zero_of(state)
    return (zero[0], zero[1], zero[2] + state.length_offset_mm)


def program_position(state: State) -> Vector:
    """Where the tool stands, as the program would say it."""
    zero, at = zero_of(state), state.position
    tip = (at[0] - zero[0], at[1] - zero[1], at[2] - zero[2] - state.length_applied_mm)
    return tip if state.transform == PLAIN else state.transform.inverse(tip)


def machine_position(point: Vector, state: State) -> Vector:
    """Where the spindle nose is when the tool is at a programmed point."""
    zero = zero_of(state)
    turned = point if state.transform == PLAIN else state.transform.forward(point)
    return (
        turned[0] + zero[0],
        turned[1] + zero[1],
        turned[2] + zero[2] + state.length_offset_mm,
    )


def target(command: Command, state: State, control: Control) -> tuple[State, Vector]:
    """Where the block's X, Y, Z lead, in machine coordinates; axes not named stay. The state
    remembers polar coordinates and that a Z took up the length offset. An increment's word, such as
    U, stands in the place of its axis."""
    words = {letter: command.values[letter] for letter in AXES if letter in command.values}
    unit = state.modal["unit"]
    if state.modal["polar"] == "on" and (of_plane := _plane_words(words, state)):
        state, point = _polar_point(of_plane, state, control)
        words = {letter: word for letter, word in words.items() if letter not in of_plane}
        named = {AXES[axis] for axis in PLANES[state.modal["plane"]][:2]}
    else:
        point, named = list(program_position(state)), set[str]()
    incremental = state.modal["distance"] == "incremental"
    for axis, letter in enumerate(AXES):
        if letter in words:
            word = words[letter]
            length = control.axis_mm(letter, word, unit)
            adds = incremental or word.letter != letter
            point[axis] = point[axis] + length if adds else length
            named.add(letter)
    return arrive(state, (point[0], point[1], point[2]), named)


def arrive(state: State, point: Vector, named: set[str]) -> tuple[State, Vector]:
    """The machine position of a programmed point. Axes that are neither named nor turned by a
    named one keep their place to the last bit; only a Z takes up a new length offset."""
    end = list(machine_position(point, state))
    turned = state.transform.rotation is not None
    for axis, letter in enumerate(AXES):
        if letter not in named and not (turned and _is_turned(axis, named, state)):
            end[axis] = state.position[axis]
    if state.length_applied_mm == state.length_offset_mm:
        return state, (end[0], end[1], end[2])
    if "Z" in named:
        state = replace(state, length_applied_mm=state.length_offset_mm)
    elif end[2] != state.position[2]:
        end[2] += state.length_applied_mm - state.length_offset_mm
    return state, (end[0], end[1], end[2])


def _is_turned(axis: int, named: set[str], state: State) -> bool:
    rotation = state.transform.rotation
    if rotation is None:
        return False
    plane = PLANES[rotation.plane][:2]
    return axis in plane and any(AXES[other] in named for other in plane)


def _plane_words(words: Mapping[str, Word], state: State) -> dict[str, Word]:
    first, second, _ = PLANES[state.modal["plane"]]
    return {letter: words[letter] for letter in (AXES[first], AXES[second]) if letter in words}


def _polar_point(
    words: Mapping[str, Word], state: State, control: Control
) -> tuple[State, list[float]]:
    """G16: the plane's first axis is the radius, its second the angle. An incremental radius starts
    from where the tool is, an incremental angle from the last one."""
    first, second, _ = PLANES[state.modal["plane"]]
    incremental = state.modal["distance"] == "incremental"
    polar, point = state.polar, list(program_position(state))
    radius, angle = words.get(AXES[first]), words.get(AXES[second])
    if radius is not None:
        origin = (point[first], point[second]) if incremental else (0.0, 0.0)
        polar = replace(
            polar, origin_mm=origin, radius_mm=control.length_mm(radius, state.modal["unit"])
        )
    if angle is not None:
        before = polar.angle_deg if incremental else 0.0
        polar = replace(polar, angle_deg=before + control.degrees(angle))
    turn = math.radians(polar.angle_deg)
    point[first] = polar.origin_mm[0] + polar.radius_mm * math.cos(turn)
    point[second] = polar.origin_mm[1] + polar.radius_mm * math.sin(turn)
    return replace(state, polar=polar), point
