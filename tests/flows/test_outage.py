"""The LMS and the bank go away while a learner submits: the mark waits, and arrives once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect

from lti_tool import jobs
from lti_tool.credit_bank.tables import reports
from lti_tool.db import engine_for, transaction
from lti_tool.demo import System
from lti_tool.demo_lms.tables import scores
from tests.flows.campus import CHINESE, enter, eventually, open_activity, write_program
from tests.flows.conftest import PHONE, fresh_page
from tests.flows.test_learner import REFERENCE

pytestmark = pytest.mark.flow
LEARNER = "以陈伟的身份进入"


def test_a_mark_given_while_lms_and_bank_are_down_arrives_once_when_they_are_back(
    running_system: System, restart: Callable[[str], None], chromium: Browser
) -> None:
    settings, engine = running_system.settings, engine_for(running_system.settings.database_url)
    with fresh_page(chromium, PHONE) as page:
        enter(page, settings.lms_url, CHINESE, LEARNER)
        frame = open_activity(page, settings.lms_url, "cnc-programming", "nc/first-pocket")
        frame.get_by_role("tab", name="程序").click()
        write_program(page, frame, REFERENCE)
        before = counts(engine)
        for name in ("lms", "bank"):
            running_system.processes[name].terminate()
            running_system.processes[name].wait()
        frame.get_by_role("button", name=CHINESE.submit, exact=True).click()
        expect(frame.locator("gongxue-report")).to_contain_text(CHINESE.of_hundred)
        assert eventually(lambda: len(troubles(engine)) == 2)
        assert counts(engine) == before
        restart("lms")
        restart("bank")
        assert eventually(lambda: not unfinished(engine))
        assert counts(engine) == tuple(count + 1 for count in before)
        page.goto(f"{settings.lms_url}/gradebook/cnc-programming")
        expect(page.get_by_role("row").filter(has_text="铣方槽")).to_contain_text("100 / 100")


def unfinished(engine: sa.Engine) -> list[str]:
    """What the waiting deliveries last heard."""
    query = sa.select(jobs.deliveries.c.last_error).where(jobs.deliveries.c.state != "delivered")
    with transaction(engine) as connection:
        return [str(reason) for reason in connection.scalars(query)]


def troubles(engine: sa.Engine) -> list[str]:
    """The reasons of the deliveries that were tried and must wait."""
    return [reason for reason in unfinished(engine) if reason != "None"]


def counts(engine: sa.Engine) -> tuple[int, ...]:
    """How many scores the LMS has, and how many reports the bank."""
    with transaction(engine) as connection:
        return tuple(
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (scores, reports)
        )
