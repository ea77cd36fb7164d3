"""Custom macro statements: ``#1=…``, IF, GOTO, WHILE, DO, END, and output by DPRNT.

Keywords may be cut to their first two letters, as in ``WH [#1 LT 5] DO 1``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xblocks.nc.engine.alarms import Place, reject
from xblocks.nc.engine.language.expressions import (
    Expression,
    Scanner,
    read_index,
    read_sum,
    read_value,
)

STARTS = re.compile(
    r"#|(IF|WH(ILE)?|DO|EN(D)?|GO(TO)?(?=\s*[0-9#\[])|GOTO|POPEN|PCLOS|[BD]PRNT|SETVN)(?![A-Z])",
    re.IGNORECASE | re.ASCII,
)
"""What a macro statement begins with."""

MAX_LOOP = 3

_CASELESS = re.IGNORECASE | re.ASCII
_THEN = re.compile(r"TH(EN)?", _CASELESS)
_KEYWORD = re.compile(r"IF|WH(ILE)?|DO|EN(D)?|GO(TO)?|POPEN|PCLOS|[BD]PRNT|SETVN|#", _CASELESS)
_OUTPUT = re.compile(r"[BD]PRNT|SETVN", _CASELESS)
_NEXT = re.compile(r"#|GO(TO)?\s*[0-9#\[]", _CASELESS)
_DO = re.compile(r"DO", _CASELESS)
_DIGITS = re.compile(r"[0-9]+")
_COMMENT = re.compile(r"\(([^)]*)(\)?)|;.*")


@dataclass(frozen=True, slots=True)
class Assign:
    """``#index = value``; `comment` is what follows in brackets, the text of a #3000 alarm."""

    index: Expression
    value: Expression
    comment: str


@dataclass(frozen=True, slots=True)
class Goto:
    """Go to a sequence number, if a condition is given only where it holds."""

    target: Expression


@dataclass(frozen=True, slots=True)
class If:
    """``IF [condition] GOTO n`` or ``IF [condition] THEN statement``."""

    condition: Expression
    then: Assign | Goto


@dataclass(frozen=True, slots=True)
class Do:
    """``WHILE [condition] DO number``, or a bare ``DO number``."""

    condition: Expression | None
    number: int


@dataclass(frozen=True, slots=True)
class End:
    """``END number``."""

    number: int


@dataclass(frozen=True, slots=True)
class Output:
    """POPEN, DPRNT, BPRNT, PCLOS and SETVN: they write to a printer or name variables, and nothing
    of the part depends on them."""

    keyword: str


@dataclass(frozen=True, slots=True)
class Several:
    """Assignments one behind the other in a block, the last perhaps followed by a GOTO."""

    statements: tuple[Assign | Goto, ...]


Statement = Assign | Goto | If | Do | End | Output | Several


def read_statement(source: str, line: int, at: int) -> tuple[Statement, Place]:
    """The statement that begins at `at` and takes the rest of the line, and its place.

    Raises `Rejected` where the text is no statement.
    """
    comment = _COMMENT.search(source, at)
    scanner = Scanner(without_comments(source), line, at)
    statement = _several(scanner, (comment[1] or "").strip() if comment else "")
    place = scanner.place(at)
    if scanner.sees("%"):
        scanner.at += 1
    scanner.sees("")
    if scanner.at < len(scanner.source):
        rest = scanner.source[scanner.at]
        if rest == "(":
            raise reject("open-comment", Place(line, scanner.at + 1, len(source) + 1))
        raise reject("macro-mixed" if rest.isalpha() else "macro-end", scanner.here(), rest=rest)
    return statement, place


def _several(scanner: Scanner, comment: str) -> Statement:
    statement = _statement(scanner, comment)
    found: list[Assign | Goto] = []
    while isinstance(statement, Assign | Goto):
        found.append(statement)
        scanner.sees("")
        if isinstance(statement, Goto) or not _NEXT.match(scanner.source, scanner.at):
            return found[0] if len(found) == 1 else Several(tuple(found))
        statement = _statement(scanner, comment)
    return statement


def _statement(scanner: Scanner, comment: str) -> Statement:
    begin = scanner.at
    keyword = scanner.take(_KEYWORD)
    if keyword is None:
        raise reject("macro-format", scanner.here(), expected="#, GOTO")
    name = keyword[0].upper()
    if name == "#":
        return _assign(scanner, comment)
    if name.startswith("GO"):
        return Goto(read_value(scanner))
    if name == "IF":
        return _if(scanner, comment)
    if name in ("POPEN", "PCLOS") or _OUTPUT.match(name):
        return _output(scanner, name)
    if name.startswith("WH"):
        condition = _condition(scanner)
        if not scanner.take(_DO):
            raise reject("macro-format", scanner.here(), expected="DO 1")
        return Do(condition, _loop_number(scanner, begin))
    number = _loop_number(scanner, begin)
    return Do(None, number) if name == "DO" else End(number)


def _assign(scanner: Scanner, comment: str) -> Assign:
    index = read_index(scanner)
    scanner.expect("=")
    return Assign(index, read_sum(scanner), comment)


def _if(scanner: Scanner, comment: str) -> If:
    condition = _condition(scanner)
    has_then = scanner.take(_THEN) is not None
    if scanner.sees("Ii"):
        raise reject("macro-format", scanner.here(), expected="GOTO, THEN #")
    then = _statement(scanner, comment)
    if not isinstance(then, Goto) and not (has_then and isinstance(then, Assign)):
        raise reject("macro-format", scanner.here(), expected="GOTO, THEN #")
    return If(condition, then)


def _output(scanner: Scanner, name: str) -> Output:
    """Text and variables in brackets may follow, as in ``DPRNT[X#100[53]]``."""
    if _OUTPUT.match(name):
        scanner.take(_DIGITS)
        scanner.expect("[")
        depth = 1
        while depth and scanner.at < len(scanner.source):
            depth += {"[": 1, "]": -1}.get(scanner.source[scanner.at], 0)
            scanner.at += 1
        if depth:
            raise reject("macro-format", scanner.here(), expected="]")
    return Output(name)


def _condition(scanner: Scanner) -> Expression:
    if not scanner.sees("["):
        raise reject("macro-format", scanner.here(), expected="[")
    return read_value(scanner)


def _loop_number(scanner: Scanner, begin: int) -> int:
    digits = scanner.take(_DIGITS)
    number = digits[0].lstrip("0") if digits else ""
    if len(number) != 1 or int(number) > MAX_LOOP:
        raise reject("macro-loop-number", scanner.place(begin))
    return int(number)


@lru_cache(maxsize=8)  # every expression of a line asks for it
def without_comments(source: str) -> str:
    """The line with its comments blanked, so that columns stay; one that is not closed stays."""
    return _COMMENT.sub(_blank, source)


def _blank(comment: re.Match[str]) -> str:
    is_open = comment[1] is not None and not comment[2]
    return comment[0] if is_open else " " * len(comment[0])
