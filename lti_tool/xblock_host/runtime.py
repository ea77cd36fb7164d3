"""The runtime that blocks of an activity live in while one request is answered."""

from __future__ import annotations

import copy
import json
from typing import Any

import markupsafe
from web_fragments.fragment import Fragment
from xblock.runtime import Runtime

from lti_tool.xblock_host.definitions import Activity
from lti_tool.xblock_host.field_data import PlaceFieldData
from lti_tool.xblock_host.ids import PlaceIds
from lti_tool.xblock_host.place import Event, Place
from lti_tool.xblock_host.services import PlaceUserService, SettingsService, translation_for
from lti_tool.xblock_host.state import State


class PlaceRuntime(Runtime):
    """Blocks of one place for one person.

    It has no `course_id`: blocks take that for a sign that they run inside edx-platform, and import
    from it.
    """

    def __init__(self, place: Place, activity: Activity, state: State) -> None:
        self._place = place
        self._root = activity.root
        self._ids = PlaceIds(place.usage, activity)
        self._events: list[Event] = []
        services = {
            "field-data": PlaceFieldData(place.user_id, activity, self._ids, state),
            "user": PlaceUserService(place),
            "settings": SettingsService(),
        }
        super().__init__(self._ids, self._ids, services=services)

    @property
    def user_id(self) -> str:
        """The person's id: deprecated in XBlock, and still asked for by many blocks."""
        return self._place.user_id

    @property
    def events(self) -> tuple[Event, ...]:
        """What blocks have published, in the order in which they did."""
        return tuple(self._events)

    def root(self) -> Any:
        """The activity's outermost block."""
        return self.get_block(self._ids.usage_by_path[self._root])

    def get_block(self, usage_id: str, for_parent: Any = None) -> Any:
        """The block with this id. Raises NoSuchUsage."""
        return super().get_block(self._ids.usage(usage_id), for_parent=for_parent)

    def service(self, block: Any, service_name: str) -> Any:
        """A service that the block declared; None if it only wants one that is not here."""
        found = super().service(block, service_name)
        if service_name != "i18n":
            return found
        return translation_for(plain_class(block), self._place.language)

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        """Keep the event for whoever answers the request."""
        ids = block.scope_ids
        data = copy.deepcopy(event_data)
        event = Event(len(self._events), str(ids.usage_id), ids.block_type, event_type, data)
        self._events.append(event)

    def handler_url(
        self,
        block: Any,
        handler_name: str,
        suffix: str = "",
        query: str = "",
        thirdparty: bool = False,
    ) -> str:
        """The URL that calls a handler, for whoever has the learner's token: no third party."""
        url = self._place.handler_url(str(block.scope_ids.usage_id), handler_name, suffix)
        return f"{url}?{query.lstrip('?&')}" if query else url

    def local_resource_url(self, block: Any, uri: str) -> str:
        """The URL of a file in the block's public folder."""
        return self._place.resource_url(block.scope_ids.block_type, uri)

    def resource_url(self, resource: str) -> str:
        """Nowhere: this platform has no files of its own for blocks to use."""
        return f"about:blank#{resource}"

    def applicable_aside_types(self, block: Any) -> list[str]:
        """None: an activity is what its author wrote, whatever else is installed."""
        return []

    def _css_classes_for(self, block: Any, view: str) -> list[str]:
        own = super()._css_classes_for(block, view)
        return ["xblock", f"xblock-{view}", f"xblock-{view}-{block.scope_ids.block_type}", *own]

    def _wrap_ele(
        self, block: Any, view: str, frag: Fragment, extra_data: dict[str, Any] | None = None
    ) -> Fragment:
        """The element that the browser's runtime finds a block by. XBlock's own escapes nothing."""
        ids = block.scope_ids
        data = {
            "usage": ids.usage_id,
            "usage-id": ids.usage_id,
            "block-type": ids.block_type,
            **(extra_data or {}),
        }
        if frag.js_init_fn:
            data |= {"init": frag.js_init_fn, "runtime-version": frag.js_init_version}
        attributes = "".join(
            f' data-{name}="{markupsafe.escape(value)}"' for name, value in data.items()
        )
        classes = markupsafe.escape(" ".join(self._css_classes_for(block, view)))
        wrapped = Fragment(
            f'<div class="{classes}"{attributes}>{frag.body_html()}{_arguments(frag)}</div>'
        )
        wrapped.add_fragment_resources(frag)
        return wrapped


def plain_class(block: Any) -> type:
    """The class as its author wrote it; the runtime's own subclass belongs to another module."""
    found: type = getattr(type(block), "unmixed_class", type(block))
    return found


def _arguments(frag: Fragment) -> str:
    if frag.json_init_args is None:
        return ""
    arguments = json.dumps(frag.json_init_args)
    for character in "<>&":
        arguments = arguments.replace(character, f"\\u{ord(character):04x}")
    return (
        '<script type="json/xblock-args" class="xblock_json_init_args">' + arguments + "</script>"
    )
