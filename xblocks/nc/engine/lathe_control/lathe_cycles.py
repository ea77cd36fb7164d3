"""The turning cycles G70 to G76 as words, in two lines or in one.

Which cycle it is follows from its meaning; the geometry is in `roughing_cycles`, `pecking_cycles`
and `threading_cycle`. The first of two lines only stores data, which stays, as in
the control's parameters; one with P and Q, or with an end point, does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.step import Contour, Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.lathe_cycle_words import (
    counted_of,
    end_of,
    length_of,
    store,
    stored,
)
from xblocks.nc.engine.lathe_control.lathe_path import (
    check_cut,
    check_uncompensated,
    command_code,
    here,
    lead_of,
    run_elements,
    start_deg,
)
from xblocks.nc.engine.lathe_control.pecking_cycles import Pecking, g74, g75
from xblocks.nc.engine.lathe_control.roughing_cycles import (
    PatternRepeating,
    StockRemoval,
    g71,
    g72,
    g73,
)
from xblocks.nc.engine.lathe_control.threading_cycle import BOTH_EDGES, ONE_EDGE, ThreadCycle, g76
from xblocks.nc.engine.turning.lathe_moves import Element

_ANGLES_DEG = (0, 29, 30, 55, 60, 80)


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
        depth = length_of(command, state, control, "W" if facing else "U")
        return Step(store(state, depth=depth, escape=length_of(command, state, control, "R")))
    state = store(state, depth=counted_of(command, state, control, "D"))
    check_cut(command, state)

    def rough(shape: tuple[Element, ...], hollows: bool) -> Step:
        words = StockRemoval(
            depth_mm=stored(state, "depth"),
            escape_mm=stored(state, "escape"),
            u_diameter_mm=length_of(command, state, control, "U") or 0.0,
            w_mm=length_of(command, state, control, "W") or 0.0,
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
            store(
                state,
                relief_x=length_of(command, state, control, "U"),
                relief_z=length_of(command, state, control, "W"),
                repeats=repeats.number if repeats else None,
            )
        )
    times = command.values.get("D")
    state = store(
        state,
        relief_x=length_of(command, state, control, "I"),
        relief_z=length_of(command, state, control, "K"),
        repeats=times.number if times else None,
    )
    check_cut(command, state)

    def rough(shape: tuple[Element, ...], hollows: bool) -> Step:
        del hollows
        words = PatternRepeating(
            relief=(stored(state, "relief-z"), stored(state, "relief-x")),
            repeats=round(stored(state, "repeats")),
            u_diameter_mm=length_of(command, state, control, "U") or 0.0,
            w_mm=length_of(command, state, control, "W") or 0.0,
            feed_mm=state.feed,
            line=command.line,
        )
        return run_elements(g73(here(state), shape, words, command.place), command, state, control)

    return Step(state, contour=_contour(command, rough))


# -- G74 to G76 ------------------------------------------------------------------------------------


def _pecking(command: Command, state: State, control: Control, *, facing: bool) -> Step:
    """G74 R, then G74 X Z P Q R F; G75 alike; in one line I, K and D for P, Q and R."""
    if not command.has("XZPQIKD"):
        return Step(store(state, peck_escape=length_of(command, state, control, "R")))
    code = _code(command)
    check_uncompensated(command, state, code)
    check_cut(command, state)
    end = end_of(command, state, control)
    deep = "Z" if facing else "X"
    if deep not in command.values:
        raise reject_turning("cycle-words", command.place, code=code, letters=deep)
    step, peck = _pecks(command, state, control)
    words = Pecking(
        end=end,
        escape_mm=stored(state, "peck-escape"),
        p_mm=step,
        q_mm=peck,
        relief_mm=length_of(command, state, control, "R")
        or counted_of(command, state, control, "D")
        or 0.0,
        feed_mm=state.feed,
        line=command.line,
    )
    cycle = g74 if facing else g75
    return run_elements(cycle(here(state), words, command.place), command, state, control)


def _pecks(command: Command, state: State, control: Control) -> tuple[float, float]:
    """P and Q, which count least increments; in one line I and K, which are lengths."""
    if command.has("PQ"):
        read, across, along = counted_of, "P", "Q"
    else:
        read, across, along = length_of, "I", "K"
    return (
        read(command, state, control, across) or 0.0,
        read(command, state, control, along) or 0.0,
    )


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
    taper = length_of(command, state, control, "I" if in_one else "R") or 0.0
    lead = lead_of(state)
    cycle = ThreadCycle(
        end=end_of(command, state, control),
        height_mm=_height(command, state, control, in_one=in_one),
        first_depth_mm=counted_of(command, state, control, needed[1]) or 0.0,
        lead_mm=lead,
        line=command.line,
        taper_mm=taper,
        angle_deg=stored(state, "angle"),
        least_depth_mm=stored(state, "least-depth"),
        allowance_mm=stored(state, "allowance"),
        finishing_passes=round(stored(state, "finishing-passes")),
        chamfer_mm=stored(state, "chamfer") * lead / 10,
    )
    if in_one:
        cycle = _in_one_line(cycle, command, control)
    return run_elements(g76(here(state), cycle, command.place), command, state, control)


def _height(command: Command, state: State, control: Control, *, in_one: bool) -> float:
    if in_one:
        return length_of(command, state, control, "K") or 0.0
    return counted_of(command, state, control, "P") or 0.0


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
    """P mmrraa is the finishing passes, the chamfer in tenths of the lead, and the angle. The sign
    of R says nothing: some write a minus for an inside thread."""
    word, allowance = command.values.get("P"), length_of(command, state, control, "R")
    passes = chamfer = angle = None
    if word is not None:
        packed = int(word.number)
        passes = packed // 10_000 or None
        chamfer, angle = packed // 100 % 100, packed % 100
        if angle not in _ANGLES_DEG or packed >= 1_000_000:
            raise reject_turning("thread-angle", word.place, word=word.text)
    return store(
        state,
        finishing_passes=passes,
        chamfer=chamfer,
        angle=angle,
        least_depth=counted_of(command, state, control, "Q"),
        allowance=None if allowance is None else abs(allowance),
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
