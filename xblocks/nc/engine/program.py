"""From a text to blocks, and to the programs and sequence numbers among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from xblocks.nc.engine.alarms import Alarm, Place
from xblocks.nc.engine.statements import Do, End, Statement
from xblocks.nc.engine.words import Line, Word, read_line

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: words, or a macro statement; `skip` is the number of its block skip, else 0."""

    line: int
    words: tuple[Word, ...]
    skip: int = 0
    statement: Statement | None = None
    statement_place: Place | None = None

    @property
    def place(self) -> Place:
        """The statement, or from the block's first word to its last."""
        if self.statement_place is not None:
            return self.statement_place
        return Place(self.line, self.words[0].place.column, self.words[-1].place.end_column)


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks from `first` up to, not including, `end` that are one program."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Program:
    """The blocks of a text, and what could not be read in it.

    Text after a ``%`` behind a block is not part of the program. `sections` holds the programs by
    their O number, `main` the first one; `doubled` are the O numbers that stand more than once.
    `sequences` gives the blocks of each sequence number in order, `loops` the END of each DO and
    the DO of each END, where they are paired.
    """

    blocks: tuple[Block, ...]
    alarms: tuple[Alarm, ...]
    last_line: int
    main: Section
    sections: Mapping[int, Section] = field(default_factory=dict)
    doubled: frozenset[int] = frozenset()
    sequences: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    loops: Mapping[int, int] = field(default_factory=dict)

    def find_sequence(self, number: int, section: Section, after: int) -> int | None:
        """The block of a sequence number in a section: the next after `after`, or else the first
        from the section's start."""
        found = self.sequences.get(number, ())
        at = bisect_left(found, after)
        if at < len(found) and found[at] < section.end:
            return found[at]
        at = bisect_left(found, section.first)
        return found[at] if at < len(found) and found[at] < section.end else None


def read_program(source: str) -> Program:
    """The blocks of `source` in their order."""
    blocks: list[Block] = []
    alarms: list[Alarm] = []
    last_line = 1
    for number, content in enumerate(_LINE_END.split(source), start=1):
        if not content.strip():
            continue
        line: Line = read_line(content, number)
        last_line = number
        alarms += line.alarms
        if line.words or line.statement:
            blocks.append(
                Block(number, line.words, line.skip, line.statement, line.statement_place)
            )
        if line.tape_mark and blocks:
            break
    sections, doubled = _sections(blocks)
    main_end = next((i for i, block in enumerate(blocks) if i and _names(block)), len(blocks))
    return Program(
        tuple(blocks),
        tuple(alarms),
        last_line,
        Section(0, main_end),
        sections,
        doubled,
        _sequences(blocks),
        _loops(blocks),
    )


def _names(block: Block) -> bool:
    return bool(block.words) and block.words[0].letter == "O"


def _sections(blocks: list[Block]) -> tuple[dict[int, Section], frozenset[int]]:
    starts = [at for at, block in enumerate(blocks) if _names(block)]
    sections: dict[int, Section] = {}
    doubled = set()
    for first, end in pairwise([*starts, len(blocks)]):
        number = int(blocks[first].words[0].number)
        if number in sections:
            doubled.add(number)
        sections.setdefault(number, Section(first, end))
    return sections, frozenset(doubled)


def _sequences(blocks: list[Block]) -> dict[int, tuple[int, ...]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        for word in block.words:
            if word.letter == "N":
                found[int(word.number)].append(at)
    return {number: tuple(places) for number, places in found.items()}


def _loops(blocks: list[Block]) -> dict[int, int]:
    """DO and END that enclose each other properly, within one program; a number twice in a nest
    pairs nothing."""
    pairs: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        if _names(block):
            opened.clear()
        if isinstance(block.statement, Do):
            if any(number == block.statement.number for number, _ in opened):
                opened.clear()
            opened.append((block.statement.number, at))
        elif (
            isinstance(block.statement, End) and opened and opened[-1][0] == block.statement.number
        ):
            _, do = opened.pop()
            pairs[do], pairs[at] = at, do
    return pairs
