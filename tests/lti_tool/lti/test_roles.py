from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lti_tool.lti.roles import INSTITUTION, MEMBERSHIP, SYSTEM, normalised


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        ([f"{MEMBERSHIP}#Learner"], {"learner"}),
        (["Learner"], {"learner"}),
        ([f"{MEMBERSHIP}#Member"], {"learner"}),
        ([f"{MEMBERSHIP}#Instructor"], {"instructor"}),
        (["Instructor"], {"instructor"}),
        ([f"{MEMBERSHIP}/Instructor#TeachingAssistant"], {"instructor"}),
        ([f"{MEMBERSHIP}/Instructor#GuestInstructor"], {"instructor"}),
        ([f"{MEMBERSHIP}/Learner#NonCreditLearner"], {"learner"}),
        ([f"{MEMBERSHIP}#Administrator"], {"administrator"}),
        ([f"{SYSTEM}#SysAdmin"], {"administrator"}),
        ([f"{INSTITUTION}#Administrator"], {"administrator"}),
        ([f"{MEMBERSHIP}#Learner", f"{MEMBERSHIP}#Instructor"], {"learner", "instructor"}),
        ([f"{INSTITUTION}#Instructor", f"{MEMBERSHIP}#Learner"], {"learner"}),
        ([f"{MEMBERSHIP}#Mentor"], set()),
        (["http://school.example/roles#Foreman"], set()),
        ([], set()),
    ],
)
def test_roles_are_normalised(roles: list[str], found: set[str]) -> None:
    assert normalised(roles) == found


@given(st.lists(st.text()))
def test_any_list_of_strings_gives_known_roles_only(roles: list[str]) -> None:
    assert normalised(roles) <= {"learner", "instructor", "administrator"}
