"""What a learner achieved, recorded whole or not at all, and once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lti_tool import jobs, recording
from lti_tool.db import transaction
from lti_tool.learning_records import attempts, store
from lti_tool.learning_records.statement import statement_id
from lti_tool.learning_records.tables import attempts as attempts_table
from lti_tool.learning_records.tables import statements
from xblocks.attempt import Evidence, GradedAttempt, digest_of

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    user_id: UUID
    link_id: UUID
    activity: str = "nc/first-pocket"
    issuer: str = "http://127.0.0.1:8000"
    subject: str = "learner-1"
    is_instructor: bool = False


@dataclass(frozen=True)
class PublishedGrade:
    usage: str
    value: float
    max_value: float
    only_if_higher: bool | None = None
    attempt: dict[str, Any] | None = None


def somebody() -> Somebody:
    return Somebody(uuid4(), uuid4())


def attempt(points: float = 7.0) -> GradedAttempt:
    evidence = Evidence("nc", "title: x", digest_of("title: x"), "nc/1", 1, {"program": "M30"})
    return GradedAttempt(str(uuid4()), evidence, points, 10.0)


def counts(connection: Connection) -> tuple[int, int, int, int]:
    """Attempts, statements, deliveries, jobs."""
    tables = (attempts_table, statements, jobs.deliveries, sa.table("procrastinate_jobs"))
    counted = [sa.select(sa.func.count()).select_from(table) for table in tables]
    first, second, third, fourth = (connection.execute(query).scalar_one() for query in counted)
    return first, second, third, fourth


def test_an_attempt_is_kept_with_its_statement_and_two_deliveries(connection: Connection) -> None:
    learner, made = somebody(), attempt()
    assert recording.record(connection, learner, made, NOW).kept == "new"
    assert counts(connection) == (1, 1, 2, 2)
    kept = attempts.find(connection, UUID(made.id))
    assert kept is not None
    assert kept.attempt.same_as(made)
    statement = store.find(connection, statement_id(made.id))
    assert statement is not None
    assert statement["result"]["score"] == {"scaled": 0.7, "raw": 7.0, "min": 0, "max": 10.0}
    assert statement["actor"]["account"]["name"] == "learner-1"


def test_the_same_attempt_again_changes_nothing(connection: Connection) -> None:
    learner, made = somebody(), attempt()
    recording.record(connection, learner, made, NOW)
    assert recording.record(connection, learner, made, NOW).kept == "exists"
    assert counts(connection) == (1, 1, 2, 2)


@pytest.mark.parametrize("changed", ["points", "learner", "place"])
def test_the_same_id_with_other_content_is_told_apart_and_not_kept(
    connection: Connection, changed: str
) -> None:
    learner, made = somebody(), attempt()
    recording.record(connection, learner, made, NOW)
    other = {
        "points": (learner, replace(made, points=10.0)),
        "learner": (replace(learner, user_id=uuid4()), made),
        "place": (replace(learner, link_id=uuid4()), made),
    }[changed]
    assert recording.record(connection, *other, NOW).kept == "exists-with-different-content"
    assert counts(connection) == (1, 1, 2, 2)
    kept = attempts.find(connection, UUID(made.id))
    assert kept is not None
    assert kept.attempt.points == 7.0


def test_an_instructors_attempt_is_kept_and_goes_nowhere(connection: Connection) -> None:
    teacher = replace(somebody(), is_instructor=True)
    recording.record(connection, teacher, attempt(), NOW)
    assert counts(connection) == (1, 1, 0, 0)


@pytest.mark.parametrize("table", [attempts_table, statements, jobs.deliveries])
def test_a_crash_at_any_point_leaves_nothing_behind(database: Engine, table: sa.Table) -> None:
    """The database itself fails at the table, as it would at a power cut in the middle."""
    with transaction(database) as connection:
        connection.execute(
            sa.text(
                "CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'power cut'; END $$"
            )
        )
        connection.execute(
            sa.text(
                f"CREATE TRIGGER crash AFTER INSERT ON {table.name}"
                " FOR EACH ROW EXECUTE FUNCTION crash()"
            )
        )

    def submit() -> None:
        with transaction(database) as connection:
            recording.record(connection, somebody(), attempt(), NOW)

    with pytest.raises(sa.exc.DBAPIError):
        submit()
    with transaction(database) as connection:
        assert counts(connection) == (0, 0, 0, 0)


def test_the_best_attempt_stands_where_the_block_keeps_the_best(connection: Connection) -> None:
    learner = somebody()
    for points in (4.0, 9.0, 6.0):
        recording.record(connection, learner, attempt(points), NOW)
    standing = attempts.standing(connection, learner.user_id, learner.link_id)
    assert standing is not None
    assert standing.attempt.points == 9.0


def test_a_block_that_hands_out_no_attempt_is_recorded_by_its_grade(connection: Connection) -> None:
    learner = somebody()
    grades = [PublishedGrade("acid", 3.0, 4.0), PublishedGrade("acid", 1.0, 4.0)]
    recorded = recording.record_grades(connection, learner, grades, NOW)
    assert [one.kept for one in recorded] == ["new", "new"]
    assert recording.record_grades(connection, learner, grades, NOW)[0].kept == "exists"
    kept = attempts.find(connection, recorded[0].attempt_id)
    assert kept is not None
    assert (kept.attempt.points, kept.attempt.out_of) == (3.0, 4.0)
    assert kept.attempt.evidence.kind == "xblock"


@pytest.mark.parametrize(
    ("points", "out_of", "expected"),
    [(12.0, 10.0, (10.0, 10.0)), (-1.0, 10.0, (0.0, 10.0)), (0.0, 0.0, (0.0, 1.0))],
)
def test_a_reported_mark_is_brought_into_its_range(
    points: float, out_of: float, expected: tuple[float, float]
) -> None:
    made = recording.reported(uuid4(), "scorm12", "package", {}, points, out_of)
    assert (made.points, made.out_of) == expected
