"""Flow: whatever a program says, it ends, with moves or with an alarm in its text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.bounds import Bounds
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.language.dialect import DIALECTS, FANUC_MILL, check_words
from xblocks.nc.engine.language.program import read_program

CODES = sorted(FANUC_MILL.codes)
ADDRESSES = [
    *("X0", "X10", "X-5.", "X#1", "X[#2*3]", "Y3", "Y-8.5", "Y#[1+1]", "Z-2", "Z5", "Z0", "I4"),
    *("J-3", "K2", "K0", "R6", "R-9", "R2", "Q1.5", "Q0", "P1", "P2", "P500", "P51", "P#1", "L2"),
    *("L10", "L12", "L20", "D1", "D0", "H1", "H2", "H0", "F0", "F200", "S800", "T1", "T2", "N5"),
    *("N6", ",C1", ",R2", "/2"),
]
STATEMENTS = [
    *("#1=#1+1", "#2=10/#1", "#3=SQRT[#2]", "#100=#5001", "#5221=#1", "#2001=3", "GOTO 6"),
    *("IF[#1 LT 5]GOTO 5", "GOTO #1", "IF[#1 EQ #0]THEN #1=2", "WHILE[#1 LT 4]DO1", "DO3"),
    *("WHILE[#2 GT 0]DO2", "END1", "END2", "END3", "#3000=1", "#3006=1", "#[#1]=5", "O2", "O3"),
    *("#1=ATAN[#2]/[3]", "M99", "G65 P2 A1 B#2", "G66 P3 I1 J2 I3", "M98 P2 L3", "M98 P20003"),
    *("%", "(HI)"),
]
BLOCKS = st.one_of(
    st.lists(st.sampled_from(CODES + ADDRESSES), min_size=1, max_size=7).map(" ".join),
    st.sampled_from(STATEMENTS),
    st.text("GMXYZIJKRPQ#[]=+-*/.0123456789 (),;WHILEDONTGO", max_size=30),
)
PROGRAMS = st.lists(BLOCKS, max_size=25).map("\n".join)


LOW = Bounds(steps=2_000, moves=1_000)


@settings(max_examples=400, deadline=None)
@given(PROGRAMS, st.sampled_from(sorted(DIALECTS)))
def test_any_text_is_refused_or_runs_to_an_end_or_an_alarm(source: str, dialect: str) -> None:
    program = read_program(source)
    lines = source.split("\n")
    unreadable = check_words(program, DIALECTS[dialect])
    if unreadable:
        places = [alarm.place for alarm in unreadable]
    else:
        made = run(program, machine(), DIALECTS[dialect], LOW)
        places = [made.alarm.place] if made.alarm else []
        check_moves(made)
        assert run(program, machine(), DIALECTS[dialect], LOW) == made
    for place in places:
        assert 1 <= place.column < place.end_column <= max(2, len(lines[place.line - 1]) + 1)


def check_moves(made: Run) -> None:
    """Every move starts where the last one ended, and takes its time."""
    for before, after in zip(made.moves, made.moves[1:], strict=False):
        assert after.start == pytest.approx(before.end, abs=1e-6)
    for move in made.moves:
        assert 0 <= move.duration_s < math.inf
        assert all(math.isfinite(value) for value in move.end)


def test_a_main_program_that_returns_to_its_start_unchanged_never_ends() -> None:
    made = run_text("G91 X1\nG90 X0\nM99")
    assert made.alarm is not None
    assert made.alarm.id == "RUNAWAY"
    assert len(made.moves) <= 6


def test_a_main_program_may_return_while_it_still_counts() -> None:
    made = run_text("#1=#1+1\nIF[#1 GT 3]GOTO 9\nG91 X1\nM99\nN9 M30")
    assert (made.alarm, len(made.moves)) == (None, 3)


def test_steps_and_moves_are_bounded() -> None:
    steps = run_text("N1 #1=#1+1\nGOTO 1", bounds=LOW)
    moves = run_text("DO1\nG91 X1\nX-1\n#1=#1+1\nEND1", bounds=LOW)
    for made in (steps, moves):
        assert made.alarm is not None
        assert made.alarm.id == "RUNAWAY"
    assert len(moves.moves) <= 1_010


def test_repeats_that_do_nothing_are_bounded_too() -> None:
    made = run_text("M98 P99990002\nM30\nO2\nM98 P99990003\nM99\nO3\nM99", bounds=LOW)
    assert made.alarm is not None
    assert made.alarm.id == "RUNAWAY"


def test_long_blocks_count_as_several() -> None:
    short = run_text("#2=0\nWHILE[#2 LT 600]DO1\n#2=#2+1\nEND1\nM30", bounds=LOW)
    long = run_text(f"#2=0\nWHILE[#2 LT 600]DO1\n#2=#2+1{'+0' * 100}\nEND1\nM30", bounds=LOW)
    assert (short.alarm, long.alarm is not None) == (None, True)


def test_one_block_of_holes_is_bounded_too() -> None:
    made = run_text("G91 G83 X1 Z-90 R-1 Q0.01 K9999 F100", bounds=LOW)
    assert made.alarm is not None
    assert made.alarm.id == "RUNAWAY"
    assert made.moves == ()


def test_a_macro_has_variables_of_its_own_and_a_subprogram_those_of_its_caller() -> None:
    source = "#1=5\nM98 P2\nG65 P3 B9\nG00 X#1 Y#2 Z#100\nM30\nO2\n#1=#1+1\nM99\nO3\n#1=77\n"
    made = run_text(source + "#100=#2\nM99")
    assert made.moves[-1].end == (6, 0, 9)


def test_a_modal_call_follows_moves_and_g66_1_every_block() -> None:
    counted = run_text("G66 P2 A1\nX1\nM08\nY1\nG67\nZ#100\nM30\nO2\n#100=#100+#1\nM99")
    assert counted.moves[-1].end[2] == 2
    each = run_text("G66.1 P2 A1\nX1\nM08\nY1\nG67\nZ#100\nM30\nO2\n#100=#100+#1\nM99")
    assert each.moves[-1].end[2] == 3
