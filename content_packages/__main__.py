"""Courses from the command line: begin one, make its package, check a package or a course."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from content_packages.checks import check
from content_packages.course import COURSES, Course, read_course
from content_packages.findings import LANGUAGES, Finding, errors_in
from content_packages.formats import scorm12
from content_packages.starter import write_starter

REFUSED = 1
MISUSED = 2


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say. 0: done; 1: something has errors; 2: it can't be done so."""
    chosen = _parser().parse_args(arguments)
    try:
        done: int = chosen.do(chosen)
    except (OSError, scorm12.NotBuilt) as trouble:
        print(trouble, file=sys.stderr)
        return MISUSED
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m content_packages", description=__doc__)
    commands = parser.add_subparsers(required=True)
    new = commands.add_parser("new", help="begin a course in a new folder")
    new.add_argument("folder", type=Path)
    new.set_defaults(do=_new)
    make = commands.add_parser("make", help="make a course's SCORM 1.2 package")
    make.add_argument("course", help="the course's folder, or the name of one that comes with us")
    make.add_argument("-o", "--output", type=Path, help="default: <course id>.zip, here")
    make.set_defaults(do=_make)
    checks = commands.add_parser("check", help="check a package (zip) or a course (folder)")
    checks.add_argument("path", type=Path)
    checks.set_defaults(do=_check)
    return parser


def _new(chosen: argparse.Namespace) -> int:
    write_starter(chosen.folder)
    print(f"{chosen.folder}/course.yaml")
    return 0


def _make(chosen: argparse.Namespace) -> int:
    folder = Path(chosen.course)
    course = read_course(folder if folder.is_dir() else COURSES / chosen.course)
    if not isinstance(course, Course):
        return _show(course)
    output = chosen.output or Path(f"{course.id}.zip")
    output.write_bytes(scorm12.make(course))
    print(output)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    if chosen.path.is_dir():
        course = read_course(chosen.path)
        return _show([] if isinstance(course, Course) else course)
    return _show(check(chosen.path.read_bytes()))


def _show(findings: list[Finding]) -> int:
    for finding in findings:
        sentences = " ".join(finding.message[language] for language in LANGUAGES)
        print(f"{finding.severity} {finding.rule} {finding.where}: {sentences}")
    count = len(errors_in(findings))
    print(f"{count} errors, {len(findings) - count} warnings")
    return REFUSED if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
