"""Scores and reports on their way, over real HTTP, to a strict platform and to a real bank."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
import requests
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from werkzeug.wrappers import Response

from lti_tool import couriers, jobs, recording
from lti_tool.app import create_bank, create_tool
from lti_tool.config import Settings
from lti_tool.credit_bank import issuers
from lti_tool.credit_bank.tables import reports
from lti_tool.db import transaction
from lti_tool.lti import keys
from lti_tool.lti.access_tokens import AccessTokens
from lti_tool.lti.ags import AgsClient
from lti_tool.lti.message import Launch
from lti_tool.lti.visits import Visit, open_visit
from tests.lti_tool.lti.conftest import register
from tests.lti_tool.lti.platform import (
    ALL_SCOPES,
    NOW,
    TARGET,
    LearningPlatform,
    answering,
    plain_session,
    serving,
)
from tests.lti_tool.test_recording import attempt


@dataclass
class Post:
    """A tool's database, the platform of its learners, and the way to both receivers."""

    engine: Engine
    lms: LearningPlatform
    client: AgsClient
    session: requests.Session

    def visit(self, subject: str = "learner-7", line_item_url: str | None = None) -> Visit:
        with transaction(self.engine) as connection:
            platform = register(connection, self.lms)
            launch = Launch(
                platform_id=platform.id,
                issuer=platform.issuer,
                client_id=platform.client_id,
                deployment_id="1",
                subject=subject,
                name="王芳",
                locale="zh-CN",
                roles=frozenset({"learner"}),
                context_id="course-1",
                context_title="数控铣工",
                link_id="link-1",
                link_title="铣方槽",
                activity="nc/first-pocket",
                target_link_uri=TARGET,
                line_item_url=line_item_url,
                line_items_url=f"{self.lms.url}/lineitems",
                scopes=tuple(ALL_SCOPES),
                return_url=None,
            )
            return open_visit(connection, launch, NOW)[1]

    def recorded(self, visit: Visit, points: float) -> tuple[jobs.Delivery, jobs.Delivery]:
        """The score's and the report's delivery of a new attempt."""
        with transaction(self.engine) as connection:
            made = attempt(points)
            recording.record(connection, visit, made, NOW)
            found = {d.purpose: d for d in jobs.of_attempts(connection, [UUID(made.id)])}
        return found["score"], found["report"]

    def send_score(self, delivery: jobs.Delivery) -> jobs.Outcome:
        return couriers.send_score(self.engine, self.client, delivery, NOW)

    def scores(self) -> list[tuple[str, float, str]]:
        return [
            (score["userId"], score["scoreGiven"], score["timestamp"])
            for scores in self.lms.scores.values()
            for score in scores
        ]


@pytest.fixture
def post(database: Engine) -> Iterator[Post]:
    session = plain_session()
    with serving(LearningPlatform()) as lms, transaction(database) as connection:
        jwks = keys.jwks(connection, NOW)
        lms.tool_keys = lambda: jwks
        connection.commit()
        yield Post(database, lms, AgsClient(session, AccessTokens()), session)
    session.close()


def test_what_stands_is_sent_with_whole_seconds_that_climb(post: Post) -> None:
    visit = post.visit()
    first, _ = post.recorded(visit, 4.0)
    second, _ = post.recorded(visit, 9.0)
    third, _ = post.recorded(visit, 6.0)
    assert [post.send_score(d) for d in (first, second, third)] == [jobs.Delivered()] * 3
    assert post.scores() == [
        ("learner-7", 9.0, "2026-11-21T12:00:00+00:00"),
        ("learner-7", 9.0, "2026-11-21T12:00:01+00:00"),
        ("learner-7", 9.0, "2026-11-21T12:00:02+00:00"),
    ]


def test_a_class_whose_link_has_no_line_item_makes_one_and_not_many(post: Post) -> None:
    deliveries = [post.recorded(post.visit(f"learner-{n}"), 5.0)[0] for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(post.send_score, deliveries)) == [jobs.Delivered()] * 6
    assert len(post.lms.line_items) == 1
    assert len(post.scores()) == 6


def test_a_platform_in_trouble_is_asked_again_and_one_that_refuses_is_not(post: Post) -> None:
    delivery, _ = post.recorded(post.visit(), 5.0)
    assert post.send_score(delivery) == jobs.Delivered()
    post.lms.instead.append(Response("busy", 503, headers={"Retry-After": "90"}))
    assert post.send_score(delivery) == jobs.Later("HTTP 503: busy", 90.0)
    post.lms.instead.append(Response("no such user", 404))
    assert post.send_score(delivery) == jobs.Impossible("HTTP 404: no such user")


def test_a_score_of_the_same_second_is_sent_again_a_second_later(post: Post) -> None:
    delivery, _ = post.recorded(post.visit(), 5.0)
    post.send_score(delivery)
    post.lms.instead.append(Response("conflict", 409))
    assert isinstance(post.send_score(delivery), jobs.Later)


def test_a_link_for_which_the_lms_keeps_no_mark_needs_nothing_sent(post: Post) -> None:
    delivery, _ = post.recorded(post.visit(), 5.0)
    with transaction(post.engine) as connection:
        connection.execute(sa.text("UPDATE lti_links SET line_items_url = NULL"))
    assert post.send_score(delivery) == jobs.Delivered()
    assert post.scores() == []


@dataclass
class Bank:
    """A bank that answers, and the tool's settings that name it."""

    settings: Settings
    engine: Engine

    def reports(self) -> int:
        with transaction(self.engine) as connection:
            count = sa.select(sa.func.count()).select_from(reports)
            return int(connection.execute(count).scalar_one())


@pytest.fixture
def bank(database: Engine) -> Iterator[Bank]:
    known = Settings(
        database.url.render_as_string(hide_password=False), tool_url="http://localhost"
    )
    with answering(create_tool(known, database, lambda: NOW)) as tool_port:
        settings = replace(known, tool_url=f"http://localhost:{tool_port}")
        with transaction(database) as connection:
            register_tool(connection, settings)
        # The bank must know its own address before it has one: a first server finds the port.
        with answering(Response("")) as free:
            pass
        settings = replace(settings, bank_url=f"http://127.0.0.1:{free}")
        application = create_bank(settings, database, lambda: NOW)
        with answering(application, free):
            yield Bank(settings, database)


def register_tool(connection: Connection, settings: Settings) -> None:
    jwks = f"{settings.tool_url}/lti/jwks.json"
    issuers.register_issuer(connection, settings.tool_url, jwks, "Gongxue", NOW)


def test_a_report_arrives_once_however_often_it_is_sent(post: Post, bank: Bank) -> None:
    _, delivery = post.recorded(post.visit(), 8.0)
    for seconds in (0, 1, 30):
        later = NOW + timedelta(seconds=seconds)
        sent = couriers.send_report(post.engine, bank.settings, post.session, delivery, later)
        assert sent == jobs.Delivered()
    assert bank.reports() == 1


def test_a_bank_that_is_away_is_asked_again(post: Post, bank: Bank) -> None:
    _, delivery = post.recorded(post.visit(), 8.0)
    away = replace(bank.settings, bank_url="http://127.0.0.1:9")
    sent = couriers.send_report(post.engine, away, post.session, delivery, NOW)
    assert sent == jobs.Later("The credit bank does not answer: ConnectionError")
    assert bank.reports() == 0


def test_a_bank_that_does_not_know_us_is_not_asked_for_ever(post: Post, bank: Bank) -> None:
    _, delivery = post.recorded(post.visit(), 8.0)
    stranger = replace(bank.settings, tool_url="http://localhost:9")
    sent = couriers.send_report(post.engine, stranger, post.session, delivery, NOW)
    assert isinstance(sent, jobs.Impossible)
    assert "HTTP 40" in sent.reason


def test_without_a_bank_nothing_is_reported(post: Post) -> None:
    _, delivery = post.recorded(post.visit(), 8.0)
    alone = Settings("postgresql://unused", bank_url=None)
    assert couriers.send_report(post.engine, alone, post.session, delivery, NOW) == jobs.Delivered()
