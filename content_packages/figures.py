"""Figures: one SVG drawing, with words in both languages, becomes one file for each language."""

from __future__ import annotations

from lxml import etree

from content_packages.safe_xml import parse


def figure_in(svg: bytes, language: str) -> bytes:
    """The drawing without the elements whose `lang` is another language.

    Raises `UnsafeXml` if the SVG is not well-formed or has a DOCTYPE.
    """
    root = parse(svg)
    for element in root.iterfind(".//*[@lang]"):
        if element.get("lang") != language:
            around = element.getparent()
            if around is not None:
                around.remove(element)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)
