"""The same evidence gives the same attempt, to the last bit: in many threads at once, and in
processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.xblocks.nc.test_exercise import with_reference_program
from xblocks.attempt import GradedAttempt, canonical
from xblocks.nc.exercises import FOLDER, exercise_text
from xblocks.nc.grading import grade

SOURCE = exercise_text("first-pocket")
REFERENCE = (FOLDER / "first-pocket.nc").read_text("utf-8")
THREADS = 8
PROGRAMS = (
    REFERENCE,
    REFERENCE.replace("X15 Y-14", "X15.004 Y-14"),
    (FOLDER / "first-pocket.rapid.nc").read_text("utf-8"),
    "T1 M06\nS900 M03\nG43 H1 Z5\nG00 X0 Y0\nG01 Z-3 F100\nG02 I9 Z-5\nX20\nM30",
    "#1=0\nWHILE[#1 LT 9]DO1\n#1=#1+1\nEND1\nG00 X9999",
)
SCRIPT = """
import sys
from tests.xblocks.nc import test_determinism
sys.stdout.write(test_determinism.all_graded())
"""


def _graded(exercise: str, program: str) -> str:
    attempt = grade(exercise, program, 7, "a")
    assert isinstance(attempt, GradedAttempt)
    return canonical(attempt.to_json())


def all_graded() -> str:
    """The attempts of all programs on two exercises, as JSON, a line each."""
    exercises = (SOURCE, with_reference_program())
    return "\n".join(_graded(exercise, one) for exercise in exercises for one in PROGRAMS)


def test_eight_threads_at_once_give_what_one_gives() -> None:
    # A text of its own, so that the threads meet at empty caches.
    source = SOURCE.replace("cell_mm: 0.5", "cell_mm: 0.4")
    start = Barrier(THREADS)

    def one_thread(number: int) -> list[str]:
        order = [PROGRAMS[(number + at) % len(PROGRAMS)] for at in range(len(PROGRAMS))]
        start.wait()
        return sorted(_graded(source, program) for program in order)

    with ThreadPoolExecutor(THREADS) as threads:
        made = list(threads.map(one_thread, range(THREADS)))
    alone = sorted(_graded(source, program) for program in PROGRAMS)
    assert made == [alone] * THREADS


def test_processes_of_their_own_give_the_same_whatever_their_hashes() -> None:
    here = all_graded()
    for seed in ("1", "4242"):
        made = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert made.stdout == here
