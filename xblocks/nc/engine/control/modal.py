"""What stays in force from block to block."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from xblocks.nc.engine.control.transforms import PLAIN, Transform
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT, TURNING, Dialect
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.machine import Machine

Vector = tuple[float, float, float]
_ZERO: Vector = (0.0, 0.0, 0.0)

MAX_LATHE_OFFSET = 99
"""A lathe has this many registers, whatever hangs in its turret."""


@dataclass(frozen=True, slots=True)
class ToolOffset:
    """One register of offset memory C, in mm. On a lathe the length is along Z, X (here a RADIUS)
    goes with it, and `tip` is the tip orientation."""

    length_mm: float = 0.0
    length_wear_mm: float = 0.0
    radius_mm: float = 0.0
    radius_wear_mm: float = 0.0
    x_mm: float = 0.0
    x_wear_mm: float = 0.0
    tip: float = 0.0


@dataclass(frozen=True, slots=True)
class Offsets:
    """The offset tables, which G10 and macro variables write. `external` shifts every work zero."""

    work: Mapping[str, Vector] = field(default_factory=dict)
    tools: Mapping[int, ToolOffset] = field(default_factory=dict)
    external: Vector = _ZERO

    def zero(self, work: str) -> Vector:
        """The zero of a work coordinate system, the machine's own where it was never set."""
        place, shift = self.work.get(work, _ZERO), self.external
        return (place[0] + shift[0], place[1] + shift[1], place[2] + shift[2])

    def tool(self, number: int) -> ToolOffset | None:
        """A register: 0 is no offset; None if there is none of this number."""
        return ToolOffset() if number == 0 else self.tools.get(number)


@dataclass(frozen=True, slots=True)
class CycleData:
    """What canned cycles keep from block to block: the words by letter, each with whether it was
    given incrementally, the level where the cycle mode began, in program coordinates, and which
    cycle it was."""

    kind: str
    initial_mm: float
    words: Mapping[str, tuple[Word, bool]]


@dataclass(frozen=True, slots=True)
class Polar:
    """Radius and angle of the last polar coordinates, and their origin in the plane."""

    origin_mm: tuple[float, float] = (0.0, 0.0)
    radius_mm: float = 0.0
    angle_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Surface:
    """Constant surface speed: S of G96 about the zero of an axis, and the limit of G92 S
    (a lathe's G50 S)."""

    m_per_min: float = 0.0
    axis: int = 0
    most_rpm: float = math.inf


@dataclass(frozen=True, slots=True)
class Noted:
    """What only macros ask for: where G31 ended, as the program would say it, and the last M
    code."""

    skipped: Vector = _ZERO
    last_m: int = 0


@dataclass(frozen=True, slots=True)
class SingleCycle:
    """What a single turning cycle keeps while it is in force: which it is, its end in program
    coordinates as (z, r), and its taper (start less end)."""

    kind: str
    end: tuple[float, float]
    taper_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class FaceHole:
    """What G83 to G85 of a lathe keep while they are in force: which it is, the Z of the initial
    level, R as it counts from there, the Z of the bottom (None until a block says it), the peck
    and the dwell."""

    kind: str
    initial_mm: float
    r_mm: float = 0.0
    end_mm: float | None = None
    peck_mm: float = 0.0
    dwell_s: float = 0.0

    @property
    def level_mm(self) -> float:
        """The Z where cutting begins."""
        return self.initial_mm + self.r_mm


@dataclass(frozen=True, slots=True)
class LatheState:
    """What only a lathe's control remembers.

    `tool_mm` is the offset of the T code, `lead_mm` F of the last thread, `thread_turned` by how
    many turns the spindle is on at the end of a thread that the next block may continue. `stored`
    are the first lines of G71 to G76 by name, in mm, degrees or as counted; `held` is a block that
    gives an angle alone and waits for the next one.
    """

    tool_mm: Vector = _ZERO
    lead_mm: float = 0.0
    thread_turned: float | None = None
    cycle: SingleCycle | None = None
    hole: FaceHole | None = None
    stored: Mapping[str, float] = field(default_factory=dict)
    held: Command | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The control and the machine between two blocks.

    `position` is the spindle nose in machine coordinates, mm, as programmed: without cutter radius
    compensation. `modal` holds the meaning in force for each group of codes. `length_offset_mm` is
    what G43/G49 and H ask for, `length_applied_mm` what the present Z position was reached with: an
    offset takes effect with the next Z word. `feed` is F, 0 until the first one, in mm/min, mm/rev
    or 1/min as the feed mode says. `shift_mm` is that of G92, `local_mm` that of G52.
    """

    position: Vector
    modal: Mapping[str, str]
    feed: float = 0.0
    speed_rpm: float = 0.0
    surface: Surface = Surface()
    spindle: str = "stop"
    coolant: bool = False
    tool: int = 0
    selected: int = 0
    offset_number: int = 0
    radius_number: int = 0
    length_offset_mm: float = 0.0
    length_applied_mm: float = 0.0
    ended: bool = False
    offsets: Offsets = Offsets()
    local_mm: Vector = _ZERO
    shift_mm: Vector = _ZERO
    transform: Transform = PLAIN
    cycle: CycleData | None = None
    polar: Polar = Polar()
    intermediate: Vector | None = None
    rigid: bool = False
    sequence: int = 0
    program: int = 0
    noted: Noted = Noted()
    lathe: LatheState | None = None

    @property
    def spindle_rpm(self) -> float:
        """Speed of the turning spindle: positive clockwise (M03), negative for M04, 0 at rest."""
        return {"cw": self.speed_rpm, "ccw": -self.speed_rpm}.get(self.spindle, 0.0)

    def feed_mm_per_min(self, length_mm: float = 0.0) -> float:
        """The rate along a path of this length; 0 where the feed mode gives none."""
        mode = self.modal["feed"]
        if mode == "per-revolution":
            return self.feed * abs(self.spindle_rpm)
        return self.feed * length_mm if mode == "inverse-time" else self.feed


def power_on(dialect: Dialect, reference: Vector, offsets: Offsets = Offsets()) -> State:
    """The state of a machine just switched on and sent to its reference point."""
    lathe = LatheState() if dialect.process == TURNING else None
    return State(position=reference, modal=dict(dialect.power_on), offsets=offsets, lathe=lathe)


def offsets_of(machine: Machine) -> Offsets:
    """The offset tables as the setter left them: register n holds the tool of number n."""
    registers = {
        tool.number: ToolOffset(length_mm=tool.length_mm, radius_mm=tool.radius_mm)
        for tool in machine.tools
    }
    if machine.turret:
        registers |= {number: ToolOffset() for number in range(1, MAX_LATHE_OFFSET + 1)}
    for mounted in machine.turret:
        (z, r), insert = mounted.mounted_mm, mounted.insert
        registers[mounted.number] = ToolOffset(
            length_mm=z, radius_mm=insert.nose_radius_mm, x_mm=r, tip=float(insert.orientation)
        )
    return Offsets(dict(machine.work_offsets_mm), registers)


def modal_after(command: Command, modal: Mapping[str, str]) -> Mapping[str, str]:
    """The meanings in force once the block's codes count. A motion code ends a canned cycle, unless
    the cycle's code stands behind it."""
    if not command.codes:
        return modal
    changed = {group: code.meaning for group, (code, _) in command.codes.items() if group in modal}
    if "motion" in changed and not _cycle_follows(command):
        changed["cycle"] = "off"
    if names_extra_work(command):
        changed["work"] = extra_work(int(command.values["P"].number))
    if all(modal[group] == meaning for group, meaning in changed.items()):
        return modal
    return {**modal, **changed}


_OTHERS_WITH_P = (ONE_SHOT, "cycle", "flow", "call", "scaling", "speed")


def names_extra_work(command: Command) -> bool:
    """Whether the block says G54.1 P or G54 P; a P may as well belong to another code."""
    taken = any(group in command.codes for group in _OTHERS_WITH_P)
    word = command.meaning("work")
    return "P" in command.values and (word == "G54.1" or (word == "G54" and not taken))


def extra_work(number: int) -> str:
    """The name of an additional work coordinate system."""
    return f"G54.1P{number}"


def _cycle_follows(command: Command) -> bool:
    if "cycle" not in command.codes:
        return False
    cycle, motion = command.codes["cycle"][1], command.codes["motion"][1]
    return cycle.place.column > motion.place.column
