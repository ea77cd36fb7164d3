"""From a turned part and its findings to marks; every point that is lost has its remark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from xblocks.attempt import Mark, Measurement, Remark
from xblocks.nc.demands import DEMANDS
from xblocks.nc.engine.turning.curves import RESOLUTION_MM
from xblocks.nc.engine.turning.profile import Profile, Slab, cut, volume_mm3
from xblocks.nc.engine.turning.turned_deviation import beyond, roughness_um
from xblocks.nc.engine.turning.turned_inspection import REACH_MM, Result
from xblocks.nc.exercise_values import (
    CYCLE_TIME,
    GEOMETRY,
    PROCESS,
    PROGRAM,
    REST,
    ROUGHNESS,
    Criterion,
    criteria,
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
from xblocks.nc.turning.features import GROOVE, THREAD, Inspection, TurnedFeature
from xblocks.nc.turning.making import Turning, target_section
from xblocks.nc.turning.remarks import (
    check_remark,
    measurements_of,
    roughness_measurement,
    roughness_remark,
    volume_measurement,
)
from xblocks.nc.turning.values import TurningExercise

PROCESS_COSTS: Mapping[str, float] = {
    "obstacle-collision": 1.0,
    "holder-collision": 1.0,
    "over-travel": 0.5,
    "rapid-in-material": 0.5,
    "spindle-stopped": 0.5,
    "spindle-reversed": 0.5,
    "depth-of-cut": 0.5,
    "trailing-edge": 0.5,
    "power": 0.5,
    "thread-surface-speed": 0.5,
    "thread-speed-changed": 0.5,
    "thread-lead-changed": 0.5,
    "feed-too-fast": 0.5,
    "no-tool": 0.25,
    "speed-unlimited": 0.25,
    "no-coolant": 0.25,
    "flank-rubs": 0.25,
    "surface-speed-high": 0.25,
    "feed-high": 0.25,
    "surface-speed-low": 0.1,
    "feed-low": 0.1,
    "feed-clamped": 0.1,
    "speed-clamped": 0.1,
}
"""What share of the process points a finding costs, once for each kind."""


@dataclass(frozen=True, slots=True)
class _Graded:
    exercise: TurningExercise
    made: Turning
    inspection: Inspection
    measured: Mapping[str, tuple[Result, ...]]
    wanted_mm3: float
    progress: float

    @property
    def last_line(self) -> int:
        return self.made.run.last_line

    def line_of(self, cut_by: int) -> int:
        """The line of a move of the part; 0 for what no move cut."""
        return self.made.turned.moves[cut_by - 1].element.line if cut_by > 0 else 0


def marks_of(exercise: TurningExercise, made: Turning) -> tuple[Mark, ...]:
    """The marks, one a criterion; in each, the costs of its remarks add up to what it lost."""
    target = target_section(exercise)
    inspection = exercise.inspection(made.turned, target)
    wanted_mm3 = volume_mm3(exercise.bar.section) - volume_mm3(target)
    left_mm3 = volume_mm3(cut(made.turned.profile, target)[0])
    graded = _Graded(
        exercise,
        made,
        inspection,
        {feature.id: inspection.measure(feature) for feature in exercise.features},
        wanted_mm3,
        max(0.0, 1 - left_mm3 / wanted_mm3),
    )
    return tuple(_mark(criterion, graded) for criterion in criteria(exercise))


def _mark(criterion: Criterion, graded: _Graded) -> Mark:
    made, features = graded.made, {one.id: one for one in graded.exercise.features}
    if made.removed_mm3 == 0:
        return mark_of(criterion, nothing_cut(made))
    if criterion.id in DEMANDS:
        demand = DEMANDS[criterion.id]
        return mark_of(criterion, demand(graded.exercise.rubric, made, graded.progress))
    rules: Mapping[str, Callable[[], _Judged]] = {
        GEOMETRY: lambda: _geometry(graded),
        REST: lambda: _rest(graded),
        PROCESS: lambda: (process_losses(made, PROCESS_COSTS, graded.progress), ()),
        PROGRAM: lambda: (program_losses(made), ()),
        ROUGHNESS: lambda: _roughness(graded),
        CYCLE_TIME: lambda: (
            cycle_time_losses(graded.exercise.rubric, made, graded.progress),
            (),
        ),
    }
    rule = rules.get(criterion.id)
    losses, measurements = rule() if rule else _feature(features[criterion.id], graded)
    return replace(mark_of(criterion, losses), measurements=measurements)


_Judged = tuple[list[Loss], tuple[Measurement, ...]]
"""What a criterion loses, and the rows of its report."""


def _feature(feature: TurnedFeature, graded: _Graded) -> _Judged:
    if not graded.inspection.is_cut(feature):
        return not_cut(feature.title, graded.made), ()
    results = graded.measured[feature.id]
    # No nut goes on a thread of another pitch, whatever its diameters.
    failed = sorted(
        (result for result in results if not result.passed), key=lambda one: one.id != "pitch"
    )
    remarks = [check_remark(feature.title, result, graded.last_line) for result in failed]
    losses = failed_checks([(remark, 1) for remark in remarks], len(results))
    if failed and failed[0].id == "pitch":
        losses[0] = replace(losses[0], share=1.0)
    return losses, measurements_of(results)


def _geometry(graded: _Graded) -> _Judged:
    """Against a reference part: what is missing and what is left, as shares of what was to be
    cut."""
    part, target = graded.made.turned.profile, graded.inspection.target
    allowance_mm = graded.exercise.surface_tolerance_mm
    missing = _gouge_of(graded, beyond(cut(target, part)[0], allowance_mm))
    left_mm3 = volume_mm3(beyond(cut(part, target)[0], allowance_mm))
    losses = _gouge_losses(missing, missing.volume_mm3 / graded.wanted_mm3)
    if left_mm3 > NOTICED_MM3:
        remark = excess_remark(left_mm3, graded.made)
        losses.append(Loss(remark, min(1.0, left_mm3 / graded.wanted_mm3)))
    left = volume_measurement("excess", left_mm3, NOTICED_MM3, 0)
    return losses, (missing.row, left)


def _rest(graded: _Graded) -> _Judged:
    """Gouges where the drawing leaves the stock as it was: what is turned has its own checks."""
    kept = tuple(_left_alone(graded.inspection.target))
    allowance_mm = graded.exercise.surface_tolerance_mm
    missing = beyond(cut(kept, graded.made.turned.profile)[0], allowance_mm)
    stocks_own = tuple(
        slab
        for slab in missing
        if any(0 in (span.low.cut_by, span.high.cut_by) for span in slab.spans)
    )
    gouge = _gouge_of(graded, stocks_own)
    return [*unfinished(graded.progress, graded.made), *_gouge_losses(gouge, 1.0)], (gouge.row,)


def _left_alone(target: Profile) -> Iterator[Slab]:
    """Where the target shows the stock's own surface, as far from turned faces as these are looked
    for."""
    for index, slab in enumerate(target):
        ends = [slab.z0_mm, slab.z1_mm]
        for side, neighbour in ((0, index - 1), (1, index + 1)):
            if 0 <= neighbour < len(target):
                ends[side] += REACH_MM * (1 - 2 * side)
        if slab.spans[-1].high.cut_by == 0 and ends[1] - ends[0] > RESOLUTION_MM:
            yield Slab(ends[0], ends[1], slab.spans)


@dataclass(frozen=True, slots=True)
class _Gouge:
    volume_mm3: float
    deepest_mm: float
    line: int
    row: Measurement


def _gouge_of(graded: _Graded, missing: Profile) -> _Gouge:
    """All that is missing, blamed on the line that cut the most of it."""
    volume = volume_mm3(missing)
    if not missing:
        return _Gouge(0.0, 0.0, 0, volume_measurement("gouge", 0.0, NOTICED_MM3, 0))
    worst = max(missing, key=lambda slab: volume_mm3((slab,)))
    cut_by = max(max(span.low.cut_by, span.high.cut_by) for span in worst.spans)
    line = graded.line_of(cut_by) or graded.last_line
    deepest = max(span.r_max_mm - span.r_min_mm for slab in missing for span in slab.spans)
    return _Gouge(volume, deepest, line, volume_measurement("gouge", volume, NOTICED_MM3, line))


def _gouge_losses(gouge: _Gouge, share: float) -> list[Loss]:
    if gouge.volume_mm3 <= NOTICED_MM3:
        return []
    return [Loss(gouge_remark(gouge.volume_mm3, gouge.deepest_mm, gouge.line), min(1.0, share))]


def _roughness(graded: _Graded) -> _Judged:
    """A share for each of the drawing's surfaces that is turned with too large a feed."""
    rubric = graded.exercise.rubric.roughness
    rows: list[Measurement] = []
    failed: list[tuple[Remark, int]] = []
    for feature in graded.exercise.features:
        zone = graded.inspection.zone(feature)
        if feature.kind in (GROOVE, THREAD) or zone is None:
            continue
        turned, turret = graded.made.turned, graded.exercise.machine.turret
        found_um, line = roughness_um(turned, turret, *zone, inside=feature.inside)
        limit_um = feature.roughness_um or (rubric.limit_um if rubric else 0.0)
        rows.append(roughness_measurement(feature.title, found_um, limit_um, line))
        if not rows[-1].passed:
            failed.append((roughness_remark(feature.title, rows[-1], graded.last_line), 1))
    losses = [*unfinished(graded.progress, graded.made), *failed_checks(failed, len(rows))]
    return losses, tuple(rows)
