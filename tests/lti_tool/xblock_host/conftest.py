"""Small blocks that do one thing each, installed for the length of a test."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import webob
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Dict, Integer, List, Scope, String
from xblock.plugin import PLUGIN_CACHE

from lti_tool.xblock_host.definitions import activity_of
from lti_tool.xblock_host.host import Place


@XBlock.needs("i18n", "user")
@XBlock.wants("completion", "settings")
class CounterBlock(XBlock):
    """Counts in every scope that a learner writes, slowly enough to be overtaken."""

    title = String(scope=Scope.content, default="a title")
    options = List(scope=Scope.settings, default=[])
    mine = Integer(scope=Scope.user_state, default=0)
    ours = Integer(scope=Scope.user_state_summary, default=0)
    colour = String(scope=Scope.preferences, default="blue")
    city = String(scope=Scope.user_info, default="")
    anything = Dict(scope=Scope.user_state)

    def student_view(self, context: Any = None) -> Fragment:
        fragment = Fragment(f"<p>{self.mine}</p>")
        fragment.add_css("p { color: red }")
        fragment.add_css("p { color: red }")
        fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/counter.js"))
        fragment.initialize_js("Counter", {"hostile": "</script><script>alert(1)</script>"})
        return fragment

    @XBlock.json_handler
    def add(self, data: Any, suffix: str = "") -> dict[str, Any]:
        mine, ours = self.mine, self.ours
        time.sleep(0.005)
        self.mine, self.ours = mine + 1, ours + 1
        return {"mine": self.mine, "ours": self.ours, "suffix": suffix}

    @XBlock.json_handler
    def keep(self, data: Any, suffix: str = "") -> dict[str, Any]:
        for name, value in data.items():
            setattr(self, name, value)
        return {}

    @XBlock.json_handler
    def forget(self, data: Any, suffix: str = "") -> dict[str, Any]:
        del self.mine
        return {}

    @XBlock.json_handler
    def fail(self, data: Any, suffix: str = "") -> dict[str, Any]:
        self.mine = 99
        self.save()
        raise RuntimeError("a bug in the block")

    @XBlock.json_handler
    def publish(self, data: Any, suffix: str = "") -> dict[str, Any]:
        for kind, event in data:
            self.runtime.publish(self, kind, event)
        return {}

    def secret(self) -> str:
        """An ordinary method, which no request may call."""
        return "secret"


class BoxBlock(XBlock):
    """Shows its children."""

    has_children = True

    def student_view(self, context: Any = None) -> Fragment:
        fragment = Fragment()
        for child in self.get_children():
            shown = child.render("student_view", context)
            fragment.add_content(shown.content)
            fragment.add_fragment_resources(shown)
        return fragment


@XBlock.needs("teleport")
class NeedyBlock(XBlock):
    """Needs what nobody has."""

    def student_view(self, context: Any = None) -> Fragment:
        return Fragment(str(self.runtime.service(self, "teleport")))


BLOCKS = {"counter": CounterBlock, "box": BoxBlock, "needy": NeedyBlock}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, block in BLOCKS.items():
        monkeypatch.setitem(PLUGIN_CACHE, ("xblock.v1", name), block)
    activity_of.cache_clear()
    yield
    activity_of.cache_clear()


PLACE = Place(
    usage="link-1",
    olx="<counter/>",
    user_id="learner-1",
    is_staff=False,
    language="zh-Hans",
    handler_url=lambda usage, handler, suffix: f"/xblock/{usage}/handler/{handler}/{suffix}",
    resource_url=lambda block_type, uri: f"/xblock-resource/{block_type}/v1/{uri}",
)


@pytest.fixture
def place() -> Place:
    return replace(PLACE)


def post(data: Any) -> webob.Request:
    body = json.dumps(data).encode()
    return webob.Request.blank("/", method="POST", body=body, content_type="application/json")
