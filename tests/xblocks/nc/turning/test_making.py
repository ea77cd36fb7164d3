"""Running a program on a lathe: the control's clock and the part's moves."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.turning.shafts import (
    FIRST,
    REFERENCE_TARGET,
    SOURCE,
    THREADED,
    parsed,
    program,
    with_target,
)
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.moves import RAPID
from xblocks.nc.engine.turning.profile import volume_mm3
from xblocks.nc.exercises import exercise_text
from xblocks.nc.turning.making import Turning, target_section, turn_program
from xblocks.nc.turning.values import TARGET, drawn_section


def made(written: str, source: str = SOURCE) -> Turning:
    return turn_program(parsed(source), read_program(written))


@pytest.mark.parametrize("name", [FIRST, THREADED])
def test_part_and_control_share_one_clock(name: str) -> None:
    done = made(program(name), exercise_text(name))
    assert len(done.turned.passed) == len(done.turned.moves)
    assert done.turned.duration_s <= done.run.duration_s + 1e-9
    ends = [passed.end_s for passed in done.turned.passed]
    assert ends == sorted(ends)
    removed = sum(passed.removed_mm3 for passed in done.turned.passed)
    assert removed == pytest.approx(done.removed_mm3)
    stock = volume_mm3(parsed(exercise_text(name)).bar.section)
    assert removed == pytest.approx(stock - volume_mm3(done.turned.profile), rel=1e-9)


def test_a_rapid_takes_the_time_of_the_slower_axis() -> None:
    done = made("T0101\nG00 X94 Z190\nG00 X34 Z90\nM30")
    rapids = [move.duration_s for move in done.run.moves if move.kind == RAPID]
    # X goes 30 mm at 6 m/min, Z 100 mm at 10 m/min.
    assert rapids[-1] == pytest.approx(60 * 100 / 10_000)
    only_x = made("T0101\nG00 X94 Z190\nG00 X34\nM30").run.moves
    assert only_x[-1].duration_s == pytest.approx(60 * 30 / 6_000)


def test_a_whole_circle_is_two_moves_of_the_part_and_one_of_the_control() -> None:
    done = made("T0101\nG98 G00 X80 Z20\nM03 S500\nG02 K-5 F600\nM30")
    assert [passed.end_s - passed.begin_s for passed in done.turned.passed[-2:]] == pytest.approx(
        [done.run.moves[-1].duration_s / 2] * 2
    )


def test_findings_of_control_machine_and_conditions_come_in_the_programs_order() -> None:
    written = program(FIRST).replace("Z2 M08\n(FINISHING)", "Z2\n(FINISHING)")
    written = written.replace("G00 X54\nM09", "G00 X36\nX54\nM09")
    findings = made(written.replace("M30", "")).findings
    assert [one.id for one in findings][-1] == "no-end"
    assert "no-coolant" in {one.id for one in findings}
    assert [one.line for one in findings] == sorted(one.line for one in findings)


def test_the_target_is_the_drawings_or_that_of_the_reference() -> None:
    exercise = parsed(SOURCE)
    assert target_section(exercise) is drawn_section(exercise)
    turned = target_section(parsed(with_target(SOURCE, REFERENCE_TARGET)))
    marks = {
        curve.cut_by for slab in turned for span in slab.spans for curve in (span.low, span.high)
    }
    assert marks == {0, TARGET}
    assert turned[-1].spans[-1].high.r_mm == 23
