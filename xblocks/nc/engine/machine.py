"""The machine as values: its axes, rates, offsets and tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xblocks.attempt import Text, text
from xblocks.nc.engine.turning.insert import LatheTool, turning_insert

Vector = tuple[float, float, float]

FLAT, BALL, BULL, FACE, CHAMFER = "flat", "ball", "bull", "face", "chamfer"
DRILL, CENTRE_DRILL, SPOT_DRILL = "drill", "centre-drill", "spot-drill"
TAP, REAMER, BORING_BAR, THREAD_MILL = "tap", "reamer", "boring-bar", "thread-mill"

POINT_ANGLES_DEG: Mapping[str, float] = {
    DRILL: 118.0,
    CENTRE_DRILL: 120.0,
    SPOT_DRILL: 90.0,
    CHAMFER: 90.0,
}
"""The usual angle of the tools that have a point."""

AXIAL_ONLY = frozenset({DRILL, CENTRE_DRILL, TAP, REAMER, BORING_BAR})
"""Tools that cut along their axis only."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tool:
    """A rotating tool in its holder. Going up from the tip: flutes, then shank, then holder.

    `length_mm` reaches from the spindle nose to the tip, and is what the offset register of the
    tool's number holds; `stick_out_mm` is from the holder's face to the tip. What follows holds
    where it applies: `corner_radius_mm` of a bull nose, face mill or boring bar; `point_angle_deg`
    (full angle) of what has a point; `tip_diameter_mm` of a chamfer mill's level tip or a centre
    drill's pilot, `tip_length_mm` long; `pitch_mm` of a tap or thread mill. Within
    `core_diameter_mm` about its axis a tool has no cutting edge (0: it cuts to its centre). `teeth`
    is 0 where not known. The ranges are what tool and material allow, None where nothing is
    demanded.
    """

    number: int
    name: Text
    shape: str
    diameter_mm: float
    flute_length_mm: float
    shank_diameter_mm: float
    holder_diameter_mm: float
    stick_out_mm: float
    length_mm: float
    corner_radius_mm: float = 0.0
    point_angle_deg: float = 118.0
    tip_diameter_mm: float = 0.0
    tip_length_mm: float = 0.0
    pitch_mm: float = 0.0
    core_diameter_mm: float = 0.0
    teeth: int = 0
    surface_speed_m_per_min: Range | None = None
    chip_load_mm: Range | None = None

    @property
    def radius_mm(self) -> float:
        """Half of the cutting diameter."""
        return self.diameter_mm / 2


@dataclass(frozen=True, slots=True)
class Machine:
    """A three-axis machining centre, or a lathe where it has a turret. Machine coordinates are of
    the spindle nose, in mm; of a lathe's turret's reference point, X as a RADIUS and Y always 0.

    `calculator_decimal` tells whether X10 is 10 mm or 10 times the least input increment (0.001
    mm). `skip_switches` are the block skips that are on, `optional_stop` whether M01 stops.
    `acceleration_mm_per_s2` is each axis's, None for a machine without inertia;
    `spindle_power_kw` is what the spindle can give, None if unknown.
    """

    name: Text
    low_mm: Vector
    high_mm: Vector
    rapid_mm_per_min: float
    max_feed_mm_per_min: float
    max_spindle_rpm: float
    tool_change_s: float
    calculator_decimal: bool
    work_offsets_mm: Mapping[str, Vector]
    tools: tuple[Tool, ...]
    reference_mm: Vector = (0.0, 0.0, 0.0)
    arc_tolerance_mm: float = 0.01
    skip_switches: frozenset[int] = field(default_factory=frozenset)
    optional_stop: bool = False
    acceleration_mm_per_s2: Vector | None = None
    spindle_power_kw: float | None = None
    turret: tuple[LatheTool, ...] = ()

    def tool(self, number: int) -> Tool | None:
        """The tool of this number, None if the magazine has none."""
        return next((tool for tool in self.tools if tool.number == number), None)

    def work_offset(self, work: str) -> Vector:
        """The zero of a work coordinate system (``G54`` …); the machine's own zero if not set."""
        return self.work_offsets_mm.get(work, (0.0, 0.0, 0.0))

    def length_offset(self, number: int) -> float | None:
        """Register H `number`: 0 for H0, the length of the tool of that number, or None."""
        if number == 0:
            return 0.0
        tool = self.tool(number)
        return tool.length_mm if tool else None


def example_machine() -> Machine:
    """A machine to trace a program with when no exercise is given: tools 1 to 99 of no length."""
    names = text("示例立铣刀", "example end mill")
    tools = tuple(
        Tool(number, names, FLAT, 10.0, 30.0, 10.0, 40.0, 50.0, 0.0) for number in range(1, 100)
    )
    return Machine(
        name=text("示例机床", "example machine"),
        low_mm=(-10_000.0,) * 3,
        high_mm=(10_000.0,) * 3,
        rapid_mm_per_min=12_000.0,
        max_feed_mm_per_min=10_000.0,
        max_spindle_rpm=24_000.0,
        tool_change_s=5.0,
        calculator_decimal=True,
        work_offsets_mm={},
        tools=tools,
    )


def example_lathe() -> Machine:
    """A lathe to trace a program with when no exercise is given: in stations 1 to 99 an outside
    tool (tip 3, nose radius 0.4) that reaches nowhere."""
    insert = turning_insert(
        included_deg=55.0, lead_deg=93.0, edge_mm=11.0, nose_radius_mm=0.4, orientation=3
    )
    name = text("示例外圆车刀", "example turning tool")
    return replace(
        example_machine(),
        name=text("示例车床", "example lathe"),
        max_spindle_rpm=4_000.0,
        tool_change_s=1.0,
        tools=(),
        turret=tuple(LatheTool(number, name, insert) for number in range(1, 100)),
    )
