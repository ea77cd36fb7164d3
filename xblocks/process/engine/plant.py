"""What a plant is: named equations with units and sources, expanded into one flat function.

A plant file states constants, inputs, quantities (algebraic equations, in order), states (with
their rates) and the instruments on them. `expand` writes the four Runge-Kutta stages of all of
them out as one Python function without a call, a dictionary or an attribute in its loop: about
three times as fast as calling the equations one by one, and the same bits on every machine,
because each sum is written out in one fixed order.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xblocks.process.engine.alarms import Alarm
from xblocks.process.engine.controllers import Controller
from xblocks.process.engine.interlocks import Interlock

Text = Mapping[str, str]
Vector = tuple[float, ...]


class BadPlant(ValueError):
    """A plant file contradicts itself: a bug of ours, never of a learner."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number of the plant, with its unit and where it is from."""

    name: str
    value: float
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Input:
    """What acts on the plant from outside: a valve's signal, a motor's switch, a supply condition.

    `value` is what it is until a controller, an operator or a scenario sets it.
    """

    name: str
    unit: str
    value: float
    low: float
    high: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An algebraic equation, `name` = `expression`."""

    name: str
    expression: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class State:
    """A differential equation, d`name`/dt = `rate`, clamped to its range after each step."""

    name: str
    rate: str
    unit: str
    low: float
    high: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """An instrument: what it shows of the plant, its range, and the deviation of its noise.

    A reading beyond the range stands at its end, as a transmitter's does. `normal` is the band
    that the screen draws as normal, None for an instrument without one.
    """

    tag: str
    expression: str
    unit: str
    low: float
    high: float
    noise: float
    decimals: int
    text: Text
    normal: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A motor or an on-off valve that an operator starts (1) and stops (0)."""

    tag: str
    text: Text


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A condition to start from: every state, and what the operator had set."""

    text: Text
    states: Mapping[str, float]
    settings: Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Plant:
    """A process unit with its instruments, controllers, alarms and interlocks.

    `step_s` is the integration step; a whole number of them makes up the 1-s scan.
    """

    id: str
    version: int
    text: Text
    step_s: float
    constants: tuple[Constant, ...]
    inputs: tuple[Input, ...]
    quantities: tuple[Quantity, ...]
    states: tuple[State, ...]
    measurements: tuple[Measurement, ...]
    controllers: tuple[Controller, ...]
    switches: tuple[Switch, ...]
    alarms: tuple[Alarm, ...]
    interlocks: tuple[Interlock, ...]
    snapshots: Mapping[str, Snapshot]


def sqrt(value: float) -> float:
    """The square root; 0 below 0, where a flow simply stops."""
    return math.sqrt(value) if value > 0.0 else 0.0


def exp(value: float) -> float:
    """The exponential, held within what a double can carry."""
    return math.exp(min(max(value, -700.0), 700.0))


def power(base: float, exponent: float) -> float:
    """`base` to the `exponent`; 0 for a base of 0 or less."""
    return math.exp(min(exponent * math.log(base), 700.0)) if base > 0.0 else 0.0


FUNCTIONS: Mapping[str, Any] = {"sqrt": sqrt, "exp": exp, "power": power, "max": max, "min": min}


@dataclass(frozen=True, slots=True)
class Model:
    """A plant's equations as functions of the states and the inputs, both in the plant's order.

    `advance(x, u, steps)` gives the states after that many steps of `step_s`, `rates(x, u)` their
    derivatives (1/s) and `measure(x, u)` what the instruments would show without noise.
    """

    states: tuple[str, ...]
    inputs: tuple[str, ...]
    advance: Callable[[Vector, Vector, int], Vector]
    rates: Callable[[Vector, Vector], Vector]
    measure: Callable[[Vector, Vector], Vector]


def expand(
    plant: Plant,
    constants: Mapping[str, float] | None = None,
    held: Iterable[str] = (),
    extra: tuple[State, ...] = (),
) -> Model:
    """The plant's equations as three flat functions.

    `constants` replaces some of the plant's, `held` states keep their value, and `extra` states
    are integrated along with the plant's: a test pins the equations to a published case with
    these. Raises `BadPlant` for an equation with an unknown name.
    """
    states = (*plant.states, *extra)
    fixed = frozenset(held)
    names = tuple(state.name for state in states)
    inputs = tuple(given.name for given in plant.inputs)
    values = {constant.name: constant.value for constant in plant.constants}
    values |= constants or {}
    _check(plant, states, set(values) | set(inputs) | set(names))
    algebra = [f"{q.name} = {q.expression}" for q in plant.quantities]
    rates = [f"{s.name}_rate = {'0.0' if s.name in fixed else s.rate}" for s in states]
    unpack = [f"{', '.join(names)}, = x", f"{', '.join(inputs)}, = u"]
    shown = ", ".join(f"({m.expression})" for m in plant.measurements)
    source = "\n".join(
        (
            *_function("rates(x, u)", [*unpack, *algebra, *rates], _tuple(names, "{}_rate")),
            *_function("measure(x, u)", [*unpack, *algebra], f"({shown},)"),
            "def advance(x, u, steps):",
            *_indent(unpack),
            "    for _ in range(steps):",
            *_indent(_runge_kutta(states, [*algebra, *rates], plant.step_s), 8),
            f"    return {_tuple(names, '{}')}",
        )
    )
    scope: dict[str, Any] = dict(FUNCTIONS) | values
    code = compile(source, f"<plant {plant.id}>", "exec")
    exec(code, scope)  # noqa: S102 - the text is made of this package's own plant files only
    return Model(names, inputs, scope["advance"], scope["rates"], scope["measure"])


def _runge_kutta(states: tuple[State, ...], slopes: list[str], step_s: float) -> list[str]:
    """One classical fourth-order step, and the clamp after it."""
    names = [state.name for state in states]
    lines = [f"{name}_0 = {name}" for name in names]
    for stage, reach in ((1, step_s / 2), (2, step_s / 2), (3, step_s)):
        lines += [*slopes, *(f"{name}_{stage} = {name}_rate" for name in names)]
        lines += [f"{name} = {name}_0 + {reach!r} * {name}_rate" for name in names]
    lines += slopes
    for state in states:
        n = state.name
        lines += [
            f"{n} = {n}_0 + {step_s / 6!r} * ({n}_1 + 2.0 * ({n}_2 + {n}_3) + {n}_rate)",
            f"if {n} < {state.low!r}: {n} = {state.low!r}",
            f"elif {n} > {state.high!r}: {n} = {state.high!r}",
        ]
    return lines


def _check(plant: Plant, states: tuple[State, ...], known: set[str]) -> None:
    """Every equation uses only what stands before it."""
    known = known | set(FUNCTIONS)
    for quantity in plant.quantities:
        _check_names(quantity.name, quantity.expression, known)
        known.add(quantity.name)
    for state in states:
        _check_names(state.name, state.rate, known)
    for measurement in plant.measurements:
        _check_names(measurement.tag, measurement.expression, known)


def _check_names(equation: str, expression: str, known: set[str]) -> None:
    tree = ast.parse(expression, mode="eval")
    unknown = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} - known
    if unknown:
        raise BadPlant(f"{equation}: unknown {', '.join(sorted(unknown))}")


def _function(head: str, body: list[str], result: str) -> list[str]:
    return [f"def {head}:", *_indent(body), f"    return {result}"]


def _indent(lines: Iterable[str], spaces: int = 4) -> list[str]:
    return [" " * spaces + line for line in lines]


def _tuple(names: Iterable[str], pattern: str) -> str:
    return "(" + ", ".join(pattern.format(name) for name in names) + ",)"
