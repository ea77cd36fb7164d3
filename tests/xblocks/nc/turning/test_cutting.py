"""The cut command on a lathe: volume, time and picture of a program alone."""

from __future__ import annotations

import math
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from xblocks.nc.__main__ import main
from xblocks.nc.engine.turning.profile import volume_mm3
from xblocks.nc.exercises import FOLDER
from xblocks.nc.turning.cutting import bar_of

PASS = "T0101\nG98 G97 S800 M03\nG00 X40 Z2\nG01 Z-30 F100\nX52\nG00 X100 Z50\nM30\n"


def test_cut_prints_volume_and_time_and_draws_the_part(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "pass.nc"
    file.write_text(PASS)
    assert main(["cut", str(file), "--dialect", "fanuc-lathe-a", "--stock", "D50x100"]) == 0
    printed = capsys.readouterr().out
    removed = float(printed.split()[1])
    # The nose leaves a fillet at the shoulder.
    assert math.pi * (25**2 - 20**2) * 30 == pytest.approx(removed, rel=1e-3)
    drawing = ET.fromstring(file.with_suffix(".svg").read_text())  # noqa: S314 # our own text
    assert drawing.get("viewBox") == "-105 -30 110 60"
    assert len(drawing.findall(".//{http://www.w3.org/2000/svg}path")) == 5


def test_an_exercise_gives_machine_tools_and_dialect(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    picture = tmp_path / "shaft.svg"
    exercise = ["--exercise", str(FOLDER / "thread-shaft.yaml")]
    arguments = ["cut", str(FOLDER / "thread-shaft.nc"), *exercise, "--stock", "D35x100"]
    assert main([*arguments, "--picture", str(picture)]) == 0
    assert "cycle time 10" in capsys.readouterr().out
    assert "A0.2" in picture.read_text()


def test_a_bar_is_round_or_a_tube(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert volume_mm3(bar_of("d50-20x10")) == pytest.approx(math.pi * (25**2 - 10**2) * 10)
    file = tmp_path / "pass.nc"
    file.write_text(PASS)
    for wrong in ("50x100", "D20-50x100", "D50x0", "D5.0.0x1"):
        assert main(["cut", str(file), "--dialect", "fanuc-lathe-b", "--stock", wrong]) == 2
        assert capsys.readouterr().err
