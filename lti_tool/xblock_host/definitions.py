"""What the author of an activity wrote: a tree of blocks, parsed from OLX once for everyone."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from lxml import etree
from xblock.core import XBlockAside
from xblock.exceptions import XBlockParseException
from xblock.field_data import FieldData
from xblock.plugin import PluginMissingError
from xblock.runtime import MemoryIdManager, Runtime
from yaml import YAMLError

from xblocks.attempt import Text, text

ACTIVITIES_KEPT = 256


@dataclass(frozen=True, slots=True)
class Definition:
    """One block as its author wrote it. `values` are its fields' JSON values, not to be changed.

    `path` tells the block from all others of its activity and stays the same when the author adds
    other kinds of blocks, or blocks with another `url_name`, before it.
    """

    path: str
    block_type: str
    values: Mapping[str, Any]
    parent: str | None
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """All blocks of an activity, by path."""

    root: str
    blocks: Mapping[str, Definition]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an author's OLX is no activity. `line` counts from 1, where it is known."""

    id: str
    message: Text
    line: int | None = None


@lru_cache(maxsize=ACTIVITIES_KEPT)
def activity_of(olx: str) -> Activity | Problem:
    """The activity that the OLX describes, or what is wrong with it."""
    root = _root_of(olx)
    if isinstance(root, Problem):
        return root
    try:
        return _AuthorRuntime().read(root)
    except PluginMissingError as error:
        kind = str(error.args[0])
        message = text(
            f"没有安装名为“{kind}”的 XBlock。", f"No XBlock named “{kind}” is installed."
        )
        return Problem("olx-unknown-block", message, _line_of(root, kind))
    except (ValueError, TypeError, KeyError, YAMLError, XBlockParseException) as error:
        message = text(
            f"有一个模块读不懂自己的内容：{error}", f"A block can't read its own content: {error}"
        )
        return Problem("olx-bad-content", message)


def _root_of(olx: str) -> etree._Element | Problem:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(olx.encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        message = text(f"OLX 不是合格的 XML：{error}", f"The OLX is not well-formed XML: {error}")
        return Problem("olx-not-xml", message, getattr(error, "lineno", None))
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        message = text("OLX 中不允许使用 DOCTYPE。", "A DOCTYPE is not allowed in OLX.")
        return Problem("olx-doctype", message)
    for aside in list(_asides(root)):
        aside.getparent().remove(aside)
    return root


def _asides(root: etree._Element) -> Iterator[Any]:
    """What other platforms attach to blocks beside their content: not part of the activity."""
    for element in root.iterdescendants():
        if element.get("xblock-family") == XBlockAside.entry_point:
            yield element


def _line_of(root: etree._Element, tag: str) -> int | None:
    found: Any = next(root.iter(tag), None)
    return None if found is None else found.sourceline


class _Paths(MemoryIdManager):
    """Gives every block its path, as definition id and as usage id."""

    def __init__(self) -> None:
        super().__init__()
        self.types: dict[str, str] = {}
        self._announced = ""

    def announce(self, parent: str, node: etree._Element) -> None:
        """Say which element the next definition is made from."""
        name = node.get("url_name")
        step = f"{node.tag}:{name}" if name else str(node.tag)
        path, twins = f"{parent}/{step}", 1
        while path in self.types:
            twins += 1
            path = f"{parent}/{step}~{twins}"
        self._announced = path

    def create_definition(self, block_type: str, slug: str | None = None) -> str:
        self.types[self._announced] = block_type
        return self._announced

    def create_usage(self, def_id: str) -> str:
        return def_id

    def get_definition_id(self, usage_id: str) -> str:
        return usage_id

    def get_block_type(self, def_id: str) -> str:
        return self.types[def_id]


class _AuthoredValues(FieldData):
    """The values that parsing sets, block by block."""

    def __init__(self) -> None:
        self.by_path: dict[str, dict[str, Any]] = {}

    def _of(self, block: Any) -> dict[str, Any]:
        return self.by_path.setdefault(block.scope_ids.usage_id, {})

    def get(self, block: Any, name: str) -> Any:
        return copy.deepcopy(self._of(block)[name])

    def set(self, block: Any, name: str, value: Any) -> None:
        self._of(block)[name] = copy.deepcopy(value)

    def delete(self, block: Any, name: str) -> None:
        del self._of(block)[name]


class _AuthorRuntime(Runtime):
    """The runtime in which blocks parse their own OLX: nobody learns in it, nothing has a URL."""

    user_id = None

    def __init__(self) -> None:
        self._paths = _Paths()
        self._values = _AuthoredValues()
        super().__init__(self._paths, self._paths, services={"field-data": self._values})

    def read(self, root: etree._Element) -> Activity:
        """The activity below `root`. Raises what blocks raise at content they can't read."""
        self._paths.announce("", root)
        top = self.parse_xml_string(etree.tostring(root))
        blocks = {path: self._definition(path, kind) for path, kind in self._paths.types.items()}
        return Activity(top, blocks)

    def _definition(self, path: str, block_type: str) -> Definition:
        values = dict(self._values.by_path.get(path, {}))
        parent, children = values.pop("parent", None), values.pop("children", ())
        return Definition(path, block_type, values, parent, tuple(children))

    def add_node_as_child(self, block: Any, node: etree._Element) -> None:
        self._paths.announce(block.scope_ids.usage_id, node)
        super().add_node_as_child(block, node)

    def _nowhere(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise ValueError("while its OLX is parsed, a block stands nowhere and nobody uses it")

    handler_url = resource_url = local_resource_url = publish = _nowhere
