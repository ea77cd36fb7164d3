"""The names of blocks in a place: opaque, the same in every process, safe in a URL."""

from __future__ import annotations

import hashlib
from typing import Any

from xblock.exceptions import NoSuchDefinition, NoSuchUsage
from xblock.runtime import MemoryIdManager

from lti_tool.xblock_host.definitions import Activity


class UsageId(str):
    """A block's use in one place. A string, with what blocks ask of Open edX's opaque keys."""

    block_type: str

    @property
    def block_id(self) -> str:
        """The part that tells usages of one course apart."""
        return str(self)

    def html_id(self) -> str:
        """The id in a form that an HTML attribute may have."""
        return str(self)


def usage_id_of(place_usage: str, path: str, block_type: str) -> UsageId:
    """The id of the block at `path` in the place `place_usage`: 41 letters and digits."""
    digest = hashlib.sha256(f"{place_usage}\n{path}".encode()).hexdigest()
    usage_id = UsageId("u" + digest[:40])
    usage_id.block_type = block_type
    return usage_id


class PlaceIds(MemoryIdManager):
    """Answers which block of the activity an id names."""

    def __init__(self, place_usage: str, activity: Activity) -> None:
        super().__init__()
        self._activity = activity
        self.usage_by_path = {
            path: usage_id_of(place_usage, path, block.block_type)
            for path, block in activity.blocks.items()
        }
        self._path_by_usage: dict[str, str] = {u: path for path, u in self.usage_by_path.items()}

    def usage(self, usage_id: str) -> UsageId:
        """The id with all that is known of it. Raises NoSuchUsage."""
        return self.usage_by_path[self.get_definition_id(usage_id)]

    def get_definition_id(self, usage_id: str) -> str:
        """The path of the block. Raises NoSuchUsage."""
        try:
            return self._path_by_usage[usage_id]
        except KeyError:
            raise NoSuchUsage(usage_id) from None

    def get_block_type(self, def_id: Any) -> str:
        """The type of the block at a path. Raises NoSuchDefinition."""
        try:
            return self._activity.blocks[def_id].block_type
        except KeyError:
            raise NoSuchDefinition(def_id) from None
