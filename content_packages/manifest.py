"""``imsmanifest.xml`` of SCORM 1.2, read as untidy as real ones are: with or without namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from content_packages.archive import Archive, NotAnArchive
from content_packages.findings import Finding, error
from content_packages.safe_xml import UnsafeXml, parse

NAME = "imsmanifest.xml"
SIZE_LIMIT_BYTES = 8_000_000


@dataclass(frozen=True)
class Resource:
    """A resource: its launch address and the files that it declares."""

    id: str
    href: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What a player needs of a manifest.

    `launch` is the address of the first SCO that an item of the default organization names: a
    file's path and perhaps a query. `mastery_score` is in percent. Where the manifest says nothing,
    texts are empty and the score is None.
    """

    identifier: str
    title: str
    schema_version: str
    launch: str
    launch_data: str
    mastery_score: float | None
    sco_count: int
    resources: tuple[Resource, ...]


def path_of(address: str) -> str:
    """The file that a relative address of a manifest names, without its query."""
    return unquote(urlsplit(address).path)


def manifest_of(archive: Archive) -> Manifest | Finding:
    """The package's manifest, or why there is none that can be read."""
    if NAME not in archive.entries:
        return _missing(archive)
    if archive.entries[NAME].file_size > SIZE_LIMIT_BYTES:
        return error("manifest-size", NAME, "清单文件太大。", "The manifest is too large.")
    try:
        return _read(parse(archive.read(NAME)))
    except UnsafeXml as trouble:
        zh = (
            "清单声明了 DOCTYPE，已拒绝。"
            if trouble.rule == "xml-doctype"
            else "清单不是良构 XML："
        )
        en = "The manifest is refused"
        shown = zh if trouble.rule == "xml-doctype" else f"{zh}{trouble}。"
        return error(trouble.rule, f"{NAME}:{trouble.line}", shown, f"{en}: {trouble}.")
    except NotAnArchive as trouble:
        return error("zip-damaged", NAME, f"文件损坏：{trouble}。", f"Damaged: {trouble}.")


def _missing(archive: Archive) -> Finding:
    deeper = [name for name in archive.entries if name.lower().endswith("/" + NAME)]
    if deeper:
        return error(
            "manifest-missing",
            deeper[0],
            "imsmanifest.xml 不在压缩包根目录。请进入该文件夹后再打包。",
            "imsmanifest.xml is not at the top of the zip. Pack the folder's contents, not the "
            "folder.",
        )
    return error("manifest-missing", NAME, "缺少 imsmanifest.xml。", "imsmanifest.xml is missing.")


def _read(root: etree._Element) -> Manifest:
    resources = {each.id: each for each in map(_resource, _all(root, "resource"))}
    organization = _default_organization(root)
    items = [] if organization is None else list(_all(organization, "item"))
    targets = [(item, resources.get(item.get("identifierref", ""))) for item in items]
    scos = [(item, found) for item, found in targets if found is not None and found.href]
    item, first = scos[0] if scos else (None, next(iter(resources.values()), None))
    return Manifest(
        identifier=root.get("identifier", ""),
        title=_title(organization, root),
        schema_version=_text(root, "schemaversion"),
        launch=_launch(first, item),
        launch_data="" if item is None else _text(item, "datafromlms"),
        mastery_score=None if item is None else _number(_text(item, "masteryscore")),
        sco_count=len({found.id for _item, found in scos}),
        resources=tuple(resources.values()),
    )


def _launch(resource: Resource | None, item: etree._Element | None) -> str:
    if resource is None:
        return ""
    parameters = "" if item is None else item.get("parameters", "")
    if not parameters:
        return resource.href
    if parameters[0] in "?#":
        return resource.href + parameters
    return resource.href + ("&" if "?" in resource.href else "?") + parameters.lstrip("&")


def _default_organization(root: etree._Element) -> etree._Element | None:
    every = list(_all(root, "organization"))
    holder = next(_all(root, "organizations"), None)
    wanted = None if holder is None else holder.get("default")
    named = [each for each in every if each.get("identifier") == wanted]
    return next(iter([*named, *every]), None)


def _resource(element: etree._Element) -> Resource:
    base = _base(element)
    files = tuple(path_of(base + each.get("href", "")) for each in _all(element, "file"))
    href = element.get("href", "")
    return Resource(element.get("identifier", ""), base + href if href else "", files)


def _base(element: etree._Element) -> str:
    """What ``xml:base`` of the element and of those around it puts before its addresses."""
    around = [element, *element.iterancestors()]
    name = "{http://www.w3.org/XML/1998/namespace}base"
    return "".join(each.get(name, "") for each in reversed(around))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element inside of this local name, in any namespace or none."""
    return (each for each in root.iter("{*}" + name) if each is not root)


def _text(root: etree._Element, name: str) -> str:
    return next((each.text or "" for each in _all(root, name)), "").strip()


def _title(organization: etree._Element | None, root: etree._Element) -> str:
    return _text(root if organization is None else organization, "title")


def _number(written: str) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if 0 <= found <= 100 else None
