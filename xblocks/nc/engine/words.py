"""From a line of text to words: a letter and a number each, with their columns.

In place of the number an expression may stand (``X#1``, ``Z-[#2+1]``), and in place of the words
a macro statement. Blanks inside a word, lower case and leading or trailing zeros mean nothing to
the control; comments are `( )` on one line, or from `;` to its end. Whatever is no word is an
alarm, never skipped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import Alarm, Place, Rejected, alarm
from xblocks.nc.engine.expressions import Expression, Scanner, read_value
from xblocks.nc.engine.statements import STARTS, Statement, read_statement

MAX_DIGITS = 8

_WORD = re.compile(r"(,[ \t]*[ACRacr]|[A-Za-z]|:)[ \t]*([+-]?(?:[ \t]*[0-9.])*)")
_VARIABLE_WORD = re.compile(r"(,[ \t]*[ACRacr]|[A-Za-z])[ \t]*(?=[+-]?[ \t]*[#\[])")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_SKIP = re.compile(r"/([1-9]?)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, such as ``X-10.5``: `letter` in upper case, `number` with its sign.

    `digits` is the number as written, without blanks; `has_point` tells ``10.`` from ``10``. A word
    with an `expression` has no number until it is evaluated.
    """

    letter: str
    number: float
    digits: str
    has_point: bool
    place: Place
    expression: Expression | None = None

    @property
    def text(self) -> str:
        """The word without blanks."""
        return self.letter + self.digits


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line, what could not be read in it, and its marks.

    `skip` is the number of a block skip (``/`` is 1), else 0; `tape_mark` is a ``%``. A line with a
    `statement`, which stands at `statement_place`, has no words but its sequence number.
    """

    words: tuple[Word, ...]
    alarms: tuple[Alarm, ...]
    skip: int = 0
    tape_mark: bool = False
    statement: Statement | None = None
    statement_place: Place | None = None


def read_line(source: str, line: int) -> Line:
    """The words of `source`, which is line number `line` of its program."""
    words: list[Word] = []
    alarms: list[Alarm] = []
    skip, at = 0, 0
    while at < len(source):
        character = source[at]
        if character.isspace() or character == "\ufeff":
            at += 1
        elif character == ";":
            break
        elif character == "%":
            return Line(tuple(words), tuple(alarms), skip, tape_mark=True)
        elif character == "(":
            end = source.find(")", at)
            if end < 0:
                alarms.append(alarm("open-comment", Place(line, at + 1, len(source) + 1)))
                break
            at = end + 1
        elif match := _SKIP.match(source, at):
            if len(words) > 1 or (words and words[0].letter != "N"):
                alarms.append(alarm("skip-inside", Place(line, at + 1, match.end() + 1)))
            skip, at = int(match[1] or 1), match.end()
        elif STARTS.match(source, at):
            return _read_statement(source, line, at, Line(tuple(words), tuple(alarms), skip))
        elif match := _VARIABLE_WORD.match(source, at):
            read, at = _read_variable_word(source, line, match)
            (alarms if isinstance(read, Alarm) else words).append(read)  # type: ignore[arg-type]
        elif match := _WORD.match(source, at):
            end = at + len(match[0].rstrip())
            read = _read_word(match, Place(line, at + 1, end + 1))
            (alarms if isinstance(read, Alarm) else words).append(read)  # type: ignore[arg-type]
            at = match.end()
        else:
            alarms.append(_unreadable(character, Place(line, at + 1, at + 2)))
            at += 1
    return Line(tuple(words), tuple(alarms), skip)


def _read_statement(source: str, line: int, at: int, before: Line) -> Line:
    """The statement that takes the rest of the line; only N and a skip may stand before it."""
    mixed = [word for word in before.words if word.letter != "N"]
    try:
        if mixed:
            wrong = alarm("macro-mixed", mixed[0].place, rest=mixed[0].text)
            return replace(before, alarms=(*before.alarms, wrong))
        statement, place = read_statement(source, line, at)
    except Rejected as rejected:
        return replace(before, alarms=(*before.alarms, rejected.alarm))
    return replace(before, statement=statement, statement_place=place)


def _read_variable_word(source: str, line: int, match: re.Match[str]) -> tuple[Word | Alarm, int]:
    scanner = Scanner(source, line, match.end())
    begin = match.start()
    try:
        expression = read_value(scanner)
    except Rejected as rejected:
        return rejected.alarm, len(source)
    place = Place(line, begin + 1, scanner.at + 1)
    letter = re.sub(r"\s", "", match[1]).upper()
    digits = re.sub(r"\s", "", source[match.end() : scanner.at]).upper()
    return Word(letter, 0.0, digits, has_point=True, place=place, expression=expression), scanner.at


def _read_word(match: re.Match[str], place: Place) -> Word | Alarm:
    letter = re.sub(r"\s", "", match[1]).upper().replace(":", "O")
    digits = re.sub(r"\s", "", match[2])
    if not digits:
        return alarm("no-number", place, letter=letter)
    if digits in ("+", "-"):
        return alarm("sign", place, word=letter + digits)
    if not _NUMBER.fullmatch(digits):
        return alarm("point", place, word=letter + digits)
    if len(re.sub(r"[+\-.]", "", digits).lstrip("0")) > MAX_DIGITS:
        return alarm("too-many-digits", place, word=letter + digits)
    return Word(letter, float(digits), digits, "." in digits, place)


def _unreadable(character: str, place: Place) -> Alarm:
    half = unicodedata.normalize("NFKC", character)
    if half != character and half.isascii() and half.isprintable():
        return alarm("full-width", place, word=character, half=half)
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return alarm("unreadable", place, word=shown)
