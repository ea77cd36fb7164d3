"""Sentences in both languages that the bank speaks."""

from __future__ import annotations

from collections.abc import Mapping

Text = Mapping[str, str]
"""A sentence under "zh-Hans" and under "en"."""


def both(zh: str, en: str) -> dict[str, str]:
    """The same sentence in both languages."""
    return {"zh-Hans": zh, "en": en}
