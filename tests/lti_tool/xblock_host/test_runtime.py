"""What blocks find in the runtime, and the markup that the browser's runtime finds."""

from __future__ import annotations

import copy
import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.engine import Connection
from xblock.exceptions import NoSuchServiceError

from lti_tool.xblock_host import host
from lti_tool.xblock_host.definitions import Activity, activity_of
from lti_tool.xblock_host.place import Place
from lti_tool.xblock_host.runtime import PlaceRuntime
from lti_tool.xblock_host.state import State


def runtime(connection: Connection, place: Place) -> PlaceRuntime:
    activity = activity_of(place.olx)
    assert isinstance(activity, Activity)
    return PlaceRuntime(place, activity, State(connection, None))


def block(connection: Connection, place: Place) -> Any:
    return runtime(connection, place).root()


def shown(connection: Connection, place: Place) -> host.Page:
    page = host.render(connection, place, "student_view")
    assert isinstance(page, host.Page)
    return page


def test_the_markup_says_what_the_browser_needs(connection: Connection, place: Place) -> None:
    page = shown(connection, place)
    usage = block(connection, place).scope_ids.usage_id
    for part in (
        f'data-usage="{usage}"',
        'data-block-type="counter"',
        'data-init="Counter"',
        'data-runtime-version="1"',
        'class="xblock xblock-student_view xblock-student_view-counter xblock-v1 ',
    ):
        assert part in page.html


def test_hostile_arguments_can_not_leave_their_script(connection: Connection, place: Place) -> None:
    markup = shown(connection, place).html
    assert markup.count("</script>") == 1
    (written,) = re.findall(r'xblock_json_init_args">(.*?)</script>', markup)
    assert json.loads(written) == {"hostile": "</script><script>alert(1)</script>"}


def test_a_hostile_name_can_not_leave_its_attribute(connection: Connection, place: Place) -> None:
    hostile = "\"><img src=x onerror=alert(1)>'"
    olx = f"<counter name={json.dumps(html.escape(hostile))}/>"
    markup = shown(connection, replace(place, olx=olx)).html
    assert "<img" not in markup
    (written,) = re.findall(r'data-name="([^"]*)"', markup)
    assert html.unescape(written) == hostile


def test_each_resource_stands_once(connection: Connection, place: Place) -> None:
    page = shown(connection, replace(place, olx="<box><counter/><counter/></box>"))
    assert [found.kind for found in page.head] == ["text"]
    assert [found.data for found in page.foot] == ["/xblock-resource/counter/v1/public/counter.js"]


def test_parents_and_children_find_each_other(connection: Connection, place: Place) -> None:
    box = block(connection, replace(place, olx="<box><counter/><counter/></box>"))
    first, second = box.get_children()
    assert first.scope_ids.usage_id != second.scope_ids.usage_id
    assert first.get_parent().scope_ids.usage_id == box.scope_ids.usage_id


def test_usage_ids_are_strings_that_answer_as_opaque_keys(
    connection: Connection, place: Place
) -> None:
    usage = copy.deepcopy(block(connection, place).scope_ids.usage_id)
    assert isinstance(usage, str)
    assert re.fullmatch(r"u[0-9a-f]{40}", usage)
    assert (usage.html_id(), usage.block_id, usage.block_type) == (usage, usage, "counter")


def test_usage_ids_are_the_same_in_every_process(connection: Connection, place: Place) -> None:
    usage = block(connection, place).scope_ids.usage_id
    assert usage == "u4be271005c40f911030d5aef62a12f1c281e96cf"


def test_the_user_is_a_pseudonym_with_a_role_and_no_address(
    connection: Connection, place: Place
) -> None:
    counter = block(connection, replace(place, is_staff=True))
    user = counter.runtime.service(counter, "user").get_current_user()
    assert (user.emails, user.full_name) == ([], None)
    assert user.opt_attrs["edx-platform.user_is_staff"] is True
    assert user.opt_attrs["edx-platform.user_role"] == "instructor"
    assert place.user_id not in user.opt_attrs["edx-platform.anonymous_user_id"]


def test_a_wanted_service_that_is_missing_is_none(connection: Connection, place: Place) -> None:
    counter = block(connection, place)
    assert counter.runtime.service(counter, "completion") is None
    assert counter.runtime.service(counter, "settings").get_settings_bucket(counter) == {}


def test_a_service_that_was_not_declared_is_not_given(connection: Connection, place: Place) -> None:
    box = block(connection, replace(place, olx="<box/>"))
    with pytest.raises(NoSuchServiceError):
        box.runtime.service(box, "user")


def test_handler_urls_carry_suffix_and_query(connection: Connection, place: Place) -> None:
    counter = block(connection, place)
    usage = counter.scope_ids.usage_id
    url = counter.runtime.handler_url(counter, "add", "a/b", "?x=1")
    assert url == f"/xblock/{usage}/handler/add/a/b?x=1"


def test_the_runtime_does_not_pass_for_edx_platform(connection: Connection, place: Place) -> None:
    assert not hasattr(runtime(connection, place), "course_id")


def test_asides_of_installed_packages_do_not_apply(connection: Connection, place: Place) -> None:
    found = runtime(connection, place)
    assert found.get_asides(found.root()) == []
