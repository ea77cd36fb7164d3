"""Formulas of an author's text: arithmetic over named numbers, without evaluating Python.

    width / 2 + 0.5 * sin(30)

Known: names, numbers, ``+ - * /``, ``abs min max round sqrt`` and, in degrees, ``sin cos tan``.
The text is parsed by Python's own parser; whatever is not listed here is refused with its column.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from xblocks.attempt import Text, text

LENGTH_LIMIT: Final = 200
DEPTH_LIMIT: Final = 24
LARGEST: Final = 1e9

_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _of_degrees(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda degrees: function(math.radians(degrees))


def _rounded(value: float, digits: float = 0.0) -> float:
    """Half away from zero, as on a drawing."""
    scale = 10.0 ** min(9, max(0, int(digits)))
    return math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value)


_FUNCTIONS: Final[Mapping[str, tuple[Callable[..., float], int, int]]] = {
    "abs": (abs, 1, 1),
    "min": (min, 2, 9),
    "max": (max, 2, 9),
    "round": (_rounded, 1, 2),
    "sqrt": (math.sqrt, 1, 1),
    "sin": (_of_degrees(math.sin), 1, 1),
    "cos": (_of_degrees(math.cos), 1, 1),
    "tan": (_of_degrees(math.tan), 1, 1),
}
"""Each function, and how few and how many arguments it takes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a formula; `offset` counts characters from 0 in its text."""

    offset: int
    message: Text


class _Refused(Exception):
    def __init__(self, node: ast.AST, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = text(zh, en)
        self.offset_bytes = getattr(node, "col_offset", 0)


def work_out(formula: str, names: Mapping[str, float | str]) -> float | str | Fault:
    """The value of a formula; a text only where the formula is the bare name of one."""
    written = formula.strip()
    lead = len(formula) - len(formula.lstrip())
    if len(written) > LENGTH_LIMIT:
        return Fault(LENGTH_LIMIT, text("公式太长。", "The formula is too long."))
    if isinstance(value := names.get(written), str):
        return value
    try:
        tree = ast.parse(written, mode="eval")
    except SyntaxError as error:
        # Python gives 0 where the text breaks off.
        offset = error.offset - 1 if error.offset else len(written)
        return Fault(lead + offset, text("公式的写法不对。", "This is not a formula."))
    except (ValueError, RecursionError, MemoryError):
        return Fault(lead, text("公式的写法不对。", "This is not a formula."))
    try:
        return _value(tree.body, names, 0)
    except _Refused as refused:
        before = written.encode()[: refused.offset_bytes].decode(errors="ignore")
        return Fault(lead + len(before), refused.message)


def _value(node: ast.expr, names: Mapping[str, float | str], depth: int) -> float:
    if depth > DEPTH_LIMIT:
        raise _Refused(node, "公式嵌套太深。", "The formula is nested too deeply.")
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.Name):
        return _name(node, names)
    try:
        value = _compound(node, names, depth + 1)
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        zh, en = "这个公式算不出数值。", "This formula has no value."
        raise _Refused(node, zh, en) from error
    if not abs(value) <= LARGEST:
        raise _Refused(node, "数值太大。", "The value is too large.")
    return value


def _constant(node: ast.Constant) -> float:
    number = node.value
    if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) > LARGEST:
        raise _Refused(node, "公式里只能写数字和名称。", "A formula has numbers and names only.")
    return float(number)


def _name(node: ast.Name, names: Mapping[str, float | str]) -> float:
    value = names.get(node.id)
    if value is None:
        raise _Refused(node, f"没有“{node.id}”这个名称。", f"There is no name “{node.id}”.")
    if isinstance(value, str):
        zh, en = f"“{node.id}”是文字，不能计算。", f"“{node.id}” is a text, not a number."
        raise _Refused(node, zh, en)
    return value


def _compound(node: ast.expr, names: Mapping[str, float | str], depth: int) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        left, right = _value(node.left, names, depth), _value(node.right, names, depth)
        return _ARITHMETIC[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _value(node.operand, names, depth)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _call(node, node.func.id, names, depth)
    raise _Refused(
        node,
        "公式里只能用名称、数字、加减乘除和规定的函数。",
        "A formula has names, numbers, + - * / and the listed functions only.",
    )


def _call(node: ast.Call, name: str, names: Mapping[str, float | str], depth: int) -> float:
    if name not in _FUNCTIONS:
        known = " ".join(_FUNCTIONS)
        raise _Refused(node, f"只有这些函数：{known}。", f"The functions are: {known}.")
    function, fewest, most = _FUNCTIONS[name]
    if node.keywords or not fewest <= len(node.args) <= most:
        raise _Refused(node, f"{name} 的参数不对。", f"The arguments of {name} are wrong.")
    return float(function(*(_value(argument, names, depth) for argument in node.args)))
