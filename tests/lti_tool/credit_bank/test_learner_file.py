"""What stands in a learner's file."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.credit_bank import ledger
from lti_tool.credit_bank.certification import Accepted, receive
from lti_tool.credit_bank.issuers import register_issuer
from lti_tool.credit_bank.learner_file import LearnerFile, learner_file
from lti_tool.credit_bank.learners import account_of
from lti_tool.credit_bank.standards import load_units
from tests.lti_tool.credit_bank.issuing import (
    BANK,
    ISS,
    NOW,
    POCKET,
    REACTOR,
    SAFETY,
    PublishedKeys,
    report_claims,
    signed,
)


@pytest.fixture
def bank(connection: Connection) -> Connection:
    register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    return connection


def file_after(bank: Connection, *achieved: tuple[str, float]) -> LearnerFile:
    for activity, scaled in achieved:
        compact = signed(report_claims(activity, scaled))
        answer = receive(bank, compact, NOW, PublishedKeys(), BANK, load_units())
        assert isinstance(answer, Accepted)
    account = account_of(bank, ISS, "learner-1", "王芳", NOW)
    return learner_file(bank, account, NOW, load_units())


def test_a_new_learners_file_is_empty(bank: Connection) -> None:
    file = file_after(bank)
    assert (file.name, file.balance) == ("王芳", Decimal("0.0"))
    assert (file.schools, file.pending, file.others, file.lines, file.findings) == ((),) * 5


def test_credits_stand_under_their_school_with_the_evidence(bank: Connection) -> None:
    file = file_after(bank, (POCKET, 0.9), (SAFETY, 0.7), (REACTOR, 0.8))
    assert file.balance == Decimal("2.0")
    assert [(school.name["en"], school.total) for school in file.schools] == [
        ("School of Mechanical Industry", Decimal("1.0")),
        ("School of Petroleum and Chemical Engineering", Decimal("1.0")),
    ]
    (milling,) = file.schools[0].credits
    assert [(one.activity, one.scaled) for one in milling.evidence] == [
        (POCKET, 0.9),
        (SAFETY, 0.7),
    ]
    assert milling.evidence[0].title["en"] == "First pocket"
    assert milling.evidence[0].issuer_name == "工学平台"
    assert file.findings == ()
    assert [line.credits for line in file.lines] == [Decimal("1.0")] * 2


def test_what_is_on_the_way_says_what_is_missing(bank: Connection) -> None:
    file = file_after(bank, (POCKET, 0.5), (POCKET, 0.7), (SAFETY, 0.4))
    (pending,) = file.pending
    assert [one.scaled for one in pending.achieved] == [0.7, 0.4]
    assert [
        [(one.requirement.activity, one.best) for one in group] for group in pending.missing
    ] == [[(SAFETY, 0.4)]]
    assert file.others == ()


def test_an_achievement_that_no_unit_asks_for_is_kept_apart(bank: Connection) -> None:
    file = file_after(bank, ("urn:gongxue:activity:nc/other", 0.9))
    assert [one.activity for one in file.others] == ["urn:gongxue:activity:nc/other"]
    assert file.pending == ()


def test_a_better_score_since_then_is_shown_beside_the_evidence(bank: Connection) -> None:
    file = file_after(bank, (REACTOR, 0.6), (REACTOR, 0.95), (REACTOR, 0.2))
    (credit,) = file.schools[0].credits
    assert [one.scaled for one in credit.evidence] == [0.6]
    assert [one.scaled for one in credit.better] == [0.95]


def test_a_reversed_credit_is_shown_as_such_and_counts_no_more(bank: Connection) -> None:
    file = file_after(bank, (REACTOR, 0.8))
    ledger.reverse(bank, uuid.uuid4(), file.lines[0].entry, NOW)
    after = learner_file(bank, file.account, NOW, load_units())
    assert after.balance == after.schools[0].total == Decimal("0.0")
    assert after.schools[0].credits[0].is_reversed
    assert [line.credits for line in after.lines] == [Decimal("-1.0"), Decimal("1.0")]


def test_a_tampered_account_is_seen_at_the_next_view(bank: Connection) -> None:
    file = file_after(bank, (REACTOR, 0.8))
    bank.execute(sa.text("SET LOCAL session_replication_role = replica"))
    bank.execute(sa.text("UPDATE bank_postings SET amount_millicredits = 3 * amount_millicredits"))
    after = learner_file(bank, file.account, NOW, load_units())
    assert {finding.id for finding in after.findings} == {"entry-altered", "balance-differs"}


def test_there_is_no_file_without_an_account(bank: Connection) -> None:
    with pytest.raises(LookupError):
        learner_file(bank, uuid.uuid4(), NOW, load_units())
