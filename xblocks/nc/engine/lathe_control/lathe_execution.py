"""What a block does on a lathe: checked whole, then executed whole.

Within a block the turret comes first, then spindle and coolant on, motion, spindle and coolant off,
stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from xblocks.nc.engine.control.execution import check_modes, dwell_s, finish
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State, modal_after
from xblocks.nc.engine.control.motion import pause
from xblocks.nc.engine.control.references import (
    check_reference,
    in_machine_coordinates,
    to_reference,
)
from xblocks.nc.engine.control.settings import set_local, unset_preset
from xblocks.nc.engine.control.step import Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT
from xblocks.nc.engine.lathe_control.face_drilling import drill_face
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.lathe_cycles import CYCLES
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of
from xblocks.nc.engine.lathe_control.lathe_path import plain_motion, thread_motion
from xblocks.nc.engine.lathe_control.lathe_preparation import prepare_turning
from xblocks.nc.engine.lathe_control.lathe_settings import set_lathe_data, set_lathe_preset
from xblocks.nc.engine.lathe_control.lathe_single_cycles import SINGLE, single_cycle
from xblocks.nc.engine.lathe_control.lathe_words import check_lathe_words, on_axes
from xblocks.nc.engine.moves import DWELL, Move

_GOING: Mapping[str, Callable[[Command, State, Control], tuple[State, tuple[Move, ...]]]] = {
    "reference": to_reference,
    "second-reference": to_reference,
    "reference-check": check_reference,
    "machine": in_machine_coordinates,
}

_SETTING: Mapping[str, Callable[[Command, State, Control], State]] = {
    "data": set_lathe_data,
    "local": set_local,
    "preset": set_lathe_preset,
    "unset": unset_preset,
}


_OF_MOTION = ("X", "Z", "I", "K", "R", "A", "C", ",A", ",C", ",R")


def execute_turning(command: Command, state: State, control: Control) -> Step:
    """What the command does to the state. Raises `Rejected` if it can't be done."""
    before, modal = state, _modal(command, state)
    check_modes(command, state.modal, modal, control.dialect.parameters)
    check_lathe_words(command, modal, control)
    if modal is not state.modal:
        feed_mode_changed = modal["feed"] != state.modal["feed"]
        state = replace(state, modal=modal, feed=0.0 if feed_mode_changed else state.feed)
    prepared = prepare_turning(command, before, _ending(state), control)
    command = on_axes(command, control.dialect)
    step = _act(command, before, prepared.state, control)
    if prepared.moves or prepared.findings:
        step = replace(
            step,
            moves=prepared.moves + step.moves,
            findings=prepared.findings + step.findings,
        )
    return finish(command, step, control)


def _modal(command: Command, state: State) -> Mapping[str, str]:
    """The meanings in force once the block's codes count. A motion code ends the drilling of
    holes."""
    modal = modal_after(command, state.modal)
    if modal["drilling"] != "off" and "motion" in command.codes and "drilling" not in command.codes:
        return {**modal, "drilling": "off"}
    return modal


def _ending(state: State) -> State:
    """The state without what another code ends: a single cycle, a thread that goes on, holes."""
    if state.modal["drilling"] == "off" and lathe_of(state).hole is not None:
        state = replace(state, lathe=replace(lathe_of(state), hole=None), rigid=False)
    lathe, motion = lathe_of(state), state.modal["motion"]
    if lathe.cycle is not None and lathe.cycle.kind != motion:
        state = replace(state, lathe=replace(lathe, cycle=None))
    if lathe.thread_turned is not None and motion != "thread":
        state = replace(state, lathe=replace(lathe_of(state), thread_turned=None))
    return state


def _act(command: Command, before: State, state: State, control: Control) -> Step:
    one_shot, motion = command.meaning(ONE_SHOT), state.modal["motion"]
    goes_on = one_shot is None and motion == "line"
    if lathe_of(state).held is not None and not goes_on:
        raise reject_turning("angle-alone", command.place)
    if one_shot is not None:
        return _once(one_shot, command, state, control)
    if state.modal["drilling"] != "off":
        return drill_face(command, state, control)
    if motion in SINGLE:
        return single_cycle(command, state, control)
    if motion == "thread":
        return thread_motion(command, state, control)
    return _plain(command, before, state, control)


def _once(one_shot: str, command: Command, state: State, control: Control) -> Step:
    if one_shot == "dwell":
        return Step(state, (pause(DWELL, command, state, dwell_s(command, control)),))
    if one_shot in _GOING:
        return Step(*_GOING[one_shot](command, state, control))
    if one_shot in _SETTING:
        return Step(_SETTING[one_shot](command, state, control))
    return CYCLES[one_shot](command, state, control)


def _plain(command: Command, before: State, state: State, control: Control) -> Step:
    """A block without coordinates and without a centre moves nothing."""
    held = lathe_of(state).held is not None
    if held or any(letter in command.values for letter in _OF_MOTION):
        return plain_motion(command, before, state, control)
    return Step(state)
