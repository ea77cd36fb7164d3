"""A tool table as a text, for programs that are traced without an exercise."""

from __future__ import annotations

import re
from dataclasses import replace

from xblocks.attempt import text
from xblocks.nc.engine.machine import Machine, Tool, example_machine
from xblocks.nc.engine.turning.insert import TIPS, LatheTool, turning_insert

NOT_A_TOOL = text(
    "这一行不是刀具。请写刀号、长度、直径（mm），例如 T1 Z125 D10。",
    "This line is no tool. Write number, length and diameter in mm, such as T1 Z125 D10.",
)
NOT_A_LATHE_TOOL = text(
    "这一行不是车刀。请写刀位、X 和 Z 形状补偿、刀尖圆弧半径（mm）、刀尖方位，"
    "例如 T1 X120 Z40 R0.8 Q3。",
    "This line is no lathe tool. Write station, geometry offsets X and Z and nose radius in mm, "
    "and tip orientation, such as T1 X120 Z40 R0.8 Q3.",
)

_MILLING_WORD = re.compile(r"([TPZD])([0-9]{1,6}(?:\.[0-9]{1,9})?)")
_LATHE_WORD = re.compile(r"([TPXZRQ])(-?[0-9]{1,6}(?:\.[0-9]{1,9})?)")
_MAX_TOOL = 9999
_MAX_STATION = 99


def with_tools(machine: Machine, source: str) -> Machine | int:
    """The machine with the tools of a table, one a line: ``T`` the number, ``Z`` the length, ``D``
    the diameter, in mm; a pocket ``P`` and what follows ``;`` are passed over. Or the first line
    that is none.
    """
    plain = example_machine().tools[0]
    tools: list[Tool] = []
    for number, line in enumerate(source.splitlines(), start=1):
        values = _values(line, _MILLING_WORD)
        if values == {}:
            continue
        tool = values.get("T", 0.0) if values else 0.0
        if values is None or not tool.is_integer() or not 1 <= tool <= _MAX_TOOL:
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
    return replace(machine, tools=tuple(tools))


def with_turret(machine: Machine, source: str) -> Machine | int:
    """The lathe with the tools of a table in its turret, one a line: ``T`` the station, ``X`` and
    ``Z`` the geometry offsets (X a diameter), ``R`` the nose radius, ``Q`` the tip orientation. Or
    the first line that is none.
    """
    name = machine.turret[0].name
    turret: list[LatheTool] = []
    for number, line in enumerate(source.splitlines(), start=1):
        values = _values(line, _LATHE_WORD)
        if values == {}:
            continue
        station, tip, nose = (
            (values.get("T", 0.0), values.get("Q", 3.0), values.get("R", 0.0))
            if values
            else (0.0, 0.0, 0.0)
        )
        whole = station.is_integer() and tip in TIPS and nose >= 0
        if values is None or not whole or not 1 <= station <= _MAX_STATION:
            return number
        insert = turning_insert(
            included_deg=55.0,
            lead_deg=93.0,
            edge_mm=11.0,
            nose_radius_mm=nose,
            orientation=int(tip),
        )
        mounted = (values.get("Z", 0.0), values.get("X", 0.0) / 2)
        turret.append(LatheTool(int(station), name, insert, mounted_mm=mounted))
    return replace(machine, turret=tuple(turret))


def _values(line: str, pattern: re.Pattern[str]) -> dict[str, float] | None:
    """The words of a line by letter; None if it has something else."""
    words = line.partition(";")[0].upper().split()
    found = [pattern.fullmatch(word) for word in words]
    values = {match[1]: float(match[2]) for match in found if match}
    return values if all(found) else None
