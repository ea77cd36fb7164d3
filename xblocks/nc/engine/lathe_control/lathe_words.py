"""Which words mean something in which block of a lathe program, and which axis they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xblocks.nc.engine.alarms import reject
from xblocks.nc.engine.control.machine_control import INCH_MM, Control
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import ONE_SHOT, Dialect
from xblocks.nc.engine.language.words import Word

_ALWAYS = frozenset("NOFST")
_AXES = frozenset("XZUW")
_ROUGHING = frozenset("PQUWRDIK")
_PECKING = frozenset("XZUWPQRIKD")
_HOLE = frozenset("XZUWRPQK")

_ONE_SHOT_LETTERS: Mapping[str, frozenset[str]] = {
    "reference": _AXES,
    "second-reference": _AXES | {"P"},
    "reference-check": _AXES,
    "machine": frozenset("XZ"),
    "data": frozenset("LPXZUWRCQ"),
    "local": frozenset("XZ"),
    "preset": _AXES,
    "unset": frozenset("XZ"),
    "finishing": frozenset("PQ"),
    "rough-turning": _ROUGHING,
    "rough-facing": _ROUGHING,
    "pattern-repeating": _ROUGHING,
    "peck-facing": _PECKING,
    "peck-turning": _PECKING,
    "threading": _PECKING | {"A"},
}

_MOTION_LETTERS: Mapping[str, frozenset[str]] = {
    "rapid": _AXES,
    "line": _AXES | {",C", ",R", ",A"} | frozenset("ACRIK"),
    "arc-cw": _AXES | {",C", ",R"} | frozenset("IKR"),
    "arc-ccw": _AXES | {",C", ",R"} | frozenset("IKR"),
    "thread": _AXES | {"Q"},
    "turning-cycle": _AXES | frozenset("RI"),
    "threading-cycle": _AXES | frozenset("RIQ"),
    "facing-cycle": _AXES | frozenset("RK"),
}

_OWN_MEANING = frozenset(
    {"dwell", "data", "finishing", "rough-turning", "rough-facing", "pattern-repeating"}
)
"""One-shot codes for which U and W are no increments of axes."""


def check_lathe_words(command: Command, modal: Mapping[str, str], control: Control) -> None:
    """Raise `Rejected` for the first word that no code in force gives a meaning to, and for U and W
    where they are no increments."""
    meaningful = _ALWAYS | _letters_of_flow(command) | _letters_of_motion(command, modal)
    increments = control.dialect.increments
    own = command.meaning(ONE_SHOT) in _OWN_MEANING
    for letter, word in command.values.items():
        stray = letter in "UW" and letter not in increments and not own
        if letter not in meaningful or stray:
            raise reject("unused-word", word.place, word=word.text)


def _letters_of_flow(command: Command) -> frozenset[str]:
    flow = command.meaning("flow")
    if flow == "call":
        return frozenset("PL")
    extra = command.meaning("work") in ("G54", "G54.1") and command.meaning(ONE_SHOT) != "dwell"
    return frozenset("P") if flow == "return" or extra else frozenset()


def _letters_of_motion(command: Command, modal: Mapping[str, str]) -> frozenset[str]:
    one_shot = command.meaning(ONE_SHOT)
    if one_shot == "dwell":
        first = next((letter for letter in "PUX" if letter in command.values), "X")
        return frozenset(first)
    if one_shot is not None:
        return _ONE_SHOT_LETTERS[one_shot]
    return _HOLE if modal["drilling"] != "off" else _MOTION_LETTERS[modal["motion"]]


def on_axes(command: Command, dialect: Dialect) -> Command:
    """The command with its increments in the places of the axes that they move: a U under X. Of an
    axis and its increment in one block the later one holds."""
    if not any(letter in command.values for letter in dialect.increments):
        return command
    if command.meaning(ONE_SHOT) in _OWN_MEANING:
        return command
    values = dict(command.values)
    for letter, axis in dialect.increments.items():
        word = values.pop(letter, None)
        if word is not None:
            values[axis] = _later(word, values.get(axis))
    return replace(command, values=values)


def _later(word: Word, other: Word | None) -> Word:
    if other is None or word.place.column > other.place.column:
        return word
    return other


def counted_mm(word: Word, control: Control, unit: str) -> float:
    """A length that takes no point, such as P and Q of G74 to G76: in least input increments,
    whatever X without a point means on this machine. With a point it is a plain length."""
    if word.has_point:
        return control.length_mm(word, unit)
    return word.number * (INCH_MM / 10_000 if unit == "inch" else 1 / 1000)
