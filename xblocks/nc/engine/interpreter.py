"""From blocks to moves: each block is checked whole, then executed whole.

A block that is rejected changes nothing: the state is a value, and a block either gives the next
one or an alarm. Within a block the machine does as a machining centre does: tool, spindle and
coolant on, motion, then coolant and spindle off, then stop.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import Alarm, Rejected, reject
from xblocks.nc.engine.arcs import arc_of
from xblocks.nc.engine.command import Command, check_every_word_used, read_command
from xblocks.nc.engine.dialect import AXES, ONE_SHOT, Dialect
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.modal import State, modal_after, power_on
from xblocks.nc.engine.motion import along_arc, pause, straight
from xblocks.nc.engine.moves import DWELL, FEED, RAPID, STOP, TOOL, Move
from xblocks.nc.engine.program import Block, Program
from xblocks.nc.engine.words import Word

INCH_MM = 25.4


@dataclass(frozen=True, slots=True)
class Step:
    """What one block does: the state after it, its moves in order, and what was noticed."""

    state: State
    moves: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A program run from power-on to its end, to the first alarm, or to the end of the text.

    `ended` tells whether M02 or M30 was reached; `last_line` is the last line that was executed or
    raised the alarm.
    """

    moves: tuple[Move, ...]
    findings: tuple[Finding, ...]
    alarm: Alarm | None
    ended: bool
    last_line: int

    @property
    def duration_s(self) -> float:
        """The cycle time."""
        return math.fsum(move.duration_s for move in self.moves)


def run(program: Program, machine: Machine, dialect: Dialect) -> Run:
    """Run the program on the machine at its reference point, tool 0 in the spindle.

    The program's words are to be those that `check_words` found readable. A second O word ends the
    main program, as would the end of the text.
    """
    state = power_on(dialect, machine.reference_mm)
    moves: list[Move] = []
    findings: list[Finding] = []
    last_line = 1
    named = False
    for block in program.blocks:
        if block.skip in machine.skip_switches:
            continue
        if block.words[0].letter == "O":
            if named:
                break
            named = True
        last_line = block.line
        step = execute(block, state, machine, dialect)
        if isinstance(step, Alarm):
            return Run(tuple(moves), tuple(findings), step, ended=False, last_line=last_line)
        moves += step.moves
        findings += step.findings
        state = step.state
        if state.ended:
            break
    if not state.ended:
        findings.append(finding("no-end", last_line))
    return Run(tuple(moves), tuple(findings), None, state.ended, last_line)


def execute(block: Block, state: State, machine: Machine, dialect: Dialect) -> Step | Alarm:
    """What the block does to the state, or why it is refused."""
    try:
        command = read_command(block, dialect)
        state = replace(state, modal=modal_after(command, state.modal))
        check_every_word_used(command, state.modal)
        before = _prepare(command, state, machine)
        step = _after_offsets(command, before, machine)
        return _finish(command, step, machine)
    except Rejected as rejected:
        return rejected.alarm


# -- tool, speed, feed, spindle and coolant on -----------------------------------------------------


def _prepare(command: Command, state: State, machine: Machine) -> Step:
    findings: list[Finding] = []
    step = _tool(command, state, machine)
    state = step.state
    speed, feed = command.values.get("S"), command.values.get("F")
    if speed is not None:
        rpm = min(speed.number, machine.max_spindle_rpm)
        if rpm < speed.number:
            findings.append(finding("speed-clamped", command.line, value=speed.number, limit=rpm))
        state = replace(state, speed_rpm=rpm)
    if feed is not None:
        asked = _feed_mm_per_min(feed, state, machine)
        rate = min(asked, machine.max_feed_mm_per_min)
        if rate < asked:
            findings.append(finding("feed-clamped", command.line, value=asked, limit=rate))
        state = replace(state, feed_mm_per_min=rate)
    if command.meaning("spindle") in ("cw", "ccw"):
        state = replace(state, spindle=command.meaning("spindle") or "stop")
    if command.meaning("coolant") == "on":
        state = replace(state, coolant=True)
    return Step(state, step.moves, tuple(findings))


def _tool(command: Command, state: State, machine: Machine) -> Step:
    """T selects, M06 changes: the changer raises the spindle to the reference point and stops
    it."""
    word = command.values.get("T")
    if word is not None:
        number = int(word.number)
        if number != 0 and machine.tool(number) is None:
            raise reject("tool-number", word.place, word=word.text)
        state = replace(state, selected=number)
    if command.meaning("tool") != "change":
        return Step(state)
    if state.selected == 0 and word is None and state.tool == 0:
        raise reject("tool-none", command.codes["tool"][1].place)
    up = (state.position[0], state.position[1], machine.reference_mm[2])
    retract = straight(RAPID, command, state, up, machine)
    state = replace(state, position=up, spindle="stop", coolant=False, tool=state.selected)
    change = pause(TOOL, command, state, machine, machine.tool_change_s)
    return Step(state, (*retract, change))


# -- offsets and motion ----------------------------------------------------------------------------


def _after_offsets(command: Command, before: Step, machine: Machine) -> Step:
    state = _length_offset(command, before.state, machine)
    one_shot = command.meaning(ONE_SHOT)
    if one_shot == "dwell":
        seconds = _dwell_s(command, machine)
        after = Step(state, (pause(DWELL, command, state, machine, seconds),))
    elif one_shot == "reference":
        after = _reference(command, state, machine)
    elif one_shot == "machine":
        after = _machine_coordinates(command, state, machine)
    elif command.has("XYZ") or command.has("IJKR"):
        after = _motion(command, state, machine)
    else:
        after = Step(state)
    return Step(after.state, before.moves + after.moves, before.findings + after.findings)


def _length_offset(command: Command, state: State, machine: Machine) -> State:
    """G43 H takes effect with the next Z word; G49 and H0 cancel."""
    word = command.values.get("H")
    number = int(word.number) if word else state.offset_number
    register = machine.length_offset(number)
    if register is None:
        place = word.place if word else command.place
        raise reject("offset-number", place, word=f"H{number:02d}")
    wanted = register if state.modal["length"] == "plus" else 0.0
    return replace(state, offset_number=number, length_offset_mm=wanted)


def _dwell_s(command: Command, machine: Machine) -> float:
    """P is in milliseconds; X in seconds, without a point in milliseconds on the 0.001 machine."""
    if "P" in command.values:
        return command.values["P"].number / 1000
    word = command.values.get("X")
    if word is None:
        return 0.0
    if word.number < 0:
        raise reject("sign", word.place, word=word.text)
    return word.number if word.has_point or machine.calculator_decimal else word.number / 1000


def _reference(command: Command, state: State, machine: Machine) -> Step:
    """G28: rapid to the point given, in the mode in force, and from there home, named axes only."""
    if not command.has(AXES):
        word = command.codes[ONE_SHOT][1]
        raise reject("reference-axes", word.place, word=word.text)
    middle = _target(command, state, machine)
    home = list(middle)
    for axis, letter in enumerate(AXES):
        if letter in command.values:
            home[axis] = machine.reference_mm[axis]
    state_at_middle = _moved(command, state, middle)
    end: Vector = (home[0], home[1], home[2])
    moves = straight(RAPID, command, state, middle, machine) + straight(
        RAPID, command, state_at_middle, end, machine
    )
    return Step(replace(state_at_middle, position=end), moves)


def _machine_coordinates(command: Command, state: State, machine: Machine) -> Step:
    """G53: rapid to a place in machine coordinates, without any offset."""
    word = command.codes[ONE_SHOT][1]
    if state.modal["distance"] != "absolute":
        raise reject("machine-incremental", word.place)
    if not command.has(AXES):
        raise reject("machine-axes", word.place)
    target = list(state.position)
    for axis, letter in enumerate(AXES):
        if letter in command.values:
            target[axis] = _length_mm(command.values[letter], state, machine)
    end: Vector = (target[0], target[1], target[2])
    moves = straight(RAPID, command, state, end, machine)
    return Step(replace(state, position=end), moves)


def _motion(command: Command, state: State, machine: Machine) -> Step:
    kind = state.modal["motion"]
    end = _target(command, state, machine)
    after = _moved(command, state, end)
    if kind == "rapid":
        return Step(after, straight(RAPID, command, state, end, machine))
    _check_feed(command, state, is_arc=kind != "line")
    if kind == "line":
        return Step(after, straight(FEED, command, state, end, machine))
    arc = arc_of(
        command,
        state.position,
        end,
        plane=state.modal["plane"],
        clockwise=kind == "arc-cw",
        length_mm=lambda word: _length_mm(word, state, machine),
        tolerance_mm=machine.arc_tolerance_mm,
    )
    if arc is None:
        moves = straight(FEED, command, state, end, machine)
        return Step(after, moves, (finding("arc-without-motion", command.line),))
    return Step(after, (along_arc(command, state, end, arc, machine),))


def _check_feed(command: Command, state: State, *, is_arc: bool) -> None:
    if state.feed_mm_per_min:
        return
    word = command.values.get("F")
    if is_arc and word is not None:
        raise reject("arc-zero-feed", word.place)
    raise reject("no-feed", word.place if word else command.place)


# -- coordinates -----------------------------------------------------------------------------------


def _length_mm(word: Word, state: State, machine: Machine) -> float:
    inch = state.modal["unit"] == "inch"
    if word.has_point or machine.calculator_decimal:
        return word.number * (INCH_MM if inch else 1.0)
    return word.number * INCH_MM / 10_000 if inch else word.number / 1000


def _feed_mm_per_min(word: Word, state: State, machine: Machine) -> float:
    """Without a point F counts 1 mm/min, or 0.01 inch/min on the least-increment machine."""
    if state.modal["unit"] != "inch":
        return word.number
    counts_in_full = word.has_point or machine.calculator_decimal
    return word.number * INCH_MM * (1.0 if counts_in_full else 0.01)


def _target(command: Command, state: State, machine: Machine) -> Vector:
    """Where the block's X, Y, Z lead, in machine coordinates; axes not named stay."""
    target = list(state.position)
    zero = machine.work_offset(state.modal["work"])
    incremental = state.modal["distance"] == "incremental"
    for axis, letter in enumerate(AXES):
        word = command.values.get(letter)
        if word is None:
            continue
        length = _length_mm(word, state, machine)
        offset = state.length_offset_mm if letter == "Z" else 0.0
        if incremental:
            taken_up = offset - state.length_applied_mm if letter == "Z" else 0.0
            target[axis] += length + taken_up
        else:
            target[axis] = zero[axis] + offset + length
    return (target[0], target[1], target[2])


def _moved(command: Command, state: State, end: Vector) -> State:
    applied = state.length_offset_mm if "Z" in command.values else state.length_applied_mm
    return replace(state, position=end, length_applied_mm=applied)


# -- coolant and spindle off, stop -----------------------------------------------------------------


def _finish(command: Command, step: Step, machine: Machine) -> Step:
    state, moves = step.state, step.moves
    if command.meaning("spindle") == "stop":
        state = replace(state, spindle="stop")
    if command.meaning("coolant") == "off":
        state = replace(state, coolant=False)
    flow = command.meaning("flow")
    if flow == "stop":
        moves = (*moves, pause(STOP, command, state, machine, 0.0))
    elif flow == "end":
        state = replace(state, spindle="stop", coolant=False, ended=True)
    return Step(state, moves, step.findings)
