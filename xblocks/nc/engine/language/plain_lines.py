"""Lines of plain words read many at a time: what makes up nearly all of a CAM system's program.

A plain line has only the words of `LETTERS`, each at most once, with numbers of at most eight
digits; blanks, lower case and comments mean nothing, as everywhere. `words.read_line` is the
definition: for every other line this module only says that it is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.language.words import MAX_DIGITS, MAX_LINE_CHARACTERS

LETTERS = "NGXYZIJRKF"
"""The addresses of plain lines. N and G are whole numbers, F takes no sign."""

_MAX_MOTION_CODE = 3
_CHUNK_CHARACTERS = 1 << 19

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_END, _POINT, _LAST_MARK = ord("\n"), ord("."), ord("9")
_UPPER = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz\0", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ?")
_NUMBERS_ONLY = bytes(at if chr(at) in "0123456789.-" else ord(" ") for at in range(256))
_OTHER, _NUMBER, _MINUS, _LINE_END, _UNSIGNED, _SIGNED, _COMMENT = range(7)
_COMMENTS = re.compile(rb"\([^()\n]*\)|;[^\n]*")
"""A line with a bracket inside a comment is left for `words.read_line`, or else a line of brackets
would be searched to its end for each of them."""
_GONE = b"\0"
"""Stands where a comment was, as the words on its two sides do not touch."""

_LETTER_BIT = np.zeros(256, np.uint16)
_LETTER_BIT[[ord(letter) for letter in LETTERS]] = 1 << np.arange(len(LETTERS))
_COUNT_BITS = np.array([bits.bit_count() for bits in range(1 << len(LETTERS))], np.uint8)


def _kinds() -> bytes:
    kinds = bytearray(256)
    for characters, kind in (
        ("0123456789.", _NUMBER),
        ("-", _MINUS),
        ("\n", _LINE_END),
        ("NGF", _UNSIGNED),
        ("XYZIJKR", _SIGNED),
        ("\0", _COMMENT),
    ):
        for character in characters:
            kinds[ord(character)] = kind
    return bytes(kinds)


def _wrong_pairs() -> bytes:
    """1 for each pair (8 times the kind before, plus the kind) that no plain line has."""
    wrong = bytearray(256)
    for before in range(7):
        wrong[8 * before + _OTHER] = 1
        wrong[8 * before + _MINUS] = before != _SIGNED
        wrong[8 * before + _NUMBER] = before in (_LINE_END, _COMMENT)
    return bytes(wrong)


_KINDS, _WRONG_PAIRS = _kinds(), _wrong_pairs()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of a text: where they start and end in it, whether something other than blanks
    stands on them, whether they have plain words (and comments) alone, whether they have something
    else, and the words of the plain ones.

    `columns` holds for each letter that occurs the numbers by line, NaN where a line has none;
    `points` the bits (in the order of `LETTERS`) of the words with a decimal point.
    """

    first_line: int
    starts: Ints
    ends: Ints
    written: Flags
    plain: Flags
    other: Flags
    columns: Mapping[str, Floats]
    points: npt.NDArray[np.uint16]


def read_chunks(source: str) -> Iterator[Chunk]:
    """The lines of `source` in their order, which end with line feeds only."""
    at, line = 0, 1
    while at < len(source):
        end = _whole_lines(source, at)
        is_line = end - at > _CHUNK_CHARACTERS
        chunk = _left_alone(source, at, end, line) if is_line else _read(source[at:end], at, line)
        yield chunk
        at, line = end, line + len(chunk.starts)


def _whole_lines(source: str, at: int) -> int:
    """Where a chunk that starts at `at` ends: behind its last line feed, or where its only line
    ends."""
    end = at + _CHUNK_CHARACTERS
    if end >= len(source):
        return len(source)
    last = source.rfind("\n", at, end)
    if last < 0:
        last = source.find("\n", end)
    return last + 1 if last >= 0 else len(source)


def _left_alone(source: str, at: int, end: int, line: int) -> Chunk:
    """A line too long to be plain."""
    end -= source.endswith("\n", at, end)
    yes, no = np.ones(1, np.bool_), np.zeros(1, np.bool_)
    return Chunk(line, np.array([at]), np.array([end]), yes, no, yes, {}, np.zeros(1, np.uint16))


def _read(text: str, at: int, first_line: int) -> Chunk:
    # One byte a character, so that places in the bytes are places in the text.
    raw = text.encode("latin-1", "replace")
    raw += b"" if raw.endswith(b"\n") else b"\n"
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == _END)
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1] + 1
    compact = raw.translate(_UPPER, b" \t")
    if b"(" in compact or b";" in compact:
        compact = _COMMENTS.sub(_GONE, compact)
    lengths = _lengths(compact)
    other = _strange_lines(compact, lengths) | (ends - starts > MAX_LINE_CHARACTERS)
    compact = _without(compact, lengths, other)
    words = _words(compact)
    misformed = _misformed_lines(words)
    if misformed.any():
        compact = _without(compact, _lengths(compact), misformed)
        words = _words(compact)
    numbers = _numbers(compact) if len(words.letter) else np.empty(0)
    other |= misformed
    other[words.line[(words.letter == ord("G")) & (numbers > _MAX_MOTION_CODE)]] = True
    plain = (words.count > 0) & ~other
    columns, points = _columns(words, numbers, plain)
    return Chunk(first_line, starts + at, ends + at, lengths > 0, plain, other, columns, points)


# -- characters ------------------------------------------------------------------------------------


def _lengths(compact: bytes) -> Ints:
    """How many characters each line has."""
    ends = np.flatnonzero(np.frombuffer(compact, np.uint8) == _END)
    return np.diff(ends, prepend=-1) - 1


def _strange_lines(compact: bytes, lengths: Ints) -> Flags:
    """The lines with a character that plain words don't have, or not there."""
    kinds = np.frombuffer(b"\n" + compact, np.uint8)
    kinds = np.frombuffer(kinds.tobytes().translate(_KINDS), np.uint8)
    pairs = kinds[:-1] * np.uint8(8) + kinds[1:]
    wrong = np.flatnonzero(np.frombuffer(pairs.tobytes().translate(_WRONG_PAIRS), np.uint8))
    strange = np.zeros(len(lengths), np.bool_)
    strange[np.searchsorted(np.cumsum(lengths + 1), wrong, side="right")] = True
    return strange


def _without(compact: bytes, lengths: Ints, lines: Flags) -> bytes:
    """The text with nothing on these lines."""
    if not lines.any():
        return compact
    characters = np.frombuffer(compact, np.uint8)
    left: bytes = characters[~np.repeat(lines, lengths + 1) | (characters == _END)].tobytes()
    return left


def _numbers(compact: bytes) -> Floats:
    """The numbers of a text that has some, each to the last bit what `float` makes of it."""
    return np.fromstring(compact.translate(_NUMBERS_ONLY), sep=" ")


# -- words -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text: of each its letter, its line, its number of digits, whether it has one
    decimal point; and of each line how many words it has, and whether a number has several
    points."""

    letter: npt.NDArray[np.uint8]
    line: Ints
    digits: Ints
    has_point: Flags
    count: Ints
    points_twice: Flags


def _words(compact: bytes) -> _Words:
    """The words of lines where every number and sign follows a letter."""
    marks = np.frombuffer(compact.translate(None, b"-0123456789\0"), np.uint8)
    at = np.flatnonzero(marks > _LAST_MARK)
    ends = np.flatnonzero(marks == _END)
    count = np.diff(np.searchsorted(at, ends), prepend=0)
    twice = np.zeros(len(ends), np.bool_)
    both = np.flatnonzero((marks[:-1] == _POINT) & (marks[1:] == _POINT))
    twice[np.searchsorted(ends, both)] = True
    digits = np.frombuffer(compact.translate(None, b"-.\n\0"), np.uint8)
    begins = np.flatnonzero(digits > _LAST_MARK)
    return _Words(
        letter=marks[at],
        line=np.repeat(np.arange(len(ends)), count),
        digits=np.diff(begins, append=len(digits)) - 1,
        has_point=marks[at + 1] == _POINT,
        count=count,
        points_twice=twice,
    )


def _misformed_lines(words: _Words) -> Flags:
    """The lines with a number of no or too many digits or several points, a point in a whole
    number, or a letter twice."""
    misformed = words.points_twice.copy()
    whole = (words.letter == ord("N")) | (words.letter == ord("G"))
    wrong = (words.digits < 1) | (words.digits > MAX_DIGITS) | (whole & words.has_point)
    misformed[words.line[wrong]] = True
    filled = np.flatnonzero(words.count)
    if len(filled):
        first = (np.cumsum(words.count) - words.count)[filled]
        letters = np.bitwise_or.reduceat(_LETTER_BIT[words.letter], first)
        misformed[filled] |= _COUNT_BITS[letters] != words.count[filled]
    return misformed


def _columns(
    words: _Words, numbers: Floats, plain: Flags
) -> tuple[dict[str, Floats], npt.NDArray[np.uint16]]:
    """The words of plain lines sorted by letter, and which of them have a point."""
    columns: dict[str, Floats] = {}
    points = np.zeros(len(plain), np.uint16)
    kept = plain[words.line]
    for letter in LETTERS:
        code = ord(letter)
        at = np.flatnonzero((words.letter == code) & kept)
        if len(at):
            lines = words.line[at]
            columns[letter] = np.full(len(plain), np.nan)
            columns[letter][lines] = numbers[at]
            points[lines] |= words.has_point[at] * _LETTER_BIT[code]
    return columns, points
