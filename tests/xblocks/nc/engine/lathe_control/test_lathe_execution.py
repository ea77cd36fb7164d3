"""Blocks of a lathe: what is checked, and that no text whatever breaks the control."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xblocks.nc.engine.lathe_programs import ZERO, alarm_of, lathe, run_lathe, said
from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.control.interpreter import execute, run
from xblocks.nc.engine.control.modal import offsets_of, power_on
from xblocks.nc.engine.language.dialect import DIALECTS, FANUC_LATHE_A, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.lathe_control.lathe_alarms import LATHE_ALARMS
from xblocks.nc.engine.lathe_control.turret import lathe_moves

_CODES = re.findall(
    r"\S+",
    "G00 G01 G02 G03 G04 G32 G33 G40 G41 G42 G50 G54 G55 G70 G71 G72 G73 G74 G75 G76 G77 G78 G79 "
    "G90 G91 G92 G94 G95 G96 G97 G98 G99 G28 G53 M03 M05 M99",
)
_WORDS = re.findall(
    r"\S+",
    "X30. X40. Z-5. Z2. U-4. W-3. R2. I1. K-2. F0.2 F100 S800 T0202 P10 Q20 P1000 Q500 D500 ,C1. "
    ",R2. ,A135. A180. X#1 Z[#1-3] /",
)
_BLOCKS = st.one_of(
    st.sampled_from(
        [
            "N10 G00 X30.",
            "N20 G01 X52.",
            "G71 U2. R1.",
            "G71 P10 Q20 U.4 W.1 F.2",
            "G76 P010060 Q100 R.1",
            "G76 X28. Z-9. P1000 Q500 F2.",
            "G01 Z-10. F.2",
            "#1=#5001",
            "IF [#1 LT 9] GOTO 20",
            "G66 P7",
        ]
    ),
    st.tuples(
        st.lists(st.sampled_from(_CODES), max_size=2), st.lists(st.sampled_from(_WORDS), max_size=3)
    ).map(lambda parts: " ".join([*parts[0], *parts[1]])),
)


@given(st.lists(_BLOCKS, max_size=12), st.sampled_from(["fanuc-lathe-a", "fanuc-lathe-b"]))
@settings(max_examples=150, deadline=None)
def test_any_program_ends_with_moves_or_an_alarm_and_always_the_same(
    blocks: list[str], dialect: str
) -> None:
    source = "\n".join(["T0101 S500 M03 F.2", "G00 X54. Z2.", *blocks, "M30", "O7", "U1.", "M99"])
    program, control = read_program(source), DIALECTS[dialect]
    if check_words(program, control):
        return
    first, again = (run(program, lathe(), control) for _ in range(2))
    assert first == again
    for one, other in zip(first.moves, first.moves[1:], strict=False):
        assert one.end == pytest.approx(other.start, abs=1e-9)
    assert all(move.turning is not None and move.start[1] == 0.0 for move in first.moves)
    turned = lathe_moves(first.moves, lathe(), ZERO)
    assert len(turned) >= sum(move.start != move.end for move in first.moves)


def test_a_rejected_block_changes_nothing() -> None:
    on = lathe()
    state = power_on(FANUC_LATHE_A, on.reference_mm, offsets_of(on))
    (block,) = read_program("T0101 M03 S500 G01 X30. Z-900. F0.2").blocks
    refused = execute(block, state, on, FANUC_LATHE_A)
    assert isinstance(refused, Alarm)
    assert refused.id == "OT0501"
    (block,) = read_program("T0101 M03 S500 G01 X30. Z-90. F0.2").blocks
    done = execute(block, state, on, FANUC_LATHE_A)
    assert not isinstance(done, Alarm)
    assert done.state.tool == 1
    assert state.tool == 0


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("G00 X5. R3.", "PS0009"),
        ("G00 X5. ,C3.", "PS0009"),
        ("G71 U2. R1. I3.", "PS0009"),
        ("G70 P1 Q2 X5.", "PS0009"),
        ("G04 X1. Z2.", "PS0009"),
        ("G01 X5. Y3.", "PS0009"),
        ("T0101 S500 M03 F.2 G01 C2.", "PS0054"),
        ("T0101 S500 M03 F.2 G01 ,R2.", "PS0051"),
        ("T0101 S500 M03 F2. G32 Q90000", "PS0009"),
        ("T0101 S500 M03 F2. G92 Q90000", "PS0009"),
        ("G34 Z-5. F2. K1.", "PS0010"),
        ("G00 G28 G53 X5.", "PS0010"),
        ("M06", "PS0010"),
    ],
)
def test_a_word_without_a_meaning_is_an_alarm(source: str, number: str) -> None:
    assert alarm_of(source)[0] == number


def test_a_modal_call_and_a_shape_do_not_mix() -> None:
    source = "T0101 S500 M03 F.2\nG66 P7\nG70 P1 Q2\nN1 G00 X50.\nN2 Z0\nM30\nO7\nM99"
    assert alarm_of(source) == ("PS0122", 3)


def test_blocks_without_axes_in_a_single_cycle_make_no_pass() -> None:
    made = said("T0101 S500 M03\nG00 X54. Z2.\nG90 X50. Z-5. F.2\nM08\nS600\n\nX48.")
    assert [shown for shown in made if shown.startswith("feed")] == [
        "feed X50 Z-5",
        "feed X54 Z-5",
        "feed X48 Z-5",
        "feed X54 Z-5",
    ]


def test_what_the_shop_has_beside_the_spindle_is_known_and_moves_nothing() -> None:
    source = "M10\nM12\nM31\nM33\nM41\nM68\nM11\nM13\nM69\nM78\nM79\nM08\nM09\nG80\nM30"
    made = run_lathe(source)
    assert (made.moves, made.alarm, made.ended) == ((), None, True)


def test_every_alarm_of_turning_has_a_sentence_in_both_languages() -> None:
    for number, zh, en in LATHE_ALARMS.values():
        assert number
        assert (zh[-1], en[-1]) == ("。", ".")


def test_a_shape_that_begins_with_a_wall_where_passes_start_is_roughed() -> None:
    made = run_lathe(
        "T0202\nG97 S800 M03\nG00 X54. Z5.\nG71 U1.5 R0.5\nG71 P70 Q71 U-1. F0.3\n"
        "N70 G00 X4.\nG01 U4.\nU7. W-8.\nN71 U1.\nM30"
    )
    assert made.alarm is None
    assert made.ended
