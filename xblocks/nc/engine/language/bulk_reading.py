"""Large programs read in bulk: plain lines by columns, every other line by `words.read_line`.

The blocks of plain lines are made only for whoever asks for one, so that a program of millions of
lines takes little memory. What is not plain is read with care, and so has a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt

from xblocks.nc.engine.alarms import Alarm, Place, alarm
from xblocks.nc.engine.language.blocks import Block, block_of
from xblocks.nc.engine.language.plain_lines import LETTERS, Chunk, Flags, Floats, Ints, read_chunks
from xblocks.nc.engine.language.words import Line, Word, read_line

MAX_BLOCKS = 8_000_000
"""How many blocks a program may have: some 200 MB of a CAM system's output."""

MAX_CAREFUL_BLOCKS = 400_000
MAX_CAREFUL_CHARACTERS = 16_000_000
"""How much of a program may be other than plain lines."""

MAX_ALARMS = 1000
"""Reading stops where so many alarms are found."""

_KEPT_CHARACTERS = 4_000_000
"""Blocks that are not plain are kept up to here, and read again when asked for beyond."""

_Item = TypeVar("_Item", bound=np.generic)

_MOTION_EXAMPLES = "G00 G01 G02 G03"


@dataclass(frozen=True)
class PlainBlocks:
    """The plain blocks among all blocks of a text, by columns over all of them.

    `lines` are their line numbers, `starts` where these begin in the text. `columns` holds the
    numbers of each letter that occurs, NaN where a block has none, `points` the bits of the words
    with a decimal point (in the order of `LETTERS`). `others` are the blocks that are not plain, in
    their order.
    """

    lines: npt.NDArray[np.int32]
    starts: Ints
    columns: Mapping[str, Floats]
    points: npt.NDArray[np.uint16]
    others: Ints

    def column(self, letter: str, first: int, end: int) -> Floats:
        """The numbers of a letter in the blocks from `first` up to, not including, `end`."""
        found = self.columns.get(letter)
        return np.full(end - first, np.nan) if found is None else found[first:end]

    def has_point(self, letter: str, first: int, end: int) -> Flags:
        """Whether the words of a letter have a decimal point."""
        bit = np.uint16(1 << LETTERS.index(letter))
        found: Flags = (self.points[first:end] & bit) != 0
        return found

    def end_of_run(self, at: int) -> int:
        """The first block from `at` on that is not plain, else the end of all blocks."""
        index = int(np.searchsorted(self.others, at))
        return int(self.others[index]) if index < len(self.others) else len(self.lines)

    @cached_property
    def examples(self) -> tuple[Word, ...]:
        """A control that can read these words can read every plain block of the text."""
        written = " ".join(
            {"G": _MOTION_EXAMPLES, "N": "N1", "F": "F1.5"}.get(letter, f"{letter}-1.5")
            for letter in self.columns
        )
        return read_line(written, 1).words


class Blocks(Sequence[Block]):
    """The blocks of a text, made or read again when they are asked for."""

    def __init__(self, source: str, plain: PlainBlocks, kept: Mapping[int, Block]) -> None:
        self._source, self._plain, self._kept = source, plain, kept

    def __len__(self) -> int:
        return len(self._plain.lines)

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, at: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(at, slice):
            return tuple(self._block(index) for index in range(*at.indices(len(self))))
        return self._block(range(len(self))[at])

    def _block(self, at: int) -> Block:
        block = self._kept.get(at)
        if block is None:
            start = int(self._plain.starts[at])
            end = self._source.find("\n", start)
            content = self._source[start : end if end >= 0 else len(self._source)]
            number = int(self._plain.lines[at])
            block = block_of(read_line(content, number), number)
        if block is None:
            raise AssertionError("a line that had a block has none")
        return block


class SequenceNumbers(Mapping[int, Sequence[int]]):
    """The blocks of each sequence number, in their order; sorted when first asked for."""

    def __init__(self, plain: PlainBlocks, others: Sequence[tuple[int, int]]) -> None:
        self._plain, self._others = plain, others

    def __getitem__(self, number: int) -> Sequence[int]:
        numbers, blocks = self._sorted
        first = int(np.searchsorted(numbers, number, "left"))
        end = int(np.searchsorted(numbers, number, "right"))
        if first == end:
            raise KeyError(number)
        found: list[int] = blocks[first:end].tolist()
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(np.unique(self._sorted[0]).tolist())

    def __len__(self) -> int:
        return len(np.unique(self._sorted[0]))

    @cached_property
    def _sorted(self) -> tuple[Ints, Ints]:
        column = self._plain.column("N", 0, len(self._plain.lines))
        at = np.flatnonzero(~np.isnan(column))
        others = np.array(self._others, np.int64).reshape(-1, 2)
        numbers = np.concatenate([column[at].astype(np.int64), others[:, 0]])
        blocks = np.concatenate([at, others[:, 1]])
        order = np.lexsort((blocks, numbers))
        return numbers[order], blocks[order]


@dataclass(slots=True)
class Reading:
    """A text as read: its blocks, what could not be read, the last line, the blocks (with their
    places) where programs and loops begin and end, and where each sequence number stands."""

    blocks: Sequence[Block]
    alarms: list[Alarm]
    last_line: int
    landmarks: list[tuple[int, Block]]
    sequences: Mapping[int, Sequence[int]]
    plain: PlainBlocks | None = None


def read_in_bulk(source: str) -> Reading:
    """The blocks of `source`, whose lines end with line feeds only, up to its closing tape mark or
    to where it is too much to read, which is an alarm."""
    reader = _Reader(source)
    for chunk in read_chunks(source):
        reader.take(chunk)
        if reader.is_full:
            break
    return reader.reading()


@dataclass(slots=True)
class _Part:
    """The blocks of one chunk."""

    lines: npt.NDArray[np.int32]
    starts: Ints
    columns: dict[str, Floats]
    points: npt.NDArray[np.uint16]
    others: Ints


@dataclass(slots=True)
class _Reader:
    """A text while it is read. `count` is the number of blocks so far, `careful_blocks` and
    `careful_characters` what was not plain; `is_full` when nothing more is to be read."""

    source: str
    is_full: bool = False
    last_line: int = 1
    count: int = 0
    careful_blocks: int = 0
    careful_characters: int = 0
    alarms: list[Alarm] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    kept: dict[int, Block] = field(default_factory=dict)
    landmarks: list[tuple[int, Block]] = field(default_factory=list)
    sequences: list[tuple[int, int]] = field(default_factory=list)

    def take(self, chunk: Chunk) -> None:
        """Read the lines of the chunk that are not plain, and note its blocks."""
        found: dict[int, Block] = {}
        end = len(chunk.starts)
        written = chunk.written.copy()
        for index in np.flatnonzero(chunk.other).tolist():
            content = self.source[chunk.starts[index] : chunk.ends[index]]
            written[index] = bool(content.strip())
            if written[index]:
                line = self._read(content, chunk.first_line + index)
                block = block_of(line, chunk.first_line + index)
                if block is not None:
                    found[index] = block
                    self.careful_blocks += 1
                is_behind = line.tape_mark and (self.count or found or chunk.plain[:index].any())
                self.is_full |= bool(is_behind)
            if self.is_full:
                end = index + 1
                break
        written[end:] = False
        self._note(chunk, written, found)

    def _read(self, content: str, number: int) -> Line:
        line = read_line(content, number)
        self.alarms += line.alarms
        self.careful_characters += len(content)
        if len(self.alarms) >= MAX_ALARMS:
            self._stop("reading-stopped", number)
        elif (
            self.careful_blocks >= MAX_CAREFUL_BLOCKS
            or self.careful_characters > MAX_CAREFUL_CHARACTERS
        ):
            blocks, megabytes = MAX_CAREFUL_BLOCKS, MAX_CAREFUL_CHARACTERS // 1_000_000
            self._stop("program-too-intricate", number, blocks=blocks, megabytes=megabytes)
        return line

    def _stop(self, wrong: str, number: int, **values: object) -> None:
        self.alarms.append(alarm(wrong, Place(number, 1, 2), **values))
        self.is_full = True

    def _note(self, chunk: Chunk, written: Flags, found: Mapping[int, Block]) -> None:
        lines = np.flatnonzero(written)
        if not len(lines):
            return
        self.last_line = chunk.first_line + int(lines[-1])
        has_block = chunk.plain & written
        has_block[list(found)] = True
        places = np.cumsum(has_block) - 1 + self.count
        for index, block in found.items():
            self._note_block(int(places[index]), block)
        at = np.flatnonzero(has_block)
        self.parts.append(
            _Part(
                lines=(at + chunk.first_line).astype(np.int32),
                starts=chunk.starts[at],
                columns={letter: column[at] for letter, column in chunk.columns.items()},
                points=chunk.points[at],
                others=places[list(found)],
            )
        )
        self.count += len(at)
        if self.count > MAX_BLOCKS and not self.is_full:
            self._stop("program-too-long", self.last_line, blocks=MAX_BLOCKS)

    def _note_block(self, at: int, block: Block) -> None:
        if self.careful_characters <= _KEPT_CHARACTERS:
            self.kept[at] = block
        if block.is_landmark:
            self.landmarks.append((at, block))
        self.sequences += [(number, at) for number in block.sequence_numbers]

    def reading(self) -> Reading:
        """What was read."""
        parts = self.parts
        letters = [letter for letter in LETTERS if any(letter in part.columns for part in parts)]
        plain = PlainBlocks(
            lines=_joined([part.lines for part in parts], np.int32),
            starts=_joined([part.starts for part in parts], np.int64),
            columns={letter: _column(parts, letter) for letter in letters},
            points=_joined([part.points for part in parts], np.uint16),
            others=_joined([part.others for part in parts], np.int64),
        )
        return Reading(
            blocks=Blocks(self.source, plain, self.kept),
            alarms=self.alarms,
            last_line=self.last_line,
            landmarks=self.landmarks,
            sequences=SequenceNumbers(plain, self.sequences),
            plain=plain,
        )


def _joined(arrays: Sequence[npt.NDArray[_Item]], kind: type[_Item]) -> npt.NDArray[_Item]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _column(parts: Sequence[_Part], letter: str) -> Floats:
    empty = (np.full(len(part.lines), np.nan) for part in parts)
    return np.concatenate(
        [part.columns.get(letter, none) for part, none in zip(parts, empty, strict=True)]
    )
