"""G83 to G85 of a lathe."""

import pytest

from tests.xblocks.nc.engine.lathe_programs import alarm_of, bore, run_lathe, said, turned_text
from xblocks.nc.engine.moves import DWELL, FEED

START = "T0606 G97 S600 M03\nG00 X0 Z5.\n"


def test_a_hole_is_drilled_from_r_to_z_and_left_to_the_initial_level() -> None:
    source = START + "G83 Z-30. R-3. F0.1\nG80\nG00 Z50.\nM30"
    assert said(source)[-4:] == ["rapid X0 Z2", "feed X0 Z-30", "rapid X0 Z5", "rapid X0 Z50"]


def test_a_peck_backs_off_a_little_and_p_waits_at_the_bottom() -> None:
    source = START + "G83 Z-25. R-3. Q12000 P500 F0.1\nM30"
    made = run_lathe(source)
    assert [move.duration_s for move in made.moves if move.kind == DWELL] == [0.5]
    assert said(source)[-6:] == [
        "feed X0 Z-10",
        "rapid X0 Z-9",
        "feed X0 Z-22",
        "rapid X0 Z-21",
        "feed X0 Z-25",
        "rapid X0 Z5",
    ]


def test_the_next_position_is_a_hole_until_a_motion_code_stands_there() -> None:
    source = START + "G83 W-10. R-3. F0.1\nX4.\nG00 X8.\nM30"
    assert said(source)[-8:] == [
        "rapid X0 Z2",
        "feed X0 Z-8",
        "rapid X0 Z5",
        "rapid X4 Z5",
        "rapid X4 Z2",
        "feed X4 Z-8",
        "rapid X4 Z5",
        "rapid X8 Z5",
    ]


def test_in_system_b_g99_returns_to_r_and_g98_to_the_initial_level() -> None:
    source = START + "G99 G83 Z-30. R-3. F0.1\nG98 Z-31.\nG00 Z50.\nM30"
    assert said(source, "fanuc-lathe-b")[-6:] == [
        "rapid X0 Z2",
        "feed X0 Z-30",
        "rapid X0 Z2",
        "feed X0 Z-31",
        "rapid X0 Z5",
        "rapid X0 Z50",
    ]


def test_k_makes_several_holes_an_increment_apart_and_k0_none() -> None:
    assert said(START + "G83 U4. Z-9. F0.1 K2\nM30").count("feed X4 Z-9") == 1
    assert said(START + "G83 U4. Z-9. F0.1 K2\nM30").count("feed X8 Z-9") == 1
    assert not [one for one in said(START + "G83 Z-9. F0.1 K0\nM30") if one.startswith("feed")]


def test_r_before_the_first_z_is_only_kept() -> None:
    assert said(START + "G83 R-4.\nG83 Z-9. F0.1\nM30")[-3:] == [
        "rapid X0 Z1",
        "feed X0 Z-9",
        "rapid X0 Z5",
    ]


def test_a_tap_goes_out_at_its_feed_with_the_spindle_reversed() -> None:
    made = run_lathe(START + "G84 Z-20. R-2. F1.5\nG80\nG00 Z50.\nM30")
    into, out = (move for move in made.moves if move.kind == FEED)
    assert (into.spindle_rpm, out.spindle_rpm) == (600, -600)
    assert made.moves[-1].spindle_rpm == 600


def test_a_rigid_tap_starts_a_spindle_that_stands() -> None:
    made = run_lathe("T0606 G97\nG00 X0 Z5.\nM29 S300\nG84 Z-20. F1.5\nG80\nM30")
    assert [move.spindle_rpm for move in made.moves if move.kind == FEED] == [300, -300]


def test_boring_feeds_out_to_r() -> None:
    assert said(START + "G85 Z-20. R-3. F0.1\nM30")[-3:] == [
        "feed X0 Z-20",
        "feed X0 Z2",
        "rapid X0 Z5",
    ]


def test_the_drilled_part_has_the_hole() -> None:
    result = turned_text(START + "G83 Z-30. R-3. Q8000 F0.1\nG80\nG00 Z50.\nG28 U0 W0\nM30")
    assert result.findings == ()
    assert bore(result, -15.0) == pytest.approx(10.0)
    assert bore(result, -40.0) == 0.0


@pytest.mark.parametrize(
    ("block", "alarm"),
    [
        ("G83 X0 R-3. F0.1", "PS0062"),
        ("G83 Z-30. Q1 F0.1", "PS0062"),
        ("G83 Z-30.", "PS0011"),
        ("G83 Z-30. F0.1 K-1", "PS0006"),
        ("G83 Z-30. F0.1 K1.5", "PS0007"),
        ("G83 Z-30. Q5. F0.1", "PS0007"),
        ("G42 G83 Z-30. F0.1", "PS0327"),
        ("G83 Z-30. I2. F0.1", "PS0009"),
    ],
)
def test_an_impossible_hole_is_refused(block: str, alarm: str) -> None:
    assert alarm_of(START + block + "\nM30") == (alarm, 3)


def test_no_hole_is_drilled_within_a_shape() -> None:
    source = START + "G00 X50.\nG71 U2. R1.\nG71 P1 Q2 U0.4 F0.2\nN1 G00 X30.\n"
    assert alarm_of(source + "G83 Z-9.\nN2 G01 X50.\nM30") == ("PS0325", 7)
