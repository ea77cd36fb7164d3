"""What the text of any exercise must keep to that its JSON Schema can't say; and its rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any, TypedDict

from xblocks.exercise_text import Document, Problem
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import DIALECTS, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.exercise_values import (
    AIR_CUTTING,
    BOUNDS,
    CODES,
    TOOL_CHANGES,
    Codes,
    CycleTime,
    Exercise,
    Falling,
    Roughness,
    Rubric,
)
from xblocks.policy import AFTER_LAST, NEVER, Policy, policy_of

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
    # Criteria that came later are reserved only where they are used: older texts stay good.
    rubric = document.value["rubric"].keys()
    seen = reserved | {one for one in _LATER_CRITERIA if one.replace("-", "_") in rubric}
    for index, feature in enumerate(document.value["target"].get("features", [])):
        if feature["id"] in seen:
            zh = f"标识“{feature['id']}”已被使用。"
            en = f"The id “{feature['id']}” is already in use."
            problems.append(document.problem(("target", "features", index, "id"), zh, en))
        seen |= {feature["id"]}
    return problems


def travel_problems(document: Document) -> Iterator[Problem]:
    """Axes whose travel does not hold the reference point."""
    for axis, (low, high) in document.value["machine"]["limits_mm"].items():
        if not low <= 0 <= high or low == high:
            zh = "行程须包含参考点 0，并且最小值小于最大值。"
            en = "The travel must hold the reference point 0, the least number first."
            yield document.problem(("machine", "limits_mm", axis), zh, en)


def rubric_problems(document: Document) -> list[Problem]:
    """Points that would rise with the time, the air or the tool changes; codes that the control
    does not know, or that are wanted and forbidden; a policy that waits for a last attempt that
    never comes, or shows a solution that is not there."""
    rubric = document.value["rubric"]
    problems = []
    for key, end in _FALLING.items():
        part = rubric.get(key)
        full, none = f"full{end}", f"none{end}"
        if part and part[none] <= part[full]:
            zh, en = f"{none} 须大于 {full}。", f"{none} must be greater than {full}."
            problems.append(document.problem(("rubric", key, none), zh, en))
    return [*problems, *_code_problems(document), *_policy_problems(document)]


_FALLING = {"cycle_time": "_s", "air_cutting": "_percent", "tool_changes": ""}
"""Parts of the rubric with points up to one amount and none from another, and how its keys end."""

_LATER_CRITERIA = (CODES, AIR_CUTTING, TOOL_CHANGES)

_STEERING = frozenset({"IF", "GOTO", "WHILE"})
"""What may be asked of a program besides codes."""


def _code_problems(document: Document) -> Iterator[Problem]:
    codes = document.value["rubric"].get("codes")
    if codes is None:
        return
    known = DIALECTS[document.value.get("dialect", "fanuc-mill")].codes.keys() | _STEERING
    required, forbidden = codes.get("required", []), codes.get("forbidden", [])
    if not required and not forbidden:
        zh, en = "须写 required 或 forbidden。", "Required or forbidden codes are needed."
        yield document.problem(("rubric", "codes"), zh, en)
    for key, names in (("required", required), ("forbidden", forbidden)):
        for index, name in enumerate(names):
            if name not in known:
                zh = f"这个数控系统没有 {name}；G 和 M 代码要写两位数字，例如 G02。"
                en = f"This control has no {name}; G and M codes have two digits, as in G02."
                yield document.problem(("rubric", "codes", key, index), zh, en)
            elif key == "forbidden" and name in required:
                zh, en = f"{name} 既要求又禁止。", f"{name} is both required and forbidden."
                yield document.problem(("rubric", "codes", key, index), zh, en)


def _policy_problems(document: Document) -> Iterator[Problem]:
    policy = document.value.get("policy", {})
    for key in ("feedback", "solution"):
        if policy.get(key) == AFTER_LAST and "attempts" not in policy:
            zh = "没有次数限制就没有最后一次：请写 attempts。"
            en = "Without a limit no attempt is the last: give attempts."
            yield document.problem(("policy", key), zh, en)
    if policy.get("solution", NEVER) != NEVER and "solution" not in document.value:
        zh = "没有可以给学员看的参考答案：请写 solution（程序）。"
        en = "There is no solution to show: give a program as solution."
        yield document.problem(("policy", "solution"), zh, en)


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
        codes=_codes(data["codes"]) if "codes" in data else None,
        air_cutting=_falling(data, "air_cutting"),
        tool_changes=_falling(data, "tool_changes"),
    )


def _codes(data: Mapping[str, Any]) -> Codes:
    required, forbidden = (frozenset(data.get(key, ())) for key in ("required", "forbidden"))
    return Codes(float(data["points"]), required, forbidden, data.get("share"))


def _falling(rubric: Mapping[str, Any], key: str) -> Falling | None:
    data, end = rubric.get(key), _FALLING[key]
    if data is None:
        return None
    return Falling(float(data["points"]), float(data[f"full{end}"]), float(data[f"none{end}"]))


class Besides(TypedDict):
    """What every exercise has besides machine, stock and target."""

    policy: Policy
    solution: str | None
    offsets_to_find: bool


def besides(data: Mapping[str, Any]) -> Besides:
    """What the text of any exercise says of attempts, solution and offsets."""
    return {
        "policy": policy_of(data),
        "solution": data.get("solution"),
        "offsets_to_find": data.get("offsets") == "to-find",
    }
