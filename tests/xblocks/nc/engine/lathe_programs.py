"""A lathe that runs programs, for the tests: the tools of `lathe_parts` in its turret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.xblocks.nc.engine.lathe_parts import LATHE, STOCK, TOOLS
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.language.dialect import DIALECTS, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.lathe_control.turret import lathe_moves
from xblocks.nc.engine.machine import Machine, Vector, example_lathe
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.lathe import Turned, turn
from xblocks.nc.engine.turning.profile import Profile, spans_at

ZERO: Vector = (-200.0, 0.0, -400.0)
"""Where the part's zero is in machine coordinates, X as a radius; G54 says the same."""


def lathe(tools: Sequence[LatheTool] = TOOLS) -> Machine:
    """Each tool reaches as far as its number makes it."""
    turret = tuple(
        replace(tool, mounted_mm=(100.0 + tool.number, 60.0 - tool.number)) for tool in tools
    )
    return replace(
        example_lathe(),
        low_mm=(-250.0, 0.0, -600.0),
        high_mm=(0.0, 0.0, 0.0),
        max_spindle_rpm=3000.0,
        work_offsets_mm={"G54": ZERO},
        turret=turret,
    )


def run_lathe(source: str, dialect: str = "fanuc-lathe-a", on: Machine | None = None) -> Run:
    """Run a program that is readable."""
    program, control = read_program(source), DIALECTS[dialect]
    assert check_words(program, control) == ()
    return run(program, on or lathe(), control)


def alarm_of(source: str, dialect: str = "fanuc-lathe-a") -> tuple[str, int]:
    """Number and line of the alarm that stops a program."""
    program, control = read_program(source), DIALECTS[dialect]
    unreadable = check_words(program, control)
    stopped = unreadable[0] if unreadable else run(program, lathe(), control).alarm
    assert stopped is not None
    return stopped.id, stopped.place.line


def said(source: str, dialect: str = "fanuc-lathe-a", on: Machine | None = None) -> list[str]:
    """The motions of a program that ends without an alarm: kind, X as a diameter and Z, as the
    program says them."""
    made = run_lathe(source, dialect, on)
    assert made.alarm is None, made.alarm
    shown = []
    for move in made.moves:
        if move.start != move.end:
            x, z = move.end[0] - move.offset[0], move.end[2] - move.offset[2]
            shown.append(f"{move.kind} X{2 * x + 0.0:.4g} Z{z + 0.0:.4g}".replace("-0 ", "0 "))
    return shown


def turned_text(
    source: str,
    dialect: str = "fanuc-lathe-a",
    stock: Profile = STOCK,
    on: Machine | None = None,
    tools: Sequence[LatheTool] = TOOLS,
) -> Turned:
    """Run a program that ends without an alarm, and turn `stock` with it."""
    machine = on or lathe(tools)
    made = run_lathe(source, dialect, machine)
    assert made.alarm is None, made.alarm
    return turn(lathe_moves(made.moves, machine, ZERO), stock, tools, LATHE)


def radius(result: Turned, z: float) -> float:
    """The outside radius of the part at a Z."""
    return spans_at(result.profile, z)[-1][1]


def bore(result: Turned, z: float) -> float:
    """The inside radius of the part at a Z."""
    return spans_at(result.profile, z)[0][0]
