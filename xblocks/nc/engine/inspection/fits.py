"""Limits from the standards' tables: ISO 286 fits and ISO 2768 general tolerances.

ISO 286-1:2010, tables 1 to 5 (GB/T 1800.1-2020), for nominal sizes to 500 mm: the standard
tolerance of a grade, and the letter's fundamental deviation. ISO 2768-1:1989, table 1 (GB/T
1804-2000), for linear sizes to 2000 mm.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from xblocks.nc.engine.inspection.target import Limits

FIT = re.compile(r"(JS|[DEFGHNP]|js|[defgh])(5|6|7|8|9|10|11|12|13)")
"""A letter and a grade: upper case for holes, pockets and slots, lower case for bosses."""

_STEPS_MM = (3, 6, 10, 18, 30, 50, 80, 120, 180, 250, 315, 400, 500)

_GRADES_UM: Mapping[int, tuple[int, ...]] = {
    5: (4, 5, 6, 8, 9, 11, 13, 15, 18, 20, 23, 25, 27),
    6: (6, 8, 9, 11, 13, 16, 19, 22, 25, 29, 32, 36, 40),
    7: (10, 12, 15, 18, 21, 25, 30, 35, 40, 46, 52, 57, 63),
    8: (14, 18, 22, 27, 33, 39, 46, 54, 63, 72, 81, 89, 97),
    9: (25, 30, 36, 43, 52, 62, 74, 87, 100, 115, 130, 140, 155),
    10: (40, 48, 58, 70, 84, 100, 120, 140, 160, 185, 210, 230, 250),
    11: (60, 75, 90, 110, 130, 160, 190, 220, 250, 290, 320, 360, 400),
    12: (100, 120, 150, 180, 210, 250, 300, 350, 400, 460, 520, 570, 630),
    13: (140, 180, 220, 270, 330, 390, 460, 540, 630, 720, 810, 890, 970),
}
"""The width of each grade's tolerance, for nominal sizes up to each step."""

_AWAY_UM: Mapping[str, tuple[int, ...]] = {
    "d": (20, 30, 40, 50, 65, 80, 100, 120, 145, 170, 190, 210, 230),
    "e": (14, 20, 25, 32, 40, 50, 60, 72, 85, 100, 110, 125, 135),
    "f": (6, 10, 13, 16, 20, 25, 30, 36, 43, 50, 56, 62, 68),
    "g": (2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 18, 20),
    "h": (0,) * 13,
}
"""How far below the nominal size a shaft's zone begins, and above it a hole's."""

_P_UM = (6, 12, 15, 18, 22, 26, 32, 37, 43, 50, 56, 62, 68)
"""How far below the nominal size a hole's P zone begins, in grades above 7."""

_N_SMALLEST_UM = 4
"""The same of N above grade 8, for sizes to 3 mm; above, it begins at the nominal size."""

_GENERAL_STEPS_MM = (3, 6, 30, 120, 400, 1000, 2000)
_GENERAL_MM: Mapping[str, tuple[float, ...]] = {
    "f": (0.05, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5),
    "m": (0.1, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2),
    "c": (0.2, 0.3, 0.5, 0.8, 1.2, 2.0, 3.0),
}


def fit_limits(nominal_mm: float, fit: str) -> Limits | None:
    """The limits of a size, such as 0 to +0.021 for 25 H7; None for a letter, grade or size that
    the tables here don't hold."""
    found = FIT.fullmatch(fit)
    step = bisect_left(_STEPS_MM, nominal_mm)
    if found is None or step == len(_STEPS_MM) or nominal_mm <= 0:
        return None
    letter, grade = found[1], int(found[2])
    width = _GRADES_UM[grade][step]
    if letter.lower() == "js":
        return Limits(-width / 2000, width / 2000, fit)
    if letter in "NP":
        upper = _upper_um(letter, grade, step)
        return None if upper is None else Limits((upper - width) / 1000, upper / 1000, fit)
    away = _AWAY_UM[letter.lower()][step]
    if letter.isupper():
        return Limits(away / 1000, (away + width) / 1000, fit)
    return Limits((-away - width) / 1000, -away / 1000, fit)


def _upper_um(letter: str, grade: int, step: int) -> int | None:
    """Of keyways' holes; None in the finer grades, where the standard adds a correction."""
    if letter == "N":
        return None if grade <= 8 else (-_N_SMALLEST_UM if step == 0 else 0)
    return None if grade <= 7 else -_P_UM[step]


def general_mm(nominal_mm: float, grade: str) -> float:
    """What a size without a tolerance may be off, plus or minus, in the grades f, m and c. Sizes
    below 0.5 mm, for which the standard wants a tolerance of their own, count as 0.5 mm."""
    step = min(bisect_left(_GENERAL_STEPS_MM, nominal_mm), len(_GENERAL_STEPS_MM) - 1)
    return _GENERAL_MM[grade][step]
