"""What the text of a milling exercise must keep to that its JSON Schema can't say."""

from __future__ import annotations

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.milling.field import MAX_CELLS
from xblocks.nc.exercise_rules import (
    id_problems,
    number_problems,
    rubric_problems,
    travel_problems,
)
from xblocks.nc.milling.features import feature_problems
from xblocks.nc.milling.tools import tool_problems

RESERVED_IDS = frozenset({"geometry", "rest", "process", "program", "cycle-time"})
"""Ids of criteria, which no milled feature may have."""


def contradictions(document: Document) -> list[Problem]:
    """What a schema can't say: numbers that contradict each other, in no certain order."""
    data = document.value
    problems = _target_problems(document)
    for index, clamp in enumerate(data.get("clamps", [])):
        if any(a >= b for a, b in zip(clamp["min_mm"], clamp["max_mm"], strict=True)):
            problems.append(
                document.problem(
                    ("clamps", index, "max_mm"),
                    "max_mm 的每个值都须大于 min_mm。",
                    "Every number of max_mm must be greater than that of min_mm.",
                )
            )
    return [
        *problems,
        *number_problems(document),
        *tool_problems(document),
        *_machine_problems(document),
        *rubric_problems(document),
    ]


def _machine_problems(document: Document) -> list[Problem]:
    data, problems = document.value, list(travel_problems(document))
    size, cell = data["stock"]["size_mm"], data.get("cell_mm", 0.5)
    if size[0] * size[1] / cell**2 > MAX_CELLS:
        problems.append(
            document.problem(
                ("cell_mm",) if "cell_mm" in data else ("stock", "size_mm"),
                f"网格太细：最多 {MAX_CELLS} 格。请加大 cell_mm。",
                f"The grid is too fine: {MAX_CELLS} cells at most. Use a larger cell_mm.",
            )
        )
    bottom = -data["stock"]["zero_mm"][2]
    if data.get("table_z_mm", bottom) > bottom:
        problems.append(
            document.problem(
                ("table_z_mm",),
                f"工作台面不能高于毛坯底面（Z{bottom:g}）。",
                f"The table's face can't be above the stock's underside (Z{bottom:g}).",
            )
        )
    return problems


def _target_problems(document: Document) -> list[Problem]:
    target = document.value["target"]
    if ("features" in target) == ("program" in target):
        zh, en = "features 和 program 只写一个。", "Give either features or a program."
        return [document.problem(("target",), zh, en)]
    if "program" in target and "points" not in target:
        zh, en = "用参考程序时须写 points。", "With a reference program, points are needed."
        return [document.problem(("target",), zh, en)]
    return [*id_problems(document, RESERVED_IDS), *feature_problems(document)]
