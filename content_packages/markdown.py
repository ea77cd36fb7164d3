"""Lessons' Markdown: to HTML without any raw HTML, and the figures that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


FIRST_CHINESE = "\u2e80"
"""Above it lie Chinese characters and their punctuation."""


@dataclass(frozen=True)
class Figure:
    """A figure in a lesson: its file, its alternative text, and the line of its paragraph."""

    file: str
    alternative: str
    line: int


def figures_in(text: str) -> Iterator[Figure]:
    """The figures of a lesson, in order."""
    for block in _MARKDOWN.parse(text):
        for token in block.children or ():
            if token.type == "image":
                line = block.map[0] + 1 if block.map else 1
                yield Figure(str(token.attrs["src"]), token.content, line)


def to_html(text: str, address_of: Callable[[str], str]) -> str:
    """The lesson's HTML, each figure at the address that `address_of` gives its file.

    The player shows the lesson's title at level 1; the lesson's own headings begin at level 2.
    """
    tokens = _MARKDOWN.parse(text)
    for block in tokens:
        for token in block.children or ():
            if token.type == "image":
                token.attrs["src"] = address_of(str(token.attrs["src"]))
        _join_chinese_lines(block.children or [])
    rendered: str = _MARKDOWN.renderer.render(
        list(_scrolling_tables(tokens)), _MARKDOWN.options, {}
    )
    return rendered


def _join_chinese_lines(tokens: list[Token]) -> None:
    """A line that ends after a Chinese character goes on without a space."""
    last = ""
    for token in tokens:
        if token.type == "softbreak" and last >= FIRST_CHINESE:
            token.type = "text"
        last = token.content[-1:] or last


def _scrolling_tables(tokens: list[Token]) -> Iterator[Token]:
    """A table wider than a phone scrolls in a box of its own."""
    for token in tokens:
        if token.type == "table_open":
            yield Token("table_box_open", "div", 1, attrs={"class": "table"})
        yield token
        if token.type == "table_close":
            yield Token("table_box_close", "div", -1)
