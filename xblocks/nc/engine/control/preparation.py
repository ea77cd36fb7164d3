"""What happens in a block before its motion: tool, speed, feed, spindle and coolant on."""

from __future__ import annotations

import math
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.coordinates import program_position
from xblocks.nc.engine.control.machine_control import INCH_MM, Control
from xblocks.nc.engine.control.modal import State, Surface
from xblocks.nc.engine.control.motion import pause, straight
from xblocks.nc.engine.control.step import Step
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import AXES, ONE_SHOT
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.moves import RAPID, TOOL

FOOT_M = 0.3048


def prepare(command: Command, state: State, control: Control) -> Step:
    """The state and moves before the block's motion. Raises `Rejected` for a tool that there is
    not."""
    findings: list[Finding] = []
    machine = control.machine
    step = _tool(command, state, control)
    state = step.state
    if "S" in command.values or state.modal["speed"] == "surface":
        state, findings = _speed(command, state, control)
    feed = command.values.get("F")
    if feed is not None:
        rate, limit = feed_of(feed, state, control), machine.max_feed_mm_per_min
        if state.modal["feed"] == "per-minute" and rate > limit:
            findings.append(finding("feed-clamped", command.line, value=rate, limit=limit))
            rate = limit
        state = replace(state, feed=rate)
    return Step(_switched_on(command, state), step.moves, tuple(findings))


def _switched_on(command: Command, state: State) -> State:
    """Spindle, coolant and rigid tapping, as far as the block's codes start them."""
    if not command.codes:
        return state
    turning, _, wet = (command.meaning("spindle") or "stop").partition("-")
    if turning in ("cw", "ccw"):
        state = replace(state, spindle=turning)
    if wet or "on" in (command.meaning("coolant"), command.meaning("inner-coolant")):
        state = replace(state, coolant=True)
    if command.meaning("rigid") is not None:
        state = replace(state, rigid=command.meaning("rigid") == "on")
    return state


def _speed(command: Command, state: State, control: Control) -> tuple[State, list[Finding]]:
    """S in rpm; in G96 in m/min, which gives the speed at the block's end, held to that of
    G92 S. Beside G92, S is that limit and no speed."""
    word, surface = command.values.get("S"), state.modal["speed"] == "surface"
    if command.meaning(ONE_SHOT) == "preset":
        word = None
    if surface:
        axis = command.values.get("P") if command.meaning("speed") == "surface" else None
        if axis is not None and not 0 <= axis.number <= len(AXES):
            raise reject("surface-axis", axis.place, word=axis.text)
        limit = command.values.get("D") if command.meaning("speed") == "surface" else None
        before = state.surface
        after = Surface(
            surface_of(word, state) if word else before.m_per_min,
            max(0, int(axis.number) - 1) if axis else before.axis,
            limit.number if limit else before.most_rpm,
        )
        state = replace(state, surface=after)
        wanted = _surface_rpm(command, state, control)
    elif word is None:
        return state, []
    else:
        wanted = word.number
    most = control.machine.max_spindle_rpm
    rpm, findings = min(wanted, most), list[Finding]()
    if rpm < wanted and not surface:
        findings.append(finding("speed-clamped", command.line, value=wanted, limit=rpm))
    return replace(state, speed_rpm=rpm), findings


def _surface_rpm(command: Command, state: State, control: Control) -> float:
    letter = AXES[state.surface.axis]
    radius_mm = program_position(state)[state.surface.axis]
    word = command.values.get(letter)
    if word is not None and command.meaning(ONE_SHOT) is None:
        length = control.length_mm(word, state.modal["unit"])
        radius_mm = length + (radius_mm if state.modal["distance"] == "incremental" else 0.0)
    around = 2 * math.pi * abs(radius_mm)
    most = min(state.surface.most_rpm, control.machine.max_spindle_rpm)
    return min(most, 1000 * state.surface.m_per_min / around) if around else most


def surface_of(word: Word, state: State) -> float:
    """S of G96 in m/min; feet a minute where input is in inches."""
    return word.number * (FOOT_M if state.modal["unit"] == "inch" else 1.0)


def feed_of(word: Word, state: State, control: Control) -> float:
    """F in mm. Without a point it counts 1 mm/min, 0.01 inch/min or 0.01 mm/rev on the
    least-increment machine."""
    mode, inch = state.modal["feed"], state.modal["unit"] == "inch"
    if mode == "inverse-time":
        return word.number
    counts_in_full = word.has_point or control.machine.calculator_decimal
    if mode == "per-revolution":
        return word.number * (INCH_MM if inch else 1.0) * (1.0 if counts_in_full else 0.01)
    return word.number * (INCH_MM * (1.0 if counts_in_full else 0.01) if inch else 1.0)


def _tool(command: Command, state: State, control: Control) -> Step:
    """T selects, M06 changes: the changer raises the spindle to the reference point and stops
    it."""
    word, machine = command.values.get("T"), control.machine
    if word is not None:
        number = int(word.number)
        if number != 0 and machine.tool(number) is None:
            raise reject("tool-number", word.place, word=word.text)
        state = replace(state, selected=number)
    if command.meaning("tool") != "change":
        return Step(state)
    if state.selected == 0 and word is None and state.tool == 0:
        raise reject("tool-none", command.codes["tool"][1].place)
    up = state.position
    if control.dialect.parameters.change_raises:
        up = (up[0], up[1], machine.reference_mm[2])
    retract = straight(RAPID, command, state, up, machine)
    state = replace(state, position=up, spindle="stop", coolant=False, tool=state.selected)
    change = pause(TOOL, command, state, machine.tool_change_s)
    return Step(state, (*retract, change))
