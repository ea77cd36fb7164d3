"""Expressions and statements of custom macros: what may be written, and what it gives."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.engine.programs import run_text
from xblocks.nc.engine.language.dialect import FANUC_MILL, check_words
from xblocks.nc.engine.language.program import read_program


def value(source: str) -> float:
    """What #1 is at the end of the source."""
    made = run_text(f"{source}\nG01 X#1 F100")
    assert made.alarm is None
    return round(made.moves[-1].end[0], 6) if made.moves else 0.0


def alarm(source: str) -> str:
    """The number of the alarm that the source gives."""
    program = read_program(source)
    unreadable = check_words(program, FANUC_MILL)
    wrong = unreadable[0] if unreadable else run_text(source).alarm
    assert wrong is not None
    return wrong.id


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("#1=POW[2,3]+1", 9),
        ("#1=ATAN[1,-1]", 135),
        ("#1=ATAN[1]/[-1]", 135),
        ("#1=ATAN[1]", 45),
        ("#1=ATAN[1]/2", 22.5),
        ("#1=ADP[7]", 7),
        ("#1=LN[EXP[2]]", 2),
        ("#1=BIN[18]+BCD[12]", 12 + 18),
        ("#1=-[2+3]*-1", 5),
    ],
)
def test_functions_of_one_and_of_two_arguments(source: str, expected: float) -> None:
    assert value(source) == pytest.approx(expected)


@pytest.mark.parametrize(
    "source",
    ["#1=SQRT[16]", "#1=SQ[16]", "#1=sqr[16]", "#1=RO[4.2]", "#1=RND[4.2]", "#1=AB[-4]"],
)
def test_functions_may_be_cut_to_two_letters(source: str) -> None:
    assert value(source) == 4


def test_keywords_and_operators_may_be_cut_to_two_letters() -> None:
    assert value("WH[#1 LT 3]DO1\n#1=#1+1\nEN1") == 3
    assert value("IF[1 EQ 1]TH #1=5") == 5
    assert value("#1=6\nGO 5\n#1=7\nN5") == 6
    assert value("#1=[7 AN 3]+[7 MO 4]+[5 XO 4]") == 3 + 3 + 1


def test_statements_may_share_a_block_and_are_executed_in_their_order() -> None:
    assert value("#2=1 #1=#2+1 (two)") == 2
    assert value("#2=4GOTO7\n#2=9\nN7 #1=#2") == 4
    assert value("IF[1 EQ 1]THEN #2=3\n#1=#2#3=#1") == 3


@pytest.mark.parametrize("index", ["##2", "#[#2]", "#[#2+0]", "###3", "#[#[#3]]"])
def test_a_variable_may_be_called_by_another_one(index: str) -> None:
    assert value(f"#3=2\n#2=9\n#9=4\n#1={index}") == 4
    assert value(f"#3=2\n#2=9\n{index}=5\n#1=#9") == 5


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("[[#2 EQ 1] AND [#3 EQ 2]]", True),
        ("[[#2 EQ 1]AND[#3 EQ 3]]", False),
        ("[[#2EQ1]OR[#3EQ3]]", True),
        ("[[#2 EQ 1] XOR [#3 EQ 2]]", False),
        ("[#9 EQ #0]", True),
    ],
)
def test_conditions_may_be_joined(condition: str, holds: bool) -> None:
    found = value(f"#2=1\n#3=2\n#1=1\nIF {condition} GOTO [5+1]\n#1=2\nN6")
    assert found == (1 if holds else 2)


def test_comments_may_stand_inside_an_expression() -> None:
    assert value("#1=1 (one) + 2 (two) ; and no more") == 3
    assert value("#2=3\nG00 X[#2 (from left) +1] F9\n#1=#5001") == 4


def test_output_and_names_change_nothing_of_the_part() -> None:
    printed = "POPEN\nDPRNT[X#100[53] Y#101[53] *DONE*]\nBPRNT[C**X#100[3]]\nPCLOS\nSETVN 100[A,B]"
    assert value(f"#1=3\n{printed}") == 3


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("#1=PRM[5000]", "PS0114"),
        ("#1=POW[2]", "PS0114"),
        ("#1=SQRT[2,3]", "PS0114"),
        ("#1=POW[-2,0.5]", "PS0119"),
        ("#1=POW[0,-1]", "PS0119"),
        ("#1=POW[10,60]", "PS0111"),
        ("#1=POW[10,999]", "PS0111"),
        ("##1=5", "PS0115"),
        ("IF[1 EQ 1 AND 2 EQ 2]GOTO 5", "PS0114"),
        ("DPRNT[X#1[53]", "PS0114"),
    ],
)
def test_what_has_no_meaning_is_an_alarm(source: str, number: str) -> None:
    assert alarm(source) == number


def test_a_computed_number_has_no_more_digits_than_a_written_one() -> None:
    written, computed = "R[99999999]", "R[99999999*10]"
    made = [run_text(f"G01 F100\nG02 X1. {radius}\nM30") for radius in (written, computed)]
    assert made[0].alarm is None
    assert made[1].alarm is not None
    assert (made[1].alarm.id, made[1].alarm.place.column) == ("PS0003", 9)
