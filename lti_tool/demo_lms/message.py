"""The launch message: who opens what, where, and where the marks go."""

from __future__ import annotations

from typing import Any

import flask
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract

from lti_tool.demo_lms.courses import Place
from lti_tool.demo_lms.platform import FlaskRequest, Platform
from lti_tool.demo_lms.texts import LOCALES, TEXTS, Language

_MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
ROLES = {"learner": _MEMBERSHIP + "Learner", "instructor": _MEMBERSHIP + "Instructor"}
COURSE_OFFERING = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"
LAUNCH_PRESENTATION = "https://purl.imsglobal.org/spec/lti/claim/launch_presentation"
TOOL_PLATFORM = "https://purl.imsglobal.org/spec/lti/claim/tool_platform"


# lti1p3platform carries no types, so its class is Any to mypy.
class FlaskLaunch(LTIAdvantageMessageLaunchAbstract):  # type: ignore[misc]
    """The last leg of a launch: a signed message that the browser posts to the tool."""

    def __init__(
        self, request: FlaskRequest, platform: Platform, place: Place, language: Language
    ) -> None:
        super().__init__(request, platform)
        self.platform = platform
        self.place = place
        self.language = language

    def prepare_launch(self, preflight_response: dict[str, Any]) -> None:
        """Say everything that the tool may know."""
        course, link, language = self.place.course, self.place.link, self.language
        issuer = self.platform.addresses.issuer
        self._set_person()
        self.set_launch_context_claim(
            str(course.id), [COURSE_OFFERING], course.title[language], course.code
        )
        self.set_resource_link_claim(str(link.id), link.about[language], link.title[language])
        self.set_launch_presentation_claim("iframe", f"{issuer}/course/{course.key}")
        self.lti_claim_launch_presentation[LAUNCH_PRESENTATION]["locale"] = LOCALES[language]
        self.set_custom_parameters_claim({"activity": link.activity})
        items_url = line_items_url(issuer, str(course.id))
        item_url = f"{items_url}/{link.line_item_id}" if link.line_item_id else None
        self.set_ags(items_url, item_url)
        name = TEXTS["lms"][language]
        self.set_extra_claims({TOOL_PLATFORM: {"guid": issuer, "name": name}})

    def _set_person(self) -> None:
        person, language = self.place.person, self.language
        self.set_user_data(str(person.id), [ROLES[person.role]], full_name=person.name[language])
        names = {"family_name": person.family_name[language], "locale": LOCALES[language]}
        if person.given_name is not None:
            names["given_name"] = person.given_name[language]
        self.set_extra_claims(names)

    def render_launch_form(self, launch_data: dict[str, Any], **values: Any) -> str:
        """A page that posts the message by itself, or by a button where scripts are off."""
        return flask.render_template("launch.html", **launch_data, **values)


def line_items_url(lms_url: str, course_id: str) -> str:
    """Where the gradebook service lists the line items of a course."""
    return f"{lms_url}/lti/courses/{course_id}/lineitems"
