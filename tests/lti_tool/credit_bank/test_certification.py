"""Reports become credit: once, whole, and never less than before."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lti_tool.credit_bank.audit import audit
from lti_tool.credit_bank.certification import Accepted, AlteredUnit, receive
from lti_tool.credit_bank.issuers import register_issuer
from lti_tool.credit_bank.learners import account_of
from lti_tool.credit_bank.standards import Unit, load_units
from lti_tool.credit_bank.tables import (
    accounts,
    certifications,
    entries,
    identities,
    reports,
)
from lti_tool.credit_bank.tokens import Refused
from lti_tool.db import transaction
from tests.lti_tool.credit_bank.issuing import (
    BANK,
    ISS,
    NOW,
    POCKET,
    REACTOR,
    SAFETY,
    SECOND,
    PublishedKeys,
    report_claims,
    signed,
)

OTHER_ISS = "https://other.example"


@pytest.fixture
def bank(connection: Connection) -> Connection:
    register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    return connection


def send(bank: Connection, compact: str, units: tuple[Unit, ...] | None = None) -> Any:
    return receive(bank, compact, NOW, PublishedKeys(), BANK, units or load_units())


def accepted(bank: Connection, activity: str, scaled: float, **changed: Any) -> Accepted:
    answer = send(bank, signed(report_claims(activity, scaled, **changed)))
    assert isinstance(answer, Accepted), answer
    return answer


def counted(bank: Connection, table: sa.Table) -> int:
    return int(bank.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def balances(bank: Connection) -> list[int]:
    learners = sa.select(accounts.c.balance_millicredits).where(accounts.c.kind == "learner")
    return sorted(bank.scalars(learners))


def test_the_first_report_opens_an_account_and_a_passed_unit_is_credited(bank: Connection) -> None:
    answer = accepted(bank, REACTOR, 0.6)
    assert answer.status == "new"
    assert [(one.unit, one.version, one.credits) for one in answer.certified] == [
        ("OUC-CHEM-PO-01", 1, Decimal("1.0"))
    ]
    assert balances(bank) == [1000]
    assert audit(bank) == []


def test_a_unit_of_two_activities_is_credited_with_the_second(bank: Connection) -> None:
    assert accepted(bank, POCKET, 0.9).certified == ()
    assert [one.unit for one in accepted(bank, SAFETY, 0.7).certified] == ["OUC-MECH-NC-01"]
    assert balances(bank) == [1000]


def test_a_better_later_score_counts_and_a_lower_one_takes_nothing_away(bank: Connection) -> None:
    assert accepted(bank, REACTOR, 0.4).certified == ()
    assert len(accepted(bank, REACTOR, 0.8).certified) == 1
    assert accepted(bank, REACTOR, 0.1).certified == ()
    assert accepted(bank, REACTOR, 1.0).certified == ()
    assert balances(bank) == [1000]
    assert counted(bank, entries) == 1
    assert counted(bank, reports) == 4


def test_a_report_sent_again_exists_and_is_answered_like_the_first(bank: Connection) -> None:
    claims = report_claims(REACTOR, 0.8)
    first = send(bank, signed(claims))
    later = {**claims, "iat": claims["iat"] + 1, "exp": claims["exp"] + 60, "name": "王 芳"}
    assert send(bank, signed(later)) == replace(first, status="exists")
    assert counted(bank, reports) == counted(bank, entries) == 1


def test_the_same_id_with_other_content_is_refused_and_changes_nothing(bank: Connection) -> None:
    claims = report_claims(REACTOR, 0.4)
    send(bank, signed(claims))
    better = {**claims, "achievement": {**claims["achievement"], "scaled": 1.0}}
    other_learner = {**claims, "sub": "learner-2"}
    for changed in (better, other_learner):
        answer = send(bank, signed(changed))
        assert isinstance(answer, Refused)
        assert (answer.id, answer.status) == ("exists-with-different-content", 409)
    assert balances(bank) == [0]
    assert counted(bank, identities) == 1


def test_a_completion_in_the_future_or_at_no_moment_is_refused(bank: Connection) -> None:
    for moment in (
        "2026-11-21T20:00:00Z",
        "2026-11-21T08:00:00",
        "yesterday",
        "0001-01-01T00:00+14",
    ):
        claims = report_claims()
        claims["achievement"]["completed_at"] = moment
        answer = send(bank, signed(claims))
        assert isinstance(answer, Refused), moment
        assert answer.id == "claims-malformed"
    assert counted(bank, reports) == 0


def test_learners_of_one_name_and_of_two_issuers_are_different_people(bank: Connection) -> None:
    register_issuer(bank, OTHER_ISS, f"{OTHER_ISS}/jwks", "另一平台", NOW)
    accepted(bank, REACTOR, 0.9)
    accepted(bank, REACTOR, 0.9, iss=OTHER_ISS)
    accepted(bank, REACTOR, 0.9, subject="learner-2")
    assert balances(bank) == [1000, 1000, 1000]


def test_issuer_and_subject_can_not_be_shifted_into_another_learner(bank: Connection) -> None:
    for iss in ("https://a", "https://a:b"):
        register_issuer(bank, iss, f"{iss}/jwks", iss, NOW)
    first = account_of(bank, "https://a", "b:c", None, NOW)
    assert first != account_of(bank, "https://a:b", "c", None, NOW)


def test_an_issuer_can_not_report_for_another(bank: Connection) -> None:
    register_issuer(bank, OTHER_ISS, f"{OTHER_ISS}/jwks", "另一平台", NOW)

    def keys(jwks_url: str, _fresh: bool) -> tuple[dict[str, Any], ...]:
        mine = jwks_url.startswith(OTHER_ISS)
        return (SECOND.as_dict(private=False),) if mine else ()

    forged = signed(report_claims(iss=ISS), key=SECOND)
    answer = receive(bank, forged, NOW, keys, BANK, load_units())
    assert isinstance(answer, Refused)
    assert answer.id == "key-unknown"


def test_the_name_follows_the_latest_report_that_gives_one(bank: Connection) -> None:
    accepted(bank, POCKET, 0.1, name="王芳")
    accepted(bank, POCKET, 0.2, name=None)
    accepted(bank, POCKET, 0.3, name="王芳芳")
    names = bank.scalars(sa.select(accounts.c.name).where(accounts.c.kind == "learner")).all()
    assert names == ["王芳芳"]


def test_credit_stands_when_the_standard_rises_and_is_not_given_twice(bank: Connection) -> None:
    accepted(bank, REACTOR, 0.7)
    (reactor,) = (unit for unit in load_units() if unit.id == "OUC-CHEM-PO-01")
    second = replace(reactor, version=2, text="version 2", digest="2" * 64)
    answer = send(bank, signed(report_claims(REACTOR, 0.9)), (reactor, second))
    assert isinstance(answer, Accepted)
    assert answer.certified == ()
    assert balances(bank) == [1000]


def test_a_unit_edited_after_it_certified_somebody_stops_the_bank(bank: Connection) -> None:
    accepted(bank, REACTOR, 0.7)
    (reactor,) = (unit for unit in load_units() if unit.id == "OUC-CHEM-PO-01")
    edited = replace(reactor, text="edited", digest="e" * 64)
    with pytest.raises(AlteredUnit, match="OUC-CHEM-PO-01 version 1"):
        send(bank, signed(report_claims(REACTOR, 0.7, subject="learner-2")), (edited,))


def test_one_report_twenty_times_at_once_is_one_deposit(database: Engine) -> None:
    with transaction(database) as connection:
        register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    compact, keys = signed(report_claims(REACTOR, 0.8)), PublishedKeys()

    def work(_turn: int) -> Any:
        with transaction(database) as connection:
            return receive(connection, compact, NOW, keys, BANK, load_units())

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(work, range(20)))
    assert Counter(answer.status for answer in answers) == {"new": 1, "exists": 19}
    assert len({answer.certified for answer in answers}) == 1
    with database.connect() as connection:
        assert counted(connection, entries) == counted(connection, certifications) == 1
        assert balances(connection) == [1000]
        assert audit(connection) == []


def test_many_learners_reports_at_once_are_all_credited(database: Engine) -> None:
    with transaction(database) as connection:
        register_issuer(connection, ISS, f"{ISS}/jwks", "工学平台", NOW)
    sent = [
        signed(report_claims(activity, 0.9, subject=f"learner-{learner}"))
        for learner in range(10)
        for activity in (POCKET, SAFETY, REACTOR)
    ]
    keys = PublishedKeys()

    def work(compact: str) -> Any:
        with transaction(database) as connection:
            return receive(connection, compact, NOW, keys, BANK, load_units())

    with ThreadPoolExecutor(20) as pool:
        assert {answer.status for answer in pool.map(work, sent)} == {"new"}
    with database.connect() as connection:
        assert balances(connection) == [2000] * 10
        assert audit(connection) == []


TAMPERED = {
    "report-altered": "UPDATE bank_reports SET scaled = 1",
    "evidence-missing": "UPDATE bank_certifications SET report_ids = ARRAY[gen_random_uuid()]",
    "unit-altered": "UPDATE bank_units SET text = text || '#'",
    "deposit-differs": "UPDATE bank_units SET text = replace(text, 'credits: 1.0', 'credits: 2.0')",
    "deposit-uncertified": "DELETE FROM bank_certifications",
}


@pytest.mark.parametrize("finding", TAMPERED)
def test_the_audit_finds_certifications_and_evidence_tampered_with(
    finding: str, bank: Connection
) -> None:
    accepted(bank, REACTOR, 0.8)
    assert audit(bank) == []
    bank.execute(sa.text(TAMPERED[finding].replace(": ", "\\: ")))
    assert finding in {one.id for one in audit(bank)}


def test_the_audit_finds_a_report_signed_by_another_key(bank: Connection) -> None:
    accepted(bank, REACTOR, 0.8)
    forged = signed(report_claims(REACTOR, 0.8), key=SECOND)
    bank.execute(sa.update(reports).values(jws=forged))
    assert "report-altered" in {one.id for one in audit(bank)}


def test_ids_are_made_of_what_they_stand_for(bank: Connection) -> None:
    accepted(bank, REACTOR, 0.8)
    row = bank.execute(sa.select(certifications)).one()
    assert row.entry_id == uuid.uuid5(row.id, "deposit")
    assert row.certified_at - NOW < timedelta(seconds=1)
