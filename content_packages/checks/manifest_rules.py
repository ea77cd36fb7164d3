"""Rules about the manifest and the files that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from content_packages.archive import Archive
from content_packages.checks.archive_rules import is_inside
from content_packages.findings import Finding, error, warning
from content_packages.manifest import NAME, Manifest, path_of

LISTED_LIMIT = 20
"""So many missing or undeclared files are named one by one; a package may have thousands."""


def version_is_1_2(_archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """The package states that it is SCORM 1.2, or states nothing."""
    if manifest.schema_version == "":
        yield warning(
            "schema-version",
            NAME,
            "清单没有写明 schemaversion，按 SCORM 1.2 处理。",
            "The manifest states no schemaversion; it is taken for SCORM 1.2.",
        )
    elif manifest.schema_version != "1.2":
        yield error(
            "schema-version",
            NAME,
            f"只能播放 SCORM 1.2，该课件是“{manifest.schema_version}”。",
            f"Only SCORM 1.2 is played; this package is “{manifest.schema_version}”.",
        )


def launch_present(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """There is a page to open, and it is inside the package."""
    address = manifest.launch
    if address == "":
        yield error(
            "launch-missing", NAME, "清单中没有可启动的页面。", "No page to launch is named."
        )
    elif urlsplit(address).netloc or urlsplit(address).scheme or not is_inside(path_of(address)):
        yield error(
            "launch-outside",
            address,
            "启动页面不在课件之内。",
            "The page to launch is not inside the package.",
        )
    elif path_of(address) not in archive.entries:
        yield error(
            "launch-missing",
            address,
            "启动页面不在压缩包内。",
            "The page to launch is not in the package.",
        )


def one_sco(_archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """The player shows one SCO, so that others would not be reached."""
    if manifest.sco_count > 1:
        yield error(
            "sco-count",
            NAME,
            f"课件含 {manifest.sco_count} 个 SCO；目前只能播放单 SCO 课件。",
            f"The package has {manifest.sco_count} SCOs; only packages of one SCO are played.",
        )


def files_present(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """Every file that the manifest declares is there."""
    missing = sorted(_declared(manifest) - set(archive.entries))
    for name in missing[:LISTED_LIMIT]:
        yield warning(
            "file-missing",
            name,
            "清单列出的文件不在压缩包内。",
            "The manifest declares this file; it is not in the package.",
        )
    yield from _more("file-missing", missing)


def files_declared(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """Every file in the package is declared."""
    undeclared = sorted(set(archive.entries) - _declared(manifest) - {NAME})
    for name in undeclared[:LISTED_LIMIT]:
        yield warning(
            "file-undeclared",
            name,
            "文件没有在清单中列出。",
            "The file is not declared in the manifest.",
        )
    yield from _more("file-undeclared", undeclared)


def titled(_archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """The course has a title to show."""
    if manifest.title == "":
        yield warning("title-missing", NAME, "课件没有标题。", "The package has no title.")


def _declared(manifest: Manifest) -> set[str]:
    hrefs = {path_of(resource.href) for resource in manifest.resources if resource.href}
    return hrefs | {file for resource in manifest.resources for file in resource.files}


def _more(rule: str, names: list[str]) -> Iterator[Finding]:
    rest = len(names) - LISTED_LIMIT
    if rest > 0:
        yield warning(rule, NAME, f"另有 {rest} 个同类文件。", f"And {rest} more of the kind.")


RULES: tuple[Callable[[Archive, Manifest], Iterator[Finding]], ...] = (
    version_is_1_2,
    launch_present,
    one_sco,
    files_present,
    files_declared,
    titled,
)
