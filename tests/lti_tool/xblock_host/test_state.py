"""Stored values come back exactly as they were written."""

from __future__ import annotations

import math
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from lti_tool.xblock_host.state import Group, State, Unstorable
from lti_tool.xblock_host.tables import fields

MINE = Group("user_state", "learner-1", "u1")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def exactly(value: Any) -> str:
    """Tells 1 from 1.0, -0.0 from 0.0, and one order of keys from another."""
    return repr(value)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON)
def test_any_json_value_is_read_back_to_the_last_bit(connection: Connection, value: Any) -> None:
    state = State(connection, None)
    state.put(MINE, {"field": value})
    state.flush()
    assert exactly(State(connection, None).get(MINE, "field")) == exactly(value)


def test_nothing_is_written_before_the_flush(connection: Connection) -> None:
    State(connection, None).put(MINE, {"field": 1})
    assert not State(connection, None).has(MINE, "field")


def test_a_later_value_takes_the_place_of_the_earlier(connection: Connection) -> None:
    for value in (1, 2, 3):
        state = State(connection, None)
        state.put(MINE, {"field": value})
        state.flush()
    rows = connection.execute(sa.select(fields.c.value)).scalars().all()
    assert rows == [3]


def test_a_dropped_value_is_gone(connection: Connection) -> None:
    state = State(connection, None)
    state.put(MINE, {"field": 1, "other": 2})
    state.flush()
    state.drop(MINE, "field")
    state.flush()
    read = State(connection, None)
    assert (read.has(MINE, "field"), read.get(MINE, "other")) == (False, 2)


@pytest.mark.parametrize("value", [math.nan, math.inf, {1, 2}, b"bytes", [object()]])
def test_what_json_can_not_hold_is_refused_and_changes_nothing(
    connection: Connection, value: Any
) -> None:
    state = State(connection, None)
    with pytest.raises(Unstorable):
        state.put(MINE, {"good": 1, "bad": value})
    assert not state.has(MINE, "good")


def test_a_value_read_is_a_copy(connection: Connection) -> None:
    state = State(connection, None)
    state.put(MINE, {"field": [1]})
    state.get(MINE, "field").append(2)
    assert state.get(MINE, "field") == [1]
