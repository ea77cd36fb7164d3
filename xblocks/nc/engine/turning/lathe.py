"""Turn a part: run the moves over the stock's half section and notice what a turner would."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.turning.bites import NOTICED_MM, Bite, Cut, met_by, turn_element
from xblocks.nc.engine.turning.contour import Edge
from xblocks.nc.engine.turning.insert import LatheTool
from xblocks.nc.engine.turning.lathe_findings import lathe_finding
from xblocks.nc.engine.turning.lathe_machine import LatheMachine
from xblocks.nc.engine.turning.lathe_moves import (
    FEED,
    RAPID,
    THREAD,
    Element,
    LatheMove,
    feed_duration_s,
    feed_rate,
)
from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.engine.turning.threads import helix_deg, turns_of

_MOVE_WORK, _SLAB_WORK, _SPAN_WORK = 60_000, 350, 200
_TURN_WORK, _TURN_SLAB_WORK = 8_000, 175
"""What a move takes at least, and for each slab and span of the part; what each turn of a thread
does; in the unit of milling (module `work`), as measured."""

_LIMIT_SLACK_MM = 1e-6
_ON_AXIS_MM = 1e-6


@dataclass(frozen=True, slots=True)
class Passed:
    """When a move ran, what it left, and what it took off: its volume, its largest radius, and
    whether it was more than a touch."""

    begin_s: float
    end_s: float
    left: Profile
    removed_mm3: float = 0.0
    reach_mm: float = 0.0
    cuts: bool = False


@dataclass(frozen=True, slots=True)
class Turned:
    """The part after a run. Curves of `profile` name the move that cut them: `moves[cut_by - 1]`.

    `removed_mm3` is as a solid of revolution; for a thread it is the groove turned without lead.
    `passed` tells of each move, up to where the run was given up.
    """

    profile: Profile
    findings: tuple[Finding, ...]
    duration_s: float
    removed_mm3: float
    moves: tuple[LatheMove, ...]
    passed: tuple[Passed, ...] = ()


@dataclass(slots=True)
class _Run:
    """What a run has come to."""

    part: Profile
    findings: dict[tuple[str, int], Finding] = field(default_factory=dict)
    passed: list[Passed] = field(default_factory=list)
    elapsed_s: float = 0.0
    removed_mm3: float = 0.0
    bites: list[Bite] = field(default_factory=list)
    tool: int = 0
    thread: LatheMove | None = None
    before: Element | None = None
    work: float = 0.0


def turn(
    moves: Sequence[LatheMove],
    stock: Profile,
    tools: Iterable[LatheTool],
    machine: LatheMachine,
    times_s: Sequence[tuple[float, float]] | None = None,
    bounds: Bounds = AMPLE,
) -> Turned:
    """Run the moves on the stock and return the part, its half section exact.

    `times_s` are begin and end of each move as the control ran them; without, they are computed.
    Every kind of finding is given once a line, and a collision does not end the run. A feed that
    waits for ever for a spindle at rest takes no time, but is found. A program beyond the bounds is
    given up, with what was made by then.
    """
    run = _Run(stock)
    rack = {tool.number: tool for tool in tools}
    for number, move in enumerate(moves, start=1):
        run.work += _work(move.element, run.part)
        if run.work > bounds.work:
            line = move.element.line
            given_up = replace(finding("run-away", line), at_s=run.elapsed_s)
            run.findings.setdefault((given_up.id, line), given_up)
            break
        if move.tool != run.tool:
            run.elapsed_s += machine.tool_change_s
            run.tool = move.tool
        if times_s is not None:
            run.elapsed_s = times_s[number - 1][0]
        begin_s, run.bites = run.elapsed_s, []
        for found in _run_move(number, move, rack.get(move.tool), machine, run):
            key = (found.id, found.line)
            run.findings.setdefault(key, replace(found, at_s=begin_s))
        run.elapsed_s = times_s[number - 1][1] if times_s else begin_s + _duration_s(move, machine)
        run.passed.append(_passed(begin_s, run))
        run.before = move.element
    return Turned(
        run.part,
        tuple(run.findings.values()),
        run.elapsed_s,
        run.removed_mm3,
        tuple(moves),
        tuple(run.passed),
    )


def _passed(begin_s: float, run: _Run) -> Passed:
    removed_mm3 = math.fsum(bite.volume_mm3 for bite in run.bites)
    reach_mm = max((bite.high_mm[1] for bite in run.bites), default=0.0)
    cuts = any(bite.noticed for bite in run.bites)
    return Passed(begin_s, run.elapsed_s, run.part, removed_mm3, reach_mm, cuts)


def _run_move(
    number: int, move: LatheMove, tool: LatheTool | None, machine: LatheMachine, run: _Run
) -> list[Finding]:
    element = move.element
    if element.path.length_mm == 0:
        return []
    found = _over_travel(element, machine)
    if tool is None:
        return found if element.kind == RAPID else [*found, _told("no-tool", element)]
    for way in _ways(move, run.before, machine):
        done = turn_element(run.part, element, way, tool, number)
        run.part = done.part
        run.removed_mm3 += done.bite.volume_mm3
        run.bites.append(done.bite)
        if not _leaves_the_centre(element, run.before, tool.insert.nose_radius_mm):
            found += _judge(move, tool, done, machine)
        found += _collisions(element, way, tool, machine, run.part)
    if element.kind == THREAD:
        found += _thread_findings(move, run.thread, machine)
        run.thread = move
    return found


def _work(element: Element, part: Profile) -> float:
    """What an element may cost to compute, before it is: each turn of a thread adds a groove."""
    if element.kind != THREAD:
        spans = sum(len(slab.spans) for slab in part)
        return _MOVE_WORK + _SLAB_WORK * len(part) + _SPAN_WORK * spans
    turns = turns_of(element)
    return _MOVE_WORK + turns * (_TURN_WORK + _TURN_SLAB_WORK * (turns + len(part)))


def _ways(move: LatheMove, before: Element | None, machine: LatheMachine) -> tuple[Edge, ...]:
    """What the tool passes over: nothing on its way straight out of the thread that it just cut,
    where it stands in its own groove, whatever the half section shows at that turn."""
    element = move.element
    if element.kind != RAPID:
        return (element.path,)
    straight_out = element.path.start[0] == element.path.end[0]
    if before is not None and before.kind == THREAD and straight_out:
        return ()
    return machine.rapid_way(element.path)


def _duration_s(move: LatheMove, machine: LatheMachine) -> float:
    if move.element.kind == RAPID:
        return machine.rapid_duration_s(move.element.path)
    seconds = feed_duration_s(move.element, move.spindle, machine.max_spindle_rpm)
    return seconds if math.isfinite(seconds) else 0.0


# -- what the cut tells ----------------------------------------------------------------------------


def _leaves_the_centre(element: Element, before: Element | None, nose_mm: float) -> bool:
    """Whether a tool that has just faced down to the axis, or to an allowance within its nose
    radius of it, goes straight away from the face: all that it meets is the pip that its nose has
    left there, which hangs by a point and falls."""
    if before is None or before.kind != FEED or element.kind == THREAD:
        return False
    (za, ra), (zb, rb) = element.path.start, element.path.end
    faced = before.path.end == (za, ra) and before.path.start[1] > ra
    return faced and ra == rb <= nose_mm + _ON_AXIS_MM and zb > za


def _judge(move: LatheMove, tool: LatheTool, done: Cut, machine: LatheMachine) -> list[Finding]:
    element, bite = move.element, done.bite
    if element.kind == RAPID:
        depth = bite.depth_mm
        return [_told("rapid-in-material", element, depth_mm=depth)] if bite.noticed else []
    found = _rate(move, machine)
    if not bite.noticed:
        return found
    sense = move.spindle.sense
    if sense == 0:
        found.append(_told("spindle-stopped", element))
    elif sense != tool.spindle_sense:
        code = "M03" if tool.spindle_sense > 0 else "M04"
        found.append(_told("spindle-reversed", element, code=code))
    if done.trailing.noticed:
        found.append(_told("trailing-edge", element, depth_mm=done.trailing.depth_mm))
    return found + _load(element, tool, bite)


def _load(element: Element, tool: LatheTool, bite: Bite) -> list[Finding]:
    """Whether the insert stands the depth of cut, and clears the helix of its feed."""
    found: list[Finding] = []
    insert = tool.insert
    depth, limit = _depth_of_cut(element, tool, bite), insert.max_depth_mm
    if depth > limit + NOTICED_MM:
        found.append(_told("depth-of-cut", element, depth_mm=depth, limit_mm=limit))
    path = element.path
    if element.kind == THREAD or (path.start[1] == path.end[1] and not path.centre):
        angle = 0.0 if element.per_minute else helix_deg(element.feed_mm, 2 * abs(path.end[1]))
        if angle > insert.relief_deg:
            values = {"feed_mm": element.feed_mm, "angle_deg": angle}
            found.append(_told("flank-rubs", element, limit_deg=insert.relief_deg, **values))
    return found


def _depth_of_cut(element: Element, tool: LatheTool, bite: Bite) -> float:
    """Across a feed along an axis, the depth exactly, where it lasts; along a slope or an arc its
    mean. A square insert may go into the part as deep as it reaches."""
    (za, ra), (zb, rb) = element.path.start, element.path.end
    wide, deep = bite.size_mm
    if element.kind == THREAD:
        return deep - abs(rb - ra)
    if ra == rb and element.path.centre is None:
        return 0.0 if tool.insert.feed_side == 0 else bite.lasting_depth_mm
    if tool.insert.main == tool.insert.core:
        return 0.0
    return wide if za == zb else bite.area_mm2 / element.path.length_mm


def _rate(move: LatheMove, machine: LatheMachine) -> list[Finding]:
    path = move.element.path
    slow = min(abs(path.start[1]), abs(path.end[1]))
    rate = feed_rate(move.element, move.spindle, slow, machine.max_spindle_rpm)
    limit = machine.max_feed_mm_per_min
    return [_told("feed-too-fast", move.element, rate=rate, limit=limit)] if rate > limit else []


def _thread_findings(
    move: LatheMove, before: LatheMove | None, machine: LatheMachine
) -> list[Finding]:
    """A thread wants one speed and one lead in all its passes."""
    element, spindle = move.element, move.spindle
    found: list[Finding] = []
    if spindle.surface_m_per_min:
        found.append(_told("thread-surface-speed", element))
    if before is None or not _passes_of_one_thread(before, move):
        return found
    lead, first = element.feed_mm, before.element.feed_mm
    if lead != first:
        found.append(_told("thread-lead-changed", element, first_mm=first, lead_mm=lead))
    rpm, rpm_before = (
        one.spindle.rpm_at(one.element.path.end[1], machine.max_spindle_rpm)
        for one in (move, before)
    )
    if not spindle.surface_m_per_min and rpm != rpm_before:
        found.append(_told("thread-speed-changed", element, first_rpm=rpm_before, rpm=rpm))
    return found


def _passes_of_one_thread(before: LatheMove, move: LatheMove) -> bool:
    """Whether one goes over the length of the other again, rather than on from its end."""
    one, other = before.element.path, move.element.path
    low = max(min(one.start[0], one.end[0]), min(other.start[0], other.end[0]))
    high = min(max(one.start[0], one.end[0]), max(other.start[0], other.end[0]))
    return before.tool == move.tool and one.end != other.start and high - low > NOTICED_MM


# -- what is in the way ----------------------------------------------------------------------------


def _collisions(
    element: Element, way: Edge, tool: LatheTool, machine: LatheMachine, part: Profile
) -> list[Finding]:
    """The shank with the part, and shank or insert with what stands in the working space."""
    found: list[Finding] = []
    path = way.moved(tool.insert.centre_from_tip)
    sections = [obstacle.section for obstacle in machine.obstacles]
    hits = met_by(tool.insert.core, path, sections)
    if tool.holder:
        in_part, *by_holder = met_by(tool.holder, path, [part, *sections])
        hits = [max(pair, key=_depth) for pair in zip(hits, by_holder, strict=True)]
        if in_part.noticed:
            found.append(_told("holder-collision", element, depth_mm=in_part.depth_mm))
    for obstacle, hit in zip(machine.obstacles, hits, strict=True):
        if hit.noticed:
            zh, en = obstacle.name["zh-Hans"], obstacle.name["en"]
            found.append(_told("obstacle-collision", element, name_zh=zh, name_en=en))
    return found


def _depth(bite: Bite) -> float:
    return bite.depth_mm


def _over_travel(element: Element, machine: LatheMachine) -> list[Finding]:
    low, high = element.path.bounds()
    found: list[Finding] = []
    for axis, letter, scale in ((1, "X", 2), (0, "Z", 1)):
        for reached, limit, beyond in (
            (high[axis], machine.high_mm[axis], high[axis] - machine.high_mm[axis]),
            (low[axis], machine.low_mm[axis], machine.low_mm[axis] - low[axis]),
        ):
            if beyond > _LIMIT_SLACK_MM:
                place = {"position_mm": reached * scale, "limit_mm": limit * scale}
                found.append(_told("over-travel", element, axis=letter, **place))
    return found


def _told(wrong: str, element: Element, **values: object) -> Finding:
    return lathe_finding(wrong, element.line, **values)
