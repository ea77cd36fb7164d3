"""A block sorted into what it commands: one code a group, one value an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Place, reject
from xblocks.nc.engine.dialect import ONE_SHOT, Code, Dialect
from xblocks.nc.engine.program import Block
from xblocks.nc.engine.words import Word

MAX_M_CODES = 3
_ALWAYS_MEANINGFUL = frozenset("NOFST")


@dataclass(frozen=True, slots=True)
class Command:
    """The codes of a block by group (with the word that named them) and its other words by
    letter."""

    line: int
    place: Place
    codes: Mapping[str, tuple[Code, Word]]
    values: Mapping[str, Word]

    def meaning(self, group: str) -> str | None:
        """What the block's code of this group means; None if it has none."""
        found = self.codes.get(group)
        return found[0].meaning if found else None

    def has(self, letters: str) -> bool:
        """Whether the block has a word of any of these letters."""
        return any(letter in self.values for letter in letters)

    def first_place(self, letters: str) -> Place:
        """Where the first of these letters stands, else the block."""
        places = [self.values[letter].place for letter in letters if letter in self.values]
        return min(places, key=lambda place: place.column, default=self.place)


def read_command(block: Block, dialect: Dialect) -> Command:
    """The command of a block whose words `check_words` found readable.

    Of several G codes of one modal group the last one holds, as on the control. Raises `Rejected`
    for an address that stands twice, two one-shot codes, or M codes that contradict each other.
    """
    codes: dict[str, tuple[Code, Word]] = {}
    values: dict[str, Word] = {}
    m_codes = 0
    for word in block.words:
        if word.letter not in "GM":
            if word.letter in values:
                raise reject("address-twice", word.place, letter=word.letter, word=word.text)
            values[word.letter] = word
            continue
        code = dialect.code(word)
        if code is None:
            raise reject("unknown-code", word.place, word=word.text)
        _check_group(codes.get(code.group), code, word)
        m_codes += word.letter == "M"
        if m_codes > MAX_M_CODES:
            raise reject("too-many-m", word.place)
        codes[code.group] = (code, word)
    return Command(block.line, block.place, codes, values)


def _check_group(before: tuple[Code, Word] | None, code: Code, word: Word) -> None:
    if before is None:
        return
    if code.group == ONE_SHOT:
        raise reject("two-one-shot", word.place, first=before[0].name, word=code.name)
    if word.letter == "M":
        raise reject("contradiction", word.place, first=before[0].name, word=code.name)


def check_every_word_used(command: Command, modal: Mapping[str, str]) -> None:
    """Raise `Rejected` for the first word that no code in force gives a meaning to."""
    meaningful = _ALWAYS_MEANINGFUL | _letters_in_use(command, modal)
    for letter, word in command.values.items():
        if letter not in meaningful:
            raise reject("unused-word", word.place, word=word.text)


def _letters_in_use(command: Command, modal: Mapping[str, str]) -> frozenset[str]:
    one_shot = command.meaning(ONE_SHOT)
    length = (
        frozenset("H") if modal["length"] != "off" or "length" in command.codes else frozenset()
    )
    if one_shot == "dwell":
        return length | frozenset("P" if "P" in command.values else "X")
    if one_shot in ("reference", "machine") or not modal["motion"].startswith("arc"):
        return length | frozenset("XYZ")
    return length | frozenset("XYZIJKR")
