"""xblocks.nc.block, with the library's first exercise and the real grader."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from xblock.core import XBlock

from tests.xblocks.lms import Lms, post
from xblocks.attempt import GradedAttempt, replay
from xblocks.nc import exercises
from xblocks.nc.block import NcExerciseBlock

REFERENCE = Path(exercises.__file__).with_name("first-pocket.nc").read_text("utf-8")
WRONG_WORD = "O0001\nG21 G90\nG00 Q5X\nM30\n"
UNREADABLE = 7


@pytest.fixture
def lms() -> Lms:
    return Lms()


@pytest.fixture
def block(lms: Lms) -> Any:
    return lms.block(NcExerciseBlock, "nc_exercise")


def submit(block: Any, program: object) -> tuple[int, Any]:
    data = {"attempt_id": str(uuid.uuid4()), "input": {"program": program}}
    return post(block, "submit", data)


def test_the_block_is_found_by_its_name() -> None:
    assert XBlock.load_class("nc_exercise") is NcExerciseBlock


def test_the_reference_program_earns_every_point(lms: Lms, block: Any) -> None:
    _, answer = submit(block, REFERENCE)
    assert answer["attempt"]["points"] == answer["attempt"]["out_of"]
    assert lms.events("grade")[0]["value"] == 1.0


def test_the_published_attempt_is_replayed_to_the_last_bit(lms: Lms, block: Any) -> None:
    submit(block, REFERENCE.replace("Z-6", "Z-5.9"))
    attempt = GradedAttempt.from_json(lms.events("grade")[0]["attempt"])
    again = replay(attempt.evidence, attempt.id)
    assert isinstance(again, GradedAttempt)
    assert again.same_as(attempt)


def test_a_rescore_computes_the_mark_again_and_publishes_it(lms: Lms, block: Any) -> None:
    submit(block, REFERENCE)
    block.set_score(block.get_score()._replace(raw_earned=0.1))
    block.rescore(only_if_higher=True)
    assert block.get_score().raw_earned == 1.0
    assert lms.events("grade")[-1] == {"value": 1.0, "max_value": 1.0, "only_if_higher": True}


def test_a_rescore_may_take_a_score_back(lms: Lms, block: Any) -> None:
    submit(block, "O0001\nM30\n")
    earned = block.get_score().raw_earned
    block.set_score(block.get_score()._replace(raw_earned=1.0))
    block.rescore(only_if_higher=True)
    assert block.get_score().raw_earned == 1.0
    block.rescore(only_if_higher=False)
    assert block.get_score().raw_earned == earned


@pytest.mark.parametrize("program", [None, UNREADABLE, ["G00"], {"a": 1}])
def test_what_is_not_a_program_is_refused_without_using_an_attempt(
    lms: Lms, program: object
) -> None:
    block = lms.block(NcExerciseBlock, "nc_exercise", max_attempts=1)
    status, answer = submit(block, program)
    assert status == 200
    assert answer["refused"][0]["message"].keys() == {"zh-Hans", "en"}
    assert (block.attempts_left, lms.published) == (1, [])


def test_a_wrong_word_is_refused_at_its_line_and_column(block: Any) -> None:
    _, answer = submit(block, WRONG_WORD)
    places = [(remark["line"], remark["column"]) for remark in answer["refused"]]
    assert (3, 6) in places or (3, 7) in places


@pytest.mark.parametrize("learner_input", [None, 7, "M30", [], {}])
def test_an_input_that_is_no_program_is_refused(block: Any, learner_input: object) -> None:
    data = {"attempt_id": str(uuid.uuid4()), "input": learner_input}
    assert "refused" in post(block, "submit", data)[1]


def test_simulating_shows_path_and_part_and_uses_no_attempt(lms: Lms, block: Any) -> None:
    status, simulation = post(block, "simulate", {"program": REFERENCE})
    assert status == 200
    assert simulation["alarms"] == []
    assert simulation["moves"][-1]["t1_s"] == pytest.approx(simulation["cycle_time_s"])
    assert (block.attempts, lms.published) == ([], [])


def test_simulating_a_wrong_word_gives_an_alarm_at_its_line(block: Any) -> None:
    _, simulation = post(block, "simulate", {"program": WRONG_WORD})
    assert simulation["alarms"][0]["line"] == 3


@pytest.mark.parametrize("data", [{}, {"program": UNREADABLE}, {"program": None}])
def test_simulating_what_is_no_program_is_an_alarm(block: Any, data: object) -> None:
    status, simulation = post(block, "simulate", data)
    assert status == 200
    assert not simulation["readable"]


def test_checking_gives_alarms_and_states_and_keeps_nothing(lms: Lms, block: Any) -> None:
    status, answer = post(block, "check", {"program": "T1 M06\n" + WRONG_WORD})
    assert status == 200
    assert [alarm["line"] for alarm in answer["alarms"]] == [4]
    assert answer["lines"][0]["tool"] == 1
    assert (block.attempts, block.draft, block.score, lms.published) == ([], {}, None, [])


@pytest.mark.parametrize("data", [{}, {"program": UNREADABLE}, {"program": None}])
def test_checking_what_is_no_program_is_an_alarm(block: Any, data: object) -> None:
    status, answer = post(block, "check", data)
    assert (status, len(answer["alarms"]), answer["lines"]) == (200, 1, [])


@pytest.mark.parametrize("data", [None, 7, "G00", ["G00"]])
def test_checking_wants_an_object(block: Any, data: object) -> None:
    assert post(block, "check", data)[0] == 400


def test_checking_is_of_the_learners_own_exercise_whatever_is_sent(lms: Lms, block: Any) -> None:
    sent = {"program": "M30", "exercise": "title: [", "seed": 5, "user_id": "instructor"}
    assert post(block, "check", sent) == post(block, "check", {"program": "M30"})


def test_a_faulty_exercise_is_not_checked(lms: Lms) -> None:
    block = lms.block(NcExerciseBlock, "nc_exercise", exercise_text="title: [\n")
    assert post(block, "check", {"program": "M30"})[0] == 409


def test_a_faulty_exercise_is_not_simulated(lms: Lms) -> None:
    block = lms.block(NcExerciseBlock, "nc_exercise", exercise_text="title: [\n")
    assert post(block, "simulate", {"program": "M30"})[0] == 409


def test_an_error_in_the_authors_text_has_its_line(block: Any) -> None:
    text = block.source.replace("kind: slot", "kind: slott")
    line = text[: text.index("slott")].count("\n") + 1
    (problem, *_) = block.check_text(text)
    assert problem["line"] == line
    assert set(problem["message"]) == {"zh-Hans", "en"}


def test_a_replay_simulates_the_program_of_the_attempt(lms: Lms, block: Any) -> None:
    submit(block, REFERENCE)
    attempt = lms.events("grade")[0]["attempt"]
    instructor = Lms("instructor").block(NcExerciseBlock, "nc_exercise")
    shown = instructor.replay_view({"attempt": attempt}).json_init_args
    assert shown["simulation"]["moves"]
    assert shown["exercise"]["seed"] == block.seed
    assert "exercise" not in shown["attempt"]["evidence"]


def test_the_reference_of_an_author_never_reaches_a_learner(lms: Lms) -> None:
    exercise = yaml.safe_load(NcExerciseBlock.STARTER)
    secret = REFERENCE.replace("M30", "(SECRET)\nM30")
    exercise["target"] = {"program": secret, "points": 64}
    source = yaml.safe_dump(exercise, allow_unicode=True)
    block = lms.block(NcExerciseBlock, "nc_exercise", exercise_text=source)
    assert block.check_text(source) == []
    sent = [
        block.student_view().json_init_args,
        block.student_view_data(),
        block.learner_state(),
        block.index_dictionary(),
        post(block, "simulate", {"program": REFERENCE})[1],
        post(block, "check", {"program": REFERENCE})[1],
        submit(block, REFERENCE)[1],
    ]
    assert "SECRET" not in json.dumps(sent)


def test_the_library_is_offered_in_the_workbench_and_is_faultless() -> None:
    scenarios = NcExerciseBlock.workbench_scenarios()
    assert scenarios
    for _title, olx in scenarios:
        node = etree.fromstring(olx.encode())
        keys = Lms().block(NcExerciseBlock, "nc_exercise").scope_ids
        block = NcExerciseBlock.parse_xml(node, Lms(), keys)
        assert block.display_name
        assert block.check_text(block.source) == []


def test_the_schema_for_completion_is_json_schema() -> None:
    schema = NcExerciseBlock.exercise_schema()
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert all("target" in schema[kind]["properties"] for kind in ("then", "else"))


# -- policy and Studio -----------------------------------------------------------------------------

SOLVED = (
    NcExerciseBlock.STARTER
    + "solution: |\n"
    + "".join(f"  {line}\n" for line in REFERENCE.splitlines())
)


def test_the_policy_of_the_text_is_the_block_s(lms: Lms) -> None:
    policy = "policy: {attempts: 1, feedback: marks-only, solution: after-last}\n"
    block = lms.block(NcExerciseBlock, "nc_exercise", exercise_text=SOLVED + policy)
    assert block.student_view_data()["max_attempts"] == 1
    _, answer = submit(block, REFERENCE.replace("Z-6", "Z-5.5"))
    assert answer["attempt"]["points"] < answer["attempt"]["out_of"]
    assert all(not mark["remarks"] for mark in answer["attempt"]["marks"])
    assert answer["solution"].startswith("%\nO0001")
    assert submit(block, REFERENCE)[0] == 403


def test_a_learner_sees_nothing_of_the_solution_before_its_time(lms: Lms) -> None:
    block = lms.block(NcExerciseBlock, "nc_exercise", exercise_text=SOLVED)
    submit(block, "O0001\nM30\n")
    assert "ROUGH IN TWO LAYERS" not in json.dumps(block.student_view().json_init_args)


def test_studio_previews_runs_and_compares_the_text_that_is_sent(block: Any) -> None:
    sent = {"source": SOLVED, "seed": 5}
    assert post(block, "studio_preview", sent)[1]["exercise"]["seed"] == 5
    assert post(block, "studio_reference", sent)[1]["attempt"]["points"] == 100.0
    assert len(post(block, "studio_variants", sent)[1]["variants"]) == 1


def test_studio_runs_no_reference_of_a_text_with_an_error(block: Any) -> None:
    assert post(block, "studio_reference", {"source": "format: 2\n"})[0] == 409
    assert post(block, "studio_preview", {"source": "format: 2\n"})[1]["problems"]


@pytest.mark.parametrize("seed", [-1, 1.5, "1", True, 1 << 32])
def test_a_seed_is_a_whole_number(block: Any, seed: object) -> None:
    assert post(block, "studio_preview", {"source": SOLVED, "seed": seed})[0] == 400
