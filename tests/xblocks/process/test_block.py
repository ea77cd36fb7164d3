"""The XBlock: a run from begin to mark, as a browser drives it."""

from __future__ import annotations

import json
import uuid
from importlib.resources import files
from typing import Any

import pytest
from webob import Request
from xblock.field_data import DictFieldData
from xblock.fields import ScopeIds
from xblock.test.tools import TestRuntime

from xblocks.attempt import GradedAttempt, replay
from xblocks.process.block import ProcessExerciseBlock

RUN = "3f0e7a52-0000-4000-8000-000000000001"


class Runtime(TestRuntime):  # type: ignore[misc] # XBlock is untyped
    """Keeps what the block publishes."""

    def __init__(self) -> None:
        super().__init__()
        self.published: list[tuple[str, dict[str, Any]]] = []

    def publish(self, block: object, event_type: str, event_data: dict[str, Any]) -> None:
        self.published.append((event_type, event_data))

    def local_resource_url(self, block: object, uri: str) -> str:
        return f"/{uri}"


def block(**fields: Any) -> ProcessExerciseBlock:
    ids = ScopeIds("learner", "process_exercise", "definition", "usage")
    return ProcessExerciseBlock(Runtime(), DictFieldData(fields), ids)


def call(made: ProcessExerciseBlock, handler: str, data: Any) -> tuple[int, Any]:
    request = Request.blank("/", method="POST", body=json.dumps(data).encode())
    response = made.handle(handler, request)
    return response.status_int, json.loads(response.body)


def ok(made: ProcessExerciseBlock, handler: str, data: Any) -> Any:
    status, body = call(made, handler, data)
    assert status == 200, body
    return body


def play(made: ProcessExerciseBlock, actions: list[list[Any]], until_s: int) -> int:
    """Begin, and play to `until_s` in chunks of 200 s; the last scan played."""
    chunk = ok(made, "begin", {"run_id": RUN})["chunk"]
    at_s = 0
    for action in actions:
        while chunk["until_s"] <= action[0]:
            at_s = chunk["until_s"]
            chunk = advance(made, at_s, [])
        at_s = action[0]
        due = [a for a in actions if a[0] == at_s]
        chunk = advance(made, at_s, due)
    while chunk["until_s"] < until_s and not chunk["ended"]:
        at_s = chunk["until_s"]
        chunk = advance(made, at_s, [])
    return min(until_s, chunk["until_s"]) - 1


def advance(made: ProcessExerciseBlock, from_s: int, actions: list[Any]) -> Any:
    asked = {"run_id": RUN, "from_s": from_s, "until_s": from_s + 200, "actions": actions}
    return ok(made, "advance", asked)


def reference() -> list[list[Any]]:
    source = files("xblocks.process.exercises").joinpath("cstr-start-up.reference.json")
    actions: list[list[Any]] = json.loads(source.read_text(encoding="utf-8"))["actions"]
    return actions


def submission(end_s: int, run_id: str = RUN) -> dict[str, Any]:
    return {"attempt_id": str(uuid.UUID(int=7)), "input": {"run_id": run_id, "end_s": end_s}}


def test_a_whole_run_earns_its_mark_and_publishes_it_once() -> None:
    made = block()
    end_s = play(made, reference(), 1500)
    answer = ok(made, "submit", submission(end_s))
    assert answer["attempt"]["points"] == 100.0
    assert answer["attempt"]["evidence"]["input"]["actions"] == reference()
    assert "exercise" not in answer["attempt"]["evidence"]
    again = ok(made, "submit", submission(end_s))
    assert again == answer
    grades = [data for kind, data in made.runtime.published if kind == "grade"]
    assert [g["value"] for g in grades] == [1.0]
    attempt = GradedAttempt.from_json(grades[0]["attempt"])
    replayed = replay(attempt.evidence, attempt.id)
    assert isinstance(replayed, GradedAttempt)
    assert replayed.same_as(attempt)


def test_a_log_that_the_browser_sends_along_is_not_looked_at() -> None:
    made = block()
    end_s = play(made, [], 100)
    forged = submission(end_s)
    forged["input"]["actions"] = reference()
    answer = ok(made, "submit", forged)
    assert answer["attempt"]["points"] == 0.0
    assert answer["attempt"]["evidence"]["input"]["actions"] == []


def test_a_repeated_advance_has_the_same_answer() -> None:
    made = block()
    ok(made, "begin", {"run_id": RUN})
    first = advance(made, 20, [[20, "P102", 1]])
    assert advance(made, 20, [[20, "P102", 1]]) == first


def test_a_reload_goes_on_where_the_run_was() -> None:
    made = block()
    ok(made, "begin", {"run_id": RUN})
    chunk = advance(made, 30, [[30, "P102", 1]])
    assert made.learner_state()["run"] == {"id": RUN, "at_s": 30, "until_s": 230}
    again = ok(made, "begin", {"run_id": RUN})
    assert again["chunk"] == chunk
    assert again["history"]["t"] == list(range(30))


def test_a_new_run_takes_the_place_of_the_old_one() -> None:
    made = block()
    play(made, [[5, "P102", 1]], 100)
    fresh = ok(made, "begin", {"run_id": "other"})
    assert fresh["history"] is None
    assert fresh["chunk"]["from_s"] == 0
    status, body = call(made, "advance", {"run_id": RUN, "from_s": 0, "until_s": 9, "actions": []})
    assert status == 409
    assert set(body["error"]) == {"zh-Hans", "en"}


def test_a_window_left_behind_is_told_so() -> None:
    made = block()
    ok(made, "begin", {"run_id": RUN})
    advance(made, 50, [])
    status, _ = call(made, "advance", {"run_id": RUN, "from_s": 20, "until_s": 80, "actions": []})
    assert status == 409


def test_a_run_that_was_handed_in_is_closed() -> None:
    made = block()
    end_s = play(made, [], 100)
    ok(made, "submit", submission(end_s))
    assert made.learner_state()["run"] is None
    status, _ = call(made, "advance", {"run_id": RUN, "from_s": 0, "until_s": 9, "actions": []})
    assert status == 409
    other = submission(end_s) | {"attempt_id": str(uuid.UUID(int=8))}
    assert call(made, "submit", other)[0] == 409


def test_no_run_begins_when_no_attempt_is_left() -> None:
    made = block(max_attempts=1)
    ok(made, "submit", submission(play(made, [], 100)))
    assert call(made, "begin", {"run_id": "other"})[0] == 403


@pytest.mark.parametrize(
    ("handler", "data"),
    [
        ("begin", {}),
        ("begin", []),
        ("begin", {"run_id": 5}),
        ("begin", {"run_id": "x" * 65}),
        ("advance", None),
        ("advance", {"run_id": RUN}),
        ("advance", {"run_id": RUN, "from_s": "0", "until_s": 5}),
        ("advance", {"run_id": RUN, "from_s": -1, "until_s": 5}),
        ("advance", {"run_id": RUN, "from_s": 0, "until_s": 5, "actions": "none"}),
        ("advance", {"run_id": RUN, "from_s": 0, "until_s": 5, "actions": [[0, "P909", 1]]}),
        ("advance", {"run_id": RUN, "from_s": 0, "until_s": 5, "actions": [[0, "P102", None]]}),
        ("submit", {"attempt_id": str(uuid.UUID(int=7)), "input": {"run_id": RUN}}),
        ("submit", {"attempt_id": str(uuid.UUID(int=7)), "input": 5}),
    ],
)
def test_malformed_requests_are_refused_and_the_run_unharmed(handler: str, data: Any) -> None:
    made = block()
    ok(made, "begin", {"run_id": RUN})
    before = json.dumps(made.run)
    status, body = call(made, handler, data)
    assert status == 400
    assert body["error"]["zh-Hans"]
    assert json.dumps(made.run) == before


def test_a_changed_exercise_ends_the_runs_of_the_old_one() -> None:
    made = block()
    ok(made, "begin", {"run_id": RUN})
    made.exercise_text = made.source.replace("timeout_s: 2700", "timeout_s: 2600")
    assert made.learner_state()["run"] is None
    status, _ = call(made, "advance", {"run_id": RUN, "from_s": 0, "until_s": 9, "actions": []})
    assert status == 409


def test_an_exercise_with_an_error_is_shown_as_broken() -> None:
    made = block(exercise_text="plant: [")
    assert made.learner_state()["exercise"] is None
    assert call(made, "begin", {"run_id": RUN})[0] == 409


def test_the_replay_view_has_the_trajectory_and_the_actions() -> None:
    made = block()
    ok(made, "submit", submission(play(made, [[5, "P102", 1]], 700)))
    args = made.replay_view({"attempt": made.last_attempt}).json_init_args
    assert args["actions"] == [[5, "P102", 1]]
    assert args["frames"]["t"][-1] == 699
    assert len(args["frames"]["t"]) <= 601
    assert "exercise" not in args["attempt"]["evidence"]


def test_the_author_sees_errors_at_their_place() -> None:
    made = block()
    source = made.source.replace("P102 == 1", "P109 == 1", 1)
    found = ok(made, "studio_check", {"source": source})["problems"]
    assert found[0]["line"] == source[: source.index("P109")].count("\n") + 1
    assert ok(made, "studio_submit", {"source": source, "settings": {}})["saved"] is False


def test_the_kept_state_stays_small() -> None:
    made = block()
    play(made, reference(), 1300)
    assert len(json.dumps(made.run)) < 8_000
