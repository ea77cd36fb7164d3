"""``python -m tests.fuzz``: inputs for the engine made by chance, or by atheris led by coverage."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

_LONGEST = 700
_TOLD_EVERY = 10_000
_INSTRUMENTED = ["xblocks.nc", "xblocks.exercise_text"]
_FOR_NUMBA = [
    f"xblocks.nc.engine.milling.{name}"
    for name in ("compiled", "compiled_rows", "forms", "levels", "reach")
]
"""What numba compiles takes no instruments."""


def main() -> int:
    """Run the campaign that the arguments ask for; 1 if anything failed."""
    asked = _arguments()
    atheris: Any = import_module("atheris") if asked.atheris else None
    if atheris:
        # What is imported here is instrumented, what was imported before is not.
        with atheris.instrument_imports(include=_INSTRUMENTED, exclude=_FOR_NUMBA):
            campaigns = import_module("tests.fuzz.campaign")
    else:
        campaigns = import_module("tests.fuzz.campaign")
    campaign = campaigns.Campaign(asked.only, asked.failures)
    with campaigns.low_bounds():
        if asked.replay:
            for path in asked.replay:
                campaign.give(path.read_bytes())
        elif atheris:
            _led_by_coverage(atheris, campaign, asked)
        else:
            _by_chance(campaign, asked)
    print(campaign.report())
    return 1 if campaign.failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("replay", nargs="*", type=Path, help="inputs saved by an earlier run")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many (1,000,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs (1)")
    parser.add_argument("--only", help="one of the targets in targets.py instead of all")
    parser.add_argument("--failures", type=Path, help="folder in which failing inputs are saved")
    parser.add_argument(
        "--atheris", action="store_true", help="led by coverage; needs the extra gongxue[fuzz]"
    )
    parser.add_argument("--corpus", type=Path, help="folder in which atheris keeps its inputs")
    return parser.parse_args()


def _by_chance(campaign: Any, asked: argparse.Namespace) -> None:
    chance = Random(asked.seed)  # noqa: S311 # the same inputs each time are wanted
    for _ in range(asked.inputs):
        campaign.give(chance.randbytes(chance.randrange(8, _LONGEST)))
        _tell(campaign)


def _led_by_coverage(atheris: Any, campaign: Any, asked: argparse.Namespace) -> None:
    """libFuzzer leaves the process itself, so the report is given with the last input."""

    def one_input(data: bytes) -> None:
        campaign.give(data)
        _tell(campaign)
        if campaign.done >= asked.inputs:
            print(campaign.report(), flush=True)
            os._exit(1 if campaign.failed else 0)

    corpus = []
    if asked.corpus:
        asked.corpus.mkdir(parents=True, exist_ok=True)
        corpus = [str(asked.corpus)]
    options = [f"-seed={asked.seed}", f"-max_len={_LONGEST}", "-timeout=60", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *options, *corpus], one_input)
    atheris.Fuzz()


def _tell(campaign: Any) -> None:
    if campaign.done % _TOLD_EVERY == 0:
        print(
            f"{campaign.done} inputs, {campaign.failed} failed, slowest {campaign.slowest_s:.3f} s",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
