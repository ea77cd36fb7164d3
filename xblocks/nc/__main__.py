"""``python -m xblocks.nc trace | run | check | schema | cut``: exercises from a command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xblocks.attempt import Text
from xblocks.nc.engine.alarms import Alarm
from xblocks.nc.engine.control.interpreter import Run, run
from xblocks.nc.engine.language.dialect import DIALECTS, TURNING, Dialect, check_words
from xblocks.nc.engine.language.program import read_program
from xblocks.nc.engine.machine import (
    BALL,
    DRILL,
    FLAT,
    Machine,
    example_lathe,
    example_machine,
)
from xblocks.nc.engine.timing import timed
from xblocks.nc.tool_table import NOT_A_LATHE_TOOL, NOT_A_TOOL, with_tools, with_turret
from xblocks.nc.tracing import trace

if TYPE_CHECKING:
    from xblocks.nc.losses import Outcome

# What only some commands need is imported late, by them: a trace is done before the schema of
# exercises or the compiler of cuts is loaded.


MAX_CHARACTERS = 256_000_000
"""A larger file is no program; it is refused once so much of it is read."""


class TooLarge(Exception):
    """A file that is not worth the memory."""

    def __init__(self, file: Path) -> None:
        limit = MAX_CHARACTERS // 1_000_000
        super().__init__(
            f"{file}: 文件太大，最多 {limit} MB。 The file is too large: {limit} MB at most."
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0; 1 for problems found; 2 for an alarm or bad
    use."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (OSError, UnicodeDecodeError, TooLarge) as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m xblocks.nc", description=__doc__)
    commands = parser.add_subparsers(required=True)
    tracing = commands.add_parser(
        "trace",
        help="print the moves of a program, one a line",
        description="Print the moves of a program, one a line, in mm. Of a lathe X is a diameter, "
        "in machine coordinates and in those of the program.",
    )
    tracing.add_argument("program", type=Path)
    _add_dialect(tracing)
    tracing.add_argument("--exercise", type=Path, help="take machine, offsets and tools from here")
    tracing.add_argument(
        "--tools",
        type=Path,
        help="lines such as T1 Z125 D10: number, length, diameter in mm; of a lathe T1 X120 Z40 "
        "R0.8 Q3: station, geometry offsets (X a diameter), nose radius, tip orientation",
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
    checking.add_argument(
        "--variants", action="store_true", help="print the first different variants side by side"
    )
    checking.set_defaults(command=_check)
    publishing = commands.add_parser("schema", help="print the JSON Schema of an exercise's text")
    publishing.set_defaults(command=_schema)
    cutting = commands.add_parser(
        "cut", help="cut a part, print what was removed and how long it takes, write its picture"
    )
    cutting.add_argument("program", type=Path)
    cutting.add_argument(
        "--stock",
        required=True,
        help="as 100x80x20 or =-50:50x-40:40x-20:0, mm; on a lathe as D50x100 or D50-20x100",
    )
    cutting.add_argument("--cell", type=float, default=0.5, help="side of a cell in mm")
    cutting.add_argument("--exercise", type=Path, help="take machine, offsets and tools from here")
    cutting.add_argument(
        "--shape", choices=(FLAT, BALL, DRILL), default=FLAT, help="of every tool, else"
    )
    cutting.add_argument("--diameter", type=float, default=10.0, help="of every tool, in mm")
    _add_dialect(cutting)
    cutting.add_argument(
        "--picture", type=Path, help="the PNG, or a lathe's SVG; if left out, beside the program"
    )
    cutting.set_defaults(command=_cut)
    return parser


def _add_dialect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dialect",
        choices=sorted(DIALECTS),
        help="the exercise's, or fanuc-mill, if left out",
    )


def _trace(options: argparse.Namespace) -> int:
    control = _control(options)
    if control is None:
        return 2
    machine, dialect = control
    if options.tools:
        source = _text(options.tools)
        turns = dialect.process == TURNING
        fitted = with_turret(machine, source) if turns else with_tools(machine, source)
        if isinstance(fitted, int):
            wrong = NOT_A_LATHE_TOOL if turns else NOT_A_TOOL
            _print_message(options.tools, fitted, 1, wrong)
            return 2
        machine = fitted
    made = _made(options, machine, dialect)
    if made is None:
        return 2
    for lines in trace(made.moves, work=options.work):
        sys.stdout.write(lines)
    return _alarm_code(made, options.program)


def _control(options: argparse.Namespace) -> tuple[Machine, Dialect] | None:
    """The exercise's machine and dialect, or an example of the dialect asked for; None, its
    problems printed, for an exercise that has some."""
    if options.exercise:
        from xblocks.nc.exercise import Exercise, parse_exercise  # noqa: PLC0415 (late)

        exercise = parse_exercise(_text(options.exercise))
        if isinstance(exercise, Exercise):
            asked = options.dialect
            return exercise.machine, DIALECTS[asked] if asked else exercise.dialect
        for problem in exercise:
            _print_message(options.exercise, problem.line, problem.column, problem.message)
        return None
    dialect = DIALECTS[options.dialect or "fanuc-mill"]
    return example_lathe() if dialect.process == TURNING else example_machine(), dialect


def _made(options: argparse.Namespace, machine: Machine, dialect: Dialect) -> Run | None:
    """What the program does on the machine; None, its alarms printed, if no control could read
    it."""
    program = read_program(_text(options.program))
    unreadable = check_words(program, dialect)
    for alarm in unreadable:
        _print_alarm(alarm, options.program)
    return None if unreadable else run(program, machine, dialect)


def _text(file: Path) -> str:
    with file.open(encoding="utf-8") as opened:
        text = opened.read(MAX_CHARACTERS + 1)
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(file)
    return text


def _alarm_code(made: Run, file: Path) -> int:
    if made.alarm is None:
        return 0
    _print_alarm(made.alarm, file)
    return 2


def _cut(options: argparse.Namespace) -> int:
    from xblocks.nc.milling.cutting import all_alike  # noqa: PLC0415 (late)

    control = _control(options)
    if control is None:
        return 2
    machine, dialect = control
    if not options.exercise and not machine.turret:
        machine = all_alike(machine, options.shape, options.diameter)
    ran = _made(options, machine, dialect)
    if ran is None:
        return 2
    try:
        made = _turned(options, ran, machine) if machine.turret else _milled(options, ran, machine)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"removed {made.removed_mm3:.3f} mm3")
    print(f"cycle time {made.run.duration_s:.3f} s")
    print(f"picture {_picture_of(options, '.svg' if machine.turret else '.png')}")
    for found in made.findings:
        where = f"{options.program}:{found.line}:1"
        print(f"{where}: {found.id} {found.message['zh-Hans']} {found.message['en']}")
    return _alarm_code(made.run, options.program)


def _milled(options: argparse.Namespace, ran: Run, machine: Machine) -> Outcome:
    from xblocks.nc.milling.cutting import cut_part, picture, stock_of  # noqa: PLC0415 (late)
    from xblocks.nc.running import Result  # noqa: PLC0415 (late)

    made = replace(ran, moves=timed(ran.moves, machine))
    part = cut_part(made, machine, stock_of(options.stock), options.cell)
    _picture_of(options, ".png").write_bytes(picture(part.field))
    return Result(made, part)


def _turned(options: argparse.Namespace, ran: Run, machine: Machine) -> Outcome:
    from xblocks.nc.turning.cutting import bar_of, picture, turn_part  # noqa: PLC0415 (late)

    stock = bar_of(options.stock)
    made = turn_part(ran, machine, stock)
    drawn = picture(stock, made.turned.profile)
    _picture_of(options, ".svg").write_text(drawn, "utf-8")
    return made


def _picture_of(options: argparse.Namespace, suffix: str) -> Path:
    file: Path = options.picture or options.program.with_suffix(suffix)
    return file


def _run(options: argparse.Namespace) -> int:
    from xblocks.attempt import GradedAttempt, Refusal  # noqa: PLC0415 (late)
    from xblocks.nc.grading import grade  # noqa: PLC0415 (late)

    exercise, program = _text(options.exercise), _text(options.program)
    graded = grade(exercise, program, options.seed, options.program.name)
    shown = graded.to_json() if isinstance(graded, GradedAttempt) else asdict(graded)
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 2 if isinstance(graded, Refusal) else 0


def _check(options: argparse.Namespace) -> int:
    from xblocks.nc.proving import problems_of  # noqa: PLC0415 (late)

    if options.variants:
        for file in options.exercises:
            _print_variants(file)
    problems = [found for file in options.exercises for found in problems_of(file)]
    for file, problem in problems:
        _print_message(file, problem.line, problem.column, problem.message)
    return 1 if problems else 0


def _print_variants(file: Path) -> None:
    """A line for each variant: its seed, points, the values drawn, and its first problem."""
    from xblocks.nc.previewing import variants  # noqa: PLC0415 (late)

    for row in variants(_text(file)):
        values = " ".join(
            f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}"
            for name, value in row["values"].items()
        )
        wrong = [problem["message"]["en"] for problem in row["problems"][:1]]
        points = "-" if row["out_of"] is None else f"{row['out_of']:g}"
        print(" ".join([f"{file}: seed {row['seed']} points {points}", values, *wrong]).rstrip())


def _schema(options: argparse.Namespace) -> int:
    from xblocks.nc.exercise import exercise_schema  # noqa: PLC0415 (late)

    print(json.dumps(exercise_schema(), ensure_ascii=False, indent=2))
    return 0


def _print_alarm(alarm: Alarm, file: Path) -> None:
    place = alarm.place
    where = f"{file}:{place.line}:{place.column}"
    print(f"{where}: {alarm.id} {alarm.message['zh-Hans']} {alarm.message['en']}", file=sys.stderr)


def _print_message(file: Path, line: int, column: int, message: Text) -> None:
    where = f"{file}:{line}:{column}"
    print(f"{where}: {message['zh-Hans']} {message['en']}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
