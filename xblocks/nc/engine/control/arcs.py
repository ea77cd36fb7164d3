"""The circle that G02 and G03 mean, from I, J, K or from R."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.transforms import PLAIN, Transform
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.machine import Vector
from xblocks.nc.engine.moves import PLANES, Arc

SAME_POINT_MM = 1e-6
_CENTRE_LETTERS = "IJK"
_PLANE_NAMES = {"xy": "XY (G17)", "zx": "ZX (G18)", "yz": "YZ (G19)"}


@dataclass(frozen=True, slots=True)
class Written:
    """How R, I, J, K and the sense of an arc are written: before the `transform`, and I, J, K from
    the arc's start, or from the place `centres_from`."""

    transform: Transform = PLAIN
    centres_from: Vector | None = None


def arc_of(
    command: Command,
    start: Vector,
    end: Vector,
    *,
    plane: str,
    clockwise: bool,
    length_mm: Callable[[Word], float],
    tolerance_mm: float,
    written: Written = Written(),
) -> Arc | None:
    """The arc from `start` to `end`; R holds where R and I, J, K are both given.

    `start` and `end` are where the machine goes; R, I, J, K and the sense are as `written`.

    None where start and end are one point and R is given: the control does not move. Raises
    `Rejected` for a centre that is missing, out of the plane, or not equally far from both ends.
    """
    first, second, _ = PLANES[plane]
    transform = written.transform
    clockwise ^= transform.reverses(plane)
    ends = (start[first], start[second], end[first], end[second])
    if "R" in command.values:
        word = command.values["R"]
        if word.number == 0:
            raise reject("arc-zero-radius", word.place, word=word.text)
        radius_mm = length_mm(word) * transform.radius_factor(plane)
        centre = _centre_by_radius(ends, radius_mm, clockwise, tolerance_mm, word)
        if centre is None:
            return None
    else:
        centre = _centre_by_offsets(command, start, plane, length_mm, written)
    return _arc_about(command, ends, centre, plane, clockwise, tolerance_mm)


def _centre_by_offsets(
    command: Command,
    start: Vector,
    plane: str,
    length_mm: Callable[[Word], float],
    written: Written,
) -> tuple[float, float]:
    first, second, normal = PLANES[plane]
    stray = command.values.get(_CENTRE_LETTERS[normal])
    if stray is not None and stray.number != 0:
        raise reject("arc-plane", stray.place, word=stray.text, plane=_PLANE_NAMES[plane])
    wanted = (first, second) if written.centres_from else ()
    if not command.has(_CENTRE_LETTERS) or not all(
        _CENTRE_LETTERS[axis] in command.values for axis in wanted
    ):
        raise reject("arc-no-centre", command.place)

    step = [0.0, 0.0, 0.0]
    for axis in (first, second):
        word = command.values.get(_CENTRE_LETTERS[axis])
        step[axis] = length_mm(word) if word else 0.0
    there = (step[0], step[1], step[2])
    if written.transform != PLAIN:
        there = written.transform.vector(there)
    start = written.centres_from or start
    return start[first] + there[first], start[second] + there[second]


def _centre_by_radius(
    ends: tuple[float, float, float, float],
    radius_mm: float,
    clockwise: bool,
    tolerance_mm: float,
    word: Word,
) -> tuple[float, float] | None:
    """R above 0 is the arc of at most half a turn, below 0 the longer one."""
    along, across = ends[2] - ends[0], ends[3] - ends[1]
    chord = math.hypot(along, across)
    if chord < SAME_POINT_MM:
        return None
    if chord / 2 - abs(radius_mm) > tolerance_mm:
        raise reject("arc-radius-short", word.place, radius_mm=abs(radius_mm), chord_mm=chord)
    height = math.sqrt(max(0.0, radius_mm * radius_mm - (chord / 2) * (chord / 2)))
    side = height / chord * (-1 if clockwise == (radius_mm > 0) else 1)
    return (
        (ends[0] + ends[2]) / 2 - side * across,
        (ends[1] + ends[3]) / 2 + side * along,
    )


def _arc_about(
    command: Command,
    ends: tuple[float, float, float, float],
    centre: tuple[float, float],
    plane: str,
    clockwise: bool,
    tolerance_mm: float,
) -> Arc:
    start_radius = math.hypot(ends[0] - centre[0], ends[1] - centre[1])
    end_radius = math.hypot(ends[2] - centre[0], ends[3] - centre[1])
    if abs(start_radius - end_radius) > tolerance_mm:
        raise reject(
            "arc-end",
            command.first_place("IJKXYZ"),
            start_mm=start_radius,
            end_mm=end_radius,
            tolerance_mm=tolerance_mm,
        )
    if start_radius < SAME_POINT_MM:
        raise reject("arc-zero-radius", command.first_place("IJK"), word="I, J, K")
    begin = math.atan2(ends[1] - centre[1], ends[0] - centre[0])
    finish = math.atan2(ends[3] - centre[1], ends[2] - centre[0])
    turn = -1.0 if clockwise else 1.0
    ahead = (turn * (finish - begin)) % (2 * math.pi)
    if math.hypot(ends[2] - ends[0], ends[3] - ends[1]) < SAME_POINT_MM:
        ahead = 2 * math.pi
    return Arc(plane, *centre, begin, turn * ahead, start_radius, end_radius)
