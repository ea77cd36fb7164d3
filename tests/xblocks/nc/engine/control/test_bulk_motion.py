"""Plain blocks executed in bulk, beside the same blocks executed one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.odd_programs import PROGRAMS
from xblocks.nc.engine.bounds import AMPLE, Bounds
from xblocks.nc.engine.control import flow
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.language.dialect import DIALECTS, FANUC_MILL, Dialect, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.machine import Machine, example_machine
from xblocks.nc.engine.move_columns import MoveColumns
from xblocks.nc.tracing import trace

MACHINE = replace(
    example_machine(),
    low_mm=(-400.0, -300.1, -200.0),
    high_mm=(400.0, 300.0, 200.0),
    max_feed_mm_per_min=4000.0,
    rapid_mm_per_min=11_000.0,
    work_offsets_mm={"G54": (-0.1, 20.3, -7.0), "G55": (100.0 / 3, 0.0, 0.0)},
    tools=tuple(
        replace(tool, length_mm=10.0 + tool.number / 7) for tool in example_machine().tools[:3]
    ),
)

WIDE = replace(MACHINE, low_mm=(-2e4,) * 3, high_mm=(2e4,) * 3, arc_tolerance_mm=5.0)


@pytest.fixture(autouse=True, scope="module")
def even_few_blocks_in_bulk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "FEWEST_IN_BULK", 1)
        patch.setattr(flow, "MOST_IN_BULK", 8)
        yield


def both(
    source: str, machine: Machine, dialect: Dialect, bounds: Bounds = AMPLE
) -> tuple[Run, Run] | None:
    """The run in bulk and the run with care, of a program that can be read."""
    bulk = read_program(source, bulk_from=0)
    if check_words(bulk, dialect):
        return None
    careful = read_program(source, bulk_from=sys.maxsize)
    return run(bulk, machine, dialect, bounds), run(careful, machine, dialect, bounds)


@given(PROGRAMS, st.booleans(), st.sampled_from(sorted(DIALECTS)))
def test_a_run_in_bulk_is_the_careful_run_to_the_last_bit(
    source: str, calculator: bool, dialect: str
) -> None:
    runs = both(source, replace(MACHINE, calculator_decimal=calculator), DIALECTS[dialect])
    if runs is not None:
        bulk, careful = runs
        assert repr(tuple(bulk.moves)) == repr(careful.moves)
        assert replace(bulk, moves=careful.moves) == careful
        for work in (False, True):
            assert "".join(trace(bulk.moves, work=work)) == "".join(trace(careful.moves, work=work))


OTHERS = """M8|M9|S900 M3|G91 X1.|G90|G18|G17|G43 H2|G49|G55|G54|G4 P1|T2 M6|G68 X0 Y0 R9.|G69|G20
G21|F9999|G52 X1.|G52 X0|G81 Z-3. R1.|G80|G41 D1|G40 X5.|#1=1|G94""".replace("\n", "|").split("|")


def long_program(chance: Random) -> str:
    """Some hundred blocks that nearly all can be executed, with much that ends a stretch of plain
    ones among them."""
    lines = ["G90 G1 F300"]
    for _ in range(300):
        x, y, z = (round(chance.uniform(-50, 50), chance.choice((1, 3, 4))) for _ in range(3))
        i, j = (round(chance.uniform(-9, 9), 3) for _ in range(2))
        motion = chance.choice(("", "", "G0 ", "G1 ", "N7"))
        figures = [f"{motion}X{x} Y{y} Z{z}", f"{motion}Z{z} F{abs(x) + 1:.2f}", f"{motion}Y{y}"]
        figures += [f"G2 X{x} Y{y} R{abs(x) + 120:.3f}\nG1", f"G3 I{i} J{j} Z{z}\nI{i}\nG01"]
        lines += chance.choice(
            [figures, figures, figures, figures, figures, figures, [chance.choice(OTHERS)]]
        )
    return "\n".join([*lines, "M30"])


@pytest.mark.parametrize("seed", range(30))
def test_long_runs_of_lines_and_arcs_are_the_same_to_the_last_bit(seed: int) -> None:
    runs = both(long_program(Random(seed)), WIDE, FANUC_MILL)  # noqa: S311 - repeatable programs
    assert runs is not None
    bulk, careful = runs
    assert repr(tuple(bulk.moves)) == repr(careful.moves)
    assert replace(bulk, moves=careful.moves) == careful
    assert "".join(trace(bulk.moves, work=True)) == "".join(trace(careful.moves, work=True))


PLAIN = "G0 X1. Y2.\nZ3.\nG1 Z-1. F200\n" + "".join(f"X{n}. Y-{n}.5\n" for n in range(30))


def columns_of(made: Run) -> list[int]:
    """How many moves each part in columns has."""
    return [len(part) for part in made.moves.parts if isinstance(part, MoveColumns)]  # type: ignore[attr-defined]  # the runs here have parts


def test_plain_blocks_are_not_left_to_the_careful_path() -> None:
    made = run(read_program(PLAIN + "M30", bulk_from=0), MACHINE, FANUC_MILL)
    assert sum(columns_of(made)) == len(made.moves) == 33


@pytest.mark.parametrize(
    ("block", "stopped"),
    [
        ("X999.", "OT0500"),
        ("G2 X5.", "PS0022"),
        ("I5.", "PS0009"),
        ("F9999.", None),
        ("G91 X1.\nG90", None),
        ("F0\nX1.", "PS0011"),
    ],
)
def test_a_block_with_an_alarm_or_a_finding_in_the_middle_is_executed_with_care(
    block: str, stopped: str | None
) -> None:
    runs = both(f"{PLAIN}{block}\n{PLAIN}M30", MACHINE, FANUC_MILL)
    assert runs is not None
    bulk, careful = runs
    assert tuple(bulk.moves) == careful.moves
    assert replace(bulk, moves=careful.moves) == careful
    assert (bulk.alarm.id if bulk.alarm else None) == stopped
    assert sum(columns_of(bulk)) >= 30


def test_a_jump_into_the_middle_of_plain_blocks_goes_on_in_bulk() -> None:
    source = "#1=0\nN5 #1=#1+1\nG1 F100\n" + PLAIN.replace("X7.", "N40 X7.", 1) + "#1=#1+1\n"
    runs = both(source + "IF[#1 LT 4]GOTO 40\nM30", MACHINE, FANUC_MILL)
    assert runs is not None
    assert tuple(runs[0].moves) == runs[1].moves


def test_a_program_that_goes_round_and_round_is_stopped_at_the_same_block() -> None:
    low = Bounds(steps=300, moves=200)
    for source in (f"N1\n{PLAIN}GOTO 1\n", f"N1\n{PLAIN}X1.\nG4 P1\nX2.\nM99\n"):
        runs = both(source, MACHINE, FANUC_MILL, low)
        assert runs is not None
        bulk, careful = runs
        assert bulk.alarm == careful.alarm is not None
        assert tuple(bulk.moves) == careful.moves


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("S900 M3 G95 F0.1\nX1.\nX2.\n" + "X1.\nX2.\n" * 60, 21),
        ("G81 Z-5. R1. F100\nX1.\n" * 60, 8),
    ],
)
def test_only_so_many_blocks_and_moves_are_executed_with_care(
    source: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "MAX_CAREFUL", 20)
    alarm = run(read_program(PLAIN + source, bulk_from=0), MACHINE, FANUC_MILL).alarm
    assert alarm is not None
    assert (alarm.id, alarm.place.line - PLAIN.count("\n")) == ("TOOBIG", line)


def test_moves_in_columns_are_a_sequence_like_any_other() -> None:
    runs = both(PLAIN + "G4 P5\n" + PLAIN + "M30", MACHINE, FANUC_MILL)
    assert runs is not None
    bulk, careful = runs[0].moves, runs[1].moves
    assert bulk == careful
    assert len(bulk) == len(careful)
    assert bulk[0] == careful[0]
    assert bulk[-1] == careful[-1]
    assert [bulk[at] for at in range(len(bulk))] == list(careful)
    for cut in (slice(3), slice(20, 50), slice(-5, None), slice(None, None, 7), slice(60, 10, -3)):
        assert bulk[cut] == careful[cut]
    with pytest.raises(IndexError):
        bulk[len(bulk)]
