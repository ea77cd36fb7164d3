"""Entries of one list that take different keys by their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xblocks.exercise_text import Document, Path, Problem


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a kind needs, and those that it may have besides, of those that only some
    kinds take."""

    needed: tuple[str, ...]
    possible: tuple[str, ...] = ()


def key_problems(
    document: Document, path: Path, entry: Mapping[str, Any], kinds: Mapping[str, Keys]
) -> Iterator[Problem]:
    """What an entry lacks for its kind, and what of the other kinds it has."""
    kind = entry["kind"]
    own = kinds[kind]
    for key in own.needed:
        if key not in entry:
            yield document.problem(path, f"{kind} 缺少“{key}”。", f"{kind} needs “{key}”.")
    others = {key for keys in kinds.values() for key in (*keys.needed, *keys.possible)}
    for key in entry:
        if key in others and key not in (*own.needed, *own.possible):
            yield document.problem(
                (*path, key), f"{kind} 不用“{key}”。", f"{kind} takes no “{key}”."
            )
