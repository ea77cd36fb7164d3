"""Bytes read as decisions, so that chance, a coverage-guided fuzzer and a file on disk all make the
same program of the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Decisions taken from `data` from its front; when it is used up, every decision is the
    first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        """How many bytes are not yet used."""
        return len(self._data) - self._at

    def below(self, count: int) -> int:
        """A whole number from 0 up to, not including, `count`."""
        size = 1 if count <= 256 else 2
        taken = self._data[self._at : self._at + size]
        self._at += len(taken)
        return int.from_bytes(taken, "little") % count

    def one_in(self, count: int) -> bool:
        """True once in so many times; never when the bytes are used up."""
        return self.left > 0 and self.below(count) == 0

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def text(self) -> str:
        """All that is left, as text: UTF-8 where it is, each other byte as a character."""
        rest, self._at = self._data[self._at :], len(self._data)
        return rest.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode()
