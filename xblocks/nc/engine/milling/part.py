"""Cut the part: run the moves over the height field and notice what a machinist would.

All strokes are laid out first and carved in one go, then every move is judged by what its strokes
met.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.machine import BORING_BAR, FLAT, Machine, Tool, Vector
from xblocks.nc.engine.milling.collisions import Setup, collisions_of, offset_hint
from xblocks.nc.engine.milling.conditions import condition_findings
from xblocks.nc.engine.milling.field import Field, untouched
from xblocks.nc.engine.milling.forms import Form, disc, forms_of
from xblocks.nc.engine.milling.removal import carve
from xblocks.nc.engine.milling.strokes import Stroke
from xblocks.nc.engine.milling.sweeps import Sweep, sweeps_of
from xblocks.nc.engine.moves import RAPID, Feeding, Move
from xblocks.nc.engine.work import work_of

NOTICED_MM = 0.001
"""Material less deep than this is a touch, not a cut."""

_PLUNGE_SLOPE = math.tan(math.radians(10))
"""A tool without edges at its centre may ramp down no steeper than this."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the process demands besides what always holds."""

    coolant_required: bool
    specific_force_n_per_mm2: float | None


@dataclass(slots=True)
class Machined:
    """The part after a run. `sweeps` are those that may have touched the stock, in their order, a
    repeated one once; `feeds` are the moves at feed, in theirs; `work` measures the computing done
    (see `work`). `strokes` are all that was laid out; `laid` tells of each move that leads anywhere
    its place in the run, and how many of them there are up to its end."""

    field: Field
    most_work: int
    removed_mm3: float = 0.0
    work: int = 0
    findings: list[Finding] = dataclasses.field(default_factory=list)
    sweeps: list[Sweep] = dataclasses.field(default_factory=list)
    feeds: list[Feeding] = dataclasses.field(default_factory=list)
    strokes: list[Stroke] = dataclasses.field(default_factory=list)
    laid: list[tuple[int, int]] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pass:
    """A move with its tool and sweeps, and its strokes: `cuts`, and by what they feel, `feels`."""

    move: Move
    at_s: float
    tool: Tool | None
    sweeps: tuple[Sweep, ...]
    cuts: slice
    feels: dict[str, slice]


@dataclass(frozen=True, slots=True)
class _Bite:
    """What one move met: volume removed, most material above the cutting edge, and the findings of
    what else ran into material."""

    removed_mm3: float
    deepest_mm: float
    felt: frozenset[str]


def machine_part(
    moves: Iterable[Move],
    machine: Machine,
    setup: Setup,
    *,
    cell_mm: float,
    coolant_required: bool = False,
    specific_force_n_per_mm2: float | None = None,
    bounds: Bounds = AMPLE,
) -> Machined:
    """Run the moves and return the part, each cell lowered at its centre.

    Every kind of finding is given once a line. A collision does not end the run: the machinist at
    the emergency stop is not simulated, and the rest of the program still tells something. Power is
    judged if the material's specific cutting force is given. Past the bounds no more is cut, with a
    finding that says so.
    """
    rules = _Rules(coolant_required, specific_force_n_per_mm2)
    part = Machined(untouched(setup.stock, cell_mm), bounds.work)
    passes = list(_passes(moves, machine, setup, part))
    part.sweeps = _distinct(part.strokes)
    met = carve(part.field, part.strokes)
    noticed: dict[tuple[str, int], Finding] = {}
    for one in passes:
        felt = frozenset(
            wrong for wrong, at in one.feels.items() if (met.deepest_mm[at] > NOTICED_MM).any()
        )
        bite = _Bite(
            float(met.removed_mm3[one.cuts].sum()),
            float(met.deepest_mm[one.cuts].max(initial=0.0)),
            felt,
        )
        part.removed_mm3 += bite.removed_mm3
        if one.move.kind != RAPID:
            cuts = bite.deepest_mm > NOTICED_MM
            part.feeds.append(Feeding(one.move.line, one.move.duration_s, cuts))
        for found in _judge(one, bite, machine, setup, rules):
            noticed.setdefault((found.id, found.line), replace(found, at_s=one.at_s))
    if part.work > part.most_work:
        last = passes[-1]
        noticed["run-away", 0] = replace(_told("run-away", last.move), at_s=last.at_s)
    part.findings = list(noticed.values())
    return part


def tip_path(move: Move, tool: Tool | None, origin_mm: Vector) -> tuple[Vector, Vector]:
    """Start and end of a move's tool tip (without a tool the spindle nose), workpiece frame."""
    length = tool.length_mm if tool else 0.0
    shift = (origin_mm[0], origin_mm[1], origin_mm[2] + length)
    return _less(move.start, shift), _less(move.end, shift)


def _less(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


# -- laying out ------------------------------------------------------------------------------------


def _passes(
    moves: Iterable[Move],
    machine: Machine,
    setup: Setup,
    part: Machined,
) -> Iterator[_Pass]:
    """The moves that lead anywhere, up to where the run is given up; their strokes are added."""
    elapsed_s = 0.0
    for place, move in enumerate(moves):
        if move.start != move.end or move.arc is not None:
            yield _pass(move, elapsed_s, machine.tool(move.tool), setup, part)
            part.laid.append((place, len(part.strokes)))
        if part.work > part.most_work:
            return
        elapsed_s += move.duration_s


def _pass(
    move: Move,
    at_s: float,
    tool: Tool | None,
    setup: Setup,
    part: Machined,
) -> _Pass:
    start, end = tip_path(move, tool, setup.origin_mm)
    if tool is None:
        nothing = slice(len(part.strokes), len(part.strokes))
        nose = disc(setup.nose_diameter_mm / 2)
        return _Pass(move, at_s, None, sweeps_of(move, start, end, (nose,)), nothing, {})
    forms = _forms(move, tool)
    feels: dict[str, slice] = {}
    if min(start[2], end[2]) < part.field.top_mm:
        for wrong, form in _feelers(move, tool):
            felt = sweeps_of(move, start, end, (form,))
            feels[wrong] = _lay(felt, part, cuts=False)
    sweeps = sweeps_of(move, start, end, forms)
    return _Pass(move, at_s, tool, sweeps, _lay(sweeps, part, cuts=True), feels)


def _forms(move: Move, tool: Tool) -> tuple[Form, ...]:
    """What of the cutter meets material on this move."""
    if move.kind != RAPID:
        return forms_of(tool)
    # The one edge of a boring bar that stands has been turned away from the wall (G76, G87): only
    # the bar is left.
    if tool.shape == BORING_BAR and move.spindle_rpm == 0 and tool.core_diameter_mm > 0:
        return (disc(tool.core_diameter_mm / 2),)
    # A rapid along a finished wall is no cut: what it must not touch begins a little further in.
    return tuple(form.narrower(NOTICED_MM) for form in forms_of(tool))


def _feelers(move: Move, tool: Tool) -> Iterator[tuple[str, Form]]:
    """What besides the cutter may run into material, by the finding that it gives."""
    yield "holder-collision", disc(tool.holder_diameter_mm / 2, tool.stick_out_mm)
    if tool.shank_diameter_mm > tool.diameter_mm:
        yield "shank-collision", disc(tool.shank_diameter_mm / 2, tool.flute_length_mm)
    if tool.core_diameter_mm > 0 and move.kind != RAPID:
        level = math.hypot(move.end[0] - move.start[0], move.end[1] - move.start[1])
        level = max(level, move.arc.length_mm if move.arc else 0.0)
        if move.start[2] - move.end[2] > _PLUNGE_SLOPE * level:
            yield "plunge", disc(tool.core_diameter_mm / 2)


def _lay(sweeps: Sequence[Sweep], part: Machined, *, cuts: bool) -> slice:
    """Add the strokes of those sweeps that reach below the stock's top."""
    first = len(part.strokes)
    for sweep in sweeps:
        if sweep.bottom_mm < part.field.top_mm:
            part.strokes.append(Stroke(sweep, cuts))
            part.work += work_of(sweep, part.field)
    return slice(first, len(part.strokes))


def _distinct(strokes: Sequence[Stroke]) -> list[Sweep]:
    """Every sweep that cuts once, the first time: a repeat of it removes nothing."""
    first: dict[object, Sweep] = {}
    for stroke in strokes:
        one = stroke.sweep
        if stroke.cuts:
            first.setdefault((one.start, one.end, one.turn, one.form), one)
    return list(first.values())


# -- judging ---------------------------------------------------------------------------------------


def _judge(
    one: _Pass, bite: _Bite, machine: Machine, setup: Setup, rules: _Rules
) -> Iterator[Finding]:
    move, tool = one.move, one.tool
    if tool is None:
        bare = Tool(0, {}, FLAT, setup.nose_diameter_mm, 0.0, 0.0, setup.nose_diameter_mm, 0.0, 0.0)
        if move.kind != RAPID:
            yield _told("no-tool", move)
        yield from collisions_of(one.sweeps, bare, move, setup)
        return
    hint_zh, hint_en = offset_hint(tool, move, setup)
    limits = {"holder-collision": tool.stick_out_mm, "shank-collision": tool.flute_length_mm}
    for wrong in sorted(bite.felt):
        limit_mm = limits.get(wrong)
        yield _told(wrong, move, limit_mm=limit_mm, hint_zh=hint_zh, hint_en=hint_en)
    if bite.deepest_mm > NOTICED_MM:
        if move.kind == RAPID:
            deep = bite.deepest_mm
            yield _told("rapid-in-material", move, depth_mm=deep, hint_zh=hint_zh, hint_en=hint_en)
        else:
            yield from _cut_findings(move, tool, bite, machine, rules)
    yield from collisions_of(one.sweeps, tool, move, setup)


def _cut_findings(
    move: Move, tool: Tool, bite: _Bite, machine: Machine, rules: _Rules
) -> Iterator[Finding]:
    if move.spindle_rpm == 0:
        yield _told("spindle-stopped", move)
    elif move.spindle_rpm < 0:
        yield _told("spindle-reversed", move)
    if bite.deepest_mm > tool.flute_length_mm + NOTICED_MM:
        deep, limit_mm = bite.deepest_mm, tool.flute_length_mm
        yield _told("flute-too-short", move, depth_mm=deep, limit_mm=limit_mm)
    if rules.coolant_required and not move.coolant:
        yield _told("no-coolant", move)
    yield from condition_findings(
        move, tool, machine, bite.removed_mm3, rules.specific_force_n_per_mm2
    )


def _told(wrong: str, move: Move, **values: object) -> Finding:
    return finding(wrong, move.line, **values)
