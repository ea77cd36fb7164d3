"""What happens in a lathe's block before its motion: turret, offset, speed, feed, spindle."""

from __future__ import annotations

from dataclasses import replace

from xblocks.nc.engine.control.coordinates import program_position
from xblocks.nc.engine.control.machine_control import INCH_MM, Control
from xblocks.nc.engine.control.modal import State, ToolOffset
from xblocks.nc.engine.control.motion import pause
from xblocks.nc.engine.control.preparation import feed_of, surface_of
from xblocks.nc.engine.control.step import Step
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of, spindle_of
from xblocks.nc.engine.moves import TOOL

_LEAST_LEAD_MM = 0.0001
_LEAST_LEAD_INCH = 0.000001
_STATION = 100


def prepare_turning(command: Command, before: State, state: State, control: Control) -> Step:
    """The state and moves before the block's motion; `before` is the state in which the block's
    codes did not count yet. Raises `Rejected` for a station or offset that there is not."""
    step = _tool(command, state, control)
    state, findings = _speed(command, before, step.state, control)
    if "F" in command.values:
        state, more = _feed(command.values["F"], command, state, control)
        findings += more
    if command.meaning("spindle") in ("cw", "ccw"):
        state = replace(state, spindle=command.meaning("spindle") or "stop")
    if command.meaning("coolant") == "on":
        state = replace(state, coolant=True)
    if "rigid" in command.codes:
        state = replace(state, rigid=command.meaning("rigid") == "on")
    return Step(state, step.moves, tuple(findings))


def _tool(command: Command, state: State, control: Control) -> Step:
    """T0102: station 1 to the front, and offset 2 shifts the coordinates. Offset 0 ends the offset,
    station 0 leaves the turret where it is."""
    word = command.values.get("T")
    if word is None:
        return Step(state)
    station, number = divmod(int(word.number), _STATION)
    if (station == 0 and number > 0 and len(word.digits) < 4) or station >= _STATION:
        raise reject_turning("tool-format", word.place, word=word.text)
    if station and all(tool.number != station for tool in control.machine.turret):
        raise reject_turning("no-station", word.place, word=word.text)
    register = state.offsets.tool(number) or ToolOffset()
    x = register.x_mm + register.x_wear_mm
    z = register.length_mm + register.length_wear_mm
    indexes = station not in (0, state.tool)
    state = replace(
        state,
        tool=station or state.tool,
        selected=int(word.number),
        offset_number=number,
        lathe=replace(lathe_of(state), tool_mm=(x, 0.0, z)),
    )
    if not indexes:
        return Step(state)
    return Step(state, (pause(TOOL, command, state, control.machine.tool_change_s),))


def _speed(
    command: Command, before: State, state: State, control: Control
) -> tuple[State, list[Finding]]:
    """S is a limit beside G50, metres a minute (feet in inches) under G96, else turns a minute.
    G97 without S keeps the speed that the spindle has."""
    word = command.values.get("S")
    surface = state.modal["speed"] == "surface"
    limit = control.machine.max_spindle_rpm
    if word is None:
        if before.modal["speed"] == "surface" and not surface:
            r = abs(program_position(before)[0])
            state = replace(state, speed_rpm=spindle_of(before).rpm_at(r, limit))
        return state, []
    if command.meaning(ONE_SHOT) == "preset":
        return replace(state, surface=replace(state.surface, most_rpm=word.number)), []
    if surface:
        return replace(state, surface=replace(state.surface, m_per_min=surface_of(word, state))), []
    findings = []
    if word.number > limit:
        findings.append(finding("speed-clamped", command.line, value=word.number, limit=limit))
    return replace(state, speed_rpm=min(word.number, limit)), findings


def _feed(
    word: Word, command: Command, state: State, control: Control
) -> tuple[State, list[Finding]]:
    """F is the lead where the block cuts a thread, and stays in force as a feed a turn."""
    per_minute = state.modal["feed"] == "per-minute"
    if cuts_thread(command, state):
        lead = _lead_mm(word, state, control)
        lathe = replace(lathe_of(state), lead_mm=lead)
        return replace(state, lathe=lathe, feed=state.feed if per_minute else lead), []
    rate, limit = feed_of(word, state, control), control.machine.max_feed_mm_per_min
    if per_minute and rate > limit:
        clamped = finding("feed-clamped", command.line, value=rate, limit=limit)
        return replace(state, feed=limit), [clamped]
    return replace(state, feed=rate), []


def cuts_thread(command: Command, state: State) -> bool:
    """Whether F of the block is a lead."""
    one_shot = command.meaning(ONE_SHOT)
    if one_shot is not None:
        return one_shot == "threading"
    return state.modal["motion"] in ("thread", "threading-cycle")


def _lead_mm(word: Word, state: State, control: Control) -> float:
    """Without a point a lead counts 0.0001 mm or 0.000001 inch on the least-increment machine."""
    inch = state.modal["unit"] == "inch"
    if word.has_point or control.machine.calculator_decimal:
        return word.number * (INCH_MM if inch else 1.0)
    return word.number * (INCH_MM * _LEAST_LEAD_INCH if inch else _LEAST_LEAD_MM)
