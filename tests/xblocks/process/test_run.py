"""Runs in chunks: whatever the requests, the settled past is the run that is graded."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xblocks.attempt import Refusal
from xblocks.process.engine.simulation import Action
from xblocks.process.exercise import Exercise, parse_exercise
from xblocks.process.exercises import exercise_text
from xblocks.process.frames import frames_of
from xblocks.process.grading import Log, replay_log
from xblocks.process.run import Chunk, Conflict, Run, begin, go_on, log_of, resume

EXERCISE = parse_exercise(exercise_text("cstr-start-up"))
assert isinstance(EXERCISE, Exercise)
SEED = 5


def new() -> tuple[Run, Chunk]:
    return begin(EXERCISE, SEED, "run", "sha256:x")


def moved(
    run: Run, from_s: int, until_s: int, actions: list[Any] | None = None
) -> tuple[Run, Chunk]:
    answer = go_on(EXERCISE, run, from_s, until_s, actions or [])
    assert isinstance(answer, tuple), answer
    stored = Run(**json.loads(json.dumps(answer[0].to_json())))
    assert stored == answer[0]
    return answer


def refused(run: Run, from_s: int, until_s: int, actions: Any) -> Conflict | Refusal:
    answer = go_on(EXERCISE, run, from_s, until_s, actions)
    assert isinstance(answer, Conflict | Refusal)
    return answer


def test_the_first_chunk_covers_a_minute() -> None:
    run, chunk = new()
    assert (chunk.from_s, chunk.until_s) == (0, 60)
    assert chunk.frames["t"] == list(range(60))
    assert run.until_s == 60


def test_an_action_cuts_the_chunk_and_changes_only_what_follows() -> None:
    run, chunk = new()
    _, after = moved(run, 20, 80, [[20, "P102", 1]])
    assert after.frames["t"] == list(range(20, 80))
    assert after.frames["values"]["P102"] == [1] * 60
    assert chunk.frames["values"]["P102"] == [0] * 60


def test_the_same_request_again_has_the_same_answer() -> None:
    run, _ = new()
    first = moved(run, 20, 80, [[20, "P102", 1]])
    assert moved(first[0], 20, 80, [[20, "P102", 1]]) == first


def test_a_second_action_before_the_next_scan_joins_the_first() -> None:
    run, _ = new()
    run, _ = moved(run, 20, 80, [[20, "P102", 1]])
    run, _ = moved(run, 20, 80, [[20, "P102", 1], [20, "LIC101.SP", 50]])
    assert run.actions == [[20, "P102", 1], [20, "LIC101.SP", 50]]


@given(plays=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60), st.booleans()), max_size=8))
@settings(max_examples=20, deadline=None)
def test_frames_played_in_chunks_are_those_of_the_run_replayed_whole(
    plays: list[tuple[int, int, bool]],
) -> None:
    run, chunk = new()
    frames = dict(zip(chunk.frames["t"], _frames(chunk), strict=True))
    for played, ahead, acts in plays:
        from_s = min(run.at_s + played, run.until_s)
        actions = [[from_s, "TIC101.OP", float(played)]] if acts else []
        run, chunk = moved(run, from_s, from_s + ahead, actions)
        frames = {t: frame for t, frame in frames.items() if t < from_s}
        frames |= dict(zip(chunk.frames["t"], _frames(chunk), strict=True))
    log = Log(tuple(Action(*action) for action in run.actions), run.until_s - 1)
    whole = replay_log(EXERCISE, log, SEED)
    expected = frames_of(EXERCISE.unit, whole.rows, whole.states, [])
    assert [frames[t] for t in sorted(frames)] == _columns(expected)


def _frames(chunk: Chunk) -> list[str]:
    return _columns(chunk.frames)


def _columns(frames: dict[str, Any]) -> list[str]:
    values = frames["values"]
    return [
        json.dumps([{k: v[i] for k, v in values.items()}, frames["alarms"][i], frames["steps"][i]])
        for i in range(len(frames["t"]))
    ]


@pytest.mark.parametrize(("from_s", "until_s"), [(10, 60), (200, 260)])
def test_a_request_from_before_or_beyond_what_was_played_is_refused(
    from_s: int, until_s: int
) -> None:
    run, _ = new()
    run, _ = moved(run, 30, 90)
    conflict = refused(run, from_s, until_s, [])
    assert isinstance(conflict, Conflict)
    assert conflict.status == 409


@pytest.mark.parametrize(
    ("until_s", "actions"), [(20, []), (400, []), (90, {}), (90, [[29, "P102", 1]])]
)
def test_an_impossible_request_is_refused(until_s: int, actions: Any) -> None:
    run, _ = new()
    run, _ = moved(run, 20, 80)
    assert isinstance(refused(run, 30, until_s, actions), Conflict)


def test_an_impossible_action_is_refused_and_the_run_unharmed() -> None:
    run, _ = new()
    assert isinstance(refused(run, 30, 90, [[30, "P909", 1]]), Refusal)
    assert run == new()[0]


def test_a_reload_gets_the_past_and_the_same_chunk() -> None:
    run, _ = new()
    run, _ = moved(run, 20, 80, [[20, "P102", 1]])
    run, chunk = moved(run, 70, 130)
    history, again = resume(EXERCISE, SEED, run)
    assert again == chunk
    assert history["t"] == list(range(70))


def test_a_long_past_is_thinned_but_keeps_its_events() -> None:
    run, _ = new()
    for at in range(0, 2400, 200):
        run, _ = moved(run, at, at + 200)
    history, _ = resume(EXERCISE, SEED, run)
    assert len(history["t"]) <= 401
    assert history["t"][-1] == 2199


def test_the_run_ends_where_the_exercise_ends_it() -> None:
    run, chunk = new()
    while chunk.ended is None:
        run, chunk = moved(run, run.until_s, run.until_s + 300)
    assert chunk.ended == {"t_s": 2700, "why": "timeout", "rule": ""}
    assert run.until_s == 2701
    run, chunk = moved(run, 2701, 2800)
    assert chunk.frames["t"] == []
    assert chunk.ended is not None
    assert log_of(run, 2700) == {"actions": [], "end_s": 2700}


def test_the_log_stops_at_the_last_scan_played() -> None:
    run, _ = new()
    run, _ = moved(run, 20, 80, [[20, "P102", 1], [40, "P101", 1]])
    assert log_of(run, 30) == {"actions": [[20, "P102", 1]], "end_s": 30}
    assert isinstance(log_of(run, 10), Conflict)
    assert isinstance(log_of(run, 80), Conflict)
