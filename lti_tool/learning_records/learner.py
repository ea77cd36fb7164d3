"""What a record needs to know of whoever achieved something."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Learner(Protocol):
    """Who achieved something, and where: an LTI visit, or a run of a package."""

    @property
    def user_id(self) -> UUID: ...
    @property
    def link_id(self) -> UUID: ...
    @property
    def activity(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def is_instructor(self) -> bool: ...
