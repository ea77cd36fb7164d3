"""What surprises on a Fanuc-style lathe: tests named after the traps of turning, and numbered as in
the project's list of 25."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.xblocks.nc.engine.lathe_parts import ids
from tests.xblocks.nc.engine.lathe_programs import (
    alarm_of,
    lathe,
    radius,
    run_lathe,
    said,
    turned_text,
)
from xblocks.nc.engine.lathe_control.turret import lathe_moves
from xblocks.nc.engine.moves import ARC, DWELL, FEED, RAPID, THREAD

ON = "T0101 S500 M03\nG00 X54. Z2.\n"
MICROMETRE = replace(lathe(), calculator_decimal=False)
SHAPE = "N1 G00 X40.\nG01 Z-10. F0.1\nN2 X54.\n"
ROUGHED = ON + "G71 U2. R0.5\nG71 P1 Q2 U0.4 W0.1 F0.2\n" + SHAPE


def test_trap_02_without_a_point_a_number_may_count_micrometres_and_p_and_q_always_do() -> None:
    assert said("T0101\nG00 X54000 Z2000", on=MICROMETRE) == ["rapid X54 Z2"]
    pecks = ON.replace("T0101", "T0404") + "G75 R500\nG75 X50. Z2. P1000 F20"
    assert said(pecks, on=MICROMETRE)[1:3] == ["feed X52 Z2", "rapid X53 Z2"]
    assert said(pecks.replace("R500", "R.5").replace("F20", "F.2"))[1:3] == [
        "feed X52 Z2",
        "rapid X53 Z2",
    ]
    feeds = [move for move in run_lathe(pecks, on=MICROMETRE).moves if move.kind == FEED]
    assert feeds[0].turning is not None
    assert feeds[0].turning.feed_mm == pytest.approx(0.2)


def test_trap_05_g03_goes_from_z_to_x_seen_with_the_turret_behind_the_spindle() -> None:
    made = run_lathe("T0101 S500 M03\nG00 X20. Z0\nG03 X40. Z-10. R10. F0.1")
    (arc,) = (move for move in made.moves if move.kind == ARC)
    assert arc.arc is not None
    centre = (2 * (arc.arc.second_mm - arc.offset[0]), arc.arc.first_mm - arc.offset[2])
    assert centre == pytest.approx((20, -10))
    assert arc.arc.sweep_rad > 0
    assert arc.arc.plane == "zx"


def test_trap_20_x_and_u_are_diameters_and_i_k_r_radii() -> None:
    assert said("T0101\nG00 X54. Z2.\nU-10. W-5.") == ["rapid X54 Z2", "rapid X44 Z-3"]
    by_r = said(ON + "G02 X60. Z-1. R3. F0.1")
    assert by_r == said(ON + "G02 X60. Z-1. I3. K0 F0.1")
    assert said(ON + "G90 X50. Z-10. R-2. F0.2")[1] == "rapid X46 Z2"


def test_trap_20_of_x_and_u_in_one_block_the_later_holds() -> None:
    assert said("T0101\nG00 X54. Z2.\nX40. U2.")[-1] == "rapid X56 Z2"
    assert said("T0101\nG00 X54. Z2.\nU2. X40.")[-1] == "rapid X40 Z2"


def test_trap_20_systems_a_and_b_name_cycles_and_feeds_by_other_codes() -> None:
    in_a = ON + "G90 X50. Z-10. F0.2\nG94 X30. Z0\nG92 X48. Z-10. F2.\nG98 G01 X45. F100."
    in_b = ON + "G77 X50. Z-10. F0.2\nG79 X30. Z0\nG78 X48. Z-10. F2.\nG94 G01 X45. F100."
    assert said(in_a) == said(in_b, "fanuc-lathe-b")
    assert run_lathe(in_a).moves == run_lathe(in_b, "fanuc-lathe-b").moves
    assert said("T0101\nG00 X54. Z2.\nG91 X-4.", "fanuc-lathe-b")[-1] == "rapid X50 Z2"
    assert alarm_of("G00 U5.", "fanuc-lathe-b") == ("PS0009", 1)


def test_trap_21_constant_surface_speed_follows_the_diameter_below_its_limit() -> None:
    made = run_lathe(ON + "G50 S1000\nG96 S157\nX50.\nG01 X25. F0.2\nG97 Z-5.\nG00 X60.")
    speeds = [round(move.spindle_rpm) for move in made.moves if move.start != move.end]
    assert speeds == [500, 999, 1000, 1000, 1000]
    without = run_lathe(ON + "G96 S157\nX50.\nX5.\nX1.")
    assert round(without.moves[-1].spindle_rpm) == 3000


def test_trap_21_a_feed_a_turn_takes_longer_the_larger_the_diameter() -> None:
    facing = run_lathe(ON + "G96 S100\nG01 X0 F0.2").moves[-1]
    whole = run_lathe(ON + "G97 S500\nG01 X0 F0.2").moves[-1]
    assert whole.duration_s == pytest.approx(27 / 100 * 60)
    limited = 100_000 / (2 * math.pi * 3000)
    minutes = math.pi * (27**2 - limited**2) / (100_000 * 0.2) + limited / (3000 * 0.2)
    assert facing.duration_s == pytest.approx(60 * minutes, rel=0.002)


def test_trap_21_g97_without_s_keeps_the_speed_that_g96_had() -> None:
    made = run_lathe(ON + "G96 S157\nX50.\nG97\nX60.")
    assert made.moves[-1].spindle_rpm == pytest.approx(157000 / 3.14159265 / 50)


def test_trap_22_f_s_t_between_p_and_q_count_for_finishing_alone() -> None:
    source = ROUGHED.replace("Z-10. F0.1", "Z-10. F0.1 S900") + "G70 P1 Q2"
    made = run_lathe(source)
    cuts = (move for move in made.moves if move.kind == FEED)
    feeds = {(move.line, move.turning.feed_mm) for move in cuts if move.turning}
    assert feeds == {(4, 0.2), (6, 0.1), (7, 0.1)}
    assert {round(move.spindle_rpm) for move in made.moves if move.line == 4} == {500}
    assert [round(move.spindle_rpm) for move in made.moves if move.line >= 6][:2] == [900, 900]


def test_trap_22_the_allowance_is_a_signed_diameter_and_the_depth_a_radius() -> None:
    rough = said(ROUGHED)
    assert rough[1] == "rapid X54.4 Z2.1"
    assert rough[2] == "rapid X50.4 Z2.1"
    inside = said(
        "T0303 S500 M03\nG00 X18. Z2.\nG71 U1. R.5\nG71 P1 Q2 U-.4 W.1 F.2\n"
        "N1 G00 X30.\nG01 Z-10.\nN2 X18."
    )
    assert inside[1:3] == ["rapid X17.6 Z2.1", "rapid X19.6 Z2.1"]


@pytest.mark.parametrize(
    ("shape", "alarm"),
    [
        ("N1 G00 X40.\nM98 P9\nN2 G01 X54.\nM30\nO9\nM99", ("PS0325", 6)),
        ("N1 G03 X40. Z0 R9.\nG01 Z-10.\nN2 X54.", ("PS0065", 5)),
        ("N1 X40.\nG01 Z-10.\nN2 X54.", ("PS0065", 5)),
        ("N1 G00 X40.\nG01 Z-10.\nX36. Z-12.\nN2 X54.", ("PS0064", 4)),
        ("N2 G00 X40.\nG01 Z-10.\nX54.", ("PS0063", 4)),
        ("N2 G00 X40.\nG01 Z-10.\nN1 X54.", ("PS0063", 4)),
    ],
)
def test_trap_22_a_shape_that_the_control_refuses(shape: str, alarm: tuple[str, int]) -> None:
    assert alarm_of(ROUGHED.replace(SHAPE, shape)) == alarm


def test_trap_22_type_two_is_asked_for_by_a_second_axis_even_if_it_stays() -> None:
    hollow = "N1 G00 X40.{}\nG01 Z-10. F0.1\nX36. Z-15.\nX40. Z-20.\nN2 X54.\n"
    plain, both = (ROUGHED.replace(SHAPE, hollow.format(word)) for word in ("", " W0"))
    assert alarm_of(plain) == ("PS0064", 4)
    made = turned_text(both.replace("U0.4 W0.1", "U0 W0").replace("0101", "0202"))
    assert radius(made, -15) == pytest.approx(18, abs=0.15)


def test_trap_22_a_shape_of_type_two_is_not_told_to_become_one() -> None:
    back = "N1 G00 X40. Z1.\nG01 Z-10.\nX54.\nN2 G00 Z1."
    alarm = run_lathe(ON + "G71 U2. R0.5\nG71 P1 Q2 U0.4 F0.2\n" + back).alarm
    assert alarm is not None
    assert alarm.id == "PS0064"
    assert alarm.message["en"].startswith("The shape of G71 turns back along Z.")


def test_trap_22_a_line_with_d_roughs_alike() -> None:
    in_two, in_one = (
        run_lathe(ROUGHED),
        run_lathe(
            ROUGHED.replace("G71 U2. R0.5\nG71 P1 Q2 U0.4 W0.1", "\nG71 P1 Q2 U0.4 W0.1 D2000")
        ),
    )
    assert in_one.moves == in_two.moves


def test_trap_22_a_shape_takes_variables_corners_and_angles() -> None:
    shape = (
        "N1 G00 X#1\n#2=#1/2\nG01 Z-[#2] F0.1 ,R2.\nX44. ,A100.\n,A180.\nX50. Z-40. ,A150.\n"
        "IF [#1 GT 0] GOTO 7\nX99.\nN7 Z-45.\nN2 X54.\n"
    )
    made = run_lathe("#1=20.\n" + ROUGHED.replace(SHAPE, shape) + "G70 P1 Q2")
    assert made.alarm is None
    finish = [move for move in made.moves if 6 <= move.line <= 15]
    ends = [
        (round(2 * (m.end[0] - m.offset[0]), 3), round(m.end[2] - m.offset[2], 3)) for m in finish
    ]
    assert (44.0, -12.116) in ends
    assert ends[-1] == (54.0, -45.0)


def test_trap_22_after_roughing_the_program_goes_on_behind_the_shape() -> None:
    behind = said(ROUGHED + "G00 X60.")
    assert behind[-2:] == ["rapid X54 Z2", "rapid X60 Z2"]
    elsewhere = said(ROUGHED.replace(SHAPE, "") + "G00 X60.\nM30\n" + SHAPE)
    assert elsewhere == behind


def test_trap_22_r_and_c_on_slopes_and_behind_an_angle_need_no_comma() -> None:
    slopes = ON + "G00 X20. Z0\nG01 A90. {0}R0.5 F0.1\nX30. Z-4. A-15. {0}C0.8\nZ-20."
    assert said(slopes.format("")) == said(slopes.format(","))
    assert said(slopes.format("")) != said(slopes.replace("{0}R0.5", "").replace("{0}C0.8", ""))


def test_trap_23_p_and_q_count_least_increments_and_i_and_k_are_lengths() -> None:
    drilled = ON + "G00 X0\nG74 Z-8. {} F0.1"
    assert said(drilled.format("K5")) == said(drilled.format("Q5000"))
    grooved = ON + "G75 X50. Z-1. {} F0.1"
    assert said(grooved.format("I1 K1.5")) == said(grooved.format("P1000 Q1500"))


def test_trap_23_g70_starts_where_it_is_called_and_goes_back_there() -> None:
    finish = said(ROUGHED + "G00 X60. Z5.\nG70 P1 Q2")
    assert finish[-4:] == ["rapid X40 Z5", "feed X40 Z-10", "feed X54 Z-10", "rapid X60 Z5"]


def test_trap_23_g70_takes_the_shape_that_was_roughed_though_its_numbers_stand_twice() -> None:
    twice = ROUGHED + "G70 P1 Q2\n" + ROUGHED[len(ON) :].replace("X40.", "X30.") + "G70 P1 Q2"
    assert said(twice)[-4:] == ["rapid X30 Z2", "feed X30 Z-10", "feed X54 Z-10", "rapid X54 Z2"]


def test_trap_24_g76_goes_in_by_roots_and_ends_with_its_finishing_passes() -> None:
    source = "T0505 S400 M03\nG00 X24. Z6.\nG76 P020060 Q100 R0.1\nG76 X17.4 Z-22. P1300 Q600 F2."
    depths = [
        (20 - float(shown.split()[1][1:])) / 2 for shown in said(source) if shown.startswith(THREAD)
    ]
    assert depths == pytest.approx([0.6, 0.85, 1.04, 1.2, 1.3, 1.3], abs=0.006)


def test_trap_24_the_sign_of_the_allowance_of_g76_says_nothing() -> None:
    inside = "T0303 S500 M03\nG00 X18. Z5.\nG76 P010060 Q100 R{}\nG76 X22. Z-9. P1000 Q400 F1.5"
    assert said(inside.format("-0.05")) == said(inside.format("0.05"))


def test_trap_24_g92_is_modal_and_f_is_its_lead() -> None:
    made = run_lathe(ON + "G92 X48. Z-20. F1.5\nX47.\nM08\nX46.5 Q180000\nG00 X60.")
    threads = [move.turning for move in made.moves if move.kind == THREAD if move.turning]
    assert [(one.feed_mm, one.turned) for one in threads] == [(1.5, 0), (1.5, 0), (1.5, 0.5)]
    per_minute = run_lathe(ON + "G98 F100.\nG92 X48. Z-20. F1.5\nG01 X50.")
    assert per_minute.moves[-1].feed_mm_per_min == pytest.approx(100)


def test_trap_24_g32_blocks_go_on_in_step_and_a_rapid_ends_that() -> None:
    made = run_lathe(ON + "G32 X50. Z-7. F1.5\nZ-10.\nG00 X54.\nZ2.\nG32 Z-5. Q90000")
    turned = [move.turning.turned for move in made.moves if move.kind == THREAD if move.turning]
    assert turned == pytest.approx([0, 6, 0.25])


def test_trap_24_a_thread_under_constant_surface_speed_is_found() -> None:
    made = turned_text("T0505 G96 S100 M03\nG00 X54. Z5.\nG92 X49. Z-20. F2.\nG00 X60.")
    assert "thread-surface-speed" in ids(made)


def test_trap_25_t0101_turns_the_turret_and_shifts_by_geometry_and_wear() -> None:
    made = run_lathe("#2001=0.4\n#2101=-0.1\nT0101\nG00 X50. Z0")
    tool, rapid = made.moves
    assert (tool.tool, tool.duration_s) == (1, 1.0)
    assert rapid.end == pytest.approx((25 - 200 + 59 + 0.2, 0, -400 + 101 - 0.1))
    (tip,) = lathe_moves(made.moves, lathe(), (-200.0, 0.0, -400.0))
    assert tip.element.path.end == pytest.approx((-0.1, 25.2))


def test_trap_25_t0100_ends_the_offset_and_an_offset_may_be_another_than_the_station() -> None:
    assert run_lathe("T0101\nT0100\nG00 X50. Z0").moves[-1].end == pytest.approx((-175, 0, -400))
    other = run_lathe("T0102\nG00 X50. Z0").moves[-1]
    assert (other.tool, other.end) == (1, pytest.approx((-175 + 58, 0, -400 + 102)))
    assert [move.kind for move in run_lathe("T0101\nT0102").moves] == ["tool"]


@pytest.mark.parametrize("word", ["T1", "T12", "T1301", "T12345"])
def test_trap_25_a_t_without_a_station_of_the_turret_is_an_alarm(word: str) -> None:
    assert alarm_of(word) == ("PS0043", 1)


def test_trap_25_travel_ends_at_the_soft_limits_and_x_is_told_as_a_diameter() -> None:
    made = run_lathe("T0101\nG00 X900.")
    assert made.alarm is not None
    assert made.alarm.id == "OT0500"
    assert "618.000" in made.alarm.message["en"]
    assert alarm_of("T0101\nG00 Z-400.") == ("OT0501", 2)


def test_g04_takes_x_and_u_in_seconds_and_p_in_milliseconds() -> None:
    made = run_lathe("G04 X1.5\nG04 U2.\nG04 P300")
    assert [(move.kind, move.duration_s) for move in made.moves] == [
        (DWELL, 1.5),
        (DWELL, 2.0),
        (DWELL, 0.3),
    ]


def test_g28_u0_w0_goes_home_from_where_it_is() -> None:
    made = run_lathe("T0101\nG00 X50. Z5.\nG28 U0 W0")
    assert [(move.kind, move.end) for move in made.moves[-1:]] == [(RAPID, (0.0, 0.0, 0.0))]
    assert len(made.moves) == 3
