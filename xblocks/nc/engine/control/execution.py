"""What a block does: checked whole, then executed whole.

Within a block the machine does as a machining centre does: tool, spindle and coolant on, motion,
then coolant and spindle off, then stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.arcs import Written, arc_of
from xblocks.nc.engine.control.coordinates import offset_of, program_position, target
from xblocks.nc.engine.control.cycles import drill
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State, modal_after, names_extra_work
from xblocks.nc.engine.control.motion import along_arc, check_feed, pause, straight
from xblocks.nc.engine.control.preparation import prepare
from xblocks.nc.engine.control.references import (
    check_reference,
    from_one_side,
    from_reference,
    in_machine_coordinates,
    to_reference,
)
from xblocks.nc.engine.control.settings import (
    MAX_EXTRA_WORK,
    set_data,
    set_figure,
    set_local,
    set_look_ahead,
    set_preset,
    sets_figure,
    unset_preset,
)
from xblocks.nc.engine.control.step import Compensation, Corner, Step
from xblocks.nc.engine.findings import finding
from xblocks.nc.engine.language.command import Command, check_every_word_used
from xblocks.nc.engine.language.dialect import ONE_SHOT, Parameters
from xblocks.nc.engine.moves import DWELL, FEED, RAPID, STOP, Move


def execute_command(command: Command, state: State, control: Control) -> Step:
    """What the command does to the state. Raises `Rejected` if it can't be done."""
    modal = _modal(command, state, control)
    check_modes(command, state.modal, modal, control.dialect.parameters)
    check_every_word_used(command, modal)
    if modal["cycle"] == "off" and (state.cycle or state.rigid):
        state = replace(state, cycle=None, rigid=state.rigid and command.meaning("cycle") != "off")
    if modal is not state.modal:
        feed_mode_changed = modal["feed"] != state.modal["feed"]
        state = replace(state, modal=modal, feed=0.0 if feed_mode_changed else state.feed)
    before = prepare(command, state, control)
    step = _after_offsets(command, before, control)
    return finish(command, step, control)


def _modal(command: Command, state: State, control: Control) -> Mapping[str, str]:
    modal = modal_after(command, state.modal)
    if control.dialect.parameters.one_motion_mode and "cycle" in command.codes:
        if "motion" in command.codes:
            if command.meaning("cycle") == "off":
                return modal
            first, word = command.codes["motion"][0], command.codes["cycle"][1]
            raise reject("contradiction", word.place, first=first.name, word=word.text)
        modal = {**modal, "motion": "none"}
    return modal


_REFERENCES = frozenset({"reference", "second-reference", "reference-check", "from-reference"})


def check_modes(
    command: Command, before: Mapping[str, str], modal: Mapping[str, str], parameters: Parameters
) -> None:
    """What must not change, or not be done, in the modes in force."""
    compensated = before["radius"] != "off" and modal["radius"] != "off"
    if compensated and before["plane"] != modal["plane"]:
        raise reject("compensation-plane", command.codes["plane"][1].place)
    if compensated and "radius" in command.codes and not parameters.sides_change:
        raise reject("compensation-side", command.codes["radius"][1].place)
    one_shot = command.codes.get(ONE_SHOT)
    if one_shot and modal["cycle"] != "off" and one_shot[0].meaning in _REFERENCES:
        raise reject("cycle-reference", one_shot[1].place, word=one_shot[0].name)
    if one_shot and one_shot[0].meaning == "skip" and modal["radius"] != "off":
        raise reject("skip-compensated", one_shot[1].place)
    extra = command.codes.get("work")
    if extra and extra[0].meaning == "G54.1" and "P" not in command.values:
        raise reject("work-number", extra[1].place, word=extra[0].name)
    if names_extra_work(command):
        number = command.values["P"]
        if not 1 <= number.number <= MAX_EXTRA_WORK:
            raise reject("work-number", number.place, word=number.text)


# -- offsets and motion ----------------------------------------------------------------------------


def _after_offsets(command: Command, before: Step, control: Control) -> Step:
    state = _offsets(command, before.state, control)
    one_shot = command.meaning(ONE_SHOT)
    if one_shot == "dwell":
        seconds = dwell_s(command, control)
        after = Step(state, (pause(DWELL, command, state, seconds),))
    elif one_shot == "one-direction" and state.modal["cycle"] == "off":
        after = Step(*from_one_side(command, state, control))
    elif one_shot is not None and one_shot in _GOING:
        after = Step(*_GOING[one_shot](command, state, control))
    elif one_shot is not None and one_shot in _SETTING:
        after = Step(_SETTING[one_shot](command, state, control))
    elif sets_figure(command):
        after = Step(set_figure(command, state, control))
    else:
        state = set_figure(command, state, control)
        after = _axes(command, state, control, skipping=one_shot == "skip")
    if not before.moves and not before.findings:
        return after
    return replace(
        after, moves=before.moves + after.moves, findings=before.findings + after.findings
    )


_GOING: Mapping[str, Callable[[Command, State, Control], tuple[State, tuple[Move, ...]]]] = {
    "reference": to_reference,
    "second-reference": to_reference,
    "reference-check": check_reference,
    "from-reference": from_reference,
    "machine": in_machine_coordinates,
}

_SETTING: Mapping[str, Callable[[Command, State, Control], State]] = {
    "data": set_data,
    "local": set_local,
    "preset": set_preset,
    "unset": unset_preset,
    "high-speed": set_look_ahead,
    "contour-control": set_look_ahead,
    "look-ahead": set_look_ahead,
    "data-end": set_look_ahead,
}


def _axes(command: Command, state: State, control: Control, *, skipping: bool) -> Step:
    if state.modal["cycle"] != "off":
        return Step(*drill(command, state, control))
    if skipping:
        modal = state.modal
        step = _motion(command, replace(state, modal={**modal, "motion": "line"}), control)
        there = program_position(step.state)
        return replace(
            step, state=replace(step.state, modal=modal, noted=replace(state.noted, skipped=there))
        )
    if command.has("XYZ") or command.has("IJKR"):
        return _motion(command, state, control)
    return Step(state)


def _offsets(command: Command, state: State, control: Control) -> State:
    """G43 H takes effect with the next Z word, G49 and H0 cancel; D chooses the cutter's radius. A
    register that changes meanwhile counts from the next H on."""
    if not command.has("HD") and not {"length", "radius"} & command.codes.keys():
        return state
    at_once = control.dialect.parameters.offset_of_tool
    word, radius = command.values.get("H"), command.values.get("D")
    radius = None if command.meaning("speed") == "surface" else radius
    number = int(word.number) if word else state.offset_number
    if at_once and word is None and command.meaning("length") == "plus":
        number = state.tool
    register = state.offsets.tool(number)
    if register is None:
        place = word.place if word else command.place
        raise reject("offset-number", place, word=f"H{number:02d}")
    length = register.length_mm + register.length_wear_mm
    wanted = {"plus": length, "minus": -length}.get(state.modal["length"], 0.0)
    if word is None and "length" not in command.codes:
        wanted = state.length_offset_mm
    chosen = int(radius.number) if radius else state.radius_number
    if at_once and radius is None and command.meaning("radius") in ("left", "right"):
        chosen = state.tool
    if state.offsets.tool(chosen) is None:
        raise reject(
            "offset-number", radius.place if radius else command.place, word=f"D{chosen:02d}"
        )
    return replace(
        state,
        offset_number=number,
        radius_number=chosen,
        length_offset_mm=wanted,
        length_applied_mm=wanted if at_once else state.length_applied_mm,
    )


def dwell_s(command: Command, control: Control) -> float:
    """P is in milliseconds; X or U in seconds, without a point in milliseconds on the 0.001
    machine."""
    if "P" in command.values:
        return command.values["P"].number * control.dialect.parameters.dwell_unit_s
    if control.dialect.parameters.one_motion_mode:
        raise reject("dwell-time", command.codes[ONE_SHOT][1].place)
    word = command.values.get("X") or command.values.get("U")
    if word is None:
        return 0.0
    if word.number < 0:
        raise reject("sign", word.place, word=word.text)
    full = word.has_point or control.machine.calculator_decimal
    return word.number if full else word.number / 1000


def _motion(command: Command, state: State, control: Control) -> Step:
    kind, machine = state.modal["motion"], control.machine
    if kind == "none":
        raise reject("no-motion-code", command.first_place("XYZIJKR"))
    after, end = target(command, state, control)
    after = replace(after, position=end)
    compensation, corner = _compensation(state), _corner(command, state, control)
    if kind == "rapid":
        moves = straight(RAPID, command, state, end, machine)
        return Step(after, moves, compensation=compensation)
    check_feed(command, state, is_arc=kind != "line")
    if kind == "line":
        moves = straight(FEED, command, state, end, machine)
        return Step(after, moves, compensation=compensation, corner=corner)
    arc = arc_of(
        command,
        state.position,
        end,
        plane=state.modal["plane"],
        clockwise=kind == "arc-cw",
        length_mm=lambda word: control.length_mm(word, state.modal["unit"]),
        tolerance_mm=machine.arc_tolerance_mm,
        written=Written(
            state.transform,
            offset_of(state) if state.modal.get("centre") == "absolute" else None,
        ),
    )
    if arc is None and control.dialect.parameters.one_motion_mode:
        raise reject("arc-no-centre", command.place)
    if arc is None:
        moves = straight(FEED, command, state, end, machine)
        noticed = (finding("arc-without-motion", command.line),)
        return Step(after, moves, noticed, compensation, corner)
    move = along_arc(command, state, end, arc, machine)
    return Step(after, (move,), compensation=compensation, corner=corner)


def _compensation(state: State) -> Compensation | None:
    """The compensation in force; a mirror image and a negative radius change the side."""
    if state.modal["radius"] == "off":
        return None
    plane = state.modal["plane"]
    register = state.offsets.tool(state.radius_number)
    radius = register.radius_mm + register.radius_wear_mm if register else 0.0
    side = 1 if state.modal["radius"] == "left" else -1
    if (radius < 0) != state.transform.reverses(plane):
        side = -side
    return Compensation(side, abs(radius), plane)


def _corner(command: Command, state: State, control: Control) -> Corner | None:
    for letter in (",C", ",R"):
        if letter in command.values:
            size = control.length_mm(command.values[letter], state.modal["unit"])
            return Corner(letter[1], size, state.modal["plane"])
    return None


# -- coolant and spindle off, stop -----------------------------------------------------------------


def finish(command: Command, step: Step, control: Control) -> Step:
    """The step with what a block does last: spindle and coolant off, stop, end of program."""
    state, moves = step.state, step.moves
    if command.last_m is not None:
        state = replace(state, noted=replace(state.noted, last_m=command.last_m))
    if command.meaning("spindle") == "stop":
        state = replace(state, spindle="stop")
    if command.meaning("coolant") == "off":
        state = replace(state, coolant=False)
    flow = command.meaning("flow")
    if flow == "stop" or (flow == "optional-stop" and control.machine.optional_stop):
        moves = (*moves, pause(STOP, command, state, 0.0))
    elif flow == "end":
        state = replace(state, spindle="stop", coolant=False, ended=True)
    if state is step.state and moves is step.moves:
        return step
    return replace(step, state=state, moves=moves)
