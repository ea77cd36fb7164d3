"""What a machine of each process does with a block and with system variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.control.execution import execute_command
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State
from xblocks.nc.engine.control.step import Step
from xblocks.nc.engine.control.variables import read_system, write_system
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import MILLING, TURNING
from xblocks.nc.engine.lathe_control.lathe_execution import execute_turning
from xblocks.nc.engine.lathe_control.lathe_variables import read_lathe_system, write_lathe_system


@dataclass(frozen=True, slots=True)
class Process:
    """How a block is executed, and system variables are read and written."""

    execute: Callable[[Command, State, Control], Step]
    read: Callable[[int, State, Control, Place], float]
    write: Callable[[int, float, State, Control, Place], State]


PROCESSES: Mapping[str, Process] = {
    MILLING: Process(execute_command, read_system, write_system),
    TURNING: Process(execute_turning, read_lathe_system, write_lathe_system),
}
"""By the process that a dialect names."""
