"""From a text to blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Alarm, Place
from xblocks.nc.engine.words import Line, Word, read_line

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Block:
    """One block with at least one word; `skip` is the number of its block skip, else 0."""

    line: int
    words: tuple[Word, ...]
    skip: int = 0

    @property
    def place(self) -> Place:
        """From the block's first word to its last."""
        return Place(self.line, self.words[0].place.column, self.words[-1].place.end_column)


@dataclass(frozen=True, slots=True)
class Program:
    """The blocks of a text, and what could not be read in it.

    Text before a ``%`` on the first written line, and after the next one, is not part of the
    program.
    """

    blocks: tuple[Block, ...]
    alarms: tuple[Alarm, ...]
    last_line: int


def read_program(source: str) -> Program:
    """The blocks of `source` in their order."""
    blocks: list[Block] = []
    alarms: list[Alarm] = []
    last_line, started = 1, False
    for number, content in enumerate(_LINE_END.split(source), start=1):
        if not content.strip():
            continue
        line: Line = read_line(content, number)
        last_line = number
        alarms += line.alarms
        if line.words:
            blocks.append(Block(number, line.words, line.skip))
        if line.tape_mark and started:
            break
        started = True
    return Program(tuple(blocks), tuple(alarms), last_line)
