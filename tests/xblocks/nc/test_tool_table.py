"""The tool table of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from xblocks.nc.__main__ import main
from xblocks.nc.tool_table import read_tools


def test_a_line_is_a_tool_and_comments_are_passed_over() -> None:
    tools = read_tools("T1 P1 Z125.5 D10 ;end mill\n\n; nothing\nt12 d6\n")
    assert not isinstance(tools, int)
    assert [(tool.number, tool.length_mm, tool.diameter_mm) for tool in tools] == [
        (1, 125.5, 10.0),
        (12, 0.0, 6.0),
    ]


@pytest.mark.parametrize("line", ["Z5 D3", "T0 Z5", "T1.5", "T1 Q3", "T1 Zx", "T99999"])
def test_the_first_line_that_is_no_tool_is_told(line: str) -> None:
    assert read_tools(f"T1 Z5\n{line}\n") == 2


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
