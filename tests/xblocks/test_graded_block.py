"""xblocks.graded_block, with the simplest exercise there is: a number to be guessed."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from webob import Request
from xblock.fields import Scope
from xblock.scorable import Score

from tests.xblocks.lms import Lms, post, post_text
from xblocks.attempt import Evidence, GradedAttempt, Mark, Refusal, Remark, digest_of, text
from xblocks.graded_block import GradedBlock
from xblocks.policy import Policy, policy_of

SOURCE = "answer: 42\n"
FAULT = {"line": 1, "column": 1, "message": text("需要 answer", "answer is needed")}


class Guess(GradedBlock):
    """Worth 10 points, one less for each the guess is away."""

    KIND = "guess"
    JS_CLASS = "Guess"
    STARTER = SOURCE

    @classmethod
    def check_text(cls, exercise_text: str) -> list[dict[str, Any]]:
        return [] if exercise_text.startswith("answer: ") else [FAULT]

    @classmethod
    def public_exercise(cls, exercise_text: str, seed: int) -> dict[str, Any]:
        return {"title": text("猜数", "Guess"), "brief": text("猜", "Guess it"), "seed": seed}

    def grade_input(self, attempt_id: str, learner_input: Any) -> GradedAttempt | Refusal:
        if not isinstance(learner_input, int):
            return Refusal((Remark("not-a-number", text("不是数", "Not a number")),))
        answer = int(self.source.split()[1])
        points = max(0.0, 10.0 - abs(answer - learner_input))
        evidence = Evidence(
            "guess", self.source, digest_of(self.source), "guess/1", self.seed, learner_input
        )
        mark = Mark("near", text("接近", "Nearness"), points, 10.0)
        return GradedAttempt(attempt_id, evidence, points, 10.0, (mark,))


@pytest.fixture
def lms() -> Lms:
    return Lms()


@pytest.fixture
def block(lms: Lms) -> Any:
    return lms.block(Guess)


def attempt_of(guess: object, attempt_id: str | None = None) -> dict[str, Any]:
    return {"attempt_id": attempt_id or str(uuid.uuid4()), "input": guess}


def submit(block: Any, guess: object, attempt_id: str | None = None) -> tuple[int, Any]:
    return post(block, "submit", attempt_of(guess, attempt_id))


# -- submitting ----------------------------------------------------------------------------------


def test_a_submission_is_graded_kept_and_published(lms: Lms, block: Any) -> None:
    attempt_id = str(uuid.uuid4())
    status, answer = submit(block, 40, attempt_id)
    assert (status, answer["attempt"]["points"]) == (200, 8.0)
    (grade,) = lms.events("grade")
    assert (grade["value"], grade["max_value"], grade["only_if_higher"]) == (0.8, 1.0, True)
    assert GradedAttempt.from_json(grade["attempt"]).id == attempt_id
    assert lms.events("completion") == [{"completion": 1.0}]


def test_the_same_submission_again_is_the_same_attempt(lms: Lms, block: Any) -> None:
    attempt_id = str(uuid.uuid4())
    first, again = submit(block, 40, attempt_id), submit(block, 40, attempt_id)
    assert first == again
    assert len(block.attempts) == len(lms.events("grade")) == 1


def test_the_id_may_be_written_in_capitals(block: Any) -> None:
    attempt_id = str(uuid.uuid4())
    submit(block, 40, attempt_id)
    submit(block, 40, attempt_id.upper())
    assert len(block.attempts) == 1


def test_the_same_id_with_another_input_is_refused(lms: Lms, block: Any) -> None:
    attempt_id = str(uuid.uuid4())
    submit(block, 40, attempt_id)
    status, answer = submit(block, 42, attempt_id)
    assert status == 409
    assert set(answer["error"]) == {"zh-Hans", "en"}
    assert len(lms.events("grade")) == 1


def test_a_repeat_keeps_its_mark_when_the_author_has_changed_the_exercise(block: Any) -> None:
    attempt_id = str(uuid.uuid4())
    submit(block, 40, attempt_id)
    block.exercise_text = "answer: 7\n"
    assert submit(block, 40, attempt_id)[1]["attempt"]["points"] == 8.0


def test_a_repeat_of_an_attempt_that_newer_ones_replaced_says_so(lms: Lms, block: Any) -> None:
    attempt_id = str(uuid.uuid4())
    submit(block, 40, attempt_id)
    submit(block, 41)
    submit(block, 30)
    assert submit(block, 40, attempt_id)[0] == 409
    assert len(lms.events("grade")) == 3


def test_refused_input_uses_no_attempt(lms: Lms) -> None:
    block = lms.block(Guess, max_attempts=1)
    status, answer = submit(block, "forty")
    assert (status, answer["refused"][0]["id"]) == (200, "not-a-number")
    assert (block.attempts_left, lms.published) == (1, [])


def test_attempts_end_but_a_repeat_is_still_answered(lms: Lms) -> None:
    block = lms.block(Guess, max_attempts=1)
    attempt_id = str(uuid.uuid4())
    assert submit(block, 40, attempt_id)[0] == 200
    assert submit(block, 42)[0] == 403
    assert submit(block, 40, attempt_id)[0] == 200
    assert block.attempts_left == 0


# -- the author's policy ---------------------------------------------------------------------------


class Secretive(Guess):
    """A guess whose author's policy is the second line of the text."""

    def policy(self) -> Policy:
        return policy_of({"policy": json.loads(self.source.splitlines()[1])})

    def solution(self) -> str | None:
        return "forty-two"

    def grade_input(self, attempt_id: str, learner_input: Any) -> GradedAttempt | Refusal:
        graded = super().grade_input(attempt_id, learner_input)
        assert isinstance(graded, GradedAttempt)
        remark = Remark("secret", text("秘密", "secret reason"))
        return replace(graded, marks=(replace(graded.marks[0], remarks=(remark,)),))


def secretive(lms: Lms, policy: dict[str, Any], **fields: Any) -> Any:
    return lms.block(Secretive, exercise_text=f"answer: 42\n{json.dumps(policy)}\n", **fields)


def test_the_text_limits_attempts_unless_the_block_does(lms: Lms) -> None:
    block = secretive(lms, {"attempts": 1})
    assert block.student_view_data()["max_attempts"] == 1
    submit(block, 40)
    status, answer = submit(block, 42)
    assert status == 403
    assert "1" in answer["error"]["en"]
    assert secretive(lms, {"attempts": 1}, max_attempts=3).attempts_left == 3


@pytest.mark.parametrize(
    ("feedback", "told"), [("after-last", [False, True]), ("marks-only", [False] * 2)]
)
def test_what_the_policy_hides_is_in_no_answer(lms: Lms, feedback: str, told: list[bool]) -> None:
    block = secretive(lms, {"attempts": 2, "feedback": feedback})
    for guess, is_told in zip((40, 41), told, strict=True):
        _, answer = submit(block, guess)
        assert answer["attempt"]["points"] == 10.0 - (42 - guess)
        for sent in (answer, block.learner_state(), block.student_view().json_init_args):
            assert ("secret reason" in json.dumps(sent)) is is_told
        assert answer["attempt"].get("withheld") == (None if is_told else feedback)


def test_the_lms_and_the_instructor_get_the_whole_attempt(lms: Lms) -> None:
    block = secretive(lms, {"feedback": "marks-only"})
    submit(block, 40)
    whole = lms.events("grade")[0]["attempt"]
    assert "secret reason" in json.dumps(whole)
    assert "secret reason" in json.dumps(block.replay_view({"attempt": whole}).json_init_args)


def test_a_replay_for_others_than_the_instructor_hides_what_the_policy_hides(lms: Lms) -> None:
    block = secretive(lms, {"feedback": "marks-only"})
    submit(block, 40)
    whole = lms.events("grade")[0]["attempt"]
    shown = block.replay_view({"attempt": whole, "for_instructor": False}).json_init_args
    assert shown["attempt"]["points"] == 8.0
    assert "secret reason" not in json.dumps(shown)


@pytest.mark.parametrize(
    ("when", "guesses", "shown"),
    [
        ("never", (42, 40), [None, None]),
        ("after-full-marks", (40, 42), [None, "forty-two"]),
        ("after-last", (42, 40), [None, "forty-two"]),
    ],
)
def test_the_solution_is_sent_when_the_policy_says(
    lms: Lms, when: str, guesses: tuple[int, ...], shown: list[str | None]
) -> None:
    block = secretive(lms, {"attempts": 2, "solution": when})
    assert block.learner_state()["solution"] is None
    assert [submit(block, guess)[1]["solution"] for guess in guesses] == shown
    assert block.learner_state()["solution"] == shown[-1]


def test_what_was_kept_before_there_were_policies_is_shown_as_it_was(lms: Lms) -> None:
    block = lms.block(Guess)
    submit(block, 40)
    block.exercise_text = SOURCE
    assert block.learner_state()["last_attempt"]["points"] == 8.0
    assert block.learner_state()["solution"] is None


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {},
        {"attempt_id": "1", "input": 40},
        {"attempt_id": 7, "input": 40},
        {"attempt_id": str(uuid.uuid4())},
    ],
)
def test_an_incomplete_submission_is_refused_in_both_languages(block: Any, data: object) -> None:
    status, answer = post(block, "submit", data)
    assert status == 400
    assert set(answer["error"]) == {"zh-Hans", "en"}


@pytest.mark.parametrize("handler", ["submit", "save_draft", "studio_check", "studio_submit"])
@pytest.mark.parametrize("body", ["", "{", "[1]", '"\\ud800"', '{"source": "\\u0000"}', "NaN"])
def test_a_malformed_body_is_never_a_server_error(block: Any, handler: str, body: str) -> None:
    status, _ = post_text(block, handler, body)
    assert status == 400


def test_a_faulty_exercise_takes_no_submissions(lms: Lms) -> None:
    block = lms.block(Guess, exercise_text="nonsense\n")
    assert submit(block, 40)[0] == 409


# -- scores --------------------------------------------------------------------------------------


def test_the_best_attempt_stands_and_the_last_one_is_shown(block: Any) -> None:
    for guess in (40, 42, 35):
        submit(block, guess)
    assert block.get_score() == Score(1.0, 1.0)
    assert block.learner_state()["last_attempt"]["points"] == 3.0


def test_there_is_no_score_before_an_attempt(block: Any) -> None:
    assert not block.has_submitted_answer()
    assert block.get_score() == block.calculate_score() == Score(0.0, 1.0)


def test_a_score_given_by_hand_stands_and_leaves_the_attempts_as_they_were(block: Any) -> None:
    submit(block, 40)
    best = dict(block.best_attempt)
    block.set_score(Score(3.0, 4.0))
    assert block.get_score() == Score(0.75, 1.0)
    assert block.best_attempt == best


def test_an_unanswered_exercise_is_not_rescored(block: Any) -> None:
    block.location = "here"
    with pytest.raises(ValueError, match="unanswered"):
        block.rescore(only_if_higher=False)


# -- views ---------------------------------------------------------------------------------------


def arguments(fragment: Any) -> Any:
    return json.loads(json.dumps(fragment.json_init_args))


@pytest.mark.parametrize("view", ["student_view", "author_view"])
def test_a_view_loads_the_bundle_and_starts_it(block: Any, view: str) -> None:
    fragment = getattr(block, view)()
    assert fragment.js_init_fn == "Guess"
    assert "/resource/public/guess.js" in fragment.foot_html()
    assert arguments(fragment)["view"] == "student"


def test_a_learner_is_never_sent_the_authors_text(block: Any) -> None:
    submit(block, 40)
    response = block.handle("student_view_user_state", Request.blank("/"))
    sent = [
        json.dumps(arguments(block.student_view())),
        json.dumps(block.student_view_data()),
        json.dumps(block.index_dictionary()),
        response.text,
        json.dumps(post(block, "submit", attempt_of(39))[1]),
    ]
    for text_sent in sent:
        assert "answer" not in text_sent


def test_what_is_equal_for_all_learners_holds_nothing_of_one(lms: Lms, block: Any) -> None:
    submit(block, 40)
    other = Lms("another").block(Guess)
    assert block.student_view_data() == other.student_view_data()


def test_every_learner_has_a_seed_of_their_own_and_keeps_it() -> None:
    seeds = [Lms(user).block(Guess).seed for user in ("a", "b", "a")]
    assert seeds[0] == seeds[2] != seeds[1]
    assert all(0 <= seed < 2**32 for seed in seeds)


def test_a_faulty_exercise_is_shown_as_none(lms: Lms) -> None:
    block = lms.block(Guess, exercise_text="nonsense\n")
    assert arguments(block.student_view())["exercise"] is None
    assert block.index_dictionary()["content"]["title"] == ""


def test_a_replay_shows_the_exercise_and_the_variant_of_the_attempt(lms: Lms, block: Any) -> None:
    submit(block, 40)
    attempt = lms.events("grade")[0]["attempt"]
    instructor = Lms("instructor").block(Guess, exercise_text="answer: 7\n")
    shown = arguments(instructor.replay_view({"attempt": attempt}))
    assert shown["view"] == "replay"
    assert shown["exercise"]["seed"] == block.seed
    assert "exercise" not in shown["attempt"]["evidence"]


def test_the_search_finds_the_exercise_by_title_and_brief_in_both_languages(block: Any) -> None:
    content = block.index_dictionary()["content"]
    assert content["title"] == "猜数\nGuess"
    assert content["brief"] == "猜\nGuess it"


# -- drafts and Studio ---------------------------------------------------------------------------


def test_a_draft_is_there_at_the_next_visit(block: Any) -> None:
    assert post(block, "save_draft", {"program": "G00"}) == (200, {"saved": True})
    assert block.learner_state()["draft"] == {"program": "G00"}


def test_studio_shows_text_settings_and_faults(lms: Lms) -> None:
    block = lms.block(Guess, exercise_text="nonsense\n", max_attempts=3)
    fragment = block.studio_view()
    shown = arguments(fragment)
    assert shown["source"] == "nonsense\n"
    assert shown["settings"] == {"display_name": "", "weight": 1.0, "max_attempts": 3}
    assert shown["problems"] == [FAULT]
    assert "editor-with-buttons" in fragment.body_html()


def test_studio_checks_a_text_without_saving_it(block: Any) -> None:
    assert post(block, "studio_check", {"source": "nonsense"})[1] == {"problems": [FAULT]}
    assert block.source == SOURCE


def test_studio_saves_text_and_settings(block: Any) -> None:
    settings = {"display_name": "猜", "weight": "2.5", "max_attempts": "3"}
    _, answer = post(block, "studio_submit", {"source": "answer: 7\n", "settings": settings})
    assert answer == {"saved": True, "problems": []}
    assert (block.source, block.display_name) == ("answer: 7\n", "猜")
    assert (block.weight, block.max_attempts, block.max_score()) == (2.5, 3, 1.0)


def test_an_empty_limit_means_as_often_as_they_like(lms: Lms) -> None:
    block = lms.block(Guess, max_attempts=2)
    post(block, "studio_submit", {"source": SOURCE, "settings": {"max_attempts": ""}})
    assert block.max_attempts is None
    assert block.attempts_left is None


def test_studio_saves_nothing_of_a_faulty_text(block: Any) -> None:
    edit = {"source": "nonsense", "settings": {"display_name": "new", "weight": 5}}
    _, answer = post(block, "studio_submit", edit)
    assert answer == {"saved": False, "problems": [FAULT]}
    assert (block.source, block.display_name, block.weight) == (SOURCE, "", 1.0)


@pytest.mark.parametrize(
    "settings",
    [
        {"weight": "heavy"},
        {"weight": -1},
        {"weight": "nan"},
        {"weight": "inf"},
        {"max_attempts": 0},
        {"max_attempts": "many"},
        {"max_attempts": [1]},
    ],
)
def test_studio_saves_nothing_of_impossible_settings(block: Any, settings: Any) -> None:
    status, answer = post(block, "studio_submit", {"source": "answer: 7\n", "settings": settings})
    assert status == 400
    assert set(answer["error"]) == {"zh-Hans", "en"}
    assert (block.source, block.weight, block.max_attempts) == (SOURCE, 1.0, None)


# -- OLX -----------------------------------------------------------------------------------------


def round_trip(lms: Lms, block: Any) -> Any:
    node = etree.fromstring(lms.exported(block))
    keys = Lms().block(Guess).scope_ids
    return Guess.parse_xml(node, Lms(), keys)


@pytest.mark.parametrize(
    "source",
    [
        "answer: 42\n",
        "answer: 42",
        "\n\nanswer: 42\n\n\n",
        "   answer: 42\n  # <b>&amp; ]]> 刀具 \r\n\ttab\n",
        "answer: '𝒜 \"quoted\"'\n",
    ],
)
def test_olx_brings_the_text_back_to_the_letter(lms: Lms, source: str) -> None:
    block = lms.block(Guess, exercise_text=source)
    assert round_trip(lms, block).exercise_text == source


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t<]>&")))
def test_olx_brings_any_text_back(source: str) -> None:
    lms = Lms()
    block = lms.block(Guess, exercise_text=source)
    expected = source if source.strip() else ""
    assert round_trip(lms, block).exercise_text == expected


def test_olx_keeps_the_settings(lms: Lms) -> None:
    block = lms.block(Guess, display_name='"猜" & <数>', weight=2.5, max_attempts=3)
    again = round_trip(lms, block)
    assert (again.display_name, again.weight, again.max_attempts) == ('"猜" & <数>', 2.5, 3)
    assert again.source == SOURCE


def test_olx_holds_nothing_of_any_learner(lms: Lms, block: Any) -> None:
    submit(block, 40)
    post(block, "save_draft", {"program": "mine"})
    node = etree.fromstring(lms.exported(block))
    of_learners = [name for name, f in Guess.fields.items() if f.scope == Scope.user_state]
    assert "draft" in of_learners
    assert not set(of_learners) & set(node.attrib)


def test_olx_written_by_hand_needs_no_settings() -> None:
    node = etree.fromstring("<guess><![CDATA[\nanswer: 7\n]]></guess>")
    block = Guess.parse_xml(node, Lms(), Lms().block(Guess).scope_ids)
    assert (block.exercise_text, block.weight) == ("answer: 7\n", 1.0)
