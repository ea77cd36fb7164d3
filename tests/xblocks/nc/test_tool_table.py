"""The tool table of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from xblocks.nc.__main__ import main
from xblocks.nc.engine.machine import example_lathe, example_machine
from xblocks.nc.tool_table import with_tools, with_turret


def test_a_line_is_a_tool_and_comments_are_passed_over() -> None:
    table = "T1 P1 Z125.5 D10 ;end mill\n\n; nothing\nt12 d6\n"
    fitted = with_tools(example_machine(), table)
    assert not isinstance(fitted, int)
    assert [(tool.number, tool.length_mm, tool.diameter_mm) for tool in fitted.tools] == [
        (1, 125.5, 10.0),
        (12, 0.0, 6.0),
    ]


@pytest.mark.parametrize("line", ["Z5 D3", "T0 Z5", "T1.5", "T1 Q3", "T1 Zx", "T99999"])
def test_the_first_line_that_is_no_tool_is_told(line: str) -> None:
    assert with_tools(example_machine(), f"T1 Z5\n{line}\n") == 2


def test_a_line_is_a_lathe_tool_with_its_geometry_nose_and_tip() -> None:
    fitted = with_turret(example_lathe(), "T1 X120 Z40 R0.8 Q2 ; boring bar\n\nT12 X-3\n")
    assert not isinstance(fitted, int)
    one, other = fitted.turret
    assert (one.number, one.mounted_mm) == (1, (40.0, 60.0))
    assert (one.insert.nose_radius_mm, one.insert.orientation) == (0.8, 2)
    assert (other.number, other.mounted_mm, other.insert.nose_radius_mm) == (12, (0.0, -1.5), 0.0)


@pytest.mark.parametrize("line", ["X5", "T0 X5", "T1.5", "T1 D3", "T1 Q10", "T1 R-1", "T100"])
def test_the_first_line_that_is_no_lathe_tool_is_told(line: str) -> None:
    assert with_turret(example_lathe(), f"T1 Z5\n{line}\n") == 2


def test_trace_of_a_lathe_shows_diameters_and_takes_offsets_and_noses_from_the_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, program = tmp_path / "tools.txt", tmp_path / "p.nc"
    table.write_text("T3 X120 Z40 R0.5 Q3\n")
    program.write_text(
        "T0303 G96 S150 M03\nG42 G00 X30. Z2.\nG01 Z-5. F0.2\nG02 X40. Z-10. R5.\n"
        "G97 S400 G32 U2. Z-20. F1.5\n"
    )
    source = ["trace", str(program), "--dialect", "fanuc-lathe-a", "--tools", str(table)]
    assert main([*source, "--work"]) == 2
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "TOOL 3",
        "SPINDLE 150 m/min",
        "RAPID 30.0000 0.0000 1.5000",
        "FEED 30.0000 0.0000 -5.5000 318.3099",
        "ARC cw 39.0000 0.0000 -10.0000 4.5000 0.0000 0.0000 287.0405 zx",
    ]
    assert f"{program}:5:1: PS0327" in shown.err
    program.write_text("T0303 S400 M03\nG00 X30. Z2.\nG32 Z-20. F1.5\n")
    assert main(source) == 0
    assert capsys.readouterr().out.splitlines() == [
        "TOOL 3",
        "SPINDLE 400",
        "RAPID 150.0000 0.0000 42.0000",
        "THREAD 150.0000 0.0000 20.0000 1.5000",
    ]
    table.write_text("nothing\n")
    assert main(source) == 2
    assert f"{table}:1:1" in capsys.readouterr().err


def test_trace_takes_lengths_and_radii_from_the_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, program = tmp_path / "tools.txt", tmp_path / "p.nc"
    table.write_text("T1 Z100 D8\n")
    program.write_text("G00 G43 H1 Z5\nG41 D1 G01 X10 F100\nX20\nG40 Y-20\nM30\n")
    assert main(["trace", str(program), "--tools", str(table)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "RAPID 0.0000 0.0000 105.0000",
        "FEED 10.0000 4.0000 105.0000 100.0000",
        "FEED 20.0000 4.0000 105.0000 100.0000",
        "FEED 20.0000 -20.0000 105.0000 100.0000",
    ]
    table.write_text("nothing\n")
    assert main(["trace", str(program), "--tools", str(table)]) == 2
    assert f"{table}:1:1" in capsys.readouterr().err
