"""Programs traced beside peers: ``python -m tests.bench.nc_interpreter``.

A part program of 200 lines and a CAM system's file of 200,000: lines a second and peak memory of
``python -m xblocks.nc trace``, of LinuxCNC's ``rs274``, and of PyPI's gcodeparser (words only) and
pygcode's Machine, each a process of its own with its start and its output, where it is installed.
The 200 lines are also traced in a process that is warm. Processes alternate, and ratios are medians
of the pairs: by the clock, and of the processor's time, which a busy machine disturbs less.
"""

from __future__ import annotations

import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path

from tests.xblocks.nc.engine.rs274 import machine
from xblocks.nc.engine.control.interpreter import run
from xblocks.nc.engine.language.dialect import LINUXCNC, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.tracing import trace

ROUNDS = 5
HEAD = "G17 G21 G40 G49 G80 G90\nG54\nS3000 M3\nG0 X0 Y0 Z5\nG1 Z-1 F200\n"
PYGCODE_LINES = 5_000
"""pygcode reads only the first so many lines; its time is scaled to all."""

GCODEPARSER = """
import sys
from gcodeparser import parse_gcode_lines
for line in parse_gcode_lines(open(sys.argv[1]).read()):
    pass
"""
PYGCODE = """
import sys
from itertools import islice
from pygcode import Line, Machine
machine = Machine()
for line in islice(open(sys.argv[1]), int(sys.argv[2])):
    machine.process_block(Line(line.rstrip()).block)
"""


LAUNCHER = """
import os, sys, time
printed, *command = sys.argv[1:]
begun = time.perf_counter()
to_file = (os.POSIX_SPAWN_OPEN, 1, printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
errors_too = (os.POSIX_SPAWN_DUP2, 1, 2)
child = os.posix_spawnp(command[0], command, os.environ, file_actions=[to_file, errors_too])
_, status, used = os.wait4(child, 0)
seconds = time.perf_counter() - begun
print(os.waitstatus_to_exitcode(status), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process that starts the one to be measured: a child's peak memory is never less than that
of the process it came from."""


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds by the clock and of the processor, and its peak memory."""

    clock_s: float
    processor_s: float
    memory_mb: float


def surface(lines: int) -> str:
    """A surface in short straight cuts, as a CAM system writes them."""
    points = (
        f"X{40 * math.cos(i / 200):.3f} Y{40 * math.sin(i / 200):.3f} Z{-1 - i * 1e-4:.4f}"
        for i in range(lines)
    )
    return HEAD + "\n".join(f"G1 {point}" for point in points) + "\nM2\n"


def contours(lines: int) -> str:
    """Passes of straight cuts and half circles, a comment before each."""
    blocks = []
    for at in range(lines // 5):
        radius = 10 + at % 50 / 10
        blocks.append(f"(pass {at})\nG0 Z5.0\nG1 Z-{at % 9}.5 F300\nX{radius:.3f} Y0.0")
        blocks.append(f"G3 X-{radius:.3f} Y0.0 I-{radius:.3f} J0.0 F600")
    return HEAD + "\n".join(blocks) + "\nM2\n"


PROGRAMS = {
    "200 lines": surface(200),
    "200,000 lines of a surface": surface(200_000),
    "200,000 lines of contours": contours(200_000),
}


def commands(file: Path) -> dict[str, list[str]]:
    """The process of each interpreter that is installed, ours first."""
    found = {"ours": ["-m", "xblocks.nc", "trace", str(file), "--dialect", "linuxcnc"]}
    if find_spec("gcodeparser"):
        found["gcodeparser"] = ["-c", GCODEPARSER, str(file)]
    if find_spec("pygcode"):
        found["pygcode"] = ["-c", PYGCODE, str(file), str(PYGCODE_LINES)]
    made = {name: [sys.executable, *arguments] for name, arguments in found.items()}
    if shutil.which("rs274"):
        made["rs274"] = ["rs274", "-g", "-n", "2", "-v", f"{file}.vars", str(file), f"{file}.out"]
    return made


def spent_by(command: list[str], folder: Path) -> Spent:
    """Run the command to its end, its output to a file."""
    environment = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(Path.cwd())}
    launcher = [sys.executable, "-S", "-E", "-c", LAUNCHER, str(folder / "printed"), *command]
    done = subprocess.run(launcher, check=True, cwd=folder, env=environment, capture_output=True)
    code, clock_s, processor_s, memory_kb = map(float, done.stdout.split())
    if code:
        raise RuntimeError((folder / "printed").read_text()[-500:])
    return Spent(clock_s, processor_s, memory_kb / 1024)


def warm_s(source: str) -> float:
    """How long a process that runs already takes from the text to its trace."""
    begun = time.perf_counter()
    program = read_program(source)
    assert not check_words(program, LINUXCNC)
    made = run(program, machine(), LINUXCNC)
    assert made.alarm is None, made.alarm
    assert "".join(trace(made.moves, work=False))
    return time.perf_counter() - begun


def compare(source: str, folder: Path) -> None:
    """Print a row for each interpreter, and how many times as fast ours is."""
    file = folder / "program.ngc"
    file.write_text(source)
    lines = source.count("\n")
    spent: dict[str, list[Spent]] = {name: [] for name in commands(file)}
    for _ in range(ROUNDS):
        for name, command in commands(file).items():
            spent[name].append(spent_by(command, folder))
    print(f"  {'':12}{'by the clock':>32}{'of the processor':>32}{'memory':>10}")
    for name, runs in spent.items():
        scale = max(1.0, lines / PYGCODE_LINES) if name == "pygcode" else 1.0
        memory_mb = statistics.median(one.memory_mb for one in runs)
        rates = ""
        for measure in (attrgetter("clock_s"), attrgetter("processor_s")):
            rate = lines / scale / statistics.median(map(measure, runs))
            pairs = zip(runs, spent["ours"], strict=True)
            ratio = statistics.median(measure(one) / measure(ours) for one, ours in pairs) * scale
            rates += f"{rate:12,.0f} lines/s {ratio:8.2f} times"
        print(f"  {name:12}{rates}{memory_mb:7.0f} MB")


def compare_warm(source: str, folder: Path) -> None:
    """Print how our warm process does beside one process of rs274."""
    file = folder / "program.ngc"
    file.write_text(source)
    command = commands(file).get("rs274")
    warm_s(source)
    mine = statistics.median(warm_s(source) for _ in range(20))
    print(f"  ours, warm   {mine * 1000:.1f} ms")
    if command:
        theirs = [spent_by(command, folder).clock_s for _ in range(20)]
        print(f"  which is {mine / statistics.median(theirs):.2f} of one process of rs274")


def main() -> None:
    """Print the table."""
    print("lines a second, and how many times as long as ours it takes")
    print(f"pygcode reads {PYGCODE_LINES:,} lines at most; its time is scaled to all")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, source in PROGRAMS.items():
            print(f"\n{title} ({len(source) / 1e6:.2f} MB)")
            compare(source, folder)
        print("\n200 lines, warm")
        compare_warm(PROGRAMS["200 lines"], folder)


if __name__ == "__main__":
    main()
