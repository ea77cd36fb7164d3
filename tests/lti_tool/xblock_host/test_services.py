"""Blocks speak the language of the place where their package can."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from lti_tool.xblock_host.services import translation_for


@pytest.fixture(params=["conf/locale/zh_CN", "translations/zh_Hans", "locale/zh"])
def translated(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type]:
    """A class in a package that has a Chinese catalogue in one of the usual folders."""
    package = tmp_path / "translated_block"
    folder = package / request.param / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (package / "__init__.py").write_text("class Translated: ...\n")
    catalogue = Catalog(locale="zh_CN")
    catalogue.add("Submit", "提交")
    with (folder / "text.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield import_module("translated_block").Translated
    del sys.modules["translated_block"]


def test_a_block_is_translated_by_its_own_catalogue(translated: type) -> None:
    service = translation_for(translated, "zh-Hans")
    assert (service.gettext("Submit"), service.ugettext("Submit")) == ("提交", "提交")
    assert service.gettext("Reset") == "Reset"


def test_without_a_catalogue_in_the_language_a_block_speaks_as_written(translated: type) -> None:
    service = translation_for(translated, "en")
    assert service.ugettext("Submit") == "Submit"
    assert service.ngettext("%d point", "%d points", 2) == "%d points"
