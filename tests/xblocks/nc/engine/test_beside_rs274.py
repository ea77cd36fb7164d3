"""Beside an independent interpreter: every motion the same, or an alarm in both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.xblocks.nc.engine.generated import KINDS
from tests.xblocks.nc.engine.rs274 import RS274, ours, theirs

pytestmark = pytest.mark.skipif(
    RS274 is None,
    reason="NOT COMPARED with an independent interpreter: there is no rs274 here. On Debian: "
    "apt-get install --no-install-recommends linuxcnc-uspace",
)

PROGRAMS_OF_A_KIND = 50

HEAD = "G21 G17 G90 G40 G80 G94 G54\nT1 M6\nG0 X0 Y0 Z50\nG43 H1 Z50\nF100\n"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_generated_programs_move_alike(kind: Callable[[Random], str], tmp_path: Path) -> None:
    for seed in range(PROGRAMS_OF_A_KIND):
        source = kind(Random(seed))  # noqa: S311 - repeatable programs are wanted
        mine, alarm = ours(source)
        judged, error = theirs(source, tmp_path)
        assert (alarm, error) == (None, None), source
        assert len(mine) == len(judged), source
        for index, (one, other) in enumerate(zip(mine, judged, strict=True)):
            assert one.close_to(other), (seed, index, one, other)


@pytest.mark.parametrize(
    "wrong",
    [
        "G2 X10 Y10 I9 J0",
        "G2 X30 R10",
        "G2 X10 Y10",
        "G1 X10 F0",
        "G2 X0 Y0 R5",
        "G0 G1 X5",
        "G17 G18 X5",
        "G1 X5 X6",
        "G81 X5 Y5 Z-5",
        "G81 X5 Y5 R2",
        "G83 X5 Y5 Z-5 R2",
        "G41 D1 G1 X20\nX40\nG18",
        "G41 D1 G1 X20\nX40\nX41 Y1\nX40 Y2\nX20",
        "G41 D1 G1 X20\nX40\nG3 X44 Y4 R4\nG1 Y30",
        "G80\nX10",
        "G0 X10 Q5",
        "M98 P7777",
        "G43 H77 Z5",
        "G77 X5",
        "M123",
        "X1.2.3",
        "#1=[1/0]",
        "#1=SQRT[-1]",
        "G53 X5 G91",
        "G41 D1 G1 X20\nX40\nG42 X60",
        "G41 D1 G1 X20\nX40\nG41 X60",
        "G41 D1 G3 X6 Y3 R4\nG1 X40",
        "G4",
        "G4 X1",
        "G81 X5 Y5 Z-5 R2 L0",
        "G84 X5 Y5 Z-5 R2",
        "M4 S100\nG84 X5 Y5 Z-5 R2",
        "M3 S100\nG74 X5 Y5 Z-5 R2",
        "G86 X5 Y5 Z-5 R2 P1",
        "G88 X5 Y5 Z-5 R2 P1",
        "G10 L10 P77 Z10",
        "G90.1\nG2 X10 Y10 I10",
    ],
)
def test_what_is_wrong_is_an_alarm_in_both(wrong: str, tmp_path: Path) -> None:
    source = HEAD + wrong + "\nM30\n"
    assert ours(source)[1] is not None
    assert theirs(source, tmp_path)[1] is not None
