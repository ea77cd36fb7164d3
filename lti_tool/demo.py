"""The whole product on one machine: database, tool, worker, credit bank and a demo LMS.

The LMS and the tool are on different sites (127.0.0.1 and localhost), as they are in life, so the
tool runs in a third-party iframe here too.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
from sqlalchemy.engine import Engine

import content_packages
from content_packages.course import Course, read_course
from content_packages.formats import scorm12
from lti_tool import migrations, packages
from lti_tool.app import tool_registration, utc_now
from lti_tool.config import Settings, settings_from
from lti_tool.credit_bank import issuers
from lti_tool.db import check_reachable, engine_for, transaction
from lti_tool.demo_lms import catalogue
from lti_tool.demo_lms.platform import addresses
from lti_tool.embedded_postgres import data_folder, running
from lti_tool.lti import platforms

START_TIMEOUT_S = 60.0
COURSES = Path(content_packages.__file__).parent / "courses"
HEALTH = {"tool": "/health", "bank": "/health", "lms": "/"}
ISSUER_NAME = "Gongxue 工学"


class CannotRun(RuntimeError):
    """The demo can't run here, in one sentence."""


def run(root: Path, environ: Mapping[str, str]) -> int:
    """Run everything until Ctrl+C. Raises `CannotRun`, `NoServer`, `BadSetting`, `NoDatabase`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with ExitStack() as stack:
        known = dict(environ)
        if "DATABASE_URL" not in known:
            known["DATABASE_URL"] = stack.enter_context(running(data_folder(root)))
        running_system = stack.enter_context(system(known))
        print(_welcome(running_system.settings), flush=True)  # noqa: T201 - what the newcomer waits for
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


@dataclass(frozen=True)
class System:
    """A running system: where its parts are, and their processes by what they do."""

    settings: Settings
    processes: Mapping[str, subprocess.Popen[bytes]]


@contextmanager
def system(environ: Mapping[str, str]) -> Iterator[System]:
    """Every service, seeded, started and answering, until the end of the block."""
    settings = settings_from(environ)
    engine = engine_for(settings.database_url)
    check_reachable(engine)
    services = {"tool": settings.tool_url, "bank": settings.bank_url, "lms": settings.lms_url}
    wanted = {name: url for name, url in services.items() if url}
    for url in wanted.values():
        _check_free(url)
    migrations.upgrade(engine)
    seed(engine, settings)
    engine.dispose()
    with ExitStack() as stack:
        started = {"work": stack.enter_context(process(environ, "work"))}
        for name in wanted:
            started[name] = stack.enter_context(process(environ, "serve", name))
        for name, url in wanted.items():
            wait_until_healthy(url + HEALTH[name], list(started.values()))
        yield System(settings, started)


def seed(engine: Engine, settings: Settings) -> None:
    """Introduce LMS, tool and bank to each other, install the courses; repeating is harmless."""
    now = utc_now()
    tool, lms = tool_registration(settings), addresses(settings.lms_url)
    with transaction(engine) as connection:
        catalogue.seed(connection, now)
        registered = platforms.register(
            connection,
            issuer=lms.issuer,
            client_id=tool.client_id,
            auth_login_url=lms.authorize_url,
            auth_token_url=lms.token_url,
            key_set_url=lms.jwks_url,
            deployment_ids=[tool.deployment_id],
            now=now,
        )
        if isinstance(registered, platforms.BadRegistration):
            raise CannotRun(registered.message["en"])
        issuers.register_issuer(connection, settings.tool_url, tool.jwks_url, ISSUER_NAME, now)
    install_courses(Path(settings.packages_folder))


def install_courses(folder: Path) -> None:
    """Build every course of this repository as a SCORM 1.2 package and install it."""
    for source in sorted(COURSES.iterdir()):
        course = read_course(source)
        if not isinstance(course, Course):
            raise CannotRun("\n".join(f"{found.where}: {found.message['en']}" for found in course))
        found = packages.install(folder, scorm12.make(course))
        if not isinstance(found, packages.Package):
            raise CannotRun(f"The package of {source.name} is refused: {found}")


@contextmanager
def process(environ: Mapping[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of our commands as a process of its own, asked to stop at the end of the block."""
    command = [sys.executable, "-m", "lti_tool", *arguments]
    started = subprocess.Popen(  # noqa: S603 - our own command
        command, env={**os.environ, **environ}, start_new_session=True
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(15)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _check_free(url: str) -> None:
    port = urlsplit(url).port or 80
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotRun(
                f"Port {port}, which {url} needs, is taken: stop the program that uses it (another "
                "`make run`?), or set TOOL_URL, CONTENT_URL, BANK_URL or LMS_URL to other ports."
            ) from None


def wait_until_healthy(url: str, started: list[subprocess.Popen[bytes]]) -> None:
    """The address answers. Raises `CannotRun` if it does not, or if a process ended meanwhile."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if any(one.poll() is not None for one in started):
            raise CannotRun("A part of the system ended while starting; its message stands above.")
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise CannotRun(f"{url} did not answer within {START_TIMEOUT_S:.0f} s.")


def _welcome(settings: Settings) -> str:
    return (
        f"\n  Gongxue 工学 is running. Open {settings.lms_url}\n"
        f"  工学已启动。请在浏览器中打开 {settings.lms_url}\n\n  Ctrl+C stops it.\n"
    )
