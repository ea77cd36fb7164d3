"""Packages made by hand, whole or hostile, for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<manifest identifier="old-course" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema>{version}</metadata>
  <organizations default="o">
    <organization identifier="o"><title>Old course{extra}</title>
      <item identifier="i" identifierref="r"><title>One</title>
        <adlcp:masteryscore>80</adlcp:masteryscore>
        <adlcp:datafromlms>speed=1</adlcp:datafromlms>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="{href}">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""
VERSION = "<schemaversion>1.2</schemaversion>"


def manifest(
    version: str = VERSION, doctype: str = "", extra: str = "", href: str = "index.html"
) -> str:
    return MANIFEST.format(version=version, doctype=doctype, extra=extra, href=href)


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name) if "\\" in name else name, content)
    return packed.getvalue()


def package(**more: str | bytes) -> bytes:
    """A small package with nothing wrong, but for what `more` adds."""
    files: dict[str, str | bytes] = {"imsmanifest.xml": manifest(), "index.html": "<p>Hello"}
    return zipped({**files, **more})
