"""The library of ready milling exercises.

An exercise ``name.yaml`` has its reference solution beside it in ``name.nc``, which earns every
point, and wrong programs in ``name.<mistake>.nc``, which state on line 1 what they lose, as
criterion and remark: ``(LOSES process:rapid-in-material rest:gouge)``. `xblocks.nc.proving` proves
both.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import yaml

FOLDER = Path(__file__).parent
STARTER = "first-pocket"


def library() -> list[tuple[str, dict[str, str], str]]:
    """Activity id, title in both languages and OLX of every exercise in the library."""
    return [_ready(path.stem) for path in sorted(FOLDER.glob("*.yaml"))]


def starter() -> str:
    """The text of a new exercise, for an author to change."""
    return exercise_text(STARTER)


def exercise_text(name: str) -> str:
    """The YAML of one exercise. Raises FileNotFoundError for a name that is not in the library."""
    return (FOLDER / f"{name}.yaml").read_text("utf-8")


def _ready(name: str) -> tuple[str, dict[str, str], str]:
    text = exercise_text(name)
    title = yaml.safe_load(text)["title"]
    display_name = quoteattr(f"{title['zh-Hans']} {title['en']}")
    source = text.replace("]]>", "]]]]><![CDATA[>")
    olx = f"<nc_exercise display_name={display_name}><![CDATA[\n{source}]]></nc_exercise>"
    return f"nc/{name}", title, olx
