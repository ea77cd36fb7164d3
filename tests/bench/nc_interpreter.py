"""Programs read and executed beside peers: ``python -m tests.bench.nc_interpreter``.

Lines a second of ours, of LinuxCNC's ``rs274`` (a process, with its start and its output), and of
PyPI's gcodeparser and pygcode, each where it is installed. Medians of runs that alternate.
"""

from __future__ import annotations

import importlib
import math
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tests.xblocks.nc.engine.rs274 import machine
from xblocks.nc.engine.dialect import LINUXCNC, check_words
from xblocks.nc.engine.interpreter import run
from xblocks.nc.engine.program import read_program

ROUNDS = 3
HEAD = "G17 G21 G40 G49 G80 G90\nG54\nS3000 M3\nG0 X0 Y0 Z5\nG1 Z-1 F200\n"
SIZES = {"200 lines": 200, "5,000 lines": 5_000}


def finishing(lines: int) -> str:
    """A surface in short straight cuts, as a CAM system writes them."""
    points = (
        f"X{40 * math.cos(i / 200):.3f} Y{40 * math.sin(i / 200):.3f} Z{-1 - i * 1e-4:.4f}"
        for i in range(lines)
    )
    return HEAD + "\n".join(f"G1 {point}" for point in points) + "\nM2\n"


def ours(source: str) -> None:
    """Check every word, then execute every block."""
    program = read_program(source)
    assert not check_words(program, LINUXCNC)
    made = run(program, machine(), LINUXCNC)
    assert made.alarm is None, made.alarm


def by_rs274(source: str) -> None:
    """A process of LinuxCNC's interpreter, its parameters in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "program.ngc"
        file.write_text(source)
        command = ["rs274", "-g", "-n", "2", "-v", f"{folder}/vars", str(file), f"{folder}/out"]
        subprocess.run(command, check=True, timeout=120, capture_output=True)


def by_gcodeparser(source: str) -> None:
    """Words only; nothing is executed."""
    parser = importlib.import_module("gcodeparser")
    assert list(parser.parse_gcode_lines(source))


def by_pygcode(source: str) -> None:
    """Typed words, and its modal machine."""
    pygcode = importlib.import_module("pygcode")
    machine = pygcode.Machine()
    for line in source.splitlines():
        machine.process_block(pygcode.Line(line).block)


def peers() -> dict[str, Callable[[str], None] | None]:
    """Each peer, or None where it is not installed."""
    return {
        "rs274 (a process)": by_rs274 if shutil.which("rs274") else None,
        "gcodeparser (words)": by_gcodeparser if find_spec("gcodeparser") else None,
        "pygcode (machine)": by_pygcode if find_spec("pygcode") else None,
    }


def seconds(work: Callable[[str], None], source: str) -> float:
    """How long the work takes."""
    begun = time.perf_counter()
    work(source)
    return time.perf_counter() - begun


def main() -> None:
    """Print a row for each program and interpreter, and our rate as a ratio to each peer's."""
    for size, lines in SIZES.items():
        source = finishing(lines)
        ours(source)
        print(f"\n{size}")
        for name, peer in peers().items():
            if peer is None:
                print(f"  {name:20} not installed here")
                continue
            pairs = [(seconds(ours, source), seconds(peer, source)) for _ in range(ROUNDS)]
            mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(b / a for a, b in pairs)
            print(
                f"  {name:20} {lines / theirs:12,.0f} lines/s   ours {lines / mine:10,.0f} lines/s"
                f"   ours is {ratio:.2f} times as fast"
            )


if __name__ == "__main__":
    main()
