"""From a line of text to words: a letter and a number each, with their columns.

In place of the number an expression may stand (``X#1``, ``Z-[#2+1]``), and in place of the words
a macro statement. Blanks inside a word, lower case and leading or trailing zeros mean nothing to
the control; comments are `( )` on one line, or from `;` to its end. The end of a block may be
spelled ``EOB``, as the screen shows it, and a text may begin with a name such as ``<PART>``.
Whatever else is no word is an alarm, never skipped: one for each run of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import Alarm, Place, Rejected, alarm
from xblocks.nc.engine.language.expressions import Expression, Scanner, read_value
from xblocks.nc.engine.language.statements import (
    STARTS,
    Statement,
    read_statement,
    without_comments,
)

MAX_DIGITS = 8

MAX_LINE_CHARACTERS = 4000
"""Longer than any block whose addresses all stand once, and its comments."""

_WORD = re.compile(r"(,[ \t]*[ACRacr]|[A-Za-z]|:)[ \t]*([+-]?(?:[ \t]*[0-9.])*)")
_VARIABLE_WORD = re.compile(r"(,[ \t]*[ACRacr]|[A-Za-z])[ \t]*+(?=[+-]?[ \t]*[#\[])")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_USUAL_WORD = re.compile(
    r"([A-Z])([+-]?(?=[0-9.]{1,8}(?![0-9.]))(?:[0-9]+\.?[0-9]*|\.[0-9]+))[ \t]*(?![ \t0-9.#\[])"
)
_SKIP = re.compile(r"/([1-9]?)")
_BLOCK_END = re.compile(r"EOB[ \t]*$", re.IGNORECASE)
_FILE_NAME = re.compile(r"[ \t\0\ufeff]*<[^<>]*>")
_IGNORED = "\0\ufeff"
"""Characters besides blanks that a tape or a text file may begin with or be filled up by."""

_LETTERS = re.compile(r"[A-Za-z]+")
_TYPED_O = re.compile(r"[A-Z]?O+")
_HALF_WIDTH = {"。": ".", "、": ","}
"""What a Chinese input method types besides full-width forms."""


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
    """The words of `source`, which is line number `line` of its program. Of a line of more than
    `MAX_LINE_CHARACTERS` no word is read."""
    if len(source) <= MAX_LINE_CHARACTERS:
        return _read_words(source, line)
    place = Place(line, MAX_LINE_CHARACTERS + 1, len(source) + 1)
    return Line((), (alarm("line-too-long", place, limit=MAX_LINE_CHARACTERS),))


def _read_words(source: str, line: int) -> Line:
    words: list[Word] = []
    alarms: list[Alarm] = []
    name = _FILE_NAME.match(source) if "<" in source else None
    skip, at = 0, name.end() if name else 0
    while (at := _read_usual_words(source, line, at, words)) < len(source):
        character = source[at]
        if character.isspace() or character in _IGNORED:
            at += 1
        elif character == ";" or (character in "Ee" and _BLOCK_END.match(source, at)):
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
        elif (match := _WORD.match(source, at)) and (match[2] or character in ",:"):
            end = at + len(match[0].rstrip())
            read = _read_word(match, Place(line, at + 1, end + 1))
            (alarms if isinstance(read, Alarm) else words).append(read)  # type: ignore[arg-type]
            at = match.end()
        else:
            wrong, at = _no_word(source, line, at)
            alarms.append(wrong)
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
    scanner = Scanner(without_comments(source), line, match.end())
    begin = match.start()
    try:
        expression = read_value(scanner)
    except Rejected as rejected:
        return rejected.alarm, len(source)
    place = Place(line, begin + 1, scanner.at + 1)
    letter = re.sub(r"\s", "", match[1]).upper()
    digits = re.sub(r"\s", "", source[match.end() : scanner.at]).upper()
    return Word(letter, 0.0, digits, has_point=True, place=place, expression=expression), scanner.at


def _read_usual_words(source: str, line: int, at: int, words: list[Word]) -> int:
    """Add the words from `at` on that are in capitals, without blanks and of at most eight
    characters behind the letter, as nearly all are; return where they end."""
    while match := _USUAL_WORD.match(source, at):
        letter, digits = match.groups()
        place = Place(line, match.start() + 1, match.end(2) + 1)
        words.append(Word(letter, float(digits), digits, "." in digits, place))
        at = match.end()
    return at


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


def _no_word(source: str, line: int, at: int) -> tuple[Alarm, int]:
    """The alarm for letters without a number, or for other characters, and where they end."""
    letters = _LETTERS.match(source, at)
    if letters is None:
        return _unreadable(source, line, at)
    end, beside = letters.end(), source[letters.end() : letters.end() + 1]
    if _half_width(beside).isdigit() and end == at + 1:
        return _full_width(source, line, end)
    if end > at + 1 and (_half_width(beside).isdigit() or (beside and beside in "0123456789+-.#[")):
        end -= 1
    if beside == "<" and ">" in source[end:]:
        end = source.index(">", end) + 1
        return alarm("named-program", Place(line, at + 1, end + 1), word=source[at:end]), end
    place, read = Place(line, at + 1, end + 1), source[at:end].upper()
    if _TYPED_O.fullmatch(read):
        return alarm("letter-o", place, word=read), end
    return alarm("no-number" if len(read) == 1 else "no-words", place, letter=read), end


def _unreadable(source: str, line: int, at: int) -> tuple[Alarm, int]:
    if _half_width(source[at]):
        return _full_width(source, line, at)
    end = at + 1
    while end < len(source) and not (source[end].isspace() or _may_begin(source[end])):
        end += 1
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in source[at:end])
    return alarm("unreadable", Place(line, at + 1, end + 1), word=shown), end


def _full_width(source: str, line: int, at: int) -> tuple[Alarm, int]:
    """The alarm for full-width characters; a comment in full-width brackets is one of them."""
    end = at
    while end < len(source) and _half_width(source[end]) not in ("", "(", ")"):
        end += 1
        while end < len(source) and source[end] in "0123456789.":
            end += 1
    word, half = source[at:end], "".join(_half_width(one) or one for one in source[at:end])
    if end == at:
        closed = source.find("）", at)
        is_comment = source[at] == "（" and closed > 0
        end = closed + 1 if is_comment else at + 1
        word, half = ("（）", "( )") if is_comment else (source[at], _half_width(source[at]))
    return alarm("full-width", Place(line, at + 1, end + 1), word=word, half=half), end


def _half_width(character: str) -> str:
    """What should have been typed for a full-width character; empty if it is none."""
    if character.isascii():
        return ""
    half = _HALF_WIDTH.get(character) or unicodedata.normalize("NFKC", character)
    return half if len(half) == 1 and half.isascii() and half.isprintable() else ""


def _may_begin(character: str) -> bool:
    """Whether what stands here may be read, or deserves an alarm of its own."""
    return bool(_half_width(character)) or (
        character.isascii() and (character.isalpha() or character in "(;%/#,:")
    )
