"""A block sorted into what it commands: one code a group, one value an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Place, Rejected, reject
from xblocks.nc.engine.language.dialect import ONE_SHOT, Code, Dialect
from xblocks.nc.engine.language.program import Block
from xblocks.nc.engine.language.words import Word

MAX_M_CODES = 3
_ALWAYS_MEANINGFUL = frozenset("NOFSTD")


@dataclass(frozen=True, slots=True)
class Command:
    """The codes of a block by group (with the word that named them), its other words by letter, and
    the number of its last M code."""

    line: int
    place: Place
    codes: Mapping[str, tuple[Code, Word]]
    values: Mapping[str, Word]
    last_m: int | None = None

    def meaning(self, group: str) -> str | None:
        """What the block's code of this group means; None if it has none."""
        found = self.codes.get(group)
        return found[0].meaning if found else None

    def has(self, letters: str) -> bool:
        """Whether the block has a word of any of these letters."""
        return not self.values.keys().isdisjoint(letters)

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
    m_codes, last_m = 0, None
    for word in block.words:
        if word.letter not in "GM":
            if word.letter in values:
                raise reject("address-twice", word.place, letter=word.letter, word=word.text)
            values[word.letter] = word
            continue
        code = dialect.code(word)
        if code is None:
            raise Rejected(dialect.unknown_code(word))
        _check_group(codes.get(code.group), code, word, dialect)
        m_codes += word.letter == "M"
        if m_codes > MAX_M_CODES:
            raise reject("too-many-m", word.place)
        if word.letter == "M":
            last_m = int(word.number)
        codes[code.group] = (code, word)
    return Command(block.line, block.place, codes, values, last_m)


def _check_group(
    before: tuple[Code, Word] | None, code: Code, word: Word, dialect: Dialect
) -> None:
    if before is None:
        return
    if not dialect.parameters.repeats_group:
        raise reject("contradiction", word.place, first=before[0].name, word=code.name)
    if code.group == ONE_SHOT:
        raise reject("two-one-shot", word.place, first=before[0].name, word=code.name)
    if word.letter == "M":
        raise reject("contradiction", word.place, first=before[0].name, word=code.name)


def check_every_word_used(command: Command, modal: Mapping[str, str]) -> None:
    """Raise `Rejected` for the first word that no code in force gives a meaning to."""
    meaningful = _ALWAYS_MEANINGFUL | _letters_of_offsets(command, modal)
    meaningful |= _letters_of_flow(command) | _letters_of_motion(command, modal)
    meaningful |= _letters_of_modes(command)
    for letter, word in command.values.items():
        if letter not in meaningful:
            raise reject("unused-word", word.place, word=word.text)


_ONE_SHOT_LETTERS: Mapping[str, frozenset[str]] = {
    "reference": frozenset("XYZ"),
    "second-reference": frozenset("XYZP"),
    "reference-check": frozenset("XYZ"),
    "from-reference": frozenset("XYZ"),
    "machine": frozenset("XYZ"),
    "skip": frozenset("XYZ"),
    "one-direction": frozenset("XYZ"),
    "high-speed": frozenset("P"),
    "look-ahead": frozenset("P"),
    "contour-control": frozenset("QPRXYZ"),
    "data-end": frozenset(),
    "data": frozenset("LPXYZR"),
    "local": frozenset("XYZ"),
    "preset": frozenset("XYZ"),
    "unset": frozenset("XYZ"),
}

_CYCLE_LETTERS: Mapping[str, frozenset[str]] = {
    "chip-breaking": frozenset("QP"),
    "peck-drilling": frozenset("QP"),
    "left-tapping": frozenset("QP"),
    "tapping": frozenset("QP"),
    "drilling": frozenset(),
    "counter-boring": frozenset("P"),
    "fine-boring": frozenset("PQIJ"),
    "back-boring": frozenset("PQIJ"),
    "reaming": frozenset(),
    "boring": frozenset("P"),
    "manual-boring": frozenset("P"),
    "boring-dwell": frozenset("P"),
}


_NO_LETTERS: frozenset[str] = frozenset()
_OFFSET_LETTERS = frozenset("H")
_SPEED_LETTERS = frozenset("P")
_BLENDING_LETTERS = frozenset("PQ")


def _letters_of_offsets(command: Command, modal: Mapping[str, str]) -> frozenset[str]:
    """An H that nobody reads is most likely a G43 left out; H0 does no harm."""
    word = command.values.get("H")
    used = modal["length"] != "off" or "length" in command.codes
    return _OFFSET_LETTERS if used or (word is not None and word.number == 0) else _NO_LETTERS


def _letters_of_modes(command: Command) -> frozenset[str]:
    """P of G96 is an axis; P and Q of a path that is blended are its tolerances."""
    if command.meaning("speed") == "surface":
        return _SPEED_LETTERS
    return _BLENDING_LETTERS if command.meaning("path") == "blending" else _NO_LETTERS


def _letters_of_flow(command: Command) -> frozenset[str]:
    flow = command.meaning("flow")
    if flow == "call":
        return frozenset("PL")
    extra = command.meaning("work") in ("G54", "G54.1") and command.meaning(ONE_SHOT) != "dwell"
    return frozenset("P") if flow == "return" or extra else frozenset()


def _letters_of_motion(command: Command, modal: Mapping[str, str]) -> frozenset[str]:
    one_shot = command.meaning(ONE_SHOT)
    if one_shot == "dwell":
        return frozenset("P" if "P" in command.values else "X")
    if one_shot is not None:
        return _ONE_SHOT_LETTERS[one_shot]
    letters = frozenset("XYZ")
    if command.meaning("scaling") == "on":
        letters |= frozenset("PIJK")
    if command.meaning("rotation") == "on":
        letters |= frozenset("R")
    if modal["cycle"] != "off":
        return letters | frozenset("RKL") | _CYCLE_LETTERS[modal["cycle"]]
    if modal["motion"].startswith("arc"):
        return letters | frozenset("IJKR") | {",C", ",R"}
    return letters | ({",C", ",R"} if modal["motion"] == "line" else frozenset())
