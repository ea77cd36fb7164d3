"""Macro statements: the worst that a line may hold is refused, at its place and at once."""

from __future__ import annotations

import pytest

from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.language.statements import Assign, Do


@pytest.mark.parametrize(
    ("source", "alarm", "column"),
    [
        ("IF[#1 EQ 1]THEN IF[#2 EQ 1]GOTO 5", "PS0114", 17),
        ("IF[1]THEN" * 400 + "#1=1", "PS0114", 10),
        ("DO" + "0" * 8 + "1" + "0" * 3_000, "PS0126", 1),
        ("DO0", "PS0126", 1),
        ("WHILE[#1 LT 2]DO4", "PS0126", 1),
        ("#1=1(HALF A COMMENT", "PS0009", 5),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_statement_is_refused_at_its_place(source: str, alarm: str, column: int) -> None:
    program = read_program(source)
    assert [(one.id, one.place.column) for one in program.alarms] == [(alarm, column)]
    assert program.blocks == ()


def test_a_loop_number_may_have_zeros_before_it() -> None:
    assert read_program("DO0002").blocks[0].statement == Do(None, 2)


def test_what_follows_a_semicolon_opens_no_comment() -> None:
    program = read_program("#3000=7 (TOO DEEP) ; (")
    statement = program.blocks[0].statement
    assert isinstance(statement, Assign)
    assert (program.alarms, statement.comment) == ((), "TOO DEEP")


def test_a_line_of_brackets_or_blanks_is_read_once_not_once_for_each() -> None:
    # Quadratic reading took minutes here.
    for source in ("#1=1" + "(" * 3_900, "X" + " " * 3_900):
        assert len(read_program("\n".join([source] * 50)).alarms) == 50
