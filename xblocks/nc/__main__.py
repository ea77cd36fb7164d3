"""``python -m xblocks.nc trace | run | check``: the milling exercise from a command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from xblocks.attempt import GradedAttempt, Refusal
from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.dialect import DIALECTS, check_words
from xblocks.nc.engine.interpreter import run
from xblocks.nc.engine.machine import Machine, example_machine
from xblocks.nc.engine.program import read_program
from xblocks.nc.exercise import Exercise, Problem, parse_exercise
from xblocks.nc.grading import grade
from xblocks.nc.proving import problems_of
from xblocks.nc.tool_table import NOT_A_TOOL, read_tools
from xblocks.nc.tracing import trace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0; 1 for problems found; 2 for an alarm or bad
    use."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m xblocks.nc", description=__doc__)
    commands = parser.add_subparsers(required=True)
    tracing = commands.add_parser("trace", help="print the moves of a program, one a line")
    tracing.add_argument("program", type=Path)
    tracing.add_argument("--dialect", choices=sorted(DIALECTS), default="fanuc-mill")
    tracing.add_argument("--exercise", type=Path, help="take machine, offsets and tools from here")
    tracing.add_argument(
        "--tools", type=Path, help="lines such as T1 Z125 D10: number, length, diameter in mm"
    )
    tracing.add_argument("--work", action="store_true", help="coordinates as the program says them")
    tracing.set_defaults(command=_trace)
    running = commands.add_parser("run", help="grade a program and print the attempt as JSON")
    running.add_argument("exercise", type=Path)
    running.add_argument("program", type=Path)
    running.add_argument("--seed", type=int, default=0)
    running.set_defaults(command=_run)
    checking = commands.add_parser(
        "check", help="check exercises, their reference solutions and wrong programs"
    )
    checking.add_argument("exercises", type=Path, nargs="+")
    checking.set_defaults(command=_check)
    return parser


def _trace(options: argparse.Namespace) -> int:
    machine = example_machine()
    if options.exercise:
        found = _machine_of(options.exercise)
        if found is None:
            return 2
        machine = found
    if options.tools:
        tools = read_tools(options.tools.read_text("utf-8"))
        if isinstance(tools, int):
            _print_problem(Problem(tools, 1, NOT_A_TOOL), options.tools)
            return 2
        machine = replace(machine, tools=tools)
    dialect = DIALECTS[options.dialect]
    program = read_program(options.program.read_text("utf-8"))
    unreadable = check_words(program, dialect)
    if unreadable:
        for alarm in unreadable:
            _print_alarm(alarm, options.program)
        return 2
    made = run(program, machine, dialect)
    for line in trace(made.moves, work=options.work):
        print(line)
    if made.alarm is not None:
        _print_alarm(made.alarm, options.program)
        return 2
    return 0


def _machine_of(file: Path) -> Machine | None:
    exercise = parse_exercise(file.read_text("utf-8"))
    if isinstance(exercise, Exercise):
        return exercise.machine
    for problem in exercise:
        _print_problem(problem, file)
    return None


def _run(options: argparse.Namespace) -> int:
    exercise, program = (path.read_text("utf-8") for path in (options.exercise, options.program))
    graded = grade(exercise, program, options.seed, options.program.name)
    shown = graded.to_json() if isinstance(graded, GradedAttempt) else asdict(graded)
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 2 if isinstance(graded, Refusal) else 0


def _check(options: argparse.Namespace) -> int:
    problems = [found for file in options.exercises for found in problems_of(file)]
    for file, problem in problems:
        _print_problem(problem, file)
    return 1 if problems else 0


def _print_alarm(alarm: Alarm, file: Path) -> None:
    place = alarm.place
    where = f"{file}:{place.line}:{place.column}"
    print(f"{where}: {alarm.id} {alarm.message['zh-Hans']} {alarm.message['en']}", file=sys.stderr)


def _print_problem(problem: Problem, file: Path) -> None:
    where = f"{file}:{problem.line}:{problem.column}"
    print(f"{where}: {problem.message['zh-Hans']} {problem.message['en']}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
