"""Installing packages: checked first, whole or not at all, one folder for each version."""

from pathlib import Path

from lti_tool.packages import Package, files_of, find, install, installed
from tests.content_packages.packages import manifest, package, zipped


def installed_in(folder: Path, content: bytes) -> Package:
    found = install(folder, content)
    assert isinstance(found, Package), found
    return found


def test_an_installed_package_is_found_with_its_files(tmp_path: Path) -> None:
    one = installed_in(tmp_path, package())
    assert find(tmp_path, "old-course") == one
    assert list(installed(tmp_path)) == [one]
    assert (files_of(tmp_path, one.id, one.digest) / "index.html").read_bytes() == b"<p>Hello"


def test_installing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    assert installed_in(tmp_path, package()) == installed_in(tmp_path, package())


def test_a_new_version_stands_beside_the_old_one(tmp_path: Path) -> None:
    old = installed_in(tmp_path, package())
    new = installed_in(tmp_path, package(**{"index.html": "<p>New"}))
    assert find(tmp_path, "old-course") == new
    assert (files_of(tmp_path, old.id, old.digest) / "index.html").read_bytes() == b"<p>Hello"


def test_a_package_with_an_error_leaves_nothing_behind(tmp_path: Path) -> None:
    findings = install(tmp_path, package(**{"../evil.html": b""}))
    assert isinstance(findings, list)
    assert [finding.rule for finding in findings] == ["zip-path"]
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_refused_and_nothing_is_unpacked(tmp_path: Path) -> None:
    findings = install(tmp_path, package().replace(b"<p>Hello", b"<p>Jello", 1))
    assert isinstance(findings, list)
    assert [finding.rule for finding in findings] == ["zip-damaged"]
    assert list(installed(tmp_path)) == []
    assert list((tmp_path / "old-course").iterdir()) == []


def test_an_identifier_that_names_no_host_gets_an_id_that_does(tmp_path: Path) -> None:
    text = manifest().replace('"old-course"', '"MANIFEST_01 数控"', 1)
    files = {"imsmanifest.xml": text, "index.html": ""}
    one = installed_in(tmp_path, zipped(files))
    two = installed_in(tmp_path, zipped({**files, "index.html": "new"}))
    assert one.id == two.id
    assert one.id.startswith("manifest-01-")


def test_an_id_that_climbs_finds_nothing(tmp_path: Path) -> None:
    installed_in(tmp_path / "inner", package())
    assert find(tmp_path / "other", "../inner/old-course") is None
    assert find(tmp_path, "nothing") is None
