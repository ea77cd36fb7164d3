"""From a text to blocks, and to the programs and sequence numbers among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.language.blocks import Block, block_of
from xblocks.nc.engine.language.bulk_reading import PlainBlocks, Reading, read_in_bulk
from xblocks.nc.engine.language.statements import Do, End
from xblocks.nc.engine.language.words import read_line

__all__ = ["Block", "Program", "Section", "read_program"]

BULK_CHARACTERS = 50_000
"""A text from this length on is read in bulk: some 2,000 lines, below which it does not pay."""


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
    the DO of each END, where they are paired. `plain` holds the blocks of plain words by columns,
    where the text was read in bulk.
    """

    blocks: Sequence[Block]
    alarms: tuple[Alarm, ...]
    last_line: int
    main: Section
    sections: Mapping[int, Section] = field(default_factory=dict)
    doubled: frozenset[int] = frozenset()
    sequences: Mapping[int, Sequence[int]] = field(default_factory=dict)
    loops: Mapping[int, int] = field(default_factory=dict)
    plain: PlainBlocks | None = None

    def find_sequence(self, number: int, section: Section, after: int) -> int | None:
        """The block of a sequence number in a section: the next after `after`, or else the first
        from the section's start."""
        found = self.sequences.get(number, ())
        at = bisect_left(found, after)
        if at < len(found) and found[at] < section.end:
            return found[at]
        at = bisect_left(found, section.first)
        return found[at] if at < len(found) and found[at] < section.end else None


def read_program(source: str, bulk_from: int = BULK_CHARACTERS) -> Program:
    """The blocks of `source` in their order. A text of `bulk_from` characters or more is read in
    bulk, with the same result; only this way does the length of what can be read have a bound."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    read = read_in_bulk(source) if len(source) >= bulk_from else _read_each(source)
    sections, doubled = _sections(read.landmarks, len(read.blocks))
    main_end = next((at for at, block in read.landmarks if at and block.names_program), None)
    return Program(
        read.blocks,
        tuple(read.alarms),
        read.last_line,
        Section(0, len(read.blocks) if main_end is None else main_end),
        sections,
        doubled,
        read.sequences,
        _loops(read.landmarks),
        read.plain,
    )


def _read_each(source: str) -> Reading:
    blocks: list[Block] = []
    alarms: list[Alarm] = []
    last_line = 1
    for number, content in enumerate(source.split("\n"), start=1):
        if not content.strip():
            continue
        line = read_line(content, number)
        last_line = number
        alarms += line.alarms
        block = block_of(line, number)
        if block is not None:
            blocks.append(block)
        if line.tape_mark and blocks:
            break
    landmarks = [(at, block) for at, block in enumerate(blocks) if block.is_landmark]
    return Reading(tuple(blocks), alarms, last_line, landmarks, _sequences(blocks))


def _sections(
    landmarks: list[tuple[int, Block]], blocks: int
) -> tuple[dict[int, Section], frozenset[int]]:
    named = [(at, block) for at, block in landmarks if block.names_program]
    ends = [at for at, _ in named[1:]] + [blocks]
    sections: dict[int, Section] = {}
    doubled = set()
    for (first, block), end in zip(named, ends, strict=False):
        number = int(block.words[0].number)
        if number in sections:
            doubled.add(number)
        sections.setdefault(number, Section(first, end))
    return sections, frozenset(doubled)


def _sequences(blocks: list[Block]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        for number in block.sequence_numbers:
            found[number].append(at)
    return dict(found)


def _loops(landmarks: list[tuple[int, Block]]) -> dict[int, int]:
    """DO and END that enclose each other properly, within one program; a number twice in a nest
    pairs nothing."""
    pairs: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    for at, block in landmarks:
        if block.names_program:
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
