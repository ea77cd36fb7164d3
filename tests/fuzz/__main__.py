"""``python -m tests.fuzz``: inputs for the engine made by chance, or by atheris led by coverage."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from random import Random

from tests.fuzz.campaign import Campaign, low_bounds
from tests.fuzz.targets import TARGETS

_LONGEST = 700


def main() -> int:
    """Run the campaign that the arguments ask for; 1 if anything failed."""
    asked = _arguments()
    campaign = Campaign(asked.only, asked.failures)
    with low_bounds():
        if asked.replay:
            for path in asked.replay:
                campaign.give(path.read_bytes())
        elif asked.atheris:
            _led_by_coverage(campaign, asked)
        else:
            _by_chance(campaign, asked)
    print(campaign.report())
    return 1 if campaign.failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("replay", nargs="*", type=Path, help="inputs saved by an earlier run")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many (1,000,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs (1)")
    parser.add_argument("--only", choices=sorted(TARGETS), help="one target instead of all")
    parser.add_argument("--failures", type=Path, help="folder in which failing inputs are saved")
    parser.add_argument(
        "--atheris", action="store_true", help="led by coverage; needs the extra gongxue[fuzz]"
    )
    parser.add_argument("--corpus", type=Path, help="folder in which atheris keeps its inputs")
    return parser.parse_args()


def _by_chance(campaign: Campaign, asked: argparse.Namespace) -> None:
    chance = Random(asked.seed)  # noqa: S311 # the same inputs each time are wanted
    for _ in range(asked.inputs):
        campaign.give(chance.randbytes(chance.randrange(8, _LONGEST)))
        _tell(campaign)


def _led_by_coverage(campaign: Campaign, asked: argparse.Namespace) -> None:
    """libFuzzer leaves the process itself, so the report is given with the last input."""
    import atheris  # noqa: PLC0415 # an extra that few install

    def one_input(data: bytes) -> None:
        campaign.give(data)
        _tell(campaign)
        if campaign.done >= asked.inputs:
            print(campaign.report(), flush=True)
            os._exit(1 if campaign.failed else 0)

    atheris.instrument_all()
    corpus = []
    if asked.corpus:
        asked.corpus.mkdir(parents=True, exist_ok=True)
        corpus = [str(asked.corpus)]
    options = [f"-seed={asked.seed}", f"-max_len={_LONGEST}", "-timeout=60", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *options, *corpus], one_input)
    atheris.Fuzz()


def _tell(campaign: Campaign) -> None:
    if campaign.done % 10_000 == 0:
        print(
            f"{campaign.done} inputs, {campaign.failed} failed, slowest {campaign.slowest_s:.3f} s",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
