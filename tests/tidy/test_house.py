"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("xblocks", "lti_tool", "content_packages")
FUNCTION_LIMIT = 70
MODULE_LIMIT = 500
CATALOGUE = ROOT / "lti_tool/locale/zh_Hans/LC_MESSAGES/messages.po"
CHINESE = re.compile(r"[一-鿿]")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def scripts() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.ts"))


def kept_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize(
    "path", [*modules(), *scripts()], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_module_stays_under_500_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MODULE_LIMIT


def test_every_function_stays_under_70_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LIMIT
    ]
    assert long == []


def test_every_module_and_public_function_says_what_is_true_after_it() -> None:
    silent = []
    for path in modules():
        tree = ast.parse(path.read_text())
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
        silent += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert silent == []


def test_nothing_imports_xblock_utils_which_needs_django() -> None:
    importing = [
        path.relative_to(ROOT)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("xblock.utils"))
        or (
            isinstance(node, ast.Import)
            and any(n.name.startswith("xblock.utils") for n in node.names)
        )
    ]
    assert importing == []


def test_no_module_is_called_by_what_says_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [path for path in [*modules(), *scripts()] if path.stem in vague] == []


def test_no_file_holds_a_loose_end_or_the_path_of_a_machine() -> None:
    loose = re.compile(
        "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X:", "/ro" + "ot/", "/wo" + "rk/"])
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in kept_files()
        if path.suffix in {".py", ".ts", ".md", ".cfg", ".toml", ".yaml", ".html", ".css", ".mjs"}
        for match in loose.finditer(path.read_text(errors="replace"))
    ]
    assert found == []


def test_every_sentence_of_the_pages_is_in_the_chinese_catalogue() -> None:
    method_map = [("**.py", "python"), ("**.html", "jinja2")]
    used = {
        message
        for _, _, message, _, _ in extract_from_dir(
            ROOT / "lti_tool", method_map, keywords={"_": None, "gettext": None}
        )
        if isinstance(message, str)
    }
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans")
    translated = {str(m.id) for m in catalogue if m.id and m.string}
    assert used - translated == set()
    assert {str(m.id) for m in catalogue if m.id} - used == set(), "no longer used"
    assert [m.id for m in catalogue if m.id and not CHINESE.search(str(m.string))] == []
