"""The shape between P and Q of G70 to G73: where its blocks are, and what may stand in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xblocks.nc.engine.alarms import Place
from xblocks.nc.engine.control.step import Contour
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT, Dialect
from xblocks.nc.engine.language.program import Block, Program, Section
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.lathe_control.lathe_alarms import reject_turning
from xblocks.nc.engine.lathe_control.turret import elements_of
from xblocks.nc.engine.moves import ARC, FEED, RAPID, Move
from xblocks.nc.engine.turning.lathe_moves import Element

_MOTIONS = frozenset({"rapid", "line", "arc-cw", "arc-ccw"})
_ENDS = frozenset({"end", "return"})
_NEVER = frozenset({"unit", "plane", "work", "call"})
_ROUGH_GROUPS = frozenset({"motion", "distance"})
_NOT_ROUGH = frozenset("FST")


def find_shape(contour: Contour, program: Program, section: Section, at: int) -> Section:
    """The blocks from P to Q: the next with these numbers in the running program, or else from its
    start. Raises `Rejected` (PS0063) if one is missing or Q stands before P."""
    first = _find(contour.first, contour.command, program, section, at)
    last = _find(contour.last, contour.command, program, Section(first, section.end), first)
    return Section(first, last + 1)


def _find(word: Word, command: Command, program: Program, section: Section, at: int) -> int:
    found = program.find_sequence(int(word.number), section, at)
    if found is None:
        code = command.codes[ONE_SHOT][0].name
        raise reject_turning("shape-missing", word.place, code=code, number=int(word.number))
    return found


def block_after(shape: Section, program: Program, dialect: Dialect, at: int) -> int:
    """Where the program goes on after roughing: behind the shape, unless the shape stands before
    this block or behind the program's end."""
    if shape.first < at or any(_ends(block, dialect) for block in program.blocks[at : shape.first]):
        return at
    return shape.end


def _ends(block: Block, dialect: Dialect) -> bool:
    codes = (dialect.code(word) for word in block.words if word.letter == "M")
    return any(code is not None and code.meaning in _ENDS for code in codes)


def check_first_block(block: Block, contour: Contour, dialect: Dialect) -> bool:
    """Whether the block of P names both axes, which makes the shape one of type II. Raises
    `Rejected` (PS0065) if it has no G00 or G01."""
    codes = [dialect.code(word) for word in block.words if word.letter == "G"]
    if not any(code is not None and code.meaning in ("rapid", "line") for code in codes):
        name = contour.command.codes[ONE_SHOT][0].name
        raise reject_turning("profile-first-block", block.place, code=name, axes_zh="", axes_en="")
    letters = {dialect.increments.get(word.letter, word.letter) for word in block.words}
    return {"X", "Z"} <= letters


def shape_command(command: Command, *, rough: bool) -> Command:
    """The command as the shape takes it: for roughing its geometry alone. Raises `Rejected`
    (PS0325) for what is no part of a shape."""
    for group, (code, word) in command.codes.items():
        dwells = code.meaning == "dwell"
        odd_motion = group == "motion" and code.meaning not in _MOTIONS
        odd_flow = group == "flow" and code.meaning in ("call", "return", "end")
        odd_mode = group in _NEVER or (group == "drilling" and code.meaning != "off")
        if odd_mode or odd_motion or odd_flow or (group == ONE_SHOT and not dwells):
            raise not_in_shape(word.place, code.name)
    if not rough:
        return command
    if command.meaning(ONE_SHOT) == "dwell":
        return replace(command, codes={}, values={})
    codes = {group: code for group, code in command.codes.items() if group in _ROUGH_GROUPS}
    values = {letter: word for letter, word in command.values.items() if letter not in _NOT_ROUGH}
    return replace(command, codes=codes, values=values)


def not_in_shape(place: Place, word: str) -> Exception:
    """The alarm of what can't stand between P and Q, to be raised."""
    return reject_turning("shape-command", place, word=word)


def shape_elements(moves: Iterable[Move]) -> tuple[Element, ...]:
    """The motions of a shape's blocks in program coordinates."""
    made: list[Element] = []
    for move in moves:
        if move.kind in (RAPID, FEED, ARC):
            made += elements_of(move, (-move.offset[2], -move.offset[0]))
    return tuple(made)
