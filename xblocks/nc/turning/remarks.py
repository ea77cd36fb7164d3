"""What an inspector writes about a turned part: a row of the report for whatever was measured, and
the sentence of what is out of its limits."""

from __future__ import annotations

from collections.abc import Mapping

from xblocks.attempt import Measurement, Remark, Text, text
from xblocks.nc.engine.turning.turned_inspection import Result, Size
from xblocks.nc.milling.check_texts import TITLES

_NAMES: Mapping[str, Text] = {
    "face": text("端面位置", "place of the face"),
    "diameter": text("直径", "diameter"),
    "length": text("长度", "length"),
    "width": text("槽宽", "width"),
    "position": text("位置", "position"),
    "taper": text("锥度半角", "half angle"),
    "radius": text("圆弧半径", "radius"),
    "profile": text("线轮廓度", "profile"),
    "major": text("大径", "major diameter"),
    "minor": text("小径", "minor diameter"),
    "pitch": text("螺距", "pitch"),
    "pitch-diameter": text("中径", "pitch diameter"),
    "thread-angle": text("牙型角", "thread angle"),
}

_DEGREES = frozenset({"taper", "thread-angle"})


def measurements_of(results: tuple[Result, ...]) -> tuple[Measurement, ...]:
    """The report's rows of a feature: of each size that there was to measure."""
    return tuple(
        Measurement(
            id=one.id,
            title=_NAMES[one.id],
            nominal=round(one.size.nominal, 6),
            lower=round(one.size.nominal + one.size.lower, 6),
            upper=round(one.size.nominal + one.size.upper, 6),
            measured=round(one.size.nominal + one.deviation, 4),
            unit="°" if one.id in _DEGREES else "mm",
            passed=one.passed,
            line=one.line or None,
        )
        for one in results
        if one.deviation is not None
    )


def volume_measurement(name: str, volume_mm3: float, allowed_mm3: float, line: int) -> Measurement:
    """The report's row of what is missing (``gouge``) or left (``excess``)."""
    return Measurement(
        id=name,
        title=TITLES[name],
        nominal=0.0,
        lower=None,
        upper=allowed_mm3,
        measured=round(volume_mm3, 3),
        unit="mm³",
        passed=volume_mm3 <= allowed_mm3,
        line=line or None,
    )


def roughness_measurement(who: Text, found_um: float, limit_um: float, line: int) -> Measurement:
    """The report's row of a surface's estimated Ra."""
    title = text(f"{who['zh-Hans']}：粗糙度 Ra（估算）", f"{who['en']}: roughness Ra (estimated)")
    return Measurement(
        id="roughness",
        title=title,
        nominal=0.0,
        lower=None,
        upper=limit_um,
        measured=round(found_um, 4),
        unit="µm",
        passed=found_um <= limit_um,
        line=line or None,
    )


def roughness_remark(who: Text, row: Measurement, last_line: int) -> Remark:
    """That a surface is too rough."""
    message = text(
        f"{who['zh-Hans']}：表面粗糙度约 Ra {row.measured:.1f} µm，允许 Ra {row.upper:g}。"
        f"请减小精车进给。",
        f"{who['en']}: the surface is about Ra {row.measured:.1f} µm rough, Ra {row.upper:g} "
        f"allowed. Lower the finishing feed.",
    )
    return Remark("too-rough", message, line=row.line or last_line)


def check_remark(title: Text, result: Result, last_line: int) -> Remark:
    """That a size of a feature is out of its limits, or not to be found."""
    zh, en = _sentence(result)
    message = text(f"{title['zh-Hans']}：{zh}", f"{title['en']}: {en}")
    return Remark(f"{result.id}-out-of-tolerance", message, line=result.line or last_line)


def _sentence(result: Result) -> tuple[str, str]:
    zh, en = _NAMES[result.id]["zh-Hans"], _NAMES[result.id]["en"]
    size, off = result.size, result.deviation
    unit = "°" if result.id in _DEGREES else " mm"
    allowed = _limits(size) + unit
    if off is None:
        return (
            f"{zh}测不出来，图样 {size.nominal:.6g}{unit}。",
            f"there is no {en} to measure, drawing {size.nominal:.6g}{unit}.",
        )
    if result.id == "profile":
        more_zh, more_en = ("少切", "too little") if off > 0 else ("多切", "too much")
        return (
            f"{zh}{more_zh} {abs(off):.3f} mm，允许 {allowed}。",
            f"{abs(off):.3f} mm {more_en} cut off the {en}, {allowed} allowed.",
        )
    measured = size.nominal + off
    return (
        f"{zh} {measured:.3f}{unit}，图样 {size.nominal:.6g}（{allowed}），偏差 {off:+.3f}{unit}。",
        f"{en} {measured:.3f}{unit}, drawing {size.nominal:.6g} ({allowed}), off by "
        f"{off:+.3f}{unit}.",
    )


def _limits(size: Size) -> str:
    """The limits as drawings write them: ±0.05, or 0/-0.033."""
    if size.lower == -size.upper:
        return f"±{size.upper:g}"
    return "/".join(f"{limit:+g}" if limit else "0" for limit in (size.upper, size.lower))
