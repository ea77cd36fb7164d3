"""A tool table as a text, for programs that are traced without an exercise."""

from __future__ import annotations

import re
from dataclasses import replace

from xblocks.attempt import text
from xblocks.nc.engine.machine import Tool, example_machine

NOT_A_TOOL = text(
    "这一行不是刀具。请写刀号、长度、直径（mm），例如 T1 Z125 D10。",
    "This line is no tool. Write number, length and diameter in mm, such as T1 Z125 D10.",
)

_WORD = re.compile(r"([TPZD])([0-9]{1,6}(?:\.[0-9]{1,9})?)")
_MAX_TOOL = 9999


def read_tools(source: str) -> tuple[Tool, ...] | int:
    """The tools of a table, one a line: ``T`` the number, ``Z`` the length, ``D`` the diameter, in
    mm; a pocket ``P`` and what follows ``;`` are passed over. Or the first line that is none.
    """
    plain = example_machine().tools[0]
    tools = []
    for number, line in enumerate(source.splitlines(), start=1):
        words = line.partition(";")[0].upper().split()
        if not words:
            continue
        found = [_WORD.fullmatch(word) for word in words]
        values = {match[1]: float(match[2]) for match in found if match}
        tool = values.get("T", 0.0)
        if not all(found) or not tool.is_integer() or not 1 <= tool <= _MAX_TOOL:
            return number
        diameter = values.get("D", plain.diameter_mm)
        tools.append(
            replace(
                plain,
                number=int(tool),
                length_mm=values.get("Z", 0.0),
                diameter_mm=diameter,
                shank_diameter_mm=diameter,
            )
        )
    return tuple(tools)
