"""What an inspector writes about a measured characteristic: a row of the report, and the sentence
of one that is out of tolerance."""

from __future__ import annotations

from collections.abc import Mapping

from xblocks.attempt import Measurement, Text, text
from xblocks.nc.engine.inspection.checks import DEG, MM, UM, Check
from xblocks.nc.engine.inspection.target import Feature, Limits
from xblocks.nc.engine.inspection.volumes import Amount

TITLES: Mapping[str, Text] = {
    "length": text("长度", "length"),
    "width": text("宽度", "width"),
    "diameter": text("直径", "diameter"),
    "mean-diameter": text("槽中心圆直径", "mean diameter"),
    "depth": text("深度", "depth"),
    "position": text("位置", "position"),
    "corner": text("圆角", "corner"),
    "fillet": text("底角圆角", "fillet"),
    "wall": text("侧面", "side"),
    "flatness": text("平面度", "flatness"),
    "profile-left": text("轮廓度（残留侧）", "profile, material left"),
    "profile-gone": text("轮廓度（过切侧）", "profile, material gone"),
    "cone-angle": text("锥角", "cone angle"),
    "chamfer-width": text("倒角宽", "width of the chamfer"),
    "thread-diameter": text("螺纹公称直径", "thread diameter"),
    "pitch": text("螺距", "pitch"),
    "thread-depth": text("有效螺纹深度", "depth of full thread"),
    "floor-roughness": text("底面粗糙度 Ra（估算）", "roughness Ra of the floor (estimated)"),
    "wall-roughness": text("侧面粗糙度 Ra（估算）", "roughness Ra of the wall (estimated)"),
    "missing": text("漏加工", "missing"),
    "gouge": text("过切体积", "volume of gouges"),
    "excess": text("残留体积", "volume left"),
}

_UNITS: Mapping[str, str] = {MM: "mm", DEG: "°", UM: "µm"}
_ONE_SIDED = frozenset({"position", "flatness", "floor-roughness", "wall-roughness", "missing"})


def measurement_of(check: Check) -> Measurement:
    """The report's row of a check."""
    title = TITLES[check.id]
    if check.number:
        zh, en = title["zh-Hans"], title["en"]
        title = text(f"第 {check.number} 孔{zh}", f"hole {check.number}: {en}")
    lower = None if check.id in _ONE_SIDED else round(check.nominal + check.limits.lower, 6)
    return Measurement(
        id=check.id,
        title=title,
        nominal=round(check.nominal, 6),
        lower=lower,
        upper=round(check.nominal + check.limits.upper, 6),
        measured=round(check.nominal + check.deviation, 4),
        unit=_UNITS[check.unit],
        passed=check.passed,
        at_least=check.beyond_reach,
        line=check.line or None,
        at_mm=_rounded(check.at_mm),
    )


def volume_measurement(name: str, amount: Amount, allowed_mm3: float | None) -> Measurement:
    """The report's row of what is missing or left, and the place on the part where it is worst;
    None allows any amount."""
    there = amount.volume_mm3 > 0
    return Measurement(
        id=name,
        title=TITLES[name],
        nominal=0.0,
        lower=None,
        upper=allowed_mm3,
        measured=round(amount.volume_mm3, 3),
        unit="mm³",
        passed=allowed_mm3 is None or amount.volume_mm3 <= allowed_mm3,
        line=(amount.line or None) if there else None,
        at_mm=(*amount.at_mm, round(amount.height_mm, 4)) if there else None,
    )


def _rounded(place: tuple[float, float] | None) -> tuple[float, ...] | None:
    return None if place is None else tuple(round(value, 3) for value in place)


# -- sentences -------------------------------------------------------------------------------------


def sentence_of(feature: Feature, check: Check) -> Text:
    """What is wrong with a feature, by a check that it did not pass."""
    who_zh, who_en = feature.title["zh-Hans"], feature.title["en"]
    if check.number:
        who_zh, who_en = f"{who_zh}第 {check.number} 孔", f"{who_en}, hole {check.number}"
    zh, en = _SENTENCES.get(check.id, _size)(check)
    return text(f"{who_zh}：{zh}", f"{who_en}: {en}")


def _names(check: Check) -> tuple[str, str]:
    return TITLES[check.id]["zh-Hans"], TITLES[check.id]["en"]


def _allowed(limits: Limits, unit: str = "mm") -> str:
    """The limits as on a drawing: ±0.1 mm, or +0.021/0 mm (H7)."""
    if limits.even:
        return f"±{limits.upper:g} {unit}" + (f" ({limits.fit})" if limits.fit else "")
    fit = f" ({limits.fit})" if limits.fit else ""
    lower, upper = (f"{value:+g}" if value else "0" for value in (limits.lower, limits.upper))
    return f"{upper}/{lower} {unit}{fit}"


def _least(check: Check) -> tuple[str, str]:
    return ("至少 ", "at least ") if check.beyond_reach else ("", "")


def _digits(check: Check) -> int:
    """Enough to show why a deviation is too large."""
    width = check.limits.upper - check.limits.lower
    return 2 if width >= 0.05 else 3


def _size(check: Check) -> tuple[str, str]:
    (name_zh, name_en), (least_zh, least_en) = _names(check), _least(check)
    digits, off = _digits(check), check.deviation
    measured, allowed = f"{check.nominal + off:.{digits}f} mm", _allowed(check.limits)
    return (
        f"{name_zh} {measured}，图样 {check.nominal:g} {allowed}，"
        f"偏差 {least_zh}{off:+.{digits}f} mm。",
        f"{name_en} {measured}, drawing {check.nominal:g} {allowed}, off by "
        f"{least_en}{off:+.{digits}f} mm.",
    )


def _wall(check: Check) -> tuple[str, str]:
    (name_zh, name_en), (least_zh, least_en) = _names(check), _least(check)
    off, allowed = abs(check.deviation), _allowed(check.limits)
    more_zh, more_en = ("多切", "too much") if check.deviation > 0 else ("少切", "too little")
    return (
        f"{name_zh}{more_zh} {least_zh}{off:.2f} mm，允许 {allowed}。",
        f"{least_en}{off:.2f} mm {more_en} cut at the {name_en}, {allowed} allowed.",
    )


def _flatness(check: Check) -> tuple[str, str]:
    (name_zh, name_en), off, allowed = _names(check), check.deviation, check.limits.upper
    return (
        f"{name_zh} {off:.3f} mm，允许 {allowed:g} mm。",
        f"the floor's {name_en} is {off:.3f} mm, {allowed:g} mm allowed.",
    )


def _position(check: Check) -> tuple[str, str]:
    (name_zh, name_en), (least_zh, least_en) = _names(check), _least(check)
    off, allowed = check.deviation, check.limits.upper
    return (
        f"{name_zh}偏 {least_zh}{off:.2f} mm，允许 {allowed:g} mm。",
        f"{name_en} is off by {least_en}{off:.2f} mm, {allowed:g} mm allowed.",
    )


def _corner(check: Check) -> tuple[str, str]:
    (least_zh, least_en), left = _least(check), check.deviation > 0
    off, allowed = abs(check.deviation), _allowed(check.limits)
    where_zh, where_en = ("圆角", "corners") if check.id == "corner" else ("底角圆角", "fillets")
    return (
        f"R{check.nominal:g} {where_zh}处{'残留' if left else '多切'} "
        f"{least_zh}{off:.2f} mm，允许 {allowed}。",
        f"{where_en} R{check.nominal:g} have {least_en}{off:.2f} mm "
        f"{'left' if left else 'cut too much'}, {allowed} allowed.",
    )


def _profile(check: Check) -> tuple[str, str]:
    (least_zh, least_en), left = _least(check), check.deviation > 0
    off, digits, allowed = abs(check.deviation), _digits(check), _allowed(check.limits)
    return (
        f"轮廓{'残留' if left else '过切'} {least_zh}{off:.{digits}f} mm，允许 {allowed}。",
        f"{least_en}{off:.{digits}f} mm {'left on' if left else 'too much cut from'} the contour, "
        f"{allowed} allowed.",
    )


def _angle(check: Check) -> tuple[str, str]:
    measured, allowed = f"{check.nominal + check.deviation:.1f}°", f"±{check.limits.upper:g}°"
    return (
        f"锥角 {measured}，图样 {check.nominal:g}° {allowed}。",
        f"cone angle {measured}, drawing {check.nominal:g}° {allowed}.",
    )


def _roughness(check: Check) -> tuple[str, str]:
    where = ("底面", "floor") if check.id == "floor-roughness" else ("侧面", "wall")
    value, allowed = f"Ra {check.deviation:.2f} µm", f"Ra {check.limits.upper:g} µm"
    return (
        f"{where[0]}粗糙度估算为 {value}，允许 {allowed}。请减小每齿进给或行距。",
        f"the {where[1]}'s roughness is estimated as {value}, {allowed} allowed. Feed less a tooth "
        f"or step over less.",
    )


def _missing(check: Check) -> tuple[str, str]:
    return "没有加工。", "was not cut."


_SENTENCES = {
    "wall": _wall,
    "flatness": _flatness,
    "position": _position,
    "corner": _corner,
    "fillet": _corner,
    "profile-left": _profile,
    "profile-gone": _profile,
    "cone-angle": _angle,
    "floor-roughness": _roughness,
    "wall-roughness": _roughness,
    "missing": _missing,
}
"""The sentence of a check that isn't a plain size."""
