"""``make workbench``: both XBlocks in the xblock-sdk workbench, student and Studio view."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(os.environ.get("WORKBENCH_FOLDER", ".run/workbench"))
ADDRESS = os.environ.get("WORKBENCH", "127.0.0.1:8010")
BLOCKS = {"milling": "nc_exercise.0", "process": "process_exercise.0"}


def main() -> int:
    """Prepare the workbench's database and serve it until Ctrl+C."""
    (FOLDER / "var").mkdir(parents=True, exist_ok=True)  # the workbench keeps its database there
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "workbench.settings"}
    django = [sys.executable, "-W", "ignore", "-m", "django"]
    migrate = [*django, "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(migrate, cwd=FOLDER, env=environ, check=True)
    print("\n  The workbench is running. As a learner, and as an author (Studio):")
    for name, scenario in BLOCKS.items():
        print(f"    {name:8} http://{ADDRESS}/scenario/{scenario}/")
        print(f"    {'':8} http://{ADDRESS}/scenario/{scenario}/studio_view/")
    print("\n  Ctrl+C stops it.\n", flush=True)
    serve = [*django, "runserver", "--noreload", ADDRESS]
    try:
        return subprocess.run(serve, cwd=FOLDER, env=environ, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
