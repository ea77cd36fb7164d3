"""What a turning exercise is, and the half section that it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.lathe_machine import LatheMachine, bar
from xblocks.nc.engine.turning.profile import Profile
from xblocks.nc.exercise_values import Exercise
from xblocks.nc.turning.features import Inspection, TurnedFeature, section_of

_NOSE_SLACK_MM = 0.05


@dataclass(frozen=True, slots=True)
class Bar:
    """Round stock, or a tube: its right face at `face_z_mm` before it is turned, and how much of
    its length the chuck holds."""

    diameter_mm: float
    bore_mm: float
    length_mm: float
    face_z_mm: float
    clamped_mm: float

    @property
    def section(self) -> Profile:
        """Its half section."""
        return bar(
            length_mm=self.length_mm,
            diameter_mm=self.diameter_mm,
            bore_mm=self.bore_mm,
            face_z_mm=self.face_z_mm,
        )

    @property
    def chuck_z_mm(self) -> float:
        """Where the jaws end."""
        return self.face_z_mm - self.length_mm + self.clamped_mm


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TurningExercise(Exercise):
    """A part to be turned from a bar. `lathe` is the machine in the workpiece's frame, with what
    stands in the working space. With features and a reference both, the reference makes the section
    and the features are what is measured."""

    features: tuple[TurnedFeature, ...]
    bar: Bar
    lathe: LatheMachine

    @property
    def margin_mm(self) -> float:
        """How far from an inner corner the largest nose of the turret leaves its fillet."""
        noses = (tool.insert.nose_radius_mm for tool in self.machine.turret)
        return max(noses, default=0.0) + _NOSE_SLACK_MM

    def inspection(self, turned: Turned, target: Profile) -> Inspection:
        """The part, ready to be measured."""
        return Inspection(turned, target, self.bar.face_z_mm, self.margin_mm)


TARGET = -1
"""What marks the curves of a target that are not the bar's own: no move has this number."""


@lru_cache(maxsize=64)
def drawn_section(exercise: TurningExercise) -> Profile:
    """The half section that the features alone ask for."""
    return section_of(exercise.features, exercise.bar.section, TARGET)
