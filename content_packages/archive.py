"""A package's zip: its entries under the names that their authors gave them."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

UTF8_NAME = 0x800
ENCRYPTED = 0x1
CHUNK_BYTES = 1 << 20

# All that zipfile and zlib raise for bytes that are not what the zip's directory says.
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


class NotAnArchive(ValueError):
    """The bytes are not a zip that can be read."""


@dataclass(frozen=True)
class Archive:
    """An open zip. `entries` are its files by name; of two with one name, the last."""

    zip: zipfile.ZipFile
    names: tuple[str, ...]
    entries: Mapping[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """An entry's bytes. Raises `NotAnArchive` if it is damaged."""
        target = io.BytesIO()
        self.copy(name, target)
        return target.getvalue()

    def copy(self, name: str, target: BinaryIO) -> None:
        """Write an entry's bytes to `target`: at most as many as the entry states.

        Raises `NotAnArchive` if it is damaged.
        """
        try:
            with self.zip.open(self.entries[name]) as source:
                while chunk := source.read(CHUNK_BYTES):
                    target.write(chunk)
        except _DAMAGE as trouble:
            raise NotAnArchive(f"{name}: {trouble}") from trouble


def open_archive(package: bytes) -> Archive:
    """The zip's files. Raises `NotAnArchive`."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(package))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as trouble:
        raise NotAnArchive(str(trouble)) from trouble
    # Not `is_dir`, which fails for a name that is empty up to its first NUL.
    files = [entry for entry in opened.infolist() if not entry.filename.endswith("/")]
    return Archive(opened, tuple(map(name_of, files)), {name_of(each): each for each in files})


def name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name as written. Without the mark for UTF-8 it is UTF-8 or, from a Chinese
    Windows, GB 18030; Python read it as code page 437, which loses nothing.
    """
    if entry.flag_bits & UTF8_NAME:
        return entry.orig_filename
    written = entry.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def is_link(entry: zipfile.ZipInfo) -> bool:
    """Whether unpacking the entry would make a symbolic link."""
    return stat.S_ISLNK(entry.external_attr >> 16)
