"""A variant for each learner: names drawn from the seed, put into the author's text as formulas.

    variants:
      width_mm: [58, 60, 62]                    one of these
      depth_mm: {from: 4, to: 6, step: 0.5}     one of these, evenly spaced
      half_mm: =width_mm / 2                    worked out of the names above it

Wherever else in the document a value is a text that begins with ``=``, the formula's value stands
in its place, and ``[=formula]`` inside a longer text becomes its number; ``[=formula:0]`` says how
many decimals. A text without `variants` is left as it is.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from xblocks.exercise_text import Document, Path, Problem
from xblocks.formula import Fault, work_out

KEY: Final = "variants"
MAX_NAMES: Final = 40
MAX_CHOICES: Final = 1000
_DECIMALS: Final = 4

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_INSIDE = re.compile(r"\[=([^\[\]\n]*?)(?::([0-4]))?\]")

Value = float | str
Names = Mapping[str, Value]


@dataclass(slots=True)
class _Drawing:
    """What has been drawn so far, and what was wrong."""

    document: Document
    seed: int
    with_point: frozenset[str]
    names: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def drawn(
    document: Document, seed: int, *, with_point: frozenset[str] = frozenset()
) -> Document | list[Problem]:
    """The document of this seed's variant, or what is wrong with its `variants` and formulas.

    Numbers inside the texts of the keys `with_point`, which are part programs, keep a decimal point
    where no number of decimals is asked for.
    """
    data = document.value
    if not isinstance(data, dict) or KEY not in data:
        return document
    drawing = _Drawing(document, seed, with_point)
    _draw(data[KEY], drawing)
    filled = {
        key: value if key == KEY else _filled(value, (key,), drawing)
        for key, value in data.items()
        if not drawing.problems or key == KEY
    }
    if drawing.problems:
        return sorted(drawing.problems, key=lambda problem: (problem.line, problem.column))
    return Document(filled, document.places, document.keys)


def names_of(document: Document, seed: int) -> Names:
    """The names of this seed's variant with their values; empty where the text has none."""
    data = document.value
    drawing = _Drawing(document, seed, frozenset())
    if isinstance(data, dict) and KEY in data:
        _draw(data[KEY], drawing)
    return drawing.names


def fill_program(program: str, names: Names) -> str:
    """A part program with every ``[=formula]`` worked out. Raises ValueError, naming the line, for
    a formula that has no value."""

    def number(found: re.Match[str]) -> str:
        value = work_out(found[1], names)
        if isinstance(value, Fault):
            line = program.count("\n", 0, found.start()) + 1
            raise ValueError(f"line {line}: {value.message['en']}")
        return _printed(value, found[2], with_point=True)

    return _INSIDE.sub(number, program)


def different_seeds(document: Document, seeds: Sequence[int]) -> tuple[int, ...]:
    """Of the seeds, the first of each variant."""
    first: dict[tuple[tuple[str, Value], ...], int] = {}
    for seed in seeds:
        first.setdefault(tuple(names_of(document, seed).items()), seed)
    return tuple(first.values())


# -- drawing ---------------------------------------------------------------------------------------


def _draw(choices: Any, drawing: _Drawing) -> None:
    if not isinstance(choices, dict) or len(choices) > MAX_NAMES:
        zh, en = f"这里要写最多 {MAX_NAMES} 个名称。", f"This must be up to {MAX_NAMES} names."
        drawing.problems.append(drawing.document.problem((KEY,), zh, en))
        return
    for name, choice in choices.items():
        path = (KEY, name)
        if not _NAME.fullmatch(name):
            zh = "名称只能用字母、数字和下划线，以字母开头。"
            en = "A name has letters, digits and underscores, a letter first."
            drawing.problems.append(drawing.document.problem(path, zh, en))
        elif isinstance(choice, str) and choice.startswith("="):
            worked_out = _worked_out(choice[1:], path, 1, drawing)
            if worked_out is not None:
                drawing.names[name] = worked_out
        elif isinstance(choice, dict):
            _draw_step(name, choice, drawing)
        else:
            _draw_one(name, choice, drawing)


def _draw_one(name: str, choices: Any, drawing: _Drawing) -> None:
    """One of a list of numbers, or of texts."""
    wanted = choices if isinstance(choices, list) else []
    numbers = [one for one in wanted if isinstance(one, int | float) and not isinstance(one, bool)]
    texts = [one for one in wanted if isinstance(one, str)]
    if not wanted or len(wanted) > MAX_CHOICES or len(wanted) not in (len(numbers), len(texts)):
        zh = f"这里要写最多 {MAX_CHOICES} 个数（或文字）的列表、from/to/step，或 =公式。"
        en = (
            f"This must be a list of up to {MAX_CHOICES} numbers (or texts), from/to/step, or "
            f"=formula."
        )
        drawing.problems.append(drawing.document.problem((KEY, name), zh, en))
        return
    pick = wanted[_pick(drawing.seed, name, len(wanted))]
    drawing.names[name] = pick if isinstance(pick, str) else float(pick)


def _draw_step(name: str, choice: Mapping[str, Any], drawing: _Drawing) -> None:
    """One of the numbers from `from` to `to`, `step` apart."""
    bounds = [choice.get(key) for key in ("from", "to", "step")]
    numbers = [float(one) for one in bounds if isinstance(one, int | float)]
    count = -1
    if len(numbers) == len(choice) == 3 and numbers[2] > 0:
        count = math.floor((numbers[1] - numbers[0]) / numbers[2] + 1e-9)
    if not 0 <= count < MAX_CHOICES:
        zh = f"要写 from、to 和大于 0 的 step，最多 {MAX_CHOICES} 个值。"
        en = f"This needs from, to and a step above 0, for up to {MAX_CHOICES} values."
        drawing.problems.append(drawing.document.problem((KEY, name), zh, en))
        return
    value = numbers[0] + numbers[2] * _pick(drawing.seed, name, count + 1)
    drawing.names[name] = round(value, 9)


def _pick(seed: int, name: str, count: int) -> int:
    """Even over the choices, and each name by itself: the same on every machine."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


# -- putting in ------------------------------------------------------------------------------------


def _filled(value: Any, path: Path, drawing: _Drawing) -> Any:
    if isinstance(value, dict):
        return {key: _filled(part, (*path, key), drawing) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, (*path, index), drawing) for index, part in enumerate(value)]
    if not isinstance(value, str):
        return value
    if value.startswith("="):
        worked_out = _worked_out(value[1:], path, 1, drawing)
        return _plain(worked_out) if worked_out is not None else value
    return _INSIDE.sub(lambda found: _inside(found, path, drawing), value)


def _inside(found: re.Match[str], path: Path, drawing: _Drawing) -> str:
    value = _worked_out(found[1], path, 0, drawing)
    with_point = any(key in drawing.with_point for key in path)
    return found[0] if value is None else _printed(value, found[2], with_point=with_point)


def _worked_out(formula: str, path: Path, shift: int, drawing: _Drawing) -> Value | None:
    value = work_out(formula, drawing.names)
    if not isinstance(value, Fault):
        return value
    line, column = drawing.document.place(path)
    # Only of a plain value is it known where its characters stand.
    by = value.offset + shift if shift else 0
    drawing.problems.append(Problem(line, column + by, value.message))
    return None


def _plain(value: Value) -> Value | int:
    """A whole number as one: counts, such as a tool's teeth, are whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _printed(value: Value, decimals: str | None, *, with_point: bool) -> str:
    if isinstance(value, str):
        return value
    if decimals is not None:
        return f"{value:.{decimals}f}"
    printed = f"{value + 0.0:.{_DECIMALS}f}".rstrip("0")
    printed = "0." if printed == "-0." else printed
    return printed if with_point else printed.rstrip(".")
