"""Cut the part: run the moves over the height field and notice what a machinist would."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from xblocks.nc.engine.collisions import Setup, collisions_of, offset_hint
from xblocks.nc.engine.field import Field, untouched
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.machine import FLAT, Machine, Tool, Vector
from xblocks.nc.engine.moves import RAPID, Move
from xblocks.nc.engine.sweeps import Sweep, lowest, sweeps_of

NOTICED_MM = 0.001
"""Material less deep than this is a touch, not a cut."""

MAX_WORK_CELLS = 300_000_000
"""Where a run is given up: some ten seconds of computing, far beyond any real part's program."""

_SWEEP_WORK_CELLS = 2000
"""What a sweep costs besides its cells."""


@dataclass(slots=True)
class Machined:
    """The part after a run. `sweeps` are those that may have touched the stock, in their order;
    `work_cells` measures the computing done, in cells visited."""

    field: Field
    removed_mm3: float = 0.0
    work_cells: int = 0
    findings: list[Finding] = dataclasses.field(default_factory=list)
    sweeps: list[Sweep] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Bite:
    """What one move met: volume removed, most material above the cutting edge, the holder's way."""

    removed_mm3: float = 0.0
    deepest_mm: float = 0.0
    holder_in_material: bool = False

    def and_(self, other: _Bite) -> _Bite:
        """Both together."""
        return _Bite(
            self.removed_mm3 + other.removed_mm3,
            max(self.deepest_mm, other.deepest_mm),
            self.holder_in_material or other.holder_in_material,
        )


def machine_part(
    moves: Iterable[Move],
    machine: Machine,
    setup: Setup,
    *,
    cell_mm: float,
    coolant_required: bool = False,
) -> Machined:
    """Run the moves and return the part, each cell lowered at its centre.

    Every kind of finding is given once a line. A collision does not end the run: the machinist at
    the emergency stop is not simulated, and the rest of the program still tells something.
    """
    part = Machined(untouched(setup.stock, cell_mm))
    noticed: dict[tuple[str, int], Finding] = {}
    elapsed_s = 0.0
    for move in moves:
        found = _run_move(move, machine, setup, part, coolant_required)
        if part.work_cells > MAX_WORK_CELLS:
            found.append(_told("run-away", move))
        for one in found:
            noticed.setdefault((one.id, one.line), replace(one, at_s=elapsed_s))
        if part.work_cells > MAX_WORK_CELLS:
            break
        elapsed_s += move.duration_s
    part.findings = list(noticed.values())
    return part


def tip_path(move: Move, tool: Tool | None, origin_mm: Vector) -> tuple[Vector, Vector]:
    """Start and end of a move's tool tip (without a tool the spindle nose), workpiece frame."""
    length = tool.length_mm if tool else 0.0
    shift = (origin_mm[0], origin_mm[1], origin_mm[2] + length)
    return _less(move.start, shift), _less(move.end, shift)


def _less(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _run_move(
    move: Move, machine: Machine, setup: Setup, part: Machined, coolant_required: bool
) -> list[Finding]:
    if move.start == move.end and move.arc is None:
        return []
    tool = machine.tool(move.tool)
    start, end = tip_path(move, tool, setup.origin_mm)
    if tool is None:
        bare = Tool(0, {}, FLAT, setup.nose_diameter_mm, 0.0, 0.0, setup.nose_diameter_mm, 0.0, 0.0)
        found = collisions_of(sweeps_of(move, start, end, bare.radius_mm, FLAT), bare, move, setup)
        return found if move.kind == RAPID else [_told("no-tool", move), *found]
    # A rapid along a finished wall is no cut: what it must not touch begins a little further in.
    radius = tool.radius_mm - (NOTICED_MM if move.kind == RAPID else 0.0)
    sweeps = sweeps_of(move, start, end, radius, tool.shape)
    bite = _Bite()
    for sweep in sweeps:
        bite = bite.and_(_cut(sweep, tool, part))
    part.removed_mm3 += bite.removed_mm3
    found = _judge(move, tool, bite, coolant_required, offset_hint(tool, move, setup))
    return found + collisions_of(sweeps, tool, move, setup)


def _cut(sweep: Sweep, tool: Tool, part: Machined) -> _Bite:
    """Lower the field to the sweep's envelope, and say what was met."""
    grid = part.field
    if sweep.bottom_mm >= grid.top_mm:
        return _Bite()
    part.sweeps.append(sweep)
    bite = _Bite(holder_in_material=_holder_hits(sweep, tool, grid))
    window = grid.window(sweep.bounds())
    before = grid.heights[window]
    part.work_cells += before.size + _SWEEP_WORK_CELLS
    if before.size == 0 or float(before.max()) <= sweep.bottom_mm:
        return bite
    reach = lowest(sweep, grid.x[None, window[1]], grid.y[window[0], None])
    np.maximum(reach, grid.bottom_mm, out=reach)
    depth = before - reach
    touched = depth > 0
    if not touched.any():
        return bite
    np.minimum(before, reach, out=before)
    grid.cut_by[window][touched] = sweep.line
    removed = float(depth[touched].sum()) * grid.cell_mm**2
    return replace(bite, removed_mm3=removed, deepest_mm=float(depth.max()))


def _holder_hits(sweep: Sweep, tool: Tool, grid: Field) -> bool:
    """Whether the holder runs into material that stands when the move begins."""
    if grid.top_mm <= sweep.bottom_mm + tool.stick_out_mm:
        return False
    start, end = (
        (point[0], point[1], point[2] + tool.stick_out_mm) for point in (sweep.start, sweep.end)
    )
    holder = replace(sweep, start=start, end=end, radius_mm=tool.holder_diameter_mm / 2, ball=False)
    window = grid.window(holder.bounds())
    reach = lowest(holder, grid.x[None, window[1]], grid.y[window[0], None])
    return bool((grid.heights[window] - reach > NOTICED_MM).any())


def _judge(
    move: Move, tool: Tool, bite: _Bite, coolant_required: bool, hint: tuple[str, str]
) -> list[Finding]:
    hints = {"hint_zh": hint[0], "hint_en": hint[1]}
    found: list[Finding] = []
    if bite.holder_in_material:
        limit_mm = tool.stick_out_mm
        found.append(_told("holder-collision", move, limit_mm=limit_mm, **hints))
    if bite.deepest_mm <= NOTICED_MM:
        return found
    if move.kind == RAPID:
        return [*found, _told("rapid-in-material", move, depth_mm=bite.deepest_mm, **hints)]
    if move.spindle_rpm == 0:
        found.append(_told("spindle-stopped", move))
    elif move.spindle_rpm < 0:
        found.append(_told("spindle-reversed", move))
    if bite.deepest_mm > tool.flute_length_mm + NOTICED_MM:
        deep, limit_mm = bite.deepest_mm, tool.flute_length_mm
        found.append(_told("flute-too-short", move, depth_mm=deep, limit_mm=limit_mm))
    if coolant_required and not move.coolant:
        found.append(_told("no-coolant", move))
    return found


def _told(wrong: str, move: Move, **values: object) -> Finding:
    return finding(wrong, move.line, **values)
