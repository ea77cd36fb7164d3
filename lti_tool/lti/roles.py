"""The roles that a platform gives a person, brought down to the three that we tell apart."""

from __future__ import annotations

from collections.abc import Iterable

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership"
SYSTEM = "http://purl.imsglobal.org/vocab/lis/v2/system/person"
INSTITUTION = "http://purl.imsglobal.org/vocab/lis/v2/institution/person"

CONTEXT_ROLES = {
    "Learner": "learner",
    "Member": "learner",
    "Instructor": "instructor",
    "TeachingAssistant": "instructor",
    "Administrator": "administrator",
}
ADMINISTRATORS = {f"{SYSTEM}#{name}" for name in ("Administrator", "SysAdmin", "AccountAdmin")} | {
    f"{INSTITUTION}#Administrator"
}


def normalised(roles: Iterable[str]) -> frozenset[str]:
    """Which of learner, instructor and administrator the roles make a person in this course.

    Read are the context roles of LIS 2 (full, short, and sub-roles such as
    ``membership/Instructor#Grader``) and the administrators of system and institution. What someone
    is elsewhere in the institution says nothing about this course; unknown roles give none.
    """
    found = (_role(role) for role in roles)
    return frozenset(role for role in found if role is not None)


def _role(role: str) -> str | None:
    if role in ADMINISTRATORS:
        return "administrator"
    if role.startswith(f"{MEMBERSHIP}#"):
        return CONTEXT_ROLES.get(role.removeprefix(f"{MEMBERSHIP}#"))
    if role.startswith(f"{MEMBERSHIP}/"):
        principal, _, _ = role.removeprefix(f"{MEMBERSHIP}/").partition("#")
        return CONTEXT_ROLES.get(principal)
    return CONTEXT_ROLES.get(role)
