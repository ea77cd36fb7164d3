from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import courses, gradebook, tables
from lti_tool.demo_lms.catalogue import CNC, DEMO, WANG_FANG, Catalogue, seed
from lti_tool.demo_lms.scores import Score
from lti_tool.demo_lms.texts import text

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)
POCKET = CNC.line_item_id(CNC.activities[1])


def test_seeding_again_keeps_everything_and_its_marks(connection: Connection) -> None:
    seed(connection, NOW)
    column = gradebook.column(connection, CNC.id, POCKET)
    assert column is not None
    score = Score(WANG_FANG.id, NOW, 87.5, 100.0, "Completed", "FullyGraded", None)
    gradebook.record(connection, column, score, NOW)
    before = _contents(connection)
    seed(connection, LATER)
    assert _contents(connection) == before


def test_a_reworded_title_reaches_the_lms(connection: Connection) -> None:
    seed(connection, NOW)
    reworded = replace(CNC, title=text("数控铣削编程", "CNC Milling"))
    seed(connection, LATER, Catalogue(DEMO.people, (reworded,)))
    titles = {course.title["en"] for course in courses.courses_of(connection, WANG_FANG.id)}
    assert titles == {"CNC Milling", "Chemical Process Operation"}


def test_what_is_not_marked_has_no_line_item(connection: Connection) -> None:
    seed(connection, NOW)
    links = {link.activity: link.line_item_id for link in courses.links_of(connection, CNC.id)}
    assert links == {
        "package/nc-safety": CNC.line_item_id(CNC.activities[0]),
        "nc/first-pocket": POCKET,
        "nc/thread-shaft": CNC.line_item_id(CNC.activities[2]),
        "file": None,
    }


def _contents(connection: Connection) -> dict[str, list[sa.Row[tuple[object, ...]]]]:
    kept = (tables.people, tables.courses, tables.members, tables.links, tables.line_items)
    return {
        table.name: sorted(connection.execute(sa.select(table)), key=str)
        for table in (*kept, tables.scores)
    }
