"""Codes that do little to the path: what they do, and which words they take."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import FANUC_MILL, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.moves import Move

ENDS = "G01 X10 F100\nX20 Y5"


def moves(source: str) -> tuple[Move, ...]:
    """The moves of a program that ends without an alarm."""
    made = run_text(source)
    assert made.alarm is None, made.alarm
    return made.moves


def alarm(source: str) -> str:
    """The number of the alarm that stops the program, or makes it unreadable."""
    program = read_program(source)
    unreadable = check_words(program, FANUC_MILL)
    wrong = unreadable[0] if unreadable else run(program, machine(), FANUC_MILL).alarm
    assert wrong is not None
    return wrong.id


@pytest.mark.parametrize(
    "code",
    [
        *("G05.1 Q1", "G5.1 Q0", "G05.1 Q1 R5", "G05 P10000", "G05 P0", "G08 P1", "G8 P0", "G11"),
        *("G62", "G63", "G64", "G23", "G25", "G40.1", "G13.1", "M10", "M11", "M18", "M28", "M41"),
        *(
            "M31",
            "M33",
            "M42",
            "M48",
            "M49",
            "M50",
            "M51",
            "H0",
            "G40 D0",
            "G97 S500",
            "M05 M09 M50",
        ),
    ],
)
def test_codes_of_post_processors_that_change_no_path_are_accepted(code: str) -> None:
    plain = [(move.kind, move.end) for move in moves(ENDS)]
    assert [(move.kind, move.end) for move in moves(f"{code}\n{ENDS}")] == plain


def test_g60_comes_from_below_on_every_named_axis() -> None:
    ends = [move.end[:2] for move in moves("G60 X10 Y5\nG60 X-10\nG91 G60 X0\nG90 X3")]
    assert ends == [(9, 4), (10, 5), (-11, 5), (-10, 5), (3, 5)]
    assert len(moves("G81 X5 Z-5 R2 F100\nG60 X10")) == 8


def test_m13_and_m14_turn_the_spindle_with_coolant() -> None:
    forward, back, dry, inner = moves("S100 M13\nG01 X1 F9\nM14\nX2\nM09 M05\nX3\nM88\nX4")
    assert [one.spindle_rpm for one in (forward, back, dry, inner)] == [100, -100, 0, 0]
    assert [one.coolant for one in (forward, back, dry, inner)] == [True, True, False, True]


def test_g96_keeps_the_surface_speed_about_the_zero_of_its_axis() -> None:
    speeds = [
        move.spindle_rpm
        for move in moves("G96 S100 M03\nG01 X10 F9\nX20\nG91 X20\nG92 S300\nX1\nG97\nX100\nS50 X1")
    ]
    constant = 1000 * 100 / (2 * 3.141592653589793)
    assert speeds[:3] == pytest.approx([constant / 10, constant / 20, constant / 40])
    assert speeds[3:] == [300, 300, 50]
    (across,) = moves("G96 P2 S100 M03\nG01 X99 Y10 F9")
    assert across.spindle_rpm == pytest.approx(constant / 10)
    (centre,) = moves("G96 S100 M03\nG01 Y10 F9")
    assert centre.spindle_rpm == machine().max_spindle_rpm


def test_every_reference_point_is_where_the_machine_goes_home() -> None:
    for code in ("G28", "G30", "G30 P2", "G30 P3", "G30 P4", "G28 G00"):
        assert moves(f"G00 Z-50\nG91 {code} Z0")[-1].end == (0, 0, 0)
    assert alarm("G30 P5 Z0") == "PS0046"


def test_g10_l1_is_l11_of_older_controls() -> None:
    assert moves("G10 L1 P1 R-1\n#1=#10001\nX#1")[0].end[0] == -1


@pytest.mark.parametrize(
    "code",
    [
        *("G12 I5", "G13", "G7.1 C5", "G107", "G12.1", "G112", "G22 X0", "G33 Z-5 F1", "G37 Z5"),
        *("G43.4 H1", "G43.5 H1", "G54.2 P1", "G68.2 X0", "G53.1", "G84.2", "G154 P1", "G187"),
        *("M21", "M60", "M97 P1", "M198 P1", "M77", "M100", "G99.9"),
    ],
)
def test_what_this_machine_has_not_is_ps0010_with_what_to_write(code: str) -> None:
    assert alarm(code) == "PS0010"


@pytest.mark.parametrize("code", ["G05 P1", "G05", "G05.1", "G05.1 Q9", "G08", "G08 P2"])
def test_look_ahead_takes_its_own_numbers(code: str) -> None:
    assert alarm(code) == "PS0010"


def test_a_changed_length_counts_from_the_next_h_on() -> None:
    source = "G10 L10 P1 R5\nG43 H1 G00 Z0\nG10 L10 P1 R7\nG40 Z1\nD1\nZ2\nH1 Z3"
    assert [move.end[2] for move in moves(source)] == [5, 6, 7, 10]


def test_an_h_that_nobody_reads_is_an_alarm() -> None:
    assert alarm("G00 Z5 H1") == "PS0009"
