"""Who learns here and what: the demo's people, courses and activities, as data.

The activities are named as the tool names them; everything else is the LMS's own.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import tables
from lti_tool.demo_lms.texts import Text, text

Role = Literal["learner", "instructor"]
Kind = Literal["package", "exercise", "process", "file"]

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:gongxue:demo-lms")


@dataclass(frozen=True)
class Person:
    """Someone who may enter. `key` is stable and never shown; `given_name` may be missing."""

    key: str
    role: Role
    name: Text
    family_name: Text
    given_name: Text | None
    about: Text

    @property
    def id(self) -> uuid.UUID:
        """The person's id in the LMS, and `sub` in every launch."""
        return _id("person", self.key)


@dataclass(frozen=True)
class Activity:
    """Something to do in a course. `score_maximum` is None where nothing is marked."""

    key: str
    kind: Kind
    title: Text
    about: Text
    score_maximum: float | None


@dataclass(frozen=True)
class Course:
    """A course with its activities in the order of learning. `picture` names a file in static/."""

    key: str
    code: str
    title: Text
    school: Text
    about: Text
    picture: str
    activities: tuple[Activity, ...]

    @property
    def id(self) -> uuid.UUID:
        """The course's id, which launches call the context."""
        return _id("course", self.key)

    def link_id(self, activity: Activity) -> uuid.UUID:
        """The id of the activity's place in this course, which launches call the resource link."""
        return _id("link", self.key, activity.key)

    def line_item_id(self, activity: Activity) -> uuid.UUID:
        """The id of the activity's column in this course's gradebook."""
        return _id("line-item", self.key, activity.key)


@dataclass(frozen=True)
class Catalogue:
    """All people and all courses; everyone is a member of every course, in their own role."""

    people: tuple[Person, ...]
    courses: tuple[Course, ...]


def _id(*path: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, "/".join(path))


FILE = Activity(
    key="file",
    kind="file",
    title=text("终身学习档案", "My lifelong-learning file"),
    about=text(
        "查看已认定并存入学分银行的学习成果，以及每一项的证据。",
        "See what has been certified and deposited in the credit bank, with the evidence for each.",
    ),
    score_maximum=None,
)

WANG_FANG = Person(
    key="wang-fang",
    role="learner",
    name=text("王芳", "Wang Fang"),
    family_name=text("王", "Wang"),
    given_name=text("芳", "Fang"),
    about=text("数控铣工，三班倒，下班后学习", "Milling operator on shifts, studies after work"),
)
CHEN_WEI = Person(
    key="chen-wei",
    role="learner",
    name=text("陈伟", "Chen Wei"),
    family_name=text("陈", "Chen"),
    given_name=text("伟", "Wei"),
    about=text(
        "化工装置外操，正在准备转内操",
        "Field operator at a chemical plant, on the way to the control room",
    ),
)
ENGINEER_LI = Person(
    key="engineer-li",
    role="instructor",
    name=text("李工", "Engineer Li"),
    family_name=text("李", "Li"),
    given_name=None,
    about=text(
        "企业兼职教师，查看全班的成绩和作答",
        "Teaches part-time from industry, sees the class's marks and attempts",
    ),
)

CNC = Course(
    key="cnc-programming",
    code="JX-101",
    title=text("数控编程入门", "CNC Programming"),
    school=text("机械工业学院", "School of Mechanical Industry"),
    about=text(
        "从工件坐标系和安全操作开始，自己编写铣削和车削程序，在仿真机床上加工并检验零件。",
        "Begin with work coordinates and safety, then write milling and turning programs of your "
        "own, cut the parts on simulated machines and inspect them.",
    ),
    picture="cnc.svg",
    activities=(
        Activity(
            key="package/nc-safety",
            kind="package",
            title=text("数控安全与坐标系", "CNC safety and coordinate systems"),
            about=text(
                "图文课件，最后有一组小测验。", "A short illustrated lesson with a quiz at the end."
            ),
            score_maximum=100.0,
        ),
        Activity(
            key="nc/first-pocket",
            kind="exercise",
            title=text("铣方槽", "Milling: your first pocket"),
            about=text(
                "编写 G 代码，先模拟，再提交；成品与图样逐点比对。",
                "Write the G-code, simulate it, submit it; the part is compared with the drawing.",
            ),
            score_maximum=100.0,
        ),
        Activity(
            key="nc/thread-shaft",
            kind="exercise",
            title=text("车螺纹轴", "Turning: a threaded shaft"),
            about=text(
                "编写车削程序：外圆、退刀槽和 M20×1.5 螺纹；成品逐个尺寸检测。",
                "Write a turning program: diameters, relief groove and thread M20x1.5; the part is "
                "measured size by size.",
            ),
            score_maximum=100.0,
        ),
        FILE,
    ),
)
CHEMICAL = Course(
    key="chemical-process",
    code="SH-101",
    title=text("化工过程操作", "Chemical Process Operation"),
    school=text("石油和化工学院", "School of Petroleum and Chemical Engineering"),
    about=text(
        "在仿真 DCS 上按操作规程开车：建立液位、投用冷却、升温、平稳进料，并处理报警。",
        "Start up a reactor on a simulated DCS by the procedure: establish the level, put cooling "
        "in service, heat up, feed steadily and deal with the alarms.",
    ),
    picture="process.svg",
    activities=(
        Activity(
            key="process/cstr-start-up",
            kind="process",
            title=text("反应釜冷态开车", "Cold start-up of a reactor"),
            about=text(
                "放热反应釜的开车操作，逐步评分。",
                "Starting up an exothermic stirred-tank reactor, with a score for each step.",
            ),
            score_maximum=100.0,
        ),
        FILE,
    ),
)

DEMO = Catalogue(people=(WANG_FANG, CHEN_WEI, ENGINEER_LI), courses=(CNC, CHEMICAL))


def seed(conn: Connection, now: datetime, catalogue: Catalogue = DEMO) -> None:
    """Make everything in the catalogue stand in the LMS as the catalogue says.

    Seeding again changes nothing but texts that were reworded; marks stay. What an earlier
    catalogue held and this one lacks stays too.
    """
    members = [
        {"course_id": course.id, "person_id": person.id, "role": person.role}
        for course in catalogue.courses
        for person in catalogue.people
    ]
    places = [
        (course, activity, position)
        for course in catalogue.courses
        for position, activity in enumerate(course.activities)
    ]
    _put(conn, tables.people, [_person_row(*each) for each in enumerate(catalogue.people)])
    _put(conn, tables.courses, [_course_row(*each) for each in enumerate(catalogue.courses)])
    _put(conn, tables.members, members)
    _put(conn, tables.links, [_link_row(*place) for place in places])
    line_items = [
        _line_item_row(course, activity, activity.score_maximum, now)
        for course, activity, _ in places
        if activity.score_maximum is not None
    ]
    _put(conn, tables.line_items, line_items, keep=("created_at",))


def _person_row(position: int, person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "position": position,
        "name": person.name,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "about": person.about,
    }


def _course_row(position: int, course: Course) -> dict[str, object]:
    return {
        "id": course.id,
        "key": course.key,
        "position": position,
        "code": course.code,
        "title": course.title,
        "school": course.school,
        "about": course.about,
        "picture": course.picture,
    }


def _link_row(course: Course, activity: Activity, position: int) -> dict[str, object]:
    return {
        "id": course.link_id(activity),
        "course_id": course.id,
        "activity": activity.key,
        "position": position,
        "kind": activity.kind,
        "title": activity.title,
        "about": activity.about,
    }


def _line_item_row(
    course: Course, activity: Activity, score_maximum: float, now: datetime
) -> dict[str, object]:
    return {
        "id": course.line_item_id(activity),
        "course_id": course.id,
        "link_id": course.link_id(activity),
        "label": activity.title,
        "score_maximum": score_maximum,
        "declared": True,
        "created_at": now,
    }


def _put(
    conn: Connection,
    table: sa.Table,
    rows: Sequence[Mapping[str, object]],
    keep: tuple[str, ...] = (),
) -> None:
    """Insert the rows; bring those that are there to the same values, but for `keep`."""
    if not rows:
        return
    new = insert(table).values(rows)
    key = [column.name for column in table.primary_key]
    changed = {name: new.excluded[name] for name in rows[0] if name not in (*key, *keep)}
    conn.execute(new.on_conflict_do_update(index_elements=key, set_=changed))
