"""The learner's views of the shipped exercises that the drawing's tests read, in views.json.

``python -m tests.xblocks.nc.ui.drawing.drawing_views`` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from xblocks.nc import exercises
from xblocks.nc.exercise import Exercise, parse_exercise, public_view, variant_seeds

FILE = Path(__file__).with_name("views.json")
SEEDS = 2

_DRAWN = ("machining", "title", "stock", "features", "target", "roughness_um")


def drawing_views() -> dict[str, Any]:
    """What is drawn of each shipped exercise, by its name and seed, for its first variants."""
    folder = Path(str(exercises.__file__)).parent
    views = {}
    for file in sorted(folder.glob("*.yaml")):
        source = file.read_text("utf-8")
        for seed in variant_seeds(source, SEEDS):
            exercise = parse_exercise(source, seed)
            assert isinstance(exercise, Exercise), f"{file.name}: {exercise}"
            views[f"{file.stem} {seed}"] = _drawn(public_view(exercise, seed))
    return views


def _drawn(view: dict[str, Any]) -> dict[str, Any]:
    """What of the view a drawing is made of; the heights only where no features say them."""
    drawn = {key: view[key] for key in _DRAWN}
    if view["machining"] == "milling" and view["features"]:
        del drawn["target"]
    return drawn


def text() -> str:
    """The views as the file holds them, one a line."""
    views = (
        f"{json.dumps(name)}: {json.dumps(view, ensure_ascii=False, separators=(',', ':'))}"
        for name, view in drawing_views().items()
    )
    return "{\n" + ",\n".join(views) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
