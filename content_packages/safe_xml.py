"""XML from strangers: no document type, no entity, no network, bounded memory."""

from __future__ import annotations

from typing import Any

from lxml import etree


class UnsafeXml(ValueError):
    """The XML can't be read: `rule` is ``xml-doctype`` or ``xml-malformed``; lines count from 1."""

    def __init__(self, rule: str, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.rule = rule
        self.line = line


class _DoctypeSeen:
    """Watches for a document type, which comes before any entity could be used."""

    found = False

    def doctype(self, *_declared: str | None) -> None:
        self.found = True

    def close(self) -> None:
        return None


def parse(data: bytes) -> etree._Element:
    """The root element. Raises `UnsafeXml` for a DOCTYPE, or if it is not well-formed."""
    watch = _DoctypeSeen()
    try:
        etree.fromstring(data, _parser(watch))
    except etree.XMLSyntaxError as trouble:
        if not watch.found:
            line, _column = trouble.position
            raise UnsafeXml("xml-malformed", trouble.msg or "", line or 1) from trouble
    if watch.found:
        raise UnsafeXml("xml-doctype", "a document type is declared")
    return etree.fromstring(data, _parser())


def _parser(target: Any = None) -> etree.XMLParser:
    return etree.XMLParser(
        target=target,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
