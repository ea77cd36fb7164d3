"""Custom macro expressions: `#1+[SIN[30]*2]` compiled to postfix, and its value.

Postfix keeps evaluation free of recursion, so that no text, however long, can exhaust the stack.
A value is a number or null (None), the value of a variable that was never set.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from xblocks.nc.engine.alarms import Place, reject

MAX_BRACKETS = 5
LARGEST = 1e47
_EQUAL = 1e-10
"""Real numbers of the control carry some nine digits; what differs by less is equal."""

Value = float | None

_CASELESS = re.IGNORECASE | re.ASCII
_NUMBER = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_FUNCTION = re.compile(r"([A-Z]+)\s*\[", _CASELESS)
_PRODUCT = re.compile(r"\*|/|AND?|MOD?", _CASELESS)
_SUM = re.compile(r"\+|-|XOR?|OR", _CASELESS)
_COMPARISON = re.compile(r"EQ|NE|GT|LT|GE|LE", _CASELESS)

_FUNCTIONS = (
    *("SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "SQRT", "ABS", "BIN", "BCD", "ROUND", "FIX"),
    *("FUP", "LN", "EXP", "POW", "ADP"),
)
_NAMES = {
    **{name: name for name in _FUNCTIONS},
    **{name[:2]: name for name in _FUNCTIONS},
    **{"SQR": "SQRT", "RND": "ROUND"},
}
"""Functions by their names, their first two letters, and what older controls call them."""

_OPERATORS = {"AN": "AND", "MO": "MOD", "XO": "XOR"}


@dataclass(frozen=True, slots=True)
class Expression:
    """Postfix code: a float is pushed, a name works on the top of the stack."""

    code: tuple[float | str, ...]
    place: Place


class Scanner:
    """Reads macro text of one line, with comments blanked, from `at` on."""

    def __init__(self, source: str, line: int, at: int) -> None:
        self.source, self.line, self.at = source, line, at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over blanks and `pattern`, if it stands here."""
        self._blanks()
        match = pattern.match(self.source, self.at)
        if match:
            self.at = match.end()
        return match

    def sees(self, characters: str) -> bool:
        """Whether one of these characters stands here."""
        self._blanks()
        return self.at < len(self.source) and self.source[self.at] in characters

    def place(self, begin: int) -> Place:
        """From `begin` up to here, at least one column."""
        return Place(self.line, begin + 1, max(self.at, begin + 1) + 1)

    def here(self) -> Place:
        """The character that can't be read, or the last one of the line."""
        at = min(self.at, max(0, len(self.source) - 1))
        return Place(self.line, at + 1, at + 2)

    def expect(self, character: str) -> None:
        """Step over `character`; raise `Rejected` if another one stands here."""
        if not self.sees(character):
            raise reject("macro-format", self.here(), expected=character)
        self.at += 1

    def _blanks(self) -> None:
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1


def read_value(scanner: Scanner) -> Expression:
    """What may follow an address: a number, a variable, a function or brackets, with a sign."""
    return _compiled(scanner, _value)


def read_sum(scanner: Scanner) -> Expression:
    """The right side of an assignment."""
    return _compiled(scanner, _sum)


def read_index(scanner: Scanner) -> Expression:
    """What follows the ``#`` of the variable to be set."""
    return _compiled(scanner, _index)


Code = list[float | str]


def _compiled(scanner: Scanner, rule: Callable[[Scanner, Code, int], None]) -> Expression:
    scanner.sees("")
    begin, code = scanner.at, Code()
    rule(scanner, code, 0)
    return Expression(tuple(code), scanner.place(begin))


def _comparison(scanner: Scanner, code: Code, depth: int) -> None:
    _sum(scanner, code, depth)
    operator = scanner.take(_COMPARISON)
    if operator:
        _sum(scanner, code, depth)
        code.append(operator[0].upper())


def _sum(scanner: Scanner, code: Code, depth: int) -> None:
    _product(scanner, code, depth)
    while operator := scanner.take(_SUM):
        _product(scanner, code, depth)
        code.append(_named(operator))


def _product(scanner: Scanner, code: Code, depth: int) -> None:
    _value(scanner, code, depth)
    while operator := scanner.take(_PRODUCT):
        _value(scanner, code, depth)
        code.append(_named(operator))


def _named(operator: re.Match[str]) -> str:
    name = operator[0].upper()
    return _OPERATORS.get(name, name)


def _value(scanner: Scanner, code: Code, depth: int) -> None:
    negative = False
    while scanner.sees("+-"):
        negative ^= scanner.source[scanner.at] == "-"
        scanner.at += 1
    if scanner.sees("#"):
        scanner.at += 1
        _index(scanner, code, depth)
        code.append("#")
    elif scanner.sees("["):
        _bracket(scanner, code, depth)
    elif number := scanner.take(_NUMBER):
        code.append(float(number[0]))
    elif function := scanner.take(_FUNCTION):
        _call(scanner, code, depth, function)
    else:
        raise reject("macro-format", scanner.here(), expected="#, [, 0-9")
    if negative:
        code.append("negative")


def _call(scanner: Scanner, code: Code, depth: int, function: re.Match[str]) -> None:
    """A function of one argument, or of two: ``POW[a,b]``, and ``ATAN[a]/[b]`` or ``ATAN[a,b]``."""
    name = _NAMES.get(function[1].upper())
    if name is None:
        where = scanner.place(function.start())
        raise reject("macro-function", where, name=function[1].upper())
    scanner.at -= 1
    if _bracket(scanner, code, depth, pair=name in ("ATAN", "POW")):
        code.append("ATAN2" if name == "ATAN" else name)
        return
    before = scanner.at
    if name == "ATAN" and scanner.sees("/"):
        scanner.at += 1
        if scanner.sees("["):
            _bracket(scanner, code, depth)
            code.append("ATAN2")
            return
        scanner.at = before
    if name == "POW":
        raise reject("macro-format", scanner.here(), expected="POW[#1,#2]")
    code.append(name)


def _index(scanner: Scanner, code: Code, depth: int) -> None:
    """A number, an expression in brackets, or another variable, as in ``##1``."""
    indirect = 0
    while scanner.sees("#"):
        scanner.at += 1
        indirect += 1
    if scanner.sees("["):
        _bracket(scanner, code, depth)
    elif number := scanner.take(_NUMBER):
        code.append(float(number[0]))
    else:
        raise reject("macro-format", scanner.here(), expected="#1")
    code += ["#"] * indirect


def _bracket(scanner: Scanner, code: Code, depth: int, *, pair: bool = False) -> bool:
    """What stands in brackets, where a `pair` is allowed perhaps two values; whether it is two."""
    if depth >= MAX_BRACKETS:
        raise reject("macro-brackets", scanner.here())
    scanner.expect("[")
    _comparison(scanner, code, depth + 1)
    is_pair = pair and scanner.sees(",")
    if is_pair:
        scanner.at += 1
        _comparison(scanner, code, depth + 1)
    scanner.expect("]")
    return is_pair


# -- values ----------------------------------------------------------------------------------------


def evaluate(
    expression: Expression, read: Callable[[int, Place], Value], *, rounding: float = 1.0
) -> Value:
    """The value of an expression; `read` gives that of a variable.

    `rounding` is what ROUND rounds to: 1 in a macro statement, the least input increment in an
    address. Raises `Rejected` for a division by zero, a root of a negative number, an overflow.
    """
    stack: list[Value] = []
    place = expression.place
    try:
        for item in expression.code:
            if isinstance(item, float):
                stack.append(item)
            elif item == "#":
                stack.append(read(variable_number(stack.pop(), place), place))
            elif item == "ROUND":
                steps = _number(stack.pop()) / rounding
                stack.append(math.copysign(math.floor(abs(steps) + 0.5), steps) * rounding)
            elif item in _UNARY:
                stack.append(_UNARY[item](_number(stack.pop())))
            else:
                right, left = stack.pop(), stack.pop()
                stack.append(_binary(item, left, right))
    except ZeroDivisionError:
        raise reject("macro-zero", place) from None
    except ValueError:
        raise reject("macro-domain", place) from None
    except OverflowError:
        raise reject("macro-overflow", place) from None
    value = stack.pop()
    if value is not None and not abs(value) < LARGEST:
        raise reject("macro-overflow", place)
    return value


def variable_number(value: Value, place: Place) -> int:
    """The number that a variable is called by. Raises `Rejected` if it is null."""
    if value is None or not 0 <= value < 1e6:
        raise reject("macro-variable-null", place)
    return round(value)


def is_true(value: Value) -> bool:
    """Whether a condition holds."""
    return value is not None and value != 0


def _number(value: Value) -> float:
    return 0.0 if value is None else value


def _same(left: float, right: float) -> bool:
    return abs(left - right) <= _EQUAL * max(1.0, abs(left), abs(right))


def _binary(name: str, left: Value, right: Value) -> float:
    """Null counts 0, except that it equals nothing but null."""
    a, b = _number(left), _number(right)
    if name in ("EQ", "NE"):
        known = left is not None and right is not None
        equal = _same(a, b) if known else left is None and right is None
        return float(equal == (name == "EQ"))
    return _BINARY[name](a, b)


def _from_zero_to_full_turn(degrees: float) -> float:
    return degrees % 360.0


def _as_decimal_digits(value: float) -> float:
    """BCD: the number 12 becomes 0x12."""
    return float(int(str(_whole(value)), 16))


def _from_decimal_digits(value: float) -> float:
    return float(int(f"{_whole(value):x}"))


def _whole(value: float) -> int:
    if not 0 <= value <= 99_999_999:
        raise ValueError
    return round(value)


def _modulo(left: float, right: float) -> float:
    return math.fmod(left, right) if right else left / right


_UNARY: dict[str, Callable[[float], float]] = {
    "negative": lambda value: -value,
    "SIN": lambda value: math.sin(math.radians(value)),
    "COS": lambda value: math.cos(math.radians(value)),
    "TAN": lambda value: math.tan(math.radians(value)),
    "ASIN": lambda value: _from_zero_to_full_turn(math.degrees(math.asin(value))),
    "ACOS": lambda value: math.degrees(math.acos(value)),
    "ATAN": lambda value: math.degrees(math.atan(value)),
    "SQRT": math.sqrt,
    "ABS": abs,
    "LN": math.log,
    "EXP": math.exp,
    "FIX": lambda value: float(math.trunc(value)),
    "FUP": lambda value: math.copysign(math.ceil(abs(value)), value),
    "BIN": _from_decimal_digits,
    "BCD": _as_decimal_digits,
    "ADP": lambda value: value,
}

_BINARY: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "MOD": _modulo,
    "POW": math.pow,
    "AND": lambda left, right: float(_whole(left) & _whole(right)),
    "OR": lambda left, right: float(_whole(left) | _whole(right)),
    "XOR": lambda left, right: float(_whole(left) ^ _whole(right)),
    "ATAN2": lambda left, right: _from_zero_to_full_turn(math.degrees(math.atan2(left, right))),
    "GT": lambda left, right: float(left > right and not _same(left, right)),
    "LT": lambda left, right: float(left < right and not _same(left, right)),
    "GE": lambda left, right: float(left > right or _same(left, right)),
    "LE": lambda left, right: float(left < right or _same(left, right)),
}
