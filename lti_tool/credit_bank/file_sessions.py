"""Who may see a learner's file: whoever brings a ticket of a registered issuer, then a session.

A ticket opens one file once, within a minute; the session that it opens lasts an hour. Of a session
the bank keeps only a hash, so that nobody who reads the database can use it.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.credit_bank.canonical import sha256_hex
from lti_tool.credit_bank.claims import TICKET
from lti_tool.credit_bank.issuers import FetchKeys
from lti_tool.credit_bank.learners import account_of
from lti_tool.credit_bank.tables import sessions, tickets_used
from lti_tool.credit_bank.tokens import Refused, read_token, refused

TICKET_LIFE_S = 60
SESSION_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FileSession:
    """A right to see one account's file. `locale` is the reader's language tag."""

    account: uuid.UUID
    locale: str


def open_file(
    connection: Connection, ticket: str, now: datetime, fetch_keys: FetchKeys, bank_url: str
) -> tuple[str, FileSession] | Refused:
    """The token of a new session, for the browser to keep, and the session; or why not."""
    read = read_token(connection, ticket, TICKET, now, fetch_keys, bank_url)
    if isinstance(read, Refused):
        return read
    claims = read.claims
    if claims["exp"] - claims["iat"] > TICKET_LIFE_S:
        return refused("ticket-too-long")
    _forget_expired(connection, now)
    expires_at = datetime.fromtimestamp(claims["exp"], UTC)
    used = insert(tickets_used).values(id=uuid.UUID(claims["jti"]), expires_at=expires_at)
    once = used.on_conflict_do_nothing().returning(tickets_used.c.id)
    if connection.scalar(once) is None:
        return refused("ticket-used")
    account = account_of(connection, claims["iss"], claims["sub"], claims.get("name"), now)
    opened = FileSession(account, claims.get("locale") or "zh-Hans")
    token = secrets.token_urlsafe(32)
    connection.execute(
        sa.insert(sessions).values(
            token_hash=sha256_hex(token),
            account_id=account,
            locale=opened.locale,
            expires_at=now + SESSION_LIFE,
        )
    )
    return token, opened


def session_of(connection: Connection, token: str, now: datetime) -> FileSession | None:
    """The session that this browser's token opens, unless it is over."""
    found = connection.execute(
        sa.select(sessions.c.account_id, sessions.c.locale).where(
            sessions.c.token_hash == sha256_hex(token), sessions.c.expires_at > now
        )
    ).one_or_none()
    return FileSession(*found) if found else None


def _forget_expired(connection: Connection, now: datetime) -> None:
    for table in (tickets_used, sessions):
        connection.execute(sa.delete(table).where(table.c.expires_at <= now))
