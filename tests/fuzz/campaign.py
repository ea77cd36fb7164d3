"""Many inputs one after the other: what came of them, and which of them failed."""

from __future__ import annotations

import hashlib
import resource
import signal
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from tests.fuzz.choices import Choices
from tests.fuzz.exercises import sound_text
from tests.fuzz.targets import LOW, TARGETS, WEIGHTS

SLOW_S = 2.0
"""CPU time that no input of this size may take."""

GROWTH_BYTES = 300_000_000
"""Memory that no single input may add to the most ever used."""

_NAMES = tuple(name for name, weight in WEIGHTS.items() for _ in range(weight))


class TooSlow(BaseException):
    """An input has used up its CPU time. Not an `Exception`, so that nothing can swallow it."""


@contextmanager
def low_bounds() -> Iterator[None]:
    """Grading within `LOW`; what is compiled is compiled, so that no input pays for it."""
    with (
        patch("xblocks.nc.exercise_values.BOUNDS", LOW),
        patch("xblocks.nc.exercise_rules.BOUNDS", LOW),
        patch("xblocks.nc.turning.making.BOUNDS", LOW),
        patch("xblocks.nc.running.BOUNDS", LOW),
    ):
        TARGETS["grade"].judge(sound_text(), "T1 M06\nG43 H1 Z5.\nG01 Z-1. F99\nX9.\nM30")
        yield


@dataclass(slots=True)
class Campaign:
    """The inputs done so far: outcomes by target, the slowest, and the failures, of which those
    with the same trace count as one."""

    only: str | None = None
    folder: Path | None = None
    done: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    slowest: tuple[str, ...] = ()
    failures: dict[str, str] = field(default_factory=dict)
    failed: int = 0

    def give(self, data: bytes) -> None:
        """One input: its first byte chooses the target, the others are its decisions."""
        choices = Choices(data)
        name = self.only or _NAMES[choices.below(len(_NAMES))]
        self.done += 1
        texts: tuple[str, ...] = ()
        before_s, before_bytes = _cpu_s(), peak_bytes()
        try:
            with _deadline():
                texts = TARGETS[name].make(choices)
                self.outcomes[f"{name}: {TARGETS[name].judge(*texts)}"] += 1
        except (Exception, TooSlow) as error:  # noqa: BLE001 # any exception is a find
            self._fail(name, data, texts, error)
        taken_s = _cpu_s() - before_s
        if taken_s > self.slowest_s:
            self.slowest_s, self.slowest = taken_s, (name, *texts)
        if peak_bytes() - before_bytes > GROWTH_BYTES:
            self._fail(name, data, texts, MemoryError("more memory than one input may take"))

    def report(self) -> str:
        """What came of all inputs, in lines."""
        rows = [f"{count:9}  {outcome}" for outcome, count in self.outcomes.most_common()]
        return "\n".join(
            [
                *rows,
                f"inputs: {self.done}, failed: {self.failed}, kinds of failure: "
                f"{len(self.failures)}",
                f"slowest: {self.slowest_s:.3f} s CPU ({self.slowest[:1]})",
                f"peak memory: {peak_bytes() / 1e6:.0f} MB",
                *(f"failure: {trace}" for trace in self.failures.values()),
            ]
        )

    def _fail(self, name: str, data: bytes, texts: tuple[str, ...], error: BaseException) -> None:
        self.failed += 1
        frames = traceback.extract_tb(error.__traceback__)
        last = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames][-2:]
        key = " ".join([name, type(error).__name__, *last])
        if key in self.failures:
            return
        stem = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
        self.failures[key] = f"{key}: {str(error)[:200]} [{stem}]"
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{stem}.bytes").write_bytes(data)
            trace = "".join(traceback.format_exception(error))
            shown = "\n--------\n".join((trace, *texts))
            (self.folder / f"{stem}.txt").write_text(shown, "utf-8", "replace")


def peak_bytes() -> int:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise TooSlow(f"more than {SLOW_S} s of CPU time")


@contextmanager
def _deadline() -> Iterator[None]:
    """Raise `TooSlow` in the main thread once the CPU time is used up."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOW_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
