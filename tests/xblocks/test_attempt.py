"""xblocks.attempt"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xblocks.attempt import (
    AlteredEvidence,
    Evidence,
    GradedAttempt,
    Mark,
    Remark,
    UnknownGrader,
    canonical,
    digest_of,
    replay,
    text,
)

words = st.text(max_size=12)
points = st.floats(0, 100)
places = st.none() | st.integers(1, 10_000)
texts = st.builds(text, words, words)
remarks = st.builds(
    Remark,
    id=words,
    message=texts,
    cost=points,
    line=places,
    column=places,
    end_column=places,
    at_s=st.none() | points,
)
marks = st.builds(
    Mark,
    id=words,
    title=texts,
    points=points,
    out_of=points,
    remarks=st.lists(remarks, max_size=3).map(tuple),
)
attempts = st.builds(
    GradedAttempt,
    id=st.uuids().map(str),
    evidence=st.builds(
        Evidence,
        kind=words,
        exercise=words,
        digest=words,
        engine=words,
        seed=st.integers(0, 2**32 - 1),
        input=st.dictionaries(words, st.lists(words, max_size=2), max_size=2),
    ),
    points=points,
    out_of=st.floats(1, 100),
    marks=st.lists(marks, max_size=3).map(tuple),
    remarks=st.lists(remarks, max_size=2).map(tuple),
)


@given(attempts)
def test_an_attempt_is_the_same_after_a_journey_as_json(attempt: GradedAttempt) -> None:
    again = GradedAttempt.from_json(json.loads(json.dumps(attempt.to_json())))
    assert again == attempt
    assert again.same_as(attempt)


@given(attempts, points)
def test_an_attempt_with_other_points_is_not_the_same(attempt: GradedAttempt, other: float) -> None:
    assert attempt.same_as(replace(attempt, points=other)) == (attempt.points == other)


def test_the_mark_is_scaled_by_what_it_is_out_of() -> None:
    evidence = Evidence("nc", "", "", "nc/1", 1, {})
    assert GradedAttempt("id", evidence, points=3.0, out_of=4.0).scaled == 0.75


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": "刀"}) == canonical({"a": "刀", "b": 1}) == '{"a":"刀","b":1}'


def test_the_digest_names_its_algorithm_and_is_sha_256_of_the_utf_8() -> None:
    # The value of `printf '' | sha256sum`.
    assert digest_of("") == (
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    assert digest_of("刀") != digest_of("刃")


def test_evidence_whose_exercise_was_altered_is_not_replayed() -> None:
    evidence = Evidence("nc", "altered", digest_of("original"), "nc/1", 1, {})
    with pytest.raises(AlteredEvidence, match="attempt 7"):
        replay(evidence, "7")


def test_evidence_of_an_unknown_kind_is_not_replayed() -> None:
    evidence = Evidence("knitting", "x", digest_of("x"), "knitting/1", 1, {})
    with pytest.raises(UnknownGrader, match="knitting"):
        replay(evidence, "7")
