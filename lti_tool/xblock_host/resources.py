"""The files that blocks serve: those below their public folder, and no others."""

from __future__ import annotations

import hashlib
import inspect
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any

from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.plugin import PluginMissingError

from lti_tool.xblock_host.place import ResourceFile

UNKNOWN_VERSION = "none"
Listing = tuple[tuple[str, int, int], ...]


def resource(block_type: str, uri: str) -> ResourceFile | None:
    """The file that the block serves as `uri`; None if there is none or it is not public."""
    block_class = _class_of(block_type)
    if block_class is None or not _is_public(block_class, uri):
        return None
    try:
        with block_class.open_local_resource(uri) as opened:
            content = opened.read()
    except (DisallowedFileError, OSError):
        return None
    mimetype = mimetypes.guess_type(uri)[0] or "application/octet-stream"
    return ResourceFile(content, mimetype, resource_version(block_type))


def resource_version(block_type: str) -> str:
    """A name for the present content of all the block's public files.

    It is made from the content alone, so that several machines agree on it.
    """
    block_class = _class_of(block_type)
    if block_class is None:
        return UNKNOWN_VERSION
    package = Path(inspect.getfile(block_class)).parent
    folder = package / (block_class.get_resources_dir() or "") / block_class.get_public_dir()
    return _digest(folder, _listing(folder))


def _class_of(block_type: str) -> Any:
    try:
        return XBlock.load_class(block_type)
    except PluginMissingError:
        return None


def _is_public(block_class: Any, uri: str) -> bool:
    """Blocks may open files in their own way, so this is not left to them."""
    first, *steps = uri.split("/")
    return (
        first == block_class.get_public_dir()
        and bool(steps)
        and not any(step == "" or step.startswith(".") for step in steps)
        and not any(character in uri for character in "\\\0:")
    )


def _listing(folder: Path) -> Listing:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = [(str(path.relative_to(folder)), path.stat()) for path in files]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


@lru_cache(maxsize=128)
def _digest(folder: Path, listing: Listing) -> str:
    digest = hashlib.sha256()
    for name, size, _changed_at in listing:
        digest.update(f"{name}\n{size}\n".encode())
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
