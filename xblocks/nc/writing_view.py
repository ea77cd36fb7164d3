"""What helps to write a program for a control: its codes, addresses and skeletons, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xblocks.attempt import text
from xblocks.nc.engine.control.calls import ARGUMENTS
from xblocks.nc.engine.language.address_help import AddressHelp, address_help
from xblocks.nc.engine.language.code_help import CodeHelp
from xblocks.nc.engine.language.code_help_milling import MILLING_HELP
from xblocks.nc.engine.language.code_help_turning import LATHE_A_HELP, LATHE_B_HELP
from xblocks.nc.engine.language.dialect import Dialect
from xblocks.nc.engine.language.skeletons import SKELETONS

CODE_HELP: Mapping[str, Mapping[str, CodeHelp]] = {
    "fanuc-mill": MILLING_HELP,
    "fanuc-lathe-a": LATHE_A_HELP,
    "fanuc-lathe-b": LATHE_B_HELP,
}
"""By dialect and code."""


def writing_view(dialect: Dialect) -> dict[str, Any]:
    """`codes` with title, group, sentence and example; `addresses` that the control knows; what
    `words` of a letter say beside which codes, the first that applies being meant; `skeletons`."""
    helps = CODE_HELP.get(dialect.id, {})
    return {
        "codes": [
            {
                "code": code.name,
                "title": code.title,
                "group": code.group_number,
                "help": helps[code.name].text if code.name in helps else None,
                "example": helps[code.name].example if code.name in helps else "",
            }
            for code in dialect.codes.values()
        ],
        "addresses": sorted(dialect.addresses),
        "words": [
            {"letters": list(one.letters), "codes": list(one.codes), "text": one.text}
            for one in (*_arguments(dialect), *address_help(dialect))
        ],
        "skeletons": [
            {"name": one.name, "title": one.title, "blocks": one.blocks}
            for one in SKELETONS.get(dialect.id, ())
        ],
    }


def _arguments(dialect: Dialect) -> Iterator[AddressHelp]:
    """What G65 and its like pass to a macro."""
    calls = tuple(
        code.name
        for code in dialect.codes.values()
        if code.group == "call" and code.meaning != "off"
    )
    for letter, number in ARGUMENTS.items():
        said = text(f"传给宏程序的自变量 #{number}。", f"An argument of the macro, its #{number}.")
        yield AddressHelp((letter,), calls, said)
