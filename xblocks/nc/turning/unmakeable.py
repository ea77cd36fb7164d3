"""A turned target that no program could make, or that its reference program does not make."""

from __future__ import annotations

from collections.abc import Iterator

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.profile import cut, volume_mm3
from xblocks.nc.engine.turning.turned_inspection import (
    UNCERTAINTY_MM,
    Diameter,
    Result,
    Size,
)
from xblocks.nc.exercise_rules import CUTS_NOTHING, program_faults
from xblocks.nc.turning.features import (
    LENGTH,
    THREAD,
    THREAD_MARGIN_PITCHES,
    TurnedFeature,
    region_of,
    section_of,
)
from xblocks.nc.turning.making import turn_program
from xblocks.nc.turning.values import TurningExercise

_SURFACE = Size(0.0, -1e-4, 1e-4)


def unmakeable(document: Document, exercise: TurningExercise) -> list[Problem]:
    """What is wrong with the target as a whole, each at its place in the text."""
    return list(
        _of_reference(document, exercise)
        if exercise.reference is not None
        else _of_drawing(document, exercise)
    )


def _of_reference(document: Document, exercise: TurningExercise) -> Iterator[Problem]:
    place = ("target", "program")
    faults = program_faults(exercise)
    yield from (document.problem(place, *fault) for fault in faults)
    if faults:
        return
    made = turn_program(exercise, read_program(exercise.reference or ""))
    if made.turned.removed_mm3 == 0:
        yield document.problem(place, *CUTS_NOTHING)
        return
    inspection = exercise.inspection(made.turned, made.turned.profile)
    for index, feature in enumerate(exercise.features):
        for result in inspection.measure(feature):
            if not result.passed:
                off = "-" if result.deviation is None else f"{result.deviation:+.3f}"
                zh = f"参考程序做不出这个特征：{result.id} 偏差 {off}。"
                en = f"The reference program does not make this feature: {result.id} is off {off}."
                yield document.problem(("target", "features", index), zh, en)


def _of_drawing(document: Document, exercise: TurningExercise) -> Iterator[Problem]:
    """A feature that takes nothing off the stock, or that the others leave nothing of."""
    section = section_of(exercise.features, exercise.bar.section)
    if section == exercise.bar.section:
        zh, en = "图样没有去除任何材料。", "The drawing takes nothing off the stock."
        yield document.problem(("target", "features"), zh, en)
        return
    ideal = Turned(section, (), 0.0, 0.0, ())
    inspection = exercise.inspection(ideal, ideal.profile)
    for index, feature in enumerate(exercise.features):
        place = ("target", "features", index)
        if feature.kind != LENGTH and not _takes_material(feature, exercise):
            zh = "这个特征没有去除毛坯上的任何材料。"
            en = "This feature takes nothing off the stock."
            yield document.problem(place, zh, en)
        elif feature.kind == THREAD:
            if not _on_cylinder(feature, ideal):
                zh = f"螺纹所在处不是直径 {2 * feature.r0_mm:g} 的圆柱面。"
                en = f"The thread is not on a cylinder of diameter {2 * feature.r0_mm:g}."
                yield document.problem(place, zh, en)
        elif not all(_as_drawn(result) for result in inspection.measure(feature)):
            zh = "图样上量不出这个特征：它被别的特征盖住，或端面不在那里。"
            en = "The drawing does not show it: another feature covers it, or has no face there."
            yield document.problem(place, zh, en)


def _takes_material(feature: TurnedFeature, exercise: TurningExercise) -> bool:
    return volume_mm3(cut(exercise.bar.section, region_of(feature))[1]) > 0


def _as_drawn(result: Result) -> bool:
    """Limits need not hold the nominal size: those of a fit such as f7 don't."""
    off = result.deviation
    return result.passed or (off is not None and abs(off) <= UNCERTAINTY_MM)


def _on_cylinder(feature: TurnedFeature, ideal: Turned) -> bool:
    margin = THREAD_MARGIN_PITCHES * feature.pitch_mm
    size = Size(2 * feature.r0_mm, _SURFACE.lower, _SURFACE.upper)
    places = feature.z0_mm + margin, feature.z1_mm - margin
    return Diameter(*places, size, feature.inside).measure(ideal).passed
