"""What the text of any exercise must keep to that its JSON Schema can't say; and its rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.exercise_values import BOUNDS, CycleTime, Exercise, Roughness, Rubric

CUTS_NOTHING = ("参考程序没有切到材料。", "The reference program cuts nothing.")


def number_problems(document: Document) -> Iterator[Problem]:
    """Tools of one number."""
    numbers = [tool["number"] for tool in document.value["tools"]]
    for index, number in enumerate(numbers):
        if number in numbers[:index]:
            zh, en = f"刀号 {number} 重复。", f"There is another tool {number}."
            yield document.problem(("tools", index, "number"), zh, en)


def id_problems(document: Document, reserved: Set[str]) -> list[Problem]:
    """Features of one id, or with one of those that are reserved for criteria."""
    problems: list[Problem] = []
    seen = set(reserved)
    for index, feature in enumerate(document.value["target"].get("features", [])):
        if feature["id"] in seen:
            zh = f"标识“{feature['id']}”已被使用。"
            en = f"The id “{feature['id']}” is already in use."
            problems.append(document.problem(("target", "features", index, "id"), zh, en))
        seen.add(feature["id"])
    return problems


def travel_problems(document: Document) -> Iterator[Problem]:
    """Axes whose travel does not hold the reference point."""
    for axis, (low, high) in document.value["machine"]["limits_mm"].items():
        if not low <= 0 <= high or low == high:
            zh = "行程须包含参考点 0，并且最小值小于最大值。"
            en = "The travel must hold the reference point 0, the least number first."
            yield document.problem(("machine", "limits_mm", axis), zh, en)


def rubric_problems(document: Document) -> list[Problem]:
    """A cycle time whose points would rise with the time."""
    time = document.value["rubric"].get("cycle_time")
    if time and time["none_s"] <= time["full_s"]:
        zh, en = "none_s 须大于 full_s。", "none_s must be greater than full_s."
        return [document.problem(("rubric", "cycle_time", "none_s"), zh, en)]
    return []


def program_faults(exercise: Exercise) -> list[tuple[str, str]]:
    """What keeps the reference program from its end, in both languages."""
    program = read_program(exercise.reference or "")
    alarms = list(check_words(program, exercise.dialect))
    if not alarms:
        made = run(program, exercise.machine, exercise.dialect, BOUNDS)
        alarms = [made.alarm] if made.alarm else []
        if not alarms and not made.ended:
            return [("参考程序没有以 M30 结束。", "The reference program does not end with M30.")]
    return [
        (
            f"参考程序第 {alarm.place.line} 行：{alarm.message['zh-Hans']}",
            f"The reference program, line {alarm.place.line}: {alarm.message['en']}",
        )
        for alarm in alarms
    ]


def rubric_of(data: Mapping[str, Any]) -> Rubric:
    """The rubric of an author's text."""
    time, surface = data.get("cycle_time"), data.get("roughness")
    return Rubric(
        rest=float(data.get("rest", 0)),
        process=float(data.get("process", 0)),
        program=float(data.get("program", 0)),
        cycle_time=CycleTime(float(time["points"]), float(time["full_s"]), float(time["none_s"]))
        if time
        else None,
        coolant_required=bool(data.get("coolant", False)),
        roughness=Roughness(float(surface["points"]), float(surface["limit_um"]))
        if surface
        else None,
    )
