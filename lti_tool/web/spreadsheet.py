"""A table as a file that a spreadsheet opens as it is meant."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet compute a cell; see OWASP's page "CSV Injection"."""


def csv_file(rows: Iterable[Sequence[str | float]]) -> bytes:
    """The rows as CSV in UTF-8, with the mark by which Excel knows the encoding.

    A text that a spreadsheet would compute, such as a learner called ``=1+1``, gets an apostrophe
    before it, which makes it a text; numbers stay numbers.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _safe(cell: str | float) -> str | float:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
