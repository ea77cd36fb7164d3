"""What only this LMS knows: its RSA key and the key of its session cookies, made once and kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from joserfc.jwk import RSAKey
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import tables

RSA_BITS = 2048


@dataclass(frozen=True)
class KeyPair:
    """An RSA key as PEM: whole, and its public half."""

    private: str
    public: str


def platform_key(conn: Connection) -> KeyPair:
    """The platform's RSA key, the same for every process and after every restart."""
    private = _kept(conn, "platform-key", _new_pem)
    public = RSAKey.import_key(private).as_pem(private=False).decode()
    return KeyPair(private, public)


def session_key(conn: Connection) -> str:
    """The key that signs session cookies and message hints."""
    return _kept(conn, "session-key", lambda: secrets.token_hex(32))


def _new_pem() -> str:
    return RSAKey.generate_key(RSA_BITS).as_pem(private=True).decode()


def _kept(conn: Connection, name: str, make: Callable[[], str]) -> str:
    wanted = sa.select(tables.secrets.c.value).where(tables.secrets.c.name == name)
    found = conn.execute(wanted).scalar_one_or_none()
    if found is None:
        # Two processes may start at once: whichever is first is right, and both read it back.
        new = insert(tables.secrets).values(name=name, value=make())
        conn.execute(new.on_conflict_do_nothing())
        found = conn.execute(wanted).scalar_one()
    return str(found)
