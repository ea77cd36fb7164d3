"""Reports of achievements become certifications, and certifications deposits.

Receiving, certifying and depositing are the caller's one transaction. A report's id is made by its
sender; a repeat changes nothing and is answered like the first. A later, better score in an
activity counts; a lower one takes nothing away, for what is certified stays so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.bilingual import both
from lti_tool.credit_bank.canonical import canonical, sha256_hex
from lti_tool.credit_bank.claims import REPORT
from lti_tool.credit_bank.issuers import FetchKeys
from lti_tool.credit_bank.learners import account_of
from lti_tool.credit_bank.ledger import NAMESPACE, Exists, Posted, deposit, in_credits
from lti_tool.credit_bank.standards import Achievement, Certified, Unit, decide, in_force
from lti_tool.credit_bank.tables import certifications, postings, reports, units
from lti_tool.credit_bank.tokens import (
    CLOCK_SKEW_S,
    Refused,
    Token,
    misfit_claims,
    moment,
    read_token,
    refused,
)

CHINA = timezone(timedelta(hours=8), "UTC+8")
"""The bank's day: standards come into force at midnight in China, which has one time zone."""


class AlteredUnit(RuntimeError):
    """An installed unit's text is not the one that this version of it certified before."""


@dataclass(frozen=True, slots=True)
class Credited:
    """Credits that a report helped to earn."""

    unit: str
    version: int
    credits: Decimal
    entry: uuid.UUID


@dataclass(frozen=True, slots=True)
class Accepted:
    """The report is kept: received now ("new") or before ("exists").

    `certified` are the certifications that it is evidence of.
    """

    report: uuid.UUID
    status: Literal["new", "exists"]
    certified: tuple[Credited, ...]


def receive(
    connection: Connection,
    compact_jws: str,
    now: datetime,
    fetch_keys: FetchKeys,
    bank_url: str,
    installed: Iterable[Unit],
) -> Accepted | Refused:
    """The report is kept, and what it completes is certified and deposited; or it is refused and
    nothing changed. Raises `AlteredUnit`.
    """
    token = read_token(connection, compact_jws, REPORT, now, fetch_keys, bank_url)
    if isinstance(token, Refused):
        return token
    achieved = token.claims["achievement"]
    completed_at = moment(achieved["completed_at"])
    if completed_at is None or completed_at > now + timedelta(seconds=CLOCK_SKEW_S):
        not_past = both("必须是过去的时刻（RFC 3339）", "must be a moment in the past (RFC 3339)")
        return misfit_claims("achievement.completed_at", not_past)
    claims, report = token.claims, uuid.UUID(token.claims["jti"])
    if _kept_digest(connection, report) is None:
        account = account_of(connection, claims["iss"], claims["sub"], claims.get("name"), now)
        if _keep(connection, token, account, completed_at, now):
            _certify(connection, account, in_force(installed, now.astimezone(CHINA).date()), now)
            return Accepted(report, "new", _earned_with(connection, report))
    if _kept_digest(connection, report) != report_digest(claims):
        return refused("exists-with-different-content")
    return Accepted(report, "exists", _earned_with(connection, report))


def report_digest(claims: Any) -> str:
    """Of what a report says, not of when it was signed: a repeat is signed anew."""
    said = {name: claims[name] for name in ("iss", "sub", "achievement")}
    return sha256_hex(canonical(said))


def _keep(
    connection: Connection,
    token: Token,
    account: uuid.UUID,
    completed_at: datetime,
    now: datetime,
) -> bool:
    """Whether the report was written; not so if its id is taken."""
    achieved = token.claims["achievement"]
    row = {
        "id": uuid.UUID(token.claims["jti"]),
        "issuer": token.issuer.iss,
        "account_id": account,
        "activity": achieved["activity"],
        "scaled": achieved["scaled"],
        "completed_at": completed_at,
        "achievement": achieved,
        "jws": token.compact,
        "key": token.key,
        "digest": report_digest(token.claims),
        "received_at": now,
    }
    statement = insert(reports).values(row).on_conflict_do_nothing(index_elements=["id"])
    return connection.scalar(statement.returning(reports.c.id)) is not None


def _kept_digest(connection: Connection, report: uuid.UUID) -> str | None:
    return connection.scalar(sa.select(reports.c.digest).where(reports.c.id == report))


def achievements_of(connection: Connection, account: uuid.UUID) -> tuple[Achievement, ...]:
    """All that was reported about a learner, in the order of completion."""
    rows = connection.execute(
        sa.select(reports.c.id, reports.c.activity, reports.c.scaled)
        .where(reports.c.account_id == account)
        .order_by(reports.c.completed_at, reports.c.id)
    )
    return tuple(Achievement(str(row.id), row.activity, row.scaled) for row in rows)


def _certify(
    connection: Connection, account: uuid.UUID, standing: Iterable[Unit], now: datetime
) -> None:
    """Every unit whose rule the learner meets, and that is not certified yet, is so now."""
    held = set(
        connection.scalars(
            sa.select(certifications.c.unit_id).where(certifications.c.account_id == account)
        )
    )
    achieved = achievements_of(connection, account)
    for unit in standing:
        decision = None if unit.id in held else decide(unit, achieved)
        if isinstance(decision, Certified):
            _grant(connection, account, unit, decision, now)


def _grant(
    connection: Connection, account: uuid.UUID, unit: Unit, decision: Certified, now: datetime
) -> None:
    _keep_text(connection, unit)
    certification = uuid.uuid5(NAMESPACE, f"certification:{account}:{unit.id}")
    entry = uuid.uuid5(certification, "deposit")
    outcome = deposit(connection, entry, account, unit.id, unit.millicredits, now)
    if not isinstance(outcome, Posted | Exists):
        raise RuntimeError(f"{unit.id} can't be deposited in account {account}: {outcome}")
    connection.execute(
        sa.insert(certifications).values(
            id=certification,
            account_id=account,
            unit_id=unit.id,
            unit_version=unit.version,
            unit_digest=unit.digest,
            report_ids=[uuid.UUID(report) for report in decision.reports],
            certified_at=now,
            entry_id=entry,
        )
    )


def _keep_text(connection: Connection, unit: Unit) -> None:
    row = {"digest": unit.digest, "unit_id": unit.id, "version": unit.version, "text": unit.text}
    connection.execute(insert(units).values(row).on_conflict_do_nothing())
    kept = connection.scalar(
        sa.select(units.c.digest).where(units.c.unit_id == unit.id, units.c.version == unit.version)
    )
    if kept != unit.digest:
        raise AlteredUnit(
            f"{unit.id} version {unit.version} was edited after it certified somebody; "
            "restore its text and write the change as the next version."
        )


def _earned_with(connection: Connection, report: uuid.UUID) -> tuple[Credited, ...]:
    deposited = (postings.c.entry_id == certifications.c.entry_id) & (
        postings.c.account_id == certifications.c.account_id
    )
    rows = connection.execute(
        sa.select(certifications, postings.c.amount_millicredits)
        .join(postings, deposited)
        .where(certifications.c.report_ids.contains([report]))
        .order_by(certifications.c.unit_id)
    )
    return tuple(
        Credited(row.unit_id, row.unit_version, in_credits(row.amount_millicredits), row.entry_id)
        for row in rows
    )
