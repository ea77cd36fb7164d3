"""Conditions over a plant's tags: a small closed language, compiled without evaluating Python.

    TIC101.MODE == 'AUTO' and abs(TI101 - 77) <= 2 and step('fill')

Known: the columns of the plant's rows (``TI101``, ``TIC101.SP``, ``P101``), ``t_s``; numbers;
``and or not``, comparisons, ``+ - * /`` (division by a number only); and

    abs(x) min(x, …) max(x, …)    numbers
    step('id')                    the step is done
    trip('I101')                  the interlock is tripped
    alarm('TI101', 'HH')          the alarm stands
    unacked('TI101', 'HH')        the alarm came, and nobody has acknowledged it

The text is parsed by Python's own parser and each node is translated into a closure; a node, a
name or an attribute that is not listed here is an error with its column. Types are checked once,
so that a condition which compiles can't fail later.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from xblocks.attempt import Text, text
from xblocks.process.engine import alarms
from xblocks.process.engine.controllers import MODES
from xblocks.process.engine.simulation import Row

LENGTH_LIMIT: Final = 400
DEPTH_LIMIT: Final = 24

_NUMBERS: Final[Mapping[str, Callable[..., float]]] = {"abs": abs, "min": min, "max": max}

Steps = Mapping[str, bool]
"""Which steps are done."""
Term = Callable[[Row, Steps], Any]
Condition = Callable[[Row, Steps], bool]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a condition; `offset` counts characters from 0 in its text."""

    offset: int
    message: Text


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may speak of: the columns of the rows, and the exercise's steps."""

    columns: tuple[str, ...]
    steps: frozenset[str]


class _Refused(Exception):
    def __init__(self, node: ast.AST, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = text(zh, en)
        self.offset_bytes = getattr(node, "col_offset", 0)


_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_TYPES: Final = {
    "number": ("数值", "a number"),
    "truth": ("条件", "a condition"),
    "mode": ("模式", "a mode"),
}


def tags_of(source: str, names: Names) -> tuple[str, ...]:
    """The columns that a faultless condition speaks of, in its order, each once."""
    tags = {}
    for node in ast.walk(ast.parse(source.strip(), mode="eval")):
        tag = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""
        if tag in names.columns:
            tags[tag] = (node.lineno, node.col_offset) if isinstance(node, ast.expr) else (0, 0)
    return tuple(sorted(tags, key=lambda tag: tags[tag]))


def compile_condition(source: str, names: Names) -> Condition | Fault:
    """The condition as a function of (row, steps), or what is wrong with it."""
    if len(source) > LENGTH_LIMIT:
        return Fault(
            LENGTH_LIMIT,
            text(
                f"条件太长（上限 {LENGTH_LIMIT} 个字符）。",
                f"The condition is too long (the limit is {LENGTH_LIMIT} characters).",
            ),
        )
    lead = len(source) - len(source.lstrip())
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except SyntaxError as error:
        # Python gives 0 where the text breaks off.
        offset = error.offset - 1 if error.offset else len(source.strip())
        return Fault(lead + offset, text("条件的写法不对。", "This is not a condition."))
    except (ValueError, RecursionError, MemoryError):
        return Fault(0, text("条件的写法不对。", "This is not a condition."))
    try:
        kind, term = _translate(tree.body, names, 0)
        _demand(tree.body, kind, "truth")
    except _Refused as refused:
        before = source.strip().encode()[: refused.offset_bytes].decode(errors="ignore")
        return Fault(lead + len(before), refused.message)
    return term


def _demand(node: ast.AST, kind: str, wanted: str) -> None:
    if kind != wanted:
        (zh, en), (zh_is, en_is) = _TYPES[wanted], _TYPES[kind]
        raise _Refused(node, f"这里要{zh}，不是{zh_is}。", f"Here {en} is needed, not {en_is}.")


def _translate(node: ast.AST, names: Names, depth: int) -> tuple[str, Term]:
    if depth > DEPTH_LIMIT:
        raise _Refused(node, "条件嵌套太深。", "The condition is nested too deeply.")
    translate = _NODES.get(type(node))
    if translate is None:
        raise _Refused(
            node,
            "条件里只能用位号、数字、and/or/not、比较、加减乘除和规定的函数。",
            "A condition has tags, numbers, and/or/not, comparisons, + - * / and the listed "
            "functions only.",
        )
    return translate(node, names, depth + 1)


def _constant(node: ast.Constant, _names: Names, _depth: int) -> tuple[str, Term]:
    value = node.value
    if isinstance(value, str) and value in MODES:
        return "mode", lambda _row, _steps: value
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        raise _Refused(node, "这里不能用这个值。", "This value can't stand here.")
    number = float(value)
    return "number", lambda _row, _steps: number


def _column(node: ast.AST, tag: str, names: Names) -> tuple[str, Term]:
    if tag not in names.columns:
        raise _Refused(node, f"没有位号 {tag}。", f"There is no tag {tag}.")
    at = names.columns.index(tag)
    kind = "mode" if tag.endswith(".MODE") else "number"
    return kind, lambda row, _steps: row[at]


def _name(node: ast.Name, names: Names, _depth: int) -> tuple[str, Term]:
    return _column(node, node.id, names)


def _attribute(node: ast.Attribute, names: Names, _depth: int) -> tuple[str, Term]:
    if not isinstance(node.value, ast.Name) or node.attr not in ("SP", "OP", "MODE"):
        raise _Refused(
            node, "位号后只能写 .SP .OP .MODE。", "After a tag only .SP .OP .MODE can stand."
        )
    return _column(node, f"{node.value.id}.{node.attr}", names)


def _both(node: ast.BoolOp, names: Names, depth: int) -> tuple[str, Term]:
    terms = []
    for value in node.values:
        kind, term = _translate(value, names, depth)
        _demand(value, kind, "truth")
        terms.append(term)
    join = _and if isinstance(node.op, ast.And) else _or
    return "truth", reduce(join, terms)


def _and(left: Term, right: Term) -> Term:
    return lambda row, steps: left(row, steps) and right(row, steps)


def _or(left: Term, right: Term) -> Term:
    return lambda row, steps: left(row, steps) or right(row, steps)


def _unary(node: ast.UnaryOp, names: Names, depth: int) -> tuple[str, Term]:
    kind, term = _translate(node.operand, names, depth)
    if isinstance(node.op, ast.Not):
        _demand(node.operand, kind, "truth")
        return "truth", lambda row, steps: not term(row, steps)
    _demand(node.operand, kind, "number")
    if isinstance(node.op, ast.USub):
        return "number", lambda row, steps: -term(row, steps)
    raise _Refused(node, "这里不能用这个运算符。", "This operator can't stand here.")


def _arithmetic(node: ast.BinOp, names: Names, depth: int) -> tuple[str, Term]:
    apply = _ARITHMETIC.get(type(node.op))
    if apply is None:
        raise _Refused(node, "只能用 + - * /。", "Only + - * / can be used.")
    if isinstance(node.op, ast.Div) and not (
        isinstance(node.right, ast.Constant) and node.right.value
    ):
        raise _Refused(node.right, "只能除以非零的数字。", "Divide by a number, and not by 0.")
    (left_kind, left), (right_kind, right) = (
        _translate(side, names, depth) for side in (node.left, node.right)
    )
    _demand(node.left, left_kind, "number")
    _demand(node.right, right_kind, "number")
    return "number", lambda row, steps: apply(left(row, steps), right(row, steps))


def _comparison(node: ast.Compare, names: Names, depth: int) -> tuple[str, Term]:
    sides = [node.left, *node.comparators]
    translated = [_translate(side, names, depth) for side in sides]
    kinds = [kind for kind, _ in translated]
    terms = [term for _, term in translated]
    for side, kind in zip(sides, kinds, strict=True):
        _demand(side, kind, "mode" if kinds[0] == "mode" else "number")
    tests = []
    for op in node.ops:
        test = _COMPARE.get(type(op))
        if test is None or (kinds[0] == "mode" and not isinstance(op, ast.Eq | ast.NotEq)):
            raise _Refused(node, "这里不能这样比较。", "This comparison can't be made.")
        tests.append(test)
    return "truth", _chain(terms, tests)


def _chain(terms: Sequence[Term], tests: Sequence[Callable[[Any, Any], bool]]) -> Term:
    if len(tests) == 1:
        (left, right), test = terms, tests[0]
        return lambda row, steps: test(left(row, steps), right(row, steps))

    def chain(row: Row, steps: Steps) -> bool:
        values = [term(row, steps) for term in terms]
        return all(t(a, b) for t, a, b in zip(tests, values, values[1:], strict=False))

    return chain


def _call(node: ast.Call, names: Names, depth: int) -> tuple[str, Term]:
    function = node.func.id if isinstance(node.func, ast.Name) else ""
    if node.keywords:
        raise _Refused(node, "函数参数的写法不对。", "The function's arguments are not right.")
    if function in _NUMBERS:
        return _number_function(node, function, names, depth)
    words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    wanted = {"step": 1, "trip": 1, "alarm": 2, "unacked": 2}.get(function)
    if wanted is None:
        raise _Refused(node, "没有这个函数。", "There is no such function.")
    if len(words) != wanted or len(node.args) != wanted:
        raise _Refused(node, f"{function} 的参数不对。", f"The arguments of {function} are wrong.")
    if function == "step":
        return _step(node, words[0], names)
    if "." in words[0]:
        raise _Refused(node, f"没有 {words[0]}。", f"There is no {words[0]}.")
    states = {
        "trip": (1,),
        "alarm": tuple(s for s in range(4) if alarms.is_active(s)),
        "unacked": (alarms.UNACKNOWLEDGED, alarms.RETURNED),
    }[function]
    _, value = _column(node, ".".join(words), names)
    return "truth", lambda row, steps: value(row, steps) in states


def _number_function(node: ast.Call, function: str, names: Names, depth: int) -> tuple[str, Term]:
    apply = _NUMBERS[function]
    count = len(node.args)
    if (function == "abs" and count != 1) or (function != "abs" and count < 2):
        raise _Refused(node, f"{function} 的参数不对。", f"The arguments of {function} are wrong.")
    terms = []
    for argument in node.args:
        kind, term = _translate(argument, names, depth)
        _demand(argument, kind, "number")
        terms.append(term)
    if function == "abs":
        [only] = terms
        return "number", lambda row, steps: abs(only(row, steps))
    return "number", lambda row, steps: apply(*(term(row, steps) for term in terms))


def _step(node: ast.Call, step: str, names: Names) -> tuple[str, Term]:
    if step not in names.steps:
        raise _Refused(node, f"没有步骤 {step}。", f"There is no step {step}.")
    return "truth", lambda _row, steps: steps[step]


_NODES: Mapping[type[ast.AST], Callable[[Any, Names, int], tuple[str, Term]]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.BoolOp: _both,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.Compare: _comparison,
    ast.Call: _call,
}
