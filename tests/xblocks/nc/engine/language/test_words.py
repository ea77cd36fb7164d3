"""Words: what the control reads in a line, and where."""

from __future__ import annotations

import re
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xblocks.nc.engine.language import words
from xblocks.nc.engine.language.dialect import FANUC_MILL, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.language.words import read_line


def texts(source: str) -> list[str]:
    return [word.text for word in read_line(source, 1).words]


def test_blanks_lower_case_and_comments_mean_nothing() -> None:
    assert texts("g 1 x - 1 0 . 5(to the left)y.5 ; and down z-9") == ["G1", "X-10.5", "Y.5"]


def test_a_word_knows_its_columns_without_trailing_blanks() -> None:
    x = read_line("G01  X 10.  Y5", 7).words[1]
    assert (x.place.line, x.place.column, x.place.end_column) == (7, 6, 11)
    assert (x.number, x.has_point) == (10.0, True)


def test_a_block_skip_has_a_number_of_its_own() -> None:
    assert read_line("/G00", 1).skip == 1
    assert read_line("N10 /3 G00", 1).skip == 3
    assert read_line("G00", 1).skip == 0


@pytest.mark.parametrize("name", ["G1", "G01", "g 0 0 1", "G+1"])
def test_a_code_is_known_whatever_its_zeros(name: str) -> None:
    (word,) = read_line(name, 1).words
    code = FANUC_MILL.code(word)
    assert code is not None
    assert code.name == "G01"


def test_every_unreadable_place_of_a_text_is_told_in_its_order() -> None:
    program = read_program("G00 X1 @\nG01 X\nG99.9 W5\n")
    alarms = check_words(program, FANUC_MILL)
    assert [(alarm.id, alarm.place.line, alarm.place.column) for alarm in alarms] == [
        ("PS0009", 1, 8),
        ("PS0005", 2, 5),
        ("PS0010", 3, 1),
        ("PS0009", 3, 7),
    ]


def test_a_control_character_is_shown_by_its_number() -> None:
    (alarm,) = read_line("G00\x07", 1).alarms
    assert "U+0007" in alarm.message["en"]


@pytest.mark.parametrize(
    ("source", "column", "end_column", "said"),
    [
        ("G00 X１０ Y2", 6, 8, "“10”"),
        ("Ｇ００ X10", 1, 4, "“G00”"),
        ("Ｘ10.5", 1, 6, "“X10.5”"),
        ("G00（快移）X1", 4, 8, "“( )”"),
        ("X10。", 4, 5, "“.”"),
        ("）", 1, 2, "“)”"),
        ("GO X10", 1, 3, "“GO”"),
        ("X1OO", 3, 5, "“OO”"),
        ("START X10", 1, 6, "“START”"),
        ("快速 X10", 1, 3, "“快速”"),
        ("G", 1, 2, "G10"),
        ("o<pocket> ", 1, 10, "“o<pocket>”"),
        ("GX10", 1, 2, "G10"),
        ("X1, Y2", 3, 4, "“,”"),
    ],
)
def test_a_run_of_what_is_no_word_is_one_alarm_that_shows_it(
    source: str, column: int, end_column: int, said: str
) -> None:
    (alarm,) = read_line(source, 1).alarms
    assert (alarm.place.column, alarm.place.end_column) == (column, end_column)
    assert all(said in alarm.message[language] for language in ("zh-Hans", "en"))


def test_what_fills_up_a_tape_or_names_a_file_means_nothing() -> None:
    assert texts("\ufeff\0\0G00 X1 EOB") == ["G00", "X1"]
    assert texts("<PART-1>(outside) G00 X1 eob ") == ["G00", "X1"]
    assert read_line("G00 <PART-1>", 1).alarms[0].id == "PS0009"


@pytest.mark.parametrize("lead", ["%\n", "%\n%\n", "(A)\n%\n", "\n\n  %\r\n", "<P>\n"])
def test_a_text_begins_behind_its_first_marks_and_ends_at_the_one_behind_a_block(lead: str) -> None:
    program = read_program(lead + "O1\rG00 X1\r\nM30\n%\nG99 ???")
    assert [len(block.words) for block in program.blocks] == [1, 2, 1]
    assert program.alarms == ()


@given(st.text(max_size=60))
def test_any_text_is_read_into_words_and_alarms_within_its_lines(source: str) -> None:
    program = read_program(source)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [word.place for block in program.blocks for word in block.words]
    found += [alarm.place for alarm in check_words(program, FANUC_MILL)]
    for place in found:
        assert 1 <= place.column < place.end_column <= len(lines[place.line - 1]) + 1


@given(st.text("GXNODC#[]0158.+-, ;(/%eW\t", max_size=30))
def test_usual_words_are_read_as_any_other(source: str) -> None:
    read = read_line(source, 7)
    with mock.patch.object(words, "_USUAL_WORD", re.compile("(?!)")):
        assert read_line(source, 7) == read
