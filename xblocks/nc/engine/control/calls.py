"""Calls of subprograms and macros: which program, how often, with which arguments."""

from __future__ import annotations

from dataclasses import dataclass, field

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import NOT_ARGUMENTS, calls_macro
from xblocks.nc.engine.language.program import Block, Program, Section
from xblocks.nc.engine.language.words import Word

MAX_REPEATS = 9999
_PACK = 10_000

ARGUMENTS = dict(
    zip("ABCIJKDEFHMQRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, *range(17, 27)), strict=True)
)
"""Where each address goes by argument specification I."""

_COUNTS = frozenset("DEFHMST")
"""Arguments without a point that are never least input increments."""

_MAX_TRIPLES = 10


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a program: its section, how often, and the local variables it starts with (None
    shares those of the caller)."""

    section: Section
    repeats: int
    arguments: dict[int, float] | None = None


@dataclass(slots=True)
class Level:
    """A macro level: local variables, and the call that follows every move (G66) or every block
    (G66.1) of its programs."""

    values: dict[int, float] = field(default_factory=dict)
    modal_call: Call | None = None
    each_block: bool = False


@dataclass(slots=True)
class Frame:
    """A program being executed: the block that comes next, how often it still runs, the arguments
    of a macro (None for a subprogram), and the DO loops that are open (the blocks of their DO)."""

    section: Section
    at: int
    repeats: int
    level: Level
    arguments: dict[int, float] | None = None
    loops: list[int] = field(default_factory=list)

    def again(self) -> None:
        """Begin the next time, a macro with its arguments as they were."""
        self.repeats -= 1
        self.at = self.section.first
        self.loops.clear()
        if self.arguments is not None:
            self.level = Level(dict(self.arguments))


def subprogram_call(command: Command, program: Program, control: Control) -> Call:
    """M98 P: with more than four digits the last four are the program, the others how often; or L
    says how often. Raises `Rejected` for a program that is not in the text."""
    word, times = command.values.get("P"), command.values.get("L")
    if word is None:
        raise reject("call-no-program", command.codes["flow"][1].place)
    number, repeats = int(word.number), int(times.number) if times else 1
    if control.dialect.parameters.packed_calls and number >= _PACK:
        packed, number = divmod(number, _PACK)
        repeats = repeats if times else packed
    return Call(_section(number, word, program), _checked_repeats(repeats, times or word))


def macro_call(words: tuple[Word, ...], program: Program, control: Control, unit: str) -> Call:
    """G65, G66, G66.1: P the program, L how often, every other address an argument. The words are
    those behind the G code."""
    number = next((word for word in words if word.letter == "P"), None)
    times = next((word for word in words if word.letter == "L"), None)
    if number is None:
        raise reject("call-no-program", words[0].place)
    repeats = _checked_repeats(int(times.number) if times else 1, times or number)
    section = _section(int(number.number), number, program)
    return Call(section, repeats, _arguments(words, control, unit))


def macro_words(block: Block, control: Control) -> tuple[Word, ...] | None:
    """The words of a block from G65, G66 or G66.1 on, None if it has none of these. Raises
    `Rejected` if words other than N stand before it."""
    for at, word in enumerate(block.words):
        if calls_macro(word, control.dialect):
            before = [one for one in block.words[:at] if one.letter not in "NO"]
            if before:
                raise reject("macro-argument", before[0].place, word=before[0].text)
            return block.words[at:]
    return None


def _section(number: int, word: Word, program: Program) -> Section:
    section = program.sections.get(number)
    if number in program.doubled:
        raise reject("program-twice", word.place, number=number)
    if section is None:
        raise reject("program-missing", word.place, number=number)
    return section


def _checked_repeats(repeats: int, word: Word) -> int:
    if not 0 <= repeats <= MAX_REPEATS:
        raise reject("call-repeats", word.place, word=word.text)
    return repeats


def _arguments(words: tuple[Word, ...], control: Control, unit: str) -> dict[int, float]:
    """Arguments I and II: I, J, K may come again, in this order, and then go to #7 and on. What
    comes later in the block holds."""
    values: dict[int, float] = {}
    last, triple = "", 0
    for word in words[1:]:
        if word.letter in NOT_ARGUMENTS:
            if word.letter in "GNO":
                raise reject("macro-argument", word.place, word=word.text)
            continue
        number = ARGUMENTS.get(word.letter)
        if number is None:
            raise reject("macro-argument", word.place, word=word.text)
        if word.letter in "IJK":
            triple += word.letter <= last
            last = word.letter
            number += 3 * triple
            if triple >= _MAX_TRIPLES:
                raise reject("macro-argument", word.place, word=word.text)
        values[number] = _argument(word, control, unit)
    return values


def _argument(word: Word, control: Control, unit: str) -> float:
    """Without a point an address that takes lengths counts in least input increments."""
    if word.has_point or word.letter in _COUNTS or control.machine.calculator_decimal:
        return word.number
    return word.number / (10_000 if unit == "inch" else 1000)
