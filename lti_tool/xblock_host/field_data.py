"""Where each field of a hosted block has its value: in the author's OLX, or in the database."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from xblock.exceptions import InvalidScopeError
from xblock.field_data import FieldData

from lti_tool.xblock_host.definitions import Activity, Definition
from lti_tool.xblock_host.ids import PlaceIds
from lti_tool.xblock_host.state import Group, State

AUTHORED_SCOPES = ("content", "settings", "Scope.children", "Scope.parent")


class AuthoredField(InvalidScopeError):
    """A block tried to change, while someone uses it, what its author wrote."""


class PlaceFieldData(FieldData):
    """The author's values are read-only; learners' values are in `state`.

    A value that the author wrote in a learner's field is where every learner begins.
    """

    def __init__(self, user_id: str, activity: Activity, ids: PlaceIds, state: State) -> None:
        self._user_id = user_id
        self._activity = activity
        self._ids = ids
        self._state = state
        self._authored_by_path: dict[str, dict[str, Any]] = {}

    def has(self, block: Any, name: str) -> bool:
        group = self._group(block, name)
        if group is None:
            return name in self._authored(block)
        return self._state.has(group, name)

    def get(self, block: Any, name: str) -> Any:
        group = self._group(block, name)
        if group is None:
            return copy.deepcopy(self._authored(block)[name])
        return self._state.get(group, name)

    def set(self, block: Any, name: str, value: Any) -> None:
        self.set_many(block, {name: value})

    def set_many(self, block: Any, update_dict: Mapping[str, Any]) -> None:
        changes: dict[Group, dict[str, Any]] = {}
        for name, value in update_dict.items():
            changes.setdefault(self._stored_group(block, name), {})[name] = value
        for group, values in changes.items():
            self._state.put(group, values)

    def delete(self, block: Any, name: str) -> None:
        self._state.drop(self._stored_group(block, name), name)

    def default(self, block: Any, name: str) -> Any:
        return copy.deepcopy(self._definition(block).values[name])

    def _definition(self, block: Any) -> Definition:
        return self._activity.blocks[block.scope_ids.def_id]

    def _authored(self, block: Any) -> dict[str, Any]:
        definition, usages = self._definition(block), self._ids.usage_by_path
        if definition.path not in self._authored_by_path:
            tree: dict[str, Any] = {"children": [usages[path] for path in definition.children]}
            if definition.parent is not None:
                tree["parent"] = usages[definition.parent]
            self._authored_by_path[definition.path] = {**definition.values, **tree}
        return self._authored_by_path[definition.path]

    def _stored_group(self, block: Any, name: str) -> Group:
        group = self._group(block, name)
        if group is None:
            raise AuthoredField(f"{block.scope_ids.block_type}.{name}")
        return group

    def _group(self, block: Any, name: str) -> Group | None:
        """Where the field is stored; None: in the OLX. Raises InvalidScopeError and KeyError."""
        scope, ids = block.fields[name].scope.name, block.scope_ids
        if scope in AUTHORED_SCOPES:
            return None
        if scope == "user_state":
            return Group(scope, self._user_id, str(ids.usage_id))
        if scope == "preferences":
            return Group(scope, self._user_id, ids.block_type)
        if scope == "user_info":
            return Group(scope, self._user_id, "")
        if scope == "user_state_summary":
            return Group(scope, "", str(ids.usage_id))
        raise InvalidScopeError(scope)
