"""The browser that the flows use: Debian's Chromium, installed here where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these, Chromium keeps calling home, which a closed network refuses many times a minute.
QUIET = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
SOFTWARE_GRAPHICS = ("--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


def path() -> str | None:
    """Where Chromium or Chrome is installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def arguments() -> list[str]:
    """How the tests start it; as root Chromium runs without its sandbox only."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [*QUIET, *SOFTWARE_GRAPHICS, *sandbox]


def install() -> bool:
    """Install Debian's Chromium if this user may; whether it is there now."""
    if path() is None and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        print("Installing Chromium for the browser tests ...", flush=True)
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run([*sudo, "apt-get", *command], stdout=subprocess.DEVNULL, check=False)
    return path() is not None


if __name__ == "__main__" and not install():
    sys.exit(
        "The browser tests need Chromium, and it could not be installed here: install the package "
        "`chromium` (Debian, Ubuntu) or Google Chrome, then run `make test` again."
    )
