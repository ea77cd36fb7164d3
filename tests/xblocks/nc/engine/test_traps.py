"""What surprises on a Fanuc-style control: one test for each trap of milling and macros, named
after it and numbered as in the project's list of 25."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.programs import run_text
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import FANUC_MILL, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.machine import Machine, Vector, example_machine
from xblocks.nc.engine.moves import Move


def machine() -> Machine:
    """Tools 1 to 9 of radius 5 and length 100; G54 at zero."""
    plain = example_machine()
    tools = tuple(replace(tool, length_mm=100.0) for tool in plain.tools[:9])
    return replace(plain, tools=tools)


MICROMETRE = replace(machine(), calculator_decimal=False)


def moves(source: str, on: Machine | None = None) -> tuple[Move, ...]:
    """The moves of a program that ends without an alarm."""
    made = run_text(source, on or machine())
    assert made.alarm is None, made.alarm
    return made.moves


def ends(source: str, on: Machine | None = None) -> list[Vector]:
    """Where those moves end."""
    return [
        (round(x, 6), round(y, 6), round(z, 6)) for x, y, z in (m.end for m in moves(source, on))
    ]


def alarm(source: str) -> str:
    """The number of the alarm that stops the program."""
    program = read_program(source)
    unreadable = check_words(program, FANUC_MILL)
    stopped = unreadable[0] if unreadable else run(program, machine(), FANUC_MILL).alarm
    assert stopped is not None
    return stopped.id


def test_trap_01_of_a_modal_group_the_last_code_holds_and_is_what_4001_tells() -> None:
    assert ends("G91 G28 X5 G90\nG00 X7\nX8")[-1] == (8, 0, 0)
    assert ends("G90 G01 G00 X1\n#1=#4001\n#2=#4003\nX#1 Y#2")[-1] == (0, 90, 0)


def test_trap_02_x10_may_be_ten_micrometres_but_an_expression_has_a_point() -> None:
    assert ends("G00 X10", MICROMETRE) == [(0.01, 0, 0)]
    assert ends("G00 X10.", MICROMETRE) == [(10, 0, 0)]
    assert ends("#1=10\nG00 X#1", MICROMETRE) == [(10, 0, 0)]


def test_trap_03_r_above_zero_is_the_short_arc_and_holds_over_i_and_j() -> None:
    short, long = moves("F100 G02 X10 Y10 R10 I99\nG02 X20 Y0 R-10")
    assert short.arc is not None
    assert long.arc is not None
    assert abs(short.arc.sweep_rad) < 3.15 < abs(long.arc.sweep_rad)
    assert moves("F100 G02 X0 Y0 R5") == ()
    (full,) = moves("F100 G02 I5")
    assert full.arc is not None
    assert full.arc.sweep_rad == pytest.approx(-6.283185307)
    assert alarm("F100 G02 X30 R5") == "PS0020"
    assert alarm("F100 G02 X30") == "PS0022"


def test_trap_04_an_end_off_the_arc_is_ps0020_beyond_the_tolerance() -> None:
    assert alarm("F100 G02 X10.02 Y10.02 I10") == "PS0020"
    assert moves("F100 G02 X10.004 Y10 I10")[0].end[:2] == (10.004, 10)


def test_trap_05_g18_is_the_plane_zx_and_its_clockwise_is_seen_from_plus_y() -> None:
    (arc,) = moves("G18 F100 G02 X10 Z10 R10")
    assert arc.arc is not None
    assert (round(arc.arc.first_mm, 6), round(arc.arc.second_mm, 6)) == (10, 0)
    assert alarm("G17 F100 G02 X10 I5 K5") == "PS0021"


def test_trap_06_compensation_begins_and_ends_on_a_straight_move_in_one_plane() -> None:
    assert alarm("F100 G41 D1 G02 X20 I10") == "PS0034"
    assert alarm("F100 G41 D1 G01 X20\nX40\nG40 G02 X60 I10") == "PS0034"
    assert alarm("F100 G41 D1 G01 X20\nG18 X40") == "PS0037"
    assert alarm("F100 G41 D50 G01 X20") == "PS0030"


def test_trap_07_a_groove_narrower_than_the_cutter_is_ps0041_and_corners_are_lines() -> None:
    assert alarm("F100 G41 D1 G01 X20\nX40\nY-20\nX46\nY0\nX80") == "PS0041"
    assert ends("F100 G41 D1 G01 X20\nX40\nY-20\nG40 X0")[:2] == [(20, 5, 0), (45, 5, 0)]


def test_trap_08_h_is_a_register_that_counts_with_the_next_z_and_t_does_not_change_it() -> None:
    assert ends("T1 M06\nG43 H2 G00 X1\nZ0\nG49\nZ0") == [
        (0, 0, 0),
        (1, 0, 0),
        (1, 0, 100),
        (1, 0, 0),
    ]
    assert alarm("G43 H77 Z5") == "PS0030"


def test_trap_09_g28_goes_by_way_of_a_point_in_the_mode_in_force() -> None:
    assert ends("G00 X50 Z50\nG91 G28 Z0")[1:] == [(50, 0, 0)]
    assert ends("G00 X50 Z50\nG90 G28 Z0")[1:] == [(50, 0, 0)]
    assert ends("G00 X50 Z50\nG90 G28 Z70")[1:] == [(50, 0, 70), (50, 0, 0)]
    assert alarm("G81 X1 Y1 Z-5 R2 F100\nG28 Z0") == "PS0044"
    assert alarm("G27 X5") == "PS0092"


def test_trap_10_g53_is_for_one_block_g52_shifts_every_system_g10_writes_them() -> None:
    assert ends("G10 L2 P1 X100\nG00 X0\nG53 X7\nX0") == [(100, 0, 0), (7, 0, 0), (100, 0, 0)]
    assert ends("G52 X5\nG00 X0\nG55 X0\nX1")[-1] == (6, 0, 0)
    assert ends("G10 L20 P48 X30\nG54.1 P48 G00 X1\nG54 P48 X2") == [(31, 0, 0), (32, 0, 0)]
    assert ends("G00 X10\nG92 X0\nX1")[-1] == (11, 0, 0)
    assert alarm("G91 G53 X0") == "PS0010"


def test_trap_11_scaling_comes_before_rotation() -> None:
    assert ends("G51 X0 Y0 P2000\nG68 X10 Y0 R90\nG00 X10 Y0") == [(10, 10, 0)]
    assert alarm("G18 G68 X0 Y0 R10") == "PS0144"


def test_trap_12_cycle_data_are_modal_and_group_01_ends_the_cycle() -> None:
    assert len(ends("G81 X10 Y0 Z-5 R2 F100\nM08\nF200\nX20")) == 8
    assert ends("G81 X10 Y0 Z-5 R2 F100\nG01 X20\nX30")[-2:] == [(20, 0, 0), (30, 0, 0)]
    assert ends("G81 X10 Z-5 R2 K0 F100\nX20")[0][:2] == (20, 0)
    holes = ends("G00 Z10\nG91 G99 G81 X10 Z-5 R-3 K2 F100")
    assert [z for _, _, z in holes] == [10, 10, 7, 2, 7, 7, 2, 7]
    assert [x for x, _, _ in holes] == [0, 10, 10, 10, 10, 20, 20, 20]


def test_trap_13_a_peck_needs_q_and_the_last_one_is_the_rest() -> None:
    assert alarm("G83 X0 Y0 Z-5 R2 F100") == "PS0045"
    assert alarm("G73 X0 Y0 Z-5 R2 Q0 F100") == "PS0045"
    depths = [z for _, _, z in ends("G00 Z5\nG99 G73 X1 Y0 Z-5 R0 Q2 F100")]
    assert depths == [5, 5, 0, -2, -1, -4, -3, -5, 0]


def test_trap_14_tapping_turns_back_and_g76_shifts_before_it_retracts() -> None:
    tapping = moves("S100 M03\nG84 X5 Y0 Z-5 R2 F100")
    assert [m.spindle_rpm for m in tapping if m.kind == "feed"] == [100, -100]
    boring = ends("S100 M03\nG00 Z9\nG76 X5 Y0 Z-5 R2 Q-0.5 F100")
    assert boring[-4:] == [(5, 0, -5), (5.5, 0, -5), (5.5, 0, 9), (5, 0, 9)]
    (dwell,) = (m for m in moves("G82 X5 Y0 Z-5 R2 P500 F100") if m.kind == "dwell")
    assert dwell.duration_s == 0.5


def test_trap_15_m98_p51002_calls_five_times_and_modal_state_stays_changed() -> None:
    sub = "\nM30\nO1002\nG91 X1\nM99"
    assert ends("G00 X0\nM98 P51002\nX1" + sub)[-1] == (6, 0, 0)
    assert ends("G00 X0\nM98 P00051002\nX1" + sub)[-1] == (6, 0, 0)
    assert ends("G00 X0\nM98 P1002 L5\nX1" + sub)[-1] == (6, 0, 0)
    assert ends("M98 P2\nX9\nN7 G00 X5\nM30\nO2\nM99 P7") == [(5, 0, 0)]
    assert alarm("M98 P2\nM30\nO2\nM98 P2\nM99") == "PS0077"
    assert alarm("M98 P3") == "PS0078"
    four = "".join(f"O{n}\nM98 P{n + 1}\nM99\n" for n in (2, 3, 4))
    assert ends(f"G00 M98 P2\nM30\n{four}O5\nX5\nM99") == [(5, 0, 0)]


def test_trap_16_arguments_ii_count_on_and_the_later_one_holds() -> None:
    macro = "\nM30\nO9\nG00 X#4 Y#7 Z#26\nM99"
    assert ends("G65 P9 A1 B2 I-3 I4 D5" + macro) == [(-3, 5, 0)]
    assert ends("G65 P9 D5 I-3 I4 Z1" + macro) == [(-3, 4, 1)]
    assert alarm("G65 P9 N5 G00" + macro) == "PS0129"
    assert ends("#4=8\nG65 P9 A1\nG00 X#4" + macro) == [(8, 0, 0)]
    assert alarm("G65 P9\nM30\nO9\nG65 P9\nM99") == "PS0122"


def test_trap_17_null_is_no_zero_and_a_word_of_null_is_not_there() -> None:
    assert ends("G00 X#1 Y5") == [(0, 5, 0)]
    assert ends("IF[#1 EQ #0]THEN #2=1\nIF[#1 EQ 0]THEN #2=2\nG00 X#2") == [(1, 0, 0)]
    assert ends("IF[#1 NE 0]THEN #2=1\nIF[#1 GE 0]THEN #3=2\nG00 X#2 Y#3") == [(1, 2, 0)]
    assert ends("#1=0\nIF[#1 EQ #0]GOTO 9\nG00 X[#2+3]\nN9") == [(3, 0, 0)]


def test_trap_18_precedence_degrees_rounding_and_bounds_of_expressions() -> None:
    assert ends("#1=1+2*3\n#2=[1+2]*3\nG00 X#1 Y#2") == [(7, 9, 0)]
    assert ends("#1=ATAN[-1]/[-1]\n#2=SIN[30]\nG00 X#1 Y#2") == [(225, 0.5, 0)]
    assert ends("#1=2.34567\nG00 X[ROUND[#1]]\n#2=ROUND[#1]\nY#2") == [
        (2.346, 0, 0),
        (2.346, 2, 0),
    ]
    assert ends("#1=FIX[-1.5]\n#2=FUP[1.2]\nG00 X#1 Y#2") == [(-1, 2, 0)]
    assert moves("#1=1000.5\nS#1 M03\nG00 X1")[0].spindle_rpm == 1001
    assert alarm("#1=1/0") == "PS0112"
    assert alarm("#1=[[[[[[1]]]]]]") == "PS0118"
    assert alarm("#499=1") == "PS0115"
    assert alarm("#0=1") == "PS0116"


def test_trap_19_goto_searches_onward_then_from_the_start_and_loops_nest_three_deep() -> None:
    assert ends("N1 #1=#1+1\nIF[#1 EQ 1]GOTO 1\nG00 X#1") == [(2, 0, 0)]
    assert ends("GOTO 5\nN5 G00 X1\nM30\nN5 X2") == [(1, 0, 0)]
    nest = "WHILE[#1 LT 2]DO1\n#2=0\nWHILE[#2 LT 3]DO2\n#3=#3+1\n#2=#2+1\nEND2\n#1=#1+1\nEND1"
    assert ends(f"{nest}\nG00 X#3") == [(6, 0, 0)]
    assert alarm("GOTO 5") == "PS0128"
    assert alarm("WHILE[1 EQ 1]DO1") == "PS0124"
    made = run_text("#3000=7(NO STOCK)", machine())
    assert made.alarm is not None
    assert (made.alarm.id, "NO STOCK" in made.alarm.message["zh-Hans"]) == ("MC3007", True)
    assert [m.kind for m in moves("#3006=1(MEASURE)")] == ["stop"]


def test_trap_25_m06_changes_to_t_and_feed_zero_is_ps0011() -> None:
    assert [m.tool for m in moves("T3 M06\nT4\nG00 X1")][-1] == 3
    assert alarm("T77 M06") == "PS0043"
    assert alarm("G01 X5 F0") == "PS0011"
    assert alarm("G02 X5 R5 F0") == "PS0025"
