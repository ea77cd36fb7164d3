from __future__ import annotations

import math
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lti_tool.demo_lms.scores import BadBody, LineItem, Score, read_line_item, read_score

USER = uuid.UUID("7f7b6c1a-3a4e-4a52-9f5e-000000000001")
SCORE = {
    "userId": str(USER),
    "scoreGiven": 87.5,
    "scoreMaximum": 100,
    "timestamp": "2026-11-21T20:00:00+08:00",
    "activityProgress": "Completed",
    "gradingProgress": "FullyGraded",
}
LINE_ITEM = {"label": "测验", "scoreMaximum": 10}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def test_a_score_is_read_with_its_time_in_utc() -> None:
    assert read_score(SCORE | {"comment": "好"}) == Score(
        user_id=USER,
        timestamp=datetime(2026, 11, 21, 12, tzinfo=UTC),
        given=87.5,
        maximum=100.0,
        activity_progress="Completed",
        grading_progress="FullyGraded",
        comment="好",
    )


def test_a_score_above_the_maximum_is_extra_credit() -> None:
    read = read_score(SCORE | {"scoreGiven": 120})
    assert isinstance(read, Score)
    assert read.given == 120.0


@pytest.mark.parametrize(
    ("changes", "bad_id"),
    [
        ({"userId": "wang"}, "unknown-user"),
        ({"userId": None}, "no-user"),
        ({"userId": 7}, "no-user"),
        ({"scoreGiven": -1}, "bad-score"),
        ({"scoreGiven": "87"}, "not-a-number"),
        ({"scoreGiven": True}, "not-a-number"),
        ({"scoreGiven": math.nan}, "not-a-number"),
        ({"scoreGiven": math.inf}, "not-a-number"),
        ({"scoreGiven": 10**400}, "not-a-number"),
        ({"scoreMaximum": None}, "bad-maximum"),
        ({"scoreMaximum": 0}, "bad-maximum"),
        ({"timestamp": None}, "bad-timestamp"),
        ({"timestamp": "2026-11-21T12:00:00"}, "bad-timestamp"),
        ({"timestamp": "2026-11-21"}, "bad-timestamp"),
        ({"timestamp": "yesterday"}, "bad-timestamp"),
        ({"timestamp": 1700000000}, "bad-timestamp"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "bad-timestamp"),
        ({"activityProgress": "Finished"}, "bad-progress"),
        ({"activityProgress": []}, "bad-progress"),
        ({"gradingProgress": None}, "bad-progress"),
        ({"comment": ["well", "done"]}, "not-a-text"),
        ({"comment": "\0"}, "not-a-text"),
    ],
)
def test_a_wrong_score_is_refused_with_its_reason(changes: dict[str, Any], bad_id: str) -> None:
    read = read_score(SCORE | changes)
    assert isinstance(read, BadBody)
    assert read.id == bad_id


@pytest.mark.parametrize(
    ("changes", "bad_id"),
    [
        ({"label": None}, "bad-label"),
        ({"label": " "}, "bad-label"),
        ({"label": "长" * 256}, "bad-label"),
        ({"label": 5}, "not-a-text"),
        ({"scoreMaximum": None}, "bad-maximum"),
        ({"scoreMaximum": 0}, "bad-maximum"),
        ({"scoreMaximum": "100"}, "not-a-number"),
        ({"resourceLinkId": "elsewhere"}, "unknown-link"),
    ],
)
def test_a_wrong_line_item_is_refused_with_its_reason(changes: dict[str, Any], bad_id: str) -> None:
    read = read_line_item(LINE_ITEM | changes)
    assert isinstance(read, BadBody)
    assert read.id == bad_id


@given(st.dictionaries(st.sampled_from(sorted(SCORE)), json_values))
def test_any_score_is_either_read_or_refused(changes: dict[str, Any]) -> None:
    read = read_score(SCORE | changes)
    if isinstance(read, Score) and read.given is not None:
        assert read.given >= 0
        assert read.maximum is not None
        assert read.maximum > 0
        assert read.timestamp.utcoffset() is not None


@given(
    st.dictionaries(st.sampled_from(["label", "scoreMaximum", "resourceId", "tag"]), json_values)
)
def test_any_line_item_is_either_read_or_refused(changes: dict[str, Any]) -> None:
    read = read_line_item(LINE_ITEM | changes)
    if isinstance(read, LineItem):
        assert read.label.strip() == read.label != ""
        assert read.score_maximum > 0
