"""Who may see a file: one ticket, one time; then a session of an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lti_tool.credit_bank.file_sessions import FileSession, open_file, session_of
from lti_tool.credit_bank.issuers import register_issuer
from lti_tool.credit_bank.tables import sessions, tickets_used
from lti_tool.credit_bank.tokens import Refused
from lti_tool.db import transaction
from tests.lti_tool.credit_bank.issuing import (
    BANK,
    ISS,
    NOW,
    PublishedKeys,
    report_claims,
    signed,
    ticket_claims,
)

TYP = "gongxue-ticket+jwt"


@pytest.fixture
def bank(connection: Connection) -> Connection:
    register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    return connection


def opened(bank: Connection, ticket: str) -> tuple[str, FileSession] | Refused:
    return open_file(bank, ticket, NOW, PublishedKeys(), BANK)


def refused_as(bank: Connection, ticket: str) -> str:
    answer = opened(bank, ticket)
    assert isinstance(answer, Refused)
    return answer.id


def test_a_ticket_opens_a_session_that_ends_after_an_hour(bank: Connection) -> None:
    answer = opened(bank, signed(ticket_claims(), typ=TYP))
    assert not isinstance(answer, Refused)
    token, session = answer
    assert session.locale == "zh-CN"
    assert session_of(bank, token, NOW + timedelta(minutes=59)) == session
    assert session_of(bank, token, NOW + timedelta(hours=1)) is None
    assert session_of(bank, token + "x", NOW) is None


def test_the_database_does_not_hold_the_browsers_token(bank: Connection) -> None:
    answer = opened(bank, signed(ticket_claims(), typ=TYP))
    assert not isinstance(answer, Refused)
    assert answer[0] not in str(bank.execute(sa.select(sessions)).one())


def test_a_ticket_opens_once(bank: Connection) -> None:
    ticket = signed(ticket_claims(), typ=TYP)
    opened(bank, ticket)
    assert refused_as(bank, ticket) == "ticket-used"


def test_a_ticket_of_twenty_browsers_at_once_opens_one_session(database: Engine) -> None:
    with transaction(database) as connection:
        register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    ticket, keys = signed(ticket_claims(), typ=TYP), PublishedKeys()

    def work(_turn: int) -> Any:
        with transaction(database) as connection:
            return open_file(connection, ticket, NOW, keys, BANK)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(work, range(20)))
    assert sum(not isinstance(answer, Refused) for answer in answers) == 1


def test_a_ticket_for_longer_than_a_minute_or_a_report_opens_nothing(bank: Connection) -> None:
    long = ticket_claims(exp=int(NOW.timestamp()) + 61)
    assert refused_as(bank, signed(long, typ=TYP)) == "ticket-too-long"
    assert refused_as(bank, signed(report_claims())) == "wrong-type"
    past = ticket_claims(exp=int(NOW.timestamp()))
    assert refused_as(bank, signed(past, typ=TYP)) == "expired"


def test_what_has_expired_is_forgotten(bank: Connection) -> None:
    opened(bank, signed(ticket_claims(), typ=TYP))
    later = NOW + timedelta(hours=2)
    claims = ticket_claims(iat=int(later.timestamp()), exp=int(later.timestamp()) + 60)
    open_file(bank, signed(claims, typ=TYP), later, PublishedKeys(), BANK)
    for table in (sessions, tickets_used):
        assert bank.scalar(sa.select(sa.func.count()).select_from(table)) == 1
