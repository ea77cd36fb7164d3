"""An independent NC interpreter to compare ours with: LinuxCNC's rs274, where it can be had."""

from __future__ import annotations

import os
import shutil
import subprocess

PACKAGE = "linuxcnc-uspace"


def install() -> bool:
    """Install Debian's package if this user may and this Debian has it; whether rs274 is here."""
    if shutil.which("rs274") is None and shutil.which("apt-get"):
        print("Installing LinuxCNC's interpreter, to compare ours with it ...", flush=True)
        sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        command = [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE]
        silent = subprocess.DEVNULL
        subprocess.run(command, stdout=silent, stderr=silent, check=False)
    return shutil.which("rs274") is not None


if __name__ == "__main__" and not install():
    print(f"No rs274 (Debian's {PACKAGE}) here: the tests that need it are skipped, and say so.")
