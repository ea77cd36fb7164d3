"""What both exercises' XBlocks have in common: attempts, marks, Studio editing, OLX.

A subclass says how to check an author's text, how to show an exercise and how to grade an input;
all else that an Open edX (or the tool) expects of a graded block is here.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from web_fragments.fragment import Fragment
from webob import Response
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Dict as DictField
from xblock.fields import Float, Integer, List, Scope, String
from xblock.scorable import ScorableXBlockMixin, Score

from xblocks.attempt import (
    AlteredEvidence,
    GradedAttempt,
    Refusal,
    Text,
    canonical,
    digest_of,
    replay,
    text,
)
from xblocks.policy import Policy, without_feedback
from xblocks.trouble import check_keepable, json_object, trouble

MAX_SCORE = 1.0
"""What the LMS scales by the block's weight."""


@XBlock.needs("i18n")
class GradedBlock(ScorableXBlockMixin, CompletableXBlockMixin, XBlock):
    """An exercise whose every mark is decided here, on the server, and can be replayed.

    Subclasses set `KIND`, `JS_CLASS` and `STARTER`, and implement `check_text`, `public_exercise`
    and `grade_input`.
    """

    KIND = ""
    """Names the grader (entry-point group ``gongxue.graders``) and the bundle ``public/*.js``."""
    JS_CLASS = ""
    """The function that the bundle defines on `window`."""
    STARTER = ""
    """The author's text of a new block."""

    display_name = String(display_name="Display name", default="", scope=Scope.settings)
    exercise_text = String(
        display_name="Exercise",
        help="The exercise as YAML.",
        default="",
        scope=Scope.content,
    )
    weight = Float(
        display_name="Weight",
        help="The points that the exercise is worth in the gradebook.",
        default=1.0,
        scope=Scope.settings,
        values={"min": 0},
    )
    max_attempts = Integer(
        display_name="Attempts allowed",
        help="How often a learner may submit. Empty: as often as they like.",
        default=None,
        scope=Scope.settings,
        values={"min": 1},
    )
    draft = DictField(help="What the learner is working on.", scope=Scope.user_state)
    attempts = List(help="A summary of every graded attempt, oldest first.", scope=Scope.user_state)
    last_attempt = DictField(help="The last graded attempt, whole.", scope=Scope.user_state)
    best_attempt = DictField(help="The best graded attempt, whole.", scope=Scope.user_state)
    score = Float(
        help="The score that stands, 0 to 1: the best attempt's, or one given by hand.",
        default=None,
        scope=Scope.user_state,
    )

    has_author_view = True
    icon_class = "problem"

    # -- what a subclass implements ------------------------------------------------------------

    @classmethod
    def check_text(cls, exercise_text: str) -> list[dict[str, Any]]:
        """The errors in an author's text: ``[{line, column, message: {zh-Hans, en}}]``, or none."""
        raise NotImplementedError

    @classmethod
    def public_exercise(cls, exercise_text: str, seed: int) -> dict[str, Any]:
        """What a learner may see of a faultless exercise: no reference solution, nothing hidden.

        Its `title` and `brief` (each in both languages) are what the LMS's search finds it by.
        """
        raise NotImplementedError

    def grade_input(self, attempt_id: str, learner_input: Any) -> GradedAttempt | Refusal:
        """The mark of an input, a pure function of the exercise's text, the seed and the input."""
        raise NotImplementedError

    def policy(self) -> Policy:
        """How often the learner may submit and what they may know, as the author's text says."""
        return Policy()

    def solution(self) -> str | None:
        """The reference solution that the policy may show; None if the text has none."""
        return None

    # -- the exercise --------------------------------------------------------------------------

    @property
    def source(self) -> str:
        """The author's text, or the starter's."""
        return str(self.exercise_text or self.STARTER)

    @property
    def seed(self) -> int:
        """The learner's own 32-bit seed for this exercise, the same at every visit."""
        who = f"{self.scope_ids.user_id}\n{self.scope_ids.usage_id}".encode()
        return int.from_bytes(hashlib.sha256(who).digest()[:4], "big")

    # -- views ---------------------------------------------------------------------------------

    def _fragment(self, view: str, args: Mapping[str, Any]) -> Fragment:
        # Studio hides its own Save and Cancel where an editor brings buttons of this class.
        marker = " editor-with-buttons" if view == "studio" else ""
        fragment = Fragment(f'<div class="gongxue-exercise{marker}"></div>')
        bundle = f"public/{self.KIND}.js"
        fragment.add_javascript_url(self.runtime.local_resource_url(self, bundle))
        fragment.initialize_js(self.JS_CLASS, {"view": view, **args})
        return fragment

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The exercise, with the learner's draft and last result."""
        return self._fragment("student", self.student_view_data() | self.learner_state())

    def author_view(self, context: Any = None) -> Fragment:
        """The exercise as a learner sees it, in Studio's page of the unit."""
        return self.student_view(context)

    def studio_view(self, context: Any = None) -> Fragment:
        """The author's text in an editor, with the settings."""
        args = {
            "source": self.source,
            "settings": {
                "display_name": self.display_name,
                "weight": self.weight,
                "max_attempts": self.max_attempts,
            },
            "problems": self.check_text(self.source),
            "schema": self.exercise_schema(),
        }
        return self._fragment("studio", args)

    def replay_view(self, context: Mapping[str, Any]) -> Fragment:
        """A finished attempt (``context["attempt"]``, as JSON) to look at and not to change.

        The exercise is the one of the attempt's own evidence, whatever became of it since. Unless
        ``context["for_instructor"]`` says so, or says nothing, it shows what the learner may know.
        """
        args = self.replay_args(context["attempt"])
        if not context.get("for_instructor", True):
            args["attempt"] = self.attempt_for_learner(context["attempt"])
        return self._fragment("replay", args)

    def replay_args(self, attempt: Mapping[str, Any]) -> dict[str, Any]:
        """What the screen needs to show an attempt again."""
        evidence = attempt["evidence"]
        return {
            "display_name": self.display_name,
            "exercise": self._shown(evidence["exercise"], evidence["seed"]),
            "attempt": without_source(attempt),
        }

    @classmethod
    def exercise_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the author's text, for completion in Studio."""
        return {}

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """What is the same for every learner."""
        return {
            "display_name": self.display_name,
            "max_attempts": self.attempts_allowed,
            "weight": self.weight,
        }

    @XBlock.handler
    def student_view_user_state(self, request: Any, suffix: str = "") -> Response:
        """`learner_state` for a client that draws the exercise itself, such as the mobile app."""
        body = json.dumps(self.learner_state(), ensure_ascii=False)
        return Response(body, content_type="application/json", charset="utf-8")

    def learner_state(self) -> dict[str, Any]:
        """This learner's exercise and what they have done so far.

        `exercise` is None if the author's text has an error, as a text from elsewhere may.
        """
        return {
            "exercise": self._shown(self.source, self.seed),
            "draft": dict(self.draft),
            "attempts": list(self.attempts),
            "last_attempt": self.attempt_for_learner(self.last_attempt),
            "solution": self.solution_for_learner(),
        }

    def _shown(self, exercise_text: str, seed: int) -> dict[str, Any] | None:
        if self.check_text(exercise_text):
            return None
        return self.public_exercise(exercise_text, seed)

    def attempt_for_learner(self, attempt: Mapping[str, Any]) -> dict[str, Any] | None:
        """An attempt with what the policy lets the learner know of it now; None for none."""
        if not attempt:
            return None
        reason = self.policy().withheld(self.attempts_left)
        shown = without_source(attempt)
        return shown if reason is None else without_feedback(shown, reason)

    def solution_for_learner(self) -> str | None:
        """The reference solution, if the policy shows it now."""
        shows = self.policy().shows_solution(self.attempts, self.attempts_left)
        return self.solution() if shows else None

    def index_dictionary(self) -> dict[str, Any]:
        """What the LMS's search finds the block by: nothing that a learner must not read."""
        shown = self._shown(self.source, self.seed) or {}
        content = {"display_name": self.display_name}
        for name in ("title", "brief"):
            content[name] = "\n".join(dict(shown.get(name, {})).values())
        return {"content_type": self.KIND, "content": content}

    # -- attempts ------------------------------------------------------------------------------

    @XBlock.json_handler
    def submit(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Grade ``{attempt_id, input}``.

        The same attempt again gives the same result and counts once. Refused input uses no attempt:
        ``{refused: [remark, …]}``.
        """
        attempt_id, learner_input = self._submission(data)
        digest = digest_of(canonical(learner_input))
        known = next((a for a in self.attempts if a["id"] == attempt_id), None)
        if known:
            return self._answer(self._kept(known, digest))
        if self.attempts_left == 0:
            raise trouble(403, _used_up(len(self.attempts)))
        self.refuse_if_faulty()
        graded = self.grade_input(attempt_id, learner_input)
        if isinstance(graded, Refusal):
            return {"refused": [asdict(remark) for remark in graded.remarks]}
        self._keep(graded, digest)
        return self._answer(self.last_attempt)

    def refuse_if_faulty(self) -> None:
        """Raise `trouble` if the author's text has an error, as a text from elsewhere may."""
        if self.check_text(self.source):
            raise trouble(409, text("这个练习的内容有错误。", "The exercise itself has an error."))

    def _answer(self, attempt: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "attempt": self.attempt_for_learner(attempt),
            "attempts": list(self.attempts),
            "solution": self.solution_for_learner(),
        }

    def _kept(self, known: Mapping[str, Any], input_digest: str) -> Mapping[str, Any]:
        if known["input"] != input_digest:
            raise trouble(
                409,
                text(
                    "这个编号的作答已经存在，但内容不同。请刷新页面后重新提交。",
                    "An attempt with this id exists with different content. Reload the page and "
                    "submit again.",
                ),
            )
        for attempt in (self.last_attempt, self.best_attempt):
            if attempt["id"] == known["id"]:
                return dict(attempt)
        raise trouble(
            409,
            text(
                "这次作答已经计分，之后又有新的作答。请刷新页面。",
                "This attempt has been counted, and newer ones came after it. Reload the page.",
            ),
        )

    @property
    def attempts_allowed(self) -> int | None:
        """How often the learner may submit: the block's own setting, or else what the text says;
        None: no limit."""
        return self.policy().attempts if self.max_attempts is None else int(self.max_attempts)

    @property
    def attempts_left(self) -> int | None:
        """How many attempts the learner has left; None: no limit."""
        allowed = self.attempts_allowed
        return None if allowed is None else max(0, allowed - len(self.attempts))

    def _submission(self, data: Any) -> tuple[str, Any]:
        try:
            attempt_id = str(uuid.UUID(data["attempt_id"]))
            learner_input = data["input"]
        except (TypeError, KeyError, ValueError, AttributeError):
            raise trouble(
                400,
                text(
                    "提交的数据不完整：需要 attempt_id（UUID）和 input。",
                    "The submission is incomplete: it needs attempt_id (a UUID) and input.",
                ),
            ) from None
        check_keepable(learner_input)
        return attempt_id, learner_input

    def _keep(self, graded: GradedAttempt, input_digest: str) -> None:
        whole = graded.to_json()
        summary = {
            "id": graded.id,
            "points": graded.points,
            "out_of": graded.out_of,
            "input": input_digest,
        }
        self.attempts = [*self.attempts, summary]
        self.last_attempt = whole
        if not self.best_attempt or graded.scaled > _scaled(self.best_attempt):
            self.best_attempt = whole
        self._stand(Score(graded.scaled, MAX_SCORE), only_if_higher=True)
        self.runtime.publish(
            self,
            "grade",
            {
                "value": graded.scaled,
                "max_value": MAX_SCORE,
                "only_if_higher": True,
                "attempt": whole,
            },
        )
        self.emit_completion(1.0)

    @XBlock.json_handler
    def save_draft(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Keep what the learner is working on: any JSON object of at most 2 MB."""
        self.draft = json_object(data)
        return {"saved": True}

    # -- Studio --------------------------------------------------------------------------------

    @XBlock.json_handler
    def studio_check(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """The errors in ``{source}``, for underlining while the author types."""
        return {"problems": self.check_text(str(json_object(data).get("source", "")))}

    @XBlock.json_handler
    def studio_submit(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Save ``{source, settings}``; with an error in the text nothing is saved."""
        edit = json_object(data)
        source = str(edit.get("source", ""))
        problems = self.check_text(source)
        if problems:
            return {"saved": False, "problems": problems}
        self._save_settings(json_object(edit.get("settings", {})))
        self.exercise_text = source
        return {"saved": True, "problems": []}

    def _save_settings(self, settings: Mapping[str, Any]) -> None:
        attempts = settings.get("max_attempts")
        try:
            weight = float(settings.get("weight", self.weight))
            limit = None if attempts in (None, "") else int(attempts)
        except (TypeError, ValueError):
            weight, limit = -1.0, None
        if not 0 <= weight < float("inf") or (limit is not None and limit < 1):
            message = text(
                "权重须是不小于 0 的数，次数须是正整数或留空。",
                "The weight must be a number of 0 or more, the attempts a positive whole number "
                "or empty.",
            )
            raise trouble(400, message)
        self.display_name = str(settings.get("display_name", self.display_name))
        self.weight, self.max_attempts = weight, limit

    # -- scores, as the LMS asks for them ------------------------------------------------------

    def max_score(self) -> float:
        """The best score possible, before the LMS applies the weight."""
        return MAX_SCORE

    def has_submitted_answer(self) -> bool:
        """Whether the learner has a graded attempt."""
        return bool(self.attempts)

    def get_score(self) -> Score:
        """The learner's score as it stands, without computing it again."""
        return Score(self.score or 0.0, MAX_SCORE)

    def set_score(self, score: Score) -> None:
        """Let a score stand, such as one given by hand; the attempts stay what they were."""
        self.score = score.raw_earned / score.raw_possible

    def calculate_score(self) -> Score:
        """The best attempt's score, replayed from its evidence.

        Raises `AlteredEvidence` if the evidence can no longer be graded.
        """
        if not self.best_attempt:
            return Score(0.0, MAX_SCORE)
        attempt = GradedAttempt.from_json(self.best_attempt)
        again = replay(attempt.evidence, attempt.id)
        if isinstance(again, Refusal):
            raise AlteredEvidence(f"attempt {attempt.id} can no longer be graded")
        return Score(again.scaled, MAX_SCORE)

    def _publish_grade(self, score: Score, only_if_higher: bool | None = None) -> None:
        self._stand(score, only_if_higher=bool(only_if_higher))
        super()._publish_grade(score, only_if_higher)

    def _stand(self, score: Score, *, only_if_higher: bool) -> None:
        if not only_if_higher or score.raw_earned / score.raw_possible > (self.score or 0.0):
            self.set_score(score)

    # -- OLX -----------------------------------------------------------------------------------

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> Any:
        """The block of an OLX element: settings as attributes, the author's text as its text."""
        source = (node.text or "").removeprefix("\n")
        node.text = None
        block = super().parse_xml(node, runtime, keys)
        if source.strip():
            block.exercise_text = source
        return block

    def add_xml_to_node(self, node: Any) -> None:
        """The OLX element of the block, which `parse_xml` reads back; nothing of any learner."""
        super().add_xml_to_node(node)
        for name, block_field in self.fields.items():
            if block_field.scope == Scope.user_state:
                node.attrib.pop(name, None)
        node.attrib.pop("exercise_text", None)
        if self.exercise_text:
            node.text = "\n" + str(self.exercise_text)


def without_source(attempt: Mapping[str, Any]) -> dict[str, Any]:
    """An attempt without the author's text, which may hold the reference solution."""
    evidence = {k: v for k, v in attempt["evidence"].items() if k != "exercise"}
    return {**attempt, "evidence": evidence}


def _used_up(made: int) -> Text:
    return text(
        f"作答次数已用完：已提交 {made} 次。成绩取最好的一次。",
        f"No attempts are left: you have submitted {made}. The best one counts.",
    )


def _scaled(attempt: Mapping[str, Any]) -> float:
    return float(attempt["points"]) / float(attempt["out_of"])
