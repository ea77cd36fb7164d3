"""The little of an LMS that a block needs: fields in memory, handlers called as a browser does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from webob import Request
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.runtime import (
    DictKeyValueStore,
    KvsFieldData,
    MemoryIdManager,
    NullI18nService,
    Runtime,
)


class Lms(Runtime):
    """An LMS with one learner's session; sessions that share a `store` are one LMS."""

    def __init__(self, user_id: str = "learner", store: DictKeyValueStore | None = None) -> None:
        self.store = store or DictKeyValueStore()
        self.ids = MemoryIdManager()
        services = {"field-data": KvsFieldData(self.store), "i18n": NullI18nService()}
        super().__init__(self.ids, self.ids, services=services)
        self.learner = user_id
        self.published: list[tuple[str, dict[str, Any]]] = []

    def block(self, kind: type[XBlock], block_type: str = "exercise", **fields: Any) -> Any:
        """A block of a class, with some fields set by its author."""
        definition = self.ids.create_definition(block_type)
        usage = self.ids.create_usage(definition)
        keys = ScopeIds(self.learner, block_type, definition, usage)
        block = self.construct_xblock_from_class(kind, keys)
        for name, value in fields.items():
            setattr(block, name, value)
        block.save()
        return block

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The data of every event of a kind, in order."""
        return [data for published, data in self.published if published == kind]

    def exported(self, block: XBlock) -> bytes:
        """The block as OLX."""
        out = BytesIO()
        self.export_to_xml(block, out)
        return out.getvalue()

    def publish(self, block: XBlock, event_type: str, event_data: Mapping[str, Any]) -> None:
        self.published.append((event_type, json.loads(json.dumps(event_data))))

    def applicable_aside_types(self, block: XBlock) -> list[str]:
        return []

    def handler_url(self, block: XBlock, handler_name: str, *args: Any, **kwargs: Any) -> str:
        return f"/handler/{handler_name}"

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        return f"/resource/{uri}"

    def resource_url(self, resource: str) -> str:
        return f"/lms/{resource}"


def post(block: Any, handler: str, data: Any) -> tuple[int, Any]:
    """Call a handler with JSON; the status and the JSON of the answer."""
    return post_text(block, handler, json.dumps(data))


def post_text(block: Any, handler: str, body: str) -> tuple[int, Any]:
    """Call a handler with any text for a body."""
    request = Request.blank("/", method="POST", body=body.encode(), content_type="application/json")
    response = block.handle(handler, request)
    block.save()
    return response.status_code, response.json
