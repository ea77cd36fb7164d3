"""docs/nc-exercise.md: the worked example of the author's guide is proved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xblocks.nc.proving import problems_of

GUIDE = Path(__file__).parents[3] / "docs" / "nc-exercise.md"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    found = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    file = tmp_path / "example.yaml"
    file.write_text(found[0], "utf-8")
    return file


def test_its_solution_earns_every_point_in_every_variant(example: Path) -> None:
    assert problems_of(example, seeds=40) == []


def test_a_mistake_in_its_solution_is_found(example: Path) -> None:
    example.write_text(example.read_text("utf-8").replace("G01 X50 F600", "G02 X50 R70 F600"))
    wrong = {problem.message["en"] for _, problem in problems_of(example, seeds=1)}
    assert any("G02 is not allowed" in one for one in wrong)


def test_the_codes_of_its_rubric_count_whatever_the_variant(example: Path) -> None:
    program = "%\n(LOSES codes:missing-code)\n"
    example.with_name("example.wrong.nc").write_text(program)
    assert problems_of(example, seeds=1)
