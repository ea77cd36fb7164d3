"""Which account a learner has who is known by another name at every issuer."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.ledger import NAMESPACE, open_learner_account
from lti_tool.credit_bank.tables import accounts, identities


def account_of(
    connection: Connection, issuer: str, subject: str, name: str | None, now: datetime
) -> uuid.UUID:
    """The account of an issuer's learner, opened now if need be, and locked until the caller's
    transaction ends. It bears the given name, if one is given.
    """
    account = _known(connection, issuer, subject)
    if account is None:
        account = uuid.uuid5(NAMESPACE, f"learner:{len(issuer)}:{issuer}:{subject}")
        open_learner_account(connection, account, name or "", now)
        known = insert(identities).values(issuer=issuer, subject=subject, account_id=account)
        connection.execute(known.on_conflict_do_nothing())
    return _locked(connection, account, name)


def _known(connection: Connection, issuer: str, subject: str) -> uuid.UUID | None:
    return connection.scalar(
        sa.select(identities.c.account_id).where(
            identities.c.issuer == issuer, identities.c.subject == subject
        )
    )


def _locked(connection: Connection, account: uuid.UUID, name: str | None) -> uuid.UUID:
    row = accounts.c.id == account
    known_as = connection.scalar(sa.select(accounts.c.name).where(row).with_for_update())
    if name and name != known_as:
        connection.execute(sa.update(accounts).where(row).values(name=name))
    return account
