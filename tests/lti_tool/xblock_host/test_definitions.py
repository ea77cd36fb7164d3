"""An author's OLX becomes a tree of blocks, or a value that says why not."""

from __future__ import annotations

import pytest

from lti_tool.xblock_host.definitions import Activity, Problem, activity_of


def activity(olx: str) -> Activity:
    found = activity_of(olx)
    assert isinstance(found, Activity), found
    return found


def problem(olx: str) -> Problem:
    found = activity_of(olx)
    assert isinstance(found, Problem), found
    return found


def test_attributes_become_values_and_elements_become_children() -> None:
    found = activity('<box><counter title="one"/><counter title="two"/></box>')
    root = found.blocks[found.root]
    assert root.block_type == "box"
    assert [found.blocks[path].values["title"] for path in root.children] == ["one", "two"]
    assert {found.blocks[path].parent for path in root.children} == {found.root}


def test_a_block_keeps_its_path_when_others_are_put_before_it() -> None:
    before = activity('<box><counter url_name="lathe"/></box>')
    after = activity('<box><box/><counter url_name="mill"/><counter url_name="lathe"/></box>')
    (path,) = before.blocks[before.root].children
    assert path in after.blocks[after.root].children


def test_twins_have_paths_of_their_own() -> None:
    found = activity("<box><counter/><counter/><counter/></box>")
    assert len(set(found.blocks[found.root].children)) == 3


def test_a_declared_encoding_comments_and_instructions_do_not_disturb() -> None:
    olx = (
        '<?xml version="1.0" encoding="utf-8"?><!-- c --><box><?do it?><counter title="车"/></box>'
    )
    found = activity(olx)
    (path,) = found.blocks[found.root].children
    assert found.blocks[path].values["title"] == "车"


def test_asides_of_other_platforms_are_left_out() -> None:
    olx = '<box><strange_aside xblock-family="xblock_asides.v1"/><counter/></box>'
    found = activity(olx)
    assert len(found.blocks) == 2


def test_the_same_text_is_parsed_once() -> None:
    assert activity_of("<counter/>") is activity_of("<counter/>")


def test_an_unknown_block_is_named_with_its_line() -> None:
    found = problem("<box>\n<no_such_block/>\n</box>")
    assert (found.id, found.line) == ("olx-unknown-block", 2)
    assert "no_such_block" in found.message["zh-Hans"]


@pytest.mark.parametrize("olx", ["", "no xml", "<counter>", "<a></b>", "<counter/>\ud800"])
def test_what_is_not_xml_is_a_problem_and_not_a_crash(olx: str) -> None:
    assert problem(olx).id == "olx-not-xml"


def test_a_value_that_the_field_can_not_read_is_a_problem() -> None:
    assert problem('<counter mine="many"/>').id == "olx-bad-content"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE counter [<!ENTITY a "boom">]><counter title="&a;"/>'
    assert problem(bomb).id == "olx-doctype"
