"""Programs made of decisions: mostly what a control accepts, so that runs get far, with a hostile
word, block or statement now and then."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.fuzz import lathe_programs, mill_programs
from tests.fuzz.choices import Choices
from tests.fuzz.words import HOSTILE_ONCE_IN, expression, number
from xblocks.nc.engine.language.dialect import TURNING, Dialect
from xblocks.nc.exercises import FOLDER

MAX_PARTS = 30
_SENSELESS_ONCE_IN = 4

Part = Callable[[Choices, Dialect], list[str]]

_SOLUTION_ONCE_IN = 8
_WORD = re.compile(r"([A-FH-MQ-Z])-?[0-9.]+")
_CODE = re.compile(r"G([0-9]+)(\.[0-9])?")
_SET = (
    *("#1", "#2", "#3", "#33", "#100", "#500", "#[#1]", "##2", "#5221", "#2001", "#13002"),
    *("#3006", "#3001", "#3003", "#10001", "#1=#2"),
)
_COMPARISONS = ("LT", "GT", "EQ", "NE", "LE", "GE")
_JUNK = "GMXYZIJKRPQHDTSFNOLUW#[]=+-*/.,0123456789 ();%:\t\0WHILEDOENDGOTOIFTHEN面（Ｘ１²\u00a0"


def program(choices: Choices, dialect: Dialect) -> str:
    """A program of up to `MAX_PARTS` parts, each of one or a few blocks, with its subprograms; or
    a solution of an exercise with a few things changed."""
    if choices.one_in(_SOLUTION_ONCE_IN):
        return _altered(choices, choices.pick(_solutions(dialect.process)))
    own = _own_parts(dialect)
    blocks = ["O1", *own.head(choices, dialect)]
    for _ in range(1 + choices.below(MAX_PARTS)):
        if not choices.left:
            break
        made = choices.pick((*own.PARTS, *_COMMON))(choices, dialect)
        if not _knows(dialect, made) and not choices.one_in(HOSTILE_ONCE_IN):
            made = own.lines(choices, dialect)
        blocks += made if not choices.one_in(200) else [_spoiled(choices, made[0])]
    if not choices.one_in(6):
        blocks += ["G40", "M30"]
    for name in (2, 3):
        blocks += [f"O{name}", *_subprogram(choices, dialect)]
    return choices.pick(("\n", "\n", "\n", "\r\n", "\r", ";\n")).join(blocks)


def _own_parts(dialect: Dialect) -> Any:
    """The parts of the dialect's machines: a module with `head`, `lines`, `arcs` and `PARTS`."""
    return lathe_programs if dialect.process == TURNING else mill_programs


@cache
def _solutions(process: str) -> tuple[str, ...]:
    """The programs beside the exercises of a process."""
    is_turned = process == TURNING
    return tuple(
        file.read_text("utf-8")
        for file in sorted(FOLDER.glob("*.nc"))
        if is_turned == ("shaft" in file.name)
    )


def _altered(choices: Choices, source: str) -> str:
    """A program with one to six words changed, or lines left out, doubled or spoiled."""
    blocks = source.split("\n")
    for _ in range(1 + choices.below(6)):
        at = choices.below(len(blocks))
        how = choices.below(4)
        if how == 0:
            blocks[at] = _spoiled(choices, blocks[at])
        elif how == 1:
            blocks[at:at] = [blocks[at]] * choices.below(4)
        elif how == 2:
            blocks[at] = ""
        else:
            blocks[at] = _WORD.sub(
                lambda word: word[1] + number(choices, -60, 60) if choices.one_in(3) else word[0],
                blocks[at],
            )
    return "\n".join(blocks)


def _knows(dialect: Dialect, blocks: list[str]) -> bool:
    """Whether the dialect has the G codes and corners of the blocks."""
    codes = {f"G{whole.zfill(2)}{part}" for block in blocks for whole, part in _CODE.findall(block)}
    corners = {letter for block in blocks for letter in (",C", ",R") if letter in block}
    return codes <= dialect.codes.keys() and corners <= dialect.addresses.keys()


def _subprogram(choices: Choices, dialect: Dialect) -> list[str]:
    blocks = []
    for _ in range(choices.below(4)):
        blocks += choices.pick((_own_parts(dialect).lines, _assignments, _calls))(choices, dialect)
    return [*blocks, choices.pick(("M99", "M99", "M99", "M99 P7", "M30"))]


def _spoiled(choices: Choices, block: str) -> str:
    """The block with one character taken out, doubled or replaced."""
    at = choices.below(max(1, len(block)))
    middle = choices.pick(("", block[at : at + 1] * 2, choices.pick(_JUNK)))
    return block[:at] + middle + block[at + 1 :]


# -- parts that all programs may have --------------------------------------------------------------


def _assignments(choices: Choices, dialect: Dialect) -> list[str]:
    return [f"{choices.pick(_SET)}={expression(choices)}"]


def _control(choices: Choices, dialect: Dialect) -> list[str]:
    inside = [
        one for _ in range(choices.below(3)) for one in _own_parts(dialect).lines(choices, dialect)
    ]
    condition = f"#1 {choices.pick(_COMPARISONS)} {expression(choices)}"
    level = choices.pick((1, 1, 1, 2, 2, 3, 3, 4))
    return choices.pick(
        (
            [
                "#1=0",
                f"WHILE[#1 LT {choices.below(9)}]DO{level}",
                *inside,
                "#1=#1+1",
                f"END{level}",
            ],
            [f"IF[{condition}]THEN#2={expression(choices)}"],
            ["#1=0", f"N{7 + choices.below(2)}", *inside, "#1=#1+1", "IF[#1LT3]GOTO7"],
            [f"IF[{condition}]GOTO{choices.pick(('7', '8', '#1', '9999'))}", *inside, "N7"],
            [f"DO{level}", *inside, f"IF[{condition}]GOTO9", f"END{level}", "N9"],
            [f"#3000={choices.below(300)}(STOP)"],
            [f"WHILE[{condition}]DO{level}", *inside],
        )
    )


def _calls(choices: Choices, dialect: Dialect) -> list[str]:
    repeats = choices.pick(("", "", "L2", "L0", "L9999"))
    name = choices.pick((2, 3, 3, 1, 9))
    arguments = " ".join(
        choices.pick("ABCDEFHIJKMQRSTUVWXYZ") + number(choices, -9, 9)
        for _ in range(choices.below(5))
    )
    return choices.pick(
        (
            [f"M98 P{name} {repeats}"],
            [f"M98 P{choices.below(9)}000{name}"],
            [f"G65 P{name} {repeats} {arguments}"],
            [f"G66 P{name} {arguments}", *_own_parts(dialect).lines(choices, dialect), "G67"],
            [f"G66.1 P{name} {arguments}", *_own_parts(dialect).lines(choices, dialect), "G67"],
            ["M99"],
        )
    )


def _any_words(choices: Choices, dialect: Dialect) -> list[str]:
    """Codes and addresses of the dialect without sense."""
    if not choices.one_in(_SENSELESS_ONCE_IN):
        return list(_own_parts(dialect).lines(choices, dialect))
    codes, letters = sorted(dialect.codes), sorted(dialect.addresses)
    words = []
    for _ in range(1 + choices.below(6)):
        if choices.one_in(2):
            words.append(choices.pick(codes))
        else:
            words.append(choices.pick(letters) + number(choices, -20, 20))
    return [" ".join(words)]


def _junk(choices: Choices, dialect: Dialect) -> list[str]:
    if not choices.one_in(_SENSELESS_ONCE_IN):
        return list(_own_parts(dialect).arcs(choices, dialect))
    return ["".join(choices.pick(_JUNK) for _ in range(choices.below(30)))]


_COMMON: tuple[Part, ...] = (
    *(_assignments,) * 3,
    *(_control,) * 2,
    *(_calls,) * 2,
    _any_words,
    _junk,
)
