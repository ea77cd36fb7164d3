"""What Excel reads is what was written, and nothing of it is computed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lti_tool.web.spreadsheet import FORMULA_STARTS, csv_file

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read_back(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_the_file_begins_with_the_mark_by_which_excel_knows_utf_8() -> None:
    made = csv_file([("王芳", 87.5)])
    assert made == b"\xef\xbb\xbf" + "王芳,87.5\r\n".encode()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("x")'])
def test_a_name_that_a_spreadsheet_would_compute_is_made_a_text(name: str) -> None:
    assert read_back(csv_file([(name, 1.0)])) == [["'" + name, "1.0"]]


def test_a_negative_number_stays_a_number() -> None:
    assert read_back(csv_file([(-1.5, -2)])) == [["-1.5", "-2"]]


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=4))
def test_any_text_comes_back_as_it_was_but_for_the_apostrophe(rows: list[list[str]]) -> None:
    back = read_back(csv_file(rows))
    assert not any(cell.startswith(FORMULA_STARTS) for row in back for cell in row)
    kept = [
        [cell.removeprefix("'") if was != cell else cell for was, cell in zip(*pair, strict=True)]
        for pair in zip(rows, back, strict=True)
    ]
    assert kept == rows
