"""The turning cycles as words: G70 to G76 in two lines or in one, and G90, G92, G94.

Which cycle it is follows from its meaning; the geometry is in `roughing_cycles`, `pecking_cycles`,
`threading_cycle` and `single_cycles`. The first of two lines only stores data, which stays, as in
the control's parameters; one with P and Q, or with an end point, does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.command import Command
from xblocks.nc.engine.contour import Point
from xblocks.nc.engine.control import Control
from xblocks.nc.engine.coordinates import offset_of, target
from xblocks.nc.engine.dialect import ONE_SHOT
from xblocks.nc.engine.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_motion import lathe_of
from xblocks.nc.engine.lathe_moves import Element
from xblocks.nc.engine.lathe_path import (
    check_cut,
    check_uncompensated,
    command_code,
    here,
    lead_of,
    run_elements,
    start_deg,
)
from xblocks.nc.engine.lathe_words import counted_mm
from xblocks.nc.engine.modal import SingleCycle, State
from xblocks.nc.engine.pecking_cycles import Pecking, g74, g75
from xblocks.nc.engine.roughing_cycles import PatternRepeating, StockRemoval, g71, g72, g73
from xblocks.nc.engine.single_cycles import g90, g92, g94
from xblocks.nc.engine.step import Contour, Step
from xblocks.nc.engine.threading_cycle import BOTH_EDGES, ONE_EDGE, ThreadCycle, g76

_PARAMETERS: Mapping[str, float] = {
    "escape": 0.5,
    "finishing-passes": 1.0,
}
"""What the control uses until a first line says otherwise; 0 where not named."""

_ANGLES_DEG = (0, 29, 30, 55, 60, 80)


def _stored(state: State, name: str) -> float:
    return lathe_of(state).stored.get(name, _PARAMETERS.get(name, 0.0))


def _store(state: State, **values: float | None) -> State:
    lathe = lathe_of(state)
    said = {name.replace("_", "-"): value for name, value in values.items() if value is not None}
    return replace(state, lathe=replace(lathe, stored={**lathe.stored, **said}))


def _mm(command: Command, state: State, control: Control, letter: str) -> float | None:
    """A word's length (a radius), None if it is left out."""
    word = command.values.get(letter)
    return None if word is None else control.length_mm(word, state.modal["unit"])


def _counted(command: Command, state: State, control: Control, letter: str) -> float | None:
    word = command.values.get(letter)
    return None if word is None else counted_mm(word, control, state.modal["unit"])


def _code(command: Command) -> str:
    return command_code(command, ONE_SHOT, "")


# -- G70 to G73 ------------------------------------------------------------------------------------


def _finishing(command: Command, state: State, control: Control) -> Step:
    """G70 P Q."""
    del control
    return Step(state, contour=_contour(command))


def _contour(
    command: Command, rough: Callable[[tuple[Element, ...], bool], Step] | None = None
) -> Contour:
    first, last = command.values.get("P"), command.values.get("Q")
    if first is None or last is None:
        raise reject_turning("shape-words", command.place, code=_code(command))
    return Contour(first, last, command, rough)


def _removal(command: Command, state: State, control: Control, *, facing: bool) -> Step:
    """G71 U R, then G71 P Q U W F; G72 with W for the depth; in one line D is the depth."""
    for letter in "IK":
        if letter in command.values:
            word = command.values[letter]
            raise reject("unused-word", word.place, word=word.text)
    if not command.has("PQ"):
        depth = _mm(command, state, control, "W" if facing else "U")
        return Step(_store(state, depth=depth, escape=_mm(command, state, control, "R")))
    state = _store(state, depth=_counted(command, state, control, "D"))
    check_cut(command, state)

    def rough(shape: tuple[Element, ...], hollows: bool) -> Step:
        words = StockRemoval(
            depth_mm=_stored(state, "depth"),
            escape_mm=_stored(state, "escape"),
            u_diameter_mm=_mm(command, state, control, "U") or 0.0,
            w_mm=_mm(command, state, control, "W") or 0.0,
            feed_mm=state.feed,
            line=command.line,
            hollows=hollows,
        )
        cycle = g72 if facing else g71
        return run_elements(
            cycle(here(state), shape, words, command.place), command, state, control
        )

    return Step(state, contour=_contour(command, rough))


def _pattern(command: Command, state: State, control: Control) -> Step:
    """G73 U W R, then G73 P Q U W F; in one line I, K and D are the relief and the repeats."""
    if not command.has("PQ"):
        repeats = command.values.get("R")
        return Step(
            _store(
                state,
                relief_x=_mm(command, state, control, "U"),
                relief_z=_mm(command, state, control, "W"),
                repeats=repeats.number if repeats else None,
            )
        )
    times = command.values.get("D")
    state = _store(
        state,
        relief_x=_mm(command, state, control, "I"),
        relief_z=_mm(command, state, control, "K"),
        repeats=times.number if times else None,
    )
    check_cut(command, state)

    def rough(shape: tuple[Element, ...], hollows: bool) -> Step:
        del hollows
        words = PatternRepeating(
            relief=(_stored(state, "relief-z"), _stored(state, "relief-x")),
            repeats=round(_stored(state, "repeats")),
            u_diameter_mm=_mm(command, state, control, "U") or 0.0,
            w_mm=_mm(command, state, control, "W") or 0.0,
            feed_mm=state.feed,
            line=command.line,
        )
        return run_elements(g73(here(state), shape, words, command.place), command, state, control)

    return Step(state, contour=_contour(command, rough))


# -- G74 to G76 ------------------------------------------------------------------------------------


def _pecking(command: Command, state: State, control: Control, *, facing: bool) -> Step:
    """G74 R, then G74 X Z P Q R F; G75 alike; in one line I, K and D for P, Q and R."""
    if not command.has("XZPQIKD"):
        return Step(_store(state, peck_escape=_mm(command, state, control, "R")))
    code = _code(command)
    check_uncompensated(command, state, code)
    check_cut(command, state)
    end = _end(command, state, control)
    deep = "Z" if facing else "X"
    if deep not in command.values:
        raise reject_turning("cycle-words", command.place, code=code, letters=deep)
    across, along = ("P", "Q") if command.has("PQ") else ("I", "K")
    words = Pecking(
        end=end,
        escape_mm=_stored(state, "peck-escape"),
        p_mm=_counted(command, state, control, across) or 0.0,
        q_mm=_counted(command, state, control, along) or 0.0,
        relief_mm=_mm(command, state, control, "R")
        or _counted(command, state, control, "D")
        or 0.0,
        feed_mm=state.feed,
        line=command.line,
    )
    cycle = g74 if facing else g75
    return run_elements(cycle(here(state), words, command.place), command, state, control)


def _end(command: Command, state: State, control: Control) -> Point:
    """Where X, Z (U, W) lead, in program coordinates; what is left out stays."""
    end, zero = target(command, state, control)[1], offset_of(state)
    return end[2] - zero[2], end[0] - zero[0]


def _threading(command: Command, state: State, control: Control) -> Step:
    """G76 P Q R, then G76 X Z R P Q F; in one line X Z I K D A P F."""
    if not command.has("XZ"):
        return Step(_store_threading(command, state, control))
    code = _code(command)
    check_uncompensated(command, state, code)
    check_cut(command, state, threading=True)
    in_one = command.has("KDA")
    needed = "KD" if in_one else "PQ"
    if not all(letter in command.values for letter in needed):
        letters = ", ".join(needed)
        raise reject_turning("cycle-words", command.place, code=code, letters=letters)
    taper = _mm(command, state, control, "I" if in_one else "R") or 0.0
    lead = lead_of(state)
    cycle = ThreadCycle(
        end=_end(command, state, control),
        height_mm=_height(command, state, control, in_one=in_one),
        first_depth_mm=_counted(command, state, control, needed[1]) or 0.0,
        lead_mm=lead,
        line=command.line,
        taper_mm=taper,
        angle_deg=_stored(state, "angle"),
        least_depth_mm=_stored(state, "least-depth"),
        allowance_mm=_stored(state, "allowance"),
        finishing_passes=round(_stored(state, "finishing-passes")),
        chamfer_mm=_stored(state, "chamfer") * lead / 10,
    )
    if in_one:
        cycle = _in_one_line(cycle, command, control)
    return run_elements(g76(here(state), cycle, command.place), command, state, control)


def _height(command: Command, state: State, control: Control, *, in_one: bool) -> float:
    if in_one:
        return _mm(command, state, control, "K") or 0.0
    return _counted(command, state, control, "P") or 0.0


def _in_one_line(cycle: ThreadCycle, command: Command, control: Control) -> ThreadCycle:
    """A is the angle; P the way of infeed, 1 to 4; Q where the thread starts."""
    angle, way = command.values.get("A"), command.values.get("P")
    chosen = int(way.number) if way else 1
    if way is not None and chosen not in (1, 2, 3, 4):
        raise reject("unused-word", way.place, word=way.text)
    return replace(
        cycle,
        angle_deg=control.degrees(angle) if angle else 0.0,
        infeed=ONE_EDGE if chosen % 2 else BOTH_EDGES,
        equal_area=chosen < 3,
        start_deg=start_deg(command),
    )


def _store_threading(command: Command, state: State, control: Control) -> State:
    """P mmrraa is the finishing passes, the chamfer in tenths of the lead, and the angle."""
    word = command.values.get("P")
    passes = chamfer = angle = None
    if word is not None:
        packed = int(word.number)
        passes = packed // 10_000 or None
        chamfer, angle = packed // 100 % 100, packed % 100
        if angle not in _ANGLES_DEG or packed >= 1_000_000:
            raise reject_turning("thread-angle", word.place, word=word.text)
    return _store(
        state,
        finishing_passes=passes,
        chamfer=chamfer,
        angle=angle,
        least_depth=_counted(command, state, control, "Q"),
        allowance=_mm(command, state, control, "R"),
    )


CYCLES: Mapping[str, Callable[[Command, State, Control], Step]] = {
    "finishing": _finishing,
    "rough-turning": partial(_removal, facing=False),
    "rough-facing": partial(_removal, facing=True),
    "pattern-repeating": _pattern,
    "peck-facing": partial(_pecking, facing=True),
    "peck-turning": partial(_pecking, facing=False),
    "threading": _threading,
}
"""What each one-shot cycle does."""


# -- G90, G92, G94 ---------------------------------------------------------------------------------

SINGLE = frozenset({"turning-cycle", "threading-cycle", "facing-cycle"})
"""The motions that are cycles: every block with coordinates is one pass from the start and back."""


def single_cycle(command: Command, state: State, control: Control) -> Step:
    """One pass; X, Z and R that are left out are those of the pass before."""
    kind, start = state.modal["motion"], here(state)
    if not command.has("XZRIK"):
        return Step(state)
    before = lathe_of(state).cycle or SingleCycle(kind, start)
    said = _end(command, state, control)
    end = (
        said[0] if "Z" in command.values else before.end[0],
        said[1] if "X" in command.values else before.end[1],
    )
    tapers = [_mm(command, state, control, letter) for letter in "RIK"]
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
            chamfer_mm=_stored(state, "chamfer") * lead / 10,
            line=line,
        )
    cut = g94 if cycle.kind == "facing-cycle" else g90
    return cut(start, end, taper_mm=taper, feed_mm=state.feed, line=line)
