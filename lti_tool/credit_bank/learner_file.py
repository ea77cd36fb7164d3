"""The lifelong-learning file (终身学习档案): everything the bank holds about one learner.

Credits are shown with the standard as it was when it certified them, each with its evidence; the
account's chain is verified anew for every view.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.audit import Finding, verify
from lti_tool.credit_bank.bilingual import Text, both
from lti_tool.credit_bank.certification import CHINA, achievements_of
from lti_tool.credit_bank.ledger import Entry, entries_of, in_credits
from lti_tool.credit_bank.standards import (
    SCHOOLS,
    Missing,
    NotYet,
    Unit,
    decide,
    in_force,
    read_unit,
    requirements,
)
from lti_tool.credit_bank.tables import accounts, certifications, issuers, reports, units


@dataclass(frozen=True, slots=True)
class Proof:
    """One reported achievement: `scaled` is between 0 and 1, `digest` is that of the evidence.

    `title` is the activity's in the standard that asks for it, else the one that was reported.
    """

    report: uuid.UUID
    activity: str
    title: Text
    scaled: float
    completed_at: datetime
    issuer_name: str
    evidence_url: str
    digest: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A certified unit. `better` are later, better scores in the activities that certified it."""

    unit: Unit
    credits: Decimal
    certified_at: datetime
    evidence: tuple[Proof, ...]
    better: tuple[Proof, ...]
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class SchoolCredits:
    """The credits that stand under one school's units."""

    name: Text
    total: Decimal
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """A unit in force of which something is achieved, and what is missing (see `NotYet`)."""

    unit: Unit
    achieved: tuple[Proof, ...]
    missing: tuple[tuple[Missing, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the account with its signed amount and the unit's title."""

    entry: Entry
    title: Text
    credits: Decimal


@dataclass(frozen=True, slots=True)
class LearnerFile:
    """What the file's page shows. `others` are achievements that no unit asks for."""

    name: str
    account: uuid.UUID
    balance: Decimal
    schools: tuple[SchoolCredits, ...]
    pending: tuple[Pending, ...]
    others: tuple[Proof, ...]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def learner_file(
    connection: Connection, account: uuid.UUID, now: datetime, installed: Iterable[Unit]
) -> LearnerFile:
    """The file of this account at `now`. Raises LookupError if there is no such account."""
    row = connection.execute(sa.select(accounts).where(accounts.c.id == account)).one_or_none()
    if row is None:
        raise LookupError(f"there is no account {account}")
    proofs = _proofs(connection, account)
    chain = entries_of(connection, account)
    credits_held = _credits(connection, account, proofs, chain)
    standing = in_force(installed, now.astimezone(CHINA).date())
    held = {credit.unit.id for credit in credits_held}
    open_units = [unit for unit in standing if unit.id not in held]
    shown = [*open_units, *(credit.unit for credit in credits_held)]
    asked = {one.activity for unit in shown for one in requirements(unit.rule)}
    return LearnerFile(
        name=row.name,
        account=account,
        balance=in_credits(row.balance_millicredits),
        schools=_by_school(credits_held),
        pending=_pending(connection, account, proofs, open_units),
        others=tuple(proof for proof in _best(proofs).values() if proof.activity not in asked),
        lines=_lines(account, chain, credits_held),
        findings=tuple(verify(connection, account)),
    )


def _proofs(connection: Connection, account: uuid.UUID) -> dict[uuid.UUID, Proof]:
    """Every report about the learner, in the order of completion."""
    rows = connection.execute(
        sa.select(reports, issuers.c.name.label("issuer_name"))
        .join(issuers, issuers.c.iss == reports.c.issuer)
        .where(reports.c.account_id == account)
        .order_by(reports.c.completed_at, reports.c.id)
    )
    return {row.id: _proof(row) for row in rows}


def _proof(row: sa.Row[Any]) -> Proof:
    achieved: Mapping[str, Any] = row.achievement
    return Proof(
        report=row.id,
        activity=row.activity,
        title=achieved["title"],
        scaled=row.scaled,
        completed_at=row.completed_at,
        issuer_name=row.issuer_name,
        evidence_url=achieved["evidence_url"],
        digest=achieved["evidence_digest"],
    )


def _best(proofs: Mapping[uuid.UUID, Proof]) -> dict[str, Proof]:
    """The best of every activity; of equal ones the first."""
    best: dict[str, Proof] = {}
    for proof in proofs.values():
        if proof.activity not in best or proof.scaled > best[proof.activity].scaled:
            best[proof.activity] = proof
    return best


def _credits(
    connection: Connection,
    account: uuid.UUID,
    proofs: Mapping[uuid.UUID, Proof],
    chain: Iterable[Entry],
) -> tuple[Credit, ...]:
    rows = connection.execute(
        sa.select(certifications, units.c.text)
        .join(units, units.c.digest == certifications.c.unit_digest)
        .where(certifications.c.account_id == account)
        .order_by(certifications.c.certified_at, certifications.c.unit_id)
    )
    best = _best(proofs)
    undone = {entry.transfer.reverses for entry in chain}
    return tuple(_credit(row, proofs, best, row.entry_id in undone) for row in rows)


def _credit(
    row: sa.Row[Any],
    proofs: Mapping[uuid.UUID, Proof],
    best: Mapping[str, Proof],
    is_reversed: bool,
) -> Credit:
    unit = read_unit(row.text)
    if not isinstance(unit, Unit):
        raise ValueError(f"the kept text of {row.unit_id} version {row.unit_version} is no unit")
    evidence = [proofs[report] for report in row.report_ids]
    better = [best[one.activity] for one in evidence if best[one.activity].scaled > one.scaled]
    return Credit(
        unit,
        unit.credits,
        row.certified_at,
        _titled(evidence, unit),
        _titled(better, unit),
        is_reversed,
    )


def _titled(proofs: Iterable[Proof], unit: Unit) -> tuple[Proof, ...]:
    """The proofs under the titles that the unit gives their activities."""
    titles = {one.activity: one.title for one in requirements(unit.rule)}
    return tuple(replace(proof, title=titles.get(proof.activity, proof.title)) for proof in proofs)


def _by_school(credits_held: Iterable[Credit]) -> tuple[SchoolCredits, ...]:
    def school(credit: Credit) -> str:
        return credit.unit.school

    return tuple(
        SchoolCredits(SCHOOLS[name], _total(group), group)
        for name, found in groupby(sorted(credits_held, key=school), key=school)
        for group in [tuple(found)]
    )


def _total(credits_held: Iterable[Credit]) -> Decimal:
    return sum((one.credits for one in credits_held if not one.is_reversed), Decimal("0.0"))


def _pending(
    connection: Connection,
    account: uuid.UUID,
    proofs: Mapping[uuid.UUID, Proof],
    open_units: Iterable[Unit],
) -> tuple[Pending, ...]:
    achieved, best = achievements_of(connection, account), _best(proofs)
    found = []
    for unit in open_units:
        wanted = dict.fromkeys(one.activity for one in requirements(unit.rule))
        mine = [best[activity] for activity in wanted if activity in best]
        decision = decide(unit, achieved)
        missing = decision.missing if isinstance(decision, NotYet) else ()
        if mine:
            found.append(Pending(unit, _titled(mine, unit), missing))
    return tuple(found)


def _lines(
    account: uuid.UUID, chain: Iterable[Entry], credits_held: Iterable[Credit]
) -> tuple[Line, ...]:
    """The account's entries, the newest first."""
    titles = {credit.unit.id: credit.unit.title for credit in credits_held}
    lines = []
    for entry in chain:
        unit, amounts = entry.transfer.unit, dict(entry.transfer.postings)
        title = titles.get(unit, both(unit, unit))
        lines.append(Line(entry, title, in_credits(amounts.get(account, 0))))
    return tuple(reversed(lines))
