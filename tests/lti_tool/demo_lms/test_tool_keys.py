from __future__ import annotations

import pytest

from lti_tool.demo_lms.tool_keys import KEEP_S, NoToolKeys, ToolKeys
from tests.lti_tool.demo_lms.running import OTHER_KEY, Tool


class Clock:
    """Seconds that pass when a test says so."""

    s = 0.0

    def __call__(self) -> float:
        return self.s


def test_known_keys_are_fetched_once(tool: Tool) -> None:
    keys = ToolKeys(tool.registration.jwks_url)
    assert keys.find("first") == keys.find("first")
    assert keys.find("first") is not None
    assert tool.asked_for_keys == 1


def test_an_unknown_key_is_asked_for_again(tool: Tool) -> None:
    keys = ToolKeys(tool.registration.jwks_url)
    assert keys.find("second") is None
    tool.published.append(OTHER_KEY)
    assert keys.find("second") is not None
    assert tool.asked_for_keys == 2


def test_a_withdrawn_key_is_refused_after_a_while(tool: Tool) -> None:
    clock = Clock()
    keys = ToolKeys(tool.registration.jwks_url, clock)
    assert keys.find("first") is not None
    tool.published = [OTHER_KEY]
    clock.s = KEEP_S
    assert keys.find("first") is None


def test_keys_that_cannot_be_read_are_said_to_be_so(tool: Tool) -> None:
    tool.up = False
    with pytest.raises(NoToolKeys, match="500"):
        ToolKeys(tool.registration.jwks_url).find("first")
    with pytest.raises(NoToolKeys, match=r"/login can't be read"):
        ToolKeys(tool.registration.login_url).find("first")
