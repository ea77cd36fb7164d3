"""The features of an author's text: which keys each kind takes, and what they mean left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.inspection.fits import fit_limits, general_mm
from xblocks.nc.engine.inspection.regions import Grown, Region
from xblocks.nc.engine.inspection.target import (
    CHAMFERED_EDGE,
    CONES,
    CONTOUR_BOSS,
    CONTOUR_POCKET,
    COUNTERSINK,
    FACE,
    HOLE,
    HOLE_PATTERN,
    LEVEL_FLOOR,
    RECTANGULAR_BOSS,
    RECTANGULAR_POCKET,
    RING_GROOVE,
    ROUND_BOSS,
    ROUND_POCKET,
    SLOT,
    STEP,
    THREADED_HOLE,
    Feature,
    Limits,
    Section,
    ThreadSize,
    Tolerances,
    fall_of,
)
from xblocks.nc.engine.milling.field import Box
from xblocks.nc.milling.regions import edges_of, region_of

Path = tuple[str | int, ...]

_RECTANGLE = ("centre_mm", "size_mm", "corner_radius_mm", "depth_mm")
_ROUND = ("centre_mm", "diameter_mm", "depth_mm")
_PLACES = ("centre_mm", "places_mm", "bolt_circle", "grid")

_NEEDED_KEYS: Mapping[str, tuple[str, ...]] = {
    RECTANGULAR_POCKET: _RECTANGLE,
    RECTANGULAR_BOSS: _RECTANGLE,
    STEP: _RECTANGLE,
    ROUND_POCKET: _ROUND,
    ROUND_BOSS: _ROUND,
    HOLE: _ROUND,
    SLOT: ("from_mm", "to_mm", "width_mm", "depth_mm"),
    FACE: ("depth_mm",),
    HOLE_PATTERN: ("diameter_mm", "depth_mm"),
    RING_GROOVE: ("centre_mm", "diameter_mm", "width_mm", "depth_mm"),
    CONTOUR_POCKET: ("contour_mm", "depth_mm"),
    CONTOUR_BOSS: ("contour_mm", "depth_mm"),
    COUNTERSINK: ("diameter_mm",),
    CHAMFERED_EDGE: ("edge_of", "width_mm"),
    THREADED_HOLE: ("diameter_mm", "pitch_mm", "depth_mm"),
}
_FURTHER_KEYS: Mapping[str, tuple[str, ...]] = {
    RECTANGULAR_POCKET: ("floor_radius_mm",),
    RECTANGULAR_BOSS: ("floor_radius_mm",),
    STEP: ("floor_radius_mm",),
    ROUND_POCKET: ("floor_radius_mm",),
    ROUND_BOSS: ("floor_radius_mm",),
    HOLE: ("point_angle_deg",),
    SLOT: ("floor_radius_mm",),
    FACE: ("centre_mm", "size_mm"),
    HOLE_PATTERN: ("point_angle_deg", *_PLACES),
    COUNTERSINK: ("cone_angle_deg", *_PLACES),
    CHAMFERED_EDGE: ("cone_angle_deg",),
    THREADED_HOLE: ("left_hand", *_PLACES),
}
_ALL_SHAPE_KEYS = frozenset(
    key for keys in (*_NEEDED_KEYS.values(), *_FURTHER_KEYS.values()) for key in keys
)

_EDGED = frozenset(_NEEDED_KEYS) - CONES - {THREADED_HOLE, FACE}
"""Kinds that have an edge to break."""

_DEFAULT_SIZE_MM, _DEFAULT_DEPTH_MM = 0.1, 0.05
_THREAD_DEPTH_PITCHES = 3.0


# -- from plain values to the engine's -------------------------------------------------------------


def features_of(target: Mapping[str, Any], stock: Box) -> tuple[Feature, ...]:
    """The features of a target in which `feature_problems` found nothing wrong."""
    entries = target.get("features", [])
    by_id = {entry["id"]: entry for entry in entries}
    faced_mm = max((e["depth_mm"] for e in entries if _is_whole_face(e)), default=0.0)
    general = target.get("general_tolerance")
    return tuple(_feature(entry, by_id, stock, float(faced_mm), general) for entry in entries)


def _is_whole_face(data: Mapping[str, Any]) -> bool:
    return data["kind"] == FACE and "size_mm" not in data


def _feature(
    data: Mapping[str, Any],
    by_id: Mapping[str, Mapping[str, Any]],
    stock: Box,
    faced_mm: float,
    general: str | None,
) -> Feature:
    kind, of = data["kind"], by_id.get(data.get("edge_of", ""), data)
    inside = not of["kind"].endswith("boss")
    region: Region = region_of(of, stock)
    from_mm, depth_mm = 0.0, float(data.get("depth_mm", 0))
    if kind in CONES:
        width_mm = float(data["width_mm"] if kind == CHAMFERED_EDGE else data["diameter_mm"] / 2)
        from_mm, depth_mm = faced_mm, faced_mm + width_mm * _fall(data)
        if kind == CHAMFERED_EDGE:
            region = Grown(region, width_mm if inside else -width_mm)
    return Feature(
        id=data["id"],
        kind=kind,
        title=data["title"],
        region=region,
        inside=inside,
        depth_mm=depth_mm,
        tolerances=_tolerances(data, general),
        points=float(data["points"]),
        section=_section(data),
        from_depth_mm=from_mm,
        thread=_thread(data),
    )


def _fall(data: Mapping[str, Any]) -> float:
    return fall_of(float(data.get("cone_angle_deg", 90)))


def _section(data: Mapping[str, Any]) -> Section:
    if data["kind"] in CONES:
        return Section(fall=_fall(data), is_cone=True)
    if "point_angle_deg" in data:
        return Section(fall=fall_of(float(data["point_angle_deg"])))
    if "floor_radius_mm" in data:
        return Section(fillet_mm=float(data["floor_radius_mm"]))
    return LEVEL_FLOOR


def _thread(data: Mapping[str, Any]) -> ThreadSize | None:
    if data["kind"] != THREADED_HOLE:
        return None
    hand = bool(data.get("left_hand", False))
    return ThreadSize(float(data["diameter_mm"]), float(data["pitch_mm"]), hand)


def _tolerances(data: Mapping[str, Any], general: str | None) -> Tolerances:
    given = data.get("tolerances_mm", {})
    sizes = [
        _limits(given.get("size"), nominal, general, _DEFAULT_SIZE_MM)
        for nominal in _nominal_sizes(data)
    ]
    return Tolerances(
        size=sizes[0] or Limits.either_way(_DEFAULT_SIZE_MM),
        position_mm=float(given.get("position", 0.1)),
        depth=_depth_limits(data, given.get("depth"), general),
        corner_mm=float(given.get("corner", 0.2)),
        flatness_mm=given.get("flatness"),
        profile_mm=float(given.get("profile", 0.1)),
        angle_deg=float(given.get("angle", 1.0)),
        ra_um=given.get("ra_um"),
        width=sizes[1] if len(sizes) > 1 else None,
    )


def _nominal_sizes(data: Mapping[str, Any]) -> list[float]:
    """What the size's tolerance is of: a width, a diameter, or length and width."""
    if "width_mm" in data:
        return [data["width_mm"]]
    if "diameter_mm" in data:
        return [data["diameter_mm"]]
    return list(data.get("size_mm", [1.0]))


def _depth_limits(data: Mapping[str, Any], given: Any, general: str | None) -> Limits:
    if given is None and data["kind"] == THREADED_HOLE:
        return Limits(0.0, _THREAD_DEPTH_PITCHES * float(data["pitch_mm"]))
    nominal = data.get("depth_mm", 1.0)
    found = _limits(given, nominal, general, _DEFAULT_DEPTH_MM)
    return found or Limits.either_way(_DEFAULT_DEPTH_MM)


def _limits(given: Any, nominal: float, general: str | None, default: float) -> Limits | None:
    """The limits of a size, None for a fit that the tables don't hold."""
    if isinstance(given, str):
        return fit_limits(nominal, given)
    if isinstance(given, list):
        return Limits(float(given[0]), float(given[1]))
    if given is None and general is not None:
        return Limits.either_way(general_mm(nominal, general))
    return Limits.either_way(float(default if given is None else given))


# -- what is wrong in the text ---------------------------------------------------------------------


def feature_problems(document: Document) -> Iterator[Problem]:
    """Keys that a kind lacks or has no use for, and sizes that contradict each other."""
    features = document.value["target"].get("features", [])
    for index, feature in enumerate(features):
        path: Path = ("target", "features", index)
        yield from _key_problems(document, path, feature)
        yield from _size_problems(document, path, feature)
        yield from _place_problems(document, path, feature)
        yield from _tolerance_problems(document, path, feature)
        yield from _edge_problems(document, path, feature, features)


def _key_problems(document: Document, path: Path, feature: Mapping[str, Any]) -> Iterator[Problem]:
    kind = feature["kind"]
    for key in _NEEDED_KEYS[kind]:
        if key not in feature:
            yield document.problem(path, f"{kind} 缺少“{key}”。", f"{kind} needs “{key}”.")
    allowed = (*_NEEDED_KEYS[kind], *_FURTHER_KEYS.get(kind, ()))
    for key in feature:
        if key in _ALL_SHAPE_KEYS and key not in allowed:
            zh, en = f"{kind} 不用“{key}”。", f"{kind} takes no “{key}”."
            yield document.problem((*path, key), zh, en)


def _size_problems(document: Document, path: Path, feature: Mapping[str, Any]) -> Iterator[Problem]:
    half_side_mm = min(feature.get("size_mm", [math.inf])) / 2
    if feature.get("corner_radius_mm", 0) > half_side_mm:
        zh, en = "圆角半径大于边长的一半。", "The corner radius is more than half a side."
        yield document.problem((*path, "corner_radius_mm"), zh, en)
    thickness = document.value["stock"]["size_mm"][2]
    depth = feature.get("depth_mm", 0)
    if depth > thickness:
        zh = f"深度大于毛坯厚度 {thickness:g} mm。"
        en = f"The depth is more than the stock's thickness of {thickness:g} mm."
        yield document.problem((*path, "depth_mm"), zh, en)
    if feature.get("floor_radius_mm", 0) >= depth and "depth_mm" in feature:
        zh, en = "底角圆角须小于深度。", "The fillet must be smaller than the depth."
        yield document.problem((*path, "floor_radius_mm"), zh, en)
    if feature["kind"] == RING_GROOVE and feature.get("width_mm", 0) >= feature.get(
        "diameter_mm", math.inf
    ):
        zh, en = "槽宽须小于槽中心圆直径。", "The groove must be narrower than its mean diameter."
        yield document.problem((*path, "width_mm"), zh, en)
    if feature.get("pitch_mm", 0) >= feature.get("diameter_mm", math.inf) / 2:
        zh, en = "螺距对这个直径太大。", "The pitch is too large for this diameter."
        yield document.problem((*path, "pitch_mm"), zh, en)


def _place_problems(
    document: Document, path: Path, feature: Mapping[str, Any]
) -> Iterator[Problem]:
    if "bolt_circle" in _FURTHER_KEYS.get(feature["kind"], ()):
        ways = [key for key in ("places_mm", "bolt_circle", "grid") if key in feature]
        if len(ways) > 1 or ("centre_mm" in feature) == ("places_mm" in feature):
            zh = "写 places_mm；或写 centre_mm，可再加 bolt_circle 或 grid 之一。"
            en = "Give places_mm, or else centre_mm with bolt_circle or grid, or neither, besides."
            yield document.problem(path, zh, en)
    points = feature.get("contour_mm", [])
    for index, point in enumerate(points):
        if ("radius_mm" in point) != ("turn" in point):
            zh, en = "圆弧要写 radius_mm 和 turn。", "An arc needs both radius_mm and turn."
            yield document.problem((*path, "contour_mm", index), zh, en)
            return
    wrong = edges_of(points) if points else ()
    if isinstance(wrong, int):
        zh = "这一点与前一点重合，或半径不足以到达它。"
        en = "This point is the one before, or the radius is too small to reach it."
        yield document.problem((*path, "contour_mm", wrong), zh, en)


def _tolerance_problems(
    document: Document, path: Path, feature: Mapping[str, Any]
) -> Iterator[Problem]:
    given = feature.get("tolerances_mm", {})
    for key in ("size", "depth"):
        limits = given.get(key)
        if isinstance(limits, list) and limits[0] > limits[1]:
            zh, en = "下偏差须不大于上偏差。", "The lower limit must not be above the upper one."
            yield document.problem((*path, "tolerances_mm", key), zh, en)
        if isinstance(limits, str):
            nominals = _nominal_sizes(feature) if key == "size" else [feature.get("depth_mm", 0)]
            if any(fit_limits(nominal, limits) is None for nominal in nominals):
                zh = f"公差带 {limits} 不在表内（尺寸到 500 mm；N 从 9 级，P 从 8 级）。"
                en = f"{limits} is not in the tables (to 500 mm; N from grade 9, P from grade 8)."
                yield document.problem((*path, "tolerances_mm", key), zh, en)


def _edge_problems(
    document: Document,
    path: Path,
    feature: Mapping[str, Any],
    features: Sequence[Mapping[str, Any]],
) -> Iterator[Problem]:
    if "edge_of" in feature and not any(
        other["id"] == feature["edge_of"] and other["kind"] in _EDGED for other in features
    ):
        zh = f"没有可以倒角的特征“{feature['edge_of']}”。"
        en = f"There is no feature “{feature['edge_of']}” whose edge could be chamfered."
        yield document.problem((*path, "edge_of"), zh, en)
