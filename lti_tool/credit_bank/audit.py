"""The auditor: reads everything, computes it again, and says what does not agree.

`verify` is one learner's chain, quick enough for every view of a file; `audit` is the whole bank.
A finding is never expected: the database refuses what would make one, so each is a sign of a hand
that went round it. What no audit here can see is a chain that was rewritten whole with every hash
after it; against that only a head hash helps that somebody else has kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lti_tool.credit_bank.bilingual import Text, both
from lti_tool.credit_bank.canonical import sha256_hex
from lti_tool.credit_bank.certification import report_digest
from lti_tool.credit_bank.ledger import Entry, balance_of, entries_of, hash_of
from lti_tool.credit_bank.ledger_ddl import FIRST_PREV_HASH
from lti_tool.credit_bank.standards import Unit, read_unit
from lti_tool.credit_bank.tables import accounts, certifications, entries, postings, reports, units
from lti_tool.credit_bank.tokens import claims_of, signed_by


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree: what (a stable id), where, and in words."""

    id: str
    subject: str
    message: Text


def one_snapshot(engine: Engine) -> Engine:
    """The same database in transactions that see one moment: what an audit must read from, or a
    deposit made while it reads would look like a disagreement.
    """
    return engine.execution_options(isolation_level="REPEATABLE READ")


def audit(connection: Connection) -> list[Finding]:
    """Everything that does not agree in the whole bank; empty if all is well.

    The connection is one of `one_snapshot`, unless nobody else is writing.
    """
    return [
        *audit_ledger(connection),
        *_units(connection),
        *_reports(connection),
        *_certifications(connection),
    ]


def audit_ledger(connection: Connection) -> list[Finding]:
    """Everything that does not agree in the ledger: every chain, every balance, nothing astray."""
    learners = connection.scalars(
        sa.select(accounts.c.id).where(accounts.c.kind == "learner").order_by(accounts.c.id)
    ).all()
    chains = [finding for account in learners for finding in verify(connection, account)]
    return [*chains, *_strays(connection)]


def verify(connection: Connection, account: uuid.UUID) -> list[Finding]:
    """Everything that does not agree in the chain and balance of one learner's account."""
    chain = entries_of(connection, account)
    return [*_links(chain), *_totals(connection, account, chain)]


def _links(chain: tuple[Entry, ...]) -> Iterator[Finding]:
    prev_hash = FIRST_PREV_HASH
    for place, entry in enumerate(chain, start=1):
        transfer, subject = entry.transfer, f"entry {entry.transfer.id}"
        if entry.number != place or entry.prev_hash != prev_hash:
            yield Finding("chain-broken", subject, both("账目链在此断开", "the chain breaks here"))
        if entry.hash != hash_of(transfer, entry.number, entry.created_at, entry.prev_hash):
            yield Finding(
                "entry-altered",
                subject,
                both("账目内容与其散列值不符", "the entry is not what its hash was made of"),
            )
        amounts = [amount for _account, amount in transfer.postings]
        if len(amounts) < 2 or sum(amounts) != 0:
            yield Finding(
                "entry-unbalanced",
                subject,
                both("借贷不平", "its postings do not sum to zero"),
            )
        prev_hash = entry.hash


def _totals(
    connection: Connection, account: uuid.UUID, chain: tuple[Entry, ...]
) -> Iterator[Finding]:
    kept = connection.execute(sa.select(accounts).where(accounts.c.id == account)).one()
    head = chain[-1].hash if chain else FIRST_PREV_HASH
    if (kept.entry_count, kept.head_hash) != (len(chain), head):
        yield Finding(
            "head-differs",
            f"account {account}",
            both("账户末端散列值与账目不符", "the account's head is not its last entry"),
        )
    in_chain = sum(dict(entry.transfer.postings).get(account, 0) for entry in chain)
    sums = {kept.balance_millicredits, in_chain, balance_of(connection, account)}
    if len(sums) > 1 or in_chain < 0:
        yield Finding(
            "balance-differs",
            f"account {account}",
            both("余额与账目合计不符", "the balance is not the sum of the entries"),
        )


def _strays(connection: Connection) -> Iterator[Finding]:
    """Entries of no learner's account, and postings of no entry."""
    owned = sa.select(accounts.c.id).where(accounts.c.kind == "learner")
    lost = sa.select(entries.c.id).where(entries.c.account_id.not_in(owned))
    loose = sa.select(postings.c.entry_id).where(
        postings.c.entry_id.not_in(sa.select(entries.c.id))
    )
    for entry_id in connection.scalars(sa.union(lost, loose)):
        yield Finding(
            "entry-stray",
            f"entry {entry_id}",
            both("分录没有对应的账户或账目", "it belongs to no account, or its entry is gone"),
        )


def _units(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(sa.select(units)):
        if sha256_hex(row.text) != row.digest:
            yield Finding(
                "unit-altered",
                f"unit {row.unit_id} version {row.version}",
                both("认证单元文本与其散列值不符", "the unit's text is not what was certified"),
            )


def _reports(connection: Connection) -> Iterator[Finding]:
    """Reports whose signature no longer verifies, or whose row is not what was signed."""
    for row in connection.execute(sa.select(reports).execution_options(yield_per=500)):
        claims = claims_of(row.jws) or {}
        achieved = claims.get("achievement", {})
        said = (achieved, achieved.get("activity"), achieved.get("scaled"))
        if (
            not signed_by(row.jws, row.key)
            or said != (row.achievement, row.activity, row.scaled)
            or report_digest(claims) != row.digest
        ):
            yield Finding(
                "report-altered",
                f"report {row.id}",
                both("成果报告与签名内容不符", "the report is not what its issuer signed"),
            )


def _certifications(connection: Connection) -> Iterator[Finding]:
    """Certifications without their deposit or evidence, and deposits without a certification."""
    listed = sa.select(certifications, units.c.text).join(
        units, units.c.digest == certifications.c.unit_digest, isouter=True
    )
    deposits = {
        row.id: row
        for row in connection.execute(
            sa.select(entries.c.id, entries.c.unit_id, postings)
            .join(postings, postings.c.entry_id == entries.c.id)
            .where(entries.c.kind == "deposit", postings.c.account_id == entries.c.account_id)
        )
    }
    for row in connection.execute(listed):
        made = deposits.pop(row.entry_id, None)
        if made is None or not _same_deposit(row, made):
            yield Finding(
                "deposit-differs",
                f"certification {row.id}",
                both("存入的学分与认证不符", "its deposit is not what was certified"),
            )
        if not _has_evidence(connection, row):
            yield Finding(
                "evidence-missing",
                f"certification {row.id}",
                both("认证所依据的成果报告缺失", "a report that it rests on is missing"),
            )
    for entry_id in deposits:
        yield Finding(
            "deposit-uncertified",
            f"entry {entry_id}",
            both("存入的学分没有认证依据", "the deposit has no certification"),
        )


def _same_deposit(
    certification: sa.Row[tuple[object, ...]], made: sa.Row[tuple[object, ...]]
) -> bool:
    unit = read_unit(certification.text or "")
    return isinstance(unit, Unit) and (made.account_id, made.unit_id, made.amount_millicredits) == (
        certification.account_id,
        certification.unit_id,
        unit.millicredits,
    )


def _has_evidence(connection: Connection, certification: sa.Row[tuple[object, ...]]) -> bool:
    wanted = set(certification.report_ids)
    found = connection.scalar(
        sa.select(sa.func.count())
        .select_from(reports)
        .where(reports.c.id.in_(wanted), reports.c.account_id == certification.account_id)
    )
    return found == len(wanted) > 0
