"""Every check and test, one after the other, and one summary at the end."""

from __future__ import annotations

import subprocess
import sys
import time

STEPS: tuple[tuple[str, list[str]], ...] = (
    ("style: ruff check", ["ruff", "check", "."]),
    ("style: ruff format", ["ruff", "format", "--check", "."]),
    ("types: mypy", ["mypy"]),
    ("types: tsc", ["npm", "run", "--silent", "check"]),
    ("imports: import-linter", ["lint-imports"]),
    ("TypeScript: vitest", ["npm", "run", "--silent", "test"]),
    ("Python: units and properties", ["pytest", "-m", "not flow", "-n", "2"]),
    ("flows in Chromium", ["pytest", "-m", "flow", "-n", "2"]),
)


def main() -> int:
    """Run every step, also after a failure; the number of steps that failed."""
    rows = []
    for name, command in STEPS:
        print(f"\n== {name}", flush=True)
        begun = time.monotonic()
        code = subprocess.run(command, check=False).returncode
        rows.append((name, code == 0, time.monotonic() - begun))
    print("\n== Summary")
    for name, passed, seconds in rows:
        print(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {name}")
    failed = sum(not passed for _, passed, _ in rows)
    print(f"steps: {len(rows) - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
