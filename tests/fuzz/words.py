"""Numbers and expressions made of decisions."""

from __future__ import annotations

from tests.fuzz.choices import Choices

HOSTILE_ONCE_IN = 500

_HOSTILE_NUMBERS = (
    *("", "-", "+", ".", "-.", "1.2.3", "--1", "99999999", "99999999.", "123456789", "-99999999"),
    *("0.00000001", ".00000001", "00000000000000000001", "- 5", "+5", ". 5", "1 2 3", "1E5", "0"),
    *("-0", "-0.", "#", "#0", "#1", "-#1", "#[#1]", "#3000", "#5041", "#99999", "[", "[]", "[1"),
    *("[1+]", "[#1/0]", "[1/3]", "[SQRT[-1]]", "[TAN[90]]", "[EXP[200]]", "[LN[0]]", "[-1]"),
    *("[[[[[1]]]]]", "[[[[[[1]]]]]]", "[#1EQ#0]", "[BCD[99999999]]", "[1E9]", "##1", "[POW[0,-1]]"),
    *("[99999999*99999999]", "[POW[9,99]]"),
)
_OPERANDS = (
    *("1", "2", "0", "0.5", "360", "99999999", "#1", "#2", "#100", "#500", "#0", "#4", "#5041"),
    *("#4001", "#5221", "#2001", "#13001", "#[#1]", "#[#1+100]", "SIN[#1]", "COS[30]", "##2"),
    *("ATAN[1]/[#2]", "ATAN[#1,#2]", "POW[#1,2]", "POW[#2,0.5]", "ADP[#1]", "#3001", "#5061"),
    *("SQRT[#1]", "ABS[#2]", "ROUND[#1]", "FIX[#2]", "FUP[#2]", "LN[#1]", "EXP[#1]", "BIN[#1]"),
    *("BCD[#1]", "TAN[#1]", "ASIN[#1]", "ACOS[#2]", "[#1+1]", "[#1-#2]", "-#1", "--2"),
)
_OPERATORS = ("+", "-", "*", "/", " MOD ", " AND ", " OR ", " XOR ")


def number(choices: Choices, low: float, high: float, digits: int = 3) -> str:
    """A number within bounds as a learner writes it, now and then a hostile one."""
    if choices.one_in(HOSTILE_ONCE_IN):
        return choices.pick(_HOSTILE_NUMBERS)
    share = choices.below(1001) / 1000
    value = round(low + share * (high - low), choices.pick((0, 0, 1, digits)))
    written = f"{value:g}"
    return written if "." in written or choices.one_in(4) else written + "."


def expression(choices: Choices, depth: int = 0) -> str:
    """A macro expression, mostly well formed."""
    if choices.one_in(80):
        return choices.pick(_HOSTILE_NUMBERS)
    parts = [choices.pick(_OPERANDS)]
    for _ in range(choices.below(4)):
        inner = choices.pick(_OPERANDS)
        if depth < 4 and choices.one_in(4):
            inner = f"[{expression(choices, depth + 1)}]"
        parts += [choices.pick(_OPERATORS), inner]
    return "".join(parts)


def axes(choices: Choices, reach: float = 40.0, letters: str = "XYZ") -> str:
    """Words of some of the axes, Z nearer to nothing than the others."""
    words = []
    for letter in letters:
        if not choices.one_in(3):
            low, high = (-12.0, 12.0) if letter == "Z" else (-reach, reach)
            words.append(letter + number(choices, low, high))
    return " ".join(words)
