"""A class's attempts are listed, summed up and compared without their evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from lti_tool import class_attempts
from lti_tool.class_attempts import PAGE_ROWS, Listing, Wanted
from lti_tool.db import transaction
from tests.lti_tool.web.test_class_page import hand_in
from tests.lti_tool.web.test_dashboard import School, school

__all__ = ["school"]  # a fixture


def listing(school: School, course: UUID, wanted: Wanted) -> Listing:
    with transaction(school.engine) as connection:
        return class_attempts.listing(connection, course, wanted)


def test_a_course_without_attempts_has_one_empty_page_and_no_summary(school: School) -> None:
    _, teacher = school.visit("instructor")
    assert listing(school, teacher.context_key, Wanted()) == Listing((), 0, 1, 1)
    with transaction(school.engine) as connection:
        assert class_attempts.summary(connection, teacher.context_key) == []
        assert class_attempts.best_marks(connection, teacher.context_key) == []


@pytest.mark.parametrize("order", ["newest", "learner"])
def test_the_pages_together_have_every_attempt_once(
    school: School, order: class_attempts.Order
) -> None:
    _, learner = school.visit("learner", name="𠮷野家🙂 çé")
    for _ in range(2):
        hand_in(school, learner, *[5.0] * PAGE_ROWS)  # at the same moments
    hand_in(school, learner, 5.0)
    pages = [
        listing(school, learner.context_key, Wanted(order=order, page=number))
        for number in (1, 2, 3)
    ]
    assert [len(page.lines) for page in pages] == [PAGE_ROWS, PAGE_ROWS, 1]
    assert len({line.id for page in pages for line in page.lines}) == 2 * PAGE_ROWS + 1


def test_of_equal_marks_the_first_is_the_best_and_activities_are_kept_apart(
    school: School,
) -> None:
    _, learner = school.visit("learner", name="王芳")
    hand_in(school, learner, 3.0, 7.0, 7.0)
    hand_in(school, replace(learner, activity="process/cstr-start-up"), 4.0)
    with transaction(school.engine) as connection:
        milled, started = class_attempts.best_marks(connection, learner.context_key)
        summed = class_attempts.summary(connection, learner.context_key)
    assert (milled.activity, milled.points, milled.attempts) == ("nc/first-pocket", 7.0, 3)
    assert (started.activity, started.points, started.attempts) == ("process/cstr-start-up", 4.0, 1)
    assert milled.last_at - started.last_at == timedelta(minutes=2)
    assert [(one.activity, one.mean) for one in summed] == [
        ("nc/first-pocket", 0.7),
        ("process/cstr-start-up", 0.4),
    ]


def test_another_course_has_none_of_it(school: School) -> None:
    hand_in(school, school.visit("learner", name="王芳")[1], 5.0)
    _, elsewhere = school.visit("instructor", course="course-2")
    assert listing(school, elsewhere.context_key, Wanted(name="王")).found == 0
    assert listing(school, uuid4(), Wanted()).found == 0
