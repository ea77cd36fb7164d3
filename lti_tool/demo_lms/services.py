"""The gradebook for tools: Assignment and Grade Services 2.0.

The library checks the token and calls these methods; each endpoint states the scope that it needs.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import flask
from flask import Blueprint
from flask.typing import ResponseReturnValue
from lti1p3platform.exceptions import LineItemNotFoundException, LtiServiceException
from lti1p3platform.response import Response
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService
from sqlalchemy.engine import Connection

from lti_tool.db import transaction
from lti_tool.demo_lms import courses, gradebook
from lti_tool.demo_lms.gradebook import Column
from lti_tool.demo_lms.message import line_items_url
from lti_tool.demo_lms.parts import lms
from lti_tool.demo_lms.platform import FlaskRequest
from lti_tool.demo_lms.scores import BadBody, LineItem, Score, read_line_item, read_score
from lti_tool.demo_lms.tokens import LINE_ITEM, LINE_ITEM_READ, RESULT_READ, SCORE

blueprint = Blueprint("services", __name__, url_prefix="/lti/courses/<uuid:course_id>/lineitems")

PAGE_LIMIT = 100
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
LINE_ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json"


# lti1p3platform carries no types, so its class is Any to mypy.
class CourseGrades(AssignmentsGradesService):  # type: ignore[misc]
    """The gradebook of one course during one request, open to tokens with any of `scopes`."""

    def __init__(
        self,
        conn: Connection,
        request: FlaskRequest,
        course_id: uuid.UUID,
        scopes: tuple[str, ...],
        line_item_id: uuid.UUID | None,
    ) -> None:
        self.conn = conn
        self.course_id = course_id
        self.scopes = scopes
        self.items_url = line_items_url(lms().url, str(course_id))
        item_url = f"{self.items_url}/{line_item_id}" if line_item_id else None
        super().__init__(request, lms().platform(conn), self.items_url, item_url)

    @property
    def allowed_scopes(self) -> tuple[str, ...]:
        """The scopes of which a token needs one, here."""
        return self.scopes

    def find_lineitems(
        self,
        page: int = 1,
        limit: int = PAGE_LIMIT,
        resource_link_id: str | None = None,
        resource_id: str | None = None,
        tag: str | None = None,
    ) -> dict[str, Any]:
        """A page of the line items that agree with what is given."""
        self._need_course()
        found = [
            self._to_json(each)
            for each in gradebook.columns(self.conn, self.course_id)
            if resource_link_id in (None, str(each.link_id))
            and resource_id in (None, each.resource_id)
            and tag in (None, each.tag)
        ]
        return _page_of(found, page, limit)

    def find_lineitem(self, line_item_id: uuid.UUID) -> dict[str, Any]:
        """One line item. Raises LineItemNotFoundException."""
        return self._to_json(self._column(line_item_id))

    def create_lineitem(self, creation_data: dict[str, Any]) -> dict[str, Any]:
        """A new line item."""
        self._need_course()
        item: LineItem = _read(read_line_item, creation_data)
        made = gradebook.add_column(self.conn, uuid.uuid4(), self.course_id, item, lms().now())
        if isinstance(made, BadBody):
            raise _bad_request(made)
        return self._to_json(made)

    def update_lineitem(self, update_data: dict[str, Any]) -> dict[str, Any]:
        """A line item with another label, maximum, resource id and tag."""
        column = self._column(update_data["id"])
        gradebook.change_column(self.conn, column.id, _read(read_line_item, update_data))
        return self.find_lineitem(column.id)

    def delete_lineitem(self, line_item_id: uuid.UUID) -> None:
        """Remove a line item that a tool made; those of the course's own links stay."""
        column = self._column(line_item_id)
        if column.declared:
            raise LtiServiceException("declared: this line item belongs to a link of the LMS", 403)
        gradebook.drop_column(self.conn, column.id)

    def update_score(self, line_item_id: uuid.UUID, score: dict[str, Any]) -> UpdateScoreStatus:
        """Keep a learner's score."""
        column = self._column(line_item_id, locked=True)
        read: Score = _read(read_score, score)
        kept = gradebook.record(self.conn, column, read, lms().now())
        if isinstance(kept, BadBody):
            raise _bad_request(kept)
        return kept

    def get_results(
        self,
        line_item_id: uuid.UUID,
        page: int = 1,
        limit: int = PAGE_LIMIT,
        user_id: str | None = None,
    ) -> dict[str, Any]:
        """A page of the marks that stand for a line item."""
        column = self._column(line_item_id)
        marks = gradebook.marks(self.conn, self.course_id).values()
        item_url = f"{self.items_url}/{line_item_id}"
        found = [
            {
                "id": f"{item_url}/results/{mark.person_id}",
                "scoreOf": item_url,
                "userId": str(mark.person_id),
                "resultScore": mark.given,
                "resultMaximum": mark.maximum,
                "comment": mark.comment,
            }
            for mark in marks
            if mark.line_item_id == column.id and user_id in (None, str(mark.person_id))
        ]
        return _page_of(found, page, limit)

    def _column(self, line_item_id: uuid.UUID, locked: bool = False) -> Column:
        found = gradebook.column(self.conn, self.course_id, line_item_id, locked)
        if found is None:
            raise LineItemNotFoundException
        return found

    def _need_course(self) -> None:
        if not courses.course_exists(self.conn, self.course_id):
            raise LtiServiceException("unknown-course: there is no such course", 404)

    def _to_json(self, column: Column) -> dict[str, Any]:
        stated = {
            "id": f"{self.items_url}/{column.id}",
            "label": column.label["zh-Hans"],
            "scoreMaximum": column.score_maximum,
            "resourceLinkId": str(column.link_id) if column.link_id else None,
            "resourceId": column.resource_id,
            "tag": column.tag,
        }
        return {name: value for name, value in stated.items() if value is not None}


@blueprint.get("")
def list_line_items(course_id: uuid.UUID) -> ResponseReturnValue:
    """The course's line items, page by page."""
    filters = ("resource_link_id", "resource_id", "tag")
    with _service(course_id, LINE_ITEM, LINE_ITEM_READ, filters=filters) as service:
        return _answer(service.handle_get_lineitems)


@blueprint.post("")
def create_line_item(course_id: uuid.UUID) -> ResponseReturnValue:
    """A new line item."""
    with _service(course_id, LINE_ITEM, media_type=LINE_ITEM_TYPE) as service:
        return _answer(service.handle_create_lineitem)


@blueprint.get("/<uuid:line_item_id>")
def get_line_item(course_id: uuid.UUID, line_item_id: uuid.UUID) -> ResponseReturnValue:
    """One line item."""
    with _service(course_id, LINE_ITEM, LINE_ITEM_READ) as service:
        return _answer(service.handle_get_lineitem, line_item_id=line_item_id)


@blueprint.put("/<uuid:line_item_id>")
def put_line_item(course_id: uuid.UUID, line_item_id: uuid.UUID) -> ResponseReturnValue:
    """One line item, changed."""
    with _service(course_id, LINE_ITEM, media_type=LINE_ITEM_TYPE) as service:
        return _answer(service.handle_update_lineitem, line_item_id=line_item_id)


@blueprint.delete("/<uuid:line_item_id>")
def delete_line_item(course_id: uuid.UUID, line_item_id: uuid.UUID) -> ResponseReturnValue:
    """One line item less."""
    with _service(course_id, LINE_ITEM) as service:
        return _answer(service.handle_delete_lineitem, line_item_id=line_item_id)


@blueprint.post("/<uuid:line_item_id>/scores")
def post_score(course_id: uuid.UUID, line_item_id: uuid.UUID) -> ResponseReturnValue:
    """A score for a learner."""
    with _service(course_id, SCORE, media_type=SCORE_TYPE) as service:
        return _answer(service.handle_update_score, line_item_id=line_item_id)


@blueprint.get("/<uuid:line_item_id>/results")
def list_results(course_id: uuid.UUID, line_item_id: uuid.UUID) -> ResponseReturnValue:
    """The marks that stand, page by page."""
    filters = ("user_id",)
    with _service(course_id, RESULT_READ, filters=filters, line_item_id=line_item_id) as service:
        return _answer(service.handle_get_results, line_item_id=line_item_id)


@contextmanager
def _service(
    course_id: uuid.UUID,
    *scopes: str,
    media_type: str | None = None,
    filters: tuple[str, ...] = (),
    line_item_id: uuid.UUID | None = None,
) -> Iterator[CourseGrades]:
    with transaction(lms().engine) as conn:
        request = FlaskRequest(_query(filters), media_type)
        yield CourseGrades(conn, request, course_id, scopes, line_item_id)


def _query(filters: tuple[str, ...]) -> dict[str, str | int]:
    """What the query asks for, as far as the endpoint knows it; 0 for what should be a number."""
    asked = flask.request.args
    words = {name: asked[name] for name in filters if name in asked}
    return words | {name: _counted(asked[name]) for name in ("limit", "page") if name in asked}


def _counted(value: str) -> int:
    return int(value[:9]) if value.isascii() and value.isdigit() else 0


def _page_of(found: list[dict[str, Any]], page: int, limit: int) -> dict[str, Any]:
    if page < 1 or limit < 1:
        raise LtiServiceException("bad-page: limit and page must be whole numbers above 0", 400)
    size = min(limit, PAGE_LIMIT)
    first = (page - 1) * size
    return {"content": found[first : first + size], "has_next": len(found) > first + size}


def _read(reader: Callable[[Mapping[str, Any]], Any], fields: Mapping[str, Any]) -> Any:
    read = reader(fields)
    if isinstance(read, BadBody):
        raise _bad_request(read)
    return read


def _bad_request(bad: BadBody) -> LtiServiceException:
    return LtiServiceException(f"{bad.id}: {bad.message}", 400)


def _answer(handle: Callable[..., Response], **arguments: Any) -> ResponseReturnValue:
    try:
        response = handle(**arguments)
    except LtiServiceException as refused:
        response = Response(None, refused.status_code, refused.message)
    if response.code >= 400:
        headers = {"WWW-Authenticate": "Bearer"} if response.code == 401 else {}
        return flask.jsonify(error=response.message), response.code, headers
    return _success(response)


def _success(response: Response) -> ResponseReturnValue:
    if response.result is None:
        return "", response.code
    result = response.result
    answer = flask.jsonify(result.get("content", result))
    answer.status_code = response.code
    answer.content_type = response.media_type
    if result.get("next"):
        # PyLTI1p3, for one, reads the relation only in quotes.
        answer.headers["Link"] = f'<{result["next"]}>; rel="next"'
    return answer
