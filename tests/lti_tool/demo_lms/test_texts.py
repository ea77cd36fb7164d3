from __future__ import annotations

import re
from pathlib import Path

import pytest

import lti_tool.demo_lms
from lti_tool.demo_lms.catalogue import DEMO
from lti_tool.demo_lms.texts import TEXTS, Text, say

TEMPLATES = Path(lti_tool.demo_lms.__file__).parent / "templates"


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_sentence_exists_in_both_languages_with_the_same_places(key: str) -> None:
    places = {language: re.findall(r"{(\w+)}", TEXTS[key][language]) for language in TEXTS[key]}
    assert sorted(places) == ["en", "zh-Hans"]
    assert sorted(places["en"]) == sorted(places["zh-Hans"])
    assert all(TEXTS[key].values())


def test_every_sentence_is_used() -> None:
    sources = [*TEMPLATES.glob("*.html"), *TEMPLATES.parent.glob("*.py")]
    text = "\n".join(path.read_text() for path in sources if path.name != "texts.py")
    # Keys that are put together at run time: of kinds, roles and steps.
    made = ("kind-", "way-", "learner", "instructor", "broken-about", "not-found-about")
    unused = [key for key in TEXTS if f'"{key}"' not in text and not key.startswith(made)]
    assert unused == []


def test_the_catalogue_speaks_both_languages() -> None:
    texts: list[Text] = [person.name for person in DEMO.people]
    for course in DEMO.courses:
        texts += [course.title, course.school, course.about]
        texts += [activity.title for activity in course.activities]
        texts += [activity.about for activity in course.activities]
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text["zh-Hans"])
        assert re.fullmatch(r"[ -~]+", text["en"])


def test_a_sentence_without_its_value_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say("enter-as", "en")
