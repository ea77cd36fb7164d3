"""What a newcomer is told when `make run` can't run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest


def demo(**environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lti_tool", "demo"],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://root@localhost/gongxue", "DATABASE_URL must be the address of a PostgreSQL"),
        ("postgresql://gongxue:s3cret@127.0.0.1:9/gongxue", "does not answer"),
    ],
)
def test_a_wrong_database_url_is_one_sentence_without_the_password(url: str, sentence: str) -> None:
    done = demo(DATABASE_URL=url)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "s3cret" not in done.stderr


def test_a_taken_port_is_one_sentence_that_names_it(server_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo(DATABASE_URL=server_url, TOOL_URL=f"http://localhost:{port}")
    assert done.returncode == 1
    assert f"Port {port}, which http://localhost:{port} needs, is taken" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TOOL_URL", "localhost:8001", "TOOL_URL must begin with http:// or https://"),
        ("CONTENT_URL", "http://localhost:8003", "CONTENT_URL must have another host"),
    ],
)
def test_a_setting_that_cannot_work_is_one_sentence(
    server_url: str, name: str, value: str, sentence: str
) -> None:
    done = demo(DATABASE_URL=server_url, **{name: value})
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (1, 1)
    assert sentence in done.stderr
