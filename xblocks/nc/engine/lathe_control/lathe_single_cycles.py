"""The single cycles of turning: G90, G92, G94 (G77, G78, G79 in system B)."""

from __future__ import annotations

from dataclasses import replace

from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import SingleCycle, State
from xblocks.nc.engine.control.step import Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.lathe_control.lathe_cycle_words import end_of, length_of, stored
from xblocks.nc.engine.lathe_control.lathe_motion import lathe_of
from xblocks.nc.engine.lathe_control.lathe_path import (
    check_cut,
    check_no_start,
    check_uncompensated,
    command_code,
    here,
    lead_of,
    run_elements,
    start_deg,
)
from xblocks.nc.engine.lathe_control.single_cycles import g90, g92, g94
from xblocks.nc.engine.turning.contour import Point
from xblocks.nc.engine.turning.lathe_moves import Element

SINGLE = frozenset({"turning-cycle", "threading-cycle", "facing-cycle"})
"""The motions that are cycles: every block with coordinates is one pass from the start and back."""


def single_cycle(command: Command, state: State, control: Control) -> Step:
    """One pass; X, Z and R that are left out are those of the pass before."""
    kind, start = state.modal["motion"], here(state)
    if not command.has("XZRIK"):
        check_no_start(command)
        return Step(state)
    before = lathe_of(state).cycle or SingleCycle(kind, start)
    said = end_of(command, state, control)
    end = (
        said[0] if "Z" in command.values else before.end[0],
        said[1] if "X" in command.values else before.end[1],
    )
    tapers = [length_of(command, state, control, letter) for letter in "RIK"]
    taper = next((one for one in tapers if one is not None), before.taper_mm)
    threading = kind == "threading-cycle"
    if threading or taper:
        check_uncompensated(command, state, command_code(command, "motion", "G90/G92/G94"))
    check_cut(command, state, threading=threading)
    lathe = replace(lathe_of(state), cycle=SingleCycle(kind, end, taper))
    state = replace(state, lathe=lathe)
    elements = _pass(command, state, start, lathe.cycle or before)
    return run_elements(elements, command, state, control)


def _pass(command: Command, state: State, start: Point, cycle: SingleCycle) -> tuple[Element, ...]:
    line, end, taper = command.line, cycle.end, cycle.taper_mm
    if cycle.kind == "threading-cycle":
        lead = lead_of(state)
        return g92(
            start,
            end,
            taper_mm=taper,
            lead_mm=lead,
            start_deg=start_deg(command),
            chamfer_mm=stored(state, "chamfer") * lead / 10,
            line=line,
        )
    cut = g94 if cycle.kind == "facing-cycle" else g90
    return cut(start, end, taper_mm=taper, feed_mm=state.feed, line=line)
