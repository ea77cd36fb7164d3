"""System variables: what a program reads of the machine, and what it may set."""

from __future__ import annotations

import pytest

from tests.xblocks.nc.engine.programs import run_text


def value(source: str, variable: str) -> float:
    """What a variable is once the source has run."""
    made = run_text(f"{source}\n#1={variable}\nG90 G80 G67 G53 G00 X#1 Y1")
    assert made.alarm is None, made.alarm
    return round(made.moves[-1].end[0], 6)


def alarm(source: str) -> str:
    """The number of the alarm that stops the program."""
    made = run_text(source)
    assert made.alarm is not None
    return made.alarm.id


def test_the_millisecond_clock_tells_simulated_time_and_may_be_set() -> None:
    assert value("#3001=0\nG01 X10 F600", "#3001") == pytest.approx(1000, abs=5)
    assert value("G01 X10 F600\n#3001=500\nG04 P250", "#3001") == pytest.approx(750, abs=5)
    assert value("#3002=0\nG01 X10 F1", "#3002") == pytest.approx(10 / 60, abs=1e-4)


def test_a_loop_that_waits_for_the_clock_ends() -> None:
    made = run_text("#3001=0\nWHILE[#3001 LT 5000]DO1\nEND1\nG01 X1 F99")
    assert (made.alarm, len(made.moves)) == (None, 1)


def test_the_date_is_the_same_whenever_a_program_runs() -> None:
    assert value("", "#3011-20260000") == 101
    assert value("", "#3012/100") == 800


def test_switches_and_signals_read_back_what_was_written() -> None:
    for number in (1000, 1032, 1100, 1132, 3003, 3004, 3901, 3902):
        assert value("", f"#{number}") == 0
        assert value(f"#{number}=1", f"#{number}") == 1
    assert value("", "#3005") == 0
    assert value("G51.1 X0 Z0", "#3007") == 5


@pytest.mark.parametrize(
    ("source", "variable", "expected"),
    [
        ("G01 X1 F200", "#4001", 1),
        ("G18", "#4002", 18),
        ("G91", "#4003", 91),
        ("G95", "#4005", 95),
        ("G21", "#4006", 21),
        ("G43 H1", "#4008", 43),
        ("G81 X1 Z-1 R1 F9", "#4009", 81),
        ("G99", "#4010", 99),
        ("G55", "#4014", 55),
        ("G54.1 P7", "#4014", 54.1),
        ("G54.1 P7", "#4130", 7),
        ("G64", "#4015", 64),
        ("G68 X0 Y0 R9", "#4016", 68),
        ("D2", "#4107", 2),
        ("G01 X1 F200", "#4109", 200),
        ("G43 H2", "#4111", 2),
        ("S500 M03\nM08", "#4113", 8),
        ("N77 G90", "#4114", 77),
        ("O12", "#4115", 12),
        ("S500", "#4119", 500),
        ("T2", "#4120", 2),
        ("G91", "#4203", 91),
    ],
)
def test_modal_variables_tell_what_is_in_force(source: str, variable: str, expected: float) -> None:
    assert value(source, variable) == expected


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        *(("#5001", 10), ("#5002", 20), ("#5003", 30), ("#5021", 110), ("#5022", 20)),
        *(("#5023", 25), ("#5041", 10), ("#5043", 25), ("#5083", -5), ("#5081", 0), ("#5101", 0)),
        *(("#5221", 100), ("#5201", 0), ("#2001", 0), ("#2201", -5), ("#11001", -5), ("#13001", 5)),
    ],
)
def test_positions_and_offsets_are_those_of_the_machine(variable: str, expected: float) -> None:
    ready = "G10 L2 P1 X100\nG10 L10 P1 R-5\nG43 H1 G00 X10 Y20 Z30"
    assert value(ready, variable) == expected


def test_the_skip_position_is_where_g31_ended_whatever_comes_behind() -> None:
    assert value("G31 X5 Y6 F100\nG00 X50", "#5061") == 5
    assert value("G31 X5 Y6 F100\nG00 X50", "#5062") == 6


def test_offsets_and_zeros_may_be_set() -> None:
    assert value("#5221=7\n#5241=#5221+1\nG55 G00 X1", "#5021") == 9
    assert value("#7001=30\nG54.1 P1 G00 X1", "#5021") == 31
    assert value("#2201=3\n#2001=.5\nG43 H1 G00 Z0", "#5023") == 3.5
    assert value("#5203=2\nG00 Z1", "#5023") == 3


@pytest.mark.parametrize(
    ("source", "number"),
    [
        *(("#1=#99", "PS0115"), ("#1=#3013", "PS0115"), ("#1=#4050", "PS0115")),
        *(("#1=#5005", "PS0115"), ("#5001=1", "PS0116"), ("#4001=1", "PS0116")),
        *(
            ("#3011=1", "PS0116"),
            ("#3005=1", "PS0116"),
            ("#0=1", "PS0116"),
            ("#3000=300", "PS0131"),
        ),
    ],
)
def test_a_variable_that_is_not_there_or_only_read_is_an_alarm(source: str, number: str) -> None:
    assert alarm(source) == number
