"""From a milled part and its findings to marks; every point that is lost has its remark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from xblocks.attempt import Mark, Measurement, Remark
from xblocks.nc.demands import DEMANDS
from xblocks.nc.engine.inspection.checks import Check
from xblocks.nc.engine.inspection.cuts import cuts_of
from xblocks.nc.engine.inspection.measuring import Measured, Workpiece, measure
from xblocks.nc.engine.inspection.probing import REACH_MM
from xblocks.nc.engine.inspection.target import Feature
from xblocks.nc.engine.inspection.volumes import Amount, excess, gouge, progress
from xblocks.nc.engine.milling.forms import Floats
from xblocks.nc.exercise_values import (
    CYCLE_TIME,
    GEOMETRY,
    PROCESS,
    PROGRAM,
    REST,
    Criterion,
    MillingExercise,
    criteria,
    target_field,
)
from xblocks.nc.losses import (
    NOTICED_MM3,
    Loss,
    cycle_time_losses,
    excess_remark,
    failed_checks,
    gouge_remark,
    mark_of,
    not_cut,
    nothing_cut,
    process_losses,
    program_losses,
    unfinished,
)
from xblocks.nc.milling.check_texts import measurement_of, sentence_of, volume_measurement
from xblocks.nc.running import Result

PROCESS_COSTS: Mapping[str, float] = {
    "clamp-collision": 1.0,
    "holder-collision": 1.0,
    "shank-collision": 1.0,
    "table-collision": 1.0,
    "over-travel": 0.5,
    "rapid-in-material": 0.5,
    "spindle-stopped": 0.5,
    "spindle-reversed": 0.5,
    "no-tool": 0.25,
    "no-coolant": 0.25,
    "plunge": 0.5,
    "cut-sideways": 0.5,
    "power": 0.5,
    "flute-too-short": 0.25,
    "surface-speed-high": 0.25,
    "chip-load-high": 0.25,
    "surface-speed-low": 0.1,
    "chip-load-low": 0.1,
    "feed-clamped": 0.1,
    "speed-clamped": 0.1,
}
"""What share of the process points a finding costs, once for each kind."""


@dataclass(frozen=True, slots=True)
class _Graded:
    exercise: MillingExercise
    result: Result
    target: Floats
    progress: float
    measured: Mapping[str, Measured]

    @property
    def last_line(self) -> int:
        return self.result.run.last_line

    @property
    def is_cut(self) -> bool:
        return self.result.removed_mm3 > 0


def marks_of(exercise: MillingExercise, result: Result) -> tuple[Mark, ...]:
    """The marks, one a criterion; in each, the costs of its remarks add up to what it lost."""
    target = target_field(exercise, exercise.cell_mm).heights
    share = progress(result.part.field, target)
    graded = _Graded(exercise, result, target, share, _measured(exercise, result))
    return tuple(
        replace(
            mark_of(criterion, _losses(criterion, graded)),
            measurements=_measurements(criterion, graded),
        )
        for criterion in criteria(exercise)
    )


def _measured(exercise: MillingExercise, result: Result) -> dict[str, Measured]:
    """What inspection finds of each feature, by its id."""
    needed = any(one.thread or one.tolerances.ra_um for one in exercise.features)
    moves = result.run.moves if needed else ()
    cuts = cuts_of(moves, exercise.machine, exercise.setup)
    piece = Workpiece(exercise.features, result.part, cuts)
    return {feature.id: measure(feature, piece) for feature in exercise.features}


def _measurements(criterion: Criterion, graded: _Graded) -> tuple[Measurement, ...]:
    """The inspection report's rows for a criterion; none for a part that was not cut at all."""
    if not graded.is_cut:
        return ()
    if criterion.id in graded.measured:
        return tuple(measurement_of(check) for check in graded.measured[criterion.id].checks)
    if criterion.id == GEOMETRY:
        missing, left = _missing(graded), _left(graded)
        return (
            volume_measurement("gouge", missing, NOTICED_MM3),
            volume_measurement("excess", left, NOTICED_MM3),
        )
    if criterion.id == REST:
        return (
            volume_measurement("gouge", _rest_gouge(graded), NOTICED_MM3),
            volume_measurement("excess", _left(graded), None),
        )
    return ()


def _losses(criterion: Criterion, graded: _Graded) -> list[Loss]:
    if not graded.is_cut:
        return nothing_cut(graded.result)
    rules: Mapping[str, Callable[[], list[Loss]]] = {
        GEOMETRY: lambda: _geometry(graded),
        REST: lambda: _rest(graded),
        PROCESS: lambda: process_losses(graded.result, PROCESS_COSTS, graded.progress),
        PROGRAM: lambda: program_losses(graded.result),
        CYCLE_TIME: lambda: cycle_time_losses(
            graded.exercise.rubric, graded.result, graded.progress
        ),
    }
    if criterion.id in DEMANDS:
        demand = DEMANDS[criterion.id]
        return demand(graded.exercise.rubric, graded.result, graded.progress)
    if criterion.id in rules:
        return rules[criterion.id]()
    feature = next(one for one in graded.exercise.features if one.id == criterion.id)
    return _feature(feature, graded)


# -- features --------------------------------------------------------------------------------------


def _feature(feature: Feature, graded: _Graded) -> list[Loss]:
    measured = graded.measured[feature.id]
    if not measured.cut:
        return not_cut(feature.title, graded.result)
    failed = [
        (_check_remark(feature, check, graded.last_line), check.weight)
        for check in measured.checks
        if not check.passed
    ]
    return failed_checks(failed, sum(check.weight for check in measured.checks))


def _check_remark(feature: Feature, check: Check, last_line: int) -> Remark:
    wrong = f"{check.id}-out-of-tolerance"
    return Remark(wrong, sentence_of(feature, check), line=check.line or last_line)


def _geometry(graded: _Graded) -> list[Loss]:
    """Against a reference part: what is missing and what is left, as shares of what was to be
    cut, by volume or by area, whichever is more."""
    field = graded.result.part.field
    missing, left = _missing(graded), _left(graded)
    wanted = np.maximum(field.top_mm - graded.target, 0.0)
    losses = []
    if missing.volume_mm3 > NOTICED_MM3:
        losses.append(Loss(_gouge_remark(missing), _share(missing, wanted, field.cell_mm)))
    if left.volume_mm3 > NOTICED_MM3:
        remark = excess_remark(left.volume_mm3, graded.result)
        losses.append(Loss(remark, _share(left, wanted, field.cell_mm)))
    return losses


def _share(off: Amount, wanted: Floats, cell_mm: float) -> float:
    """A thin layer over a whole cavity is little of its volume, but none of it is right."""
    by_volume = off.volume_mm3 / (float(wanted.sum()) * cell_mm**2)
    by_area = off.area_mm2 / (float(np.count_nonzero(wanted)) * cell_mm**2)
    return min(1.0, max(by_volume, by_area))


def _missing(graded: _Graded) -> Amount:
    field, allowance_mm = graded.result.part.field, graded.exercise.surface_tolerance_mm
    return gouge(field, graded.target, allowance_mm, field.cell_mm)


def _left(graded: _Graded) -> Amount:
    field, allowance_mm = graded.result.part.field, graded.exercise.surface_tolerance_mm
    return excess(field, graded.target, allowance_mm, field.cell_mm)


def _rest(graded: _Graded) -> list[Loss]:
    """Gouges where the drawing leaves the stock as it was: floors and walls have own checks."""
    missing = _rest_gouge(graded)
    losses = unfinished(graded.progress, graded.result)
    if missing.volume_mm3 > NOTICED_MM3:
        losses.append(Loss(_gouge_remark(missing), 1.0))
    return losses


def _rest_gouge(graded: _Graded) -> Amount:
    field = graded.result.part.field
    uncut = np.where(graded.target < field.top_mm, field.bottom_mm, graded.target)
    return gouge(field, uncut, graded.exercise.surface_tolerance_mm, REACH_MM)


def _gouge_remark(missing: Amount) -> Remark:
    return gouge_remark(missing.volume_mm3, missing.deepest_mm, missing.line)
