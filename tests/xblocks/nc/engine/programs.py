"""What the tests of the engine share: a machine, a set-up, and a program run on them."""

from __future__ import annotations

from dataclasses import replace

from xblocks.attempt import text
from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.language.dialect import FANUC_MILL, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.machine import BALL, Machine, example_machine
from xblocks.nc.engine.milling.collisions import Clamp, Setup
from xblocks.nc.engine.milling.field import Box
from xblocks.nc.engine.milling.part import Machined, machine_part

STOCK = Box((0.0, 0.0, -20.0), (60.0, 40.0, 0.0))
JAW = Clamp(text("钳口", "jaw"), Box((0.0, 40.0, -40.0), (60.0, 60.0, -5.0)))
SETUP = Setup(STOCK, (JAW,), table_z_mm=-30.0, origin_mm=(0.0, 0.0, 0.0))


def machine() -> Machine:
    """Tools of no length, 10 mm wide, 15 mm of flutes: T1 flat, T2 ball."""
    plain = example_machine()
    flat = replace(plain.tools[0], flute_length_mm=15.0, stick_out_mm=18.0)
    ball = replace(plain.tools[1], flute_length_mm=15.0, stick_out_mm=18.0, shape=BALL)
    return replace(plain, tools=(flat, ball))


def run_text(source: str, on: Machine | None = None, bounds: Bounds = AMPLE) -> Run:
    """Run a program that is readable."""
    program = read_program(source)
    assert check_words(program, FANUC_MILL) == ()
    return run(program, on or machine(), FANUC_MILL, bounds)


def cut_text(
    source: str,
    *,
    cell_mm: float = 0.5,
    coolant_required: bool = False,
    bounds: Bounds = AMPLE,
) -> Machined:
    """Run a program that ends without an alarm, and cut `STOCK` with it."""
    made = run_text(source)
    assert made.alarm is None
    return machine_part(
        made.moves,
        machine(),
        SETUP,
        cell_mm=cell_mm,
        coolant_required=coolant_required,
        bounds=bounds,
    )


def found(part: Machined) -> list[tuple[str, int]]:
    """Id and line of every finding."""
    return [(one.id, one.line) for one in part.findings]
