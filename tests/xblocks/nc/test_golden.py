"""Programs with their traces, and bad programs that state their own alarm."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.xblocks.nc.engine.lathe_programs import lathe
from xblocks.nc.engine.alarms import ALARMS
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import DIALECTS, FANUC_MILL, TURNING, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.lathe_control.lathe_alarms import LATHE_ALARMS
from xblocks.nc.engine.machine import Machine, example_machine
from xblocks.nc.tracing import trace

GOLDEN = Path(__file__).parents[2] / "golden" / "nc"
STATED = re.compile(r"\(ALARM (\w+) line (\d+) column (\d+) ?([\w-]*)\)")
"""Number and place of the alarm, and the dialect where it is not that of the mill."""


def machine() -> Machine:
    """Travel 600 x 400 x 500; tools 1 to 9, number n 100 + 10 n long."""
    plain = example_machine()
    return replace(
        plain,
        low_mm=(-600.0, -400.0, -500.0),
        high_mm=(0.0, 0.0, 0.0),
        work_offsets_mm={"G54": (-300.0, -200.0, -450.0), "G55": (-200.0, -100.0, -440.0)},
        tools=tuple(replace(tool, length_mm=100.0 + 10 * tool.number) for tool in plain.tools[:9]),
    )


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.nc")), ids=lambda file: file.stem)
def test_a_program_gives_its_recorded_moves_in_machine_coordinates(file: Path) -> None:
    program = read_program(file.read_text("utf-8"))
    assert check_words(program, FANUC_MILL) == ()
    made = run(program, machine(), FANUC_MILL)
    assert made.alarm is None
    assert "".join(trace(made.moves, work=False)) == file.with_suffix(".trace").read_text()


@pytest.mark.parametrize("dialect", ["fanuc-lathe-a", "fanuc-lathe-b"])
def test_a_lathe_program_gives_its_recorded_moves_as_the_program_says_them(dialect: str) -> None:
    for file in sorted((GOLDEN / dialect).glob("*.nc")):
        program = read_program(file.read_text("utf-8"))
        assert check_words(program, DIALECTS[dialect]) == ()
        made = run(program, lathe(), DIALECTS[dialect])
        assert made.alarm is None
        recorded = file.with_suffix(".trace").read_text()
        assert "".join(trace(made.moves, work=True)) == recorded, file.name


@pytest.mark.parametrize("file", sorted((GOLDEN / "bad").glob("*.nc")), ids=lambda file: file.stem)
def test_a_bad_program_raises_the_alarm_that_it_states(file: Path) -> None:
    source = file.read_text("utf-8")
    stated = STATED.search(source)
    assert stated is not None
    *wanted, name = stated.groups()
    program, dialect = read_program(source), DIALECTS[name or FANUC_MILL.id]
    on = lathe() if dialect.process == TURNING else machine()
    unreadable = check_words(program, dialect)
    alarm = unreadable[0] if unreadable else run(program, on, dialect).alarm
    assert alarm is not None
    assert [alarm.id, str(alarm.place.line), str(alarm.place.column)] == wanted
    assert alarm.place.end_column > alarm.place.column
    assert all(alarm.message[language] for language in ("zh-Hans", "en"))


def test_every_alarm_number_of_the_tables_has_a_bad_program() -> None:
    stated = {STATED.search(file.read_text("utf-8"))[1] for file in (GOLDEN / "bad").glob("*.nc")}  # type: ignore[index]
    assert {number for number, _, _ in (*ALARMS.values(), *LATHE_ALARMS.values())} == stated
