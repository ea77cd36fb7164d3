"""A program on a machine: from power-on to its end or to its first alarm.

A block that is rejected changes nothing: the state is a value, and a block either gives the next
one or an alarm.
"""

from __future__ import annotations

from xblocks.nc.engine.alarms import Alarm, Rejected
from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.control.flow import run_program
from xblocks.nc.engine.control.machine_control import control_of
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.processes import PROCESSES
from xblocks.nc.engine.control.step import Run, Step
from xblocks.nc.engine.language.command import read_command
from xblocks.nc.engine.language.dialect import Dialect
from xblocks.nc.engine.language.program import Block, Program
from xblocks.nc.engine.machine import Machine

__all__ = ["Run", "Step", "execute", "run"]


def run(program: Program, machine: Machine, dialect: Dialect, bounds: Bounds = AMPLE) -> Run:
    """Run the program on the machine at its reference point, tool 0 in the spindle.

    The program's words are to be those that `check_words` found readable. A second O word ends the
    main program, as would the end of the text. A program that would never end stops with an alarm
    at the bounds.
    """
    return run_program(program, control_of(machine, dialect, bounds))


def execute(block: Block, state: State, machine: Machine, dialect: Dialect) -> Step | Alarm:
    """What a block of plain words does to the state, or why it is refused."""
    try:
        command = read_command(block, dialect)
        return PROCESSES[dialect.process].execute(command, state, control_of(machine, dialect))
    except Rejected as rejected:
        return rejected.alarm
