"""What is wrong with a package: one function a rule, errors before warnings.

Real packages are untidy, so that only what would hurt a server or keep a learner out is an error.
"""

from __future__ import annotations

from content_packages.archive import Archive, NotAnArchive, open_archive
from content_packages.checks import archive_rules, manifest_rules
from content_packages.findings import Finding, error, errors_in
from content_packages.manifest import Manifest, manifest_of


def check(package: bytes) -> list[Finding]:
    """Everything found in a zip. Without an error among it, it may be unpacked and played."""
    return examine(package)[1]


def examine(package: bytes) -> tuple[Manifest | None, list[Finding]]:
    """What `check` finds, and the manifest if there is no error."""
    try:
        archive = open_archive(package)
    except NotAnArchive as trouble:
        unreadable = error(
            "zip-unreadable",
            "",
            f"无法作为 zip 文件打开：{trouble}。",
            f"Not a zip file: {trouble}.",
        )
        return None, [unreadable]
    findings = [found for rule in archive_rules.RULES for found in rule(archive)]
    if errors_in(findings):
        return None, findings
    manifest = manifest_of(archive)
    if isinstance(manifest, Finding):
        return None, [manifest, *findings]
    return _with_manifest(archive, manifest, findings)


def _with_manifest(
    archive: Archive, manifest: Manifest, findings: list[Finding]
) -> tuple[Manifest | None, list[Finding]]:
    found = [each for rule in manifest_rules.RULES for each in rule(archive, manifest)]
    every = sorted(findings + found, key=lambda finding: finding.severity)
    return (None if errors_in(every) else manifest), every
