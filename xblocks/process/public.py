"""What a learner's screen is told of an exercise and its plant."""

from __future__ import annotations

from typing import Any

from xblocks.process.engine.alarms import Alarm
from xblocks.process.engine.controllers import Controller
from xblocks.process.engine.plant import Measurement, Plant
from xblocks.process.exercise import Exercise


def public_view(exercise: Exercise, seed: int) -> dict[str, Any]:
    """What a learner's screen needs of the exercise and its plant; `seed` names the variant.

    The marking is open, as in a skills contest: every step with its points.
    """
    return {
        "title": exercise.title,
        "brief": exercise.brief,
        "variant": f"{seed:08x}",
        "speeds": list(exercise.speeds),
        "freeze": exercise.freeze,
        "pens": list(exercise.pens),
        "timeout_s": exercise.timeout_s,
        "out_of": exercise.out_of,
        "groups": [
            {
                "title": group.title,
                "steps": [{"id": s.id, "text": s.text, "weight": s.weight} for s in group.steps],
            }
            for group in exercise.groups
        ],
        "quality": [{"text": q.text, "weight": q.weight} for q in exercise.quality],
        "safety": [{"text": s.text, "deduction": s.deduction} for s in exercise.safety],
        "plant": _plant(exercise.unit.plant),
    }


def _plant(plant: Plant) -> dict[str, Any]:
    return {
        "id": plant.id,
        "title": plant.text,
        "tags": [_tag(measurement) for measurement in plant.measurements],
        "controllers": [_controller(controller) for controller in plant.controllers],
        "switches": [{"tag": s.tag, "text": s.text} for s in plant.switches],
        "alarms": [_alarm(alarm) for alarm in plant.alarms],
        "interlocks": [{"id": i.id, "text": i.text} for i in plant.interlocks],
    }


def _tag(m: Measurement) -> dict[str, Any]:
    return {
        "tag": m.tag,
        "unit": m.unit,
        "low": m.low,
        "high": m.high,
        "decimals": m.decimals,
        "text": m.text,
        "normal": m.normal,
    }


def _controller(c: Controller) -> dict[str, Any]:
    return {
        "tag": c.tag,
        "measurement": c.measurement,
        "valve": c.output.removesuffix("_signal"),
        "text": c.text,
    }


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "id": alarm.id,
        "tag": alarm.tag,
        "level": alarm.level,
        "limit": alarm.limit,
        "priority": alarm.priority,
    }
