"""Large programs read in bulk, beside the careful reading of each line."""

from __future__ import annotations

import math
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xblocks.nc.engine.odd_programs import PROGRAMS, plain_lines
from xblocks.nc.engine.language import bulk_reading
from xblocks.nc.engine.language import plain_lines as plain_lines_module
from xblocks.nc.engine.language.dialect import DIALECTS, FANUC_MILL, check_words
from xblocks.nc.engine.language.plain_lines import LETTERS
from xblocks.nc.engine.language.program import Program, read_program

NEVER = sys.maxsize


def in_bulk(source: str) -> Program:
    return read_program(source, bulk_from=0)


def with_care(source: str) -> Program:
    return read_program(source, bulk_from=NEVER)


@given(PROGRAMS)
def test_a_program_read_in_bulk_is_the_program_read_line_by_line(source: str) -> None:
    bulk, careful = in_bulk(source), with_care(source)
    assert tuple(bulk.blocks) == careful.blocks
    assert dict(bulk.sequences) == careful.sequences
    plain = replace(bulk, blocks=careful.blocks, sequences=careful.sequences, plain=None)
    assert plain == careful


@given(PROGRAMS)
def test_every_dialect_finds_the_same_words_unreadable(source: str) -> None:
    bulk, careful = in_bulk(source), with_care(source)
    for dialect in DIALECTS.values():
        assert check_words(bulk, dialect) == check_words(careful, dialect)


def test_a_dialect_that_does_not_know_a_plain_address_says_so_at_each_place() -> None:
    addresses = {
        letter: address for letter, address in FANUC_MILL.addresses.items() if letter != "Y"
    }
    dialect = replace(FANUC_MILL, addresses=addresses)
    found = check_words(in_bulk("G1 X1. F100\nX2. Y3.\nX4.\nY5.\n"), dialect)
    assert [(wrong.id, wrong.place.line, wrong.place.column) for wrong in found] == [
        ("PS0009", 2, 5),
        ("PS0009", 4, 1),
    ]


@given(st.lists(plain_lines(), min_size=1, max_size=30))
def test_the_columns_hold_the_numbers_of_the_words_to_the_last_bit(lines: list[str]) -> None:
    source = "\n".join(lines)
    plain = in_bulk(source).plain
    assert plain is not None
    for at, block in enumerate(with_care(source).blocks):
        if at in plain.others:
            continue
        words = {word.letter: word for word in block.words}
        for letter in LETTERS:
            number = float(plain.column(letter, at, at + 1)[0])
            word = words.get(letter)
            assert math.isnan(number) if word is None else repr(number) == repr(word.number)
            assert bool(plain.has_point(letter, at, at + 1)[0]) == bool(word and word.has_point)


def test_plain_lines_are_not_left_to_the_careful_reading() -> None:
    plain = in_bulk("N10 G01 X-1.5 Y.25\n\nx 1 0 z-.5f300.\n(G4)\nG0(;)X1.;G4\n  Y5.\n").plain
    assert plain is not None
    assert len(plain.lines) == 4
    assert not len(plain.others)


def test_a_text_of_many_chunks_is_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"X{index}.{index % 7}" if index % 5 else f"M8 X{index}" for index in range(200)]
    source = "\n".join(["%", "O1", *lines, "N7 G1", "M30", "%", "X99"])
    whole = in_bulk(source)
    monkeypatch.setattr(plain_lines_module, "_CHUNK_CHARACTERS", 16)
    assert tuple(in_bulk(source).blocks) == tuple(whole.blocks) == with_care(source).blocks
    assert in_bulk(source).last_line == whole.last_line == 205


def test_blocks_are_read_again_beyond_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "".join(f"M8 X{index}.\n" for index in range(50))
    monkeypatch.setattr(bulk_reading, "_KEPT_CHARACTERS", 100)
    assert tuple(in_bulk(source).blocks) == with_care(source).blocks
    assert in_bulk(source).blocks[-1].line == 50
    assert [block.line for block in in_bulk(source).blocks[3:9:2]] == [4, 6, 8]


def test_the_first_sequence_number_onward_is_found_in_the_middle_of_plain_lines() -> None:
    program = in_bulk("N1 X1.\nN2 X2.\nN1 X3.\nN2 M8\nX5.")
    assert [program.find_sequence(2, program.main, after) for after in (0, 2, 4)] == [1, 3, 1]
    assert program.find_sequence(3, program.main, 0) is None


@pytest.mark.parametrize(
    ("limit", "source", "line"),
    [
        ("MAX_BLOCKS", "X1.\n" * 40, 40),
        ("MAX_CAREFUL_BLOCKS", "X1.\nM8\n" * 40, 22),
        ("MAX_CAREFUL_CHARACTERS", "X1.\nM8\n" * 40, 12),
        ("MAX_ALARMS", "X1.\n?\n" * 40, 20),
    ],
)
def test_reading_stops_with_a_sentence_at_each_of_its_bounds(
    limit: str, source: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_reading, limit, 10)
    program = in_bulk(source)
    last = program.alarms[-1]
    assert (last.id, last.place.line, program.last_line) == ("TOOBIG", line, line)
    assert all(last.message.values())
    assert len(program.blocks) <= line


def test_a_line_is_too_long_whatever_it_has_besides_plain_words() -> None:
    for filling in (" " * 5000, f"({'x' * 5000})", "X1." * 2000):
        source = f"G1 X1.{filling}\nX2."
        assert in_bulk(source).alarms == with_care(source).alarms != ()


def test_a_line_without_end_is_one_alarm() -> None:
    (wrong,) = in_bulk("G1 X1.\n" + "G1X1Y1" * 100_000).alarms
    assert (wrong.id, wrong.place.line, wrong.place.column) == ("TOOBIG", 2, 4001)


def test_a_line_of_open_brackets_is_searched_once_not_once_for_each() -> None:
    # Quadratic reading took a minute here.
    program = read_program("G01 X1\n" + "(" * 200_000, bulk_from=0)
    assert [alarm.id for alarm in program.alarms] == ["TOOBIG"]


def test_a_comment_with_a_bracket_in_it_is_read_as_it_is_line_by_line() -> None:
    source = "G01 X1 (A (B)\nX2 (C) Y3\nX4 (D"
    bulk, careful = (read_program(source, bulk_from=at) for at in (0, len(source) + 1))
    assert (tuple(bulk.blocks), bulk.alarms) == (careful.blocks, careful.alarms)
