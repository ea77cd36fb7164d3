"""What instructors and holders of an evidence link may see and do, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from werkzeug.test import Client, TestResponse

from lti_tool import catalogue, jobs, recording
from lti_tool.app import create_tool
from lti_tool.config import Settings
from lti_tool.db import transaction
from lti_tool.learning_records import attempts
from lti_tool.lti import platforms
from lti_tool.lti.message import Launch
from lti_tool.lti.visits import Visit, open_visit
from lti_tool.web.session import COOKIE
from tests.lti_tool.test_recording import NOW, attempt
from xblocks.attempt import Evidence, GradedAttempt, Refusal, digest_of, replay

TOOL = "http://localhost:8001"
POCKET = "nc/first-pocket"


@dataclass
class School:
    """A tool with two courses, and whoever visits it."""

    engine: Engine
    client: Client

    def visit(self, role: str, course: str = "course-1", name: str = "王芳") -> tuple[str, Visit]:
        """Whoever this is, launched from the LMS; their token."""
        with transaction(self.engine) as connection:
            registered = platforms.register(
                connection,
                issuer="https://lms.example",
                client_id="gongxue",
                auth_login_url="https://lms.example/auth",
                auth_token_url="https://lms.example/token",
                key_set_url="https://lms.example/keys",
                deployment_ids=["1"],
                now=NOW,
            )
            assert isinstance(registered, platforms.Platform)
            launch = Launch(
                platform_id=registered.id,
                issuer="https://lms.example",
                client_id="gongxue",
                deployment_id="1",
                subject=name,
                name=name,
                locale="zh-CN",
                roles=frozenset({role}),
                context_id=course,
                context_title=course,
                link_id=f"{course}-link",
                link_title="铣方槽",
                activity=POCKET,
                target_link_uri=f"{TOOL}/lti/launch",
                line_item_url="https://lms.example/items/1",
                line_items_url=None,
                scopes=(),
                return_url=None,
            )
            return open_visit(connection, launch, NOW)

    def get(self, path: str, token: str | None = None) -> TestResponse:
        return self.client.get(path, base_url=TOOL, headers=cookie(token))

    def post(self, path: str, token: str, origin: str = TOOL) -> TestResponse:
        headers = cookie(token) | {"Origin": origin}
        return self.client.post(path, base_url=TOOL, headers=headers)

    def record(self, visit: Visit, made: GradedAttempt) -> attempts.StoredAttempt:
        with transaction(self.engine) as connection:
            recording.record(connection, visit, made, NOW)
            kept = attempts.find(connection, UUID(made.id))
        assert kept is not None
        return kept


def cookie(token: str | None) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={token}"} if token else {}


@pytest.fixture
def school(database: Engine) -> School:
    settings = Settings("postgresql://unused", tool_url=TOOL)
    tool = create_tool(settings, database, lambda: NOW)
    return School(database, Client(tool, use_cookies=False))


def milled() -> GradedAttempt:
    """A real attempt of the library's exercise, graded by its grader."""
    olx = catalogue.exercises()[POCKET].olx
    source = olx.split("<![CDATA[\n", 1)[1].rsplit("]]>", 1)[0]
    evidence = Evidence("nc", source, digest_of(source), "nc/1", 7, {"program": "G90 G54\nM30\n"})
    made = replay(evidence, str(uuid4()))
    assert not isinstance(made, Refusal)
    return made


def test_an_instructor_sees_the_class_and_replays_an_attempt_to_the_last_bit(
    school: School,
) -> None:
    _, learner = school.visit("learner")
    kept = school.record(learner, milled())
    token, _ = school.visit("instructor", name="李工")
    shown = school.get("/class", token)
    assert "王芳" in shown.text
    assert kept.attempt.id in shown.text
    replayed = school.get(f"/attempts/{kept.attempt.id}", token)
    assert "刚刚重新评分：与原成绩逐位一致。" in replayed.text
    assert "script-src 'self' 'nonce-" in replayed.headers["Content-Security-Policy"]
    assert kept.attempt.evidence.exercise not in replayed.text


def test_a_mark_that_its_evidence_does_not_give_is_shown_as_different(school: School) -> None:
    _, learner = school.visit("learner")
    made = milled()
    kept = school.record(learner, replace(made, points=made.out_of))
    token, _ = school.visit("instructor")
    replayed = school.get(f"/attempts/{kept.attempt.id}", token)
    assert "刚刚重新评分：与原成绩不一致。" in replayed.text


def test_a_mark_by_an_older_engine_is_compared_with_the_newer_ones(school: School) -> None:
    _, learner = school.visit("learner")
    token, _ = school.visit("instructor")
    for points, told in ((0.0, "成绩一致"), (50.0, "成绩不同")):
        made = milled()
        older = replace(made, evidence=replace(made.evidence, engine="nc/0"), points=points)
        kept = school.record(learner, older)
        shown = school.get(f"/attempts/{kept.attempt.id}", token)
        assert told in shown.text
        assert made.evidence.engine in shown.text


def test_an_exercise_text_that_was_altered_is_told(school: School) -> None:
    _, learner = school.visit("learner")
    made = milled()
    altered = replace(made.evidence, exercise=made.evidence.exercise + "# easier\n")
    kept = school.record(learner, replace(made, evidence=altered))
    token, _ = school.visit("instructor")
    assert "练习文本在评分之后被改动过。" in school.get(f"/attempts/{kept.attempt.id}", token).text


def test_a_reported_mark_is_said_to_be_a_report(school: School) -> None:
    _, learner = school.visit("learner")
    made = recording.reported(uuid4(), recording.REPORTED_BY_PACKAGE, "p", {"a": 1}, 8.0, 10.0)
    kept = school.record(learner, made)
    token, _ = school.visit("instructor")
    shown = school.get(f"/attempts/{kept.attempt.id}", token)
    assert "这个成绩由课件自己上报" in shown.text


@pytest.mark.parametrize("path", ["/class", "/attempts/{attempt}"])
def test_learners_and_strangers_see_no_class(school: School, path: str) -> None:
    token, learner = school.visit("learner")
    kept = school.record(learner, milled())
    address = path.format(attempt=kept.attempt.id)
    assert school.get(address, token).status_code == 403
    assert school.get(address).status_code == 401
    assert school.get(address, "made-up").status_code == 401


def test_another_courses_instructor_sees_nothing_of_it(school: School) -> None:
    _, learner = school.visit("learner")
    kept = school.record(learner, milled())
    token, _ = school.visit("instructor", course="course-2")
    assert "王芳" not in school.get("/class", token).text
    assert school.get(f"/attempts/{kept.attempt.id}", token).status_code == 404


def test_whoever_holds_the_evidence_link_sees_the_attempt_without_the_name(school: School) -> None:
    _, learner = school.visit("learner")
    kept = school.record(learner, milled())
    shown = school.get(f"/evidence/{kept.attempt.id}/{kept.evidence_token}?lang=en")
    assert "Replayed just now: the same marks, to the last bit." in shown.text
    assert "王芳" not in shown.text
    for wrong in (kept.evidence_token[:-1], "x", "é"):
        assert school.get(f"/evidence/{kept.attempt.id}/{wrong}").status_code == 404
    assert school.get(f"/evidence/{uuid4()}/{kept.evidence_token}").status_code == 404


def given_up(school: School) -> jobs.Delivery:
    _, learner = school.visit("learner")
    kept = school.record(learner, attempt())
    with transaction(school.engine) as connection:
        connection.execute(
            sa.update(jobs.deliveries).values(state="given-up", last_error="403: <no> such learner")
        )
        (delivery, *_) = jobs.of_attempts(connection, [UUID(kept.attempt.id)])
    return delivery


def state_of(school: School, delivery: jobs.Delivery) -> str:
    with transaction(school.engine) as connection:
        found = jobs.find(connection, delivery.id)
    assert found is not None
    return found.state


def test_what_was_given_up_is_shown_with_its_reason_and_sent_again_by_hand(school: School) -> None:
    delivery = given_up(school)
    token, _ = school.visit("instructor")
    assert "403: &lt;no&gt; such learner" in school.get("/class", token).text
    answer = school.post(f"/deliveries/{delivery.id}/send-again", token)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/class")
    assert state_of(school, delivery) == "waiting"


@pytest.mark.parametrize(
    ("role", "course", "origin", "status"),
    [
        ("learner", "course-1", TOOL, 403),
        ("instructor", "course-2", TOOL, 404),
        ("instructor", "course-1", "https://elsewhere.example", 403),
    ],
)
def test_nobody_else_sends_again(
    school: School, role: str, course: str, origin: str, status: int
) -> None:
    delivery = given_up(school)
    token, _ = school.visit(role, course=course)
    answer = school.post(f"/deliveries/{delivery.id}/send-again", token, origin)
    assert answer.status_code == status
    assert state_of(school, delivery) == "given-up"
