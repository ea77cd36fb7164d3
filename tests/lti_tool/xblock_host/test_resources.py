"""Blocks serve their public files and nothing else."""

from __future__ import annotations

import importlib.resources
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from xblock.plugin import PLUGIN_CACHE

from lti_tool.xblock_host.resources import UNKNOWN_VERSION, resource, resource_version

MODULE = """
from xblock.core import XBlock
class FileBlock(XBlock):
    pass
class CarelessBlock(XBlock):
    @classmethod
    def open_local_resource(cls, uri):
        return open(__file__.replace("__init__.py", uri), "rb")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "file_block"
    (folder / "public" / "sub").mkdir(parents=True)
    (folder / "__init__.py").write_text(MODULE)
    (folder / "secret.txt").write_text("secret")
    (folder / "public" / "app.js").write_text("let a = 1;")
    (folder / "public" / "sub" / "b.css").write_text("p {}")
    (folder / "public" / ".hidden").write_text("hidden")
    monkeypatch.syspath_prepend(str(tmp_path))
    module: Any = import_module("file_block")
    monkeypatch.setitem(PLUGIN_CACHE, ("xblock.v1", "files"), module.FileBlock)
    monkeypatch.setitem(PLUGIN_CACHE, ("xblock.v1", "careless"), module.CarelessBlock)
    yield folder
    del sys.modules["file_block"]


def test_a_public_file_is_served_with_its_type_and_version(package: Path) -> None:
    found = resource("files", "public/app.js")
    assert found is not None
    assert (found.content, found.mimetype) == (b"let a = 1;", "text/javascript")
    assert found.version == resource_version("files")
    assert resource("files", "public/sub/b.css") is not None


@pytest.mark.parametrize("block_type", ["files", "careless"])
@pytest.mark.parametrize(
    "uri",
    [
        "secret.txt",
        "__init__.py",
        "public",
        "public/",
        "public/sub",
        "public/missing.js",
        "public/.hidden",
        "public/../secret.txt",
        "public/sub/../../secret.txt",
        "public/./app.js",
        "public//app.js",
        "public\\..\\secret.txt",
        "public/..\\secret.txt",
        "/public/app.js",
        "../file_block/public/app.js",
        "public/app.js\0.txt",
        "publicity/app.js",
        "",
    ],
)
def test_nothing_else_is_served_even_where_the_block_is_careless(
    package: Path, block_type: str, uri: str
) -> None:
    assert resource(block_type, uri) is None


def test_an_unknown_block_serves_nothing() -> None:
    assert resource("no_such_block", "public/app.js") is None
    assert resource_version("no_such_block") == UNKNOWN_VERSION


def test_the_version_follows_the_content_and_not_the_time(package: Path) -> None:
    before = resource_version("files")
    script = package / "public" / "app.js"
    script.touch()
    assert resource_version("files") == before
    script.write_text("let a = 2;")
    assert resource_version("files") != before


def test_the_acid_blocks_own_file_is_served() -> None:
    found = resource("acid", "public/test_data.json")
    assert found is not None
    own = importlib.resources.files("acid") / "public" / "test_data.json"
    assert found.content == own.read_bytes()
