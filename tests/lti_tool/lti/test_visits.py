from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.lti import ags, people, tables
from lti_tool.lti.message import Launch
from lti_tool.lti.platforms import Platform
from lti_tool.lti.visits import Visit, open_visit, visit_of
from tests.lti_tool.lti.platform import ALL_SCOPES, NOW, TARGET


@pytest.fixture
def launch(registered: Platform) -> Launch:
    return Launch(
        platform_id=registered.id,
        issuer=registered.issuer,
        client_id=registered.client_id,
        deployment_id="1",
        subject="learner-7",
        name="王芳",
        locale="zh-CN",
        roles=frozenset({"learner"}),
        context_id="course-1",
        context_title="数控铣工",
        link_id="link-1",
        link_title="第一个型腔",
        activity="nc/first-pocket",
        target_link_uri=TARGET,
        line_item_url=None,
        line_items_url="https://lms.example/lineitems",
        scopes=tuple(ALL_SCOPES),
        return_url=None,
    )


def opened(connection: Connection, launch: Launch) -> Visit:
    return open_visit(connection, launch, NOW)[1]


def test_a_token_opens_its_visit_for_eight_hours(connection: Connection, launch: Launch) -> None:
    token, visit = open_visit(connection, launch, NOW)
    assert visit_of(connection, token, NOW + timedelta(hours=8) - timedelta(seconds=1)) == visit
    assert visit_of(connection, token, NOW + timedelta(hours=8)) is None


def test_a_visit_tells_what_the_launch_told(connection: Connection, launch: Launch) -> None:
    visit = opened(connection, launch)
    for name in ("issuer", "subject", "name", "locale", "activity", "link_title", "scopes"):
        assert getattr(visit, name) == getattr(launch, name)
    assert not visit.is_instructor


@pytest.mark.parametrize("token", ["", "x", "a\0b", "\ud800"])
def test_any_other_token_opens_nothing(connection: Connection, launch: Launch, token: str) -> None:
    opened(connection, launch)
    assert visit_of(connection, token, NOW) is None


def test_only_a_hash_of_the_token_is_kept(connection: Connection, launch: Launch) -> None:
    token, _ = open_visit(connection, launch, NOW)
    assert token not in str(connection.execute(sa.select(tables.visits)).all())
    assert len(token) >= 43


def test_the_same_person_link_and_course_keep_their_ids(
    connection: Connection, launch: Launch
) -> None:
    one = opened(connection, launch)
    other = opened(connection, replace(launch, name="王芳芳", link_title="型腔", locale=None))
    assert one.id != other.id
    assert (one.user_id, one.link_id, one.context_key) == (
        other.user_id,
        other.link_id,
        other.context_key,
    )
    assert (other.name, other.link_title, other.locale) == ("王芳芳", "型腔", None)


def test_the_ids_are_the_same_in_every_database(launch: Launch, connection: Connection) -> None:
    visit = opened(connection, launch)
    assert visit.platform_id == UUID("d59c8f35-be62-56ec-b76a-4d96c66d9a01")
    assert visit.user_id == UUID("3b590218-bfa1-5199-8fb6-13bec47e261c")


def test_different_people_links_and_courses_have_different_ids(
    connection: Connection, launch: Launch
) -> None:
    mine = opened(connection, launch)
    theirs = opened(
        connection, replace(launch, subject="learner-8", link_id="link-2", context_id="course-2")
    )
    assert mine.user_id != theirs.user_id
    assert mine.link_id != theirs.link_id
    assert mine.context_key != theirs.context_key


def test_links_outside_any_course_are_not_one_class(connection: Connection, launch: Launch) -> None:
    one = opened(connection, replace(launch, context_id=None))
    other = opened(connection, replace(launch, context_id=None, link_id="link-2"))
    assert one.context_key != other.context_key


@pytest.mark.parametrize(
    ("roles", "is_instructor"),
    [
        ({"learner"}, False),
        ({"instructor"}, True),
        ({"administrator", "learner"}, True),
        (set(), False),
    ],
)
def test_instructors_and_administrators_see_the_class(
    connection: Connection, launch: Launch, roles: set[str], is_instructor: bool
) -> None:
    visit = opened(connection, replace(launch, roles=frozenset(roles)))
    assert visit.is_instructor is is_instructor


def test_a_line_item_is_refreshed_at_every_launch(connection: Connection, launch: Launch) -> None:
    for url in ("https://lms.example/lineitem/1", "https://lms.example/lineitem/2"):
        assert opened(connection, replace(launch, line_item_url=url)).line_item_url == url


def test_a_line_item_that_we_made_stays_while_the_platform_names_none(
    connection: Connection, launch: Launch
) -> None:
    link_id = opened(connection, launch).link_id
    ags.remember_line_item(connection, link_id, "https://lms.example/lineitem/9")
    visit = opened(connection, launch)
    assert visit.line_item_url == "https://lms.example/lineitem/9"
    assert ags.gradebook_of(connection, link_id).line_item_url == visit.line_item_url


def test_a_line_item_that_a_launch_named_is_not_overwritten_by_an_older_send(
    connection: Connection, launch: Launch
) -> None:
    named = replace(launch, line_item_url="https://lms.example/lineitem/new")
    link_id = opened(connection, named).link_id
    ags.remember_line_item(connection, link_id, "https://lms.example/lineitem/old")
    assert ags.gradebook_of(connection, link_id).line_item_url == named.line_item_url


def test_visits_that_ended_long_ago_are_forgotten(connection: Connection, launch: Launch) -> None:
    opened(connection, launch)
    open_visit(connection, launch, NOW + timedelta(days=2))
    assert connection.scalar(sa.select(sa.func.count()).select_from(tables.visits)) == 1


def test_an_instructor_finds_the_links_and_the_people_of_the_course(
    connection: Connection, launch: Launch
) -> None:
    one = opened(connection, launch)
    other = opened(connection, replace(launch, link_id="link-2", subject="learner-8", name=""))
    elsewhere = opened(connection, replace(launch, context_id="course-2", link_id="link-3"))
    assert set(people.links_of(connection, one.context_key)) == {one.link_id, other.link_id}
    assert people.links_of(connection, elsewhere.context_key) == [elsewhere.link_id]
    users = [one.user_id, other.user_id]
    assert people.names(connection, users) == {one.user_id: "王芳", other.user_id: ""}
    assert people.subject_of(connection, other.user_id) == "learner-8"
