"""G10, G50, G52 and work coordinates on a lathe, by program text."""

import pytest

from tests.xblocks.nc.engine.lathe_programs import alarm_of, run_lathe, said


def end(source: str, dialect: str = "fanuc-lathe-a") -> tuple[float, float]:
    """Where the last move ends in machine coordinates, X as a diameter, less where it would without
    any setting."""
    plain, made = (run_lathe(text, dialect) for text in ("T0101\nG00 X50. Z0", source))
    assert made.alarm is None
    a, b = plain.moves[-1].end, made.moves[-1].end
    return round(2 * (b[0] - a[0]), 6), round(b[2] - a[2], 6)


GO = "\nT0101\nG00 X50. Z0"


def test_g10_writes_wear_and_geometry_and_its_increments_add() -> None:
    assert end("G10 P1 X0.5 Z-0.2" + GO) == (0.5, -0.2)
    assert end("G10 P1 X0.5 Z-0.2\nG10 P1 U0.1 W0.1" + GO) == (0.6, -0.1)
    assert end("G10 P10001 X100. Z50." + GO) == (100 - 118, 50 - 101)
    assert end("G91 G10 P10001 X1. Z2.\nG90" + GO, "fanuc-lathe-b") == (1, 2)


def test_a_changed_register_counts_from_the_next_t() -> None:
    assert end("T0101\nG10 P1 X0.5\nG00 X50. Z0") == (0, 0)
    assert end("T0101\nG10 P1 X0.5\nT0101\nG00 X50. Z0") == (0.5, 0)


def test_g10_writes_work_coordinates_and_the_work_shift() -> None:
    assert end("G10 P0 X2. Z-3." + GO) == (2, -3)
    assert end("G10 P0 X2. Z-3.\nG10 P0 U1. W1." + GO) == (3, -2)
    assert end("G10 L2 P1 X-390. Z-401." + GO) == (10, -1)
    assert end("G10 L2 P1 U10. W-1." + GO) == (10, -1)
    assert end("G10 L2 P2 X-390. Z-401.\nG55" + GO) == (10, -1)


def test_g50_presets_the_coordinates_and_u_and_w_shift_them() -> None:
    assert said("T0100\nG50 X400. Z300.\nG00 X399. Z0") == ["rapid X399 Z0"]
    made = run_lathe("G50 X400. Z300.\nG00 X399. Z0")
    assert made.moves[-1].end == pytest.approx((-0.5, 0, -300))
    assert end("T0101\nG50 U4. W-3.\nG00 X50. Z0") == (-4, 3)


def test_g52_shifts_the_zero_until_it_is_taken_back() -> None:
    assert end("T0101\nG52 X2. Z-10.\nG00 X50. Z0") == (2, -10)
    assert end("T0101\nG52 X2. Z-10.\nG52 X0 Z0\nG00 X50. Z0") == (0, 0)


def test_g53_goes_to_machine_coordinates_as_diameters() -> None:
    assert run_lathe("T0101\nG53 X-100. Z-50.").moves[-1].end == (-50.0, 0.0, -50.0)


@pytest.mark.parametrize(
    ("block", "number"),
    [
        ("G10 X1.", "PS1144"),
        ("G10 P100 X1.", "PS1144"),
        ("G10 P10000 X1.", "PS1144"),
        ("G10 P1 Q11", "PS1144"),
        ("G10 L3 P1 X1.", "PS1144"),
        ("G10 L2 P7 X1.", "PS1144"),
        ("G50", "PS0010"),
        ("G52", "PS0010"),
        ("G53 U1.", "PS0009"),
    ],
)
def test_settings_that_the_control_does_not_know(block: str, number: str) -> None:
    assert alarm_of(block)[0] == number


@pytest.mark.parametrize("dialect", ["fanuc-lathe-a", "fanuc-lathe-b"])
def test_g92_1_takes_back_what_shifted_the_coordinates(dialect: str) -> None:
    shift = "G50" if dialect == "fanuc-lathe-a" else "G92"
    source = f"{shift} X400. Z300.\nG92.1 X0 Z0\nG00 X-1. Z-1.\nM30"
    made = run_lathe(source, dialect)
    plain = run_lathe("G00 X-1. Z-1.\nM30", dialect)
    assert made.alarm is None
    assert made.moves[-1].end == plain.moves[-1].end
