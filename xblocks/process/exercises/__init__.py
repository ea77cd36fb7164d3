"""The library of ready exercises: each YAML file here, with its reference run and known wrong runs.

Beside ``name.yaml`` stand ``name.reference.json``, a log that scores every point, and
``name.wrong-*.json``, logs whose deductions a test expects by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

import yaml


def library() -> list[tuple[str, dict[str, str], str]]:
    """Every ready exercise as (activity id, title in both languages, OLX)."""
    return [_ready(name) for name in names()]


def names() -> Iterator[str]:
    """The exercises' names, in the order of the alphabet."""
    for file in sorted(files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            yield file.name.removesuffix(".yaml")


def exercise_text(name: str) -> str:
    """The author's text of a ready exercise. Raises FileNotFoundError for an unknown name."""
    return files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def _ready(name: str) -> tuple[str, dict[str, str], str]:
    source = exercise_text(name)
    title = yaml.safe_load(source)["title"]
    display_name = quoteattr(f"{title['zh-Hans']} {title['en']}")
    olx = f"<process_exercise display_name={display_name}>\n{escape(source)}</process_exercise>"
    return f"process/{name}", title, olx
