"""The score's way back: assignment and grade services (AGS 2.0), on PyLTI1p3.

PyLTI1p3 knows line items and scores. Its service connector does not know when a token expires,
waits for ever, lowercases the next page's address and follows redirects; `PlatformConnector` takes
its place.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
import sqlalchemy as sa
from pylti1p3.assignments_grades import AssignmentsGradesService, TAssignmentsGradersData
from pylti1p3.exception import LtiException, LtiServiceException
from pylti1p3.grade import Grade
from pylti1p3.lineitem import LineItem
from pylti1p3.registration import Registration
from pylti1p3.service_connector import ServiceConnector, TServiceConnectorResponse
from sqlalchemy.engine import Connection

from lti_tool.lti import platform_http, tables
from lti_tool.lti.access_tokens import AccessTokens, fetch_token
from lti_tool.lti.grade_outcomes import (
    AlreadyNewer,
    Outcome,
    Refused,
    Sent,
    Unreachable,
    failure_of,
    wants_later,
)
from lti_tool.lti.keys import SigningKey
from lti_tool.lti.platforms import Platform, platform

AGS_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/"
SCORE = AGS_SCOPE + "score"
LINE_ITEM = AGS_SCOPE + "lineitem"
LINE_ITEM_READ = AGS_SCOPE + "lineitem.readonly"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
TAG = "gongxue-mark"


@dataclass(frozen=True)
class Gradebook:
    """Where the scores of a link go."""

    platform: Platform
    link_id: uuid.UUID
    resource_link_id: str
    title: str
    activity: str
    line_item_url: str | None
    line_items_url: str | None
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """A finished, fully graded mark of a learner.

    `subject` is what the platform calls the learner; 0 <= `given`, `maximum` > 0. `at` is cut to
    the whole second, and must be later than in every earlier score of the learner for this link:
    platforms compare by the second.
    """

    subject: str
    given: float
    maximum: float
    at: datetime
    comment: str = ""


def gradebook_of(connection: Connection, link_id: uuid.UUID) -> Gradebook:
    """Where the scores of this link go. Raises sqlalchemy.exc.NoResultFound."""
    row = connection.execute(sa.select(tables.links).where(tables.links.c.id == link_id)).one()
    return Gradebook(
        platform=platform(connection, row.platform_id),
        link_id=row.id,
        resource_link_id=row.resource_link_id,
        title=row.title,
        activity=row.activity,
        line_item_url=row.line_item_url,
        line_items_url=row.line_items_url,
        scopes=tuple(row.scopes),
    )


def remember_line_item(connection: Connection, link_id: uuid.UUID, line_item_url: str) -> None:
    """Scores of this link go to this line item from now on, unless a launch names another."""
    connection.execute(
        sa.update(tables.links)
        .where(tables.links.c.id == link_id, tables.links.c.line_item_url.is_(None))
        .values(line_item_url=line_item_url)
    )


class AgsClient:
    """Sends scores. One for a process; safe to share between threads."""

    def __init__(self, session: requests.Session, tokens: AccessTokens) -> None:
        self._session = session
        self._tokens = tokens

    def send_score(
        self, gradebook: Gradebook, score: Score, key: SigningKey, now: datetime
    ) -> Outcome:
        """Put the score into the platform's gradebook, or say why not and whether to try again.

        Without a line item the link's is looked for, else made; `Sent.line_item_url` says where
        the score went. Two sends of one link at the same moment could make two line items: let the
        caller send one after the other.
        """
        if SCORE not in gradebook.scopes:
            return Refused(None, "the platform does not let us send scores for this link")
        connector = PlatformConnector(gradebook.platform, key, now, self._tokens, self._session)
        try:
            line_item = gradebook.line_item_url or _line_item(connector, gradebook, score.maximum)
            return _post_score(connector, line_item, score)
        except LtiServiceException as failed:
            return failure_of(failed.response, now)
        except (LtiException, requests.exceptions.InvalidURL) as refused:
            return Refused(None, str(refused))
        except requests.RequestException as error:
            return Unreachable(f"{type(error).__name__}: {error}", None)


class PlatformConnector(ServiceConnector):
    """PyLTI1p3's connector to one platform, at one moment."""

    def __init__(
        self,
        of: Platform,
        key: SigningKey,
        now: datetime,
        tokens: AccessTokens,
        session: requests.Session,
    ) -> None:
        super().__init__(Registration(), session)
        self._platform, self._key, self._now = of, key, now
        self._tokens, self._session = tokens, session
        self._visited: set[str] = set()

    def get_access_token(self, scopes: Sequence[str]) -> str:
        """A token for these scopes that is good now."""
        known = self._tokens.known(self._platform, scopes, self._now)
        if known is not None:
            return known
        token = fetch_token(self._session, self._platform, self._key, scopes, self._now)
        self._tokens.keep(self._platform, scopes, token)
        return token.value

    def make_service_request(
        self,
        scopes: Sequence[str],
        url: str,
        is_post: bool = False,
        data: str | None = None,
        content_type: str = "application/json",
        accept: str = "application/json",
        case_insensitive_headers: bool = False,
    ) -> TServiceConnectorResponse:
        """The platform's answer; a token that it no longer takes is replaced once.

        Raises LtiServiceException for any status but 2xx, requests.RequestException if the platform
        can't be reached, LtiException if its pages of results lead in a circle or to another host.
        """
        headers = {"Accept": accept, **({"Content-Type": content_type} if is_post else {})}
        answer = self._authorized("POST" if is_post else "GET", url, headers, data, scopes)
        if answer.status_code == requests.codes.unauthorized:
            answer = self._authorized("POST" if is_post else "GET", url, headers, data, scopes)
        if not 200 <= answer.status_code < 300:
            raise LtiServiceException(answer)
        is_json = "json" in answer.headers.get("Content-Type", "")
        return {
            "headers": answer.headers if case_insensitive_headers else dict(answer.headers),
            "body": answer.json() if is_json and answer.content else None,
            "next_page_url": None if is_post else self._next_page(url, answer),
        }

    def _authorized(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        data: str | None,
        scopes: Sequence[str],
    ) -> requests.Response:
        token = self.get_access_token(scopes)
        bearer = {**headers, "Authorization": f"Bearer {token}"}
        answer = platform_http.call(self._session, method, url, headers=bearer, data=data)
        if answer.status_code == requests.codes.unauthorized:
            self._tokens.forget(self._platform, scopes, token)
        return answer

    def _next_page(self, url: str, answer: requests.Response) -> str | None:
        following = answer.links.get("next", {}).get("url")
        if not following:
            return None
        self._visited.add(url)
        following = urljoin(url, following)
        if following in self._visited or urlsplit(following).hostname != urlsplit(url).hostname:
            raise LtiException("the platform's next page leads in a circle or to another host")
        return following


def scores_url(line_item_url: str) -> str:
    """Where a line item takes scores: ``/scores`` ends the path, before any query."""
    parts = urlsplit(line_item_url)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/scores"))


def _line_item(connector: PlatformConnector, gradebook: Gradebook, maximum: float) -> str:
    """The address of the link's own line item, found or made."""
    if gradebook.line_items_url is None:
        raise LtiException("the platform names neither a line item nor where to make one")
    allowed = [scope for scope in (LINE_ITEM, LINE_ITEM_READ) if scope in gradebook.scopes]
    claim = {"scope": allowed, "lineitems": gradebook.line_items_url}
    service = AssignmentsGradesService(connector, cast(TAssignmentsGradersData, claim))
    wanted = (
        LineItem()
        .set_score_maximum(maximum)
        .set_label(gradebook.title or gradebook.activity)
        .set_resource_link_id(gradebook.resource_link_id)
        .set_resource_id(gradebook.activity)
        .set_tag(TAG)
    )
    address = service.find_or_create_lineitem(wanted, find_by="resource_link_id").get_id()
    if not address:
        raise LtiException("the platform's line item has no id")
    return address


def _post_score(connector: PlatformConnector, line_item: str, score: Score) -> Outcome:
    try:
        connector.make_service_request(
            [SCORE],
            scores_url(line_item),
            is_post=True,
            data=_grade(score).get_value(),
            content_type=SCORE_TYPE,
        )
    except LtiServiceException as failed:
        if wants_later(failed.response):
            return AlreadyNewer()
        raise
    return Sent(line_item)


def _grade(score: Score) -> Grade:
    grade = (
        Grade()
        .set_score_given(score.given)
        .set_score_maximum(score.maximum)
        .set_activity_progress("Completed")
        .set_grading_progress("FullyGraded")
        .set_timestamp(score.at.astimezone(UTC).isoformat(timespec="seconds"))
        .set_user_id(score.subject)
    )
    return grade.set_comment(score.comment) if score.comment else grade
