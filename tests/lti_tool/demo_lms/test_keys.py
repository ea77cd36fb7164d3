from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy.engine import Engine

from lti_tool.db import transaction
from lti_tool.demo_lms.keys import KeyPair, platform_key, session_key


def test_the_keys_are_made_once_even_when_two_processes_start_together(database: Engine) -> None:
    def start(_: int) -> tuple[KeyPair, str]:
        with transaction(database) as conn:
            return platform_key(conn), session_key(conn)

    with ThreadPoolExecutor() as pool:
        started = set(pool.map(start, range(3)))
    assert started == {start(0)}


def test_the_public_half_holds_no_secret(database: Engine) -> None:
    with transaction(database) as conn:
        pair = platform_key(conn)
    assert pair.private.startswith("-----BEGIN PRIVATE KEY-----")
    assert pair.public.startswith("-----BEGIN PUBLIC KEY-----")
