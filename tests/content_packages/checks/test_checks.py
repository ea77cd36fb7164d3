"""What is refused, by which rule, and what is merely remarked."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_packages.checks import check, examine
from content_packages.checks.archive_rules import is_inside
from content_packages.course import COURSES, Course, read_course
from content_packages.findings import LANGUAGES, errors_in
from content_packages.formats import scorm12
from tests.content_packages.packages import manifest, package, zipped

BOMB = (
    '<!DOCTYPE lolz [<!ENTITY lol0 "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    + "]>\n"
)


def errors(content: bytes) -> set[str]:
    return {finding.rule for finding in errors_in(check(content))}


def warnings(content: bytes) -> set[str]:
    return {finding.rule for finding in check(content)} - errors(content)


def test_a_small_tidy_package_has_no_finding() -> None:
    assert check(package()) == []


def test_our_own_package_has_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorm12, "_bundle", lambda: b"")
    course = read_course(COURSES / "nc-safety")
    assert isinstance(course, Course)
    assert check(scorm12.make(course)) == []


def test_every_finding_speaks_both_languages() -> None:
    findings = check(package(**{"extra.zip": b"", "index.html": b""})) + check(b"no zip")
    assert {finding.rule for finding in findings} >= {"zip-unreadable", "file-undeclared"}
    assert all(finding.message[language] for finding in findings for language in LANGUAGES)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.html",
        "a/../../evil.html",
        "/etc/passwd",
        "..\\evil.html",
        "C:/evil.html",
        "c:evil.html",
        "a/\nb.html",
        "a/" + "x" * 300,
    ],
)
def test_a_path_outside_the_folder_is_refused(name: str) -> None:
    assert errors(package(**{name: b"x"})) == {"zip-path"}


def test_a_file_that_others_take_for_a_folder_is_refused() -> None:
    assert errors(package(**{"index.html/in.html": b"x"})) == {"zip-path"}


def test_a_symbolic_link_is_refused() -> None:
    link = zipfile.ZipInfo("link")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO(package())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert errors(packed.getvalue()) == {"zip-link"}


def test_an_encrypted_entry_is_refused() -> None:
    packed = bytearray(package())
    directory = packed.index(b"PK\x01\x02")
    packed[directory + 8] |= 1
    assert errors(bytes(packed)) == {"zip-encrypted"}


def test_a_zip_bomb_is_refused_before_anything_is_unpacked() -> None:
    files = {"imsmanifest.xml": manifest(), "index.html": "", "big.bin": b"\0" * 20_000_000}
    assert errors(zipped(files, zipfile.ZIP_DEFLATED)) == {"zip-ratio"}


def test_a_size_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content_packages.checks.archive_rules.UNPACKED_LIMIT_BYTES", 1000)
    assert errors(package(**{"big.bin": b"x" * 1001})) == {"zip-size"}


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content_packages.checks.archive_rules.COUNT_LIMIT", 2)
    assert errors(package(**{"third.html": b""})) == {"zip-count"}


def test_an_archive_inside_is_remarked() -> None:
    assert "zip-nested" in warnings(package(**{"inner.zip": package()}))


def test_a_package_packed_with_its_folder_is_refused_with_a_hint() -> None:
    findings = check(zipped({"course/imsmanifest.xml": manifest(), "course/index.html": ""}))
    assert [finding.rule for finding in findings] == ["manifest-missing"]
    assert findings[0].where == "course/imsmanifest.xml"


def test_a_zip_without_a_manifest_is_refused() -> None:
    assert errors(zipped({"index.html": ""})) == {"manifest-missing"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused_for_its_document_type(encoding: str) -> None:
    text = manifest(doctype=BOMB, extra="&lol9;").replace("UTF-8", encoding)
    files = {"imsmanifest.xml": text.encode(encoding), "index.html": ""}
    assert errors(zipped(files)) == {"xml-doctype"}


def test_an_external_document_type_is_refused_and_never_fetched() -> None:
    text = manifest(doctype='<!DOCTYPE manifest SYSTEM "file:///etc/passwd">')
    assert errors(zipped({"imsmanifest.xml": text, "index.html": ""})) == {"xml-doctype"}


def test_a_manifest_that_is_not_well_formed_is_refused_at_its_line() -> None:
    text = manifest().replace("</organization>", "")
    findings = check(zipped({"imsmanifest.xml": text, "index.html": ""}))
    assert [(finding.rule, finding.where) for finding in findings] == [
        ("xml-malformed", "imsmanifest.xml:12")
    ]


def test_a_manifest_in_gb2312_is_read() -> None:
    text = manifest(extra=" 数控安全").replace("UTF-8", "gb2312")
    found, _ = examine(zipped({"imsmanifest.xml": text.encode("gb2312"), "index.html": ""}))
    assert found is not None
    assert found.title == "Old course 数控安全"


def test_the_manifest_tells_the_player_what_it_needs() -> None:
    found, _ = examine(package())
    assert found is not None
    assert (found.launch, found.launch_data, found.mastery_score) == ("index.html", "speed=1", 80)


def test_a_manifest_without_namespaces_is_read() -> None:
    text = manifest().split("<metadata>")[1].replace("adlcp:", "")
    text = f'<manifest identifier="x"><metadata>{text}'
    found, findings = examine(zipped({"imsmanifest.xml": text, "index.html": ""}))
    assert found is not None, findings
    assert found.mastery_score == 80


def test_a_missing_launch_page_is_refused() -> None:
    assert errors(zipped({"imsmanifest.xml": manifest()})) == {"launch-missing"}


@pytest.mark.parametrize("href", ["http://evil.example/x.html", "//evil.example/", "../x.html"])
def test_a_launch_page_elsewhere_is_refused(href: str) -> None:
    files = {"imsmanifest.xml": manifest(href=href), "index.html": ""}
    assert errors(zipped(files)) == {"launch-outside"}


def test_a_launch_page_may_have_a_query_and_an_escaped_name() -> None:
    files = {"imsmanifest.xml": manifest(href="a%20b.html?x=1#y"), "index.html": "", "a b.html": ""}
    found, _ = examine(zipped(files))
    assert found is not None
    assert found.launch == "a%20b.html?x=1#y"


def test_missing_and_undeclared_files_are_only_remarked() -> None:
    files = {"imsmanifest.xml": manifest(href="other.html"), "other.html": "", "more.css": ""}
    assert errors(zipped(files)) == set()
    assert warnings(zipped(files)) == {"file-missing", "file-undeclared"}


def test_thousands_of_undeclared_files_give_a_short_list() -> None:
    findings = check(package(**{f"{n}.gif": b"" for n in range(500)}))
    assert len(findings) == 21
    assert "480" in findings[-1].message["en"]


def test_a_missing_schema_version_is_remarked_and_another_one_refused() -> None:
    files = {"imsmanifest.xml": manifest(version=""), "index.html": ""}
    assert warnings(zipped(files)) == {"schema-version"}
    version = "<schemaversion>2004 4th Edition</schemaversion>"
    assert errors(zipped({**files, "imsmanifest.xml": manifest(version)})) == {"schema-version"}


def test_more_than_one_sco_is_refused() -> None:
    two = manifest().replace(
        "</organization>", '<item identifierref="s"><title>Two</title></item></organization>'
    )
    two = two.replace("</resources>", '<resource identifier="s" href="index.html"/></resources>')
    assert errors(zipped({"imsmanifest.xml": two, "index.html": ""})) == {"sco-count"}


def test_a_chinese_name_from_an_old_windows_is_found() -> None:
    name = "第一课.html"
    files = {"imsmanifest.xml": manifest(href=name), "index.html": "", "ABCDEF.html": ""}
    found, findings = examine(zipped(files).replace(b"ABCDEF.html", name.encode("gb18030")))
    assert found is not None, findings


def test_a_damaged_entry_is_refused() -> None:
    damaged = package().replace(b"Old course", b"Odd course", 1)
    assert errors(damaged) == {"zip-damaged"}


def test_a_name_that_is_empty_up_to_its_first_nul_is_refused() -> None:
    directory = package().rfind(b"imsmanifest.xml")
    nameless = bytearray(package())
    nameless[directory] = 0
    assert errors(bytes(nameless)) & {"zip-path", "zip-unreadable", "zip-damaged"}


@given(st.binary(max_size=300))
def test_any_bytes_give_findings_and_never_an_exception(content: bytes) -> None:
    assert errors(content) == {"zip-unreadable"}


@settings(max_examples=200)
@given(st.data())
def test_a_package_with_any_byte_changed_never_raises(data: st.DataObject) -> None:
    content = bytearray(package())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    check(bytes(content))


@given(st.text())
def test_a_path_inside_never_climbs(name: str) -> None:
    if is_inside(name):
        assert not name.startswith("/")
        assert ".." not in name.split("/")
