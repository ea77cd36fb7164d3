"""One block of a program."""

from __future__ import annotations

from dataclasses import dataclass

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.language.statements import Do, End, Statement
from xblocks.nc.engine.language.words import Line, Word


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

    @property
    def characters(self) -> int:
        """How many columns the block takes."""
        if self.statement_place is not None:
            return self.statement_place.end_column - self.statement_place.column
        return self.words[-1].place.end_column - self.words[0].place.column

    @property
    def names_program(self) -> bool:
        """Whether it starts with an O number."""
        return bool(self.words) and self.words[0].letter == "O"

    @property
    def is_landmark(self) -> bool:
        """Whether programs or loops begin or end here."""
        return self.names_program or isinstance(self.statement, Do | End)

    @property
    def sequence_numbers(self) -> tuple[int, ...]:
        """Its N words."""
        return tuple(int(word.number) for word in self.words if word.letter == "N")


def block_of(line: Line, number: int) -> Block | None:
    """The block that stands on line `number`; None for a comment or a tape mark alone."""
    if not line.words and not line.statement:
        return None
    return Block(number, line.words, line.skip, line.statement, line.statement_place)
