"""What the text of a turning exercise must keep to that its JSON Schema can't say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from xblocks.exercise_text import Document, Path, Problem
from xblocks.nc.engine.inspection.fits import fit_limits
from xblocks.nc.exercise_rules import (
    id_problems,
    number_problems,
    rubric_problems,
    travel_problems,
)
from xblocks.nc.turning.keys import Keys, key_problems
from xblocks.nc.turning.reading import TOLERANCES
from xblocks.nc.turning.tools import tool_problems

RESERVED_IDS = frozenset({"geometry", "rest", "process", "program", "roughness", "cycle-time"})
"""Ids of criteria, which no turned feature may have."""

_RANGE = ("from_z_mm", "to_z_mm")
_ENDS = ("from_diameter_mm", "to_diameter_mm")

_KEYS: Mapping[str, Keys] = {
    "face": Keys(("z_mm",), ("roughness_um",)),
    "cylinder": Keys((*_RANGE, "diameter_mm"), ("roughness_um",)),
    "bore": Keys((*_RANGE, "diameter_mm"), ("roughness_um", "point_angle_deg")),
    "taper": Keys((*_RANGE, *_ENDS), ("roughness_um", "inside")),
    "arc": Keys((*_RANGE, *_ENDS, "radius_mm", "bulge"), ("roughness_um", "inside")),
    "groove": Keys((*_RANGE, "diameter_mm"), ("inside",)),
    "thread": Keys((*_RANGE, "diameter_mm", "pitch_mm"), ("inside",)),
    "length": Keys(_RANGE),
}


def contradictions(document: Document) -> list[Problem]:
    """What a schema can't say: numbers that contradict each other, in no certain order."""
    return [
        *_target_problems(document),
        *number_problems(document),
        *tool_problems(document),
        *travel_problems(document),
        *_stock_problems(document),
        *rubric_problems(document),
    ]


def _stock_problems(document: Document) -> Iterator[Problem]:
    stock, machine = document.value["stock"], document.value["machine"]
    diameter, length = stock["diameter_mm"], stock["length_mm"]
    if stock.get("bore_mm", 0) >= diameter:
        zh, en = "内孔须小于外径。", "The bore must be smaller than the diameter."
        yield document.problem(("stock", "bore_mm"), zh, en)
    if stock["clamped_mm"] >= length:
        zh, en = "夹持长度须小于毛坯长度。", "The clamped length must be less than the length."
        yield document.problem(("stock", "clamped_mm"), zh, en)
    if machine["chuck"]["diameter_mm"] <= diameter:
        zh, en = "卡盘须比毛坯粗。", "The chuck must be wider than the stock."
        yield document.problem(("machine", "chuck", "diameter_mm"), zh, en)


def _target_problems(document: Document) -> Iterator[Problem]:
    target = document.value["target"]
    if "features" not in target and "program" not in target:
        zh, en = "须写 features 或 program。", "Features or a program are needed."
        yield document.problem(("target",), zh, en)
    if "program" in target and not {"points", "features"} & target.keys():
        zh, en = "用参考程序时须写 points。", "With a reference program, points are needed."
        yield document.problem(("target",), zh, en)
    if "program" not in target and "points" in target:
        zh, en = "points 只和参考程序同用。", "Points go with a reference program."
        yield document.problem(("target", "points"), zh, en)
    if "roughness" in document.value["rubric"] and "features" not in target:
        zh, en = "表面粗糙度按特征检查，须写 features。", "Roughness is judged on features."
        yield document.problem(("rubric", "roughness"), zh, en)
    yield from id_problems(document, RESERVED_IDS)
    for index, feature in enumerate(target.get("features", [])):
        yield from _feature_problems(document, ("target", "features", index), feature)


def _feature_problems(
    document: Document, path: Path, feature: Mapping[str, Any]
) -> Iterator[Problem]:
    kind = feature["kind"]
    missing = list(key_problems(document, path, feature, _KEYS))
    yield from missing
    for name, limits in feature.get("tolerances", {}).items():
        here = (*path, "tolerances", name)
        if name not in TOLERANCES[kind]:
            zh, en = f"{kind} 没有“{name}”公差。", f"{kind} has no tolerance “{name}”."
            yield document.problem(here, zh, en)
        elif isinstance(limits, str) and fit_limits(feature.get("diameter_mm", 0), limits) is None:
            zh, en = f"公差带 {limits} 不在表内。", f"{limits} is not in the tables for this size."
            yield document.problem(here, zh, en)
        elif isinstance(limits, list) and limits[0] >= limits[1]:
            zh, en = "下偏差须小于上偏差。", "The lower deviation must come first."
            yield document.problem(here, zh, en)
    if missing:
        return
    yield from _place_problems(document, path, feature)
    if kind == "arc":
        yield from _arc_problems(document, path, feature)
    if kind == "thread":
        yield from _thread_problems(document, path, feature)


def _place_problems(
    document: Document, path: Path, feature: Mapping[str, Any]
) -> Iterator[Problem]:
    stock = document.value["stock"]
    right = stock.get("face_z_mm", 0)
    jaws = right - stock["length_mm"] + stock["clamped_mm"]
    if "from_z_mm" in feature and feature["from_z_mm"] <= feature["to_z_mm"]:
        zh = "from_z_mm 是右端，须大于 to_z_mm。"
        en = "from_z_mm is at the right and must be greater than to_z_mm."
        yield document.problem((*path, "from_z_mm"), zh, en)
    for key in ("z_mm", *_RANGE):
        if key in feature and not jaws <= feature[key] <= right:
            zh = f"Z{feature[key]:g} 不在毛坯露出卡盘的部分（Z{jaws:g} 到 Z{right:g}）。"
            en = f"Z{feature[key]:g} is not on the stock out of the chuck, Z{jaws:g} to Z{right:g}."
            yield document.problem((*path, key), zh, en)
    for key in ("diameter_mm", *_ENDS):
        if key in feature and not stock.get("bore_mm", 0) <= feature[key] <= stock["diameter_mm"]:
            zh = f"直径 {feature[key]:g} 不在毛坯上。"
            en = f"A diameter of {feature[key]:g} is not on the stock."
            yield document.problem((*path, key), zh, en)


def _arc_problems(document: Document, path: Path, feature: Mapping[str, Any]) -> Iterator[Problem]:
    rise = (feature["from_diameter_mm"] - feature["to_diameter_mm"]) / 2
    chord = math.hypot(feature["from_z_mm"] - feature["to_z_mm"], rise)
    if chord > 2 * feature["radius_mm"] * (1 + 1e-9):
        zh = f"半径小于两端距离的一半（{chord / 2:.3f} mm）。"
        en = f"The radius is less than half the distance of the ends ({chord / 2:.3f} mm)."
        yield document.problem((*path, "radius_mm"), zh, en)


def _thread_problems(
    document: Document, path: Path, feature: Mapping[str, Any]
) -> Iterator[Problem]:
    turns = (feature["from_z_mm"] - feature["to_z_mm"]) / feature["pitch_mm"]
    if turns < 6:
        zh = f"螺纹只有 {turns:.1f} 牙，至少要 6 牙才能测量。"
        en = f"The thread has only {turns:.1f} turns; it takes 6 to measure one."
        yield document.problem((*path, "pitch_mm"), zh, en)
