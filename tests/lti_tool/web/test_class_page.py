"""What an instructor reads of a class, however large it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from lti_tool import class_attempts, jobs, recording
from lti_tool.class_attempts import PAGE_ROWS, Wanted
from lti_tool.db import transaction
from lti_tool.lti.visits import Visit
from tests.lti_tool.test_recording import NOW, attempt
from tests.lti_tool.web.test_dashboard import School, school

__all__ = ["school"]  # a fixture

LEARNERS, TRIES = 200, 5


@dataclass
class Read:
    """What a page asked of the database."""

    statements: list[str]
    rows: int = 0


@contextmanager
def reading(engine: Engine) -> Iterator[Read]:
    read = Read([])

    def note(_connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        read.statements.append(statement)
        read.rows += max(cursor.rowcount, 0)

    sa.event.listen(engine, "after_cursor_execute", note)
    yield read
    sa.event.remove(engine, "after_cursor_execute", note)


def hand_in(school: School, learner: Visit, *marks: float, minute: int = 0) -> None:
    """One attempt for each mark out of 10, a minute apart."""
    with transaction(school.engine) as connection:
        for later, points in enumerate(marks):
            made = replace(attempt(), id=str(uuid4()), points=points, out_of=10.0)
            at = NOW + timedelta(minutes=minute + later)
            assert recording.record(connection, learner, made, at).kept == "new"


def learners_in(page: str) -> list[str]:
    table = page.partition('class="attempts"')[2]
    return re.findall(r"<tr>\s*<td>(.*?)</td>", table)


def best_marks(school: School, token: str, language: str = "zh-Hans") -> list[list[str]]:
    answer = school.get(f"/class/best-marks.csv?lang={language}", token)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_a_class_of_200_with_1000_attempts_loads_what_the_page_shows_and_no_evidence(
    school: School,
) -> None:
    visits = [school.visit("learner", name=f"学员{n:03}")[1] for n in range(LEARNERS)]
    for n, learner in enumerate(visits):
        hand_in(school, learner, *(float((n + k) % 11) for k in range(TRIES)), minute=10 * n)
    token, teacher = school.visit("instructor", name="李工")
    with reading(school.engine) as read:
        shown = school.get("/class", token).text
    assert len(learners_in(shown)) == PAGE_ROWS
    assert "第 1 至 50 次作答，共 1000 次" in shown
    assert "第 1 页，共 20 页" in shown
    assert len(read.statements) <= 10
    assert read.rows <= 4 * PAGE_ROWS
    assert not any("graded" in statement for statement in read.statements)
    seen = set()
    with transaction(school.engine) as connection:
        for number in range(1, LEARNERS * TRIES // PAGE_ROWS + 1):
            wanted = Wanted(page=number)
            listing = class_attempts.listing(connection, teacher.context_key, wanted)
            seen |= {line.id for line in listing.lines}
    assert len(seen) == LEARNERS * TRIES


def test_the_newest_attempts_come_first_or_each_learners_together_by_pinyin(
    school: School,
) -> None:
    for minute, name in enumerate(("王芳", "陈伟", "李娜")):
        hand_in(school, school.visit("learner", name=name)[1], 5.0, minute=minute)
    hand_in(school, school.visit("learner", name="王芳")[1], 6.0, minute=9)
    token, _ = school.visit("instructor", name="教师")
    newest = school.get("/class", token).text
    assert learners_in(newest) == ["王芳", "李娜", "陈伟", "王芳"]
    by_learner = school.get("/class?order=learner", token).text
    assert learners_in(by_learner) == ["陈伟", "李娜", "王芳", "王芳"]


def test_a_learner_is_found_by_a_part_of_the_name_and_its_signs_mean_themselves(
    school: School,
) -> None:
    for name in ("王芳", "Wang Fang", "100%_a/b", "李<b>"):
        hand_in(school, school.visit("learner", name=name)[1], 5.0)
    token, _ = school.visit("instructor")
    for search, found in (
        ("芳", ["王芳"]),
        ("wANG", ["Wang Fang"]),
        (" %_ ", ["100%_a/b"]),
        ("<b>", ["李&lt;b&gt;"]),
    ):
        answer = school.client.get(
            "/class",
            query_string={"name": search},
            base_url="http://localhost:8001",
            headers={"Cookie": f"__Host-gongxue={token}"},
        )
        assert learners_in(answer.text) == found
    nobody = school.get("/class?name=nobody", token).text
    assert learners_in(nobody) == []
    assert "没有姓名含“nobody”的学习者提交过作答。" in nobody
    assert school.get("/class?name=%00", token).status_code == 200


def test_next_and_previous_keep_name_and_order_and_a_page_too_far_is_the_last(
    school: School,
) -> None:
    _, learner = school.visit("learner", name="王芳")
    hand_in(school, learner, *[5.0] * (2 * PAGE_ROWS + 1))
    token, _ = school.visit("instructor")
    middle = school.get("/class?name=王&order=learner&page=2", token).text
    links = re.findall(r'rel="(prev|next)" href="([^"]+)"', middle)
    address = "/class?name=%E7%8E%8B&amp;order=learner&amp;page="
    assert links == [("prev", address + "1"), ("next", address + "3")]
    last = school.get(f"/class?page={10**40}", token).text
    assert "第 101 至 101 次作答，共 101 次" in last
    assert 'rel="next"' not in last
    for strange in ("0", "-3", "x"):
        assert 'rel="prev"' not in school.get(f"/class?page={strange}", token).text


def test_the_summary_has_the_mean_of_best_marks_and_leaves_the_teacher_out(
    school: School,
) -> None:
    hand_in(school, school.visit("learner", name="王芳")[1], 2.0, 8.0, 4.0)
    hand_in(school, school.visit("learner", name="陈伟")[1], 5.0)
    hand_in(school, school.visit("learner", course="course-2", name="李娜")[1], 10.0)
    token, teacher = school.visit("instructor", name="李工")
    hand_in(school, teacher, 10.0)
    with transaction(school.engine) as connection:
        (found,) = class_attempts.summary(connection, teacher.context_key)
    assert (found.learners, found.attempts, found.best) == (2, 4, 0.8)
    assert found.mean == pytest.approx(0.65)
    shown = school.get("/class?lang=en", token).text
    assert "65.0%" in shown
    assert learners_in(shown).count("李工") == 1


def test_the_best_marks_are_a_file_for_a_spreadsheet_in_the_readers_language(
    school: School,
) -> None:
    hand_in(school, school.visit("learner", name="王芳")[1], 2.0, 8.0, 4.0)
    hand_in(school, school.visit("learner", name="=cmd|'/c calc'!A1")[1], 5.0)
    token, teacher = school.visit("instructor", name="李工")
    hand_in(school, teacher, 10.0)
    head, formula, best = best_marks(school, token)
    assert head == [
        *("学习者", "平台用户编号", "练习", "最好成绩"),
        *("满分", "作答次数", "最近提交"),
    ]
    assert formula[:2] == ["'=cmd|'/c calc'!A1"] * 2
    assert best[0] == "王芳"
    assert best[3:6] == ["8.0", "10.0", "3"]
    assert best_marks(school, token, "en")[0][3] == "Best mark"
    answer = school.get("/class/best-marks.csv?lang=en", token)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


def test_learners_strangers_and_other_courses_get_no_best_marks(school: School) -> None:
    token, learner = school.visit("learner", name="王芳")
    hand_in(school, learner, 5.0)
    assert school.get("/class/best-marks.csv", token).status_code == 403
    assert school.get("/class/best-marks.csv").status_code == 401
    other, _ = school.visit("instructor", course="course-2")
    assert len(best_marks(school, other)) == 1


def test_of_many_deliveries_that_wait_the_first_are_shown_and_the_rest_counted(
    school: School,
) -> None:
    _, learner = school.visit("learner", name="王芳")
    hand_in(school, learner, *[5.0] * 15)
    with transaction(school.engine) as connection:
        one = sa.select(jobs.deliveries.c.id).limit(1).scalar_subquery()
        connection.execute(
            sa.update(jobs.deliveries)
            .where(jobs.deliveries.c.id == one)
            .values(state="given-up", last_error="403: no such learner")
        )
    token, _ = school.visit("instructor")
    shown = school.get("/class", token).text
    assert shown.index("403: no such learner") < shown.index("等待中，会自动重试")
    assert "另有 25 条。" in shown
