"""Features as authors write them: read, refused where they make no sense, measured and reported."""

from __future__ import annotations

import json

import pytest

from tests.xblocks.nc.test_exercise import SOURCE, parsed
from xblocks.attempt import GradedAttempt, Mark
from xblocks.nc.engine.inspection.regions import Holes
from xblocks.nc.exercise import parse_exercise, public_view
from xblocks.nc.grading import grade, simulate

TOOLS = """\
tools:
  - {number: 1, name: {zh-Hans: 铣刀, en: mill}, shape: bull, diameter_mm: 10,
     corner_radius_mm: 0.2, flute_length_mm: 22, stick_out_mm: 35, length_mm: 125, teeth: 4}
  - {number: 2, name: {zh-Hans: 钻头, en: drill}, shape: drill, diameter_mm: 6.8,
     flute_length_mm: 60, stick_out_mm: 80, length_mm: 150}
  - {number: 3, name: {zh-Hans: 倒角刀, en: chamfer mill}, shape: chamfer, diameter_mm: 12,
     flute_length_mm: 6, stick_out_mm: 35, length_mm: 120}
  - {number: 4, name: {zh-Hans: 丝锥, en: tap}, shape: tap, pitch_mm: 1.25, diameter_mm: 8,
     flute_length_mm: 30, stick_out_mm: 60, length_mm: 140}
"""
FEATURES = """\
target:
  general_tolerance: m
  features:
    - {id: pocket, kind: rectangular-pocket, title: {zh-Hans: 方槽, en: pocket},
       centre_mm: [-20, 0], size_mm: [30, 20], corner_radius_mm: 5, depth_mm: 4, points: 20,
       tolerances_mm: {size: H9, ra_um: 3.2}}
    - {id: holes, kind: hole-pattern, title: {zh-Hans: 孔组, en: holes}, centre_mm: [25, 0],
       bolt_circle: {diameter_mm: 24, count: 3, start_deg: 90}, diameter_mm: 6.8, depth_mm: 12,
       point_angle_deg: 118, points: 30, tolerances_mm: {size: [0, 0.2], position: 0.05}}
    - {id: sinks, kind: countersink, title: {zh-Hans: 沉孔, en: countersinks}, centre_mm: [25, 0],
       bolt_circle: {diameter_mm: 24, count: 3, start_deg: 90}, diameter_mm: 9, points: 10}
    - {id: threads, kind: thread, title: {zh-Hans: 螺纹, en: threads}, centre_mm: [25, 0],
       bolt_circle: {diameter_mm: 24, count: 3, start_deg: 90}, diameter_mm: 8, pitch_mm: 1.25,
       depth_mm: 8, points: 20}
    - {id: edge, kind: chamfered-edge, title: {zh-Hans: 倒角, en: chamfer}, edge_of: pocket,
       width_mm: 0.5, points: 10}
"""


def source() -> str:
    tools, target, rubric = (SOURCE.index(key) for key in ("tools:\n", "target:\n", "rubric:\n"))
    cells = SOURCE.index("cell_mm:")
    return SOURCE[:tools] + TOOLS + SOURCE[cells:target] + FEATURES + SOURCE[rubric:]


def program(hole_x: float = 25.0) -> str:
    places = f"X{hole_x} Y12\nX14.6077 Y-6\nX35.3923 Y-6\nG80\n"
    first = "X60 Y30 "
    tip = 12 + 2.0429

    def tool(number: int, rpm: int) -> str:
        return f"M09\nT{number} M06\nG00 X0 Y35 S{rpm} M03\nG43 H{number} Z20 M08\n"

    return (
        "G90 G54\n"
        + tool(1, 3000)
        + "G00 X-20 Y0\nZ2\nG01 Z-4 F600\nX-30 Y-5 F1200\nX-10\nY5\nX-30\nY-5\nX-15 Y0\nX-25\n"
        + "G00 Z20\n"
        + tool(2, 1500)
        + f"G98 G81 {first}Z1 R2 F150 K0\nG81 Z-{tip} R2 {places}"
        + tool(3, 2000)
        + f"G81 X{hole_x} Y12 Z-4.5 R2 F100\n"
        + places.partition("\n")[2]
        + "G00 X-20 Y0\nZ2\nG01 Z-3 F300\nX-32.5 Y-5\nY5\nG02 X-30 Y7.5 R2.5\nG01 X-10\n"
        + "G02 X-7.5 Y5 R2.5\nG01 Y-5\nG02 X-10 Y-7.5 R2.5\nG01 X-30\nG02 X-32.5 Y-5 R2.5\n"
        + "G00 Z20\n"
        + tool(4, 500)
        + f"M29 S500\nG84 X{hole_x} Y12 Z-12 R5 F625\n"
        + places.partition("\n")[2]
        + "G91 G28 Z0\nM30\n"
    )


def graded(text: str) -> GradedAttempt:
    attempt = grade(source(), text, 1, "a")
    assert isinstance(attempt, GradedAttempt), attempt
    return attempt


def marks(attempt: GradedAttempt) -> dict[str, Mark]:
    return {mark.id: mark for mark in attempt.marks}


def test_features_of_every_sort_are_read() -> None:
    exercise = parsed(source())
    pocket, holes = exercise.features[0], exercise.features[1]
    assert (pocket.tolerances.size.upper, pocket.tolerances.size.fit) == (0.052, "H9")
    assert pocket.tolerances.width is not None
    assert pocket.tolerances.width.upper == 0.052
    assert pocket.tolerances.depth.upper == 0.1
    assert isinstance(holes.region, Holes)
    assert holes.region.places[0] == pytest.approx((25, 12))
    view = public_view(exercise, 1)
    assert json.loads(json.dumps(view)) == view
    assert [one["callout"] for one in view["features"]] == [
        "",
        "3×⌀6.8",
        "3×⌀9×90°",
        "3×M8×1.25",
        "C0.5",
    ]
    assert [len(one["paths"] or ()) for one in view["features"]] == [0, 3, 3, 3, 1]


def test_a_right_part_earns_every_features_points_and_each_has_its_report() -> None:
    attempt = graded(program())
    for name in ("pocket", "holes", "sinks", "threads", "edge"):
        mark = marks(attempt)[name]
        assert mark.points == mark.out_of, mark.remarks
        assert mark.measurements
        assert all(one.passed for one in mark.measurements)
    pocket = {one.id: one for one in marks(attempt)["pocket"].measurements}
    length = pocket["length"]
    assert (length.nominal, length.lower, length.upper, length.unit) == (30, 30, 30.052, "mm")
    assert length.measured == pytest.approx(30, abs=1e-3)
    assert pocket["floor-roughness"].unit == "µm"
    holes = marks(attempt)["holes"].measurements
    assert [one.title["zh-Hans"] for one in holes[:3]] == [
        "第 1 孔直径",
        "第 1 孔位置",
        "第 1 孔深度",
    ]
    gouge, excess = marks(attempt)["rest"].measurements
    assert (gouge.id, gouge.measured, gouge.unit, gouge.passed) == ("gouge", 0, "mm³", True)
    assert excess.id == "excess"


def test_what_is_off_is_told_in_the_report_and_in_a_sentence() -> None:
    attempt = graded(program(hole_x=25.08))
    holes = marks(attempt)["holes"]
    wrong = [one for one in holes.measurements if not one.passed]
    assert [one.title["en"] for one in wrong] == ["hole 1: position"]
    assert wrong[0].measured == pytest.approx(0.08, abs=1e-3)
    assert wrong[0].line == holes.remarks[0].line
    assert wrong[0].at_mm is not None
    assert holes.remarks[0].message["zh-Hans"] == "孔组第 1 孔：位置偏 0.08 mm，允许 0.05 mm。"
    assert holes.points == pytest.approx(30 - 30 / 9, abs=0.01)


def test_measurements_are_kept_with_the_attempt_and_replayed_to_the_last_bit() -> None:
    attempt = graded(program())
    again = GradedAttempt.from_json(json.loads(json.dumps(attempt.to_json())))
    assert again == attempt
    assert attempt.same_as(graded(program()))


def test_an_attempt_from_before_there_were_measurements_is_still_the_same() -> None:
    attempt = graded(program())
    old = attempt.to_json()
    for mark in old["marks"]:
        mark.pop("measurements", None)
    stored = GradedAttempt.from_json(old)
    assert stored.to_json() == old
    assert stored.same_as(attempt)
    assert attempt.same_as(stored)
    off = graded(program(hole_x=25.08))
    assert not stored.same_as(off)


def test_a_simulation_measures_nothing() -> None:
    assert "measurements" not in json.dumps(simulate(source(), program(), 1))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("edge_of: pocket", "edge_of: holes-x", "no feature “holes-x”"),
        ("edge_of: pocket", "edge_of: threads", "no feature “threads”"),
        ("size: H9", "size: N7", "not in the tables"),
        ("size: [0, 0.2]", "size: [0.2, 0]", "lower limit"),
        ("diameter_mm: 8, pitch_mm: 1.25", "diameter_mm: 8, pitch_mm: 5", "pitch is too large"),
        ("diameter_mm: 8, pitch_mm: 1.25", "diameter_mm: 8", "thread needs “pitch_mm”"),
        ("depth_mm: 4, points", "points", "needs “depth_mm”"),
        (
            "depth_mm: 4, points",
            "depth_mm: 4, floor_radius_mm: 4, points",
            "smaller than the depth",
        ),
        ("kind: thread, title", "kind: thread, places_mm: [[1, 2]], title", "Give places_mm"),
        ("width_mm: 0.5", "width_mm: 0.5, left_hand: true", "takes no “left_hand”"),
    ],
)
def test_what_makes_no_sense_is_told(old: str, new: str, says: str) -> None:
    assert old in source()
    problems = parse_exercise(source().replace(old, new, 1))
    assert isinstance(problems, list)
    assert any(says in one.message["en"] for one in problems), problems


CONTOUR = """\
    - {id: plate, kind: contour-boss, title: {zh-Hans: 板, en: plate}, depth_mm: 3, points: 10,
       contour_mm: [{to: [30, -20]}, {to: [30, 20], radius_mm: 20, turn: ccw}, {to: [-30, 20]},
                    {to: [-30, -20]}]}
    - {id: groove, kind: ring-groove, title: {zh-Hans: 环槽, en: groove}, centre_mm: [0, 0],
       diameter_mm: 20, width_mm: 4, depth_mm: 2, points: 5}
    - {id: top, kind: face, title: {zh-Hans: 上平面, en: top}, depth_mm: 0.5, points: 5,
       tolerances_mm: {flatness: 0.02}}
    - {id: rim, kind: chamfered-edge, title: {zh-Hans: 倒角, en: rim}, edge_of: groove,
       width_mm: 0.3, cone_angle_deg: 60, points: 5}
    - {id: grid, kind: hole-pattern, title: {zh-Hans: 孔, en: grid}, centre_mm: [0, 0],
       grid: {columns: 2, rows: 2, spacing_mm: [40, 24]}, angle_deg: 90, diameter_mm: 4,
       depth_mm: 20, points: 5}
"""


def test_contours_rings_faces_and_grids_are_read_and_drawn() -> None:
    start = FEATURES.index("    - {id: pocket")
    exercise = parsed(source().replace(FEATURES, FEATURES[:start] + CONTOUR))
    plate, groove, _, rim, grid = exercise.features
    assert plate.region.bounds() == pytest.approx((-30, -20, 50, 20))
    assert not plate.inside
    assert groove.region.bounds() == (-12, -12, 12, 12)
    assert (rim.from_depth_mm, rim.depth_mm) == pytest.approx((0.5, 0.5 + 0.3 * 3**0.5))
    assert isinstance(grid.region, Holes)
    assert sorted(grid.region.places) == [
        pytest.approx(place) for place in ((-12, -20), (-12, 20), (12, -20), (12, 20))
    ]
    view = public_view(exercise, 1)
    assert view["features"][0]["callout"] == ""
    assert len(view["features"][0]["paths"][0]) > 20
    assert view["features"][1]["callout"] == "⌀20×4"
    assert view["features"][3]["callout"] == "0.3×30°"
    for wrong, says in (
        ("radius_mm: 20, turn: ccw", "turn: ccw"),
        ("radius_mm: 20", "radius_mm: 12"),
        ("{to: [-30, 20]}", "{to: [30, 20]}"),
        ("width_mm: 4", "width_mm: 24"),
    ):
        broken = source().replace(FEATURES, FEATURES[:start] + CONTOUR.replace(wrong, says, 1))
        assert isinstance(parse_exercise(broken), list)
