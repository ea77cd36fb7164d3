"""The demo LMS on a real port, and a tool with keys of its own that talks to it over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from joserfc.jwk import RSAKey
from sqlalchemy.engine import Engine

from lti_tool.db import transaction
from lti_tool.demo_lms import tables
from lti_tool.demo_lms.app import create_lms
from lti_tool.demo_lms.catalogue import DEMO, seed
from lti_tool.demo_lms.keys import RSA_BITS
from tests.lti_tool.demo_lms.running import Clock, Lms, Tool, served


@pytest.fixture
def tool() -> Iterator[Tool]:
    made = Tool()

    def make(url: str) -> Flask:
        made.url = url
        return made.pages()

    with served("localhost", make):
        yield made


@pytest.fixture(scope="session")
def platform_pem() -> str:
    """The LMS's key: one for all tests, since making one takes longer than most tests."""
    return RSAKey.generate_key(RSA_BITS).as_pem(private=True).decode()


@pytest.fixture
def lms(database: Engine, tool: Tool, platform_pem: str) -> Iterator[Lms]:
    """The demo LMS with its demo catalogue, on a port of 127.0.0.1."""
    made = Lms("", database, Clock(), tool)
    with transaction(database) as conn:
        key = {"name": "platform-key", "value": platform_pem}
        conn.execute(sa.insert(tables.secrets).values(key))
        seed(conn, made.clock(), DEMO)

    def make(url: str) -> Flask:
        made.url = url
        return create_lms(database, url, tool.registration, made.clock)

    with served("127.0.0.1", make):
        yield made
