"""The plain motions of a lathe: G00 to G03, thread blocks, corners, angles; and how the elements
of a cycle become moves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.arcs import arc_of
from xblocks.nc.engine.control.coordinates import (
    machine_position,
    offset_of,
    program_position,
    target,
)
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State, ToolOffset
from xblocks.nc.engine.control.motion import along_arc, straight
from xblocks.nc.engine.control.step import Compensation, Corner, Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.lathe_control.drawing_dimensions import crossing, end_at_r, end_at_z
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of, spindle_of
from xblocks.nc.engine.lathe_control.turret import elements_of
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import FEED, RAPID, Arc, Move
from xblocks.nc.engine.turning.contour import Edge, Point
from xblocks.nc.engine.turning.insert import TIPS
from xblocks.nc.engine.turning.lathe_moves import THREAD, Element
from xblocks.nc.engine.turning.threads import turns_of

_PLANE = "zx"
_LEAST_DEG = 0.001


def here(state: State) -> Point:
    """Where the tool stands in program coordinates, (z, r)."""
    x, _, z = program_position(state)
    return z, x


def plain_motion(command: Command, before: State, state: State, control: Control) -> Step:
    """Along a line, an arc or in rapid to the block's end; `before` is the state before the block.

    A line of which only the angle is known is held until the next block tells where the two meet.
    """
    angle, held = _angle_deg(command, control), lathe_of(state).held
    if held is not None:
        return _after_held(held, command, before, state, control)
    if angle is not None and not command.has("XZ"):
        return Step(replace(state, lathe=replace(lathe_of(state), held=command)))
    end = target(command, state, control)[1]
    if angle is not None and not all(axis in command.values for axis in "XZ"):
        end = _machine(_by_angle(command, state, end, angle), state)
    return _to(command, state, control, end)


def _by_angle(command: Command, state: State, end: Vector, angle_deg: float) -> Point:
    """The end of a line that is known by its angle and one coordinate."""
    zero = offset_of(state)
    if "Z" in command.values:
        return end_at_z(here(state), angle_deg, end[2] - zero[2], command.place)
    return end_at_r(here(state), angle_deg, end[0] - zero[0], command.place)


def _after_held(
    held: Command, command: Command, before: State, state: State, control: Control
) -> Step:
    """The two lines of known angles, of which the second has its end, which can't be incremental:
    there is no place yet to count from."""
    angle, end_angle = _angle_deg(held, control), _angle_deg(command, control)
    absolute = state.modal["distance"] == "absolute" and all(
        axis in command.values and command.values[axis].letter == axis for axis in "XZ"
    )
    if state.modal["motion"] != "line" or angle is None or end_angle is None or not absolute:
        raise reject_turning("angle-alone", command.place)
    free = replace(lathe_of(state), held=None)
    end = target(command, state, control)[1]
    zero = offset_of(state)
    far = (end[2] - zero[2], end[0] - zero[0])
    corner = crossing(here(state), angle, far, end_angle, command.place)
    first = _to(held, replace(before, lathe=free), control, _machine(corner, state))
    second = replace(state, lathe=free, position=first.state.position)
    return replace(_to(command, second, control, end), held=(held, first))


def _machine(point: Point, state: State) -> Vector:
    x, _, z = machine_position((point[1], 0.0, point[0]), state)
    return x, state.position[1], z


def _to(command: Command, state: State, control: Control, end: Vector) -> Step:
    kind, machine = state.modal["motion"], control.machine
    compensation, corner = compensation_of(state), _corner(command, state, control)
    after = replace(state, position=end)
    if kind == "rapid":
        moves = straight(RAPID, command, state, end, machine)
        return Step(after, moves, compensation=compensation)
    check_cut(command, state)
    if kind == "line":
        moves = straight(FEED, command, state, end, machine)
        return Step(after, moves, compensation=compensation, corner=corner)
    arc = _arc(command, state, control, end)
    if arc is None:
        return Step(after)
    move = along_arc(command, state, end, arc, machine)
    return Step(after, (move,), compensation=compensation, corner=corner)


def _arc(command: Command, state: State, control: Control, end: Vector) -> Arc | None:
    radius = command.values.get("R")
    if radius is not None and radius.number < 0:
        raise reject_turning("radius-negative", radius.place, word=radius.text)
    return arc_of(
        command,
        state.position,
        end,
        plane=_PLANE,
        clockwise=state.modal["motion"] == "arc-cw",
        length_mm=lambda word: control.length_mm(word, state.modal["unit"]),
        tolerance_mm=control.machine.arc_tolerance_mm,
    )


def check_cut(command: Command, state: State, *, threading: bool = False) -> None:
    """Raise `Rejected` for a cut without feed or lead, or one that waits for a spindle at rest."""
    per_minute = state.modal["feed"] == "per-minute" and not threading
    feed = lead_of(state) if threading else state.feed
    word = command.values.get("F")
    place = word.place if word else command.place
    if not feed:
        if word is not None and state.modal["motion"].startswith("arc"):
            raise reject("arc-zero-feed", place)
        raise reject("no-feed", place)
    spindle = spindle_of(state)
    if not per_minute and not (spindle.sense and (spindle.rpm or spindle.surface_m_per_min)):
        raise reject_turning("spindle-stands", place)


def lead_of(state: State) -> float:
    """The lead of a thread: F, where F is no feed a minute."""
    return lathe_of(state).lead_mm if state.modal["feed"] == "per-minute" else state.feed


def compensation_of(state: State) -> Compensation | None:
    """Tool-nose radius compensation in force, by the register of the T code."""
    if state.modal["radius"] == "off":
        return None
    register = state.offsets.tool(state.offset_number) or ToolOffset()
    radius = register.radius_mm + register.radius_wear_mm
    side = 1 if state.modal["radius"] == "left" else -1
    z, r = TIPS[int(register.tip)]
    return Compensation(side if radius >= 0 else -side, abs(radius), _PLANE, complex(z, r) * radius)


def check_uncompensated(command: Command, state: State, code: str) -> None:
    """Raise `Rejected` for a code that knows no tool-nose radius compensation."""
    if state.modal["radius"] != "off":
        raise reject_turning("cycle-compensated", command.place, word=code)


# -- corners and angles ----------------------------------------------------------------------------


def _angle_deg(command: Command, control: Control) -> float | None:
    word = command.values.get(",A") or command.values.get("A")
    return control.degrees(word) if word else None


def _corner(command: Command, state: State, control: Control) -> Corner | None:
    """,C and ,R, with a comma or without; or I and K in a straight block along one axis, where
    their sign says which way the next block goes."""
    if state.modal["motion"] == "rapid":
        return None
    unit = state.modal["unit"]
    for letter in (",C", ",R"):
        if letter in command.values:
            return Corner(letter[1], control.length_mm(command.values[letter], unit), _PLANE)
    if state.modal["motion"] != "line":
        return None
    words = [command.values[letter] for letter in "IKCR" if letter in command.values]
    if not words:
        return None
    word, axes = words[0], [axis for axis in "XZ" if axis in command.values]
    if len(words) > 1:
        raise reject_turning("corner-words", words[1].place, word=words[1].text)
    along = "".join(axes)
    slopes = word.letter in "CR" and (len(axes) == 2 or _angle_deg(command, control) is not None)
    if not slopes and word.letter + along not in ("IZ", "KX", "CX", "CZ", "RX", "RZ"):
        raise reject_turning("corner-axis", word.place, word=word.text)
    size = control.length_mm(word, unit)
    if size == 0:
        return None
    sense = int(math.copysign(1, size)) if word.letter in "IK" else 0
    return Corner("R" if word.letter == "R" else "C", abs(size), _PLANE, sense)


# -- threads and elements --------------------------------------------------------------------------


def thread_motion(command: Command, state: State, control: Control) -> Step:
    """G32 or G33: in step with the spindle, begun Q past its index mark; a block right behind
    another goes on in step."""
    check_uncompensated(command, state, command_code(command, "motion", "G32"))
    if not command.has("XZ"):
        check_no_start(command)
        return Step(state)
    check_cut(command, state, threading=True)
    begun, angle = lathe_of(state).thread_turned, command.values.get("Q")
    turned = begun if begun is not None and angle is None else start_deg(command) / 360
    end = target(command, state, control)[1]
    moves = _threads(command, state, control, end, lead_of(state), turned)
    for move in moves:
        turned += math.fsum(turns_of(element) for element in elements_of(move, (0.0, 0.0)))
    lathe = replace(lathe_of(state), thread_turned=turned)
    return Step(replace(state, position=end, lathe=lathe), moves)


def start_deg(command: Command) -> float:
    """Q of a thread: where it starts, in thousandths of a degree."""
    word = command.values.get("Q")
    return word.number * _LEAST_DEG if word else 0.0


def check_no_start(command: Command) -> None:
    """Raise `Rejected` for the start of a thread in a block that cuts none."""
    word = command.values.get("Q")
    if word is not None:
        raise reject("unused-word", word.place, word=word.text)


def command_code(command: Command, group: str, otherwise: str) -> str:
    """The name of the block's code of a group."""
    return command.codes[group][0].name if group in command.codes else otherwise


def _threads(
    command: Command, state: State, control: Control, end: Vector, lead_mm: float, turned: float
) -> tuple[Move, ...]:
    modal = {**state.modal, "feed": "per-revolution"}
    cutting = replace(state, modal=modal, feed=lead_mm)
    moves = straight(THREAD, command, cutting, end, control.machine)
    return tuple(
        replace(move, turning=replace(move.turning, turned=turned))
        for move in moves
        if move.turning is not None
    )


def run_elements(
    elements: Sequence[Element], command: Command, state: State, control: Control
) -> Step:
    """The moves of elements that a cycle has made in program coordinates, from where the tool
    stands."""
    zero, machine = offset_of(state), control.machine
    moves: list[Move] = []
    for element in elements:
        z, r = element.path.end
        end = (r + zero[0], state.position[1], z + zero[2])
        if element.kind == THREAD:
            made = _threads(command, state, control, end, element.feed_mm, element.turned)
        elif element.path.centre is not None:
            cutting = replace(state, feed=element.feed_mm)
            arc = _arc_of(element.path.moved((zero[2], zero[0])))
            made = (along_arc(command, cutting, end, arc, machine),)
        else:
            cutting = replace(state, feed=element.feed_mm)
            made = straight(element.kind, command, cutting, end, machine)
        moves += made
        state = replace(state, position=end)
    return Step(state, tuple(moves))


def _arc_of(path: Edge) -> Arc:
    z, r = path.centre or path.start
    radius = path.radius_mm
    return Arc(_PLANE, z, r, path.start_rad, path.sweep_rad, radius, radius)
