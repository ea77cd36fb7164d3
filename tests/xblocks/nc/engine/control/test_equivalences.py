"""Programs that say the same in other words make the same moves; a rejected block says nothing."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.generated import contour, cycles, lines_and_arcs
from tests.xblocks.nc.engine.programs import machine, run_text
from xblocks.nc.engine.control.flow import Flow
from xblocks.nc.engine.control.interpreter import Run
from xblocks.nc.engine.control.machine_control import control_of
from xblocks.nc.engine.language.dialect import FANUC_MILL
from xblocks.nc.engine.language.program import read_program

# numbers drawn by hypothesis seed the programs, so that a failure is found again
CHANCES = st.integers(0, 10_000).map(Random)
TO_MICROMETRES = 1e-6


def same_moves(one: Run, other: Run, *, apart_mm: float = 0.0) -> None:
    """Both runs make the same moves, whatever their lines, and stop for the same reason."""
    assert (one.alarm and one.alarm.id) == (other.alarm and other.alarm.id)
    assert one.ended == other.ended
    assert [move.kind for move in one.moves] == [move.kind for move in other.moves]
    for a, b in zip(one.moves, other.moves, strict=True):
        assert a.end == pytest.approx(b.end, abs=apart_mm)
        assert a.duration_s == pytest.approx(b.duration_s, abs=apart_mm, rel=apart_mm)
        assert (a.tool, a.spindle_rpm, a.coolant) == (b.tool, b.spindle_rpm, b.coolant)
        assert (a.arc is None) == (b.arc is None)


@st.composite
def programs(draw: st.DrawFn) -> tuple[str, Random]:
    """A program that runs, and chance to change its form by."""
    chance = draw(CHANCES)
    source = draw(st.sampled_from([lines_and_arcs, cycles, contour]))(chance)
    # Seconds of a dwell as the other control takes them are no milliseconds.
    return re.sub(r" P[0-9]+\.[0-9]+", "", source), chance


# -- the form of the text --------------------------------------------------------------------------


@given(programs())
def test_blanks_case_and_comments_mean_nothing(drawn: tuple[str, Random]) -> None:
    source, chance = drawn

    def written(word: re.Match[str]) -> str:
        letter = chance.choice([word[1], word[1].lower()])
        return letter + chance.choice(["", " ", "\t"]) + word[2] + chance.choice(["", " ", "(A 1)"])

    lines = [re.sub(r"([A-Z])(-?[0-9.]+)", written, line) for line in source.split("\n")]
    other = "\n".join(line + chance.choice(["", ";X9", "(G28)", "\n", "\n(X1)"]) for line in lines)
    same_moves(run_text(source), run_text(other))


@given(programs())
def test_zeros_that_say_nothing_mean_nothing(drawn: tuple[str, Random]) -> None:
    source, chance = drawn

    def written(word: re.Match[str]) -> str:
        more = chance.choice(["", "0", "00"])
        behind = more if "." in word[3] and len(word[3]) < 7 else ""
        return word[1] + word[2] + more + word[3] + behind

    other = re.sub(r"([GMTHDXYZIJKRF])(-?)([0-9]+\.[0-9]+|[0-9]+)", written, source)
    same_moves(run_text(source), run_text(other))


@given(programs())
def test_sequence_numbers_mean_nothing_where_nothing_goes_to_them(
    drawn: tuple[str, Random],
) -> None:
    source, chance = drawn
    lines = source.split("\n")
    other = "\n".join(f"N{chance.randrange(1, 9999)} {line}" for line in lines)
    same_moves(run_text(source), run_text(other))


@given(programs())
def test_the_order_of_words_in_a_block_means_nothing(drawn: tuple[str, Random]) -> None:
    source, chance = drawn
    shuffled = []
    for line in source.split("\n"):
        words = line.split(" ")
        # A motion code behind a cycle's would end it, and of one group the last holds.
        chance.shuffle(words)
        shuffled.append(" ".join(words))
    same_moves(run_text(source), run_text("\n".join(shuffled)))


@given(programs())
def test_a_block_skip_without_its_switch_means_nothing(drawn: tuple[str, Random]) -> None:
    source, chance = drawn
    other = "\n".join(chance.choice(["", "/", "/3 "]) + line for line in source.split("\n"))
    same_moves(run_text(source), run_text(other))


# -- units, coordinates ----------------------------------------------------------------------------


@given(CHANCES)
def test_inches_are_millimetres_written_otherwise(chance: Random) -> None:
    source = lines_and_arcs(chance)

    def in_inches(word: re.Match[str]) -> str:
        return f"{word[1]}[{word[2]}/25.4]"

    other = re.sub(r"([XYZIJKRF])(-?[0-9.]+)", in_inches, source).replace("G21", "G20")
    same_moves(run_text(source), run_text(other), apart_mm=TO_MICROMETRES)


POINTS = st.lists(
    st.tuples(*[st.integers(-50_000, 50_000).map(lambda um: um / 1000)] * 3), min_size=1, max_size=9
)


@given(POINTS, st.sampled_from(["G00", "G01"]))
def test_increments_are_places_written_otherwise(
    points: list[tuple[float, float, float]], code: str
) -> None:
    at, places, increments = (0.0, 0.0, 0.0), [], []
    for point in points:
        places.append("X{:.3f} Y{:.3f} Z{:.3f}".format(*point))
        by = [b - a for a, b in zip(at, point, strict=True)]
        increments.append("X{:.3f} Y{:.3f} Z{:.3f}".format(*by))
        at = point
    absolute = run_text("\n".join([f"G90 {code} F100", *places, "M30"]))
    incremental = run_text("\n".join([f"G91 {code} F100", *increments, "M30"]))
    same_moves(absolute, incremental, apart_mm=TO_MICROMETRES)


# -- subprograms, macros ---------------------------------------------------------------------------


@given(CHANCES, st.integers(1, 3))
def test_a_subprogram_is_its_blocks_written_there(chance: Random, times: int) -> None:
    head, *body, end = lines_and_arcs(chance).split("\n")
    called = "\n".join([head, f"M98 P{times}0002", end, "O2", *body, "M99"])
    macro = "\n".join([head, f"G65 P2 L{times}", end, "O2", *body, "M99"])
    written = "\n".join([head, *body * times, end])
    same_moves(run_text(written), run_text(called))
    same_moves(run_text(written), run_text(macro))


@given(CHANCES, st.integers(0, 4))
def test_a_loop_is_its_blocks_written_there(chance: Random, times: int) -> None:
    head, *body, end = lines_and_arcs(chance).split("\n")
    looped = [head, "#1=0", f"WHILE[#1 LT {times}]DO1", *body, "#1=#1+1", "END1", end]
    jumping = [head, "#1=0", "N7", f"IF[#1 GE {times}]GOTO8", *body, "#1=#1+1", "GOTO7", "N8", end]
    written = run_text("\n".join([head, *body * times, end]))
    same_moves(written, run_text("\n".join(looped)))
    same_moves(written, run_text("\n".join(jumping)))


@given(st.sampled_from([lines_and_arcs, contour]), CHANCES)
def test_a_variable_is_its_value_written_there(kind: object, chance: Random) -> None:
    assert callable(kind)
    source = kind(chance)
    values: list[str] = []

    def variable(word: re.Match[str]) -> str:
        values.append(f"#{500 + len(values)}={word[2]}")
        return f"{word[1]}#{499 + len(values)}"

    other = re.sub(r"([XYZIJKR])(-?[0-9]+\.[0-9]+)", variable, source)
    same_moves(run_text(source), run_text("\n".join([*values, other])))


# -- rejected blocks -------------------------------------------------------------------------------

GOOD = st.sampled_from(
    [
        *(
            "G00 X5. Y5.",
            "G91",
            "G90",
            "S900 M03",
            "M08",
            "T1 M06",
            "T2 M06",
            "G43 H1",
            "G54",
            "G55",
        ),
        *(
            "G01 X9. F200",
            "G68 X0 Y0 R30.",
            "G52 X1.",
            "G10 L2 P1 X3.",
            "G20",
            "G16",
            "G98",
            "#1=4",
        ),
        *("N5 G17", "G04 P100", "G95 F0.1", "G51 X0 Y0 P2000", "G92 X1.", "G31 X7. F100", "M05"),
    ]
)
BAD = st.sampled_from(
    [
        *(
            "G01 X99999. F100",
            "G02 X1. R0.1 F100",
            "N9 S500 M03 G02 X9. F100",
            "T7 M06",
            "T9 M06 X1.",
        ),
        *(
            "G43 H99 Z5.",
            "G00 X50. M98 P77",
            "G00 X5. M99 P9",
            "G00 X1. M98 P2 L10000",
            "G65 P9 A1.",
        ),
        *(
            "M08 G10 L2 P99 X5.",
            "G54 G91 G28",
            "F0 G01 X5. Y1.",
            "S100 M04 G53 G91 X0",
            "G40 G02 X2.",
        ),
        *(
            "#1=1/0",
            "#5041=3",
            "X[1/0] M08",
            "GOTO 77",
            "G68 X0",
            "G51 P1 G68 R1.",
            "G83 X1. Z-5. R1.",
        ),
        *("M03 S#33 G01 X[SQRT[-1]]", "WHILE[1]DO1", "G67 G02 X9. R1.", "M09 X99999.", "#3000=1"),
    ]
)


@given(st.lists(GOOD, max_size=8), BAD)
def test_a_rejected_block_changes_nothing(good: list[str], bad: str) -> None:
    before, after = (_run("\n".join(blocks)) for blocks in (good, [*good, bad]))
    if after[1].alarm is None or after[1].alarm.place.line <= len(good):
        return
    assert after[0].state == before[0].state
    assert after[0].common == before[0].common
    assert [frame.level for frame in after[0].frames] == [frame.level for frame in before[0].frames]
    assert after[1].moves == before[1].moves


def _run(source: str) -> tuple[Flow, Run]:
    flow = Flow(read_program(source), control_of(machine(), FANUC_MILL))
    return flow, flow.run()


@pytest.mark.parametrize(
    ("block", "alarm"),
    [
        ("N9 G00 X5. M98 P77", "PS0078"),
        ("G00 X5. M99 P9", "PS0078"),
        ("G00 X5. M98 P1", "PS0077"),
        ("N9 G02 X5.", "PS0011"),
        ("G67 G02 X5.", "PS0011"),
    ],
)
def test_a_block_whose_call_or_motion_is_rejected_does_none_of_the_rest(
    block: str, alarm: str
) -> None:
    deep = "O1\nM98 P2\nM30\n" if alarm == "PS0077" else ""
    calls = "".join(f"O{at}\nM98 P{at + 1}\nM99\n" for at in range(2, 5)) if deep else ""
    source = f"{deep}{calls}O5\n{block}\nM99" if deep else f"G66 P2\n{block}\nM30\nO2\nM99"
    flow, made = _run(source)
    assert made.alarm is not None
    assert made.alarm.id == alarm
    assert made.moves == ()
    assert flow.state.sequence == 0
    if not deep:
        assert flow.frames[0].level.modal_call is not None


@given(programs())
def test_a_program_makes_the_same_moves_each_time(drawn: tuple[str, Random]) -> None:
    source, _ = drawn
    assert run_text(source) == run_text(source)
