"""The drawing's features: what each takes off, and what is measured."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest

from xblocks.nc.engine.turning.lathe import Turned
from xblocks.nc.engine.turning.lathe_machine import bar
from xblocks.nc.engine.turning.profile import volume_mm3
from xblocks.nc.turning.features import Inspection, TurnedFeature, section_of
from xblocks.nc.turning.reading import feature_of

STOCK = bar(length_mm=100, diameter_mm=50, bore_mm=0, face_z_mm=1)


def feature(kind: str, from_z: float = 0, to_z: float = -20, **values: object) -> TurnedFeature:
    places = {"z_mm": from_z} if kind == "face" else {"from_z_mm": from_z, "to_z_mm": to_z}
    title = {"zh-Hans": "甲", "en": "it"}
    return feature_of({"id": "it", "kind": kind, "title": title, "points": 1, **places, **values})


FACED = feature("face")


def section_volume(features: Iterable[TurnedFeature]) -> float:
    return volume_mm3(section_of(tuple(features), STOCK))


def measured(drawn: TurnedFeature, *made: TurnedFeature) -> dict[str, float | None]:
    """How far a part of perfect features is off a drawn one."""
    part = Turned(section_of(made, STOCK), (), 0.0, 0.0, ())
    target = section_of((FACED, drawn), STOCK)
    found = Inspection(part, target, 1.0, 0.4).measure(drawn)
    return {one.id: one.deviation for one in found}


def test_features_take_off_what_their_solids_of_revolution_hold() -> None:
    whole = math.pi * 25**2
    assert section_volume([FACED]) == pytest.approx(whole * 99)
    step = section_volume([FACED, feature("cylinder", diameter_mm=40)])
    assert step == pytest.approx(math.pi * (25**2 * 79 + 20**2 * 20))
    drilled = feature("bore", diameter_mm=20, point_angle_deg=90)
    assert section_volume([FACED, drilled]) == pytest.approx(
        whole * 99 - math.pi * 10**2 * (20 + 10 / 3)
    )
    cone = feature("taper", from_diameter_mm=30, to_diameter_mm=50)
    frustum = math.pi * 20 / 3 * (15**2 + 15 * 25 + 25**2)
    assert section_volume([FACED, cone]) == pytest.approx(whole * 79 + frustum)
    assert section_volume([FACED, feature("length")]) == pytest.approx(whole * 99)


@pytest.mark.parametrize(
    ("bulge", "inside", "grows"), [("convex", False, True), ("concave", False, False)]
)
def test_an_arc_bulges_out_of_the_material_or_into_it(
    bulge: str, inside: bool, grows: bool
) -> None:
    ends = {"from_diameter_mm": 30.0, "to_diameter_mm": 50.0, "inside": inside}
    chord = section_volume([FACED, feature("taper", 0, -10, **ends)])
    arc = section_volume([FACED, feature("arc", 0, -10, radius_mm=12, bulge=bulge, **ends)])
    assert (arc > chord) is grows


def test_a_ball_end_has_the_volume_of_half_a_ball() -> None:
    ball = feature(
        "arc", 0, -25, from_diameter_mm=0, to_diameter_mm=50, radius_mm=25, bulge="convex"
    )
    assert section_volume([FACED, ball]) == pytest.approx(
        math.pi * 25**2 * 74 + 2 / 3 * math.pi * 25**3
    )


def test_each_kind_is_measured_by_its_own_sizes() -> None:
    step = feature("cylinder", diameter_mm=40)
    assert measured(step, FACED, step) == {"diameter": 0.0, "length": 0.0}
    other = feature("cylinder", 0, -20.2, diameter_mm=39.9)
    assert measured(step, FACED, other) == pytest.approx({"diameter": -0.1, "length": 0.2})
    bore = feature("bore", diameter_mm=20)
    assert measured(bore, FACED, feature("bore", 0, -21, diameter_mm=20.1)) == pytest.approx(
        {"diameter": 0.1, "length": 1.0}
    )
    groove = feature("groove", -20, -25, diameter_mm=40)
    wider = feature("groove", -19.9, -25.1, diameter_mm=40)
    assert measured(groove, FACED, wider) == pytest.approx(
        {"diameter": 0, "width": 0.2, "position": -0.1}
    )
    assert measured(FACED, feature("face", 0.3)) == pytest.approx({"face": 0.3})
    length = feature("length", 0, -20)
    drawn = Inspection(
        Turned(section_of((FACED, other), STOCK), (), 0, 0, ()),
        section_of((FACED, step), STOCK),
        1.0,
        0.4,
    )
    assert [one.deviation for one in drawn.measure(length)] == pytest.approx([0.2])


def test_tapers_and_arcs_are_measured_along_their_contour_too() -> None:
    cone = feature("taper", from_diameter_mm=30, to_diameter_mm=50)
    assert measured(cone, FACED, cone) == pytest.approx({"taper": 0, "profile": 0}, abs=1e-9)
    shifted = feature("taper", from_diameter_mm=30.2, to_diameter_mm=50.2)
    found = measured(cone, FACED, shifted)
    assert found["taper"] == pytest.approx(0, abs=1e-9)
    assert found["profile"] == pytest.approx(0.1 * math.cos(math.atan(0.5)), abs=1e-6)
    ends = {"from_diameter_mm": 30, "to_diameter_mm": 50, "bulge": "concave"}
    arc = feature("arc", 0, -10, radius_mm=10, **ends)
    assert measured(arc, FACED, arc) == pytest.approx({"radius": 0, "profile": 0}, abs=1e-6)


def test_limits_are_even_one_sided_or_those_of_a_fit() -> None:
    def limits(kind: str, size: object, **values: object) -> object:
        return feature(kind, diameter_mm=30, tolerances={"size": size}, **values).limit("size")

    assert limits("cylinder", 0.05) == (-0.05, 0.05)
    assert limits("cylinder", [-0.033, 0]) == (-0.033, 0)
    assert limits("cylinder", "h7") == (-0.021, 0)
    assert limits("bore", "H7") == (0, 0.021)
    thread = feature("thread", diameter_mm=30, pitch_mm=2, inside=True)
    assert thread.limit("pitch_diameter") == (0, 0.2)


def test_what_is_not_there_has_no_deviation_and_is_not_cut() -> None:
    step = feature("cylinder", -30, -40, diameter_mm=40)
    assert measured(step, FACED)["length"] is None
    bare = Inspection(Turned(STOCK, (), 0, 0, ()), section_of((FACED, step), STOCK), 1.0, 0.4)
    assert [bare.is_cut(one) for one in (FACED, step, feature("length"))] == [False, False, True]
    assert bare.zone(FACED) is None
    assert bare.zone(step) == pytest.approx((-39.6, -30.4))
