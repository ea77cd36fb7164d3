"""The double-entry ledger of credits, in integer millicredits (1 credit = 1000).

A transfer takes from one account what it puts into another. Its id is made by the caller, so that
a repeat is recognised: `Exists` if it says the same, `ExistsDifferent` if not. Each transfer is a
link in the hash chain of one learner's account. PostgreSQL itself refuses whatever would break the
ledger's rules (see `ledger_ddl`); this module asks first, so that expected trouble is a value.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.canonical import canonical, sha256_hex
from lti_tool.credit_bank.tables import accounts, entries, postings

NAMESPACE = uuid.UUID("0f3d3c8e-5c1b-5b0e-9a55-2f4f6a0f7b11")
"""Under which the bank makes the ids of its own accounts and certifications."""


class UnknownAccount(LookupError):
    """A transfer names an account that was never opened: a mistake of the caller's."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a caller wants posted in a learner's account.

    `kind` is "deposit" or "reversal"; a reversal names the deposit it undoes in `reverses`.
    `postings` are (account, signed millicredits), ordered by account.
    """

    id: uuid.UUID
    account: uuid.UUID
    kind: str
    unit: str
    postings: tuple[tuple[uuid.UUID, int], ...]
    reverses: uuid.UUID | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "account": str(self.account),
            "kind": self.kind,
            "unit": self.unit,
            "postings": [[str(account), amount] for account, amount in self.postings],
            "reverses": str(self.reverses) if self.reverses else None,
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """A transfer as it stands in its account's chain, numbered from 1."""

    transfer: Transfer
    number: int
    created_at: datetime
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Posted:
    """The transfer was posted now."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Exists:
    """The same transfer was posted before; nothing changed."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class ExistsDifferent:
    """Another transfer with this id was posted before; nothing changed."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class AlreadyDeposited:
    """The unit's credits were deposited in this account before, by `entry_id`; nothing changed."""

    entry_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AlreadyReversed:
    """The deposit was reversed before, by `entry_id`; nothing changed."""

    entry_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class TooLittle:
    """The learner's balance is less than the transfer takes; nothing changed."""

    balance_millicredits: int


Outcome = Posted | Exists | ExistsDifferent | AlreadyDeposited | AlreadyReversed | TooLittle


def in_credits(millicredits: int) -> Decimal:
    """The same amount in credits, exactly, with one decimal at least."""
    exact = Decimal(millicredits) / 1000
    return exact.quantize(Decimal("0.1")) if millicredits % 100 == 0 else exact


def hash_of(transfer: Transfer, number: int, created_at: datetime, prev_hash: str) -> str:
    """The SHA-256 of the link: of all that the entry says and of the hash before it."""
    link = {
        "transfer": transfer.to_json(),
        "number": number,
        "created_at": created_at.isoformat(timespec="microseconds"),
        "prev_hash": prev_hash,
    }
    return sha256_hex(canonical(link))


def open_learner_account(
    connection: Connection, account: uuid.UUID, name: str, now: datetime
) -> None:
    """A learner's account with this id exists; a new one is empty and has this name."""
    _open(connection, account, "learner", name, now)


def issuance_account(unit: str) -> uuid.UUID:
    """The account from which the credits of a unit (all its versions) are issued."""
    return uuid.uuid5(NAMESPACE, f"issuance:{unit}")


def _open(connection: Connection, account: uuid.UUID, kind: str, name: str, now: datetime) -> None:
    values = {"id": account, "kind": kind, "name": name, "opened_at": now}
    connection.execute(insert(accounts).values(values).on_conflict_do_nothing())


def deposit(
    connection: Connection,
    transfer_id: uuid.UUID,
    account: uuid.UUID,
    unit: str,
    millicredits: int,
    now: datetime,
) -> Outcome:
    """The credits of a unit (`millicredits` > 0) stand in the learner's account, once."""
    source = issuance_account(unit)
    _open(connection, source, "issuance", unit, now)
    moved = ((account, millicredits), (source, -millicredits))
    return post(
        connection, Transfer(transfer_id, account, "deposit", unit, tuple(sorted(moved))), now
    )


def reverse(
    connection: Connection, transfer_id: uuid.UUID, deposited: Entry, now: datetime
) -> Outcome:
    """The deposit is undone by its opposite; both stay in the ledger."""
    original = deposited.transfer
    opposite = tuple((account, -amount) for account, amount in original.postings)
    transfer = Transfer(
        transfer_id, original.account, "reversal", original.unit, opposite, original.id
    )
    return post(connection, transfer, now)


def post(connection: Connection, transfer: Transfer, now: datetime) -> Outcome:
    """The transfer stands in the ledger, or the outcome says why nothing changed.

    The learner's account is locked until the caller's transaction ends, so that transfers in one
    account follow each other. Raises `UnknownAccount`.
    """
    account = _locked(connection, transfer.account)
    known = find(connection, transfer.id)
    if known is not None:
        return Exists(known) if known.transfer == transfer else ExistsDifferent(known)
    refused = _refused(connection, transfer, account)
    if refused is not None:
        return refused
    number, prev_hash = account.entry_count + 1, account.head_hash
    link = hash_of(transfer, number, now, prev_hash)
    made = Entry(transfer, number, now, prev_hash, link)
    if not _insert(connection, made):
        # Another account's transaction posted this id after we looked.
        return ExistsDifferent(entry(connection, transfer.id))
    return Posted(made)


def _locked(connection: Connection, account: uuid.UUID) -> sa.Row[Any, Any, Any]:
    columns = (accounts.c.balance_millicredits, accounts.c.entry_count, accounts.c.head_hash)
    found = connection.execute(
        sa.select(*columns)
        .where(accounts.c.id == account, accounts.c.kind == "learner")
        .with_for_update()
    ).first()
    if found is None:
        raise UnknownAccount(f"there is no learner's account {account}")
    return found


def _refused(
    connection: Connection, transfer: Transfer, account: sa.Row[Any, Any, Any]
) -> AlreadyDeposited | AlreadyReversed | TooLittle | None:
    if transfer.kind == "deposit":
        same = connection.scalar(
            sa.select(entries.c.id).where(
                entries.c.account_id == transfer.account,
                entries.c.unit_id == transfer.unit,
                entries.c.kind == "deposit",
            )
        )
        return AlreadyDeposited(same) if same else None
    undone = connection.scalar(
        sa.select(entries.c.id).where(entries.c.reverses == transfer.reverses)
    )
    if undone:
        return AlreadyReversed(undone)
    change = dict(transfer.postings).get(transfer.account, 0)
    balance: int = account.balance_millicredits
    return TooLittle(balance) if balance + change < 0 else None


def _insert(connection: Connection, made: Entry) -> bool:
    """Whether the entry was written; not so if its id is taken."""
    transfer = made.transfer
    row = {
        "id": transfer.id,
        "account_id": transfer.account,
        "number": made.number,
        "kind": transfer.kind,
        "unit_id": transfer.unit,
        "reverses": transfer.reverses,
        "created_at": made.created_at,
        "prev_hash": made.prev_hash,
        "hash": made.hash,
    }
    statement = insert(entries).values(row).on_conflict_do_nothing(index_elements=["id"])
    if connection.scalar(statement.returning(entries.c.id)) is None:
        return False
    connection.execute(
        sa.insert(postings),
        [
            {"entry_id": transfer.id, "account_id": account, "amount_millicredits": amount}
            for account, amount in transfer.postings
        ],
    )
    return True


def entry(connection: Connection, entry_id: uuid.UUID) -> Entry:
    """The entry with this id. Raises LookupError if there is none."""
    found = find(connection, entry_id)
    if found is None:
        raise LookupError(f"there is no entry {entry_id}")
    return found


def find(connection: Connection, entry_id: uuid.UUID) -> Entry | None:
    """The entry with this id, if there is one."""
    found = _entries(connection, entries.c.id == entry_id)
    return found[0] if found else None


def entries_of(connection: Connection, account: uuid.UUID) -> tuple[Entry, ...]:
    """The chain of a learner's account, oldest first."""
    return _entries(connection, entries.c.account_id == account)


def balance_of(connection: Connection, account: uuid.UUID) -> int:
    """The sum of an account's postings in millicredits; of an issuance account, 0 or less."""
    total = sa.select(sa.func.sum(postings.c.amount_millicredits))
    return int(connection.scalar(total.where(postings.c.account_id == account)) or 0)


def _entries(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[Entry, ...]:
    rows = connection.execute(sa.select(entries).where(which).order_by(entries.c.number)).all()
    moved: dict[uuid.UUID, list[tuple[uuid.UUID, int]]] = {row.id: [] for row in rows}
    for row in connection.execute(
        sa.select(postings).where(postings.c.entry_id.in_(sa.select(entries.c.id).where(which)))
    ):
        moved.setdefault(row.entry_id, []).append((row.account_id, row.amount_millicredits))
    return tuple(_entry(row, moved[row.id]) for row in rows)


def _entry(row: sa.Row[Any], moved: list[tuple[uuid.UUID, int]]) -> Entry:
    transfer = Transfer(
        row.id, row.account_id, row.kind, row.unit_id, tuple(sorted(moved)), row.reverses
    )
    return Entry(transfer, row.number, row.created_at, row.prev_hash, row.hash)
