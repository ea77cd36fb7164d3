"""The packages that are installed: checked, unpacked, and described for the player.

Below the packages' folder each package has a folder of its own id, holding ``package.json`` (what
is installed now) and one folder for each version, named by its digest. A version stays when the
next is installed, so that a window in the middle of it still finds its files.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from content_packages.archive import Archive, NotAnArchive, open_archive
from content_packages.checks import examine
from content_packages.findings import Finding, error
from content_packages.manifest import Manifest

ID = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
ABOUT = "package.json"


@dataclass(frozen=True)
class Package:
    """An installed package. `id` is a DNS label, for its content has a host of its own.

    `launch` is the address of its page inside the package; `mastery_score` is in percent, or None.
    """

    id: str
    digest: str
    title: str
    launch: str
    launch_data: str
    mastery_score: float | None


def install(folder: Path, package: bytes) -> Package | list[Finding]:
    """Check a zip and install it as the present version of its package; or why it is refused."""
    manifest, findings = examine(package)
    if manifest is None:
        return findings
    installed = _described(manifest, hashlib.sha256(package).hexdigest())
    home = folder / installed.id
    home.mkdir(parents=True, exist_ok=True)
    try:
        _unpack(open_archive(package), home, installed.digest)
    except NotAnArchive as trouble:
        return [error("zip-damaged", "", f"文件损坏：{trouble}。", f"Damaged: {trouble}.")]
    _write_about(home, installed)
    return installed


def find(folder: Path, package_id: str) -> Package | None:
    """The package of this id as it is installed now."""
    if not ID.fullmatch(package_id):
        return None
    try:
        about = json.loads((folder / package_id / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Package(**about)


def installed(folder: Path) -> Iterator[Package]:
    """Every installed package, by id."""
    for about in sorted(folder.glob(f"*/{ABOUT}")):
        yield Package(**json.loads(about.read_text(encoding="utf-8")))


def files_of(folder: Path, package_id: str, digest: str) -> Path:
    """The folder of a version's files."""
    return folder / package_id / digest


def _described(manifest: Manifest, digest: str) -> Package:
    return Package(
        id=_id_for(manifest.identifier),
        digest=digest,
        title=manifest.title or manifest.identifier,
        launch=manifest.launch,
        launch_data=manifest.launch_data,
        mastery_score=manifest.mastery_score,
    )


def _id_for(identifier: str) -> str:
    """The identifier where it can name a host; else one made of it, the same for the same one."""
    if ID.fullmatch(identifier):
        return identifier
    tail = hashlib.sha256(identifier.encode()).hexdigest()[:12]
    readable = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:40].strip("-")
    return f"{readable}-{tail}" if readable else tail


def _unpack(archive: Archive, home: Path, digest: str) -> None:
    """All files under `digest`, or, after damage, nothing. Raises `NotAnArchive`."""
    target = home / digest
    if target.exists():
        return
    with tempfile.TemporaryDirectory(dir=home) as temporary:
        unpacked = Path(temporary) / "files"
        for name in archive.entries:
            path = unpacked / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                archive.copy(name, file)
        try:
            unpacked.rename(target)
        except OSError:
            if not target.exists():  # else another process installed the same version just now
                raise


def _write_about(home: Path, package: Package) -> None:
    with tempfile.NamedTemporaryFile("w", dir=home, encoding="utf-8", delete=False) as file:
        json.dump(asdict(package), file, ensure_ascii=False, sort_keys=True)
    shutil.move(file.name, home / ABOUT)
