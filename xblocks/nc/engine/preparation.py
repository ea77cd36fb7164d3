"""What happens in a block before its motion: tool, speed, feed, spindle and coolant on."""

from __future__ import annotations

from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.command import Command
from xblocks.nc.engine.control import INCH_MM, Control
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.modal import State
from xblocks.nc.engine.motion import pause, straight
from xblocks.nc.engine.moves import RAPID, TOOL
from xblocks.nc.engine.step import Step
from xblocks.nc.engine.words import Word


def prepare(command: Command, state: State, control: Control) -> Step:
    """The state and moves before the block's motion. Raises `Rejected` for a tool that there is
    not."""
    findings: list[Finding] = []
    machine = control.machine
    step = _tool(command, state, control)
    state = step.state
    speed, feed = command.values.get("S"), command.values.get("F")
    if speed is not None:
        rpm = min(speed.number, machine.max_spindle_rpm)
        if rpm < speed.number:
            findings.append(finding("speed-clamped", command.line, value=speed.number, limit=rpm))
        state = replace(state, speed_rpm=rpm)
    if feed is not None:
        rate, limit = feed_of(feed, state, control), machine.max_feed_mm_per_min
        if state.modal["feed"] == "per-minute" and rate > limit:
            findings.append(finding("feed-clamped", command.line, value=rate, limit=limit))
            rate = limit
        state = replace(state, feed=rate)
    if command.meaning("spindle") in ("cw", "ccw"):
        state = replace(state, spindle=command.meaning("spindle") or "stop")
    if command.meaning("coolant") == "on":
        state = replace(state, coolant=True)
    if command.meaning("rigid") == "on":
        state = replace(state, rigid=True)
    return Step(state, step.moves, tuple(findings))


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
