"""``python -m xblocks.process``: the plants and the exercises without a screen.

plants                    the plants
describe PLANT            its tags, with units, ranges and what can be set
run SCENARIO LOG          the graded attempt of a log (JSON), as JSON
check SCENARIO...         the problems in exercise texts; 1 if there are any
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from xblocks.attempt import Refusal
from xblocks.process.engine.plants import PLANTS
from xblocks.process.engine.simulation import settable
from xblocks.process.exercise import Exercise, parse_exercise
from xblocks.process.grading import grade

NO_ATTEMPT = "00000000-0000-0000-0000-000000000000"
"""The id of an attempt that nobody made."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 for success, 1 for a refusal or a problem, 2 for a wrong command line."""
    parser = argparse.ArgumentParser(prog="python -m xblocks.process")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("plants", help="list the plants")
    describe = commands.add_parser("describe", help="a plant's tags")
    describe.add_argument("plant", choices=sorted(PLANTS))
    run = commands.add_parser("run", help="grade a log")
    run.add_argument("scenario", type=Path)
    run.add_argument("log", type=Path)
    run.add_argument("--seed", type=int, default=0)
    check = commands.add_parser("check", help="find the problems in exercise texts")
    check.add_argument("scenarios", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    if given.command == "plants":
        return _plants()
    if given.command == "describe":
        return _describe(given.plant)
    if given.command == "run":
        return _run(given.scenario, given.log, given.seed)
    return max(_check(path) for path in given.scenarios)


def _plants() -> int:
    for plant in PLANTS.values():
        print(f"{plant.id}\t{plant.text['zh-Hans']}\t{plant.text['en']}")
    return 0


def _describe(name: str) -> int:
    plant = PLANTS[name]
    for m in plant.measurements:
        print(f"{m.tag}\t{m.low:g}..{m.high:g} {m.unit}\t{m.text['zh-Hans']}\t{m.text['en']}")
    for tag, (low, high) in settable(plant).items():
        print(f"{tag}\t{low}..{high}\tset")
    for given in plant.inputs:
        print(f"{given.name}\t{given.low:g}..{given.high:g} {given.unit}\tsetting, {given.meaning}")
    return 0


def _run(scenario: Path, log: Path, seed: int) -> int:
    try:
        source = scenario.read_text(encoding="utf-8")
        actions = json.loads(log.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{scenario}, {log}: {error}", file=sys.stderr)
        return 1
    graded = grade(source, actions, seed, NO_ATTEMPT)
    if isinstance(graded, Refusal):
        for remark in graded.remarks:
            print(f"{log}:{remark.line or 1}: {remark.message['en']}", file=sys.stderr)
        return 1
    print(json.dumps(graded.to_json(), ensure_ascii=False, indent=2))
    return 0


def _check(path: Path) -> int:
    try:
        parsed = parse_exercise(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    if isinstance(parsed, Exercise):
        return 0
    for problem in parsed:
        print(f"{path}:{problem.line}:{problem.column}: {problem.message['en']}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
