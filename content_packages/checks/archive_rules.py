"""Rules about the zip itself, asked before anything in it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate

from content_packages.archive import ENCRYPTED, Archive, is_link
from content_packages.findings import Finding, error, warning

COUNT_LIMIT = 20_000
UNPACKED_LIMIT_BYTES = 2_000_000_000
NAME_LIMIT_BYTES = 255
"""The longest name of a file or folder that the usual file systems take."""
RATIO_LIMIT = 100
RATIO_FROM_BYTES = 10_000_000
"""Below this size a high ratio is just a tidy text, and does no harm."""

_DRIVE = re.compile(r"^[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f]")
_NESTED = (".zip", ".7z", ".rar", ".tar", ".gz")


def path_inside(archive: Archive) -> Iterator[Finding]:
    """Every entry lies inside the package's folder."""
    for name in archive.names:
        if not is_inside(name):
            yield error(
                "zip-path",
                name,
                "文件路径越出课件文件夹，名称太长，或含反斜杠、盘符、控制字符。",
                "The path leads out of the package's folder, has a name of more than 255 bytes, "
                "or a backslash, a drive or a control character.",
            )


def is_inside(name: str) -> bool:
    """Whether a path stays inside its folder on every operating system."""
    outside = name.startswith("/") or "\\" in name or _DRIVE.match(name) or _CONTROL.search(name)
    parts = name.split("/")
    too_long = any(len(part.encode()) > NAME_LIMIT_BYTES for part in parts)
    return not outside and not too_long and ".." not in parts and name != ""


def no_file_in_a_file(archive: Archive) -> Iterator[Finding]:
    """No entry is both a file and a folder of others: such a zip can't be unpacked."""
    for name in archive.names:
        parents = accumulate(name.split("/")[:-1], "{}/{}".format)
        if any(parent in archive.entries for parent in parents):
            yield error(
                "zip-path",
                name,
                "文件所在的“文件夹”本身是另一个文件。",
                "What should be this entry's folder is itself a file.",
            )


def no_links(archive: Archive) -> Iterator[Finding]:
    """No entry is a symbolic link, which could lead anywhere."""
    for name, entry in archive.entries.items():
        if is_link(entry):
            yield error("zip-link", name, "含符号链接。", "The entry is a symbolic link.")


def no_encryption(archive: Archive) -> Iterator[Finding]:
    """No entry needs a password."""
    for name, entry in archive.entries.items():
        if entry.flag_bits & ENCRYPTED:
            yield error("zip-encrypted", name, "文件已加密。", "The entry is encrypted.")


def count_bounded(archive: Archive) -> Iterator[Finding]:
    """There are not more files than any real package has."""
    count = len(archive.names)
    if count > COUNT_LIMIT:
        yield error(
            "zip-count",
            "",
            f"文件太多：{count} 个（上限 {COUNT_LIMIT}）。",
            f"There are {count} files; the limit is {COUNT_LIMIT}.",
        )


def size_bounded(archive: Archive) -> Iterator[Finding]:
    """The whole package, unpacked, fits. Entries are never read beyond the size that they state."""
    size = sum(entry.file_size for entry in archive.zip.infolist())
    if size > UNPACKED_LIMIT_BYTES:
        yield error(
            "zip-size",
            "",
            f"解压后太大：{size} 字节（上限 {UNPACKED_LIMIT_BYTES}）。",
            f"Unpacked it has {size} bytes; the limit is {UNPACKED_LIMIT_BYTES}.",
        )


def ratio_bounded(archive: Archive) -> Iterator[Finding]:
    """Neither an entry nor the whole unpacks to very much more than it was: that is a zip bomb."""
    entries = archive.zip.infolist()
    sizes = [(entry.filename, entry.compress_size, entry.file_size) for entry in entries]
    sizes.append(("", sum(size[1] for size in sizes), sum(size[2] for size in sizes)))
    for name, packed, unpacked in sizes:
        if unpacked > RATIO_FROM_BYTES and unpacked > RATIO_LIMIT * packed:
            yield error(
                "zip-ratio",
                name,
                f"压缩比异常：{packed} 字节解压为 {unpacked} 字节。",
                f"{packed} bytes unpack to {unpacked}: that is a zip bomb.",
            )


def names_once(archive: Archive) -> Iterator[Finding]:
    """No two entries have one name."""
    for name, times in Counter(archive.names).items():
        if times > 1:
            yield warning(
                "zip-repeated",
                name,
                f"同名文件出现 {times} 次，只用最后一个。",
                f"The name stands {times} times; the last one counts.",
            )


def nothing_nested(archive: Archive) -> Iterator[Finding]:
    """An archive inside the package is left as it is: nothing looks into it."""
    for name in archive.names:
        if name.lower().endswith(_NESTED):
            yield warning(
                "zip-nested",
                name,
                "课件内的压缩包不会被解压或检查。",
                "An archive inside the package is neither unpacked nor checked.",
            )


RULES: tuple[Callable[[Archive], Iterator[Finding]], ...] = (
    path_inside,
    no_file_in_a_file,
    no_links,
    no_encryption,
    count_bounded,
    size_bounded,
    ratio_bounded,
    names_once,
    nothing_nested,
)
