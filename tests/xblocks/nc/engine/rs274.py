"""LinuxCNC's interpreter as a judge: run a program by both, and give their motions side by side."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import LINUXCNC, Dialect, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.machine import Machine, example_machine
from xblocks.nc.engine.moves import ARC, DWELL, FEED, PLANES, RAPID, Move

RS274 = shutil.which("rs274")
TOOLS = {1: (50.0, 10.0), 2: (60.0, 6.0), 3: (70.0, 3.0)}
"""Length and diameter in mm of each tool."""

_CALL = re.compile(r"\b([A-Z0-9_]+)\(([^)]*)\)")
_SAME_MM = 1e-3
_STAYS_MM = 5e-4
_OFFSETS = {"SET_G5X_OFFSET": 1, "SET_G92_OFFSET": 0, "USE_TOOL_LENGTH_OFFSET": 0}
"""The calls that shift what follows, and which of their values is X."""


@dataclass(frozen=True)
class Motion:
    """What both interpreters can say: a kind, the end in machine coordinates, an arc's centre."""

    kind: str
    end: tuple[float, ...]
    centre: tuple[float, ...] = ()

    def close_to(self, other: Motion) -> bool:
        """Whether two motions are the same to a micrometre."""
        pairs = zip((*self.end, *self.centre), (*other.end, *other.centre), strict=False)
        return self.kind == other.kind and all(abs(a - b) <= _SAME_MM for a, b in pairs)


def machine() -> Machine:
    """The machine that rs274 imagines: no limits, the tools of `TOOLS`."""
    plain = example_machine()
    tools = tuple(
        replace(plain.tools[number - 1], length_mm=length, diameter_mm=diameter)
        for number, (length, diameter) in TOOLS.items()
    )
    return replace(plain, tools=tools)


def ours(
    source: str, dialect: Dialect = LINUXCNC, on: Machine | None = None
) -> tuple[list[Motion], str | None]:
    """The motions of our interpreter, and its alarm."""
    program = read_program(source)
    unreadable = check_words(program, dialect)
    if unreadable:
        return [], unreadable[0].id
    made = run(program, on or machine(), dialect)
    motions = [motion for move in made.moves if (motion := _motion(move))]
    return _going_somewhere(motions), made.alarm.id if made.alarm else None


def theirs(source: str, folder: Path) -> tuple[list[Motion], str | None]:
    """The motions of rs274, and the sentence that it stopped with."""
    lines = [f"T{n} P{n} Z{z / 25.4:.9f} D{d / 25.4:.9f}\n" for n, (z, d) in TOOLS.items()]
    (folder / "tool.tbl").write_text("".join(lines))
    (folder / "fresh.var").write_text("")
    (folder / "program.ngc").write_text(source)
    command = ["rs274", "-g", "-n", "2", "-t", "tool.tbl", "-v", "fresh.var", "program.ngc"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    errors = [line for line in done.stderr.splitlines() if line.strip() != "executing"]
    return _going_somewhere(_motions(done.stdout)), errors[0] if errors else None


def _motions(output: str) -> list[Motion]:
    """The motions of a listing in machine coordinates: it gives them in program coordinates, and
    the offsets as they change."""
    motions, plane = list[Motion](), "xy"
    offsets = dict.fromkeys(_OFFSETS, (0.0, 0.0, 0.0))
    for name, listed in _CALL.findall(output):
        if name == "SELECT_PLANE":
            plane = {"XY": "xy", "XZ": "zx", "YZ": "yz"}[listed[-2:]]
        elif name in _OFFSETS:
            values = [float(value) for value in re.split(r"[ ,]+", listed)]
            first = _OFFSETS[name]
            offsets[name] = (values[first], values[first + 1], values[first + 2])
        elif (motion := _read(name, listed, plane)) is not None:
            sums = [sum(axis) for axis in zip(*offsets.values(), strict=True)]
            motions.append(_shifted(motion, sums, plane))
    return motions


def _shifted(motion: Motion, offset: list[float], plane: str) -> Motion:
    if motion.kind == DWELL:
        return motion
    end = tuple(value + by for value, by in zip(motion.end, offset, strict=True))
    plane_offset = [offset[axis] for axis in PLANES[plane][:2]]
    centre = tuple(c + by for c, by in zip(motion.centre, plane_offset, strict=False))
    return Motion(motion.kind, end, centre)


def _going_somewhere(motions: list[Motion]) -> list[Motion]:
    """Without straight moves to where the last motion ended, which only one of the two writes."""
    last: tuple[float, ...] = (0.0, 0.0, 0.0)
    kept = []
    for motion in motions:
        stays = motion.kind in (RAPID, FEED) and math.dist(motion.end, last) < _STAYS_MM
        if not stays:
            kept.append(motion)
        last = last if motion.kind == DWELL else motion.end
    return kept


def _motion(move: Move) -> Motion | None:
    if move.kind in (RAPID, FEED):
        return Motion(move.kind, move.end)
    if move.kind == ARC and move.arc is not None:
        centre = (move.arc.first_mm, move.arc.second_mm)
        return Motion("ccw" if move.arc.sweep_rad > 0 else "cw", move.end, centre)
    return Motion(DWELL, (move.duration_s,)) if move.kind == DWELL and move.duration_s else None


def _read(name: str, listed: str, plane: str) -> Motion | None:
    if name not in ("STRAIGHT_TRAVERSE", "STRAIGHT_FEED", "ARC_FEED", "DWELL"):
        return None
    values = [float(value) for value in listed.split(",")]
    if name == "DWELL":
        return Motion(DWELL, (values[0],)) if values[0] else None
    if name != "ARC_FEED":
        return Motion(RAPID if name == "STRAIGHT_TRAVERSE" else FEED, tuple(values[:3]))
    first, second, normal = PLANES[plane]
    end = [0.0, 0.0, 0.0]
    end[first], end[second], end[normal] = values[0], values[1], values[5]
    return Motion("ccw" if values[4] > 0 else "cw", tuple(end), (values[2], values[3]))
