"""Lessons' Markdown becomes HTML that no author's slip or trick can break out of."""

from hypothesis import given
from hypothesis import strategies as st

from content_packages.markdown import figures_in, to_html


def test_raw_html_is_shown_as_text() -> None:
    assert "<script" not in to_html("<script>alert(1)</script>", str)


def test_a_script_address_is_no_link() -> None:
    assert "href" not in to_html("[x](javascript:alert(1))", str)


def test_a_figure_gets_its_address() -> None:
    html = to_html("![the axes](axes.svg)", lambda file: f"figures/{file}")
    assert '<img src="figures/axes.svg" alt="the axes" />' in html


def test_a_figure_is_found_with_its_alternative_text_and_line() -> None:
    [figure] = figures_in("One.\n\n![the axes](axes.svg)\n")
    assert (figure.file, figure.alternative, figure.line) == ("axes.svg", "the axes", 3)


def test_a_table_scrolls_in_its_own_box() -> None:
    assert '<div class="table"><table>' in to_html("|a|b|\n|-|-|\n|1|2|", str)


def test_chinese_lines_are_joined_without_a_space_and_english_ones_with() -> None:
    assert (
        to_html("进给**保持**\n按下。\n再看", str) == "<p>进给<strong>保持</strong>按下。再看</p>\n"
    )
    assert to_html("feed\nhold", str) == "<p>feed\nhold</p>\n"


@given(st.text())
def test_no_text_makes_an_element_of_its_own(text: str) -> None:
    html = to_html(text, str)
    assert "<script" not in html
    assert "<iframe" not in html
