"""A block with numbers in place of its expressions."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from xblocks.nc.engine.alarms import Place, Rejected, reject
from xblocks.nc.engine.language.dialect import Dialect, calls_macro, check_word
from xblocks.nc.engine.language.expressions import Value, evaluate
from xblocks.nc.engine.language.program import Block
from xblocks.nc.engine.language.words import MAX_DIGITS, Word

Read = Callable[[int, Place], Value]

_LEAST_INCREMENT = {"millimetre": 0.001, "inch": 0.0001}


def evaluated(block: Block, read: Read, unit: str, dialect: Dialect) -> Block:
    """The block with numbers in place of expressions; a word whose value is null is left out.

    `read` gives the value of a variable. Raises `Rejected` for an expression without a value and
    for a number that the address does not take.
    """
    if all(word.expression is None for word in block.words):
        return block
    words: list[Word] = []
    is_call = False
    for word in block.words:
        is_argument = is_call and word.letter not in "PL"
        known = _evaluated_word(word, read, unit, dialect, is_argument=is_argument)
        if known is not None:
            words.append(known)
            is_call = is_call or calls_macro(known, dialect)
    return replace(block, words=tuple(words))


def _evaluated_word(
    word: Word, read: Read, unit: str, dialect: Dialect, *, is_argument: bool
) -> Word | None:
    """An expression counts as written with a point; an address that takes none is rounded."""
    if word.expression is None:
        return word
    value = evaluate(word.expression, read, rounding=_LEAST_INCREMENT[unit])
    if value is None:
        return None
    known = replace(word, number=value, digits=f"{value:.10g}", expression=None)
    if is_argument:
        return known
    if abs(value) >= 10**MAX_DIGITS:
        raise reject("too-many-digits", word.place, word=known.text)
    address = dialect.addresses.get(word.letter)
    if word.letter == "M" or (address is not None and not address.point):
        whole = math.floor(value + 0.5)
        known = replace(known, number=float(whole), digits=f"{whole}", has_point=False)
    wrong = check_word(known, dialect)
    if wrong is not None:
        raise Rejected(wrong)
    return known
