"""Views and handlers of hosted blocks, and what becomes of what they write and publish."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.engine import Connection, Engine

from lti_tool.db import transaction
from lti_tool.xblock_host import host
from lti_tool.xblock_host.definitions import Activity, activity_of
from lti_tool.xblock_host.ids import usage_id_of
from lti_tool.xblock_host.place import Place
from lti_tool.xblock_host.runtime import PlaceRuntime
from lti_tool.xblock_host.state import State

from .conftest import post


def usages(place: Place, block_type: str) -> list[str]:
    activity = activity_of(place.olx)
    assert isinstance(activity, Activity)
    return [
        usage_id_of(place.usage, path, block.block_type)
        for path, block in activity.blocks.items()
        if block.block_type == block_type
    ]


def call(connection: Connection, place: Place, handler: str, data: Any = None) -> Any:
    return host.handle(connection, place, usages(place, "counter")[0], handler, "", post(data))


def handled(connection: Connection, place: Place, handler: str, data: Any = None) -> host.Handled:
    answer = call(connection, place, handler, data)
    assert isinstance(answer, host.Handled), answer
    return answer


def page(connection: Connection, place: Place) -> host.Page:
    shown = host.render(connection, place, "student_view")
    assert isinstance(shown, host.Page), shown
    return shown


# -- what is kept, and for whom ----------------------------------------------------------------


def test_what_a_learner_does_is_there_at_the_next_visit(
    connection: Connection, place: Place
) -> None:
    assert handled(connection, place, "add").response.json["mine"] == 1
    assert handled(connection, place, "add").response.json["mine"] == 2
    assert "<p>2</p>" in page(connection, place).html


@pytest.mark.parametrize(
    ("field", "elsewhere", "other_person"),
    [
        ("mine", False, False),
        ("colour", True, False),
        ("city", True, False),
        ("ours", False, True),
    ],
)
def test_each_scope_reaches_as_far_as_it_should(
    connection: Connection, place: Place, field: str, elsewhere: bool, other_person: bool
) -> None:
    value = 7 if field in ("mine", "ours") else "seven"
    handled(connection, place, "keep", {field: value})

    def seen(where: Place) -> bool:
        seven = {"mine": 7, "ours": 7}.get(field, "seven")
        return bool(_field(connection, where, field) == seven)

    assert seen(place)
    assert seen(replace(place, usage="link-2")) is elsewhere
    assert seen(replace(place, user_id="learner-2")) is other_person


def _field(connection: Connection, place: Place, field: str) -> Any:
    activity = activity_of(place.olx)
    assert isinstance(activity, Activity)
    return getattr(PlaceRuntime(place, activity, State(connection, None)).root(), field)


def test_a_value_in_the_olx_is_where_every_learner_begins(
    connection: Connection, place: Place
) -> None:
    begun = replace(place, olx='<counter mine="10"/>')
    assert handled(connection, begun, "add").response.json["mine"] == 11


def test_a_deleted_value_falls_back_to_where_the_learner_began(
    connection: Connection, place: Place
) -> None:
    handled(connection, place, "add")
    handled(connection, place, "forget")
    assert "<p>0</p>" in page(connection, place).html


@pytest.mark.parametrize("field", ["title", "options", "name"])
@pytest.mark.parametrize("is_staff", [False, True])
def test_nobody_can_change_what_the_author_wrote(
    connection: Connection, place: Place, field: str, is_staff: bool
) -> None:
    value = ["x"] if field == "options" else "x"
    refused = call(connection, replace(place, is_staff=is_staff), "keep", {"mine": 5, field: value})
    assert isinstance(refused, host.Refused)
    assert (refused.id, refused.status) == ("authored", 403)
    assert "<p>0</p>" in page(connection, place).html


def test_a_value_that_json_can_not_hold_is_refused(connection: Connection, place: Place) -> None:
    refused = call(connection, place, "keep", {"mine": 5, "anything": {"x": float("nan")}})
    assert isinstance(refused, host.Refused)
    assert refused.status == 400
    assert "<p>0</p>" in page(connection, place).html


def test_a_handler_that_fails_leaves_nothing_behind(database: Engine, place: Place) -> None:
    def fail() -> None:
        with transaction(database) as connection:
            call(connection, place, "fail")

    with pytest.raises(RuntimeError, match="a bug in the block"):
        fail()
    with transaction(database) as connection:
        assert "<p>0</p>" in page(connection, place).html


# -- at the same time --------------------------------------------------------------------------


def _together(*actions: Callable[[], None]) -> None:
    errors: list[BaseException] = []

    def run(action: Callable[[], None]) -> None:
        try:
            action()
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def _adding(database: Engine, place: Place, times: int) -> Callable[[], None]:
    def add() -> None:
        for _ in range(times):
            with transaction(database) as connection:
                handled(connection, place, "add")

    return add


def test_two_tabs_of_one_learner_lose_nothing(database: Engine, place: Place) -> None:
    _together(_adding(database, place, 10), _adding(database, place, 10))
    with transaction(database) as connection:
        assert _field(connection, place, "mine") == 20


def test_two_learners_lose_nothing_of_what_they_share(database: Engine, place: Place) -> None:
    other = replace(place, user_id="learner-2")
    _together(_adding(database, place, 10), _adding(database, other, 10))
    with transaction(database) as connection:
        assert _field(connection, place, "ours") == 20
        assert _field(connection, place, "mine") == 10


# -- which handler of which block --------------------------------------------------------------


def test_a_child_is_called_by_its_own_usage_id(connection: Connection, place: Place) -> None:
    boxed = replace(place, olx="<box><counter/><counter/></box>")
    first, second = usages(boxed, "counter")
    host.handle(connection, boxed, second, "add", "s/u", post(None))
    answer = host.handle(connection, boxed, second, "add", "s/u", post(None))
    assert isinstance(answer, host.Handled)
    assert (answer.response.json["mine"], answer.response.json["suffix"]) == (2, "s/u")
    other = host.handle(connection, boxed, first, "add", "", post(None))
    assert isinstance(other, host.Handled)
    assert other.response.json["mine"] == 1


@pytest.mark.parametrize("handler", ["nothing", "secret", "save", "student_view", "__init__"])
def test_only_handlers_can_be_called(connection: Connection, place: Place, handler: str) -> None:
    refused = call(connection, place, handler)
    assert isinstance(refused, host.Refused)
    assert (refused.id, refused.status) == ("no-such-handler", 404)


def test_a_usage_of_another_place_is_not_here(connection: Connection, place: Place) -> None:
    elsewhere = usages(replace(place, usage="link-2"), "counter")[0]
    refused = host.handle(connection, place, elsewhere, "add", "", post(None))
    assert isinstance(refused, host.Refused)
    assert (refused.id, refused.status) == ("no-such-block", 404)


def test_a_block_that_needs_a_missing_service_is_refused_in_words(
    connection: Connection, place: Place
) -> None:
    refused = host.render(connection, replace(place, olx="<needy/>"), "student_view")
    assert isinstance(refused, host.Refused)
    assert (refused.id, refused.status) == ("needs-more", 501)


def test_a_view_that_the_block_lacks_is_refused(connection: Connection, place: Place) -> None:
    refused = host.render(connection, place, "no_view")
    assert isinstance(refused, host.Refused)
    assert (refused.id, refused.status) == ("no-such-view", 404)


@pytest.mark.parametrize("olx", ["<no_such_block/>", "<counter", ""])
def test_olx_that_is_no_activity_is_refused_in_words(
    connection: Connection, place: Place, olx: str
) -> None:
    broken = replace(place, olx=olx)
    (problem,) = host.check_olx(olx)
    for answer in (
        host.render(connection, broken, "student_view"),
        host.handle(connection, broken, "u1", "add", "", post(None)),
    ):
        assert isinstance(answer, host.Refused)
        assert (answer.id, answer.status) == (problem.id, 422)


# -- what is published -------------------------------------------------------------------------


def test_events_come_in_their_order_and_grades_among_them(
    connection: Connection, place: Place
) -> None:
    attempt = {"id": "a", "points": 3}
    published = [
        ["edx.started", {"x": 1}],
        ["grade", {"value": 3, "max_value": 4, "only_if_higher": True, "attempt": attempt}],
        ["completion", {"completion": 1.0}],
        ["grade", {"value": 1, "max_value": 4}],
    ]
    answer = handled(connection, place, "publish", published)
    assert [(event.sequence, event.kind) for event in answer.events] == [
        (0, "edx.started"),
        (1, "grade"),
        (2, "completion"),
        (3, "grade"),
    ]
    best, last = answer.grades
    assert (best.sequence, best.scaled, best.only_if_higher) == (1, 0.75, True)
    assert best.attempt == attempt
    assert (last.sequence, last.scaled, last.only_if_higher, last.attempt) == (3, 0.25, None, None)
    assert best.usage == usages(place, "counter")[0]


@pytest.mark.parametrize(
    "event",
    [
        None,
        {},
        {"value": None, "max_value": None},
        {"value": "much", "max_value": 1},
        {"value": float("nan"), "max_value": 1},
        {"value": float("inf"), "max_value": 1},
        {"value": 1, "max_value": -1},
    ],
)
def test_what_is_no_grade_is_kept_as_an_event_only(
    connection: Connection, place: Place, event: Any
) -> None:
    answer = handled(connection, place, "publish", [["grade", event]])
    assert answer.grades == ()
    assert [found.kind for found in answer.events] == ["grade"]


def test_an_activity_that_is_worth_nothing_has_no_scaled_grade(
    connection: Connection, place: Place
) -> None:
    (grade,) = handled(
        connection, place, "publish", [["grade", {"value": 0, "max_value": 0}]]
    ).grades
    assert grade.scaled is None
