"""The whole system, running as a newcomer runs it, and a browser in front of it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from lti_tool.demo import HEALTH, System, process, system, wait_until_healthy
from tests.conftest import embedded_server

DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports: list[int] = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a system of the tests' own: fresh database, free ports, two sites."""
    lms, tool, bank = free_ports(3)
    with embedded_server() as url:
        yield {
            "DATABASE_URL": url,
            "LMS_URL": f"http://127.0.0.1:{lms}",
            "TOOL_URL": f"http://localhost:{tool}",
            "CONTENT_URL": f"http://packages.localhost:{tool}",
            "BANK_URL": f"http://localhost:{bank}",
            "PACKAGES_FOLDER": str(tmp_path_factory.mktemp("packages")),
        }


@pytest.fixture(scope="session")
def running_system(environ: dict[str, str]) -> Iterator[System]:
    """LMS, tool, worker, bank and PostgreSQL, running and seeded."""
    with system(environ) as started:
        yield started


@pytest.fixture(scope="session")
def restart(environ: dict[str, str], running_system: System) -> Iterator[Callable[[str], None]]:
    """Starts a service again that a test has stopped, for the rest of the session."""
    urls = {"lms": environ["LMS_URL"], "bank": environ["BANK_URL"]}
    with ExitStack() as stack:

        def start(name: str) -> None:
            started = stack.enter_context(process(environ, "serve", name))
            wait_until_healthy(urls[name] + HEALTH[name], [started])

        yield start


@contextmanager
def fresh_page(chromium: Browser, size: ViewportSize, locale: str = "zh-CN") -> Iterator[Page]:
    """A page of a fresh browser profile; a script of ours that fails, fails the test."""
    context = chromium.new_context(viewport=size, locale=locale)
    context.set_default_timeout(20_000)
    failures: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert failures == []
