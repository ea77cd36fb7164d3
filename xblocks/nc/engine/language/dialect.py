"""What a control understands, as a table: codes with their group and meaning, and its addresses.

The interpreter knows meanings (``arc-cw``, ``plane xy``), never code numbers, so that another
control is another table here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from xblocks.attempt import Text, text
from xblocks.nc.engine.alarms import Alarm, alarm
from xblocks.nc.engine.language.bulk_reading import MAX_ALARMS
from xblocks.nc.engine.language.dialect_codes import (
    CYCLES,
    FANUC,
    FANUC_ABSENT,
    FANUC_CYCLES,
    FANUC_M_CODES,
    LINUXCNC_CODES,
    M_CODES,
    MOTION,
    ONE_SHOT,
    Row,
)
from xblocks.nc.engine.language.dialect_lathe_codes import LATHE, LATHE_M_CODES, SYSTEM_A, SYSTEM_B
from xblocks.nc.engine.language.program import Block, Program
from xblocks.nc.engine.language.words import Word

__all__ = [
    "AXES",
    "DIALECTS",
    "FANUC_LATHE_A",
    "FANUC_LATHE_B",
    "FANUC_MILL",
    "LINUXCNC",
    "MILLING",
    "ONE_SHOT",
    "TURNING",
    "Code",
    "Dialect",
    "check_words",
]

AXES = "XYZ"

MILLING, TURNING = "milling", "turning"
"""What a control's machine does, and so how its blocks are executed."""

NOT_ARGUMENTS = frozenset("GLNOP")
"""Addresses that a macro call takes no argument by."""


@dataclass(frozen=True, slots=True)
class Code:
    """One G or M code: its group's name and number, and what it means in that group."""

    name: str
    group: str
    group_number: str
    meaning: str
    title: Text


@dataclass(frozen=True, slots=True)
class Address:
    """What numbers an address takes."""

    point: bool = False
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a control does in its own way. Numbers in brackets are Fanuc's parameters.

    `least_increment_always_full`: X10 is 10 mm whatever the machine says. `dwell_unit_s`: the unit
    of P. `chip_break_mm` (5114) and `peck_clearance_mm` (5115): how far G73 goes back, and where
    G83 slows down.

    `overrun_mm` (5440): how far below its goal G60 turns about. `sides_change`: G41 may follow G42
    at once. `corner`: outside corners of G41/G42 by ``lines`` or by an ``arc``; `straight_rad`:
    what turns by less is no corner; `start_up` (5003): ``A``, ``B``, or ``tangent`` to the entry.

    `statements_share_block`: #1=1 #2=#1 may be one block. `packed_calls`: M98 P51002 is five times
    O1002. `max_calls`: how deep M98 and G65 nest, each.
    `repeats_group`: of two codes of a group the last holds. `one_motion_mode`: cycles and motions
    are one group, which G80 empties and G53 follows.

    `data_sets_current`: G10 L20 says where the tool is now. `offset_of_tool`: G43 and G41/G42
    without H or D take the tool's own, at once. `reference_all`: G28 without axes sends all home.
    `change_raises`: M06 goes to the reference point of Z first. `local_is_preset`: G52 writes what
    G92 writes.
    """

    least_increment_always_full: bool = False
    dwell_unit_s: float = 0.001
    chip_break_mm: float = 1.0
    peck_clearance_mm: float = 1.0
    overrun_mm: float = 1.0
    sides_change: bool = True
    corner: str = "lines"
    straight_rad: float = 0.0
    start_up: str = "A"
    statements_share_block: bool = True
    packed_calls: bool = True
    max_calls: int = 4
    repeats_group: bool = True
    one_motion_mode: bool = False
    data_sets_current: bool = False
    offset_of_tool: bool = False
    reference_all: bool = False
    change_raises: bool = True
    local_is_preset: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """A control: its codes by name, its addresses, the meanings in force at power-on, its
    parameters, and which process it controls; of codes that are `absent`, what is to be said of
    them.

    `diameters` are the axes whose coordinates are diameters; `increments` gives the axis that an
    address such as U moves by an increment.
    """

    id: str
    codes: Mapping[str, Code]
    addresses: Mapping[str, Address]
    power_on: Mapping[str, str]
    parameters: Parameters = Parameters()
    absent: Mapping[str, Text] = field(default_factory=dict)
    process: str = MILLING
    diameters: frozenset[str] = frozenset()
    increments: Mapping[str, str] = field(default_factory=dict)

    def code(self, word: Word) -> Code | None:
        """The code that a G or M word names, whatever its zeros; None if there is none."""
        return self.codes.get(_code_name(word.letter, word.digits))

    def unknown_code(self, word: Word) -> Alarm:
        """The alarm for a G or M word that names no code."""
        title = self.absent.get(_code_name(word.letter, word.digits))
        if title is not None:
            said = {"zh": title["zh-Hans"], "en": title["en"]}
            return alarm("absent-code", word.place, word=word.text, **said)
        return alarm(f"unknown-{word.letter.lower()}", word.place, word=word.text)


@lru_cache(maxsize=1024)
def _code_name(letter: str, digits: str) -> str:
    """``G01`` whatever zeros are written, as the tables have it."""
    whole, _, part = digits.lstrip("+").partition(".")
    return letter + whole.lstrip("0").zfill(2) + (f".{part}" if part else "")


def check_words(program: Program, dialect: Dialect) -> tuple[Alarm, ...]:
    """What this control can't read in the program, in the order of the text; no more than about
    `MAX_ALARMS`."""
    found = list(program.alarms)
    for block in _blocks_to_check(program, dialect):
        found += _check_block(block, dialect)
        if len(found) >= len(program.alarms) + MAX_ALARMS:
            break
    return tuple(sorted(found, key=lambda wrong: (wrong.place.line, wrong.place.column)))


def _blocks_to_check(program: Program, dialect: Dialect) -> Iterable[Block]:
    """All blocks, or those that are not plain if the dialect can read every plain one."""
    plain, blocks = program.plain, program.blocks
    if plain is None or any(check_word(word, dialect) for word in plain.examples):
        return blocks
    return (blocks[at] for at in plain.others.tolist())


def _check_block(block: Block, dialect: Dialect) -> list[Alarm]:
    """Words behind a macro call are its arguments."""
    found: list[Alarm] = []
    is_call = False
    for word in block.words:
        if not is_call:
            wrong = check_word(word, dialect)
        elif word.letter in NOT_ARGUMENTS - {"G"}:
            wrong = None
        elif word.letter == "G" or len(word.letter) > 1:
            wrong = alarm("macro-argument", word.place, word=word.text)
        else:
            wrong = None
        if wrong:
            found.append(wrong)
        is_call = is_call or calls_macro(word, dialect)
    return found


def calls_macro(word: Word, dialect: Dialect) -> bool:
    """Whether the word is G65, G66 or G66.1."""
    if word.letter != "G":
        return False
    code = dialect.code(word)
    return code is not None and code.group == "call" and code.meaning != "off"


def check_word(word: Word, dialect: Dialect) -> Alarm | None:
    """What this control can't read in a word. One with an expression is checked again when its
    value is known."""
    if word.letter in "GM":
        if word.expression is None and dialect.code(word) is None:
            return dialect.unknown_code(word)
        return alarm("point", word.place, word=word.text) if word.digits.endswith(".") else None
    address = dialect.addresses.get(word.letter)
    if address is None or (word.expression is not None and word.letter in "NO"):
        return alarm("address", word.place, letter=word.letter, word=word.text)
    if word.expression is None and word.has_point and not address.point:
        return alarm("point", word.place, word=word.text)
    if word.number < 0 and not address.minus:
        return alarm("sign", word.place, word=word.text)
    return None


_LENGTH = Address(point=True, minus=True)
_COUNT = Address()


def _table(*rows: tuple[Row, ...]) -> dict[str, Code]:
    return {
        name: Code(name, group, number, meaning, text(zh, en))
        for part in rows
        for name, group, number, meaning, zh, en in part
    }


FANUC_MILL = Dialect(
    id="fanuc-mill",
    codes=_table(MOTION, CYCLES, FANUC_CYCLES, FANUC, M_CODES, FANUC_M_CODES),
    addresses={
        **dict.fromkeys("XYZIJKRQ", _LENGTH),
        **dict.fromkeys((",C", ",R"), Address(point=True)),
        **dict.fromkeys("NOSTHDPL", _COUNT),
        "F": Address(point=True),
    },
    power_on={
        "motion": "rapid",
        "plane": "xy",
        "unit": "millimetre",
        "distance": "absolute",
        "feed": "per-minute",
        "speed": "revolutions",
        "radius": "off",
        "length": "off",
        "cycle": "off",
        "return": "initial",
        "work": "G54",
        "polar": "off",
        "scaling": "off",
        "mirror": "off",
        "rotation": "off",
        "path": "cutting",
        "call": "off",
    },
    absent={name: text(zh, en) for name, zh, en in FANUC_ABSENT},
)

LINUXCNC = Dialect(
    id="linuxcnc",
    codes=_table(MOTION, CYCLES, M_CODES, LINUXCNC_CODES),
    addresses={
        **dict.fromkeys("XYZIJKRQ", _LENGTH),
        **dict.fromkeys("NOTHDL", _COUNT),
        **dict.fromkeys("FSP", Address(point=True)),
    },
    power_on={
        **FANUC_MILL.power_on,
        "motion": "none",
        "return": "r-level",
        "centre": "incremental",
        "path": "blending",
    },
    parameters=Parameters(
        least_increment_always_full=True,
        dwell_unit_s=1.0,
        chip_break_mm=0.254,
        peck_clearance_mm=0.254,
        sides_change=False,
        corner="arc",
        straight_rad=0.05,
        start_up="tangent",
        statements_share_block=False,
        packed_calls=False,
        max_calls=10,
        repeats_group=False,
        one_motion_mode=True,
        data_sets_current=True,
        offset_of_tool=True,
        reference_all=True,
        change_raises=False,
        local_is_preset=True,
    ),
)

FANUC_LATHE_A = Dialect(
    id="fanuc-lathe-a",
    codes=_table(LATHE, SYSTEM_A, LATHE_M_CODES),
    addresses={
        **dict.fromkeys("XZUWIKRAC", _LENGTH),
        **dict.fromkeys((",C", ",R"), Address(point=True)),
        ",A": _LENGTH,
        **dict.fromkeys("NOSTPQL", _COUNT),
        **dict.fromkeys("FD", Address(point=True)),
    },
    power_on={
        **FANUC_MILL.power_on,
        "plane": "zx",
        "feed": "per-revolution",
        "drilling": "off",
    },
    process=TURNING,
    diameters=frozenset("X"),
    increments={"U": "X", "W": "Z"},
)

FANUC_LATHE_B = replace(
    FANUC_LATHE_A,
    id="fanuc-lathe-b",
    codes=_table(LATHE, SYSTEM_B, LATHE_M_CODES),
    increments={},
)

DIALECTS: Mapping[str, Dialect] = {
    one.id: one for one in (FANUC_MILL, FANUC_LATHE_A, FANUC_LATHE_B, LINUXCNC)
}
"""The controls by id. The linuxcnc one serves comparison with an independent interpreter."""
